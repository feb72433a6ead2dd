// Programmes that stand in lists, cards and lines instead of a table.
#include <string>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"

namespace roomsign::formats {
namespace {

using schedule::Session;
using Lines = std::vector<std::string>;

Hints london() {
  Hints hints;
  hints.zone = *Zone::find("Europe/London");
  return hints;
}

// A page that the fuzzer begins from too.
std::string sample(const std::string& name) {
  const auto bytes = read_file(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/html_fuzz/" + name);
  REQUIRE(bytes);
  return *bytes;
}

Parsed read(const std::string& page, const Hints& hints = london()) {
  auto parsed = parse(page, hints, "html");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

Error error_of(const std::string& page, const Hints& hints = london()) {
  const auto parsed = parse(page, hints, "html");
  REQUIRE_FALSE(parsed.has_value());
  return parsed.error();
}

// "05-13 10:00-10:50 talk: Tides (Ada Lovelace) @ Room 5", in UTC unless `zone` says otherwise;
// "~" before an end that is inferred.
Lines told(const Parsed& parsed) {
  const Zone zone = *Zone::find(parsed.schedule.event.time_zone);
  const auto local = [&](Instant at) { return format_instant(at, zone.offset_at(at)); };
  Lines lines;
  for (const Session& session : parsed.schedule.sessions) {
    std::string line = local(session.start).substr(5, 11) + "-";
    line[5] = ' ';
    if (session.end) line += (session.end_inferred ? "~" : "") + local(*session.end).substr(11, 5);
    line += " " + std::string(schedule::to_string(session.kind)) + ": " + session.title;
    for (const auto& speaker : session.speakers) line += " (" + speaker.name + ")";
    if (!session.room.empty()) line += " @ " + session.room;
    lines.push_back(line);
  }
  return lines;
}

std::string page(const std::string& body) {
  return "<html><head><title>Rivers</title></head><body><h1>Rivers, 14 May 2030</h1>"
         "<h2>Programme</h2>" +
         body + "</body></html>";
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

// ---- Shapes -----------------------------------------------------------------------------------

TEST_CASE("Time elements with ranges in UTC beside local times are sessions of their items") {
  const Parsed parsed = read(sample("time-ranges.html"));
  CHECK(told(parsed) == Lines{"05-13 10:00-10:50 talk: Tides and their models (Ada Lovelace) @ "
                              "Online",
                              "05-13 10:30-11:20 talk: Mapping the harbour",
                              "05-14 10:30-11:25 social: Walk along the quay"});
  CHECK(format_instant(parsed.schedule.sessions[0].start) == "2030-05-13T09:00:00+00:00");
  CHECK(parsed.schedule.sessions[1].label == "Workshop");
  CHECK(parsed.warnings.empty());
  CHECK(parsed.source.date == "2030-05-13");
}

TEST_CASE("Data in UTC beside local times gives the page's offset where nobody names a zone") {
  const Parsed parsed = read(sample("time-ranges.html"), Hints());
  CHECK(parsed.schedule.event.time_zone == "Etc/GMT-1");
  CHECK(parsed.source.zone_from == "the times' data beside what is printed");
  CHECK(format_instant(parsed.schedule.sessions[0].start) == "2030-05-13T09:00:00+00:00");
  Hints there;
  there.machine_zone = *Zone::find("Europe/London");
  CHECK(read(sample("time-ranges.html"), there).schedule.event.time_zone == "Europe/London");
}

TEST_CASE("Data of the configured zone wins over times printed for another") {
  Hints hints;
  hints.zone = *Zone::find("America/New_York");
  const Parsed parsed = read(sample("time-ranges.html"), hints);
  CHECK(format_instant(parsed.schedule.sessions[0].start) == "2030-05-13T09:00:00+00:00");
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].contains("shows Monday 13th May, 10:00-10:50 but its data says 05:00"));
  CHECK(parsed.warnings[0].contains("(and 2 more such)"));
}

TEST_CASE("Cards under headings of days hold a time, a title, a speaker and a room by class") {
  const Parsed parsed = read(sample("cards.html"));
  CHECK(told(parsed) ==
        Lines{"11-18 08:30-09:00 registration: Walk-in and Registration",
              "11-18 09:00-09:20 opening: Opening and introduction (Grace Hopper)",
              "11-18 09:20-10:30 keynote: Dams are everywhere (Ada Lovelace) @ Balzaal",
              "11-19 09:00-10:30 talks: Floods", "11-19 10:30-11:00 break: Coffee Break"});
  CHECK(parsed.schedule.sessions[2].speakers[0].affiliation == "Analytical Society");
  REQUIRE(parsed.schedule.sessions[3].talks.size() == 2);
  CHECK(parsed.schedule.sessions[3].talks[1].title == "When they fall");
}

TEST_CASE("A definition list pairs times and sessions and its hours go on through noon") {
  const Parsed parsed = read(sample("definition-list.html"));
  CHECK(told(parsed) == Lines{"10-12 08:30-09:00 registration: Registration and breakfast",
                              "10-12 09:00-~10:30 keynote: On engines (Ada Lovelace)",
                              "10-12 10:30-~10:45 break: Break",
                              "10-12 10:45-12:30 talks: Lightning talks",
                              "10-12 12:30-~13:30 break: Lunch", "10-12 13:30- closing: Closing"});
  CHECK(parsed.schedule.event.name == "Autumn school");
  CHECK(parsed.schedule.event.venue == "Harbour Centre");
}

TEST_CASE("Items that begin with a time are sessions and items in them are talks") {
  const Parsed parsed = read(sample("list-items.html"));
  CHECK(told(parsed) == Lines{"05-14 09:00-~09:15 opening: Opening remarks",
                              "05-14 09:15-~10:00 keynote:  (Grace Hopper)",
                              "05-14 10:00-10:30 break: Coffee break",
                              "05-14 10:30-~12:00 talks: Contributed talks",
                              "05-14 12:00- break: Lunch @ Foyer"});
  CHECK(parsed.schedule.sessions[3].talks.at(0).title == "Floods");
}

TEST_CASE("Noon and midnight before a mark begin an item") {
  const Parsed parsed =
      read(page("<ul><li>9:00 AM \u2013 Tides</li><li>Noon \u2013 Lunch</li>"
                "<li>1:00 PM \u2013 Winds</li><li>Midnight is when we sleep</li></ul>"));
  CHECK(told(parsed) == Lines{"05-14 09:00-~12:00 talk: Tides", "05-14 12:00-~13:00 break: Lunch",
                              "05-14 13:00- talk: Winds"});
}

TEST_CASE("Lines of a paragraph that begin with a time are sessions and brackets hold people") {
  CHECK(told(read(sample("lines.html"))) ==
        Lines{"06-03 09:00-09:30 talk: Why the tide turns (Ada Lovelace) @ Room 12",
              "06-03 09:30-10:00 talk: Counting waves (Grace Hopper) @ Room 12",
              "06-03 10:00-10:30 break: Coffee @ Room 12",
              "06-03 10:30-11:15 talk: Harbours of the north (Alan Turing) @ Room 12",
              "06-03 11:15- talk: Discussion (all) @ Room 12"});
}

TEST_CASE("Headings that begin with a time are sessions with what follows them") {
  CHECK(told(read(sample("headings.html"))) ==
        Lines{"03-07 18:00-~18:30 talk: Doors open",
              "03-07 18:30-~19:30 keynote: Robots in the garden (Ada Lovelace)",
              "03-07 19:30-~20:00 talk: Pizza", "03-07 20:00- closing: Closing words"});
}

TEST_CASE("Two time elements with a dash between are one session's start and end") {
  const Parsed parsed = read(sample("start-and-end.html"));
  CHECK(told(parsed) == Lines{"11-09 09:00-09:40 registration: Registration",
                              "11-09 09:40-09:50 opening: Opening Remarks",
                              "11-09 09:50-10:30 talk: Scalable bridges"});
  CHECK(parsed.schedule.sessions[0].subtitle.empty());
  CHECK(parsed.schedule.event.name == "Bridges 2032");
}

TEST_CASE("Blocks that are nothing but a range of times begin sessions where nothing marks times") {
  const auto in_row = [](const std::string& time, const std::string& words) {
    return "<div class=row><div class=col-md-3><b>" + time + "</b></div><div class=col-md-9>" +
           words + "</div></div>";
  };
  CHECK(told(read(page(in_row("8:30am \u2013 9:00am", "Tides") +
                       in_row("9:00am \u2013 9:30am", "Winds") +
                       in_row("1:30pm \u2013 2:15pm", "Clouds")))) ==
        Lines{"05-14 08:30-09:00 talk: Tides", "05-14 09:00-09:30 talk: Winds",
              "05-14 13:30-14:15 talk: Clouds"});
  const auto in_turn = [](const std::string& time, const std::string& words) {
    return "<div class=x><p>" + time + "</p></div><div class=x><p>" + words + "</p></div>";
  };
  CHECK(told(read(page("<p>14 May 2030, 8:30-17:00</p><section>" +
                       in_turn("8:30-9:00 am", "Tides") + in_turn("9:00-9:30 am", "Winds") +
                       in_turn("1:30-2:15 pm", "Clouds") + "</section>"))) ==
        Lines{"05-14 08:30-09:00 talk: Tides", "05-14 09:00-09:30 talk: Winds",
              "05-14 13:30-14:15 talk: Clouds"});
}

TEST_CASE("A date with its hours in brackets above a list of times is the event's") {
  const Parsed parsed = read(
      "<html><body><h1>Rivers</h1><p>Date: Tuesday, 14 May 2030 (8:30am - 5:30pm)</p><h2>Programme"
      "</h2><ul><li>8:30 Tides</li><li>9:00 Winds</li><li>9:30 Rain</li></ul></body></html>");
  CHECK(parsed.source.date == "2030-05-14");
  CHECK(parsed.schedule.event.name == "Rivers");
}

TEST_CASE("Times side by side with their words are read up to the next") {
  CHECK(told(read(page("<div class=grid><div class=time>9:00</div><div>Tides</div><div "
                       "class=time>10:00</div><div>Winds</div><div class=time>11:00</div>"
                       "<div>Lunch</div></div>"))) == Lines{"05-14 09:00-~10:00 talk: Tides",
                                                            "05-14 10:00-~11:00 talk: Winds",
                                                            "05-14 11:00- break: Lunch"});
}

TEST_CASE("Headings of rooms hold for the lists below them and each list begins anew") {
  CHECK(told(read(page("<h3>Room A</h3><ul><li>9:00 Tides</li><li>18:30 Dinner</li></ul>"
                       "<h3>Room B</h3><ul><li>9:00 Winds</li><li>10:00 Clouds</li></ul>"))) ==
        Lines{"05-14 09:00-~18:30 talk: Tides @ Room A", "05-14 09:00-~10:00 talk: Winds @ Room B",
              "05-14 10:00- talk: Clouds @ Room B", "05-14 18:30- social: Dinner @ Room A"});
}

// ---- Times and days ---------------------------------------------------------------------------

TEST_CASE("A range needs minutes so that a number in a title is no end") {
  CHECK(told(read(page("<ul><li>9:00 - 5 impossible things</li><li>10:00-10:30: Tides</li>"
                       "<li>11 AM Lunch</li><li>2 ways to fail</li></ul>"))) ==
        Lines{"05-14 09:00-~10:00 talk: 5 impossible things", "05-14 10:00-10:30 talk: Tides",
              "05-14 11:00- break: Lunch"});
}

TEST_CASE("Days are headings or short texts and take their year from the page") {
  CHECK(told(read("<h1>Rivers 2030, May 14</h1><p><b>Tuesday, May 14</b></p>"
                  "<ul><li>9:00 Tides</li><li>10:00 Winds</li><li>11:00 Lunch</li></ul>"
                  "<p>Day 2</p><ul><li>9:00 Clouds</li></ul>")) ==
        Lines{"05-14 09:00-~10:00 talk: Tides", "05-14 10:00-~11:00 talk: Winds",
              "05-14 11:00- break: Lunch", "05-15 09:00- talk: Clouds"});
}

TEST_CASE("Data of last year keeps its time of day under this year's heading") {
  const std::string item = "<li><time datetime='2029-05-15T";
  const Parsed parsed =
      read(page("<h3>Tuesday 14 May 2030</h3><ul>" + item + "09:00'>9:00</time> Tides</li>" + item +
                "10:00'></time> Winds</li>" + item + "11:00'>11:00</time> Lunch</li></ul>"));
  CHECK(told(parsed) == Lines{"05-14 09:00-~10:00 talk: Tides", "05-14 10:00-~11:00 talk: Winds",
                              "05-14 11:00- break: Lunch"});
  CHECK(parsed.warnings == Lines{"element 2: its data is of 2029-05-15, another day; only the time "
                                 "of day is used"});
}

TEST_CASE("Data without a printed time is an instant") {
  const Parsed parsed =
      read(page("<ul><li><time datetime='2030-05-14T08:00:00Z'></time> Tides</li><li><time "
                "datetime='2030-05-14T09:00:00Z/2030-05-14T09:30:00Z'></time> Winds</li></ul>"));
  CHECK(told(parsed) == Lines{"05-14 09:00-~10:00 talk: Tides", "05-14 10:00-10:30 talk: Winds"});
}

TEST_CASE("No end is guessed before an element whose time is to be determined") {
  const Parsed parsed = read(
      page("<ul><li><b class=time>9:00</b> Tides</li><li><b class=time>TBD</b> Winds</li><li><b "
           "class=time>11:00</b> Clouds</li><li><b class=time>12:00</b> Lunch</li></ul>"));
  CHECK(told(parsed) == Lines{"05-14 09:00- talk: Tides", "05-14 11:00-~12:00 talk: Clouds",
                              "05-14 12:00- break: Lunch"});
  CHECK(parsed.warnings == Lines{"element 2: no time yet; left out"});
}

// ---- What is no programme ---------------------------------------------------------------------

TEST_CASE("Posts, comments, opening hours and footers are no programme") {
  const Error error = error_of(sample("news.html"));
  CHECK(error.code == "no-sessions");
  CHECK(error.message.contains("no table of times"));
  CHECK(error.message.contains("no schema.org event"));
  CHECK(error.message.contains("3 elements with a time, which do not follow one another"));
}

TEST_CASE("Comments of one morning are no programme even if they follow one another") {
  std::string comments;
  for (const char* time : {"9:00", "9:05", "9:10", "9:15"})
    comments += "<div class='comment-body'><time datetime='2030-05-14T0" + std::string(time) +
                "'>" + time + "</time><p>Great talk!</p></div>";
  CHECK(error_of(page(comments)).code == "no-sessions");
}

TEST_CASE("Opening hours are no programme") {
  CHECK(error_of(page("<ul><li>9:00 - 17:00 Monday</li><li>10:00 - 16:00 Saturday</li><li>11:00 - "
                      "15:00 Sunday</li></ul>"))
            .code == "no-sessions");
}

TEST_CASE("Two lines with a time among prose are no programme") {
  CHECK(error_of(page("<p>9:00 is when we open</p><p>12:00 is noon</p>")).code == "no-sessions");
}

TEST_CASE("Times without a day are refused with their number") {
  const Error error =
      error_of("<ul><li>9:00 Tides</li><li>10:00 Winds</li><li>11:00 Lunch</li></ul>");
  CHECK(error.code == "no-date");
  CHECK(error.message.contains("3 lines with a time, but neither the page nor the configuration"));
}

// ---- Several ways -----------------------------------------------------------------------------

TEST_CASE("A table is believed before lines that agree with it") {
  const std::string list = "<ul><li>9:00 Tides</li><li>10:00 Winds</li><li>11:00 Lunch</li></ul>";
  const std::string table =
      "<table><tr><th>Time<th>What<tr><td>9:00<td>Tides of the table<tr><td>10:00<td>Winds<tr>"
      "<td>11:00<td>Lunch</table>";
  const Parsed both = read(page(list + table));
  CHECK(both.schedule.sessions.at(0).title == "Tides of the table");
  CHECK(both.warnings.empty());
}

TEST_CASE("Of two programmes that contradict each other the richer is read and both are counted") {
  const Parsed parsed = read(
      page("<ul><li>9:00 Tides</li><li>10:00 Winds</li><li>11:00 Lunch</li></ul><table><tr><th>Time"
           "<th>What<tr><td>9:00<td>Trains<tr><td>9:30<td>Boats</table>"));
  CHECK(parsed.schedule.sessions.size() == 3);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0].contains("table of times (2 sessions)"));
  CHECK(parsed.warnings[0].contains("elements that hold a time (3 sessions)"));
}

// ---- Bad input --------------------------------------------------------------------------------

TEST_CASE("A page that was cut inside a card is refused and between two it keeps whole ones") {
  const std::string whole = sample("cards.html");
  const Parsed all = read(whole);
  for (std::size_t size = 0; size < whole.find("</body>"); ++size) {
    CAPTURE(size);
    const std::string cut = whole.substr(0, size);
    const auto parsed = parse(cut, london(), "html");
    if (!parsed) continue;
    CHECK(cut.rfind("</details>") > cut.rfind("<details"));
    const auto& sessions = parsed->schedule.sessions;
    for (std::size_t i = 0; i < sessions.size(); ++i)
      CHECK(sessions[i].title == all.schedule.sessions[i].title);
  }
  CHECK(error_of(whole.substr(0, whole.find("Coffee"))).code == "truncated");
}

TEST_CASE("A hundred thousand time elements are read soon and only the first are kept") {
  std::string items;
  for (int i = 0; i < 100'000; ++i) items += "<p><time>9:00</time>x</p>";
  const std::string all = page("<div>" + items.substr(0, 1'900'000) + "</div>");
  const auto read_all = [&] { REQUIRE_FALSE(parse(all, london(), "html")); };  // all at nine
  CHECK(test::cpu_seconds(read_all) < 4.0);
}

TEST_CASE("Deeply nested elements of class time are read soon") {
  const std::string nested = repeated("<div class=time>", 200) + "9:00" + repeated("</div>", 200);
  const std::string all = page(repeated("<div>" + nested + " x</div>", 300));
  CHECK(test::cpu_seconds([&] { CHECK_FALSE(parse(all, london(), "html")); }) < 4.0);
}

TEST_CASE("Half a megabyte of cards is read within a fraction of a second") {
  std::string cards;
  for (int i = 0; cards.size() < 500'000; ++i) {
    const std::string minute = std::to_string(10 + i % 50);
    const std::string hour = std::to_string(10 + (i / 50) % 10);
    cards += fmt::format(
        "<li class='session'><time datetime='2030-05-14T{0}:{1}'>{0}:{1}</time><h3 "
        "class='session-title'><a href='#'>On the tides of the northern harbours and their "
        "models {2}</a></h3><span class='session-room'>Room 5</span><div class=speaker>Ada "
        "Lovelace</div></li>",
        hour, minute, i);
  }
  Parsed parsed;
  CHECK(test::cpu_seconds([&] { parsed = read(page("<ul>" + cards + "</ul>")); }) < 1.0);
  CHECK(parsed.schedule.sessions.size() > 1500);
}

}  // namespace roomsign::formats
