// Indico's exports: small ones of our own for the rules, real ones for the counts. Expected values
// are read off the documents.
#include "daemon/formats/indico.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Talk;
using Names = std::vector<std::string>;

Parsed read(const std::string& bytes, const Hints& hints = {}) {
  const auto parsed = parse(bytes, hints, "indico");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

Error error_of(const std::string& bytes) {
  const auto parsed = parse(bytes, {}, "indico");
  return parsed ? Error{"none", ""} : parsed.error();
}

// "startDate": ..., "endDate": ... of a day in Zurich, in summer (UTC+2).
std::string times(const std::string& start, const std::string& end) {
  constexpr auto kDate =
      R"("{}": {{"date": "2030-05-14", "time": "{}:00", "tz": "Europe/Zurich"}})";
  return fmt::format(kDate, "startDate", start) + ", " + fmt::format(kDate, "endDate", end);
}

std::string timetable(const std::string& entries) {
  return R"({"_type": "HTTPAPIResult", "results": {"5": {"20300514": {)" + entries + "}}}}";
}

std::string contribution(const std::string& key, const std::string& title, const std::string& start,
                         const std::string& end, const std::string& more = "") {
  return fmt::format(
      R"("{0}": {{"id": "{0}", "entryType": "Contribution", "title": "{1}", {2}{3}}})", key, title,
      times(start, end), more.empty() ? "" : ", " + more);
}

// A block from 9 to 12 in Hall A.
std::string block(const std::string& title, const std::string& entries,
                  const std::string& more = "") {
  return fmt::format(R"("s1": {{"id": "s1", "entryType": "Session", "title": "{}", "room": "Hall A",
                         "color": "#2a9d8f", {}, "entries": {{{}}}{}}})",
                     title, times("09:00", "12:00"), entries, more.empty() ? "" : ", " + more);
}

std::string event(const std::string& members) {
  return R"({"_type": "HTTPAPIResult", "results": [{"id": "5", "title": "Days of Doors",
      "location": "Castle", "room": "Hall Z", "timezone": "Europe/Zurich",
      "url": "https://example.org/event/5/", )" +
         members + "}]}";
}

// "09:00-09:30 Hall A Tides", in UTC.
Names lines(const Parsed& parsed) {
  Names lines;
  for (const Session& session : parsed.schedule.sessions) {
    lines.push_back(fmt::format("{}-{} {} {}", format_instant(session.start).substr(11, 5),
                                session.end ? format_instant(*session.end).substr(11, 5) : "?",
                                session.room, session.title));
  }
  return lines;
}

const Session& session(const Parsed& parsed, const std::string& id) {
  const auto& sessions = parsed.schedule.sessions;
  const auto found = std::ranges::find(sessions, id, &Session::id);
  if (found == sessions.end()) FAIL("no session " << id);
  return *found;
}

}  // namespace

TEST_CASE("Contributions of a block lead, and the block is their heading") {
  const Parsed parsed = read(timetable(
      block("Rivers", contribution("c10", "Winds", "10:00", "10:30") + "," +
                          contribution("c9", "Tides", "09:00", "09:30", R"("room": "Annex")"))));
  CHECK(lines(parsed) == Names{"07:00-07:30 Annex Tides", "08:00-08:30 Hall A Winds"});
  CHECK(session(parsed, "c9").label == "Rivers");
  CHECK(session(parsed, "c9").track == schedule::Track{.name = "Rivers", .color = "#2a9d8f"});
  CHECK(parsed.schedule.event.time_zone == "Europe/Zurich");
  CHECK(parsed.source.zone_from == "the entries' tz");
  CHECK(parsed.source.date == "2030-05-14");
}

TEST_CASE("A block's slot has a title of its own, and a keynote block makes keynotes") {
  const Parsed parsed = read(timetable(block(
      "Keynotes", contribution("c1", "Hinges", "09:00", "10:00"), R"("slotTitle": "Morning")")));
  CHECK(session(parsed, "c1").label == "Keynotes: Morning");
  CHECK(read(timetable(block("Keynote", contribution("c1", "Hinges", "09:00", "10:00"))))
            .schedule.sessions.at(0)
            .kind == Kind::kKeynote);
}

TEST_CASE("Posters side by side are the talks of one session") {
  const std::string posters =
      contribution("c2", "Locks", "09:00", "12:00", R"("presenters": [{"name": "Ada Klein"}])") +
      "," + contribution("c10", "Keys", "09:00", "12:00");
  const Parsed parsed = read(timetable(block("Evening", posters, R"("isPoster": true)")));
  REQUIRE(lines(parsed) == Names{"07:00-10:00 Hall A Evening"});
  const Session& session = parsed.schedule.sessions[0];
  CHECK(session.kind == Kind::kPoster);
  CHECK(session.talks == std::vector<Talk>{{"Locks", {{.name = "Ada Klein"}}}, {"Keys", {}}});
  // Without the flag their one time says the same.
  CHECK(read(timetable(block("Evening", posters))).schedule.sessions.at(0).talks.size() == 2);
  CHECK(read(timetable(block("Evening", posters))).schedule.sessions.at(0).kind == Kind::kTalks);
}

TEST_CASE("A panel leads even its only contribution, a talk does not") {
  const std::string only = contribution("c1", "Contributors", "09:00", "12:00");
  CHECK(lines(read(timetable(block("Roundtable: Locks", only)))) ==
        Names{"07:00-10:00 Hall A Roundtable: Locks"});
  CHECK(lines(read(timetable(block("Rivers", only)))) == Names{"07:00-10:00 Hall A Contributors"});
}

TEST_CASE("Breaks are breaks, inside a block or not, and inherit its room") {
  const std::string pause = fmt::format(
      R"("b1": {{"entryType": "Break", "title": "Fresh air", {}}})", times("09:30", "10:00"));
  const Parsed parsed = read(
      timetable(block("Rivers", contribution("c1", "Tides", "09:00", "09:30") + "," + pause) + "," +
                fmt::format(R"("b2": {{"id": "b2", "entryType": "Break", "title": "Dinner", {}}})",
                            times("19:00", "21:00"))));
  CHECK(lines(parsed) ==
        Names{"07:00-07:30 Hall A Tides", "07:30-08:00 Hall A Fresh air", "17:00-19:00  Dinner"});
  CHECK(parsed.schedule.sessions[1].kind == Kind::kBreak);
  CHECK(parsed.schedule.sessions[2].kind == Kind::kSocial);
}

TEST_CASE("Blocks without contributions are sessions, of the kind that their title says") {
  const Parsed parsed = read(timetable(block("Coffee break", "")));
  CHECK(lines(parsed) == Names{"07:00-10:00 Hall A Coffee break"});
  CHECK(parsed.schedule.sessions[0].kind == Kind::kBreak);
  CHECK(parsed.schedule.sessions[0].id == "s1");
}

TEST_CASE("Each date is in its own zone, and without one in the event's") {
  const Parsed parsed = read(
      R"({"results": {"5": {"20300514": {"c1": {"id": "c1", "entryType": "Contribution", "title": "Tides",
          "startDate": {"date": "2030-05-14", "time": "09:00:00", "tz": "UTC"},
          "endDate": {"date": "2030-05-14", "time": "18:30:00", "tz": "Asia/Tokyo"}}}}}})");
  CHECK(lines(parsed) == Names{"09:00-09:30  Tides"});
  CHECK(parsed.schedule.event.time_zone == "UTC");

  Hints hints;
  hints.zone = *Zone::find("Europe/Berlin");
  const std::string bare =
      R"({"results": {"5": {"20300514": {"c1": {"id": "c1", "entryType": "Contribution", "title": "Tides",
          "startDate": {"date": "2030-05-14", "time": "09:00:00"},
          "endDate": {"date": "2030-05-14", "time": "10:00:00", "tz": "Mars/Olympus"}}}}}})";
  const Parsed guessed = read(bare, hints);
  CHECK(lines(guessed) == Names{"07:00-08:00  Tides"});
  CHECK(guessed.warnings == Names{"entry c1 \"Tides\": there is no time zone \"Mars/Olympus\""});
}

TEST_CASE("Presenters have their names in the order of speaking, and their affiliation") {
  const Parsed parsed = read(timetable(contribution("c1", "Tides", "09:00", "10:00",
                                                    R"("presenters": [
          {"firstName": "Ada", "familyName": "Klein", "name": "Dr. Ada Klein", "affiliation": "Works",
           "emailHash": "0123", "email": "ada@example.org"},
          {"name": "Müller, Björn"}, {"fullName": "Rossi, Chiara", "affiliation": null},
          {"first_name": "Dan", "last_name": "Ek"}, {"emailHash": "4567"}, 5])")));
  CHECK(parsed.schedule.sessions.at(0).speakers ==
        std::vector<schedule::Speaker>{{.name = "Ada Klein", .affiliation = "Works"},
                                       {.name = "Björn Müller"},
                                       {.name = "Chiara Rossi"},
                                       {.name = "Dan Ek"}});
}

TEST_CASE("An event's contributions and sessions are read, with rooms from the event") {
  const std::string tides = fmt::format(
      R"({{"id": "1", "title": "Tides", "room": null, "session": null, "track": "Water",
           "type": "Invited Talk", "url": "https://example.org/event/5/contributions/1/", {},
           "subContributions": [{{"title": "Ebb", "speakers": [{{"fullName": "Klein, Ada"}}]}}]}})",
      times("09:00", "09:30"));
  const std::string winds =
      fmt::format(R"({{"id": "2", "title": "Winds", "room": "", {}}})", times("10:00", "10:30"));
  const Parsed parsed = read(event(fmt::format(
      R"("contributions": [{}], "sessions": [{{"id": "0", "title": "Air", "room": "Hall A",
          "isPoster": false, {}, "contributions": [{}]}}])",
      tides, times("10:00", "12:00"), winds)));
  CHECK(lines(parsed) == Names{"07:00-07:30 Hall Z Tides", "08:00-08:30 Hall A Winds"});
  const Session& first = session(parsed, "c1");
  CHECK(first.kind == Kind::kInvited);
  CHECK(first.label == "Invited Talk");
  CHECK(first.track.name == "Water");
  CHECK(first.url == "https://example.org/event/5/contributions/1/");
  CHECK(first.talks == std::vector<Talk>{{"Ebb", {{.name = "Ada Klein"}}}});
  CHECK(session(parsed, "c2").label == "Air");
  CHECK(parsed.schedule.event.name == "Days of Doors");
  CHECK(parsed.schedule.event.venue == "Castle");
  CHECK(parsed.schedule.event.url == "https://example.org/event/5/");
}

TEST_CASE("Indico's answers without contributions say which have them") {
  CHECK(error_of(R"({"_type": "HTTPAPIResult", "results": []})").code == "no-sessions");
  CHECK(error_of(R"({"_type": "HTTPAPIResult", "results": {"5": {"20300514": {}}}})").message ==
        "Indico's timetable is empty: nothing is scheduled or published yet");
  CHECK(error_of(event(R"("type": "meeting")")).message.find("/export/timetable/ID.json") !=
        std::string::npos);
  CHECK(error_of(event(R"("contributions": [{"id": "1", "title": "Tides", "startDate": null}])"))
            .message == "Indico's answer: no contribution has a time yet, of 1");
}

TEST_CASE("A bad Indico entry is named and left out, many are refused") {
  const std::string bad =
      R"("c9": {"id": "c9", "entryType": "Contribution", "title": "Locks", "startDate": {"date": "2030-02-31",
          "time": "09:00:00"}})";
  std::string good;
  for (int i = 0; i < 4; ++i)
    good += contribution(fmt::format("c{}", i), "Tides", "09:00", "10:00") + ",";
  const Parsed parsed = read(timetable(good + bad));
  CHECK(parsed.schedule.sessions.size() == 4);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].starts_with("entry c9 \"Locks\": \"2030-02-31T09:00:00\" is not a"));
  CHECK(error_of(timetable(bad)).code == "too-many-bad");
  CHECK(error_of(timetable(R"("c1": 5, "c2": "x", "c3": {"startDate": 7})")).code ==
        "too-many-bad");
  // A session of the event's export that spans its blocks' days.
  CHECK(error_of(event(R"("sessions": [{"id": "1", "title": "Locks", "contributions": [],
      "startDate": {"date": "2030-05-14", "time": "09:00:00"},
      "endDate": {"date": "2030-05-16", "time": "10:00:00"}}])"))
            .message.ends_with("lasts longer than a day"));
}

TEST_CASE("A real timetable of blocks", "[shared]") {
  const auto file = test::shared_or_skip("data/indico/eiss-timetable-fixture.json");
  if (!file) return;
  Hints hints;
  hints.zone = *Zone::find("Europe/Paris");
  const auto parsed = parse(read_file(*file).value(), hints);
  REQUIRE(parsed);
  CHECK(lines(*parsed) == Names{"06:30-07:00 ‘D House’ Welcome and registration",
                                "07:45-08:45 Hall A Roundtable: European Security in 2026",
                                "08:45-09:00  Coffee break", "09:00-10:30 Hall A Panel: Deterrence",
                                "09:00-10:30 Hall B Panel: Cybersecurity"});
  const Session& round = parsed->schedule.sessions[1];
  CHECK(round.kind == Kind::kPanel);
  CHECK(round.talks == std::vector<Talk>{{"Contributors",
                                          {{.name = "Discussant A", .affiliation = "Uni X"},
                                           {.name = "Discussant B", .affiliation = "Uni Y"}}}});
  CHECK(parsed->schedule.sessions[2].kind == Kind::kBreak);
}

TEST_CASE("A cancelled contribution says so in its title") {
  const Session session =
      read(timetable(contribution("c1", "[Cancelled] Hinges", "10:00", "10:30")))
          .schedule.sessions.at(0);
  CHECK(session.status == schedule::Status::kCancelled);
  CHECK(session.title == "Hinges");
}

TEST_CASE("The documentation's own examples", "[shared]") {
  const auto folder = test::shared_or_skip("data/indico");
  if (!folder) return;
  const auto timetable = parse(read_file(*folder / "indico-doc-timetable-1.json").value(), {});
  REQUIRE(timetable);
  CHECK(lines(*timetable) == Names{"14:00-14:30 160-1-009 Contrib 1"});
  CHECK(timetable->schedule.sessions[0].id == "c0");
  CHECK(timetable->schedule.event.time_zone == "Europe/Zurich");
  const auto event = parse(read_file(*folder / "indico-doc-event-1.json").value(), {});
  REQUIRE_FALSE(event);
  CHECK(event.error().code == "no-sessions");
}

}  // namespace roomsign::formats
