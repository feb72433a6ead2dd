// Photos: the photographs of those who speak, brought by a thread of its own that neither the
// schedule nor the picture ever waits for.
//
// Only what is wanted is fetched, one after the other, and once: a photograph is another one when
// its address is. Each is bounded in time and bytes, decoded in a child (pictures.hpp), cut to a
// square and kept in the state folder, where the oldest go when there are more than kMostKept. One
// that fails is logged once (of several for one reason the first), and asked for again after
// kRetry for as long as it is wanted.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/view/photos.hpp"

namespace roomsign::sign {

struct PhotoOptions {
  fetch::HttpOptions http;
  std::filesystem::path folder;            // empty: none are kept
  std::string program = "/proc/self/exe";  // whose `decode` command decodes
  bool operator==(const PhotoOptions&) const = default;
};

// From the folder, else from the network into it. Errors: the client's, "http-status", and those of
// decode_in_child(), all beginning with the address. Any thread.
Result<render::ImagePtr> photo(const std::string& address, const PhotoOptions& options,
                               fetch::HttpClient& http, const std::stop_token& stop = {});

// What an error of photo() says behind the address.
std::string_view reason_of(const std::string& address, const Error& error);

// How the client is to be bounded for photographs.
fetch::HttpOptions photo_http(fetch::HttpOptions http);

class Photos {
 public:
  static constexpr std::size_t kMostWanted = 48;  // more speakers of a day go without
  static constexpr std::size_t kMostKept = 96;    // files of 256 kB
  static constexpr std::chrono::minutes kRetry{10};

  explicit Photos(PhotoOptions options);

  // The addresses that are wanted from now on, the most urgent first.
  void want(std::vector<std::string> addresses);

  // Those of the wanted that are there.
  Newest<view::Photos>& news() { return news_; }

 private:
  void work(const std::stop_token& stop);
  void bring(const std::vector<std::string>& wanted, const std::stop_token& stop);
  bool is_other_wanted();

  PhotoOptions options_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<std::vector<std::string>> wanted_;  // under the mutex; none: nothing new
  view::Photos have_;                               // the thread's, as the next
  std::set<std::string> failed_;                    // as logged
  Newest<view::Photos> news_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace roomsign::sign
