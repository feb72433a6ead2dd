// What stands between a server and the picture: the real client, the real poller, the child that
// reads, the gate and the cache. Only the waits between polls are a test's own.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/sign/sources.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::hostile {

// Of a test's patience; sizes as they are.
inline fetch::HttpOptions impatient() {
  fetch::HttpOptions options;
  options.connect_timeout = std::chrono::seconds{2};
  options.total_timeout = std::chrono::seconds{5};
  options.low_speed_time = std::chrono::seconds{1};
  return options;
}

inline const Instant kStart = *parse_instant("2031-05-13T08:00:00Z");  // the day before

// A day of eight talks in two rooms; `name` is in each of its titles.
inline schedule::Schedule day(const std::string& name) {
  schedule::Schedule schedule;
  schedule.event.name = "A Day of Faults";
  schedule.event.time_zone = "UTC";
  for (int i = 0; i < 8; ++i) {
    auto talk = test::session(name + " talk " + std::to_string(i),
                              "2031-05-14T1" + std::to_string(i) + ":00:00Z",
                              "2031-05-14T1" + std::to_string(i) + ":45:00Z");
    talk.room = i % 2 == 0 ? "Hall A" : "Hall B";
    schedule.sessions.push_back(std::move(talk));
  }
  schedule::finish(schedule);
  return schedule;
}

inline std::string document(const schedule::Schedule& schedule) {
  return formats::print_native({.schedule = schedule, .warnings = {}, .source = {}});
}

class PolledSign {
 public:
  PolledSign(const std::filesystem::path& cache, const std::string& url,
             const fetch::HttpOptions& http = impatient(), Instant now = kStart)
      : now_(now),
        http_(http),
        sources_([this] { return now_; }),
        poller_(source(cache, url, http).poller(http_)) {
    take();
  }

  // One poll; what became of it: "none" or the code of its trouble.
  std::string poll(const std::stop_token& stop = {}) {
    now_ += std::chrono::minutes{1};
    poller_.poll(stop);
    take();
    const auto& trouble = received_->report.trouble;
    return trouble ? trouble->code : "none";
  }

  std::string message() const {
    const auto& trouble = received_->report.trouble;
    return trouble ? trouble->message : "";
  }

  // The schedule in force; null: none yet.
  const std::shared_ptr<const schedule::Schedule>& schedule() const {
    static const std::shared_ptr<const schedule::Schedule> none;
    return received_ ? received_->schedule : none;
  }
  bool shows(const schedule::Schedule& wanted) const { return schedule() && *schedule() == wanted; }

  // What the picture's small print goes by.
  Instant now() const { return now_; }
  std::optional<Instant> checked() const { return gathered_.checked; }

 private:
  sign::Source& source(const std::filesystem::path& cache, const std::string& url,
                       const fetch::HttpOptions& http) {
    sign::Source::Options options;
    options.name = "the schedule";
    options.poll.urls = {url};
    options.http = http;
    options.cache = cache;
    options.read.program = ROOMSIGN_PROGRAM;
    sources_.set({options}, {}, {"Hall A"});
    return sources_.at(0);
  }

  void take() {
    received_ = sources_.at(0).news().take();
    if (auto gathered = sources_.take()) gathered_ = *std::move(gathered);
  }

  Instant now_;
  fetch::CurlHttp http_;
  sign::Sources sources_;
  fetch::Poller poller_;
  std::shared_ptr<const sign::Received> received_;
  sign::Gathered gathered_;
};

}  // namespace roomsign::hostile
