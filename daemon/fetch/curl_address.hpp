// An http or https address taken apart by libcurl's own parser, so that what is judged here is what
// libcurl then connects to. The user and password are taken out of it at once: no later message can
// hold them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::fetch {

struct Credentials {
  std::string user;
  std::string password;
};

class CurlAddress {
 public:
  // Errors: "bad-url".
  static Result<CurlAddress> parse(std::string_view url);

  // Where a Location header leads from here. Errors: "redirect", where it leads out of the web or
  // from https to http.
  Result<CurlAddress> follow(std::string_view location) const;

  const std::string& scheme() const { return scheme_; }
  const std::string& host() const { return host_; }
  const std::string& url() const { return url_; }  // without credentials
  const Credentials& credentials() const { return credentials_; }
  bool is_secure() const { return scheme_ == "https"; }
  bool same_origin(const CurlAddress& other) const;

 private:
  std::string url_;
  std::string scheme_;
  std::string host_;
  std::string port_;
  Credentials credentials_;
};

}  // namespace roomsign::fetch
