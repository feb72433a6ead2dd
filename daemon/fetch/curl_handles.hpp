// libcurl's handles, closed by themselves.
#pragma once

#include <memory>

#include <curl/curl.h>

namespace roomsign::fetch {

template <auto function>
struct Close {
  void operator()(auto* handle) const { function(handle); }
};
using Multi = std::unique_ptr<CURLM, Close<curl_multi_cleanup>>;
using Easy = std::unique_ptr<CURL, Close<curl_easy_cleanup>>;
using Lines = std::unique_ptr<curl_slist, Close<curl_slist_free_all>>;
using Url = std::unique_ptr<CURLU, Close<curl_url_cleanup>>;

}  // namespace roomsign::fetch
