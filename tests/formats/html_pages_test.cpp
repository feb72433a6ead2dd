// Pages of other workshops and conferences: counts and a few sessions a page, read from the pages
// by eye.
#include <algorithm>
#include <map>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using Names = std::vector<std::string>;

std::optional<Result<Parsed>> page(const std::string& name, int year, unsigned month,
                                   unsigned day) {
  const auto path = test::shared_or_skip("data/html/" + name);
  if (!path) return std::nullopt;
  Hints hints;
  hints.zone = Zone();
  hints.url = name;
  hints.date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  return parse(*read_file(*path), hints);
}

// "05-14 10:30-11:00"; "?" for an end that is not known, "~" before one that is inferred.
std::string times(const Session& session) {
  const std::string start = format_instant(session.start).substr(5, 11);
  if (!session.end) return start + "-?";
  return start + (session.end_inferred ? "-~" : "-") + format_instant(*session.end).substr(11, 5);
}

// What begins then in that room; fails where nothing does.
Session at(const Parsed& parsed, const std::string& start, const std::string& room = {}) {
  const auto found = std::ranges::find_if(parsed.schedule.sessions, [&](const Session& session) {
    return format_instant(session.start).substr(5, 11) == start && session.room == room;
  });
  CAPTURE(start, room);
  REQUIRE(found != parsed.schedule.sessions.end());
  return *found;
}

Names names(const std::vector<schedule::Speaker>& speakers) {
  Names names;
  for (const auto& speaker : speakers) names.push_back(speaker.name);
  return names;
}

}  // namespace

TEST_CASE("ml4health 2017 has speakers with employers and a moderated panel", "[shared]") {
  const auto read = page("ml4health-2017.html", 2017, 12, 8);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 19);
  CHECK(parsed.warnings.empty());
  CHECK(at(parsed, "12-08T08:00").kind == Kind::kOpening);
  const Session keynote = at(parsed, "12-08T08:20");
  CHECK(times(keynote) == "12-08T08:20-08:55");
  CHECK(names(keynote.speakers) == Names{"Zak Kohane"});
  CHECK(keynote.speakers[0].affiliation == "Harvard DBMI");
  const Session talk = at(parsed, "12-08T08:55");
  CHECK(talk.title == "Opportunities for Machine Learning in Cancer Immunotherapy");
  CHECK(names(talk.speakers) == Names{"Jennifer Chayes"});
  CHECK(names(at(parsed, "12-08T10:50").speakers) ==
        Names{"James Priest", "Irina Strigo", "Enrique Velazquez"});
  const Session panel = at(parsed, "12-08T13:30");
  CHECK(panel.title == "Interactive panel");
  CHECK(panel.note == "Moderator: Zak Kohane");
  CHECK(panel.speakers.size() == 5);
  CHECK(at(parsed, "12-08T16:10").speakers.at(0).affiliation == "Oxford");
  CHECK(at(parsed, "12-08T10:20").talks.empty());  // a link to the posters is none of them
}

TEST_CASE("ml4health 2018 has one speaker on behalf of another", "[shared]") {
  const auto read = page("ml4health-2018.html", 2018, 12, 8);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 15);
  CHECK(times(at(parsed, "12-08T09:45")) == "12-08T09:45-10:15");  // and a gap until 10:30
  CHECK(at(parsed, "12-08T10:30").kind == Kind::kBreak);
  CHECK(at(parsed, "12-08T11:30").kind == Kind::kPoster);
  CHECK(names(at(parsed, "12-08T14:30").speakers) == Names{"Katherine Heller"});
  const Session behalf = at(parsed, "12-08T16:00");
  CHECK(names(behalf.speakers) == Names{"Peter Schulam"});
  CHECK(behalf.note == "on behalf of Suchi Saria (Johns Hopkins)");
  CHECK(times(at(parsed, "12-08T17:30")) == "12-08T17:30-17:35");
}

TEST_CASE("ml4health 2020 writes names before titles and lists spotlights", "[shared]") {
  const auto read = page("ml4health-2020.html", 2020, 12, 11);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 18);
  CHECK(names(at(parsed, "12-11T09:10").speakers) == Names{"No\u00e9mie Elhadad"});
  CHECK(at(parsed, "12-11T15:50").title == "Explaining Pain Disparities");
  CHECK(names(at(parsed, "12-11T09:50").speakers) == Names{"No\u00e9mie Elhadad", "Mark Dredze"});
  const Session spotlights = at(parsed, "12-11T11:00");
  REQUIRE(spotlights.talks.size() == 3);
  CHECK(names(spotlights.talks[1].speakers) == Names{"Sharut Gupta"});
  CHECK(times(at(parsed, "12-11T12:30")) == "12-11T12:30-15:30");
  CHECK(at(parsed, "12-11T18:15").kind == Kind::kBreak);
}

TEST_CASE("arlet has labels and pairs of title and speaker in a cell", "[shared]") {
  const auto read = page("arlet-icml2024-schedule.md", 2024, 7, 26);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 12);
  const Session opening = at(parsed, "07-26T09:00");
  CHECK(opening.label == "Opening Remarks");
  CHECK(opening.speakers.at(0).affiliation == "Politecnico di Milano");
  CHECK(at(parsed, "07-26T11:00").title == "Reinforcement Learning at the Hyperscale");
  const Session talks = at(parsed, "07-26T11:45");
  CHECK(talks.kind == Kind::kTalks);
  REQUIRE(talks.talks.size() == 4);
  CHECK(names(talks.talks[2].speakers) == Names{"Kai Cui"});
  const Session panel = at(parsed, "07-26T14:25");
  CHECK(panel.note == "Moderator: Csaba Szepesvari (University of Alberta)");
  CHECK(names(panel.speakers) ==
        Names{"Marcello Restelli", "Sergey Levine", "Akshay Krishnamurthy", "Martha White"});
  CHECK(times(at(parsed, "07-26T15:40")) == "07-26T15:40-~16:00");
  CHECK(times(at(parsed, "07-26T16:00")) == "07-26T16:00-?");
}

TEST_CASE("trustworthyaiday has columns of starts and ends and chairs", "[shared]") {
  const auto read = page("trustworthyaiday-program.md", 2022, 8, 15);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 12);
  CHECK(times(at(parsed, "08-15T08:30")) == "08-15T08:30-08:40");  // a row of th
  const Session keynote = at(parsed, "08-15T08:40");
  CHECK(keynote.title == "AI Risk Management");
  CHECK(names(keynote.speakers) == Names{"Elham Tabassi"});
  CHECK(keynote.note == "Session Chair: Wei Wang (UCLA)");
  const Session talks = at(parsed, "08-15T10:00");
  REQUIRE(talks.talks.size() == 4);
  CHECK(talks.talks[3].title ==
        "Challenges and Opportunities in Trustworthy AI for Health and Wellness");
  const Session panel = at(parsed, "08-15T11:05");  // printed "11:05pm"
  CHECK(times(panel) == "08-15T11:05-12:00");
  CHECK(panel.speakers.size() == 5);
  CHECK(panel.note == "Panel Moderator: Mani Srivastava (UCLA)");
  CHECK(at(parsed, "08-15T16:10").speakers.size() == 6);
  CHECK(times(at(parsed, "08-15T17:00")) == "08-15T17:00-?");
}

TEST_CASE("trustworthyaiday names its day and zone in a sentence", "[shared]") {
  const auto path = test::shared_or_skip("data/html/trustworthyaiday-program.md");
  if (!path) return;
  const auto parsed = parse(*read_file(*path), Hints{});
  REQUIRE(parsed);
  CHECK(parsed->source.date == "2022-08-15");
  CHECK(parsed->schedule.sessions.front().start == *parse_instant("2022-08-15T08:30:00-04:00"));
}

TEST_CASE("dragonpy has talks and workshops side by side on two weekdays", "[shared]") {
  const auto read = page("dragonpy2020-schedule.md", 2020, 10, 10);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 56);  // each day 8 for all and 10 rows of two
  CHECK(times(at(parsed, "10-10T09:15")) == "10-10T09:15-09:45");
  CHECK(at(parsed, "10-10T10:00", "Talks").title == "Talk 1");
  CHECK(at(parsed, "10-10T11:00", "Talks").kind == Kind::kBreak);
  CHECK(at(parsed, "10-10T11:00", "Workshops").title == "Workshop 1");
  CHECK(at(parsed, "10-11T15:30", "Talks").title == "Talk 16");
  CHECK(at(parsed, "10-11T17:00").title == "Wrapping up");
}

TEST_CASE("pyconuk 2015 has four days of rooms with cells over several rows", "[shared]") {
  const auto read = page("pyconuk2015.html", 2015, 9, 18);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.warnings.empty());
  // Counted cell by cell: one across all rooms is one session, across some one in each of them.
  std::map<std::string, int> a_day;
  for (const Session& session : parsed.schedule.sessions)
    ++a_day[format_instant(session.start).substr(5, 5)];
  CHECK(a_day ==
        std::map<std::string, int>{{"09-18", 65}, {"09-19", 66}, {"09-20", 47}, {"09-21", 6}});
  const std::string main = "PythonAnywhere Room CC1.3";
  CHECK(at(parsed, "09-18T08:00").room.empty());
  const Session gil = at(parsed, "09-18T11:30", main);
  CHECK(gil.title == "Python's Infamous GIL");
  CHECK(times(gil) == "09-18T11:30-~12:00");
  CHECK(times(at(parsed, "09-18T12:00", main)) == "09-18T12:00-~13:00");
  const Session keynote = at(parsed, "09-18T14:00", "LaterPay Room CC2.1");
  CHECK(keynote.title == "All I really want is power");
  CHECK(names(keynote.speakers) == Names{"Daniele Procida"});
  CHECK(times(at(parsed, "09-18T15:00", "YPlan Room CC1.8")) == "09-18T15:00-~18:30");
  const Session comet = at(parsed, "09-19T09:15", main);
  CHECK(comet.title == "Landing on a comet: From planning to reality");
  CHECK(names(comet.speakers) == Names{"Dr Simon Sheridan"});
  CHECK(times(at(parsed, "09-19T10:00", "YPlan Room CC1.8")) == "09-19T10:00-~13:00");
  CHECK(times(at(parsed, "09-20T12:00", main)) == "09-20T12:00-~14:00");
  CHECK(at(parsed, "09-21T16:00").title == "Share results together");
}

TEST_CASE("cyberscience counts its days and the outline without times is refused", "[shared]") {
  const auto read = page("cyberscience2025-overview-back.md", 2024, 11, 5);
  const auto outline = page("cyberscience2025-overview.md", 2025, 10, 21);
  if (!read || !outline) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  CHECK(parsed.schedule.sessions.size() == 30);
  CHECK(times(at(parsed, "11-05T18:30")) == "11-05T18:30-21:00");
  CHECK(at(parsed, "11-06T09:00").title == "Keynote Talks");
  CHECK(at(parsed, "11-07T19:00").kind == Kind::kSocial);
  CHECK(at(parsed, "11-08T08:30").title == "Parallel Sessions");
  CHECK(at(parsed, "11-08T14:30").title == "Conference Organizational Meeting");
  REQUIRE_FALSE(*outline);
  CHECK((*outline).error().message.find("4 tables, none has a column of times") !=
        std::string::npos);
}

TEST_CASE("dmlr is a pipe table without a header under a date with a zone", "[shared]") {
  const auto path = test::shared_or_skip("data/html/dmlr-icml2024-program-pipe-table.md");
  if (!path) return;
  const auto parsed = parse(*read_file(*path), Hints{});
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.size() == 13);
  CHECK(parsed->source.date == "2024-07-27");
  CHECK(parsed->schedule.sessions[0].start == *parse_instant("2024-07-27T09:00:00+02:00"));
  const auto& sessions = parsed->schedule.sessions;
  CHECK(sessions[1].label == "Invited Talk 1");
  CHECK(names(sessions[1].speakers) == Names{"Aditi Raghunathan"});
  CHECK(names(sessions[7].speakers) == Names{"Lucas Beyer"});  // "Talk 3: Lucas Beyer"
  CHECK(sessions[8].speakers.empty());                         // "TBC"
  CHECK(sessions[12].kind == Kind::kSocial);
}

TEST_CASE("icsob has a table for each session with the speaker in a row below", "[shared]") {
  const auto read = page("icsob2025-one-table-per-session-excerpt.html", 2025, 11, 26);
  if (!read) return;
  REQUIRE(*read);
  const Parsed& parsed = **read;
  REQUIRE(parsed.schedule.sessions.size() == 4);
  CHECK(at(parsed, "11-26T08:30").kind == Kind::kRegistration);
  CHECK(names(at(parsed, "11-26T09:00").speakers) == Names{"Slinger Jansen"});
  const Session keynote = at(parsed, "11-26T09:20");
  CHECK(keynote.label == "Keynote 1");
  CHECK(times(keynote) == "11-26T09:20-10:30");
  CHECK(names(keynote.speakers) == Names{"Inge van de Weerd"});
  CHECK(times(at(parsed, "11-26T09:25")) == "11-26T09:25-?");
}

}  // namespace roomsign::formats
