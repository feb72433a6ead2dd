// HttpClient: one bounded, conditional download. An interface, because the world begins here.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"

namespace roomsign::fetch {

// The most that max_bytes may be: a hundred thousand sessions, in any format.
inline constexpr std::size_t kLargestDocument = 96U << 20U;

struct HttpOptions {
  std::chrono::seconds connect_timeout{10};  // finding the host included
  std::chrono::seconds total_timeout{30};    // of all redirects together
  long low_speed_bytes = 64;  // a second, for low_speed_time: then the download is given up. The
  std::chrono::seconds low_speed_time{10};  // wait for the first byte counts as slow
  std::size_t max_bytes = 8U << 20U;        // of the decoded body, counted as it arrives
  long max_redirects = 3;                   // never from https to http, never to file
  bool foreign = false;  // a foreign document names what is asked (linked_address.hpp), not the
                         // operator: redirects lead to another server only by https
  std::string proxy;     // empty: none; the environment's is ignored
  std::string ca_file;   // empty: the system's
  // Hosts that may be inside of this network (see public_network.hpp), or addresses of them. So may
  // a request's own, unless it is foreign, and any where a proxy does the asking.
  std::vector<std::string> own_hosts;
  bool operator==(const HttpOptions&) const = default;
};

// How far a download is.
struct Progress {
  std::size_t bytes = 0;                // had, decoded
  std::optional<std::size_t> total;     // where the server says, and in the same measure
  std::chrono::milliseconds elapsed{};  // since the request
};

struct Request {
  std::string url;   // http, https or file; the user and password in it go to its host only
  std::string etag;  // validators of what is already had; empty: none
  std::string last_modified;
  std::function<void(const Progress&)> progress;  // optional; called as bytes arrive
  std::stop_token stop;                           // ends the download at once
};

struct Response {
  long status = 0;  // 200, 304 or what the server said; a file answers alike
  std::string body;
  std::string content_type;
  std::string etag;
  std::string last_modified;    // empty as well: too fresh to be asked about, without an ETag
  std::optional<Instant> date;  // the server's clock
  std::optional<std::chrono::seconds> retry_after;  // never negative
  bool verified = false;   // over TLS with a certificate that was checked, all the way
  bool from_here = false;  // by this very machine: the server's clock is our own
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // Blocks up to the total timeout. An answer with any status is a Response; there is an error
  // only where no whole answer came: "bad-url", "dns", "connect" (also where the proxy refuses),
  // "tls", "timeout", "too-slow", "too-large", "redirect", "own-network" (the host is inside of it,
  // and nobody named it), "cut-short", "bad-answer" (not HTTP, or not gzip where it says so),
  // "unreadable" (file), "stopped". Whole is what the server calls whole: a body without a length
  // may be cut anywhere, and only its reader can tell.
  virtual Result<Response> get(const Request& request) = 0;
};

// A whole document: get(), where any status but 200 is an error as well, "http-status".
Result<Response> get_document(HttpClient& http, const Request& request);

// An address as it may be logged and shown: without user, password, query and fragment.
// public_address("https://me:secret@example.org/page?key=1") == "https://example.org/page".
std::string public_address(std::string_view url);

// The address of a file. file_url("/srv/day 1.html") == "file:///srv/day%201.html".
std::string file_url(const std::filesystem::path& absolute);

}  // namespace roomsign::fetch
