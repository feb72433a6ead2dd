// Layouts of programmes as generators and people make them, one small page each.
#include <string>

#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using schedule::Session;
using Lines = std::vector<std::string>;

Result<Parsed> parsed(const std::string& page) {
  Hints hints;
  hints.zone = Zone();
  hints.date = std::chrono::year(2030) / 5 / 14;  // a Tuesday
  return parse(page, hints, "html");
}

// "14 10:30-11:00 @Room Title / Speaker", one a session; "~" before an inferred end.
Lines read(const std::string& page) {
  const auto result = parsed(page);
  if (!result) FAIL(result.error().code << ": " << result.error().message);
  Lines lines;
  for (const Session& session : result->schedule.sessions) {
    std::string line = format_instant(session.start).substr(8, 2) + " " +
                       format_instant(session.start).substr(11, 5) + "-";
    if (session.end_inferred) line += "~";
    if (session.end) line += format_instant(*session.end).substr(11, 5);
    if (!session.room.empty()) line += " @" + session.room;
    line += " " + headline(session);
    for (const auto& speaker : session.speakers) line += " / " + speaker.name;
    for (const auto& talk : session.talks) line += " + " + talk.title;
    lines.push_back(line);
  }
  return lines;
}

std::string table(const std::string& rows) { return "<table>" + rows + "</table>"; }

}  // namespace

TEST_CASE("A cell over several rows left of the time is the room") {
  CHECK(read(table("<tr><td rowspan=2>Harbour</td><td>09h00</td><td>Tides</td></tr>"
                   "<tr><td>10h00</td><td>Winds</td></tr>"
                   "<tr><td rowspan=2>Tower</td><td>09h30</td><td>Clouds</td></tr>"
                   "<tr><td>10h30</td><td>Rain</td></tr>")) ==
        Lines{"14 09:00-~10:00 @Harbour Tides", "14 09:30-~10:30 @Tower Clouds",
              "14 10:00- @Harbour Winds", "14 10:30- @Tower Rain"});
}

TEST_CASE("A cell over several rows is one session up to the row after its last") {
  CHECK(read(table("<tr><th>Time</th><th>What</th></tr><tr><td>9:00</td><td rowspan=2>Course</td>"
                   "</tr><tr><td>10:00</td></tr><tr><td>11:00</td><td>Lunch</td></tr>")) ==
        Lines{"14 09:00-~11:00 Course", "14 11:00- Lunch"});
}

TEST_CASE("Rows that share a time cell are one session with its speaker or its parts") {
  CHECK(read(table("<tr><td rowspan=2>9:00</td><td>Tides of the north</td></tr>"
                   "<tr><td>Ada Lovelace</td></tr><tr><td rowspan=3>10:00</td><td>Poster "
                   "session</td></tr><tr><td>On rivers</td></tr><tr><td>On lakes</td></tr>")) ==
        Lines{"14 09:00-~10:00 Tides of the north / Ada Lovelace",
              "14 10:00- Poster session + On rivers + On lakes"});
}

TEST_CASE("Columns of lengths end sessions") {
  CHECK(read(table(
            "<tr><th>Start</th><th>Duration</th><th>Talk</th></tr><tr><td>9:00</td><td>45 "
            "min</td><td>Tides</td></tr><tr><td>10:00</td><td>1h30</td><td>Winds</td></tr>")) ==
        Lines{"14 09:00-09:45 Tides", "14 10:00-11:30 Winds"});
}

TEST_CASE("Rows across the table name days and sections") {
  CHECK(read(table("<tr><th>Time</th><th>Talk</th></tr><tr><td colspan=2>Tuesday</td></tr>"
                   "<tr><td>9:00</td><td>Tides</td></tr><tr><td>10:00</td><td>Winds</td></tr>"
                   "<tr><td colspan=2>Wednesday</td></tr><tr><td>9:00</td><td>Clouds</td></tr>"
                   "<tr><td colspan=2>12:00 - 13:00 Lunch</td></tr>")) ==
        Lines{"14 09:00-~10:00 Tides", "14 10:00- Winds", "15 09:00-~12:00 Clouds",
              "15 12:00-13:00 Lunch"});
}

TEST_CASE("Columns of weekdays are days and a column of dates as well") {
  CHECK(read(table("<tr><th>Time</th><th>Tuesday</th><th>Wednesday</th></tr><tr><td>9:00</td>"
                   "<td>Tides</td><td>Winds</td></tr><tr><td>12:00</td><td colspan=2>Lunch</td>"
                   "</tr>")) == Lines{"14 09:00-~12:00 Tides", "14 12:00- Lunch",
                                      "15 09:00-~12:00 Winds", "15 12:00- Lunch"});
  CHECK(read(table("<tr><th>Date</th><th>Time</th><th>Talk</th></tr><tr><td rowspan=2>May 14</td>"
                   "<td>9:00</td><td>Tides</td></tr><tr><td>10:00</td><td>Winds</td></tr><tr><td>"
                   "May 15</td><td>9:00</td><td>Clouds</td></tr>")) ==
        Lines{"14 09:00-~10:00 Tides", "14 10:00- Winds", "15 09:00- Clouds"});
}

TEST_CASE("An empty cell in a column of a day is nothing on that day") {
  CHECK(read(table("<tr><th>Time</th><th>Tuesday</th><th>Wednesday</th><th>Thursday</th></tr>"
                   "<tr><td>9:00</td><td>Tides</td><td>Winds</td><td></td></tr>"
                   "<tr><td>10:00</td><td></td><td></td><td>Clouds</td></tr>"
                   "<tr><td>11:00</td><td></td><td>Rain</td><td></td></tr>"
                   "<tr><td>12:00</td><td></td><td>Hail</td><td></td></tr>"
                   "<tr><td rowspan=2>13:00</td><td>Ice</td><td></td><td>Snow</td></tr>"
                   "<tr><td></td><td>Fog</td><td>Ada Lovelace</td></tr>")) ==
        Lines{"14 09:00-~13:00 Tides", "14 13:00- Ice", "15 09:00-~11:00 Winds",
              "15 11:00-~12:00 Rain", "15 12:00-~13:00 Hail", "15 13:00- Fog",
              "16 10:00-~13:00 Clouds", "16 13:00- Snow / Ada Lovelace"});
}

TEST_CASE("Labels of tabs are the days of their parts") {
  const std::string tabs =
      "<ul class='nav nav-tabs'><li><a href='#a'>Day 1</a></li><li><a href='#b'>Day "
      "2</a></li></ul>";
  const std::string rows =
      "<tr><td>9:00</td><td>Tides</td></tr><tr><td>10:00</td><td>Winds</td></tr>";
  CHECK(read(tabs + "<div id=a>" + table(rows) + "</div><div id=b>" + table(rows) + "</div>") ==
        Lines{"14 09:00-~10:00 Tides", "14 10:00- Winds", "15 09:00-~10:00 Tides",
              "15 10:00- Winds"});
  const std::string items =
      "<div><time>9:00</time> <b>Tides</b></div><div><time>10:00</time> <b>Winds</b></div>";
  CHECK(read("<nav><div role=tablist><button data-bs-target='#a'>Tuesday</button>"
             "<button aria-controls=b>Wednesday</button></div></nav><div id=a>" +
             items + "<div><time>11:00</time> <b>Rain</b></div></div><div id=b>" + items +
             "</div>") == Lines{"14 09:00-~10:00 Tides", "14 10:00-~11:00 Winds", "14 11:00- Rain",
                                "15 09:00-~10:00 Tides", "15 10:00- Winds"});
  CHECK(read("<div role=tablist><a href='#a'>Day 2</a><div id=a role=tabpanel>" + table(rows) +
             "</div></div>") == Lines{"15 09:00-~10:00 Tides", "15 10:00- Winds"});
}

TEST_CASE("A programme printed for wide screens and again for narrow ones is one") {
  const std::string list = "<ul><li>9:00 Tides</li><li>10:00 Winds</li><li>11:00 Clouds</li></ul>";
  CHECK(read("<div class='d-none d-md-block'>" + list + "</div><div class=d-md-none>" + list +
             "</div>") ==
        Lines{"14 09:00-~10:00 Tides", "14 10:00-~11:00 Winds", "14 11:00- Clouds"});
  CHECK(parsed(list + list)->warnings ==
        Lines{"3 session(s) stand on the page twice; each is read once"});
}

TEST_CASE("A dash in a cell is nothing there") {
  CHECK(read(table("<tr><th>Time</th><th>Room A</th><th>Room B</th></tr><tr><td>9:00</td>"
                   "<td>Tides</td><td>\u2014</td></tr><tr><td>10:00</td><td>-</td><td>Winds</td>"
                   "</tr>")) == Lines{"14 09:00- @Room A Tides", "14 10:00- @Room B Winds"});
}

TEST_CASE("Tables under headings of rooms are rooms and those that follow each other one day") {
  const std::string rows =
      "<tr><td>9:00</td><td>Tides</td></tr><tr><td>10:00</td><td>Winds</td></tr>";
  CHECK(read("<h3>Room A</h3>" + table(rows) + "<h3>Room B</h3>" + table(rows)) ==
        Lines{"14 09:00-~10:00 @Room A Tides", "14 09:00-~10:00 @Room B Tides",
              "14 10:00- @Room A Winds", "14 10:00- @Room B Winds"});
  CHECK(read("<h3>Morning</h3>" + table(rows) + "<h3>Later</h3>" +
             table("<tr><td>13:00</td><td>Clouds</td></tr><tr><td>14:00</td><td>Rain</td></tr>"))
            .size() == 4);
}

TEST_CASE("Row headers of th and words of other languages are understood") {
  CHECK(read(table("<tr><th>Uhrzeit</th><th>Vortrag</th><th>Referent</th><th>Raum</th></tr>"
                   "<tr><th>9.00 \u2013 9.45 Uhr</th><td>Gezeiten</td><td>Ada Lovelace</td>"
                   "<td>Saal</td></tr><tr><th>10.00 \u2013 11.00 Uhr</th><td>Winde</td><td></td>"
                   "<td>Turm</td></tr>")) ==
        Lines{"14 09:00-09:45 @Saal Gezeiten / Ada Lovelace", "14 10:00-11:00 @Turm Winde"});
  CHECK(read(table("<tr><th>Hora</th><th>T\u00edtulo</th><th>Ponente</th></tr><tr><td>9:00 a "
                   "10:00</td><td>Mareas</td><td>Ada Lovelace</td></tr>")) ==
        Lines{"14 09:00-10:00 Mareas / Ada Lovelace"});
}

TEST_CASE("Words beside a time in its own cell are what happens then") {
  CHECK(read(table("<tr><th>Time</th><th>What</th></tr><tr><td>9:00 Welcome</td><td></td></tr>"
                   "<tr><td>9:30</td><td>Tides</td></tr><tr><td>12:00 Lunch</td><td></td></tr>"
                   "<tr><td>13:00 (CET)</td><td>Winds</td></tr>")) ==
        Lines{"14 09:00-~09:30 Welcome", "14 09:30-~12:00 Tides", "14 12:00-~13:00 Lunch",
              "14 13:00- Winds"});
}

TEST_CASE("A table of Markdown has its emphasis and links read and its bars escaped") {
  const std::string page =
      "---\nlayout: page\n---\n# Harbour Day\n\nTime | What | Speaker\n---|---|---\n"
      "9:00 | **Tides** and `logs` | [Ada Lovelace](https://harbour.example/ada)\n"
      "9:30 | *Winds* \\| snake_case_rules | Jo March\n";
  CHECK(read(page) == Lines{"14 09:00-~09:30 Tides and logs / Ada Lovelace",
                            "14 09:30- Winds | snake_case_rules / Jo March"});
}

TEST_CASE("A list of Markdown that begins with times is a programme") {
  const std::string page =
      "---\nlayout: page\n---\n# Harbour Day\n- 9:00 Welcome\n- 9:30 **Tides**\n"
      "- 10:30 Coffee\n- 11:00 - 12:00 [Winds](https://harbour.example/w)\n\nSee you.\n";
  CHECK(read(page) == Lines{"14 09:00-~09:30 Welcome", "14 09:30-~10:30 Tides",
                            "14 10:30-~11:00 Coffee", "14 11:00-12:00 Winds"});
}

TEST_CASE("A page that is only called a programme gives the event no name") {
  const auto name = [](const std::string& head) {
    const auto page = parsed(head + table("<tr><td>9:00</td><td>Tides</td></tr>"
                                          "<tr><td>10:00</td><td>Winds</td></tr>"));
    return page ? page->schedule.event.name : page.error().message;
  };
  CHECK(name("<title>Schedule</title><h1>Programme</h1>").empty());
  CHECK(name("<title>Schedule</title><h1>Harbour Day</h1>") == "Harbour Day");
}

TEST_CASE("A column of authors needs no header") {
  CHECK(read(table("<tr><td>9:00</td><td>Tides of the north</td><td>Ada Lovelace \u00b7 Grace "
                   "Hopper</td></tr><tr><td>10:00</td><td>Winds of the south</td><td>Alan "
                   "Turing</td></tr>")) ==
        Lines{"14 09:00-~10:00 Tides of the north / Ada Lovelace / Grace Hopper",
              "14 10:00- Winds of the south / Alan Turing"});
}

TEST_CASE("A table whose rows mostly give nothing is refused and not read by half") {
  std::string rows = "<tr><td>9:00</td><td>Tides</td></tr>";
  for (int hour = 10; hour < 14; ++hour)
    rows += "<tr><td>" + std::to_string(hour) + ":00</td><td></td></tr>";
  const auto refused = parsed(table(rows));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "too-many-bad");
  CHECK(refused.error().message.find("table 1: 4 of 5 rows cannot be read") != std::string::npos);
}

TEST_CASE("Spans without end are bounded") {
  std::string rows;
  for (int i = 0; i < 5000; ++i)
    rows += "<tr><td colspan=1000 rowspan=60000>9:00</td><td rowspan=99999>x</td></tr>";
  CHECK_NOTHROW(parsed(table(rows)));
}

TEST_CASE("A page cut at any byte is read or refused") {
  const std::string page =
      "<h2>Tuesday</h2><table><tr><th>Time</th><th>Room A</th><th>Room B</th></tr><tr><td "
      "rowspan=2>9:00</td><td>Tides</td><td colspan=1>Winds</td></tr><tr><td>x</td></tr></table>";
  for (std::size_t size = 0; size < page.size(); ++size) {
    const auto result = parsed(page.substr(0, size));
    if (!result) CHECK_FALSE(result.error().message.empty());
  }
}

}  // namespace roomsign::formats
