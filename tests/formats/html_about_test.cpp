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
       {"<li>Paper submission: March 10, 2030, 23:59 (PST)</li><li>Notification: April 1, 2030</li>",
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

}  // namespace roomsign::formats
