#include "daemon/fetch/curl_library.hpp"

#include "daemon/base/shared_library.hpp"

namespace roomsign::fetch {
namespace {

void find(SharedLibrary& library, Curl& all) {
  library.find(all.easy_init, "curl_easy_init");
  library.find(all.easy_cleanup, "curl_easy_cleanup");
  library.find(all.easy_setopt, "curl_easy_setopt");
  library.find(all.easy_getinfo, "curl_easy_getinfo");
  library.find(all.easy_perform, "curl_easy_perform");
  library.find(all.easy_reset, "curl_easy_reset");
  library.find(all.easy_header, "curl_easy_header");
  library.find(all.easy_strerror, "curl_easy_strerror");
  library.find(all.multi_init, "curl_multi_init");
  library.find(all.multi_cleanup, "curl_multi_cleanup");
  library.find(all.multi_add_handle, "curl_multi_add_handle");
  library.find(all.multi_remove_handle, "curl_multi_remove_handle");
  library.find(all.multi_perform, "curl_multi_perform");
  library.find(all.multi_poll, "curl_multi_poll");
  library.find(all.multi_wakeup, "curl_multi_wakeup");
  library.find(all.multi_info_read, "curl_multi_info_read");
  library.find(all.slist_append, "curl_slist_append");
  library.find(all.slist_free_all, "curl_slist_free_all");
  library.find(all.url, "curl_url");
  library.find(all.url_cleanup, "curl_url_cleanup");
  library.find(all.url_get, "curl_url_get");
  library.find(all.url_set, "curl_url_set");
  library.find(all.url_strerror, "curl_url_strerror");
  library.find(all.free_text, "curl_free");
  library.find(all.getdate, "curl_getdate");
  library.find(all.global_init, "curl_global_init");
  library.find(all.global_cleanup, "curl_global_cleanup");
}

const std::optional<Curl>& loaded() { return functions_of<Curl>("libcurl.so.4", find); }

}  // namespace

Result<void> load_curl() {
  if (loaded()) return {};
  return failure("no-library", "needs libcurl: install Debian's libcurl4");
}

const Curl& curl() { return loaded().value(); }

}  // namespace roomsign::fetch
