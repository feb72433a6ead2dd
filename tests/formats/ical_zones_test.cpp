#include "daemon/formats/ical/windows_zones.hpp"
#include "tests/formats/ical_test.hpp"

namespace roomsign::test {
namespace {

// An office's own name, with Berlin's rules as Outlook writes them.
constexpr std::string_view kBlock =
    "BEGIN:VTIMEZONE\r\nTZID:Head office\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

std::string in_the_office(const std::string& time) {
  const auto parsed =
      read_ical(calendar(std::string(kBlock) + "BEGIN:VEVENT\r\nDTSTART;TZID=Head office:" + time +
                         "\r\nSUMMARY:Hinges\r\nEND:VEVENT\r\n"));
  return utc(parsed.schedule.sessions.front().start);
}

}  // namespace

TEST_CASE("a time that ends in Z is UTC, also where the configuration names a zone") {
  formats::Hints hints = berlin();
  hints.zone = Zone::find("Asia/Tokyo").value();
  const auto parsed =
      read_ical(event("DTSTART:20260504T090000Z\r\nDTEND:20260504T100000Z\r\n"), hints);
  CHECK(utc(parsed.schedule.sessions[0].start) == "2026-05-04T09:00:00+00:00");
  CHECK(parsed.schedule.event.time_zone == "Asia/Tokyo");
  CHECK(parsed.source.zone_from == "configuration");
}

TEST_CASE("a TZID that is or ends with an IANA name is the system's zone") {
  for (const std::string tzid :
       {"Europe/Berlin", "\"Europe/Berlin\"", "/freeassociation.sourceforge.net/Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin"}) {
    CAPTURE(tzid);
    CHECK(utc(read_one("DTSTART;TZID=" + tzid + ":20260504T090000\r\n").start) ==
          "2026-05-04T07:00:00+00:00");
  }
  CHECK(utc(read_one("DTSTART;TZID=tzone://Microsoft/Utc:20260504T090000\r\n").start) ==
        "2026-05-04T09:00:00+00:00");
}

TEST_CASE("a VTIMEZONE of an IANA name is not looked at") {
  const auto parsed = read_ical(calendar(
      "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
      "TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
      "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260504T090000\r\nEND:VEVENT\r\n"));
  CHECK(utc(parsed.schedule.sessions[0].start) == "2026-05-04T07:00:00+00:00");
  CHECK(parsed.schedule.event.time_zone == "Europe/Berlin");
  CHECK(parsed.source.zone_from == "TZID");
}

TEST_CASE("Windows' names of zones are known, and each to this machine") {
  CHECK(utc(read_one("DTSTART;TZID=Pacific Standard Time:20260504T090000\r\n").start) ==
        "2026-05-04T16:00:00+00:00");
  CHECK(utc(read_one("DTSTART;TZID=\"W. Europe Standard Time\":20261204T090000\r\n").start) ==
        "2026-12-04T08:00:00+00:00");
  CHECK(formats::ical::windows_zones().size() > 130);
  for (const auto& zone : formats::ical::windows_zones()) {
    CAPTURE(zone.windows, zone.iana);
    CHECK(Zone::find(zone.iana).has_value());
    CHECK(formats::ical::iana_of_windows(zone.windows) == zone.iana);
  }
}

TEST_CASE("another name is what its VTIMEZONE says, in summer and winter") {
  CHECK(in_the_office("20260504T090000") == "2026-05-04T07:00:00+00:00");
  CHECK(in_the_office("20261204T090000") == "2026-12-04T08:00:00+00:00");
  CHECK(in_the_office("20260329T015900") == "2026-03-29T00:59:00+00:00");
  CHECK(in_the_office("20260329T030000") == "2026-03-29T01:00:00+00:00");
  CHECK(in_the_office("20260329T023000") == "2026-03-29T01:30:00+00:00");  // does not exist
  CHECK(in_the_office("20261025T023000") == "2026-10-25T00:30:00+00:00");  // the earlier one
  CHECK(in_the_office("20261025T030000") == "2026-10-25T02:00:00+00:00");
}

TEST_CASE("a VTIMEZONE that says its place is that place") {
  const auto parsed = read_ical(calendar(
      "BEGIN:VTIMEZONE\r\nTZID:Head office\r\nX-LIC-LOCATION:Europe/Berlin\r\nBEGIN:STANDARD\r\n"
      "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\n"
      "END:VTIMEZONE\r\n"
      "BEGIN:VEVENT\r\nDTSTART;TZID=Head office:20260504T090000\r\nEND:VEVENT\r\n"));
  CHECK(utc(parsed.schedule.sessions[0].start) == "2026-05-04T07:00:00+00:00");
}

TEST_CASE("a zone that nobody knows is told, and read as the event's own") {
  const auto parsed = read_ical(event("DTSTART;TZID=Narnia:20260504T090000\r\n"));
  CHECK(utc(parsed.schedule.sessions[0].start) == "2026-05-04T07:00:00+00:00");
  CHECK(warned(parsed, "there is no time zone \"Narnia\""));
}

TEST_CASE("a time without a zone is in the configuration's, X-WR-TIMEZONE's, or this machine's") {
  const std::string floating = "BEGIN:VEVENT\r\nDTSTART:20260504T090000\r\nEND:VEVENT\r\n";
  const auto guessed = read_ical(calendar(floating));
  CHECK(utc(guessed.schedule.sessions[0].start) == "2026-05-04T07:00:00+00:00");
  CHECK(guessed.source.zone_from == formats::kZoneGuessed);
  const std::string tokyo = calendar("X-WR-TIMEZONE:Asia/Tokyo\r\n" + floating);
  const auto named = read_ical(tokyo);
  CHECK(utc(named.schedule.sessions[0].start) == "2026-05-04T00:00:00+00:00");
  CHECK(named.source.zone_from == "X-WR-TIMEZONE");
  formats::Hints hints = berlin();
  hints.zone = Zone::find("America/New_York").value();
  CHECK(utc(read_ical(tokyo, hints).schedule.sessions[0].start) == "2026-05-04T13:00:00+00:00");
}

TEST_CASE("X-WR-TIMEZONE:UTC is no place: it gives way, and is told") {
  const std::string document =
      calendar("X-WR-TIMEZONE:UTC\r\nBEGIN:VEVENT\r\nDTSTART:20261013T013000Z\r\nEND:VEVENT\r\n");
  const auto here = read_ical(document);
  CHECK(here.schedule.event.time_zone == "Europe/Berlin");
  CHECK(here.source.zone_from == formats::kZoneGuessed);
  CHECK(warned(here, "X-WR-TIMEZONE is UTC"));
  const auto nowhere = read_ical(document, {});
  CHECK(nowhere.schedule.event.time_zone == "UTC");
  CHECK(nowhere.source.zone_from == "X-WR-TIMEZONE, which is no place (guessed)");
  formats::Hints told = berlin();
  told.zone = Zone::find("America/Los_Angeles").value();
  CHECK(read_ical(document, told).warnings.empty());
}

TEST_CASE("a time that clocks skip or show twice is told") {
  const auto gap = read_ical(event("DTSTART;TZID=Europe/Berlin:20260329T023000\r\n"));
  CHECK(utc(gap.schedule.sessions[0].start) == "2026-03-29T01:30:00+00:00");
  CHECK(warned(gap, "does not exist"));
  const auto twice = read_ical(event("DTSTART;TZID=Europe/Berlin:20261025T023000\r\n"));
  CHECK(utc(twice.schedule.sessions[0].start) == "2026-10-25T00:30:00+00:00");
  CHECK(warned(twice, "exists twice"));
}

}  // namespace roomsign::test
