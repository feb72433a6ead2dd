#include "daemon/fetch/poller.hpp"

#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

#include "daemon/base/version.hpp"
#include "tests/fetch/poller_bench.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::fetch::test {
namespace {

using namespace std::chrono_literals;

TEST_CASE("What is accepted is cached with its validators and reported") {
  Bench bench;
  auto poller = bench.poller();
  auto answer = body("day 1", "\"1\"");
  answer->last_modified = "Sat, 06 Dec 2025 08:20:00 GMT";
  CHECK(bench.poll(poller, answer) == 60s);
  const auto entry = bench.cache.load();
  REQUIRE(entry);
  CHECK(entry->content == "read day 1");
  CHECK(entry->etag == "\"1\"");
  CHECK(entry->last_modified == "Sat, 06 Dec 2025 08:20:00 GMT");
  CHECK(entry->url == bench.options.urls.at(0));
  CHECK(entry->fetched == bench.now);
  CHECK(bench.reports.back() == PollReport{.checked = bench.now,
                                           .fetched = bench.now,
                                           .trouble = {},
                                           .failures = 0,
                                           .unsaved = {},
                                           .server_date = {},
                                           .server_date_at = {},
                                           .server_verified = false,
                                           .address = "https://example.org/page"});
}

TEST_CASE("304 is a success that keeps everything") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  const auto entry = bench.cache.load();
  CHECK(bench.poll(poller, status(304)) == 60s);
  CHECK(bench.http.requests.back().etag == "\"1\"");
  CHECK(bench.accepted.size() == 1);
  CHECK(bench.reports.back().checked == bench.now);
  CHECK(bench.trouble() == "none");
  CHECK(bench.cache.load() == entry);
}

TEST_CASE("At the next start the cache's validators are sent along") {
  Bench bench;
  auto first = bench.poller();
  bench.poll(first, body("day 1", "\"1\""));
  auto second = bench.poller(*bench.cache.load());
  bench.poll(second, status(304));
  CHECK(bench.http.requests.back().etag == "\"1\"");
  CHECK(bench.trouble() == "none");
  CHECK(bench.accepted.size() == 1);
}

TEST_CASE("What another source, version or set of hints left in the cache is fetched anew") {
  Bench bench;
  auto first = bench.poller();
  bench.poll(first, body("day 1", "\"1\""));
  auto entry = *bench.cache.load();

  bench.options.hints = "zone=Europe/Berlin";
  auto other_hints = bench.poller(entry);
  bench.poll(other_hints, body("day 1", "\"1\""));
  CHECK(bench.http.requests.back().etag.empty());
  CHECK(bench.accepted.size() == 2);
  CHECK(bench.cache.load()->reader.find("Europe/Berlin") != std::string::npos);
  CHECK(bench.cache.load()->fetched == entry.fetched);  // read anew, but not changed

  auto other_version = entry;
  other_version.reader = "0.0.9 ";
  auto updated = bench.poller(other_version);
  bench.poll(updated, body("day 1", "\"1\""));
  CHECK(bench.http.requests.back().etag.empty());

  bench.options = {.urls = {"https://example.org/other"}, .hints = {}};
  auto other_source = bench.poller(entry);
  bench.poll(other_source, body("day 1", "\"1\""));
  CHECK(bench.http.requests.back().etag.empty());
  CHECK(bench.cache.load()->url == "https://example.org/other");
}

TEST_CASE("A refused body changes nothing and is told as trouble until it is gone") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  const auto good = bench.cache.load();
  const auto checked = bench.now;

  bench.poll(poller, body("bad page", "\"2\""));
  CHECK(bench.trouble() == "bad");
  CHECK(bench.cache.load() == good);
  CHECK(bench.reports.back().checked == checked);

  bench.poll(poller, body("day 1", "\"1\""));
  CHECK(bench.trouble() == "none");
  CHECK(bench.reports.back().checked == bench.now);
  CHECK(bench.cache.load() == good);
}

TEST_CASE("A refused body is asked about by its own validators and not read every time") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  bench.poll(poller, body("bad page", "\"2\""));
  for (int failures = 2; failures <= 10; ++failures) {
    CHECK(bench.poll(poller, status(304)) == 60s);  // no back-off: the server is all right
    CHECK(bench.http.requests.back().etag == "\"2\"");
    CHECK(bench.trouble() == "bad");
    CHECK(bench.reports.back().failures == failures);
  }
  CHECK(bench.accepted.size() == 2);

  // Perhaps the refusal was ours: after ten polls the body is had and judged again.
  bench.accept = [](const Response&) { return "read it after all"; };
  bench.poll(poller, body("bad page", "\"2\""));
  CHECK(bench.http.requests.back().etag.empty());
  CHECK(bench.accepted.size() == 3);
  CHECK(bench.trouble() == "none");
  CHECK(bench.cached() == "read it after all");
}

TEST_CASE("The same body is not read again where a server has no validators") {
  Bench bench;
  auto poller = bench.poller();
  for (int i = 0; i < 20; ++i) bench.poll(poller, body("day 1"));
  CHECK(bench.accepted.size() == 1);
  CHECK(bench.trouble() == "none");
  for (int i = 0; i < 20; ++i) bench.poll(poller, body("bad page"));
  CHECK(bench.accepted.size() == 3);  // the bad page once more after ten polls
  CHECK(bench.trouble() == "bad");
  CHECK(bench.cached() == "read day 1");
}

TEST_CASE("The same body with a new validator is asked about by the new one") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  bench.poll(poller, body("day 1", "\"2\""));
  bench.poll(poller, status(304));
  CHECK(bench.http.requests.back().etag == "\"2\"");
  CHECK(bench.accepted.size() == 1);
}

TEST_CASE("Nothing is written while the content does not change") {
  Bench bench;
  auto poller = bench.poller();
  bench.accept = [](const Response&) { return "the same"; };
  bench.poll(poller, body("page at 9:01", "\"1\""));
  REQUIRE(write_file_atomically(bench.folder / "schedule", "untouched"));
  bench.poll(poller, body("page at 9:02", "\"2\""));
  bench.poll(poller, body("page at 9:03", "\"3\""));
  bench.poll(poller, status(304));
  bench.poll(poller, error("dns"));
  CHECK(bench.accepted.size() == 3);
  CHECK(read_file(bench.folder / "schedule") == "untouched");
  CHECK_FALSE(bench.reports.back().unsaved);
}

TEST_CASE("A cache that cannot be written is told, tried again, and no trouble of the source") {
  Bench bench;
  bench.cache = Cache(bench.folder / "later" / "schedule");
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  REQUIRE(bench.reports.back().unsaved);
  CHECK(bench.reports.back().unsaved->code == "unwritable");
  CHECK(bench.trouble() == "none");
  bench.poll(poller, status(304));
  CHECK(bench.reports.back().unsaved);
  std::filesystem::create_directory(bench.folder / "later");
  bench.poll(poller, status(304));
  CHECK_FALSE(bench.reports.back().unsaved);
  CHECK(bench.cached() == "read day 1");
}

TEST_CASE("Any other status is trouble and is not read") {
  Bench bench;
  auto poller = bench.poller();
  for (const long number : {100, 201, 203, 204, 206, 302, 401, 403, 404, 410, 429, 500, 503}) {
    auto answer = status(number);
    answer->body = "day 1";
    bench.poll(poller, answer);
    CHECK(bench.trouble() == "http-status");
    CHECK(bench.reports.back().trouble->message ==
          "https://example.org/page answers with status " + std::to_string(number));
  }
  CHECK(bench.accepted.empty());
  CHECK_FALSE(bench.reports.back().checked);
}

TEST_CASE("A 304 that nobody asked for is trouble") {
  Bench bench;
  auto poller = bench.poller();
  bench.poll(poller, status(304));
  CHECK(bench.trouble() == "http-status");
  CHECK_FALSE(bench.reports.back().checked);
}

TEST_CASE("What is thrown while fetching or reading is trouble like any other") {
  Bench bench;
  auto poller = bench.poller();
  bench.accept = [](const Response&) -> Result<std::string> { throw std::runtime_error("oops"); };
  bench.poll(poller, body("day 1", "\"1\""));
  CHECK(bench.trouble() == "internal");
  bench.http.answer = [](const Request&) -> Answer { throw std::bad_alloc(); };
  CHECK(poller.poll() > 0s);
  CHECK(bench.trouble() == "internal");
  CHECK(bench.reports.back().failures == 2);
}

TEST_CASE("The server's clock is told with ours, also from an answer that is no good") {
  Bench bench;
  auto poller = bench.poller();
  auto answer = status(503);
  answer->date = *parse_instant("2025-12-06T09:00:00Z");
  answer->verified = true;
  bench.poll(poller, answer);
  const auto at = bench.now;
  CHECK(bench.reports.back().server_date == answer->date);
  CHECK(bench.reports.back().server_date_at == at);
  CHECK(bench.reports.back().server_verified);
  bench.poll(poller, error("dns"));
  CHECK(bench.reports.back().server_date_at == at);
}

TEST_CASE("Over plain HTTP only who answers as the schedule's server does has a word on the time") {
  Bench bench;
  bench.accept = [](const Response& response) {
    if (response.body.starts_with("day")) return Poller::Accepted("read " + response.body);
    const auto wait = response.body == "held" ? std::optional(15min) : std::nullopt;
    return Poller::Accepted(std::unexpected(Refusal({response.body, "no good"}, wait)));
  };
  auto poller = bench.poller();
  const auto is_heard = [&](Answer answer, bool verified = false) {
    answer->date = bench.now + 100h;
    answer->verified = verified;
    bench.poll(poller, answer);
    const auto& report = bench.reports.back();
    return report.server_date == answer->date && report.server_date_at == bench.now;
  };
  CHECK_FALSE(is_heard(status(304)));  // of what nobody has
  CHECK(is_heard(body("day 1", "\"1\"")));
  CHECK(is_heard(status(304)));
  CHECK(is_heard(body("day 2")));
  CHECK(is_heard(body("day 2")));
  for (const long number : {302, 404, 500, 503}) CHECK_FALSE(is_heard(status(number)));
  for (const char* code : {"captive-portal", "login-page", "error-page", "child-failed"}) {
    CHECK_FALSE(is_heard(body(code)));
    CHECK_FALSE(is_heard(body(code)));
    CHECK(is_heard(body(code), true));
  }
  CHECK(is_heard(body("held")));
  CHECK(is_heard(body("held")));
  CHECK(is_heard(status(503), true));
}

TEST_CASE("A Date of this very machine, or of long after the build, is no word on the time") {
  Bench bench;
  auto poller = bench.poller();
  auto answer = body("day 1");
  answer->verified = GENERATE(false, true);
  answer->date = bench.now;
  answer->from_here = true;
  bench.poll(poller, answer);
  CHECK_FALSE(bench.reports.back().server_date);
  answer->from_here = false;
  answer->date = kBuilt + std::chrono::years(20);
  bench.poll(poller, answer);
  CHECK_FALSE(bench.reports.back().server_date);
  *answer->date -= 1s;
  bench.poll(poller, answer);
  CHECK(bench.reports.back().server_date == answer->date);
}

TEST_CASE("A Date that is said again is no new word on the time") {
  Bench bench;
  auto poller = bench.poller();
  auto answer = body("day 1");
  answer->date = bench.now;
  answer->verified = true;
  bench.poll(poller, answer);
  const auto word = bench.reports.back();
  for (int i = 0; i < 5; ++i) {
    bench.poll(poller, answer);
    CHECK(same_word(bench.reports.back(), word));
  }
  *answer->date += 10min;
  bench.poll(poller, answer);
  CHECK(bench.reports.back().server_date == answer->date);
  CHECK(bench.reports.back().server_date_at == bench.now);
}

TEST_CASE("Whatever happens, what was accepted last is kept, and the report is honest") {
  std::mt19937 random(7);
  for (int run = 0; run < 10; ++run) {
    Bench bench;
    auto poller = bench.poller();
    // The server: what it has, and whether it answers.
    std::string has = "day 0";
    std::string last_good = "no-cache";
    std::optional<Instant> checked;
    int failures = 0;
    for (int i = 0; i < 60; ++i) {
      if (random() % 4 == 0)
        has = (random() % 3 == 0 ? "bad " : "day ") + std::to_string(random() % 5);
      const bool validators = run % 2 == 0;
      const auto event = random() % 5;
      bench.now += 1min;
      bench.http.answer = [&](const Request& request) {
        if (event == 0) return error("connect");
        if (event == 1) return status(500);
        const auto etag = validators ? "\"" + has + "\"" : "";
        return validators && request.etag == etag ? status(304) : body(has, etag);
      };
      poller.poll();
      const bool good = event > 1 && has.starts_with("day");
      if (good) last_good = "read " + has;
      if (good) checked = bench.now;
      failures = good ? 0 : failures + 1;
      REQUIRE(bench.cached() == last_good);
      REQUIRE(bench.reports.back().checked == checked);
      REQUIRE(bench.reports.back().failures == failures);
      REQUIRE(bench.reports.back().trouble.has_value() == !good);
    }
  }
}

TEST_CASE("A clock that was ahead leaves no time to come in the cache") {
  Bench bench;
  const Instant right = bench.now;
  auto poller = bench.poller();
  auto dated = body("day 1", "\"1\"");
  dated->date = right;
  bench.now += 20 * 24h;
  bench.poll(poller, dated);
  CHECK(bench.cache.load()->fetched == right);

  bench.poll(poller, body("day 2", "\"2\""));  // nobody says what time it is
  CHECK(bench.cache.load()->fetched > right);
  bench.now = right;  // the clock is put right, and nobody says so
  const auto ahead = bench.cache.load();
  bench.poll(poller, body("day 2", "\"2\""));
  CHECK(bench.cache.load() == ahead);
  bench.synchronised = true;
  bench.poll(poller, body("day 2", "\"2\""));
  CHECK(bench.cache.load()->fetched == bench.now);
  CHECK(bench.cache.load()->content == "read day 2");

  const auto entry = bench.cache.load();
  auto forged = body("day 2", "\"2\"");
  forged->date = right - 1000h;
  bench.poll(poller, forged);
  CHECK(bench.cache.load() == entry);
  forged->verified = true;
  bench.poll(poller, forged);
  CHECK(bench.cache.load()->fetched == right - 1000h);
}

TEST_CASE("A clock that is behind does not make what is kept older") {
  Bench bench;
  auto poller = bench.poller();
  auto dated = body("day 1", "\"1\"");
  dated->date = bench.now;
  bench.poll(poller, dated);
  const auto entry = bench.cache.load();
  bench.now -= 3h;
  dated->verified = GENERATE(false, true);
  bench.poll(poller, dated);
  CHECK(bench.cache.load() == entry);
}

TEST_CASE("A server's word on the time is told before the document is read") {
  Bench bench;
  auto poller = bench.poller();
  std::size_t told = 0;
  bench.accept = [&](const Response&) {
    told = bench.reports.size();
    return Result<std::string>("read");
  };
  auto answer = body("day 1");
  answer->date = bench.now + 72h;
  answer->verified = true;
  bench.poll(poller, answer);
  CHECK(told == 1);
  CHECK(bench.reports.size() == 2);
  *answer->date += 1min;
  answer->body = "day 2";
  bench.poll(poller, answer);
  CHECK(bench.reports.size() == 3);  // the same word
}

}  // namespace
}  // namespace roomsign::fetch::test
