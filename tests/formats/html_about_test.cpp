// What a page says of the event itself: its day, its zone, its name and its room.
#include <string>

#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

Parsed read(const std::string& page) {
  Hints hints;
  hints.machine_zone = *Zone::find("Europe/Oslo");
  auto parsed = parse(page, hints, "html");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *parsed;
}

// A page called "Rivers" with these words above a programme.
Parsed read_above(const std::string& words, const std::string& header = "Time") {
  return read("<html><head><title>Rivers</title></head><body>" + words + "<table><tr><th>" +
              header + "</th><th>What</th></tr><tr><td>9:00</td><td>Tides</td></tr>" +
              "<tr><td>10:00</td><td>Winds</td></tr></table></body></html>");
}

}  // namespace

TEST_CASE("A deadline's date and zone and words are not the event's") {
  for (const char* words :
       {"<li>Submission: March 10, 2030, 23:59 (PST)</li><li>Notification: April 1, 2030</li>",
        "<p>Deadline extended to <b>March 20, 2030, 11:59pm PST</b>!</p>",
        "<p>Camera-ready: March 20, 2030 (PST)</p>", "<p>Posted on May 3, 2030, by admin</p>",
        "<p>Einreichung bis 3. Mai 2030, 12 Uhr MESZ</p>"}) {
    CAPTURE(words);
    const Parsed parsed = read_above(std::string(words) + "<p>May 14, 2030, Harbour Centre</p>");
    CHECK(parsed.source.date == "2030-05-14");
    CHECK(parsed.schedule.event.name == "Rivers");
    CHECK(parsed.schedule.event.venue == "Harbour Centre");
    CHECK(parsed.source.zone_from == "this machine (guessed)");
  }
}

TEST_CASE("A clock that nobody lives by is for deadlines only") {
  CHECK(read_above("<p>May 14, 2030</p><p>All times for authors are UTC-12.</p>")
            .schedule.event.time_zone == "Europe/Oslo");
}

TEST_CASE("A zone beside the times wins over the rest of the page") {
  const std::string words = "<p>May 14, 2030</p><p>Write to us until 18:00 PST.</p>";
  CHECK(read_above(words).schedule.event.time_zone == "America/Los_Angeles");
  CHECK(read_above(words, "Time (MDT)").schedule.event.time_zone == "America/Denver");
  CHECK(read(words + "<ul><li>9:00 MDT Tides</li><li>10:00 MDT Winds</li><li>11:00 MDT Clouds</li>"
                     "</ul>")
            .schedule.event.time_zone == "America/Denver");
}

TEST_CASE("What else a text says beside a deadline is the event's") {
  CHECK(read_above("<p>Submission deadline: March 5, 2030<br>May 14, 2030, Harbour Centre</p>")
            .source.date == "2030-05-14");
  CHECK(read_above("<p>May 14, 2030. Submission deadline: 23:59 UTC-12</p>").source.date ==
        "2030-05-14");
}

TEST_CASE("Labels and bullets and marks are no part of the room and the name") {
  for (const char* words :
       {"<p>When: May 14, 2030 \u00b7 Where: Room 3.14, Harbour Centre</p>",
        "<p>\U0001F4C5 May 14, 2030 \u00b7 \U0001F4CD Room 3.14, Harbour Centre</p>",
        "<p>May 14, 2030 | Harbour Centre | Room 3.14</p>",
        "<p>Date: May 14, 2030<br><b>Venue:</b> Harbour Centre<br>Location: Room 3.14</p>",
        "<p>May 14, 2030, Harbour Centre, Room 3.14 (all times PST)</p>"}) {
    CAPTURE(words);
    const Parsed parsed = read_above(words);
    CHECK(parsed.schedule.event.name == "Rivers");
    CHECK(parsed.schedule.event.venue == "Harbour Centre");
    CHECK(parsed.schedule.sessions.at(0).room == "Room 3.14");
  }
}

TEST_CASE("A weekday and a number and a label are no event's name") {
  for (const char* words : {"Date: Tuesday May 14, 2030", "13\u201314 May 2030, Oslo",
                            "jeudi 14 mai 2030, Oslo", "14 May 2030 - 17", "Program (May 14, 2030)",
                            "Workshop day: May 14, 2030", "The workshop: Tuesday, May 14, 2030"}) {
    CAPTURE(words);
    CHECK(read_above("<h2>" + std::string(words) + "</h2>").schedule.event.name == "Rivers");
  }
}

TEST_CASE("Markdown's emphasis is no part of the words around a programme") {
  const Parsed parsed = read(
      "# Rivers\n\n**Date:** May 14, 2030\n**Location:** Upper Room 7, Harbour Centre\n\n"
      "All times are local.\n\n| Time | What |\n|---|---|\n| 9:00 | Tides |\n| 10:00 | Winds |\n");
  CHECK(parsed.schedule.event.name == "Rivers");
  CHECK(parsed.schedule.event.venue == "Harbour Centre");
  CHECK(parsed.schedule.sessions.at(0).room == "Upper Room 7");
}

}  // namespace roomsign::formats
