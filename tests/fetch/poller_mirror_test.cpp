// A source with several addresses, and what is judged anew each day.
#include <algorithm>
#include <map>
#include <string>

#include "tests/fetch/poller_bench.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::fetch::test {
namespace {

using namespace std::chrono_literals;

// A bench with a primary address and a mirror, each of which answers as told.
struct Mirrors : Bench {
  std::map<std::string, Answer> answers;
  std::vector<std::string> asked;  // in the last poll

  Mirrors() {
    options.urls = {"https://me:secret@a.example/", "https://b.example/"};
    http.answer = [this](const Request& request) {
      asked.emplace_back(request.url.contains("a.example") ? "a" : "b");
      const auto& answer = answers.at(asked.back());
      if (answer && !answer->etag.empty() && answer->etag == request.etag) return status(304);
      return answer;
    };
  }
  std::chrono::milliseconds poll_both(Poller& poller, const Answer& a, const Answer& b) {
    answers = {{"a", a}, {"b", b}};
    asked.clear();
    now += 1min;
    return poller.poll();
  }
};

using Asked = std::vector<std::string>;

TEST_CASE("A mirror is asked only where the address before it failed") {
  Mirrors bench;
  auto poller = bench.poller();
  CHECK(bench.poll_both(poller, body("day 1"), body("day 1")) == 60s);
  CHECK(bench.asked == Asked{"a"});
  CHECK(bench.reports.back().address == "https://a.example/");
  for (const auto& bad : {error("timeout"), error("dns"), status(500), body("bad page")}) {
    Mirrors other;
    auto second = other.poller();
    CHECK(other.poll_both(second, bad, body("day 1")) == 60s);
    CHECK(other.asked == Asked{"a", "b"});
    CHECK(other.trouble() == "none");
    CHECK(other.reports.back().address == "https://b.example/");
    CHECK(other.cached() == "read day 1");
    CHECK(other.log.text().find("secret") == std::string::npos);
  }
}

TEST_CASE("A switch is logged once, in either direction") {
  Mirrors bench;
  auto poller = bench.poller();
  bench.poll_both(poller, body("day 1"), body("day 1"));
  CHECK(bench.log.text().empty());
  for (int i = 0; i < 20; ++i) bench.poll_both(poller, status(500), body("day 1"));
  CHECK(bench.log.text() ==
        "roomsign: warning: https://a.example/ answers with status 500; the schedule comes from "
        "https://b.example/ instead\n");
  for (int i = 0; i < 20; ++i) bench.poll_both(poller, body("day 1"), body("day 1"));
  CHECK(bench.log.text().ends_with("roomsign: the schedule comes from https://a.example/ now\n"));
}

TEST_CASE("An address that fails rests while another stands in, but not if all fail") {
  Mirrors bench;
  auto poller = bench.poller();
  std::string asked;
  for (int i = 0; i < 16; ++i) {
    bench.poll_both(poller, error("timeout"), body("day 1"));
    asked += bench.asked.size() == 2 ? 'x' : '.';
  }
  CHECK(asked == "x.x...x.......x.");
  bench.poll_both(poller, body("day 2"), error("timeout"));
  CHECK(bench.asked == Asked{"b", "a"});
  CHECK(bench.cached() == "read day 2");
}

TEST_CASE("A file that is away does not rest, and lets servers that fail rest beside it") {
  Mirrors bench;
  auto poller = bench.poller();
  for (int i = 0; i < 10; ++i) {
    CHECK(bench.poll_both(poller, error("unreadable"), body("day 1")) == 60s);
    CHECK(bench.asked == Asked{"a", "b"});
  }
  for (const bool first : {true, false}) {
    Mirrors other;
    auto second = other.poller();
    int asked = 0;
    for (int i = 0; i < 30; ++i) {
      const Answer file = error("unreadable");
      const Answer server = status(500);
      CHECK(other.poll_both(second, first ? file : server, first ? server : file) == 60s);
      CHECK(std::ranges::count(other.asked, first ? "a" : "b") == 1);
      asked += static_cast<int>(std::ranges::count(other.asked, first ? "b" : "a"));
    }
    CHECK(asked < 6);
  }
}

TEST_CASE("Where all fail the first one's trouble is told, and the wait is that of a reached one") {
  Mirrors bench;
  auto poller = bench.poller();
  CHECK(bench.poll_both(poller, error("dns"), status(500)) == 60s);
  CHECK(bench.trouble() == "dns");
  CHECK(bench.poll_both(poller, error("dns"), status(500)) == 120s);
  CHECK(bench.poll_both(poller, error("dns"), error("connect")) == 20s);
}

TEST_CASE("An address that says when to come again is left alone so long, whatever the others do") {
  for (const auto& other : {status(500), error("dns"), body("day 1"), body("bad page")}) {
    Mirrors bench;
    bench.random = 0.0;  // the least spread
    auto poller = bench.poller();
    std::string asked;
    for (int i = 0; i < 11; ++i) {
      const auto wait = bench.poll_both(poller, status(429, 600s), other);
      CHECK(wait < 600s);
      asked += bench.asked.front() == "a" ? 'x' : '.';
      CHECK(bench.asked.back() == "b");
      CHECK(bench.trouble() == (other && other->body == "day 1" ? "none" : "http-status"));
    }
    CHECK(asked == "x.........x");
    if (bench.trouble() == "none") continue;
    CHECK(bench.log.text() ==  // the first one's trouble all along
          "roomsign: warning: https://a.example/ answers with status 429\n");
  }
}

TEST_CASE("Where all say when to come again, the first to be asked is waited for") {
  Mirrors bench;
  bench.random = 0.0;
  auto poller = bench.poller();
  CHECK(bench.poll_both(poller, status(503, 600s), status(503, 300s)) == 300s);
  bench.poll_both(poller, body("day 1"), body("day 1"));  // called for, a minute later
  CHECK(bench.asked == Asked{"a"});
  CHECK(bench.poll_both(poller, status(503, 1'000'000s), body("day 1")) == 180s);  // until b's end
  CHECK(bench.asked == Asked{"a"});
  bench.now += 5min;
  bench.poll_both(poller, body("day 1"), status(500));
  CHECK(bench.asked == Asked{"b"});
  bench.now -= 1h;  // the clock is set back: nobody knows how long it has been
  bench.poll_both(poller, body("day 1"), status(500));
  CHECK(bench.asked == Asked{"a"});
}

TEST_CASE("What is shown is what the address in use has, and the same body is read once") {
  Mirrors bench;
  auto poller = bench.poller();
  bench.poll_both(poller, body("day 2", "\"2\""), body("day 1", "\"1\""));
  bench.poll_both(poller, status(500), body("day 1", "\"1\""));
  CHECK(bench.cached() == "read day 1");                         // a mirror that lags
  bench.poll_both(poller, body("day 2", "\"2\""), status(500));  // a rests, b fails
  CHECK(bench.asked == Asked{"b", "a"});
  CHECK(bench.http.requests.back().etag.empty());  // a 304 would not bring it back
  CHECK(bench.cached() == "read day 2");

  const auto read = bench.accepted.size();
  bench.poll_both(poller, status(500), body("day 2", "\"b\""));
  bench.poll_both(poller, status(500), body("day 2", "\"b\""));
  CHECK(bench.http.requests.back().etag == "\"b\"");
  CHECK(bench.accepted.size() == read);
}

TEST_CASE("A mirror's entry in the cache is used at the next start") {
  Mirrors bench;
  auto first = bench.poller();
  bench.poll_both(first, status(500), body("day 1", "\"b\""));
  CHECK(bench.cache.load()->url == "https://b.example/");
  auto second = bench.poller(*bench.cache.load());
  bench.poll_both(second, status(500), body("day 1", "\"b\""));
  CHECK(bench.http.requests.back().etag == "\"b\"");
  CHECK(bench.accepted.size() == 1);
}

TEST_CASE("A document is had and read anew once a day, and nothing is written if it is the same") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  REQUIRE(write_file_atomically(bench.folder / "schedule", "untouched"));
  for (int i = 0; i < 24 * 60 - 1; ++i) bench.poll(poller, body("day 1", "\"1\""));
  CHECK(bench.accepted.size() == 1);
  bench.poll(poller, body("day 1", "\"1\""));
  CHECK(bench.http.requests.back().etag.empty());
  CHECK(bench.accepted.size() == 2);
  bench.poll(poller, status(304));
  CHECK(bench.accepted.size() == 2);
  CHECK(bench.trouble() == "none");
  CHECK(read_file(bench.folder / "schedule") == "untouched");
}

TEST_CASE("A clock that jumps by a day has everything read anew, in either direction") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  bench.now += 23h;
  bench.poll(poller, status(304));
  CHECK(bench.accepted.size() == 1);
  for (const auto jump : {30h, -300h}) {
    bench.now += jump;
    const auto read = bench.accepted.size();
    bench.poll(poller, body("day 1", "\"1\""));
    CHECK(bench.http.requests.back().etag.empty());
    CHECK(bench.accepted.size() == read + 1);
  }
}

TEST_CASE("What the cache kept for longer than a day is read anew at the start") {
  Bench bench;
  auto first = bench.poller();
  bench.poll(first, body("day 1", "\"1\""));
  bench.now += 25h;
  auto second = bench.poller(*bench.cache.load());
  bench.poll(second, body("day 1", "\"1\""));
  CHECK(bench.http.requests.back().etag.empty());
  CHECK(bench.accepted.size() == 2);
}

}  // namespace
}  // namespace roomsign::fetch::test
