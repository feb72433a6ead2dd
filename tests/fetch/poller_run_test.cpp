// The poller as it runs: its own thread, a real server, the real client, a real log.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "daemon/fetch/curl_http.hpp"
#include "tests/fetch/client.hpp"
#include "tests/fetch/poller_bench.hpp"
#include "tests/support/http_server.hpp"

namespace roomsign::fetch::test {
namespace {

using namespace std::chrono_literals;
using roomsign::test::HttpServer;
using roomsign::test::reply;
using std::chrono::steady_clock;

// Counts reports, and lets a test wait for them.
class Reports {
 public:
  void add(const PollReport& report) {
    const std::scoped_lock lock(mutex_);
    ++count_;
    last_ = report;
    bell_.notify_all();
  }
  PollReport wait_for(int count) {
    std::unique_lock lock(mutex_);
    CHECK(bell_.wait_for(lock, 10s, [&] { return count_ >= count; }));
    return last_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable bell_;
  int count_ = 0;
  PollReport last_;
};

TEST_CASE("A running poller asks, keeps, is told 304, and stops while it waits") {
  HttpServer server;
  server.handle("/page", [](const HttpServer::Request& request, HttpServer::Connection& to) {
    const bool had = request.header("If-None-Match") == "\"1\"";
    to.send(had ? "HTTP/1.1 304 Same\r\n\r\n" : reply(200, {"ETag: \"1\""}, "day 1"));
  });
  const Bench bench;
  CurlHttp http(quick());
  Reports reports;
  std::atomic<int> accepted = 0;
  Poller poller(
      {.urls = {secret_url(server, "/page")}, .hints = {}, .interval = 1s}, http, bench.cache, {},
      [&accepted](const Response& response, const std::string&) {
        ++accepted;
        return response.body;
      },
      [&reports](const PollReport& report) { reports.add(report); }, [] { return Instant{}; },
      [] { return 0.5; });
  Bell bell;
  std::jthread thread([&](const std::stop_token& stop) { poller.run(stop, bell); });
  CHECK_FALSE(reports.wait_for(3).trouble);
  const auto start = steady_clock::now();
  thread.request_stop();
  thread.join();
  CHECK(steady_clock::now() - start < 500ms);
  CHECK(server.hits("/page") >= 3);
  CHECK(server.connections() == 1);
  CHECK(accepted == 1);
  CHECK(bench.cached() == "day 1");
}

TEST_CASE("A poller stops in the middle of a download, without a word") {
  HttpServer server;
  std::atomic<bool> asked = false;
  server.handle("/page", [&asked](const HttpServer::Request&, HttpServer::Connection& to) {
    asked = true;
    asked.notify_all();
    to.pause(20s);
  });
  Bench bench;
  CurlHttp http(quick());
  Poller poller(
      {.urls = {server.url("/page")}, .hints = {}}, http, bench.cache, {},
      [&bench](const Response& response, const std::string&) { return bench.accept(response); },
      [&bench](const PollReport& report) { bench.reports.push_back(report); },
      [] { return Instant{}; }, [] { return 0.5; });
  Bell bell;
  std::jthread thread([&](const std::stop_token& stop) { poller.run(stop, bell); });
  asked.wait(false);
  const auto start = steady_clock::now();
  thread.request_stop();
  thread.join();
  CHECK(steady_clock::now() - start < 500ms);
  CHECK(bench.reports.empty());
}

// A server that always answers so, and a thread that has polled it once.
struct Asked {
  explicit Asked(const Answer& answer) {
    bench.http.answer = [this, answer](const Request&) {
      times += 1;
      times.notify_all();
      return answer;
    };
    thread = std::jthread([this](const std::stop_token& stop) { poller.run(stop, bell); });
    times.wait(0);
  }

  Bench bench;
  std::atomic<int> times = 0;
  Poller poller = bench.poller();
  Bell bell;
  std::jthread thread;  // goes first
};

TEST_CASE("The bell ends a wait for those who were not reached, and no other") {
  const auto [answer, asked_again] = GENERATE(table<Answer, bool>({
      {error("tls"), true},
      {error("dns"), true},
      {error("connect"), true},
      {error("timeout"), false},
      {status(503), false},
      {body("bad page"), false},
      {body("day 1"), false},
  }));
  Asked server(answer);
  server.bell.ring();  // perhaps before it waits: five seconds at least
  if (asked_again) {
    server.times.wait(1);
    server.thread.request_stop();
  } else {
    std::this_thread::sleep_for(100ms);
    server.thread.request_stop();
    server.thread.join();
    CHECK(server.times == 1);
  }
}

TEST_CASE("Who is called again and again to judge anew is not polled each time") {
  Asked server(body("day 1"));
  for (int i = 0; i < 10; ++i) {
    server.bell.call_anew();
    std::this_thread::sleep_for(20ms);
  }
  server.thread.request_stop();
  server.thread.join();
  CHECK(server.times == 2);
  CHECK(server.bell.take_anew());  // the next poll will
}

TEST_CASE("Who is called asks again at once, however its last poll went") {
  const auto answer =
      GENERATE(Answer(error("timeout")), Answer(status(503)), Answer(body("day 1")));
  Asked server(answer);
  server.bell.call();  // perhaps before it waits: five seconds at least
  server.times.wait(1);
  server.thread.request_stop();
  server.thread.join();
  CHECK(server.times == 2);
}

TEST_CASE("The log tells changes and no secrets") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  CHECK(bench.log.text().empty());
  for (int i = 0; i < 5; ++i) bench.poll(poller, status(503));
  CHECK(bench.log.text() ==
        "roomsign: warning: https://example.org/page answers with status 503\n");
  bench.poll(poller, error("dns"));
  bench.poll(poller, status(304));
  CHECK(bench.log.text() ==
        "roomsign: warning: https://example.org/page answers with status 503\n"
        "roomsign: warning: no answer: dns\n"
        "roomsign: the schedule's source is all right again\n");
}

}  // namespace
}  // namespace roomsign::fetch::test
