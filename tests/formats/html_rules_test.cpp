// The rules by which a page is read, one small page each.
#include <string>

#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using Names = std::vector<std::string>;

Hints utc() {
  Hints hints;
  hints.zone = Zone();
  hints.date = std::chrono::year(2030) / 5 / 14;
  return hints;
}

Parsed read(const std::string& page, const Hints& hints = utc()) {
  auto parsed = parse(page, hints, "html");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

std::string table(const std::string& rows) {
  return "<h2>Schedule</h2><table><tr><th>Time</th><th>What</th></tr>" + rows + "</table>";
}

std::string row(const std::string& time, const std::string& content) {
  return "<tr><td>" + time + "</td><td>" + content + "</td></tr>";
}

// The session of a page with one row of this content.
Session session_of(const std::string& content) {
  return read(table(row("9:00 AM", content))).schedule.sessions.at(0);
}

Names names(const Session& session) {
  Names names;
  for (const auto& speaker : session.speakers) names.push_back(speaker.name);
  return names;
}

// "10:30-11:00" in UTC; "?" for an end that is not known, "~" before one that is inferred.
std::string times(const Session& session) {
  const std::string start = format_instant(session.start).substr(11, 5);
  if (!session.end) return start + "-?";
  return start + (session.end_inferred ? "-~" : "-") + format_instant(*session.end).substr(11, 5);
}

std::vector<std::string> times(const Parsed& parsed) {
  std::vector<std::string> all;
  for (const Session& session : parsed.schedule.sessions) all.push_back(times(session));
  return all;
}

using Times = std::vector<std::string>;

}  // namespace

// ---- Times ------------------------------------------------------------------------------------

TEST_CASE("A row ends where the next begins and the last one nowhere") {
  const Parsed parsed =
      read(table(row("9:00 AM", "Opening") + row("9:30 AM", "Talk about rivers")));
  CHECK(times(parsed) == Times{"09:00-~09:30", "09:30-?"});
}

TEST_CASE("Ends in the cell are promises and may leave gaps or overlap") {
  const Parsed parsed = read(table(row("8:40 - 9:40", "Tides") + row("9:30 - 10:00", "Break")));
  CHECK(times(parsed) == Times{"08:40-09:40", "09:30-10:00"});
}

TEST_CASE("A slip of am and pm is repaired where the rows around leave one reading") {
  const Parsed parsed =
      read(table(row("11:30AM", "Tides") + row("12:30AM", "Lunch") + row("1:30 PM", "Winds")));
  CHECK(times(parsed) == Times{"11:30-~12:30", "12:30-~13:30", "13:30-?"});
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "row 2: 12:30AM read as 12:30 PM, between 11:30 AM and 1:30 PM");
}

TEST_CASE("Hours without am and pm go on through noon") {
  const Parsed parsed = read(table(row("10:00", "Tides") + row("12:15", "Lunch") +
                                   row("1:15", "Winds") + row("3:00", "Clouds")));
  CHECK(times(parsed) == Times{"10:00-~12:15", "12:15-~13:15", "13:15-~15:00", "15:00-?"});
}

TEST_CASE("A column that begins at one to six without a zero begins in the afternoon") {
  const auto two = [](const std::string& first, const std::string& second) {
    return times(read(table(row(first, "Tides") + row(second, "Winds"))));
  };
  CHECK(two("1:15 - 2:45", "3:00 - 4:30") == Times{"13:15-14:45", "15:00-16:30"});
  CHECK(two("6:30", "8:00") == Times{"18:30-~20:00", "20:00-?"});
  CHECK(two("01:15", "03:00") == Times{"01:15-~03:00", "03:00-?"});
  CHECK(two("6:00", "12:00") == Times{"06:00-~12:00", "12:00-?"});
  CHECK(two("7:00", "9:00") == Times{"07:00-~09:00", "09:00-?"});
}

TEST_CASE("End is the name of a row of one cell and no time of a cell beside a name") {
  const Parsed parsed =
      read(table("<tr><td colspan=2>9:00 - Tides</td></tr>" + row("10:00 - end", "Winds") +
                 "<tr><td colspan=2>17:00 - End</td></tr>"));
  CHECK(times(parsed) == Times{"09:00-~10:00", "10:00-~17:00", "17:00-?"});
  CHECK(parsed.schedule.sessions[2].title == "End");
}

TEST_CASE("The table of the afternoon follows that of the morning") {
  const auto part = [](const std::string& heading, const std::string& rows) {
    return "<h3>" + heading + "</h3><table>" + rows + "</table>";
  };
  const Parsed parsed = read(part("Morning", row("9:00", "Tides") + row("11:30", "Winds")) +
                             part("Afternoon", row("1:30", "Clouds") + row("2:30", "Rain")));
  CHECK(parsed.warnings.empty());
  CHECK(times(parsed) == Times{"09:00-~11:30", "11:30-~13:30", "13:30-~14:30", "14:30-?"});
}

TEST_CASE("A party after midnight belongs to the evening before") {
  const Parsed parsed = read(
      table(row("21:00", "Dinner") + row("23:00 - 00:30", "Dance") + row("00:30", "Fireworks")));
  REQUIRE(parsed.schedule.sessions.size() == 3);
  CHECK(format_instant(parsed.schedule.sessions[2].start) == "2030-05-15T00:30:00+00:00");
  CHECK(times(parsed) == Times{"21:00-~23:00", "23:00-00:30", "00:30-?"});
}

TEST_CASE("No end is guessed across a row whose time is to be determined") {
  const Parsed parsed = read(table(row("9:00", "Tides") + row("TBD", "Winds") +
                                   row("11:00", "Clouds") + row("12:00", "Lunch")));
  CHECK(times(parsed) == Times{"09:00-?", "11:00-~12:00", "12:00-?"});
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "row 2: no time yet; left out");
}

TEST_CASE("A time such as 25:99 is named and the other rows are read") {
  const Parsed parsed =
      read(table(row("9:00", "Tides") + row("25:99", "Winds") + row("11:00", "Lunch")));
  CHECK(parsed.schedule.sessions.size() == 2);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "row 2: \"25:99\" is not a time; left out");
}

TEST_CASE("Rows out of order are sorted and named") {
  const Parsed parsed =
      read(table(row("9:00", "Tides") + row("11:00", "Lunch") + row("10:00", "Winds")));
  CHECK(times(parsed) == Times{"09:00-~10:00", "10:00-~11:00", "11:00-?"});
  CHECK(parsed.warnings ==
        std::vector<std::string>{"row 3: 10:00 AM stands below 11:00 AM; sorted by time"});
}

TEST_CASE("A length in brackets ends a session and is no part of its title") {
  const Session session = session_of("Closing words (15 min)");
  CHECK(times(session) == "09:00-09:15");
  CHECK(session.title == "Closing words");
}

TEST_CASE("Start and end may have columns of their own") {
  const Parsed parsed = read(
      "<table><tr><th>Start</th><th>End</th><th>Title</th><th>Speaker</th></tr>"
      "<tr><td>9:00</td><td>9:45</td><td>Tides</td><td>Ada Lovelace</td></tr>"
      "<tr><td>10:00</td><td>10:30</td><td>Break</td><td></td></tr></table>");
  CHECK(times(parsed) == Times{"09:00-09:45", "10:00-10:30"});
  CHECK(names(parsed.schedule.sessions[0]) == Names{"Ada Lovelace"});
}

namespace {

// A row of plain cells, parted by '|'.
std::string cells(const std::string& tag, const std::string& texts) {
  std::string row = "<tr><" + tag + ">";
  for (const char c : texts) row += c == '|' ? "</" + tag + "><" + tag + ">" : std::string(1, c);
  return row + "</" + tag + "></tr>";
}

}  // namespace

TEST_CASE("Times in other zones beside the time are no ends") {
  const std::string page = "<table>" + cells("th", "PDT|EDT|CEST|Event") +
                           cells("td", "8:30 AM|11:30 AM|5:30 PM|Opening") +
                           cells("td", "9:00 AM|12:00 PM|6:00 PM|Tides") + "</table>";
  Hints hints = utc();
  hints.zone.reset();
  const Parsed own = read(page, hints);
  CHECK(own.warnings.empty());
  CHECK(own.schedule.sessions.at(0).start == *parse_instant("2030-05-14T08:30:00-07:00"));
  CHECK(own.schedule.sessions.at(0).end == *parse_instant("2030-05-14T09:00:00-07:00"));
  hints.zone = *Zone::find("Europe/Berlin");
  CHECK(read(page, hints).schedule.sessions.at(0).start ==
        *parse_instant("2030-05-14T17:30:00+02:00"));
}

TEST_CASE("Times that keep their distance are no ends, but equal lengths are") {
  const auto page = [](const std::string& rows) {
    return "<table>" + cells("th", "Time|Vancouver|Event") + rows + "</table>";
  };
  const Parsed elsewhere =
      read(page(cells("td", "15:30|8:30|Opening") + cells("td", "15:40|8:40|Tides") +
                cells("td", "16:20|9:20|Winds")));
  CHECK(times(elsewhere) == Times{"15:30-~15:40", "15:40-~16:20", "16:20-?"});
  const Parsed ends = read(page(cells("td", "9:00|9:30|Opening") + cells("td", "9:30|10:00|Tides") +
                                cells("td", "10:00|10:30|Winds")));
  CHECK(times(ends) == Times{"09:00-09:30", "09:30-10:00", "10:00-10:30"});
  const Parsed staggered =
      read(page(cells("td", "9:00|10:00|Tides") + cells("td", "9:30|10:30|Winds") +
                cells("td", "10:00|11:00|Rain")));
  CHECK(times(staggered) == Times{"09:00-10:00", "09:30-10:30", "10:00-11:00"});
}

TEST_CASE("Columns may have Japanese headers") {
  const Parsed parsed =
      read("<table>" + cells("th", "\u6642\u9593|\u5185\u5bb9|\u4f1a\u5834") +
           cells("td", "9:30\u301c10:00|\u53d7\u4ed8|\u30ed\u30d3\u30fc") +
           cells("td", "12\u664200\u5206\uff5e13\u664230\u5206|\u663c\u98df|") + "</table>");
  CHECK(times(parsed) == Times{"09:30-10:00", "12:00-13:30"});
  CHECK(parsed.schedule.sessions[0].title == "\u53d7\u4ed8");
  CHECK(parsed.schedule.sessions[0].room == "\u30ed\u30d3\u30fc");
}

TEST_CASE("Start and end may both name the zone") {
  const Parsed parsed =
      read("<table>" + cells("th", "From (UTC)|To (UTC)|Event") + cells("td", "9:00|9:30|Opening") +
           cells("td", "10:00|10:30|Tides") + "</table>");
  CHECK(times(parsed) == Times{"09:00-09:30", "10:00-10:30"});
}

TEST_CASE("An empty time cell takes its instant from the data in the event's zone") {
  Hints hints = utc();
  hints.zone = *Zone::find("America/Chicago");
  const Parsed parsed =
      read(table("<tr><td data-value-start='2030-05-14T08:30:00-07:00'></td><td>Tides</td></tr>" +
                 row("11:00", "Winds")),
           hints);
  CHECK(parsed.schedule.sessions[0].start == *parse_instant("2030-05-14T10:30:00-05:00"));
}

TEST_CASE("Data of another year keeps its time of day and data that disagrees wins") {
  const Parsed parsed = read(
      table(row("9:00", "Tides") +
            "<tr><td data-value-start='2029-05-15T10:40:00+00:00'>11:40</td><td>Winds</td></tr>"));
  CHECK(times(parsed) == Times{"09:00-~10:40", "10:40-?"});
  REQUIRE(parsed.warnings.size() == 2);
  CHECK(parsed.warnings[0].find("another day") != std::string::npos);
  CHECK(parsed.warnings[1] == "row 2: shows 11:40 but its data says 10:40, which is used");
}

TEST_CASE("Times that clocks skip are moved forward and named") {
  Hints hints;
  hints.zone = *Zone::find("America/Los_Angeles");
  hints.date = std::chrono::year(2025) / 3 / 9;
  const Parsed parsed =
      read(table(row("2:30 AM", "Night watch") + row("4:00 AM", "Breakfast")), hints);
  CHECK(parsed.schedule.sessions[0].start == *parse_instant("2025-03-09T03:30:00-07:00"));
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].find("row 1: that time does not exist in America/Los_Angeles") == 0);
}

// ---- Cells ------------------------------------------------------------------------------------

TEST_CASE("A bold label is told from the name and the title behind it") {
  const Session session = session_of(
      "<a href='#x'><b>Hydrology:</b> Ada Lovelace</a> (<i>Analytical Society</i>)<br>On rivers");
  CHECK(session.label == "Hydrology");
  CHECK(session.kind == Kind::kTalk);
  CHECK(session.title == "On rivers");
  CHECK(names(session) == Names{"Ada Lovelace"});
  CHECK(session.speakers[0].affiliation == "Analytical Society");
}

TEST_CASE("An italic line behind a lone speaker is the employer if short and else the title") {
  CHECK(session_of("<b>Keynote: Ada Lovelace</b><br><i>Engines.ai</i>").speakers[0].affiliation ==
        "Engines.ai");
  const Session titled = session_of("<b>Keynote: Ada Lovelace</b><br><i>Engines for everybody</i>");
  CHECK(titled.title == "Engines for everybody");
  CHECK(titled.speakers[0].affiliation.empty());
}

TEST_CASE("Panels list their people behind a colon or in brackets") {
  const Names three{"Ada Lovelace", "Grace Hopper", "Alan Turing"};
  const Session colon = session_of("Panel: Ada Lovelace, Grace Hopper and Alan Turing");
  CHECK(colon.kind == Kind::kPanel);
  CHECK(colon.label == "Panel");
  CHECK(colon.title.empty());
  CHECK(names(colon) == three);
  const Session brackets =
      session_of("Panel discussion (Ada Lovelace, Grace Hopper, and Alan Turing)");
  CHECK(brackets.title == "Panel discussion");
  CHECK(names(brackets) == three);
  const Session items = session_of(
      "Panel<ul><li>Ada Lovelace (Analytical Society)</li><li>Grace Hopper</li><li>Alan "
      "Turing</li></ul>");
  CHECK(names(items) == three);
  CHECK(items.talks.empty());
}

TEST_CASE("Capitalised titles are not taken for people") {
  CHECK(session_of("Contributed Talk: Ocean Current Measurement").title ==
        "Ocean Current Measurement");
  CHECK(session_of("Rivers: An Introduction").title == "Rivers: An Introduction");
  CHECK(session_of("5 impossible things before breakfast").kind == Kind::kTalk);
  CHECK(session_of("Closing the gap between rivers").kind == Kind::kTalk);
}

TEST_CASE("Links to slides and prizes are no part of a title") {
  const Session session = session_of(
      "<b><a href='x.pdf'>On rivers</a></b> (Best Paper)<br><i>Speaker</i>: Ada Lovelace - MIT"
      "<a href='y'>Slides</a> [<a href='z'>video</a>]");
  CHECK(session.title == "On rivers");
  REQUIRE(session.speakers.size() == 1);
  CHECK(session.speakers[0].name == "Ada Lovelace");
  CHECK(session.speakers[0].affiliation == "MIT");
}

TEST_CASE("Lists become talks whose broken lines are one line") {
  const Session session = session_of(
      "<b>River Contributed Talks</b><ul><li>On floods: <br>a history</li><li><i>Dam</i>: a "
      "tool</li></ul>");
  CHECK(session.kind == Kind::kTalks);
  CHECK(session.title == "River Contributed Talks");
  REQUIRE(session.talks.size() == 2);
  CHECK(session.talks[0].title == "On floods: a history");
  CHECK(session.talks[1].title == "Dam: a tool");
}

TEST_CASE("Lines that take turns are talks with their speakers") {
  const Session session = session_of(
      "Ada Lovelace (MIT)<br>On rivers<br>Grace Hopper (Navy Research)<br>On compilers of maps");
  REQUIRE(session.talks.size() == 2);
  CHECK(session.talks[0].title == "On rivers");
  CHECK(session.talks[1].speakers.at(0).name == "Grace Hopper");
}

TEST_CASE("A place in brackets is where the session is") {
  const Session session = session_of("Award lecture (Symphony Hall)");
  CHECK(session.title == "Award lecture");
  CHECK(session.room == "Symphony Hall");
}

TEST_CASE("A label column names the kind and an empty cell beside it is a break") {
  const Parsed parsed = read(
      "<table><tr><th>Time</th><th>Type</th><th>Title</th></tr>"
      "<tr><td>9:00</td><td>Invited talk</td><td>On rivers<br>Ada Lovelace (MIT)</td></tr>"
      "<tr><td>10:00</td><td>Coffee break</td><td></td></tr></table>");
  const auto& sessions = parsed.schedule.sessions;
  CHECK(sessions[0].label == "Invited talk");
  CHECK(sessions[0].kind == Kind::kInvited);
  CHECK(sessions[0].title == "On rivers");
  CHECK(names(sessions[0]) == Names{"Ada Lovelace"});
  CHECK(sessions[1].title == "Coffee break");
  CHECK(sessions[1].label.empty());
  CHECK(sessions[1].kind == Kind::kBreak);
}

// ---- Tables -----------------------------------------------------------------------------------

TEST_CASE("Rooms side by side are sessions side by side and a cell across is for all") {
  const Parsed parsed = read(
      "<table><tr><th>Time</th><th>Room A</th><th>Room B</th></tr>"
      "<tr><td>9:00</td><td colspan=2>Welcome</td></tr>"
      "<tr><td>10:00</td><td rowspan=2>Workshop on maps</td><td>Tides</td></tr>"
      "<tr><td>11:00</td><td>Winds</td></tr>"
      "<tr><td>12:00</td><td colspan=2>Lunch</td></tr></table>");
  const auto& sessions = parsed.schedule.sessions;
  REQUIRE(sessions.size() == 5);
  CHECK(sessions[0].room.empty());
  CHECK(sessions[1].room == "Room A");
  CHECK(times(sessions[1]) == "10:00-~12:00");
  CHECK(times(sessions[2]) == "10:00-~11:00");
  CHECK(sessions[3].room == "Room B");
  CHECK(sessions[4].title == "Lunch");
}

TEST_CASE("Of two tables of one day the schedule is read and the other is named") {
  const std::string other =
      "<h3>Trains</h3><table><tr><td>9:05</td><td>Train</td></tr><tr><td>9:35</td><td>Train</td></"
      "tr></table>";
  const Parsed parsed = read(other + table(row("9:00", "Opening") + row("9:30", "Tides")));
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(parsed.schedule.sessions[0].title == "Opening");
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].find("table 1 (\"Trains\")") == 0);
}

TEST_CASE("Tables under dates are days") {
  const std::string day =
      "<table><tr><td>9:00</td><td>Tides</td></tr><tr><td>10:00</td><td>Winds</td></tr></table>";
  Hints hints;
  hints.zone = Zone();
  const Parsed parsed = read(
      "<h2>Tuesday 14th May 2030</h2>" + day + "<h2>Wednesday 15th May 2030</h2>" + day, hints);
  REQUIRE(parsed.schedule.sessions.size() == 4);
  CHECK(parsed.source.date == "2030-05-14");
  CHECK(format_instant(parsed.schedule.sessions[3].start) == "2030-05-15T10:00:00+00:00");
  CHECK_FALSE(parsed.schedule.sessions[1].end);  // not until the next morning
}

TEST_CASE("Markdown's pipe tables and headings are read") {
  const Parsed parsed = read(
      "## Programme, 14 May 2030 (CET)\n\n| Time | Section |\n| --- | --- |\n| 9:00 | Welcome |\n"
      "| 9:30 | **Tides** |\n");
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(parsed.schedule.sessions[0].title == "Welcome");
}

TEST_CASE("A row that holds the cells of several is taken apart") {
  const Parsed parsed = read(
      "<table><tr><th>Time</th><th>What</th></tr><tr><td>9:00</td><td>Tides</td>"
      "<td>10:00</td><td>Winds</td></tr></table>");
  CHECK(times(parsed) == Times{"09:00-~10:00", "10:00-?"});
  CHECK(parsed.warnings.size() == 1);
}

TEST_CASE("Long rows beside rows of odd lengths leave a whole grid") {
  const Parsed parsed = read(
      "<table><tr><th>Time</th><th>What</th></tr><tr><td>9:00</td><td>Tides</td><td>10:00</td>"
      "<td>Winds</td></tr><tr><td>11:00</td><td>Lunch</td><td>A</td><td>B</td><td>C</td></tr>"
      "<tr><td>12:00</td></tr></table>");
  CHECK(times(parsed) == Times{"09:00-~10:00", "10:00-~11:00", "11:00-?"});
}

TEST_CASE("What is struck out or said to be cancelled is cancelled") {
  for (const char* content :
       {"<del>Tides</del>", "<s>Tides</s> (cancelled)", "<s>Tides</s> <i>cancelled</i>",
        "CANCELLED: Tides", "<b>Cancelled:</b> Tides", "Tides<br><b>CANCELLED</b>",
        "[Cancelled] Tides<br>Ada Lovelace"}) {
    CAPTURE(content);
    CHECK(session_of(content).status == schedule::Status::kCancelled);
    CHECK(session_of(content).title == "Tides");
  }
  for (const char* content : {"<s>Tides</s> Winds", "<s>Tides</s><br>Winds", "Cancelling orders",
                              "Informal discussion (original talk cancelled)",
                              "Talks<ul><li>Tides (cancelled)</li><li>Winds</li></ul>"}) {
    CAPTURE(content);
    CHECK(session_of(content).status == schedule::Status::kScheduled);
  }
}

TEST_CASE("A column of its own says what is cancelled") {
  const Parsed parsed = read(
      "<table><tr><th>Time</th><th>Title</th><th>Speaker</th><th>Status</th></tr><tr><td>9:00</td>"
      "<td>Tides</td><td>Ada Lovelace</td><td>Confirmed</td></tr><tr><td>10:00</td><td>Winds</td>"
      "<td>Alan Turing</td><td>Cancelled</td></tr></table>");
  CHECK(parsed.schedule.sessions.at(0).status == schedule::Status::kScheduled);
  CHECK(parsed.schedule.sessions.at(1).status == schedule::Status::kCancelled);
}

TEST_CASE("A mark of a list's session says that it is cancelled") {
  const Parsed parsed = read(
      "<ul><li><time>9:00</time> <s>Tides</s></li>"
      "<li><time>10:00</time> <b>Winds</b> <span class=status>Cancelled</span></li>"
      "<li><time>11:00</time> <b>Clouds</b> <span class=badge>Cancelled</span></li>"
      "<li><time>12:00</time> <b>Rain</b> <span class=status>confirmed</span></li></ul>");
  REQUIRE(parsed.schedule.sessions.size() == 4);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(parsed.schedule.sessions[i].status == schedule::Status::kCancelled);
  CHECK(parsed.schedule.sessions[1].title == "Winds");
  CHECK(parsed.schedule.sessions[2].title == "Clouds");
  CHECK(parsed.schedule.sessions[3].status == schedule::Status::kScheduled);
}

TEST_CASE("A line that names the room is no part of a cell's words") {
  for (const char* content : {"<b>Tides</b><br>Location: <b>Hall 2</b>", "Raum: Hall 2<br>Tides",
                              "Tides<p>\U0001F4CD Where: Hall 2</p>", "Tides<br>Salle : Hall 2"}) {
    CAPTURE(content);
    CHECK(session_of(content).room == "Hall 2");
    CHECK(session_of(content).title == "Tides");
    CHECK(session_of(content).subtitle.empty());
  }
  CHECK(session_of("Location: Hall 2").title == "Location: Hall 2");
}

TEST_CASE("An employer between a name and a title is not the title") {
  for (const char* employer : {"MIT", "<i>Modular</i>", "University of Toronto"}) {
    CAPTURE(employer);
    const Session session =
        session_of("<b>Ada Lovelace</b><br>" + std::string(employer) + "<br>Notes on engines");
    CHECK(session.title == "Notes on engines");
    REQUIRE(names(session) == Names{"Ada Lovelace"});
    CHECK_FALSE(session.speakers[0].affiliation.empty());
  }
  CHECK(session_of("Ada Lovelace<br>GPU kernels<br>A tale of two chips").title == "GPU kernels");
}

TEST_CASE("A numbered kind above a speaker and a title is the label") {
  const Session session =
      session_of("<b>Invited talk 1</b><br>Ada Lovelace<br>Stanford University<br><i>Engines</i>");
  CHECK(session.label == "Invited talk 1");
  CHECK(session.title == "Engines");
  REQUIRE(session.speakers.size() == 1);
  CHECK(session.speakers[0].affiliation == "Stanford University");
  CHECK(session_of("Invited talk 1<br>Ada Lovelace").title == "Invited talk 1");
}

TEST_CASE("A cell may begin with the title's label") {
  const Session session =
      session_of("Title: On rivers<br>Speaker: Ada Lovelace<br>Affiliation: MIT");
  CHECK(session.title == "On rivers");
  REQUIRE(session.speakers.size() == 1);
  CHECK(session.speakers[0].affiliation == "MIT");
}

// ---- The event --------------------------------------------------------------------------------

TEST_CASE("A description is taken apart into name and day and venue and hours and room") {
  const std::string front =
      "---\ntitle: Programme\nsite_title: RIVERS\n# workshop: none\n"
      "site_description: \"Workshop on Rivers at WATER 2030, May 14th, Harbour Centre, 8:30AM-6PM, "
      "Upper Room 7\"\n"
      "---\n";
  Hints hints;
  hints.machine_zone = *Zone::find("Europe/Oslo");
  const Parsed parsed = read(front + table(row("9:00", "Tides")), hints);
  CHECK(parsed.schedule.event.name == "Workshop on Rivers at WATER 2030");
  CHECK(parsed.schedule.event.short_name == "RIVERS");
  CHECK(parsed.schedule.event.venue == "Harbour Centre");
  CHECK(parsed.schedule.sessions[0].room == "Upper Room 7");
  CHECK(parsed.source.title == "Programme");
  CHECK(parsed.source.date == "2030-05-14");
  CHECK(parsed.source.date_from == "front matter site_description");
  CHECK(parsed.source.announced_hours == "8:30AM-6PM");
  CHECK(parsed.source.zone_from == "this machine (guessed)");
  CHECK(parsed.schedule.event.time_zone == "Europe/Oslo");
}

TEST_CASE("The dash between two dates is no venue") {
  const std::string page = "<h1>Tides</h1><p>12.03.2030 \u2013 13.03.2030, Bruges</p>";
  CHECK(read(page + table(row("9:00", "Opening"))).schedule.event.venue == "Bruges");
}

TEST_CASE("A built page without front matter shows its day in a short text") {
  Hints hints;
  hints.zone = Zone();
  const Parsed parsed = read(
      "<html><head><title>Rivers</title></head><body><div><div class=x>Workshop on Rivers at WATER "
      "2030, "
      "May 14, Harbour Centre, Room 7</div></div>" +
          table(row("9:00", "Tides")) + "</body></html>",
      hints);
  CHECK(parsed.source.date == "2030-05-14");
  CHECK(parsed.schedule.event.name == "Workshop on Rivers at WATER 2030");
  CHECK(parsed.schedule.sessions[0].room == "Room 7");
}

TEST_CASE("A weekday that the date does not fall on is named") {
  Hints hints = utc();
  hints.date.reset();
  const auto warnings = [&](const std::string& day) {
    const std::string page = "<h1>Tides</h1><p>" + day + "</p>" + table(row("9:00", "Opening"));
    return read(page, hints).warnings;
  };
  CHECK(warnings("Thursday, 12.03.2026").empty());
  CHECK(warnings("Wednesday, 12.03.2026") ==
        std::vector<std::string>{
            "page text: 2026-03-12 is not the weekday that \"Wednesday, 12.03.2026\" names"});
}

TEST_CASE("Two descriptions that name different days are named") {
  const Parsed parsed = read(
      "---\nsite_description: Rivers 2030, May 14\nmini_site_description: Rivers '31, May "
      "14\n---\n" +
      table(row("9:00", "Tides")));
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].find("name different days") != std::string::npos);
}

TEST_CASE("The zone is the configuration's and else the page's and else the machine's") {
  const std::string page = table(row("9:00 AM PST", "Tides"));
  Hints hints = utc();
  CHECK(read(page, hints).source.zone_from ==
        "configuration; time cell \"PST\" says America/Los_Angeles");
  CHECK(read(page, hints).schedule.event.time_zone == hints.zone->name());
  hints.zone.reset();
  hints.machine_zone = *Zone::find("Asia/Tokyo");
  CHECK(read(page, hints).schedule.event.time_zone == "America/Los_Angeles");
  CHECK(read(page, hints).source.zone_from == "time cell \"PST\"");
  CHECK(read(table(row("9:00", "Tides")), hints).schedule.event.time_zone == "Asia/Tokyo");
}

TEST_CASE("An unknown zone on the page is named and the machine's is used") {
  Hints hints = utc();
  hints.zone.reset();
  const Parsed parsed =
      read("<table><tr><th>Time (Mars)</th><th>What</th></tr>" + row("9:00", "Tides") + "</table>",
           hints);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "table header: the time zone \"Mars\" is not known");
  CHECK(parsed.source.zone_from == "this machine (guessed)");
}

TEST_CASE("Comments and hidden elements and options are not read") {
  const Parsed parsed = read(
      "<select><option>(UTC +01:00) Paris</option></select>"
      "<table><tr><td>9:00</td><td>Tides<span hidden> and more</span><!-- no --></td></tr>"
      "<!-- <tr><td>9:30</td><td>Gone</td></tr> --><tr><td>10:00</td><td>Winds</td></tr></table>");
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(parsed.schedule.sessions[0].title == "Tides");
}

}  // namespace roomsign::formats
