// pretalx's widget JSON. The sample is the fuzz target's own, in the shape in which pretalx builds
// it.
#include "daemon/formats/pretalx.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;

Parsed widget() {
  const auto text = read_file(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/pretalx_fuzz/widget.json");
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
  const Parsed parsed = widget();
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
  CHECK(talk.speakers == std::vector<Speaker>{{"Ada Müller", "", ""}, {"Ben", "", ""}});
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
  const Parsed parsed = widget();
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
  const Parsed parsed = widget();
  const Session& again = session(parsed, "AAAAA1-2");
  CHECK(again.start == *parse_instant("2031-05-15T09:00:00+02:00"));
  CHECK(again.room == "Stage");
  CHECK(again.speakers == std::vector<Speaker>{{"Ada Müller", "", ""}});
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

}  // namespace roomsign::formats
