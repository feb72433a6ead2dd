#include "daemon/fetch/curl_address.hpp"

#include <new>

#include <fmt/format.h>

#include "daemon/fetch/curl_handles.hpp"
#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {
namespace {

Url make_url() {
  Url url(curl().url());
  if (!url) throw std::bad_alloc();
  return url;
}

std::string part(const Url& url, CURLUPart what, unsigned flags = 0) {
  char* text = nullptr;
  if (curl().url_get(url.get(), what, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl().free_text(text);
  return copy;
}

// Blanks and foreign letters are escaped, as browsers do.
CURLUcode set(const Url& url, std::string_view text) {
  return curl().url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_URLENCODE);
}

}  // namespace

Result<CurlAddress> CurlAddress::parse(std::string_view text) {
  if (auto there = load_curl(); !there) return std::unexpected(there.error());
  const Url url = make_url();
  if (const auto code = set(url, text); code != CURLUE_OK) {
    return failure("bad-url",
                   fmt::format("{}: {}", public_address(text), curl().url_strerror(code)));
  }
  CurlAddress address;
  address.scheme_ = part(url, CURLUPART_SCHEME);
  address.host_ = part(url, CURLUPART_HOST);
  address.port_ = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  address.credentials_ = {.user = part(url, CURLUPART_USER, CURLU_URLDECODE),
                          .password = part(url, CURLUPART_PASSWORD, CURLU_URLDECODE)};
  if (address.scheme_ != "http" && address.scheme_ != "https") {
    return failure("bad-url", fmt::format("{}: only http, https and file addresses can be fetched",
                                          public_address(text)));
  }
  for (const auto what : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS}) {
    curl().url_set(url.get(), what, nullptr, 0);
  }
  address.url_ = part(url, CURLUPART_URL);
  return address;
}

Result<CurlAddress> CurlAddress::follow(std::string_view location) const {
  const Url url = make_url();
  auto refused = [&](std::string_view target, std::string_view why) {
    // What has none ("javascript:", "data:") may hold anything.
    const auto shown =
        target.contains("://") ? public_address(target) : "an address without a host";
    return failure("redirect",
                   fmt::format("{} redirects to {}, {}", public_address(url_), shown, why));
  };
  set(url, url_);
  if (set(url, location) != CURLUE_OK) return refused(location, "which is no web address");
  const auto target = part(url, CURLUPART_URL);
  auto next = parse(target);
  if (!next) return refused(target, "which is no web address");
  if (is_secure() && !next->is_secure()) return refused(target, "which is not secure any more");
  return next;
}

bool CurlAddress::same_origin(const CurlAddress& other) const {
  return scheme_ == other.scheme_ && host_ == other.host_ && port_ == other.port_;
}

}  // namespace roomsign::fetch
