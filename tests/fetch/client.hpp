// What the tests of CurlHttp share: short limits, addresses that hold secrets, and a look for them
// in every error.
#pragma once

#include <string>
#include <utility>

#include "daemon/fetch/curl_http.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"

namespace roomsign::fetch::test {

// Of a test's patience; sizes as they are.
inline HttpOptions quick() {
  HttpOptions options;
  options.connect_timeout = std::chrono::seconds{5};
  options.total_timeout = std::chrono::seconds{10};
  options.low_speed_time = std::chrono::seconds{8};
  return options;
}

// The server's path, behind a user, a password and a query that nobody may see.
inline std::string secret_url(const roomsign::test::HttpServer& server, const std::string& path) {
  return "http://me:secret@127.0.0.1:" + std::to_string(server.port()) + path + "?key=secret";
}

inline Result<Response> get(const Request& request, HttpOptions options = quick()) {
  auto response = CurlHttp(std::move(options)).get(request);
  if (!response) {
    INFO(response.error().code << ": " << response.error().message);
    CHECK(response.error().message.find("secret") == std::string::npos);
    CHECK(response.error().message.find_first_of("?\n") == std::string::npos);
    CHECK(response.error().message.size() < 600);
  }
  return response;
}

inline Result<Response> get(const std::string& url, HttpOptions options = quick()) {
  return get(Request{.url = url, .etag = {}, .last_modified = {}, .progress = {}, .stop = {}},
             std::move(options));
}

// "200", or the error's code.
inline std::string outcome(const Result<Response>& response) {
  return response ? std::to_string(response->status) : response.error().code;
}

}  // namespace roomsign::fetch::test
