// What libcurl's result codes mean to us: one of HttpClient's errors and a sentence.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/fetch/curl_address.hpp"
#include "daemon/fetch/curl_library.hpp"

namespace roomsign::fetch {

// Of a transfer that ended with `code`, from what the handle still knows about it. `detail` is
// libcurl's error buffer, used only for TLS; `budget` the time it had; `proxy` as configured.
Error explain(CURL* easy, CURLcode code, const CurlAddress& address, std::string_view detail,
              std::chrono::microseconds budget, const std::string& proxy);

inline constexpr long kProxyWantsUser = 407;  // the one status that no server answers with

// What it is when the proxy answers so in place of the server.
Error refused_by_proxy(const std::string& proxy, long status, const CurlAddress& address);

std::chrono::microseconds time_of(CURL* easy, CURLINFO which);

}  // namespace roomsign::fetch
