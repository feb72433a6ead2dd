// CurlHttp: HttpClient by libcurl, and file: without it. One thread.
//
// libcurl is loaded by the first request that needs it, so that making a CurlHttp costs
// nothing before the first picture. The connection is kept between requests; after an error the
// next one starts afresh: new connection, new look at the resolver, new certificates from disk.
//
// HTTP/1.1, gzip, TLS 1.2 or newer. Redirects are followed here, not by libcurl, so that each can
// be judged: the rule "never from https to http" is about the way, not about the protocols.
#pragma once

#include <memory>

#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {

class CurlHttp final : public HttpClient {
 public:
  explicit CurlHttp(HttpOptions options);
  ~CurlHttp() override;
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  Result<Response> get(const Request& request) override;

 private:
  class Session;

  HttpOptions options_;
  std::unique_ptr<Session> session_;  // libcurl, from the first request on
};

}  // namespace roomsign::fetch
