// The table of formats: who is asked, and what is said of bytes that nobody reads.
#include "daemon/formats/format.hpp"

#include <string>

#include "daemon/formats/native.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

std::string complaint(std::string_view bytes, const Hints& hints = {}) {
  const auto parsed = parse(bytes, hints);
  REQUIRE_FALSE(parsed.has_value());
  CHECK(parsed.error().code == "unknown-format");
  return parsed.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The native schedule is asked first") {
  CHECK(formats().front().name == "roomsign/1");
}

TEST_CASE("What an importer prints is read again as the same") {
  Hints hints;
  hints.zone = *Zone::find("Europe/Berlin");
  hints.date = std::chrono::year(2030) / 5 / 14;
  const auto page = parse(
      "<table><tr><th>Time</th><th>What</th></tr><tr><td>9:00</td><td>Keynote: Ada "
      "Lovelace</td></tr>"
      "<tr><td>10:00</td><td>Talks<ul><li>Tides</li></ul></td></tr></table>",
      hints);
  REQUIRE(page);
  const auto again = parse(print_native(*page), Hints{});
  if (!again) FAIL(again.error().message);
  CHECK(again->schedule == page->schedule);
}

TEST_CASE("Bytes that nobody reads are described") {
  CHECK(contains(complaint(""), "an empty document"));
  CHECK(contains(complaint(" \r\n\t"), "nothing but blanks"));
  CHECK(contains(complaint("%PDF-1.7\n..."), "a PDF"));
  CHECK(contains(complaint("PK\x03\x04zip"), "ZIP"));
  CHECK(contains(complaint("BEGIN:VCALENDAR\r\nVERSION:2.0"), "an iCalendar"));
  CHECK(contains(complaint("<?xml version='1.0'?><schedule/>"), "an XML document"));
  CHECK(contains(complaint("\x89PNG\r\n"), "a PNG picture"));
  CHECK(contains(complaint("502 Bad Gateway"), "text that begins \"502 Bad Gateway\""));
}

TEST_CASE("Every complaint lists the formats that are read") {
  CHECK(contains(complaint("%PDF"), "roomsign/1, html"));
}

TEST_CASE("A served type or an ending makes a page of bytes that do not look like one") {
  Hints hints;
  hints.content_type = "Text/HTML; charset=utf-8";
  const auto parsed = parse("Service unavailable", hints);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "no-sessions");
  CHECK(parse("plain words", Hints{.content_type = {},
                                   .url = "http://x/a.md?q",
                                   .zone = {},
                                   .machine_zone = {},
                                   .date = {}})
            .error()
            .code == "no-sessions");
}

TEST_CASE("A format can be asked for by its name") {
  CHECK(parse("<table></table>", {}, "html").error().code == "no-sessions");
  const auto unknown = parse("{}", {}, "html5");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "unknown-format");
  CHECK(contains(unknown.error().message, "there is no format \"html5\""));
}

}  // namespace roomsign::formats
