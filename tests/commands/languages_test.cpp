// The sign's own words, in every language, where they stand: on the smallest panels.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/view/compose.hpp"
#include "render/layout.hpp"
#include "render/sdl/draw_list.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Kind;
using schedule::Session;
using view::Trust;

constexpr std::array<render::Size, 2> kSmallest{{{800, 480}, {480, 800}}};
const std::string kDay = "2025-09-17 ";  // "Mercredi 17 septembre" is among the longest dates

struct State {
  std::string name;
  render::Screen screen;
};

// A day of short titles, so that what does not fit is the sign's own.
std::vector<Session> day(const std::string& date) {
  const auto talk = [&](const char* start, const char* end, Kind kind, std::string title) {
    Session session = test::session(std::move(title), date + start, date + end, kind);
    session.room = "Hall A";
    return session;
  };
  std::vector<Session> sessions{
      talk("10:00", "11:00", Kind::kTalk, "Hinges"), talk("11:00", "12:55", Kind::kBreak, "Tea"),
      talk("12:55", "13:30", Kind::kPanel, "Locks"), talk("16:00", "22:45", Kind::kTalk, "Keys"),
      talk("22:50", "23:00", Kind::kClosing, "Bye")};
  sessions[0].talks = {{.title = "Oil", .speakers = {}}, {.title = "Rust", .speakers = {}}};
  sessions[3].status = schedule::Status::kMoved;
  sessions[4].status = schedule::Status::kCancelled;
  return sessions;
}

schedule::Programme two_days() {
  auto sessions = day(kDay);
  for (Session& session : day("2025-09-24 ")) sessions.push_back(std::move(session));
  return programme_of(std::move(sessions), "Hall A");
}

// One session of each kind, without any other word.
schedule::Programme nameless() {
  std::vector<Session> sessions;
  for (int kind = 0; kind < 14; ++kind) {
    const auto start = fmt::format("{}{:02}:00", kDay, 8 + kind);
    sessions.push_back(test::session("", start, "", static_cast<Kind>(kind)));
  }
  return programme_of(std::move(sessions));
}

// Every state of the sign, every phrase in the longest form that a day brings.
std::vector<State> states(const view::ViewOptions& options) {
  static const auto programme = two_days();
  static const auto kinds = nameless();
  view::SourceState source;
  source.address = "example.org/schedule";
  source.host_name = "sign-17";
  source.checked = at("2025-09-10 22:44");
  std::vector<State> all;
  const auto add = [&](std::string name, const schedule::Programme* programme, Instant now,
                       Trust trust = Trust::kTrusted) {
    all.push_back({std::move(name), compose(programme, now, trust, source, options).screen});
  };
  add("waiting", nullptr, {});
  source.unenrolled =
      view::Unenrolled{.identity = {.host_name = "roomsign-5ab",
                                    .addresses = {"192.168.17.42"},
                                    .detail = "roomsign 0.1.0"},
                       .numbers = "serial 10000000a1b2c3d4  ·  MAC b8-27-eb-12-34-56",
                       .address = "https://signs.example.org/roomsign-5ab.toml",
                       .trouble = "the server answers with status 404"};
  add("not enrolled", nullptr, {});
  add("clock not trusted", &programme, {}, Trust::kUntrusted);
  for (const char* time :
       {"09:02", "10:01", "11:01", "12:20", "12:54:15", "12:54:57", "14:30", "23:30"}) {
    add(time, &programme, at(kDay + time));
  }
  add("another day", &programme, at("2025-09-20 12:00"));
  add("over", &programme, at("2025-09-30 12:00"));
  const auto unknown = programme_of(day(kDay), "Cellar");
  add("unknown room", &unknown, at(kDay + "12:00"));
  for (const auto& slot : kinds.slots()) add("kind", &kinds, slot.start);
  return all;
}

std::string shown(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, " | "));
}

TEST_CASE("Every state fits the smallest panels in every language, with either clock") {
  const render::Theme theme = render::built_in_theme("dark").value();
  render::Typesetter typesetter;
  for (const auto language : view::languages()) {
    for (const auto hours : {view::ClockHours::k12, view::ClockHours::k24}) {
      view::ViewOptions options;
      options.language = language;
      options.clock = hours;
      for (const auto& [name, screen] : states(options)) {
        for (const render::Size size : kSmallest) {
          render::DrawList list(size, typesetter);
          auto drawn = render::draw(screen, theme, list);
          std::erase(drawn.cut, screen.foot_left);  // the event's address
          INFO(language << ", " << name << ", " << size.width << "x" << size.height);
          CHECK(shown(drawn.cut) == "");
          CHECK(shown(drawn.smallest) == "");
          CHECK(drawn.missing.empty());
        }
      }
    }
  }
}

}  // namespace
}  // namespace roomsign::test
