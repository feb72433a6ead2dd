#include "daemon/sign/trust.hpp"

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace roomsign::sign;
using namespace std::chrono_literals;
using view::Trust;

namespace {

const Instant kNow = parse_instant("2026-05-01T12:00:00Z").value();

// A clock that nobody speaks for, on a machine built a week ago.
ClockEvidence nobody() {
  ClockEvidence evidence;
  evidence.earliest = kNow - 7 * 24h;
  return evidence;
}

ClockEvidence server_says(Instant date, bool verified) {
  auto evidence = nobody();
  evidence.server_date = date;
  evidence.server_date_at = kNow - 30s;
  evidence.server_verified = verified;
  return evidence;
}

}  // namespace

TEST_CASE("A clock that nobody speaks for is not trusted") {
  CHECK(judge(nobody(), kNow).trust == Trust::kUntrusted);
}

TEST_CASE("The time service's word is enough") {
  auto evidence = nobody();
  evidence.synchronised = true;
  CHECK(judge(evidence, kNow) == ClockVerdict{Trust::kTrusted, 0s, "synchronised"});
}

TEST_CASE("A time service that was not heard for a day is believed on, and that is told") {
  ClockEvidence evidence{.synchronised = true, .synchronised_at = kNow};
  CHECK(judge(evidence, kNow + 24h - 1s).reason == "synchronised");
  const auto late = judge(evidence, kNow + 24h);
  CHECK(late.trust == view::Trust::kTrusted);
  CHECK(late.reason == "synchronised, but not for a day");
  CHECK(judge(evidence, kNow + 72h) == late);
  CHECK(judge(evidence, kNow - 1h).reason == "synchronised");
}

TEST_CASE("The operator's word is enough, against a server and the calendar") {
  auto evidence = server_says(kNow + 3h, true);
  evidence.vouched = true;
  evidence.earliest = kNow + 24h;
  CHECK(judge(evidence, kNow) ==
        ClockVerdict{Trust::kTrusted, 0s, "vouched for by the configuration"});
}

TEST_CASE("A time that has gone by for certain is not trusted, whoever speaks for it") {
  auto evidence = nobody();
  evidence.synchronised = true;
  CHECK(judge(evidence, evidence.earliest - 1s).trust == Trust::kUntrusted);
  CHECK(judge(evidence, evidence.earliest).trust == Trust::kTrusted);
}

TEST_CASE("A server that agrees within a minute is enough") {
  const bool verified = GENERATE(false, true);
  for (const auto error : {-60s, -1s, 0s, 60s}) {
    const auto verdict = judge(server_says(kNow - 30s + error, verified), kNow);
    CHECK(verdict.trust == Trust::kTrusted);
    CHECK(verdict.correction == 0s);
  }
}

TEST_CASE("A clock that a server contradicts goes by the server's time") {
  const bool verified = GENERATE(false, true);
  const auto verdict = judge(server_says(kNow - 30s + 3h, verified), kNow);
  CHECK(verdict.trust == Trust::kTrusted);
  CHECK(verdict.correction == 3h);
  CHECK(verdict.reason.find("3 h") != std::string::npos);
  CHECK((verdict.reason.find("not verified") != std::string::npos) == !verified);
}

TEST_CASE("A machine that woke in the wrong year goes by the server's time") {
  auto evidence = nobody();
  evidence.server_date = kNow;
  evidence.server_date_at = Instant() + 100s;
  const auto verdict = judge(evidence, Instant() + 110s);
  CHECK(verdict.trust == Trust::kTrusted);
  CHECK(Instant() + 110s + verdict.correction == kNow + 10s);
}

TEST_CASE("Over plain HTTP nobody can move a clock that the time service vouches for") {
  auto evidence = server_says(kNow + 5h, false);
  evidence.synchronised = true;
  CHECK(judge(evidence, kNow) == ClockVerdict{Trust::kTrusted, 0s, "synchronised"});
  evidence.server_verified = true;
  CHECK(judge(evidence, kNow).correction == 5h + 30s);
}

TEST_CASE("A stale copy of a verified server's answer does not hold up a synchronised clock") {
  const auto says = [](std::chrono::seconds error) {
    auto evidence = server_says(kNow - 30s + error, true);
    evidence.synchronised = true;
    return judge(evidence, kNow);
  };
  for (const auto error : {-61s, -3600s, -12 * 3600s})
    CHECK(says(error) == ClockVerdict{Trust::kTrusted, 0s, "synchronised"});
  for (const auto error : {61s, 3 * 3600s, -12 * 3600s - 1s})
    CHECK(says(error).correction == error);
}

TEST_CASE("A time service that is years from the programme needs a server that bears it out") {
  auto evidence = nobody();
  evidence.synchronised = true;
  evidence.programme = ClockEvidence::Span{kNow, kNow + 24h};
  const auto is_trusted = [&](Instant now) {
    return judge(evidence, now).trust == Trust::kTrusted;
  };
  evidence.earliest = kNow - 10 * 365 * 24h;
  const std::chrono::seconds far = kFarAway;
  CHECK(is_trusted(kNow - far));
  CHECK_FALSE(is_trusted(kNow - far - 1s));
  CHECK(is_trusted(kNow + 24h + far));
  CHECK_FALSE(is_trusted(kNow + 24h + far + 1s));

  const Instant wrong = kNow + 73 * 366 * 24h;
  CHECK(judge(evidence, wrong) ==
        ClockVerdict{Trust::kUntrusted, 0s,
                     "synchronised, but 73 years from the programme, and no server bears it out"});

  evidence.server_date_at = wrong;
  evidence.server_date = wrong;
  CHECK(is_trusted(wrong));
  evidence.server_date = kNow;
  CHECK(judge(evidence, wrong).correction == kNow - wrong);
}

TEST_CASE("An error about the tolerance does not put a correction on and off") {
  const auto says = [](std::chrono::seconds error) {
    return server_says(kNow - 30s + error, true);
  };
  ClockVerdict verdict = judge(says(60s), kNow);
  CHECK(verdict.correction == 0s);
  for (const auto error : {61s, 60s, 61s, 56s, 66s, 60s}) {
    verdict = judge(says(error), kNow, verdict);
    CHECK(verdict.correction == 61s);
    CHECK(verdict.reason == "wrong by 61 s: going by the schedule's server");
  }
  for (const auto& [error, correction] : {std::pair{67s, 67s},
                                          {62s, 67s},
                                          {61s, 61s},
                                          {55s, 55s},
                                          {46s, 46s},
                                          {45s, 0s},
                                          {60s, 0s}}) {
    verdict = judge(says(error), kNow, verdict);
    CHECK(verdict.correction == correction);
  }
  CHECK(verdict.reason == "agrees with the schedule's server");
}

TEST_CASE("A clock that was set is noticed, and one that is slewed is not") {
  ClockSteps steps;
  CHECK(steps.look(kNow, 100s) == 0s);
  CHECK(steps.look(kNow + 10s, 110s) == 0s);
  CHECK(steps.look(kNow + 10s - 40min, 110s) == -40min);
  CHECK(steps.look(kNow + 20s - 40min, 120s) == 0s);
  CHECK(steps.look(kNow + 20s + 72h, 121s) == 72h + 40min - 1s);
  Instant now = kNow + 72h;
  for (int i = 0; i < 60; ++i) {
    CHECK(steps.look(now + std::chrono::seconds(2 * i), std::chrono::seconds(121 + i)) ==
          (i == 0 ? -20s : 0s));
  }
}

TEST_CASE("A server's word outlives a step of the clock") {
  auto evidence = server_says(kNow, true);  // came when our clock agreed
  const auto before = judge(evidence, kNow);
  REQUIRE(before.correction == 0s);
  evidence.server_date_at += 500h;  // as ClockSteps saw it
  CHECK(judge(evidence, kNow + 500h).correction == -500h + 30s);
}

TEST_CASE("A server that is wrong by years is not followed into the past") {
  CHECK(judge(server_says(kNow - 365 * 24h, true), kNow).trust == Trust::kUntrusted);
}
