// CurlHttp: HttpClient by libcurl. Keeps its connection between polls. One thread.
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
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace roomsign::fetch
