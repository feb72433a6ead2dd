// A sign in its corridor for months, in minutes: all of the program but the machine, on a clock, a
// network and a panel of our own. One poll in twenty goes wrong in some way, the network is away
// for hours, the machine's clock jumps, daylight saving comes and goes, and the programme changes
// every day. Each hour an independent model says what must be on the panel.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/showing.hpp"
#include "daemon/formats/native.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/schedule/slow_agenda.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/held.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/support/schedules.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;
using schedule::Schedule;
using schedule::Session;
using schedule::State;
using std::chrono::days;

constexpr const char* kZone = "Asia/Gaza";  // sets its clocks twice within weeks, around a Ramadan
constexpr render::Size kPanel{480, 270};
// Where milliseconds are counted in 32 bits, they begin anew a minute after the sign has started.
constexpr std::chrono::nanoseconds kSteadyBegins = std::chrono::milliseconds(1LL << 32) - 60s;

// Days on which the clocks are set, before the next midnight, that no build is older than and each
// would still believe.
std::vector<Instant> clock_changes(const Zone& zone) {
  std::vector<Instant> changes;
  const Instant begin = std::chrono::floor<days>(kBuilt) + days(30);
  for (Instant day = begin; day < begin + std::chrono::years(19); day += days(1)) {
    if (zone.offset_at(day) != zone.offset_at(day + days(1))) changes.push_back(day);
  }
  return changes;
}

// The midnight, five days before the clocks are set, on which a programme begins: before they are
// set twice within three weeks, as long as the time zone's makers have that in store.
LocalTime first_midnight() {
  const Zone zone = test::zone(kZone);
  const auto changes = clock_changes(zone);
  REQUIRE_FALSE(changes.empty());
  const auto twice = std::ranges::adjacent_find(
      changes, [](Instant one, Instant next) { return next - one < days(21); });
  const Instant first = twice == changes.end() ? changes.front() : *twice;
  return std::chrono::floor<days>(zone.to_local(first)) - days(5);
}

// What organisers do: a programme for `length` days, of which some session changes now and then.
class Organiser {
 public:
  Organiser(LocalTime first, int length) {
    schedule_.event = {.name = "Months of Doors",
                       .short_name = {},
                       .venue = {},
                       .url = "https://doors.example/",
                       .time_zone = kZone,
                       .language = "en"};
    static constexpr std::array kDay{std::pair{9 * 60, 45},  std::pair{9 * 60 + 45, 30},
                                     std::pair{11 * 60, 60}, std::pair{14 * 60, 90},
                                     std::pair{16 * 60, 30}, std::pair{23 * 60, 150}};
    for (int day = 0; day < length; ++day) {
      if (day % 7 == 6) continue;  // nothing is on
      for (std::size_t i = 0; i < kDay.size(); ++i) {
        Session session;
        session.id = fmt::format("{}-{}", day, i);
        session.room = i == 3 ? "Hall B" : "Hall A";
        session.kind = i == 1 || i == 4 ? schedule::Kind::kBreak : schedule::Kind::kTalk;
        session.title = fmt::format("{} {} of day {}", i == 1 || i == 4 ? "Pause" : "Talk", i, day);
        session.start = test::zone(kZone)
                            .resolve(first + days(day) + std::chrono::minutes(kDay[i].first))
                            .instant;
        session.end = session.start + std::chrono::minutes(kDay[i].second);
        schedule_.sessions.push_back(std::move(session));
      }
    }
    finish(schedule_);
    print();
  }

  // A session to come is called otherwise, or begins ten minutes later.
  void change(Instant now, test::Dice& dice) {
    for (int tries = 0; tries < 50; ++tries) {
      Session& session = schedule_.sessions[static_cast<std::size_t>(
          dice.below(static_cast<int>(schedule_.sessions.size())))];
      if (session.start < now + 1h) continue;
      if (dice.chance(50)) {
        session.title += "!";
      } else {
        session.start += 10min;
      }
      break;
    }
    finish(schedule_);
    print();
  }

  const Schedule& schedule() const { return schedule_; }
  const std::string& document() const { return document_; }
  std::string etag() const { return fmt::format("\"{}\"", version_); }

 private:
  void print() {
    document_ = formats::print_native({.schedule = schedule_, .warnings = {}, .source = {}});
    ++version_;
  }

  Schedule schedule_;
  std::string document_;
  int version_ = 0;
};

// What time it is, and what the machine beside the door believes.
struct Clock {
  Instant truth;
  std::chrono::seconds error{};
  bool synchronised = true;
  Instant machine() const { return truth + error; }
};

// The organiser's server behind a venue's Wi-Fi.
class Venue : public fetch::HttpClient {
 public:
  Venue(const Organiser& organiser, const Clock& clock, test::Dice& dice)
      : organiser_(organiser), clock_(clock), dice_(dice) {}

  Result<fetch::Response> get(const fetch::Request& request) override {
    if (clock_.truth < away_until_) return failure("dns", "no such host");
    if (dice_.below(100) >= 5) {
      last_good_ = clock_.truth;
      return good(request);
    }
    switch (dice_.below(12)) {
      case 0:
        return failure("dns", "no such host");
      case 1:
        return failure("connect", "refused");
      case 2:
        return failure("timeout", "30 s");
      case 3:
        return failure("cut-short", "half of it came");
      case 4:
        return failure("too-large", "more than 8 MiB");
      case 5:
        return answer(500, "oops");
      case 6:
        return answer(503, "", 600s);
      case 7:
        return answer(404, "nothing here");
      case 8:
        return answer(200, "<html><form>Room number <input name=pw type=password></form>");
      case 9:
        return answer(200, "");
      case 10:
        return answer(200, organiser_.document().substr(
                               0, static_cast<std::size_t>(dice_.below(
                                      static_cast<int>(organiser_.document().size())))));
      default:
        last_half_ = clock_.truth;
        return answer(200, half_of_it());
    }
  }

  void go_away_for(std::chrono::seconds time) { away_until_ = clock_.truth + time; }
  bool is_away() const { return clock_.truth < away_until_; }
  Instant last_good() const { return last_good_; }
  Instant last_half() const { return last_half_; }

 private:
  fetch::Response answer(long status, std::string body,
                         std::optional<std::chrono::seconds> retry_after = {}) const {
    fetch::Response response;
    response.status = status;
    response.body = std::move(body);
    response.content_type = "application/json";
    response.date = clock_.truth;
    response.retry_after = retry_after;
    response.verified = true;
    return response;
  }

  fetch::Response good(const fetch::Request& request) const {
    auto response =
        request.etag == organiser_.etag() ? answer(304, "") : answer(200, organiser_.document());
    response.etag = organiser_.etag();
    return response;
  }

  // An export that broke: it reads well.
  std::string half_of_it() const {
    Schedule half = organiser_.schedule();
    half.sessions.resize(half.sessions.size() / 10);
    return formats::print_native({.schedule = half, .warnings = {}, .source = {}});
  }

  const Organiser& organiser_;
  const Clock& clock_;
  test::Dice& dice_;
  Instant away_until_{};
  Instant last_good_{};
  Instant last_half_{};
};

// The caterer's calendar, a second source on the same Wi-Fi. It goes away of all times when the
// clock is set, so that its last word on the time is from before.
class Caterer : public fetch::HttpClient {
 public:
  Caterer(const Organiser& organiser, const Venue& venue, const Clock& clock)
      : venue_(venue), clock_(clock) {
    Schedule lunches;
    lunches.event = organiser.schedule().event;
    for (const Session& session : organiser.schedule().sessions) {
      if (!session.title.starts_with("Talk 2 ")) continue;
      Session& lunch = lunches.sessions.emplace_back();
      lunch.room = kFoyer;
      lunch.title = fmt::format("Lunch {}", lunches.sessions.size());
      lunch.start = session.start + 90min;
      lunch.end = lunch.start + 45min;
    }
    finish(lunches);
    document_ = formats::print_native({.schedule = lunches, .warnings = {}, .source = {}});
  }

  Result<fetch::Response> get(const fetch::Request& /*request*/) override {
    if (venue_.is_away() || clock_.truth < away_until_) return failure("dns", "no such host");
    fetch::Response response;
    response.status = 200;
    response.body = document_;
    response.content_type = "application/json";
    response.date = clock_.truth;
    response.verified = true;
    return response;
  }

  void go_away_for(std::chrono::seconds time) { away_until_ = clock_.truth + time; }

  static constexpr const char* kFoyer = "Foyer";

 private:
  const Venue& venue_;
  const Clock& clock_;
  std::string document_;
  Instant away_until_{};
};

std::vector<Session> without_lunches(std::vector<Session> sessions) {
  std::erase_if(sessions, [](const Session& session) { return session.room == Caterer::kFoyer; });
  return sessions;
}

Settled settled(const std::filesystem::path& folder) {
  Settled settled;
  settled.config = config::default_config();
  auto& config = settled.config;
  config.room = "Hall A";
  config.view.clock = view::ClockHours::k24;
  for (const char* url : {"https://doors.example/schedule.json", "https://lunch.example/days.json"})
    config.sources.push_back({.urls = {url}});
  config.state_dir = folder;
  config.display.drift = false;
  config.display.fade = false;
  config.display.night = render::Light::kFull;
  return settled;
}

// What the model says is to be read first, and what is.
std::string wanted(const Schedule& schedule, const test::SlowAgenda& agenda) {
  const auto title = [&](const std::string& id) {
    return std::ranges::find(schedule.sessions, id, &Session::id)->title;
  };
  switch (agenda.state) {
    case State::kNow:
    case State::kBreak:
      return title(agenda.running.front());
    case State::kSoon:
      return title(agenda.next);
    case State::kAgenda:
    case State::kNextDay:
      return fmt::format("agenda of {}", agenda.whole_day.size());
    case State::kDayOver:
    case State::kRoomOver:
      return "day over";
    case State::kProgrammeOver:
      return "programme over";
    case State::kEmpty:
      break;
  }
  return "nothing";
}

std::string read_first(const render::Screen& screen) {
  switch (screen.scene) {
    case render::Scene::kSession:
      return screen.title;
    case render::Scene::kAgenda:
      return fmt::format("agenda of {}", screen.list.size());
    case render::Scene::kMessage:
      return screen.qr.empty() ? "day over" : "programme over";
    default:
      return "something else";
  }
}

bool is_all_but_over(const Schedule& schedule, Instant now) {
  return std::ranges::count_if(schedule.sessions, [&](const Session& session) {
           return *session.end > now;
         }) <= static_cast<long>(sign::kFewSessions);
}

// What a machine holds on to.
struct Held {
  double resident = test::resident_mb();
  long descriptors = test::descriptors();
  long threads = test::threads();
};

struct Outcome {
  long checks = 0;
  long without_time = 0;  // checks at which the sign rightly did not believe its clock
  long most_lines_a_day = 0;
  Held early;  // half the time ago
  Held late;
};

// Lives for `length` days.
Outcome live(int length, std::uint32_t seed) {
  const test::TemporaryFolder folder;
  test::Dice dice(seed);
  const LocalTime first = first_midnight();
  Clock clock;
  clock.truth = test::zone(kZone).resolve(first).instant;
  const Instant begin = clock.truth;
  const Instant end = begin + days(length);
  Organiser organiser(first, length - 1);
  Venue venue(organiser, clock, dice);
  const test::CapturedLog journal;
  QuietLog quiet(kSteadyBegins);

  Showing showing(settled(folder / "state"));
  std::filesystem::create_directories(folder / "state");
  showing.set_baseline(folder / "state" / "baseline.cache", "reader");
  const auto& config = showing.settled().config;
  sign::Sources sources([&] { return clock.machine(); });
  auto options = source_options(config, config.state_dir);
  for (auto& source : options) source.read.program = ROOMSIGN_PROGRAM;
  sources.set(std::move(options), {}, room_names(config));
  auto poller = sources.at(0).poller(venue);
  Caterer caterer(organiser, venue, clock);
  auto lunch_poller = sources.at(1).poller(caterer);
  auto panel = std::make_unique<render::MemoryPanel>(kPanel);
  const auto& picture = panel->picture();
  render::PanelDisplay display(std::move(panel));
  render::Typesetter typesetter;

  Instant next_poll = begin;
  Instant next_lunch_poll = begin;
  Instant next_check = begin + 1h;
  Instant next_change = begin + 7h;
  Instant next_outage = begin + 30h;
  Instant next_step = begin + 40h;
  Instant repaired = Instant::max();
  Outcome outcome;
  long lines_before = 0;
  std::chrono::seconds told{};  // of the clock's error
  while (clock.truth < end) {
    const auto steady = kSteadyBegins + (clock.truth - begin);
    const auto set = showing.set_time({clock.machine(), steady, clock.synchronised});
    if (set != clock.error - std::exchange(told, clock.error))
      FAIL_CHECK("the clock is said to have been set by " << set.count() << " s");
    if (set != 0s) sources.clock_was_set(set);
    quiet.look(steady);
    if (auto news = sources.take()) showing.set_schedules(*std::move(news));
    const auto beat = showing.beat(display, false);
    sources.set_correction(showing.clock().correction);

    if (clock.truth == next_check) {
      next_check += 1h;
      ++outcome.checks;
      INFO(format_instant(clock.truth) << ", the clock is off by " << clock.error.count() << " s");
      const auto& shown = *showing.gathered()->schedule;
      // Whoever could be reached has been heard; a Retry-After may take a quarter of an hour. Half
      // of a programme that is all but over is taken until the next answer.
      if (!venue.is_away() && venue.last_good() > clock.truth - 5min &&
          (venue.last_good() > venue.last_half() || !is_all_but_over(shown, clock.truth)) &&
          next_change - clock.truth < 3h)
        CHECK(without_lunches(shown.sessions) == organiser.schedule().sessions);
      const auto& screen = showing.sign().screen();
      if (showing.clock().trust == view::Trust::kUntrusted) {
        CHECK_FALSE(clock.synchronised);
        CHECK(screen.clock.time.empty());
        ++outcome.without_time;
      } else {
        const test::Cast cast{std::make_shared<const Schedule>(shown), test::zone(kZone), "Hall A",
                              config.rules};
        CHECK(read_first(screen) == wanted(shown, test::SlowModel(cast).at(clock.truth)));
        CHECK(screen.clock.time ==
              format_instant(clock.truth, cast.zone.offset_at(clock.truth)).substr(11, 5));
      }
      if ((clock.truth - begin) % 6h == 0s)
        CHECK(picture == render::snapshot(screen, config.theme, kPanel,
                                          showing.sign().manner().page, typesetter)
                             .picture);
      if ((clock.truth - begin) % 24h == 0s) {
        const long lines = journal.lines();
        outcome.most_lines_a_day = std::max(outcome.most_lines_a_day, lines - lines_before);
        lines_before = lines;
        if (clock.truth == begin + days(length / 2)) outcome.early = Held();
      }
    }

    Instant wake = std::min(
        {next_poll, next_lunch_poll, next_check, next_change, next_outage, next_step, repaired});
    if (beat.next) wake = std::min(wake, *beat.next - clock.error);
    clock.truth = std::max(wake, clock.truth + 1s);

    if (clock.truth >= next_poll)
      next_poll = clock.truth + std::chrono::ceil<std::chrono::seconds>(poller.poll());
    if (clock.truth >= next_lunch_poll)
      next_lunch_poll = clock.truth + std::chrono::ceil<std::chrono::seconds>(lunch_poller.poll());
    if (clock.truth >= next_change) {
      organiser.change(clock.truth, dice);
      next_change += 10h + std::chrono::minutes(dice.below(240));
    }
    if (clock.truth >= next_outage) {
      venue.go_away_for(std::chrono::minutes(30 + dice.below(12 * 60)));
      next_outage += 36h + std::chrono::minutes(dice.below(24 * 60));
    }
    if (clock.truth >= next_step) {
      static constexpr std::array<std::chrono::seconds, 6> kSteps{-40min, 7min, 5h,
                                                                  -72h,   500h, -365 * 24h};
      clock.error = dice.one_of(kSteps);
      clock.synchronised = false;
      caterer.go_away_for(10min);
      repaired = clock.truth + std::chrono::minutes(20 + dice.below(8 * 60));
      next_step += 48h + std::chrono::minutes(dice.below(48 * 60));
    }
    if (clock.truth >= repaired) {
      clock.error = 0s;
      clock.synchronised = dice.chance(50);  // else somebody set it by hand
      caterer.go_away_for(3h);
      repaired = Instant::max();
    }
  }
  outcome.late = Held();
  return outcome;
}

void hold(const Outcome& outcome, int length) {
  CHECK(outcome.checks == length * 24 - 1);
  CHECK(outcome.without_time < outcome.checks / 10);
  CHECK(outcome.most_lines_a_day < 200);
  CHECK(outcome.late.descriptors == outcome.early.descriptors);
  CHECK(outcome.late.threads == outcome.early.threads);
#ifndef ROOMSIGN_SANITIZED
  CHECK(outcome.late.resident - outcome.early.resident < 3);
#endif
  std::printf("%ld checks, %ld of them without a time, at most %ld lines a day, %+.1f MB\n",
              outcome.checks, outcome.without_time, outcome.most_lines_a_day,
              outcome.late.resident - outcome.early.resident);
}

#ifdef ROOMSIGN_SANITIZED
constexpr int kDays = 3;
#else
constexpr int kDays = 28;
#endif

TEST_CASE("For days of faults the sign is right each hour, and holds on to nothing") {
  hold(live(kDays, 1), kDays);
}

TEST_CASE("For ninety days of faults the sign is right each hour, and holds on to nothing",
          "[.long]") {
  hold(live(90, 2), 90);
}

}  // namespace
}  // namespace roomsign::commands
