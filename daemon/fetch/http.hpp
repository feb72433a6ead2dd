// HttpClient: one bounded, conditional download. An interface, because the world begins here.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"

namespace roomsign::fetch {

struct HttpOptions {
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds total_timeout{30};
  long low_speed_bytes = 64;  // a second, for low_speed_time: then the download is given up
  std::chrono::seconds low_speed_time{5};
  std::size_t max_bytes = 8U << 20U;  // of the decoded body, counted as it arrives
  long max_redirects = 3;             // never from https to http, never to file
  std::string proxy;                  // empty: none; the environment's is ignored
  std::string ca_file;                // empty: the system's
  bool operator==(const HttpOptions&) const = default;
};

struct Request {
  std::string url;   // http, https or file
  std::string etag;  // validators of what is already had; empty: none
  std::string last_modified;
  std::function<void(std::size_t bytes_so_far)> progress;  // optional; called as bytes arrive
};

struct Response {
  long status = 0;  // 200, 304 or what the server said; a file answers alike
  std::string body;
  std::string content_type;
  std::string etag;
  std::string last_modified;
  std::optional<Instant> date;  // the server's clock
  std::optional<std::chrono::seconds> retry_after;
  bool verified = false;  // over TLS with a certificate that was checked
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // Blocks up to the total timeout. An answer with any status is a Response; there is an error
  // only where no whole answer came: "bad-url", "dns", "connect", "tls", "timeout", "too-slow",
  // "too-large", "redirect", "cut-short", "unreadable" (file).
  virtual Result<Response> get(const Request& request) = 0;
};

// An address as it may be logged and shown: without user, password, query and fragment.
std::string public_address(std::string_view url);

}  // namespace roomsign::fetch
