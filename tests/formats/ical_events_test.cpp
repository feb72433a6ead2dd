#include <fmt/format.h>

#include "daemon/formats/ical/content_lines.hpp"
#include "daemon/formats/ical/time_values.hpp"
#include "tests/formats/ical_test.hpp"

namespace roomsign::test {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kStart = "DTSTART:20260504T090000Z\r\n";

schedule::Session titled(const std::string& summary, const std::string& more = "") {
  return read_one(std::string(kStart) + "SUMMARY:" + summary + "\r\n" + more);
}

std::string names(const schedule::Session& session) {
  std::string all;
  for (const auto& speaker : session.speakers) {
    all += (all.empty() ? "" : "; ") + speaker.name;
    if (!speaker.affiliation.empty()) all += " / " + speaker.affiliation;
  }
  return all;
}

}  // namespace

TEST_CASE("an end is DTEND's, DURATION's, or unknown") {
  CHECK(utc(*read_one(std::string(kStart) + "DTEND:20260504T094500Z\r\n").end) ==
        "2026-05-04T09:45:00+00:00");
  CHECK(utc(*read_one(std::string(kStart) + "DURATION:PT1H30M\r\n").end) ==
        "2026-05-04T10:30:00+00:00");
  CHECK_FALSE(read_one(kStart).end);
  CHECK_FALSE(read_one(std::string(kStart) + "DTEND:20260504T090000Z\r\n").end);
  const auto backwards = read_ical(event(std::string(kStart) + "DTEND:20260504T080000Z\r\n"));
  CHECK_FALSE(backwards.schedule.sessions[0].end);
  CHECK(warned(backwards, "ends before it begins"));
  // A day over the change of clocks has 23 hours.
  const auto day = read_one("DTSTART;TZID=Europe/Berlin:20260328T120000\r\nDURATION:P1D\r\n");
  CHECK(utc(*day.end) == "2026-03-29T10:00:00+00:00");
}

TEST_CASE(
    "a date is all day, from midnight to midnight of the event's zone, its end is exclusive") {
  const auto fair = read_one("DTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260506\r\n");
  CHECK(fair.all_day);
  CHECK(utc(fair.start) == "2026-05-03T22:00:00+00:00");
  CHECK(utc(*fair.end) == "2026-05-05T22:00:00+00:00");
  const auto one = read_one("DTSTART;VALUE=DATE:20260504\r\n");
  CHECK(utc(*one.end) == "2026-05-04T22:00:00+00:00");
  CHECK_FALSE(titled("Hinges").all_day);
}

TEST_CASE("values of time: what is read, and what is not") {
  using formats::ical::length_value;
  using formats::ical::offset_value;
  using formats::ical::time_value;
  CHECK(time_value("20260504T0900")->local == time_value("2026-05-04T09:00:00")->local);
  CHECK(time_value("20260504T240000")->local == time_value("20260505T000000")->local);
  CHECK(time_value("20260504T090000z")->utc);
  CHECK(time_value("20260504")->date);
  for (const auto* bad : {"", "2026", "20260230", "20260504T", "20260504T250000", "20260504T096000",
                          "20260504T0900000", "20260504T090000+0200", "tomorrow"}) {
    CAPTURE(bad);
    CHECK_FALSE(time_value(bad));
  }
  CHECK(length_value("P1W")->days == std::chrono::days(7));
  CHECK(length_value("P1DT2H3M4S")->time == 2h + 3min + 4s);
  for (const auto* bad : {"", "P", "PT", "-PT5M", "PT5", "PT9999999M", "1H", "PTT5M"}) {
    CAPTURE(bad);
    CHECK_FALSE((length_value(bad) && length_value(bad) != formats::ical::Length{}));
  }
  CHECK(offset_value("-0730") == -(7h + 30min));
  CHECK(offset_value("+013015") == 1h + 30min + 15s);
  CHECK_FALSE(offset_value("0100"));
}

TEST_CASE("lines end in LF, CR LF or CR, are folded within a character, or not at all") {
  const std::string folded =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART: 20260504T090000Z\n"
      "SUMMARY: Scharniere f\xC3\n \xBCr \n\t Anf\xC3\xA4nger\\, \xE2\n \x82\n \xAC 5\n"
      "no line of iCalendar\nLOCATION : Hall A\nEND:VEVENT\nEND:VCALENDAR\n";
  for (const std::string end : {"\n", "\r\n", "\r", "\r\r\n"}) {
    std::string document = "\xEF\xBB\xBF";
    for (const char c : folded) document += c == '\n' ? end : std::string(1, c);
    const auto parsed = read_ical(document);
    REQUIRE(parsed.schedule.sessions.size() == 1);
    CHECK(parsed.schedule.sessions[0].title ==
          "Scharniere f\xC3\xBCr Anf\xC3\xA4nger, \xE2\x82\xAC 5");
    CHECK(parsed.schedule.sessions[0].room == "Hall A");
    CHECK(parsed.warnings.empty());
  }
  CHECK(titled("a\\nb\\, c\\; d\\\\e").title == "a b, c; d\\e");
}

TEST_CASE("a parameter in quotes may hold what separates elsewhere") {
  formats::ical::ContentLines lines("ORGANIZER;CN=\"A: B; C\";X=1:mailto:a@b\nA;B:c\n");
  const auto first = lines.next();
  REQUIRE(first);
  CHECK(first->value == "mailto:a@b");
  CHECK(first->parameter("CN") == "A: B; C");
  CHECK(first->parameter("X") == "1");
  CHECK(first->parameter("Y").empty());
  CHECK(lines.next()->line == 2);
  CHECK_FALSE(lines.next());
}

TEST_CASE("a UID is an id where it is unique") {
  const auto event_of = [](const std::string& uid, const std::string& title) {
    return "BEGIN:VEVENT\r\nUID:" + uid +
           "\r\nSEQUENCE: 0\r\nDTSTART:20260504T090000Z\r\nSUMMARY:" + title + "\r\nEND:VEVENT\r\n";
  };
  const auto parsed = read_ical(
      calendar(event_of("1", "Hinges") + event_of("1", "Locks") + event_of("2", "Windows")));
  REQUIRE(parsed.schedule.sessions.size() == 3);
  CHECK(parsed.schedule.sessions[0].id == "2");
  CHECK(parsed.schedule.sessions[1].id == "hinges");
  CHECK(parsed.schedule.sessions[2].id == "locks");
  const auto twice = read_ical(calendar(event_of("1", "Hinges") + event_of("1", "Hinges")));
  CHECK(twice.schedule.sessions.size() == 1);
  CHECK(warned(twice, "stand in the document twice"));
}

TEST_CASE("of revisions the highest SEQUENCE stays") {
  const auto revision = [](int sequence, const std::string& time) {
    return "BEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:" + std::to_string(sequence) +
           "\r\nDTSTART:20260504T" + time + "Z\r\nEND:VEVENT\r\n";
  };
  const auto parsed =
      read_ical(calendar(revision(1, "100000") + revision(10, "110000") + revision(0, "090000")));
  CHECK(starts(parsed) == "2026-05-04T11:00");
  CHECK(parsed.schedule.sessions[0].id == "1");
}

TEST_CASE("what is cancelled is shown as that") {
  CHECK(titled("Hinges", "STATUS:CANCELLED\r\n").status == schedule::Status::kCancelled);
  CHECK(titled("Hinges", "STATUS:TENTATIVE\r\n").status == schedule::Status::kScheduled);
  for (const char* title : {"CANCELLED - Hinges", "[CANCELLED] Hinges", "CANCELLED Hinges"}) {
    CAPTURE(title);
    CHECK(titled(title).status == schedule::Status::kCancelled);
    CHECK(titled(title).title == "Hinges");
  }
  const auto outlook = titled("Canceled: Hinges");
  CHECK(outlook.status == schedule::Status::kCancelled);
  CHECK(outlook.title == "Hinges");
}

TEST_CASE("speakers behind a dash, if all are names") {
  const auto talk = titled("Wrapping up - Making wrappers - Ada Klein\\, Ben van Ott");
  CHECK(talk.title == "Wrapping up - Making wrappers");
  CHECK(names(talk) == "Ada Klein; Ben van Ott");
  CHECK(titled("Hinges - a history\\, in pictures").title == "Hinges - a history, in pictures");
}

TEST_CASE("what follows the dash is no speaker behind a break or a kind, and if it is a place") {
  for (const char* title :
       {"Workshop - Advanced Rust", "Coffee Break - Main Foyer", "Hinges - Symphony Hall"}) {
    CAPTURE(title);
    CHECK(titled(title).title == title);
    CHECK(titled(title).speakers.empty());
  }
  CHECK(names(titled("Keynote - Ada Klein")) == "Ada Klein");
}

TEST_CASE("references to characters are read in titles and places") {
  CHECK(titled("Women&#8217\\;s Lunch &#x2013\\; R&amp\\;D &hellip\\; &amp\\;lt\\; &unknown\\; &")
            .title == "Women\u2019s Lunch \u2013 R&D \u2026 &lt; &unknown; &");
}

TEST_CASE("in pretalx's calendars what follows the dash are speakers, and none is none") {
  std::string all = "PRODID:-//pretalx//example.org//\r\n";
  for (const std::string title : {"Hinges - ben", "Locks - Ada Klein", "Fair -", "Keys - ada klein",
                                  "Doors - open - Ada Klein\\, Chris (Works)"}) {
    all += "BEGIN:VEVENT\r\n" + std::string(kStart) + "LOCATION:" + title.substr(0, 4) +
           "\r\nSUMMARY:" + title + "\r\nEND:VEVENT\r\n";
  }
  std::string found;
  for (const auto& session : read_ical(calendar(all)).schedule.sessions)
    found += session.title + " [" + names(session) + "]\n";
  CHECK(found ==
        "Doors - open [Ada Klein; Chris / Works]\nFair []\nHinges [ben]\nKeys [ada klein]\n"
        "Locks [Ada Klein]\n");
}

TEST_CASE("a label before a colon, and who stands behind it") {
  const auto keynote = titled("Keynote: Ada Klein\\, DOF Chair");
  CHECK(keynote.label == "Keynote");
  CHECK(keynote.kind == schedule::Kind::kKeynote);
  CHECK(names(keynote) == "Ada Klein / DOF Chair");
  CHECK(keynote.title.empty());
  const auto panel = titled("Panel: Doors or windows?");
  CHECK(panel.label == "Panel");
  CHECK(panel.title == "Doors or windows?");
  CHECK(titled("Opening the box: how hinges work").title == "Opening the box: how hinges work");
}

TEST_CASE("Indico's label, venue and speakers") {
  const auto parsed = read_ical(
      calendar("PRODID:-//CERN//INDICO//EN\r\nBEGIN:VEVENT\r\n" + std::string(kStart) +
               "SUMMARY:Hinges [Online]\r\nLOCATION:Hall A (City Library)\r\n"
               "DESCRIPTION:Speakers: Ada Klein (Works of Doors)\\, ben\\nAbout hinges.\r\n"
               "END:VEVENT\r\n"));
  const auto& talk = parsed.schedule.sessions[0];
  CHECK(talk.title == "Hinges");
  CHECK(talk.label == "Online");
  CHECK(talk.room == "Hall A");
  CHECK(parsed.schedule.event.venue == "City Library");
  CHECK(names(talk) == "Ada Klein / Works of Doors; ben");
}

TEST_CASE("a bracket behind a room is a venue only where all have the same") {
  const auto at = [](const std::string& a, const std::string& b) {
    return read_ical(calendar("BEGIN:VEVENT\r\n" + std::string(kStart) + "LOCATION:" + a +
                              "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n" + std::string(kStart) +
                              "LOCATION:" + b + "\r\nEND:VEVENT\r\n"))
        .schedule;
  };
  CHECK(at("Hall A (Library)", "Hall B (Library)").sessions[0].room == "Hall A");
  CHECK(at("Hall A (Library)", "Hall B (Library)").event.venue == "Library");
  CHECK(at("Hall 1 (left)", "Hall 1 (right)").sessions[0].room == "Hall 1 (left)");
  CHECK(at("Hall A", "Hall C (Plenary)").sessions[1].room == "Hall C (Plenary)");
}

TEST_CASE("an address is no room, and a meeting's link least of all") {
  CHECK(titled("x", "LOCATION:Mechanics' Institute\\, 57 Post St\r\n").room ==
        "Mechanics' Institute");
  CHECK(titled("x", "LOCATION:Upper Level\\, Room 5AB\r\n").room == "Upper Level, Room 5AB");
  CHECK(titled("x", "LOCATION:Hall A; https://zoom.us/j/1?pwd=c0ffee\r\n").room == "Hall A");
  CHECK(titled("x", "LOCATION:https://zoom.us/j/1?pwd=c0ffee\r\n").room.empty());
  CHECK(titled("x", "URL:https://zoom.us/j/123456\r\n").url.empty());
  CHECK(titled("x", "URL:https://example.org/a?token=c0ffee\r\n").url.empty());
  CHECK(titled("x", "URL:https://example.org/talk/17\r\n").url == "https://example.org/talk/17");
}

TEST_CASE("a category is the label") {
  const auto talk = titled("Hinges", "CATEGORIES:Poster session,Doors\r\n");
  CHECK(talk.label == "Poster session");
  CHECK(talk.kind == schedule::Kind::kPoster);
}

TEST_CASE("of a private event only that it is there") {
  const auto secret = titled("Dismissals", "CLASS:PRIVATE\r\nLOCATION:Hall A\r\n");
  CHECK(secret.title.empty());
  CHECK(secret.label == "Private");
  CHECK(secret.room == "Hall A");
}

TEST_CASE("nothing of descriptions, people, attachments and alarms is kept or told") {
  const auto parsed = read_ical(event(
      "UID:1\r\nDTSTART:20260504T090000Z\r\nSUMMARY:Hinges\r\n"
      "DESCRIPTION:planted call +49 30 1234\r\nX-ALT-DESC:planted\r\nCOMMENT:planted\r\n"
      "CONTACT:planted\r\nORGANIZER;CN=planted:mailto:planted@example.org\r\n"
      "ATTENDEE;CN=planted:mailto:planted@example.org\r\nATTACH:https://example.org/planted\r\n"
      "CONFERENCE:https://example.org/planted\r\nGEO:1;2\r\nX-planted:planted\r\n"
      "BEGIN:VALARM\r\nSUMMARY:planted\r\nDESCRIPTION:planted\r\nDTSTART:bad\r\nEND:VALARM\r\n"));
  const auto printed = fmt::format("{}", parsed.schedule.sessions[0].title);
  CHECK(printed == "Hinges");
  const auto& session = parsed.schedule.sessions[0];
  for (const std::string* text : {&session.id, &session.room, &session.label, &session.title,
                                  &session.subtitle, &session.note, &session.url})
    CHECK(text->find("planted") == std::string::npos);
  CHECK(session.speakers.empty());
  CHECK(parsed.warnings.empty());
}

TEST_CASE("a calendar is told from its first line, whatever it is served as") {
  const auto accepted = [](std::string_view bytes) {
    const auto parsed = formats::parse(bytes, berlin());
    return parsed ? parsed->source.format : parsed.error().code;
  };
  CHECK(accepted(event(kStart)) == "ical");
  CHECK(accepted("\xEF\xBB\xBF\n\nbegin:vcalendar\nBEGIN:VEVENT\nDTSTART:20260504\nEND:VEVENT\n"
                 "END:VCALENDAR") == "ical");
  CHECK(accepted("BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n") != "ical");
}

}  // namespace roomsign::test
