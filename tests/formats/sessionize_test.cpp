// Sessionize's views: small ones of our own for the rules, real ones for the counts. Expected
// values are read off the documents.
#include "daemon/formats/sessionize.hpp"

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
using Names = std::vector<std::string>;

Hints in_zone(const char* zone) {
  Hints hints;
  hints.zone = *Zone::find(zone);
  return hints;
}

Parsed read(const std::string& bytes, const Hints& hints = in_zone("Europe/Berlin")) {
  const auto parsed = parse(bytes, hints, "sessionize");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

Error error_of(const std::string& bytes) {
  const auto parsed = parse(bytes, in_zone("Europe/Berlin"), "sessionize");
  return parsed ? Error{"none", ""} : parsed.error();
}

// A day of GridSmart with one room and these sessions.
std::string grid(const std::string& sessions) {
  return fmt::format(
      R"([{{"date": "2030-05-14T00:00:00", "isDefault": true, "timeSlots": [{{"slotStart": "09:00:00",
           "rooms": [{{"id": 1, "name": "Hall A", "session": {{"id": "repeated"}}}}]}}],
           "rooms": [{{"id": 1, "name": "Hall A", "sessions": [{}]}}]}}])",
      sessions);
}

// One session with these members beside its id and times.
std::string one(const std::string& members) {
  return grid(R"({"id": "7", "startsAt": "2030-05-14T09:00:00", "endsAt": "2030-05-14T10:00:00")" +
              (members.empty() ? "" : ", " + members) + "}");
}

schedule::Schedule without_photos(schedule::Schedule schedule) {
  for (Session& session : schedule.sessions) {
    for (auto& speaker : session.speakers) speaker.photo.clear();
  }
  return schedule;
}

Session session_of(const std::string& members) {
  return read(one(members)).schedule.sessions.at(0);
}

Names names(const Session& session) {
  Names names;
  for (const auto& speaker : session.speakers) names.push_back(speaker.name);
  return names;
}

const Session& session(const Parsed& parsed, const std::string& id) {
  const auto& sessions = parsed.schedule.sessions;
  const auto found = std::ranges::find(sessions, id, &Session::id);
  if (found == sessions.end()) FAIL("no session " << id);
  return *found;
}

std::string start(const Session& session) { return format_instant(session.start); }

Parsed read_real(const std::filesystem::path& file, const Hints& hints) {
  return read(read_file(file).value(), hints);
}

}  // namespace

TEST_CASE("Sessionize's times are the event's own and Z is UTC") {
  CHECK(start(session_of("")) == "2030-05-14T07:00:00+00:00");
  CHECK(read(grid(R"({"id": 7, "startsAt": "2030-05-14T09:00:00Z", "endsAt": null})"))
            .schedule.sessions.at(0)
            .start == *parse_instant("2030-05-14T09:00:00Z"));
  Hints hints;
  hints.machine_zone = *Zone::find("America/Los_Angeles");
  const Parsed guessed = read(one(""), hints);
  CHECK(start(guessed.schedule.sessions.at(0)) == "2030-05-14T16:00:00+00:00");
  CHECK(guessed.source.zone_from == "this machine (guessed)");
  CHECK(guessed.schedule.event.time_zone == "America/Los_Angeles");
}

TEST_CASE("A Sessionize session without an end, or with an early one, has none") {
  CHECK_FALSE(read(grid(R"({"startsAt": "2030-05-14T09:00:00", "endsAt": null})"))
                  .schedule.sessions.at(0)
                  .end);
  const Parsed early = read(
      grid(R"({"id": "7", "startsAt": "2030-05-14T09:00:00", "endsAt": "2030-05-14T08:00:00"})"));
  CHECK_FALSE(early.schedule.sessions.at(0).end);
  CHECK(early.warnings == Names{"session 7 \"\": ends before it begins; read as without end"});
}

TEST_CASE("A plenum session keeps its room and is for every room") {
  CHECK(session_of(R"("isPlenumSession": true)").plenary);
  CHECK(session_of(R"("isPlenumSession": true)").room == "Hall A");
  CHECK_FALSE(session_of(R"("isPlenumSession": "true")").plenary);
}

TEST_CASE("A break for all has no room but one that is for breaks alone") {
  const auto break_in = [](const std::string& room) {
    const std::string coffee =
        R"({"id": "1", "title": "Coffee", "isServiceSession": true, "isPlenumSession": true,
            "startsAt": "2030-05-14T09:00:00", "room": ")" +
        room + "\"}";
    const std::string talk =
        R"({"id": "2", "title": "A Talk", "startsAt": "2030-05-14T10:00:00", "room": "Hall A"})";
    return read(grid(coffee + ", " + talk)).schedule.sessions.at(0).room;
  };
  CHECK(break_in("Hall A").empty());
  CHECK(break_in("Restaurant") == "Restaurant");
}

TEST_CASE("Service sessions are of the kind that their title says, or a break") {
  const auto kind = [](const std::string& title) {
    return session_of(R"("isServiceSession": true, "title": ")" + title + "\"").kind;
  };
  CHECK(kind("Registration and Check-in") == Kind::kRegistration);
  CHECK(kind("Party!!!") == Kind::kSocial);
  CHECK(kind("Lunch") == Kind::kBreak);
  CHECK(kind("Move to the river") == Kind::kBreak);
  CHECK(session_of(R"("title": "Move to the river")").kind == Kind::kTalk);
}

TEST_CASE("Placeholders in the place of titles stay as they are") {
  for (const char* title : {".", "Coming Soon!", "NO SESSION", "20 Min Session"})
    CHECK(session_of(fmt::format(R"("title": "{}")", title)).title == title);
  CHECK(session_of(R"("title": 5)").title.empty());
}

TEST_CASE("The format and the track are found among the organiser's categories") {
  const auto with = [](const std::string& category, const std::string& item) {
    return session_of(fmt::format(
        R"("title": "Tides", "categories": [{{"id": 1, "name": "Level",
            "categoryItems": [{{"id": 2, "name": "Expert"}}]}}, {{"id": 3, "name": "{}",
            "categoryItems": [{{"id": 4, "name": "{}"}}]}}])",
        category, item));
  };
  CHECK(with("Session format", "Keynote").kind == Kind::kKeynote);
  CHECK(with("Session format", "Keynote").label == "Keynote");
  CHECK(with("Format", "Workshop").label == "Workshop");
  CHECK(with("Session format", "Session").label.empty());
  CHECK(with("Track", "Rivers").track.name == "Rivers");
  CHECK(with("Tags", "Rivers").track.name.empty());
  CHECK(with("Tags", "Rivers").label.empty());
}

TEST_CASE("Speakers' names are read and nothing else of them") {
  const Session session = session_of(
      R"("speakers": [{"id": "a", "name": "Ada Klein", "tagLine": "Pop culture fanatic"},
          {"id": "b", "name": ""}, 7, {"name": "Björn Müller"}])");
  CHECK(names(session) == Names{"Ada Klein", "Björn Müller"});
  CHECK(session.speakers.at(0).affiliation.empty());
}

TEST_CASE("The view All is joined by its ids") {
  const Parsed parsed = read(R"({"sessions": [
      {"id": "1", "title": "Tides", "startsAt": "2030-05-14T09:00:00",
       "endsAt": "2030-05-14T10:00:00", "speakers": ["x-1", "x-2", "x-9"], "roomId": 3,
       "categoryItems": [11, 12, 99], "questionAnswers": [{"questionId": 5, "answerValue": "+49"}]}],
    "speakers": [{"id": "x-1", "fullName": "Ada Klein", "tagLine": "t"},
                 {"id": "x-2", "firstName": "Björn", "lastName": "Müller"}],
    "questions": [{"id": 5, "question": "Telephone"}],
    "categories": [{"id": 1, "title": "Session format", "items": [{"id": 11, "name": "Panel"}]},
                   {"id": 2, "title": "Track", "items": [{"id": 12, "name": "Rivers"}]}],
    "rooms": [{"id": 3, "name": "Hall B"}]})");
  REQUIRE(parsed.schedule.sessions.size() == 1);
  const Session& session = parsed.schedule.sessions[0];
  CHECK(session.room == "Hall B");
  CHECK(names(session) == Names{"Ada Klein", "Björn Müller"});
  CHECK(session.kind == Kind::kPanel);
  CHECK(session.track.name == "Rivers");
  CHECK(parsed.warnings.empty());
}

TEST_CASE("A session listed under two groups is one, and unplaced ones are counted") {
  const std::string tides =
      R"({"id": "1", "title": "Tides", "room": "Hall A", "startsAt": "2030-05-14T09:00:00"})";
  const Parsed parsed = read(R"([{"groupId": 1, "groupName": "Wood", "sessions": [)" + tides +
                             R"(, {"id": "2", "title": "Winds", "startsAt": null, "endsAt": null}]},
               {"groupId": 2, "groupName": "Iron", "sessions": [)" +
                             tides + "]}]");
  CHECK(parsed.schedule.sessions.size() == 1);
  CHECK(parsed.warnings == Names{"sessions without a time yet, left out: 1"});
}

TEST_CASE("Sessionize's answers without sessions say what they are") {
  CHECK(error_of(R"({"sessions":[],"speakers":[],"questions":[],"categories":[],"rooms":[]})") ==
        Error{"no-sessions",
              "Sessionize's answer (view All) has no session: either the schedule is not published "
              "yet, or the endpoint's settings leave out all of it"});
  CHECK(error_of(R"([{"date": "2030-05-14", "rooms": [], "timeSlots": []}])").code ==
        "no-sessions");
  CHECK(
      error_of(R"([{"groupName": "All", "sessions": [{"id": "1", "startsAt": null}]}])").message ==
      "Sessionize's answer (view Sessions): no session has a time yet, of 1");
  CHECK(error_of("[]").code == "empty-answer");
}

TEST_CASE("Views of speakers are refused with the view to take") {
  for (const char* bytes : {R"([{"id": "x", "fullName": "Ada Klein", "isTopSpeaker": false}])",
                            R"([{"id": "x", "firstName": "Ada", "sessions": [{"id": 1}]}])"}) {
    CHECK(error_of(bytes).code == "wrong-view");
    CHECK(error_of(bytes).message.ends_with("ends in /view/GridSmart"));
  }
  CHECK(error_of(R"({"talks": []})").code == "wrong-view");
  CHECK(error_of("[1, 2]").code == "wrong-view");
}

TEST_CASE("A bad Sessionize record is named and left out, many are refused") {
  const std::string good = R"({"id": "1", "startsAt": "2030-05-14T09:00:00"},)";
  const std::string bad = R"({"id": "66", "title": "Locks", "startsAt": "soon"})";
  std::string many;
  for (int i = 0; i < 4; ++i)
    many += fmt::format(R"({{"id": "{}", "startsAt": "2030-05-14T09:00:00"}},)", i);
  const Parsed parsed = read(grid(many + bad));
  CHECK(parsed.schedule.sessions.size() == 4);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].starts_with("session 66 \"Locks\": \"soon\" is not a time"));
  CHECK(error_of(grid(good + bad)).code == "too-many-bad");
  CHECK(error_of(grid("5, \"x\", null")).code == "too-many-bad");
  CHECK(error_of(grid(R"({"id": "1", "startsAt": 1900000000})")).code == "too-many-bad");
}

TEST_CASE("A real GridSmart of two days is read once, not twice", "[shared]") {
  const auto file = test::shared_or_skip("data/sessionize/droidcon-gridsmart-179fb505.json");
  if (!file) return;
  const Parsed parsed = read_real(*file, in_zone("America/Los_Angeles"));
  CHECK(parsed.schedule.sessions.size() == 86);
  CHECK(std::ranges::count(parsed.schedule.sessions, true, &Session::plenary) == 21);
  CHECK(std::ranges::count(parsed.schedule.sessions, Kind::kRegistration, &Session::kind) == 2);
  CHECK(rooms(parsed.schedule) ==
        Names{"Robertson 1", "Fisher East", "Fisher West", "Robertson 2"});
  CHECK(parsed.warnings.empty());
  CHECK(parsed.source.date == "2023-06-08");

  const Session& keynote = session(parsed, "474500");
  CHECK(start(keynote) == "2023-06-08T16:00:00+00:00");
  CHECK(format_instant(*keynote.end) == "2023-06-08T17:00:00+00:00");
  CHECK(keynote.title == "Keynote: Android Developer Productivity");
  CHECK(keynote.kind == Kind::kKeynote);
  CHECK(keynote.room == "Robertson 1");
  CHECK(keynote.plenary);
  CHECK(names(keynote) == Names{"Tor Norbye"});
  const Session& panel = session(parsed, "477145");
  CHECK(panel.kind == Kind::kPanel);
  CHECK_FALSE(panel.plenary);
  CHECK(names(panel) == Names{"Vinay Gaba", "Christina Lee", "Alejandro Sanchez"});
  CHECK(session(parsed, "477256").label == "Workshop");
  CHECK(session(parsed, "9ae3cd72-cae4-4545-8a9e-99ef35195911").kind == Kind::kSocial);
  CHECK(session(parsed, "5ea637f3-546b-4e91-8223-46538bfc541b").kind == Kind::kBreak);
}

TEST_CASE("A real All in German has its rooms and names", "[shared]") {
  const auto file = test::shared_or_skip("data/sessionize/gab-linz-2022-All.json");
  if (!file) return;
  const Parsed parsed = read_real(*file, in_zone("Europe/Vienna"));
  CHECK(parsed.schedule.sessions.size() == 13);
  CHECK(parsed.warnings.empty());
  const Session& etzlstorfer = session(parsed, "5");
  CHECK(start(etzlstorfer) == "2025-05-10T07:10:00+00:00");
  CHECK(etzlstorfer.room == "Saal 9");
  CHECK(names(etzlstorfer) == Names{"Jürgen Etzlstorfer"});
  CHECK(session(parsed, "11").kind == Kind::kOpening);  // "Welcome"
  CHECK(session(parsed, "8").kind == Kind::kTalk);      // "LEARN OVER LUNCH: AI-driven ..."
  CHECK(session(parsed, "13").room == "Saal 12");
}

TEST_CASE("The views of one real event agree, but for All's photographs", "[shared]") {
  const auto folder = test::shared_or_skip("data/sessionize");
  if (!folder) return;
  const Hints hints = in_zone("Europe/Zagreb");
  const Parsed all = read_real(*folder / "sdk-sample-All.json", hints);
  const Parsed grid = read_real(*folder / "sdk-sample-GridSmart.json", hints);
  const Parsed groups = read_real(*folder / "sdk-sample-Sessions.json", hints);
  CHECK(all.schedule.sessions.size() == 11);
  CHECK(without_photos(all.schedule) == grid.schedule);
  CHECK(groups.schedule.sessions.size() == 10);  // without lunch
  for (const Session& one : groups.schedule.sessions) CHECK(one == session(grid, one.id));

  const Session& aiden = session(all, "14022");
  CHECK(start(aiden) == "2017-05-27T09:00:00+00:00");  // "Z", whatever the zone
  CHECK(aiden.title == "Aiden's Session");
  CHECK(aiden.room == "Green Room");
  CHECK(aiden.plenary);
  CHECK(aiden.track.name == "Technical");
  CHECK(names(aiden) == Names{"Aiden Test"});
  CHECK(session(all, "14019").label == "Lightning talk");
  const Session& lunch = session(all, "f91513e5-6e73-4910-9ee5-070a6ab04035");
  CHECK(lunch.kind == Kind::kBreak);
  CHECK(lunch.room == "Restaurant");
}

TEST_CASE("A title that says cancelled gives its session that status") {
  const Session session = read(one(R"("title": "[Cancelled] Hinges")")).schedule.sessions.at(0);
  CHECK(session.status == schedule::Status::kCancelled);
  CHECK(session.title == "Hinges");
}

TEST_CASE("Real answers that are no schedule are found out without being told", "[shared]") {
  const auto folder = test::shared_or_skip("data/sessionize");
  if (!folder) return;
  const auto code = [&](const std::string& file) {
    const auto parsed = parse(read_file(*folder / file).value(), {});
    return parsed ? std::string("none") : parsed.error().code;
  };
  CHECK(code("gab-linz-2023-All-EMPTY.json") == "no-sessions");
  CHECK(code("sdk-sample-Speakers.json") == "wrong-view");
  CHECK(code("sdk-sample-SpeakerWall.json") == "wrong-view");
  CHECK(code("sdk-sample-Sessions.json") == "none");
}

}  // namespace roomsign::formats
