// A poller on a bench: what the server answers is scripted, what the poller does is recorded, the
// clock is a number and there is no chance.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/fetch/poller.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch::test {

using Answer = Result<Response>;

inline Answer body(std::string text, std::string etag = {}) {
  Response response;
  response.status = 200;
  response.body = std::move(text);
  response.etag = std::move(etag);
  return response;
}

inline Answer status(long number, std::optional<std::chrono::seconds> retry_after = {}) {
  Response response;
  response.status = number;
  response.retry_after = retry_after;
  return response;
}

inline Answer error(const std::string& code) { return failure(code, "no answer: " + code); }

class ScriptedHttp final : public HttpClient {
 public:
  std::function<Answer(const Request&)> answer = [](const Request&) { return error("dns"); };
  std::vector<Request> requests;

  Result<Response> get(const Request& request) override {
    requests.push_back(request);
    return answer(request);
  }
};

using roomsign::test::CapturedLog;

struct Bench {
  CapturedLog log;
  roomsign::test::TemporaryFolder folder;
  Cache cache{folder / "schedule"};
  ScriptedHttp http;
  Instant now{std::chrono::seconds{1'765'009'200}};
  bool synchronised = false;
  double random = 0.5;  // no jitter
  PollOptions options{.urls = {"https://me:secret@example.org/page?key=secret"}, .hints = {}};
  std::function<Poller::Accepted(const Response&)> accept = [](const Response& response) {
    if (response.body.starts_with("bad")) return Poller::Accepted(failure("bad", "it is bad"));
    return Poller::Accepted("read " + response.body);
  };
  std::vector<std::string> accepted;  // bodies that accept was asked about
  std::vector<PollReport> reports;

  Poller poller(std::optional<CacheEntry> cached = {}) {
    return {options,
            http,
            cache,
            std::move(cached),
            [this](const Response& response, const std::string&) {
              accepted.push_back(response.body);
              return accept(response);
            },
            [this](const PollReport& report) { reports.push_back(report); },
            [this] { return now; },
            [this] { return random; },
            [this] { return synchronised; }};
  }

  // One poll of a server that answers so; a minute later.
  std::chrono::milliseconds poll(Poller& poller, const Answer& scripted) {
    now += std::chrono::minutes{1};
    http.answer = [&scripted](const Request&) { return scripted; };
    return poller.poll();
  }

  std::string trouble() const {
    return reports.back().trouble ? reports.back().trouble->code : "none";
  }
  std::string cached() const {
    const auto entry = cache.load();
    return entry ? entry->content : entry.error().code;
  }
};

}  // namespace roomsign::fetch::test
