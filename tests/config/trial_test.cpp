#include "daemon/config/trial.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::config {
namespace {

using namespace std::chrono_literals;

const Instant kThen = parse_instant("2026-05-01T09:20:00Z").value();

Fetched fetched(const std::string& text) { return {"https://signs.example/a.toml", text, kThen}; }

Trial confirmed(const std::string& text) {
  Trial trial({}, false, 0s);
  trial.offer(fetched(text), 0s);
  trial.confirm();
  return trial;
}

TEST_CASE("A new configuration is in force at once, and the one before is back after ten minutes") {
  auto trial = confirmed("a");
  REQUIRE(trial.in_force()->text == "a");
  CHECK(trial.offer(fetched("b"), 1min));
  CHECK(trial.in_force()->text == "b");
  CHECK(trial.left(5min) == 6min);
  CHECK_FALSE(trial.expire(11min - 1s, "why"));
  CHECK(trial.expire(11min, "why"));
  CHECK(trial.in_force()->text == "a");
  CHECK(trial.kept().why == "why");
}

TEST_CASE("One that failed is left alone until another was confirmed") {
  auto trial = confirmed("a");
  trial.offer(fetched("b"), 0s);
  trial.expire(10min, "why");
  CHECK_FALSE(trial.offer(fetched("b"), 11min));
  CHECK(trial.offer(fetched("c"), 11min));
  CHECK(trial.confirm());
  CHECK(trial.kept().failed.empty());
  CHECK(trial.offer(fetched("b"), 12min));
}

TEST_CASE("The highest sequence of all that were in force is kept, also of one that failed") {
  const auto numbered = [](const std::string& text, std::int64_t sequence) {
    auto one = fetched(text);
    one.series = "key\tconfiguration\tall";
    one.sequence = sequence;
    return one;
  };
  Trial trial({}, true, 0s);
  trial.offer(numbered("a", 5), 0s);
  trial.confirm();
  CHECK(trial.kept().sequence == 5);
  trial.offer(numbered("b", 9), 0s);
  trial.expire(10min, "why");
  CHECK(trial.kept().sequence == 9);
  CHECK(trial.in_force()->sequence == 5);
  trial.offer(numbered("c", 10), 11min);
  CHECK(trial.is_new(numbered("a", 11)));
  CHECK(trial.offer(numbered("a", 11), 12min));
  CHECK(trial.kept().sequence == 11);
  CHECK_FALSE(trial.is_new(numbered("a", 11)));
  CHECK(parse_kept(print_kept(trial.kept())) == trial.kept());
}

TEST_CASE("The same again is no news, and one taken back by its server is over") {
  auto trial = confirmed("a");
  CHECK_FALSE(trial.offer(fetched("a"), 0s));
  trial.offer(fetched("b"), 0s);
  CHECK_FALSE(trial.offer(fetched("b"), 9min));
  CHECK(trial.left(9min) == 1min);
  CHECK(trial.offer(fetched("a"), 9min));
  CHECK_FALSE(trial.is_on_trial());
  CHECK_FALSE(trial.expire(20min, "why"));
}

TEST_CASE("Where there is nothing to go back to a trial has no end, until there is") {
  Trial trial({}, false, 0s);
  trial.offer(fetched("a"), 0s);
  CHECK_FALSE(trial.left(1h));
  CHECK_FALSE(trial.expire(1h, "why"));
  trial.may_go_back(true);
  CHECK(trial.expire(1h, "why"));
  CHECK(trial.in_force() == nullptr);
}

TEST_CASE("A trial begins anew with the program, three times, and what is kept comes back whole") {
  auto trial = confirmed("room = \"\\\"a\\\"\"\r\n\t# é\n");
  trial.offer(fetched("b = '''\nx'''\n"), 0s);
  for (int start = 0; start < kMostStarts; ++start) {
    const auto kept = parse_kept(print_kept(trial.kept()));
    REQUIRE(kept);
    CHECK(*kept == trial.kept());
    trial = Trial(*kept, false, 1h);
    CHECK(trial.is_on_trial());
    CHECK(trial.left(1h) == kTrial);
  }
  trial = Trial(trial.kept(), false, 2h);
  CHECK(trial.in_force()->text == "room = \"\\\"a\\\"\"\r\n\t# é\n");
  CHECK(trial.kept().why.contains("started 3 times"));
  CHECK_FALSE(parse_kept("confirmed = ["));
}

TEST_CASE("Starts count no longer once a run with what is on trial has ended well, or lasted") {
  Trial trial({}, false, 0s);
  CHECK_FALSE(trial.survive());
  trial.offer(fetched("a"), 0s);
  CHECK_FALSE(trial.survive());  // nothing to be forgiven
  const auto start = [&] { trial = Trial(trial.kept(), false, 1h); };
  const bool ends_well = GENERATE(true, false);
  for (int day = 0; day < 2 * kMostStarts; ++day) {
    start();
    CHECK_FALSE(trial.last(1h + kTrial - 1s));
    CHECK((ends_well ? trial.survive() : trial.last(1h + kTrial)));
  }
  CHECK(trial.is_on_trial());
  for (int crash = 0; crash <= kMostStarts; ++crash) start();
  CHECK_FALSE(trial.is_on_trial());
  CHECK_FALSE(trial.survive());
}

TEST_CASE("Of a state that is not used it is still known what failed, and the highest sequence") {
  Kept former;
  former.failed = digest_of("b");
  former.why = "why";
  former.sequence = 7;
  Trial trial;
  trial.remember(former);
  CHECK(trial.kept() == former);
  CHECK_FALSE(trial.is_new(fetched("b")));
  trial.forget();
  CHECK(trial.is_new(fetched("b")));
  CHECK(trial.kept().sequence == 7);
  former.sequence = 5;
  trial.remember(former);
  CHECK(trial.kept().sequence == 7);
}

TEST_CASE("What a mirror has as well is not another configuration") {
  auto trial = confirmed("a");
  auto mirrored = fetched("a");
  mirrored.address = "https://mirror.example/a.toml";
  CHECK_FALSE(trial.is_new(mirrored));
  CHECK_FALSE(trial.offer(mirrored, 0s));
}

}  // namespace
}  // namespace roomsign::config
