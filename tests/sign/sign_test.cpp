#include "daemon/sign/sign.hpp"

#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace roomsign::sign;
using namespace std::chrono_literals;

namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

// Remembers what it was asked to show.
class FakeDisplay : public render::Display {
 public:
  render::Drawn show(const render::Screen& screen, const render::Theme&,
                     const render::Manner& manner) override {
    shown.push_back({screen, manner});
    render::Drawn drawn;
    drawn.pages = pages;
    return drawn;
  }
  void prepare(const render::Screen& screen, const render::Theme&,
               const render::Manner& manner) override {
    prepared.push_back({screen, manner});
  }
  Events pump() override { return {}; }
  int fd() const override { return -1; }
  render::Picture frame() override { return {}; }
  render::Size size() const override { return {1920, 1080}; }
  bool is_off() const override { return false; }
  std::string description() const override { return "fake"; }

  struct Shown {
    render::Screen screen;
    render::Manner manner;
    bool operator==(const Shown&) const = default;
  };
  std::vector<Shown> shown;
  std::vector<Shown> prepared;
  int pages = 1;
};

std::shared_ptr<const schedule::Programme> two_talks() {
  schedule::Schedule schedule;
  schedule.event.name = "A Day of Signs";
  schedule.event.time_zone = "UTC";
  for (const auto& [title, start, end] :
       {std::tuple{"First", "2026-05-01T09:00Z", "2026-05-01T10:00Z"},
        std::tuple{"Second", "2026-05-01T10:00Z", "2026-05-01T11:00Z"}}) {
    schedule::Session session;
    session.title = title;
    session.start = at(start);
    session.end = at(end);
    schedule.sessions.push_back(session);
  }
  schedule::finish(schedule);
  return std::make_shared<const schedule::Programme>(
      std::make_shared<const schedule::Schedule>(std::move(schedule)), "", Zone(),
      schedule::Rules());
}

struct Fixture {
  Fixture() {
    sign.set_programme(two_talks());
    view::SourceState source;
    source.checked = at("2026-05-01T09:00Z");
    sign.set_source(source);
  }
  Sign::Beat beat(Instant now, bool again = false) {
    return sign.beat(display, now, view::Trust::kTrusted, again);
  }
  static Look look() {
    Look look;
    look.theme = *render::built_in_theme("dark");
    return look;
  }
  FakeDisplay display;
  Sign sign{look()};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "The first picture is shown at once and does not fade") {
  CHECK(beat(at("2026-05-01T09:05Z")).presented);
  REQUIRE(display.shown.size() == 1);
  CHECK(display.shown[0].screen.title == "First");
  CHECK_FALSE(display.shown[0].manner.fade);
}

TEST_CASE_METHOD(Fixture, "A picture that did not change is not shown again") {
  beat(at("2026-05-01T09:05Z"));
  CHECK_FALSE(beat(at("2026-05-01T09:05:30Z")).presented);
  CHECK(display.shown.size() == 1);
}

TEST_CASE_METHOD(Fixture, "It comes again when the picture changes next, and not before") {
  CHECK(beat(at("2026-05-01T09:05:10Z")).next == at("2026-05-01T09:06Z"));
}

TEST_CASE_METHOD(Fixture, "A minute does not fade, another session does") {
  beat(at("2026-05-01T09:58Z"));
  beat(at("2026-05-01T09:59Z"));
  beat(at("2026-05-01T10:00Z"));
  REQUIRE(display.shown.size() == 3);
  CHECK_FALSE(display.shown[1].manner.fade);
  CHECK(display.shown[2].manner.fade);
  CHECK(display.shown[2].screen.title == "Second");
}

TEST_CASE_METHOD(Fixture, "What is drawn ahead is what is shown when its moment comes") {
  auto drifting = look();
  drifting.drift = true;
  sign.set_look(drifting);
  for (Instant next = *beat(at("2026-05-01T09:57:30Z")).next; next <= at("2026-05-01T10:01Z");) {
    sign.draw_ahead(display, next, view::Trust::kTrusted);
    sign.draw_ahead(display, next, view::Trust::kTrusted);
    CHECK_FALSE(beat(next - 1s).presented);
    next = *beat(next).next;
    CHECK(display.prepared.size() == display.shown.size() - 1);
    CHECK(display.prepared.back() == display.shown.back());
  }
  CHECK(display.shown.size() == 5);
}

TEST_CASE_METHOD(Fixture, "What is drawn ahead is shown also by a beat that would show anything") {
  beat(at("2026-05-01T09:59:50Z"), true);
  sign.draw_ahead(display, at("2026-05-01T10:00Z"), view::Trust::kTrusted);
  beat(at("2026-05-01T10:00Z"), true);
  REQUIRE(display.prepared.size() == 1);
  CHECK(display.shown.back() == display.prepared.front());
  CHECK(display.shown.back().manner.fade);
  beat(at("2026-05-01T10:00:10Z"), true);
  CHECK(display.shown.size() == 3);
  CHECK_FALSE(display.shown.back().manner.fade);
}

TEST_CASE_METHOD(Fixture, "What is heard after the next picture was drawn is in that picture") {
  beat(at("2026-05-01T09:59Z"));
  sign.draw_ahead(display, at("2026-05-01T10:00Z"), view::Trust::kTrusted);
  schedule::Notices notices;
  notices.announcements.push_back(
      {.term = {at("2026-05-01T09:00Z"), at("2026-05-01T11:00Z"), "coat"},
       .rooms = {},
       .text = {{"", "Bring your coat"}},
       .instructions = {},
       .url = {}});
  sign.set_notices(notices);
  beat(at("2026-05-01T10:00Z"));
  CHECK(display.shown.back().screen.title == "Second");
  CHECK(display.shown.back().screen != display.prepared.back().screen);
  CHECK(sign.beat(display, at("2026-05-01T10:01Z"), view::Trust::kUntrusted).presented);
}

TEST_CASE_METHOD(Fixture, "Nothing is drawn ahead of a picture that stays") {
  beat(at("2026-05-01T09:05Z"));
  sign.draw_ahead(display, at("2026-05-01T09:05:30Z"), view::Trust::kTrusted);
  CHECK(display.prepared.empty());
}

TEST_CASE_METHOD(Fixture, "Nothing fades where it is switched off") {
  auto look = Fixture::look();
  look.fade = false;
  sign.set_look(look);
  beat(at("2026-05-01T09:59Z"));
  beat(at("2026-05-01T10:00Z"));
  CHECK_FALSE(display.shown[1].manner.fade);
}

TEST_CASE_METHOD(Fixture, "A clock that jumps back gets the picture of then") {
  beat(at("2026-05-01T10:30Z"));
  beat(at("2026-05-01T09:30Z"));
  CHECK(display.shown.back().screen.title == "First");
}

TEST_CASE_METHOD(Fixture,
                 "A second that comes twice, as a leap second does, changes nothing twice") {
  beat(at("2026-05-01T09:59:58Z"));
  for (const char* second : {"09:59:59Z", "09:59:59Z", "10:00:00Z"})
    beat(at(std::string("2026-05-01T") + second));
  REQUIRE(display.shown.size() == 2);
  CHECK(display.shown.back().screen.title == "Second");
}

TEST_CASE_METHOD(Fixture, "Another theme is shown at once") {
  beat(at("2026-05-01T09:05Z"));
  auto light = look();
  light.theme = *render::built_in_theme("light");
  sign.set_look(light);
  CHECK(beat(at("2026-05-01T09:05:01Z")).presented);
  CHECK_FALSE(beat(at("2026-05-01T09:05:02Z")).presented);
}

TEST_CASE_METHOD(Fixture, "The same picture is shown again where that is asked for") {
  beat(at("2026-05-01T09:05Z"));
  CHECK(beat(at("2026-05-01T09:05:01Z"), true).presented);
  CHECK_FALSE(display.shown.back().manner.fade);
}

TEST_CASE_METHOD(Fixture,
                 "Two languages take turns with one fade each, and a page stays for both") {
  Look look{{}, *render::built_in_theme("dark"), true};
  look.view.second_language = "ar";
  sign.set_look(look);
  display.pages = 2;
  Instant now = at("2026-05-01T09:05:01Z");
  for (int i = 0; i < 9; ++i) now = beat(now).next.value();
  REQUIRE(display.shown.size() == 9);  // minutes pass at the edges of turns
  for (std::size_t i = 1; i < 9; ++i) {
    CHECK(display.shown[i].manner.fade);
    CHECK(display.shown[i].screen.right_to_left != display.shown[i - 1].screen.right_to_left);
    if (i > 1) CHECK(display.shown[i].manner.page == display.shown[i - 2].manner.page + 1);
  }
}

TEST_CASE_METHOD(Fixture, "Lists of several pages turn at twelve seconds of unix time") {
  display.pages = 3;
  const auto first = beat(at("2026-05-01T09:05:01Z"));
  CHECK(first.next == at("2026-05-01T09:05:12Z"));
  CHECK_FALSE(beat(at("2026-05-01T09:05:11Z")).presented);
  CHECK(beat(at("2026-05-01T09:05:12Z")).presented);
  CHECK(display.shown[1].manner.page == display.shown[0].manner.page + 1);
}

TEST_CASE_METHOD(Fixture, "At night the light is the operator's, and it fades there and back") {
  for (const auto light : {render::Light::kDim, render::Light::kOff}) {
    auto at_night = look();
    at_night.night = light;
    sign.set_look(at_night);
    beat(at("2026-05-01T11:29Z"));
    CHECK(sign.light() == render::Light::kFull);
    beat(at("2026-05-01T11:30Z"));
    CHECK(sign.light() == light);
    CHECK(sign.night().dark);
    CHECK(display.shown.back().manner.light == light);
    CHECK(display.shown.back().manner.fade);
    beat(at("2026-05-01T10:30Z"));
    CHECK(display.shown.back().manner.light == render::Light::kFull);
  }
}

TEST_CASE_METHOD(Fixture, "The light of an hour is known without a display") {
  auto look = Fixture::look();
  look.night = render::Light::kOff;
  sign.set_look(look);
  const auto light = [&](const char* then) {
    return sign.light_at(at(then), view::Trust::kTrusted);
  };
  CHECK(light("2026-05-01T09:30Z") == render::Light::kFull);
  CHECK(light("2026-05-01T23:30Z") == render::Light::kOff);
  CHECK(sign.light_at(at("2026-05-01T23:30Z"), view::Trust::kUntrusted) == render::Light::kFull);
}

TEST_CASE_METHOD(Fixture, "It is no night while a session runs that was put off") {
  auto at_night = look();
  at_night.night = render::Light::kOff;
  sign.set_look(at_night);
  sign.set_notices(
      {.delays = {
           {.term = {.from = at("2026-05-01T10:30Z"), .until = at("2026-05-01T20:00Z"), .id = ""},
            .rooms = {},
            .by = std::chrono::minutes(45)}}});
  beat(at("2026-05-01T11:40Z"));
  CHECK_FALSE(sign.night().dark);
  beat(at("2026-05-01T12:20Z"));
  CHECK(sign.night().dark);
}

TEST_CASE_METHOD(Fixture, "A sign whose clock is not trusted, or that waits, knows no night") {
  auto at_night = look();
  at_night.night = render::Light::kOff;
  sign.set_look(at_night);
  const Instant late = at("2026-05-01T23:00Z");
  sign.beat(display, late, view::Trust::kUntrusted);
  CHECK(sign.light() == render::Light::kFull);
  sign.beat(display, late, view::Trust::kTrusted);
  CHECK(sign.light() == render::Light::kOff);
  sign.set_programme(nullptr);
  sign.beat(display, late, view::Trust::kTrusted);
  CHECK(sign.light() == render::Light::kFull);
}

TEST_CASE_METHOD(Fixture,
                 "The picture drifts every five minutes, without a fade and where asked for") {
  beat(at("2026-05-01T09:03Z"));
  CHECK(display.shown.back().manner.drift == render::Offset{});
  auto drifting = look();
  drifting.drift = true;
  sign.set_look(drifting);
  beat(at("2026-05-01T09:04Z"));
  const auto before = display.shown.back().manner.drift;
  CHECK_FALSE(beat(at("2026-05-01T09:04:59Z")).presented);
  CHECK(beat(at("2026-05-01T09:05Z")).next == at("2026-05-01T09:06Z"));
  CHECK(display.shown.back().manner.drift != before);
  CHECK_FALSE(display.shown.back().manner.fade);
}

TEST_CASE_METHOD(Fixture, "A display that is off is not moved and turns no pages") {
  auto at_night = look();
  at_night.night = render::Light::kOff;
  at_night.drift = true;
  sign.set_look(at_night);
  beat(at("2026-05-01T20:00Z"));
  CHECK(display.shown.back().manner.drift == render::Offset{});
}

TEST_CASE_METHOD(Fixture, "An emergency wakes the display, and lets it sleep again") {
  auto at_night = look();
  at_night.night = render::Light::kOff;
  sign.set_look(at_night);
  const Instant late = at("2026-05-01T23:00Z");
  beat(late);
  CHECK(sign.light() == render::Light::kOff);
  schedule::Notices notices;
  notices.announcements = {{.term = {late, late + std::chrono::hours(1)},
                            .rooms = {},
                            .level = schedule::Level::kEmergency,
                            .text = {{"", "Leave the building"}},
                            .instructions = {},
                            .url = {}}};
  sign.set_notices(notices);
  CHECK(beat(late).presented);
  CHECK(sign.light() == render::Light::kFull);
  sign.set_notices({});
  CHECK(beat(late).presented);
  CHECK(sign.light() == render::Light::kOff);
}

TEST_CASE_METHOD(Fixture, "A sign says which it is in place of its programme, until told to stop") {
  const auto now = at("2026-05-01T09:05Z");
  beat(now);
  sign.set_identity(view::Identity{
      .host_name = "sign7", .addresses = {"192.0.2.7", "2001:db8::7"}, .detail = "roomsign"});
  CHECK(beat(now).presented);
  const auto& shown = display.shown.back().screen;
  CHECK(shown.headline == "sign7");
  CHECK(shown.title == "192.0.2.7");
  CHECK(shown.lines == std::vector<std::string>{"2001:db8::7", "roomsign"});
  CHECK(shown.clock.time == "9:05");
  CHECK_FALSE(beat(now).presented);
  sign.set_identity(std::nullopt);
  CHECK(beat(now).presented);
  CHECK(display.shown.back().screen.title == "First");
}

TEST_CASE_METHOD(Fixture, "An emergency goes before the question which sign it is") {
  const auto now = at("2026-05-01T09:05Z");
  schedule::Notices notices;
  notices.announcements.push_back(
      {.term = {now, now + 1h}, .level = schedule::Level::kEmergency, .text = {{"", "Leave"}}});
  sign.set_notices(notices);
  sign.set_identity(view::Identity{.host_name = "sign7"});
  beat(now);
  CHECK(display.shown.back().screen.headline == "Leave");
}

TEST_CASE("A dark sign lights up to say which it is") {
  FakeDisplay display;
  Look look = Fixture::look();
  look.night = render::Light::kOff;
  Sign sign(look);
  sign.set_programme(two_talks());
  const auto late = at("2026-05-01T23:00Z");
  sign.beat(display, late, view::Trust::kTrusted);
  REQUIRE(sign.light() == render::Light::kOff);
  sign.set_identity(view::Identity{.host_name = "sign7"});
  sign.beat(display, late, view::Trust::kTrusted);
  CHECK(sign.light() == render::Light::kFull);
}
