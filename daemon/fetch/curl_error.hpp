// What libcurl's result codes mean to us: one of HttpClient's errors and a sentence.
#pragma once

#include <chrono>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/fetch/curl_address.hpp"
#include "daemon/fetch/curl_library.hpp"

namespace roomsign::fetch {

// Of a transfer that ended with `code`, from what the handle still knows about it. `detail` is
// libcurl's error buffer, used only for TLS; `budget` the time it had.
Error explain(CURL* easy, CURLcode code, const CurlAddress& address, std::string_view detail,
              std::chrono::microseconds budget);

std::chrono::microseconds time_of(CURL* easy, CURLINFO which);

}  // namespace roomsign::fetch
