// pretalx's widget JSON and its API. The samples are the fuzz target's own, in the shapes in which
// pretalx builds them.
#include <algorithm>
#include <string>
#include <string_view>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;

Parsed sample(const std::string& name) {
  const auto text = read_file(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/pretalx_fuzz/" + name);
  REQUIRE(text);
  auto parsed = parse(*text, {});
  if (!parsed) FAIL(parsed.error().message);
  return *std::move(parsed);
}

const Session& session(const Parsed& parsed, std::string_view id) {
  const auto found = std::ranges::find(parsed.schedule.sessions, id, &Session::id);
  if (found == parsed.schedule.sessions.end()) FAIL("no session " << id);
  return *found;
}

}  // namespace

TEST_CASE("A widget's talks find their rooms, tracks and speakers") {
  const Parsed parsed = sample("widget.json");
  CHECK(parsed.source.format == "pretalx-widget");
  CHECK(parsed.warnings.empty());
  CHECK(parsed.schedule.event.time_zone == "Europe/Berlin");
  CHECK(parsed.schedule.event.language == "de");  // of all talks
  const Session& talk = session(parsed, "AAAAA1");
  CHECK(talk.room == "Großer Saal");
  CHECK(talk.start == *parse_instant("2031-05-14T09:00:00+02:00"));
  CHECK(talk.end == *parse_instant("2031-05-14T09:45:00+02:00"));
  CHECK(talk.kind == Kind::kKeynote);
  CHECK(talk.title == "Keynote: Hinges");
  CHECK(talk.speakers ==
        std::vector<Speaker>{{"Ada Müller", "", "https://example.org/media/ada.png"},
                             {"Ben", "", ""}});
  CHECK(talk.track == schedule::Track{.name = "Türen", .color = "#2a9d8f"});
  CHECK(talk.language == "de");
  CHECK(talk.do_not_record);
  const Session& late = session(parsed, "AAAAA2");
  CHECK(late.end == *parse_instant("2031-05-15T00:15:00+02:00"));
  CHECK(late.room == "Stage");
  CHECK(late.track.name.empty());
  CHECK_FALSE(late.do_not_record);
}

TEST_CASE("A widget's breaks are breaks, its blockers are not shown") {
  const Parsed parsed = sample("widget.json");
  CHECK(parsed.schedule.sessions.size() == 5);
  const Session& lunch = session(parsed, "12");
  CHECK(lunch.kind == Kind::kBreak);
  CHECK(lunch.title == "Mittagessen");
  CHECK(lunch.room == "Großer Saal");
  CHECK(lunch.start == *parse_instant("2031-05-14T12:00:00+02:00"));
  CHECK(lunch.end == *parse_instant("2031-05-14T13:00:00+02:00"));
  CHECK(lunch.speakers.empty());
  CHECK(session(parsed, "13").kind == Kind::kBreak);  // before there was a slot_type
  CHECK(session(parsed, "13").title == "Doors open");
}

TEST_CASE("A talk with a second slot is a second session") {
  const Parsed parsed = sample("widget.json");
  const Session& again = session(parsed, "AAAAA1-2");
  CHECK(again.start == *parse_instant("2031-05-15T09:00:00+02:00"));
  CHECK(again.room == "Stage");
  CHECK(again.speakers ==
        std::vector<Speaker>{{"Ada Müller", "", "https://example.org/media/ada.png"}});
}

TEST_CASE("Of several languages the event's is read, else English, else the first") {
  const auto room_in = [](std::string_view locales) {
    const std::string document =
        R"({"timezone": "UTC", "rooms": [{"id": 1, "name": {"de": "Saal", "en": "Hall"}},
            {"id": 2, "name": {"eo": "", "fr": "Salle"}}], "talks": [)" +
        std::string(locales) + "]}";
    const auto parsed = parse(document, {}, "pretalx-widget");
    REQUIRE(parsed);
    return parsed->schedule.sessions.at(0).room;
  };
  constexpr std::string_view kGerman =
      R"({"code": "A", "room": 1, "start": "2031-05-14T09:00:00Z", "content_locale": "de"})";
  constexpr std::string_view kFrench =
      R"({"code": "B", "room": 2, "start": "2031-05-14T10:00:00Z", "content_locale": "fr"})";
  constexpr std::string_view kNone = R"({"code": "C", "room": 2, "start": "2031-05-14T08:00:00Z"})";
  CHECK(room_in(kGerman) == "Saal");
  CHECK(room_in(std::string(kGerman) + "," + std::string(kFrench)) == "Hall");
  CHECK(room_in(kNone) == "Salle");
}

TEST_CASE("The API's talks are sessions by their slots") {
  const Parsed parsed = sample("api.json");
  CHECK(parsed.source.format == "pretalx-api");
  REQUIRE(parsed.schedule.sessions.size() == 3);  // no rejected one, no slot without a start
  const Session& hinges = session(parsed, "AAAAA1");
  CHECK(hinges.room == "Great Hall");
  CHECK(hinges.start == *parse_instant("2031-05-14T09:00:00+02:00"));
  CHECK(hinges.end == *parse_instant("2031-05-14T10:00:00+02:00"));
  CHECK(hinges.kind == Kind::kTutorial);
  CHECK(hinges.label == "Tutorial");
  CHECK(hinges.speakers == std::vector<Speaker>{{"Ada Müller", "", ""}});
  CHECK(hinges.track.name == "Doors");
  CHECK(hinges.language == "de");
  CHECK(hinges.do_not_record);
  CHECK(session(parsed, "AAAAA1-2").room == "Stage");
  CHECK(session(parsed, "AAAAA2").room == "Stage");
  CHECK(session(parsed, "AAAAA2").end == *parse_instant("2031-05-15T00:15:00+02:00"));
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] ==
        "these are 3 of 4 talks: ask the API for all of them on one page (limit=4)");
}

// 75 talks of one slot each and 9 sprints of two, which stand on both days with both.
TEST_CASE("PyCon FR 2025 in a file of its own shape", "[shared]") {
  const auto path = test::shared_or_skip("data/pretalx/pyconfr-2025-schedule.json");
  if (!path) return;
  const auto parsed = parse(read_file(*path).value(), {});
  REQUIRE(parsed);
  CHECK(parsed->source.format == "pretalx-api");
  CHECK(parsed->schedule.sessions.size() == 93);
  CHECK(parsed->warnings.empty());
  CHECK(parsed->schedule.event.time_zone == "Etc/GMT-1");
  const Session& welcome = session(*parsed, "38LRHE");
  CHECK(welcome.title == "Accueil / Welcome");
  CHECK(welcome.room == "B003");
  CHECK(welcome.start == *parse_instant("2025-11-01T08:50:00+01:00"));
  CHECK(welcome.end == *parse_instant("2025-11-01T09:35:00+01:00"));
  CHECK(welcome.speakers.at(0).name == "Lucie Anglade");
  CHECK(welcome.language == "fr");
  const Session& plenary = session(*parsed, "VHS897");
  CHECK(plenary.start == *parse_instant("2025-11-01T09:40:00+01:00"));
  CHECK(plenary.speakers.at(0).name == "Morgane Rozenn Hauguel");
  const Session& sprint = session(*parsed, "AUCULM");
  CHECK(sprint.room == "B418");
  CHECK(sprint.start == *parse_instant("2025-10-30T10:00:00+01:00"));
  CHECK(sprint.end == *parse_instant("2025-10-30T17:00:00+01:00"));
  CHECK(session(*parsed, "AUCULM-2").start > sprint.end);
}

}  // namespace roomsign::formats
