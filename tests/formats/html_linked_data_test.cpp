// Programmes and facts in a page's schema.org data.
#include <string>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/linked_data.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Status;

std::string sample(const std::string& name) {
  const auto bytes = read_file(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/html_fuzz/" + name);
  REQUIRE(bytes);
  return *bytes;
}

std::string shared(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  REQUIRE(bytes);
  return *bytes;
}

Hints hints_of(const char* zone) {
  Hints hints;
  hints.zone = *Zone::find(zone);
  return hints;
}

Parsed read(const std::string& page, const Hints& hints = {}) {
  auto parsed = parse(page, hints, "html");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

std::string script(const std::string& data) {
  return "<html><head><title>Rivers</title><script type='application/ld+json'>" + data +
         "</script></head><body><h1>Rivers</h1></body></html>";
}

html::LinkedData linked_data(const std::string& page) {
  const auto document = html::parse_document(page);
  REQUIRE(document);
  return html::read_linked_data(document->data_scripts);
}

std::string event(const std::string& name, const std::string& start, const std::string& more = {}) {
  return R"({"@type":"Event","name":")" + name + R"(","startDate":")" + start + R"(")" + more + "}";
}

std::string start_of(const Session& session) { return format_instant(session.start); }

}  // namespace

// ---- Real ones --------------------------------------------------------------------------------

TEST_CASE("A real item list holds one event beside a recipe", "[shared]") {
  const auto path = test::shared_or_skip("data/jsonld/decodemtl-2016-itemlist.html");
  if (!path) return;
  const std::string page = shared(*path);
  const html::LinkedData data = linked_data(page);
  REQUIRE(data.events.size() == 1);
  const html::LinkedEvent& only = data.events[0];
  CHECK(only.type == "BusinessEvent");
  CHECK(only.name == "DecodeMTL Demo Day - Web Developers for Hire");
  CHECK(only.place == "WeWork Place Ville Marie");
  REQUIRE(only.start);
  CHECK(format_instant(only.start->time.instant) == "2016-11-25T13:00:00+00:00");
  CHECK_FALSE(only.start->time.offset);
  CHECK_FALSE(only.start->whole_day);
  REQUIRE(only.end);
  CHECK(format_instant(only.end->time.instant) == "2016-11-25T16:00:00+00:00");
  const auto parsed = parse(page, {}, "html");
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "no-sessions");
  CHECK(parsed.error().message.contains(
      "schema.org data of 1 event(s), of which no two have a time on one day"));
}

TEST_CASE("A real event names itself, its days and its venue for a table that lacks them",
          "[shared]") {
  const auto path = test::shared_or_skip("data/jsonld/fullstackeurope-2019.html");
  if (!path) return;
  const Parsed parsed = read(shared(*path) +
                                 "<table><tr><th>Time<th>Talk<tr><td>9:00<td>Opening<tr><td>9:30"
                                 "<td>Tides</table>",
                             hints_of("Europe/Brussels"));
  CHECK(parsed.schedule.event.name == "Full Stack Europe");
  CHECK(parsed.schedule.event.venue == "Hilton Antwerp Old Town");
  CHECK(parsed.source.date == "2019-10-23");
  CHECK(parsed.source.date_from == "schema.org data");
  CHECK(parsed.schedule.sessions.at(0).start == *parse_instant("2019-10-23T09:00:00+02:00"));
}

// ---- Shapes -----------------------------------------------------------------------------------

TEST_CASE("An event's parts are sessions with room, people, length and status") {
  const Parsed parsed = read(sample("event-with-parts.html"));
  const auto& event = parsed.schedule.event;
  CHECK(event.name == "Rivers 2030");
  CHECK(event.venue == "Harbour Centre");
  CHECK(event.url == "https://indico.example/event/7/");
  CHECK(event.time_zone == "Etc/GMT-2");
  CHECK(parsed.source.zone_from == "offset in the schema.org data");

  const auto& sessions = parsed.schedule.sessions;
  REQUIRE(sessions.size() == 5);
  CHECK(start_of(sessions[0]) == "2030-05-13T07:15:00+00:00");
  CHECK(sessions[0].end == *parse_instant("2030-05-13T08:00:00Z"));
  CHECK(sessions[0].kind == Kind::kKeynote);
  CHECK(sessions[0].label == "Keynote");
  CHECK(sessions[0].title == "On engines");
  CHECK(sessions[0].room == "Room 5");
  REQUIRE(sessions[0].speakers.size() == 1);  // a company is none
  CHECK(sessions[0].speakers[0].name == "Ada Lovelace");
  CHECK(sessions[0].speakers[0].affiliation == "Analytical Society");

  CHECK(sessions[1].title == "Floods");  // its session is a heading over it
  CHECK(sessions[1].room == "Room 6");   // of that session
  CHECK(sessions[1].end == *parse_instant("2030-05-13T08:25:00Z"));
  CHECK_FALSE(sessions[1].end_inferred);
  CHECK(sessions[2].title == "Dams");  // named by its @id, in another script
  CHECK(sessions[2].speakers.at(0).name == "Grace Hopper");
  CHECK(sessions[2].room == "Room 6");

  CHECK(sessions[3].kind == Kind::kBreak);
  CHECK(start_of(sessions[3]) == "2030-05-14T08:30:00+00:00");  // without an offset: local
  CHECK(sessions[3].room.empty());                              // the venue is no room
  CHECK(sessions[4].status == Status::kMoved);
  CHECK(sessions[4].room == "Room 5");

  REQUIRE(parsed.warnings.size() == 2);
  CHECK(parsed.warnings[0].contains("schema.org data in the script of line 12, there line 1"));
  CHECK(parsed.warnings[1] ==
        "2 event(s) of the schema.org data have no time of day or lie outside the event's days, "
        "\"Paper submission deadline\" first; left out");
}

TEST_CASE("A calendar's day is a list of events in two scripts and a graph") {
  const Parsed parsed = read(sample("calendar.html"), hints_of("Europe/Oslo"));
  const auto& sessions = parsed.schedule.sessions;
  REQUIRE(sessions.size() == 2);
  CHECK(sessions[0].title == "Tea & tides \u2013 a talk");
  CHECK(start_of(sessions[0]) == "2030-05-14T12:00:00+00:00");
  CHECK(sessions[0].url == "https://hall.example/event/tea/");
  CHECK(sessions[0].speakers.at(0).name == "Ada Lovelace");
  CHECK(sessions[1].status == Status::kCancelled);
  CHECK(sessions[1].kind == Kind::kSocial);
  CHECK(sessions[1].end == *parse_instant("2030-05-15T00:30:00+02:00"));
  CHECK(parsed.source.date == "2030-05-14");
}

TEST_CASE("Deadlines among the parts are no programme and the table is read") {
  const Parsed parsed = read(sample("deadlines.html"), hints_of("Europe/Oslo"));
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(start_of(parsed.schedule.sessions[0]) == "2030-09-10T07:00:00+00:00");
  CHECK(parsed.schedule.event.name == "Conf 2030");
  CHECK(parsed.schedule.event.venue == "Hilton");
  CHECK(parsed.warnings.empty());
}

TEST_CASE("Events that name the same whole are its parts and others on the page are not") {
  const std::string whole = R"(,"superEvent":{"@type":"Festival","name":"River days"})";
  const Parsed parsed = read(script("[" + event("Tides", "2030-05-14T09:00", whole) + "," +
                                    event("Winds", "2030-05-14T10:00", whole) + "," +
                                    event("Elsewhere", "2030-05-14T09:30") + "]"),
                             hints_of("Etc/UTC"));
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(parsed.schedule.sessions[1].title == "Winds");
  CHECK(parsed.schedule.event.name == "River days");
}

TEST_CASE("An item list of events is a list of events") {
  const Parsed parsed = read(
      script(R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":)" +
             event("Tides", "2030-05-14T09:00:00+0200") + "}," +
             event("Winds", "2030-05-14T10:00:00+0200", R"(,"eventStatus":"EventPostponed")") +
             "]}"),
      hints_of("Etc/UTC"));
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(start_of(parsed.schedule.sessions[0]) == "2030-05-14T07:00:00+00:00");
  CHECK(parsed.schedule.sessions[1].status == Status::kCancelled);
  CHECK(parsed.schedule.sessions[1].note == "Postponed");
}

TEST_CASE("The richer of a table and schema.org data is read and both are counted") {
  std::string parts;
  for (const char* hour : {"09", "10", "11"})
    parts += (parts.empty() ? "" : ",") +
             event("Talk " + std::string(hour), "2030-05-14T" + std::string(hour) + ":00");
  const Parsed parsed =
      read(script(R"({"@type":"Event","name":"Rivers","startDate":"2030-05-14","subEvent":[)" +
                  parts + "]}") +
               "<table><tr><th>Time<th>What<tr><td>9:00<td>Tides<tr><td>10:00<td>Winds</table>",
           hints_of("Etc/UTC"));
  CHECK(parsed.schedule.sessions.size() == 3);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] ==
        "the page's table of times (2 sessions) and its schema.org data (3 sessions) contradict "
        "each other; the second, which has more, is used");
}

TEST_CASE("Mail addresses, prices and descriptions are not read") {
  const std::string more =
      R"(,"email":"secret@x.example","description":"secret","offers":{"url":"http://secret"},)"
      R"("performer":[{"@type":"Person","name":"secret@x.example","email":"secret@x.example"}],)"
      R"("organizer":{"@type":"Organization","name":"secret"})";
  const Parsed parsed = read(script("[" + event("Tides", "2030-05-14T09:00", more) + "," +
                                    event("Winds", "2030-05-14T10:00", more) + "]"),
                             hints_of("Etc/UTC"));
  for (const Session& session : parsed.schedule.sessions) {
    CHECK(session.speakers.empty());
    CHECK(session.note.empty());
    CHECK(session.url.empty());
    CHECK(session.subtitle.empty());
  }
}

// ---- Bad input --------------------------------------------------------------------------------

TEST_CASE("An event whose date is none is named and more than a fifth of them is too many") {
  std::string events;
  for (int hour = 10; hour < 16; ++hour)
    events += event("Talk", "2030-05-14T" + std::to_string(hour) + ":00") + ",";
  const Parsed parsed = read(script("[" + events + event("Winds", "tomorrow") + "]"));
  CHECK(parsed.schedule.sessions.size() == 6);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "event \"Winds\": its startDate is no date; left out");
  const auto refused =
      parse(script("[" + event("Tides", "2030-05-14T09:00") + "," +
                   event("Floods", "2030-05-14T10:00") + "," + event("Winds", "tomorrow") + "]"),
            {}, "html");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "too-many-bad");
}

TEST_CASE("Scripts that are no JSON cost a warning and not the page's table") {
  const std::string table =
      "<h1>14 May 2030</h1><table><tr><td>9:00<td>Tides<tr><td>10:00<td>Winds</table>";
  for (const std::string data : {"{", "[[[", R"({"@type":"Event",})", "<!-- x -->", "nonsense"}) {
    CAPTURE(data);
    const Parsed parsed = read(script(data) + table, hints_of("Etc/UTC"));
    CHECK(parsed.schedule.sessions.size() == 2);
    REQUIRE(parsed.warnings.size() == 1);
    CHECK(parsed.warnings[0].contains("schema.org data in the script of line 1"));
  }
}

TEST_CASE("Values of any type where text is expected are nothing") {
  const html::LinkedData data = linked_data(script(
      R"([1,null,"x",{"@type":7},{"@type":["Event",3],"name":["Tides"],"startDate":{"@value":)"
      R"("2030-05-14"},"endDate":9,"location":[3,{"name":{}}],"performer":[1,[2]],"subEvent":"x",)"
      R"("superEvent":false,"inLanguage":[],"eventStatus":{},"url":1}])"));
  REQUIRE(data.events.size() == 1);
  CHECK(data.events[0].name == "Tides");
  CHECK(data.events[0].start->whole_day);
}

TEST_CASE("Deep and endless data ends soon") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += R"({"@graph":[)";
  std::string many = "[";
  for (int i = 0; i < 15'000; ++i) many += event("Talk " + std::to_string(i), "2030-05-14") + ",";
  many.back() = ']';
  std::string circle = R"({"@graph":[{"@id":"a","@type":"Event","name":"A","subEvent":[)";
  for (int i = 0; i < 20'000; ++i) circle += R"({"@id":"a"},)";
  circle.back() = ']';
  for (const std::string& data : {deep, many, circle + "}]}"}) {
    CHECK(test::cpu_seconds([&] { CHECK_FALSE(parse(script(data), {}, "html")); }) < 4.0);
  }
}

TEST_CASE("A page with data that was cut anywhere is read or refused with a reason") {
  const std::string whole = sample("event-with-parts.html");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto parsed = parse(whole.substr(0, size), {}, "html");
    if (parsed) {  // the event itself is whole; "Dams" stands in the next script
      const std::size_t end = whole.find("</script>", whole.find("Grace Hopper"));
      const bool has_dams = size == end || size >= end + 9;
      CHECK(parsed->schedule.sessions.size() == (has_dams ? 5 : 4));
      CHECK(parsed->warnings.back().contains(has_dams ? "2 event(s)" : "3 event(s)"));
    } else {
      CHECK_FALSE(parsed.error().message.empty());
    }
  }
}

}  // namespace roomsign::formats
