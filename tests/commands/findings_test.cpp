#include "daemon/commands/findings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/commands/findings_pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::commands {
namespace {

using schedule::Kind;
using schedule::Session;
using test::programme_of;
using Lines = std::vector<std::string>;

Session talk(std::string title, const std::string& start, const std::string& end,
             std::string room = {}, std::vector<std::string> names = {}) {
  auto session = test::session(std::move(title), "2025-12-06 " + start,
                               end.empty() ? "" : "2025-12-06 " + end);
  session.room = std::move(room);
  for (auto& name : names) session.speakers.push_back({.name = std::move(name)});
  return session;
}

Session of_kind(Kind kind, Session session) {
  session.kind = kind;
  return session;
}

Lines lines(const std::vector<Finding>& findings) {
  Lines lines;
  for (const auto& finding : findings)
    lines.push_back(std::string(to_string(finding.severity)) + " " + finding.code + ": " +
                    finding.text);
  return lines;
}

Lines reviewed(std::vector<Session> sessions, const std::string& room = {}) {
  return lines(review(programme_of(std::move(sessions), room), room));
}

// Of one session with that title.
Lines of_title(const std::string& title) { return reviewed({talk(title, "09:00", "10:00")}); }

}  // namespace

TEST_CASE("A programme without a fault has no findings") {
  CHECK(reviewed({talk("Hinges", "09:00", "09:45", "Hall A", {"Ada Klein"}),
                  talk("Q & A", "09:45", "10:00", "Hall A"),
                  of_kind(Kind::kBreak, talk("Coffee", "10:00", "10:30")),
                  talk("Locks (and keys)", "10:30", "11:00", "Hall A", {"Bo van Dyk"})})
            .empty());
}

TEST_CASE("A room that no session names is an error, with the one that was meant") {
  const std::vector<Session> sessions{talk("A", "09:00", "10:00", "Upper Level Room 5AB"),
                                      talk("B", "09:00", "10:00", "Foyer")};
  const std::string rooms = " The schedule's rooms: Foyer, Upper Level Room 5AB";
  CHECK(reviewed(sessions, "Uper Level Room 5-AB").front() ==
        "error unknown-room: no session is in a room called \"Uper Level Room 5-AB\"; is it "
        "\"Upper Level Room 5AB\"?" +
            rooms);
  CHECK(reviewed(sessions, "Room 5AB").front().find("is it \"Upper Level Room 5AB\"?") !=
        std::string::npos);
  CHECK(reviewed(sessions, "Cellar").front().find("is it") == std::string::npos);
  CHECK(
      reviewed({talk("Aa", "09:00", "10:00")}, "Cellar").front() ==
      "error unknown-room: no session is in a room called \"Cellar\"; the schedule names no rooms "
      "at all: leave the room out of the configuration");
}

TEST_CASE("Rooms spelled in two ways are told, rooms that differ by a number are not") {
  CHECK(reviewed({talk("Aa", "09:00", "10:00", "Hall A"), talk("Bb", "10:00", "11:00", "HALL-A"),
                  talk("Cc", "09:00", "10:00", "Hall B"), talk("Dd", "09:00", "10:00", "Room 101"),
                  talk("Ee", "09:00", "10:00", "Room 102")}) ==
        Lines{"note room-spelling: one room is spelled in 2 ways: \"HALL-A\", \"Hall A\""});
  CHECK(reviewed({talk("Aa", "09:00", "10:00", "Auditorium 1"),
                  talk("Bb", "10:00", "11:00", "Auditorum 1")}) ==
        Lines{"warning room-alike: \"Auditorium 1\" and \"Auditorum 1\" are two rooms to the sign: "
              "is one a slip?"});
  CHECK(reviewed({talk("Aa", "09:00", "10:00", "Hall A"), talk("Bb", "10:00", "11:00")}) ==
        Lines{"note no-room: \"Bb\" names no room, and so is on every room's sign"});
}

TEST_CASE("Sessions that overlap in a room are told, with when the first one is over") {
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A"),
                  talk("Locks", "09:50", "10:30", "hall a"),
                  talk("Keys", "09:50", "10:30", "Hall B")}) ==
        Lines{"note room-spelling: one room is spelled in 2 ways: \"Hall A\", \"hall a\"",
              "warning overlap: \"Locks\" begins before \"Hinges\" is over (09:00 to 10:00)"});
  CHECK(reviewed({talk("Hinges", "09:00", "10:00"), talk("Locks", "09:00", "10:00")}) ==
        Lines{"warning overlap: \"Locks\" begins together with \"Hinges\""});
  // What lasts long is still on after a short one.
  CHECK(reviewed({talk("Hinges", "09:00", "11:00"), talk("Locks", "09:30", "09:40"),
                  talk("Keys", "10:30", "12:00")}) ==
        Lines{"warning overlap: \"Locks\" begins before \"Hinges\" is over (09:00 to 11:00)",
              "warning overlap: \"Keys\" begins before \"Hinges\" is over (09:00 to 11:00)"});
  // A pause is for every room.
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A"),
                  of_kind(Kind::kBreak, talk("Coffee", "09:45", "10:15"))}) ==
        Lines{"note overlap: \"Coffee\" begins before \"Hinges\" is over (09:00 to 10:00) in Hall "
              "A"});
}

TEST_CASE("Lengths that cannot be are told") {
  CHECK(reviewed({talk("Hinges", "09:00", "09:00")}) ==
        Lines{"warning no-length: \"Hinges\" ends when it begins: the sign never shows it as "
              "running"});
  CHECK(reviewed({talk("Hinges", "09:00", "08:30")}) ==
        Lines{"warning ends-before-start: \"Hinges\" ends 30 min before it begins: the sign never "
              "shows it as running"});
  CHECK(reviewed({test::session("Hinges", "2025-12-06 09:00", "2025-12-07 09:30")}) ==
        Lines{"warning very-long: \"Hinges\" lasts 24 h 30 min: is its end on the right day?"});
  CHECK(reviewed({talk("Hinges", "09:00", "18:00")}) == Lines{"note long: \"Hinges\" lasts 9 h"});
  CHECK(reviewed({of_kind(Kind::kRegistration, talk("Desk", "09:00", "18:00"))}).empty());
  CHECK(reviewed({talk("Hinges", "09:00", "")}) ==
        Lines{"note no-end: \"Hinges\" has no end, and nothing follows: the sign takes it down "
              "after 60 min"});
  auto exhibition = test::session("Exhibition", "2025-12-06 00:00", "2025-12-09 00:00");
  exhibition.all_day = true;
  CHECK(reviewed({exhibition}).empty());
}

TEST_CASE("Nothing for an hour is told, where there is one room") {
  const std::vector<Session> sessions{talk("Hinges", "09:00", "10:00", "Hall A"),
                                      talk("Locks", "11:30", "12:00", "Hall A")};
  const std::string gap = R"(note gap: nothing for 90 min before "Locks"; "Hinges" ends at 10:00)";
  CHECK(reviewed(sessions) == Lines{gap});
  auto more = sessions;
  more.push_back(talk("Keys", "09:00", "10:00", "Hall B"));
  CHECK(reviewed(more).empty());
  CHECK(reviewed(more, "Hall A") == Lines{gap});
}

TEST_CASE("What happens in another room is another sign's business") {
  const std::vector<Session> sessions{talk("Hinges", "09:00", "10:00", "Hall A"),
                                      talk("Lo(cks", "09:00", "10:00", "Hall B")};
  CHECK(reviewed(sessions).size() == 1);
  CHECK(reviewed(sessions, "Hall A").empty());
  CHECK(reviewed(sessions, "Hall B").size() == 1);
}

TEST_CASE("A session far from all others is told, and that the year is wrong") {
  std::vector<Session> sessions;
  for (int i = 0; i < 10; ++i)
    sessions.push_back(talk("Talk number x" + std::to_string(i), fmt::format("{:02}:00", 8 + i),
                            fmt::format("{:02}:45", 8 + i)));
  auto last_year = sessions;
  last_year.push_back(test::session("Hinges", "2024-12-06 09:00", "2024-12-06 10:00"));
  CHECK(reviewed(last_year) ==
        Lines{"warning far-day: \"Hinges\" is 365 days before all others: is the year right?"});
  auto other_month = sessions;
  other_month.push_back(test::session("Hinges", "2026-01-06 09:00", "2026-01-06 10:00"));
  CHECK(reviewed(other_month) == Lines{"warning far-day: \"Hinges\" is 31 days after all others"});
  auto next_week = sessions;
  next_week.push_back(test::session("Hinges", "2025-12-13 09:00", "2025-12-13 10:00"));
  CHECK(reviewed(next_week).empty());
}

TEST_CASE("One session at night is AM for PM, all of them are the wrong zone") {
  std::vector<Session> sessions{talk("Lunch talk", "00:30", "01:00")};
  for (int hour = 9; hour < 13; ++hour)
    sessions.push_back(
        talk("Hinges", fmt::format("{:02}:00", hour), fmt::format("{:02}:50", hour)));
  CHECK(reviewed(sessions) == Lines{"warning at-night: \"Lunch talk\" begins at night: is it AM "
                                    "for PM, or the wrong day?"});
  auto late = sessions;
  late.push_back(test::session("Film", "2025-12-05 22:30", "2025-12-05 23:45"));
  CHECK(reviewed(late).empty());
  sessions.front().kind = Kind::kSocial;
  CHECK(reviewed(sessions).empty());
  CHECK(reviewed({talk("Hinges", "02:00", "03:00"), talk("Locks", "03:00", "04:00")}) ==
        Lines{"warning zone-odd: 2 of 2 sessions begin between midnight and 6:00: is "
              "America/Los_Angeles the right time zone?"});
}

TEST_CASE("Titles that look cut, garbled or not yet written are told") {
  const auto [title, finding] = GENERATE(table<std::string, std::string>({
      {"Hinges (and", "warning cut: the title \"Hinges (and\" looks cut: a bracket is not closed"},
      {"Hinges,", "warning cut: the title \"Hinges,\" looks cut: it ends in \",\""},
      {"Hinges and", "warning cut: the title \"Hinges and\" looks cut: it ends in \"and\""},
      {"Hinges -", "warning cut: the title \"Hinges -\" looks cut: it ends in \"-\""},
      {"Hinges –", "warning cut: the title \"Hinges –\" looks cut: it ends in \"–\""},
      {"To hinge or…", "note cut: the title \"To hinge or…\" ends in dots: is it whole?"},
      {"H", "warning cut: the title \"H\" is a single letter"},
      {"TBA", "warning placeholder: \"TBA\" is not a title yet"},
      {"Invited Speaker 2", "warning placeholder: \"Invited Speaker 2\" is not a title yet"},
      {"", "warning no-title: has no title: the sign says \"Talk\""},
      {"Doors &amp; keys",
       "warning garbled: the title \"Doors &amp; keys\" is garbled: it shows \"&amp;\""},
      {"TÃ¼ren",
       "warning garbled: the title \"TÃ¼ren\" is garbled: its letters were encoded twice "
       "(\"Ã¼\")"},
      {"T\uFFFDren",
       "warning garbled: the title \"T\uFFFDren\" is garbled: it has a character that could not "
       "be read"},
  }));
  CHECK(of_title(title) == Lines{finding});
}

TEST_CASE("Titles that only look odd are left alone") {
  const auto* title = GENERATE("Q & A", "Hall A", "C", "Doors :(", "a) Doors", "Panel", "1984",
                               "What is it for?", "Türen");
  CHECK(of_title(title).size() == (std::string(title) == "C" ? 1 : 0));
}

TEST_CASE("Names of people are looked at as well") {
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "", {"ada@example.org"})}) ==
        Lines{"warning address: a speaker of \"Hinges\" is named by an e-mail address or the like, "
              "which all would read"});
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "", {"Ada Klein", "TBA", "B", "Cy ("})}) ==
        Lines{"note placeholder: \"Hinges\" is by \"TBA\"",
              "warning cut: the name \"B\" of \"Hinges\" is a single letter",
              "warning cut: the name \"Cy (\" of \"Hinges\" looks cut: a bracket is not closed"});
}

TEST_CASE("Who would have to be in two rooms at once is told") {
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A", {"Ada Klein"}),
                  talk("Locks", "09:30", "10:30", "Hall B", {"ada klein", "Bo"})}) ==
        Lines{"warning speaker-twice: ada klein speaks in \"Locks\" in Hall B while \"Hinges\" in "
              "Hall A is not over"});
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A", {"Ada Klein"}),
                  talk("Locks", "10:00", "10:30", "Hall B", {"Ada Klein"}),
                  talk("Opening", "08:00", "08:30", "Hall A", {"Bo Fox"}),
                  talk("Opening (stream)", "08:00", "08:30", "Hall B", {"Bo Fox"})})
            .empty());
}

TEST_CASE("What is there twice is told") {
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A"),
                  talk("Hinges", "09:00", "10:00", "hall a")})
            .back() == "warning duplicate: \"Hinges\" is there twice");
  CHECK(reviewed({talk("Hinges", "09:00", "10:00", "Hall A"),
                  talk("hinges!", "09:00", "10:00", "Hall A")})
            .back() == "warning duplicate: \"hinges!\" is there twice");
}

TEST_CASE("What the reader said has its place, and a guessed zone is told") {
  formats::Parsed parsed;
  parsed.schedule.event.time_zone = "Etc/UTC";
  parsed.source.zone_from = formats::kZoneGuessed;
  parsed.warnings = {"row 7: 12:30AM read as 12:30 PM", "only the first table is read",
                     "the title \"a: b\" is odd"};
  const auto findings = review_source(parsed);
  REQUIRE(findings.size() == 4);
  CHECK(findings[0].place == "row 7");
  CHECK(findings[0].text == "12:30AM read as 12:30 PM");
  CHECK(findings[1].place.empty());
  CHECK(findings[2].text == "the title \"a: b\" is odd");
  CHECK(findings[3].code == "zone-guessed");
  CHECK(review_source(parsed, "Hall A")[0].place == "Hall A, row 7");
}

TEST_CASE("A zone that differs from the document's is told, if it makes a difference") {
  formats::Parsed parsed;
  parsed.schedule.sessions = {talk("Hinges", "09:00", "10:00")};
  parsed.schedule.event.time_zone = "America/Los_Angeles";
  parsed.source.zone_from = "configuration; time cell \"(UTC)\" says Etc/UTC";
  CHECK(lines(review_source(parsed)) ==
        Lines{"warning zone-differs: times are read in the configuration's zone "
              "America/Los_Angeles, but time cell \"(UTC)\" says Etc/UTC, which is +480 min from "
              "it: which is right?"});
  parsed.source.zone_from = "configuration; offset in the time cells' data says Etc/GMT+8";
  CHECK(review_source(parsed).empty());  // the same in winter
}

TEST_CASE("A programme that is over is probably another year's") {
  const auto programme = programme_of({talk("Hinges", "09:00", "10:00")});
  CHECK(review_age(programme, test::at("2025-12-06 12:00")).empty());
  CHECK(lines(review_age(programme, test::at("2026-12-06 12:00"))) ==
        Lines{"note over: all of it has been over for 365 days: is this the right year's "
              "schedule?"});
}

TEST_CASE("Titles that do not fit and letters that cannot be drawn are told with their session") {
  std::string endless;
  for (int i = 0; i < 30; ++i) endless += "WWWWWWWWW ";
  const auto programme = programme_of(
      {talk(endless, "09:00", "10:00"), talk("\U00013000\U00013001", "10:00", "11:00")});
  int pictures = 0;
  const auto found = review_pictures(programme, {}, {}, nullptr, *render::built_in_theme("dark"),
                                     {{360, 1280}}, [&](int count) { pictures = count; });
  CHECK(pictures >= 3);
  const auto too_long = std::ranges::find(found, "too-long", &Finding::code);
  REQUIRE(too_long != found.end());
  CHECK(too_long->sessions.front()->title == endless);
  const auto glyphs = review_glyphs(programme, *render::built_in_theme("dark"));
  REQUIRE(glyphs.size() == 2);
  CHECK(glyphs[0].text ==
        "no font can draw \U00013000 (U+13000) in \"\U00013000\U00013001\": an empty box is shown");
}

TEST_CASE("Of several panels a finding says which, and what has no room is told") {
  std::vector<Session> sessions;
  for (int i = 0; i < 12; ++i) {
    sessions.push_back(talk(fmt::format("Demonstration number {}", i), "09:00", "10:00"));
  }
  const auto found = lines(review_pictures(programme_of(std::move(sessions)), {}, {}, nullptr,
                                           *render::built_in_theme("dark"),
                                           {{1920, 1080}, {480, 480}}, [](int) {}));
  CHECK(std::ranges::count(found,
                           "warning left-out: \"Demonstration number 6\" has no room on "
                           "the sign beside all the rest at 480x480") == 1);
  CHECK(std::ranges::none_of(found, [](const std::string& line) {
    return line.find("number 1\" has no room") != line.npos && line.ends_with("1920x1080");
  }));
}

TEST_CASE("Ten thousand sessions in one place are reviewed in time") {
  std::vector<Session> sessions;
  for (int i = 0; i < 10'000; ++i)
    sessions.push_back(
        talk("Hinges", "09:00", "10:00", i % 2 == 0 ? "" : std::to_string(i), {"Ada Klein"}));
  const auto programme = programme_of(std::move(sessions));
  CHECK(test::cpu_seconds([&] { CHECK(review(programme, "").size() >= 5'000); }) < 5.0);
}

}  // namespace roomsign::commands
