#include "tests/scale/simulated_polls.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/time.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/sign/source.hpp"
#include "tests/scale/open_files.hpp"

namespace roomsign::test {

using std::chrono::steady_clock;

// The sign's own download, which is counted.
class SimulatedPolls::CountedHttp final : public fetch::HttpClient {
 public:
  CountedHttp(const std::string& ca_file, SimulatedPolls& all)
      : http_({.ca_file = ca_file}), all_(all) {}

  Result<fetch::Response> get(const fetch::Request& request) override {
    const auto begun = steady_clock::now();
    auto answer = http_.get(request);
    if (!request.stop.stop_requested()) {
      all_.note(answer,
                std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - begun));
    }
    return answer;
  }

 private:
  fetch::CurlHttp http_;
  SimulatedPolls& all_;
};

SimulatedPolls::SimulatedPolls(const PollsOfMany& polls) {
  want_open_files(polls.signs * kFilesOfASign);
  for (std::size_t i = 0; i < polls.signs; ++i) {
    threads_.emplace_back([this, polls](const std::stop_token& stop) {
      CountedHttp http(polls.ca_file, *this);
      const fetch::Cache nowhere({});
      fetch::Poller poller(
          {.urls = {polls.url}, .hints = {}, .interval = polls.interval}, http, nowhere, {},
          [](const fetch::Response&, const std::string&) { return "it is shown"; },
          [](const fetch::PollReport&) {},
          [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
          sign::random_share);
      fetch::Bell bell;
      poller.run(stop, bell);
    });
  }
}

SimulatedPolls::~SimulatedPolls() {
  for (auto& thread : threads_) thread.request_stop();
}

void SimulatedPolls::note(const Result<fetch::Response>& answer, std::chrono::microseconds took) {
  const auto second =
      std::chrono::floor<std::chrono::seconds>(steady_clock::now()).time_since_epoch();
  const std::scoped_lock lock(mutex_);
  ++seconds_[second.count()];
  count_.slowest = std::max(count_.slowest, took);
  if (answer && answer->status == 200) {
    ++count_.whole;
  } else if (answer && answer->status == 304) {
    ++count_.unchanged;
  } else {
    ++count_.failed;
    count_.trouble = answer ? fmt::format("status {}", answer->status) : answer.error().message;
  }
}

PollCount SimulatedPolls::take() {
  const std::scoped_lock lock(mutex_);
  for (const auto& [second, answers] : std::exchange(seconds_, {}))
    count_.busiest = std::max(count_.busiest, answers);
  return std::exchange(count_, {});
}

PollCount ask_without_pause(const PollsOfMany& polls, std::chrono::milliseconds time, bool whole) {
  std::mutex mutex;
  PollCount all;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < polls.signs; ++i) {
      threads.emplace_back([&] {
        fetch::CurlHttp http({.ca_file = polls.ca_file});
        fetch::Request request{.url = polls.url};
        PollCount count;
        for (const auto end = steady_clock::now() + time; steady_clock::now() < end;) {
          const auto answer = http.get(request);
          if (answer && answer->status == 200) {
            ++count.whole;
            if (!whole) request.etag = answer->etag;
          } else if (answer && answer->status == 304) {
            ++count.unchanged;
          } else {
            ++count.failed;
          }
        }
        const std::scoped_lock lock(mutex);
        all.whole += count.whole;
        all.unchanged += count.unchanged;
        all.failed += count.failed;
      });
    }
  }
  return all;
}

}  // namespace roomsign::test
