// libcurl's handles, closed by themselves.
#pragma once

#include <memory>

#include "daemon/fetch/curl_library.hpp"

namespace roomsign::fetch {

template <auto function>
struct Close {
  void operator()(auto* handle) const { (curl().*function)(handle); }
};
using Multi = std::unique_ptr<CURLM, Close<&Curl::multi_cleanup>>;
using Easy = std::unique_ptr<CURL, Close<&Curl::easy_cleanup>>;
using Lines = std::unique_ptr<curl_slist, Close<&Curl::slist_free_all>>;
using Url = std::unique_ptr<CURLU, Close<&Curl::url_cleanup>>;

}  // namespace roomsign::fetch
