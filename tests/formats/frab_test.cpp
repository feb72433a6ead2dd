// Schedules of frab's kind: what their texts mean, the same in XML as in JSON. The samples are the
// fuzz targets' own.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/native.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;

std::string sample(const std::string& name) {
  const auto text = read_file(std::string(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/") + name);
  REQUIRE(text);
  return *text;
}

Parsed parse_good(std::string_view bytes, const Hints& hints = {}) {
  auto parsed = parse(bytes, hints);
  if (!parsed) FAIL(parsed.error().message);
  return *std::move(parsed);
}

Error error_of(std::string_view bytes, std::string_view format = "frab-xml") {
  const auto parsed = parse(bytes, {}, format);
  REQUIRE_FALSE(parsed);
  return parsed.error();
}

const Session& session(const Parsed& parsed, std::string_view id) {
  const auto found = std::ranges::find(parsed.schedule.sessions, id, &Session::id);
  if (found == parsed.schedule.sessions.end()) FAIL("no session " << id);
  return *found;
}

// A document of one day with these events.
std::string xml(std::string_view events, std::string_view conference = {},
                std::string_view day = R"(date="2031-05-14")") {
  return fmt::format("<schedule><conference>{}</conference><day {}>{}</day></schedule>", conference,
                     day, events);
}

std::string event_xml(std::string_view inside) {
  return fmt::format("<event id=\"1\">{}</event>", inside);
}

std::string start_of(std::string_view document) {
  return format_instant(parse_good(document).schedule.sessions.at(0).start);
}

}  // namespace

TEST_CASE("XML and JSON of one conference give one schedule") {
  const Parsed from_xml = parse_good(sample("frab_xml_fuzz/schedule.xml"));
  const Parsed from_json = parse_good(sample("frab_json_fuzz/version-1.json"));
  CHECK(from_xml.source.format == "frab-xml");
  CHECK(from_json.source.format == "frab-json");
  CHECK(from_xml.schedule == from_json.schedule);
  CHECK(from_xml.warnings.empty());
  CHECK(from_json.warnings.empty());
  CHECK(from_xml.source.date == "2031-05-14");
  CHECK(from_xml.schedule.event == schedule::Event{.name = "Hinge Days 2031",
                                                   .short_name = "hinge-2031",
                                                   .venue = "Old Lock House, Lübeck",
                                                   .url = "https://example.org/2031/",
                                                   .time_zone = "Europe/Berlin",
                                                   .language = ""});
}

TEST_CASE("Every field of an event is read") {
  const Parsed parsed = parse_good(sample("frab_xml_fuzz/schedule.xml"));
  REQUIRE(parsed.schedule.sessions.size() == 3);
  const Session& welcome = parsed.schedule.sessions[0];
  CHECK(welcome.id == "00000000-0000-4000-8000-000000000001");
  CHECK(welcome.room == "Saal A");
  CHECK(welcome.start == *parse_instant("2031-05-14T09:00:00+02:00"));
  CHECK(welcome.end == *parse_instant("2031-05-14T09:30:00+02:00"));
  CHECK(welcome.kind == Kind::kOpening);  // by its title
  CHECK(welcome.label.empty());           // a lecture is a talk
  CHECK(welcome.title == "Welcome");
  CHECK(welcome.subtitle == "and where the coffee is");
  CHECK(welcome.speakers == std::vector<Speaker>{{"Ada Müller", "", ""}});  // no address for a name
  CHECK(welcome.track == schedule::Track{.name = "Doors & Gates", .color = "#2A9D8F"});
  CHECK(welcome.language == "en");
  CHECK(welcome.url == "https://example.org/2031/talk/AAAAA1/");
  CHECK_FALSE(welcome.do_not_record);
}

TEST_CASE("The event's own room wins, and a start before the day begins is the morning after") {
  const Session night = parse_good(sample("frab_xml_fuzz/schedule.xml")).schedule.sessions[1];
  CHECK(night.room == "Saal B");  // in <room name="Saal A">
  CHECK(night.start == *parse_instant("2031-05-15T01:30:00+02:00"));
  CHECK(night.end == *parse_instant("2031-05-15T02:45:00+02:00"));  // 1:15:00
  CHECK(night.title == "Nachtschicht: Angeln & Bänder");
  CHECK(night.label == "Work shop");
  CHECK(night.speakers == std::vector<Speaker>{{"Zoë", "", ""}, {"Jörg Ångström", "", ""}});
  CHECK(night.track == schedule::Track{.name = "Windows", .color = ""});
  CHECK(night.do_not_record);
}

TEST_CASE("A talk with questions is a talk, and a link that opens more than a page is not kept") {
  const Session lunch = parse_good(sample("frab_xml_fuzz/schedule.xml")).schedule.sessions[2];
  CHECK(lunch.room == "Saal B");  // the room that it stands under
  CHECK(lunch.end == *parse_instant("2031-05-15T13:00:00+02:00"));
  CHECK(lunch.label.empty());
  CHECK(lunch.kind == Kind::kBreak);
  CHECK(lunch.url.empty());
}

TEST_CASE("Answers, addresses, descriptions and attachments go nowhere") {
  for (const auto* name : {"frab_xml_fuzz/schedule.xml", "frab_json_fuzz/version-1.json",
                           "frab_json_fuzz/version-2.json", "pretalx_fuzz/widget.json"}) {
    REQUIRE(sample(name).contains("secret"));
    const std::string printed = print_native(parse_good(sample(name)));
    INFO(printed);
    CHECK_FALSE(printed.contains("secret"));
    CHECK_FALSE(printed.contains("Not for a sign"));
  }
}

TEST_CASE("The hub's version 2: references, languages, states, lengths") {
  const Parsed parsed = parse_good(sample("frab_json_fuzz/version-2.json"));
  CHECK(parsed.schedule.event.name == "Angeltage");
  CHECK(parsed.schedule.event.language == "de");
  CHECK(parsed.schedule.event.url == "https://example.org/hub/");
  REQUIRE(parsed.schedule.sessions.size() == 3);  // the rejected one is nobody's business
  const Session& talk = session(parsed, "e-1");
  CHECK(talk.room == "Großer Saal");
  CHECK(talk.do_not_record);  // the room's rule
  CHECK(talk.track == schedule::Track{.name = "Türen", .color = "#aabbcc"});
  CHECK(talk.label == "Lightning talk");
  CHECK(talk.start == *parse_instant("2031-05-14T10:00:00+02:00"));
  CHECK(talk.end == *parse_instant("2031-05-14T10:20:00+02:00"));
  CHECK(talk.speakers == std::vector<Speaker>{{"Ada", "", ""}, {"Cy", "", ""}});
  CHECK(session(parsed, "e-2").kind == Kind::kBreak);
  CHECK(session(parsed, "e-2").room.empty());
  const Session& quiz = session(parsed, "e-3");
  CHECK(quiz.room == "Stage");
  CHECK(quiz.end == quiz.start + std::chrono::minutes(90));
  CHECK(quiz.status == schedule::Status::kCancelled);
}

TEST_CASE("A namespace's prefix and parts of a text change nothing, entities are not expanded") {
  const Parsed parsed = parse_good(sample("frab_xml_fuzz/prefixed.xml"));
  CHECK(parsed.schedule.event.name == "P &b;");
  REQUIRE(parsed.schedule.sessions.size() == 2);
  CHECK(session(parsed, "4").title == "A & B C");
  CHECK(session(parsed, "4").start == *parse_instant("2031-05-15T01:10:00Z"));  // 25:10
  CHECK(session(parsed, "4").room.empty());
  CHECK(session(parsed, "5").start == *parse_instant("2031-05-15T08:30:00Z"));  // day_change 09:00
  CHECK(session(parsed, "5").end == session(parsed, "5").start + std::chrono::hours(24));
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "event 5 \"Late\": its duration 99:00 is read as 24 hours");
}

TEST_CASE("An event without an id is named by its title") {
  const Parsed parsed = parse_good(sample("frab_xml_fuzz/long-without-id.xml"));
  CHECK(parsed.schedule.sessions.at(0).id == "late");
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings[0] == "event \"Late\": its duration 99:00 is read as 24 hours");
}

TEST_CASE("Where an event has no instant, its day and its start make one") {
  const auto start = event_xml("<start>08:30</start>");
  CHECK(start_of(xml(start)) == "2031-05-14T08:30:00+00:00");
  CHECK(start_of(xml(start, "<time_zone_name>Asia/Tokyo</time_zone_name>")) ==
        "2031-05-13T23:30:00+00:00");
  // The day begins at 10:00 and is over at 04:00: half past eight is no morning after.
  CHECK(start_of(xml(start, "", R"(date="2031-05-14" start="2031-05-14T10:00:00"
                                   end="2031-05-15T04:00:00")")) == "2031-05-14T08:30:00+00:00");
  CHECK(start_of(xml(event_xml("<start>03:30</start>"), "",
                     R"(start="2031-05-14T10:00:00" end="2031-05-15T04:00:00")")) ==
        "2031-05-15T03:30:00+00:00");
  // Of the event's own date nothing is taken away.
  CHECK(start_of(xml(event_xml("<date>2031-05-15</date><start>01:00</start>"),
                     "<day_change>04:00</day_change>")) == "2031-05-15T01:00:00+00:00");
  CHECK(start_of(xml(event_xml("<date>2031-05-14</date><start>01:00</start>"),
                     "<day_change>04:00</day_change>")) == "2031-05-15T01:00:00+00:00");
  CHECK(start_of(xml(event_xml("<date>2031-05-16T07:00:00</date><start>01:00</start>"))) ==
        "2031-05-16T07:00:00+00:00");
}

TEST_CASE("The zone is the configuration's, the document's, an event's or this machine's") {
  const auto zone = [](std::string_view conference, std::string_view date, const Hints& hints) {
    const auto parsed = parse_good(
        xml(event_xml(fmt::format("<date>{}</date><start>09:00</start>", date)), conference),
        hints);
    return parsed.schedule.event.time_zone + ", " + parsed.source.zone_from;
  };
  constexpr std::string_view kNamed = "<time_zone_name>Europe/Paris</time_zone_name>";
  constexpr std::string_view kInstant = "2031-05-14T09:00:00+05:30";
  Hints hints;
  hints.machine_zone = *Zone::find("Europe/Oslo");
  CHECK(zone(kNamed, kInstant, hints) == "Europe/Paris, time_zone_name");
  CHECK(zone("", kInstant, hints) == "Asia/Kolkata, the offset of the first event");
  CHECK(zone("", "", hints) == "Europe/Oslo, this machine (guessed)");
  CHECK(zone("<time_zone_name>Mars</time_zone_name>", kInstant, hints) ==
        "Asia/Kolkata, the offset of the first event");
  hints.zone = *Zone::find("Africa/Lagos");
  CHECK(zone(kNamed, kInstant, hints) ==
        "Africa/Lagos, configuration; time_zone_name says Europe/Paris");
}

TEST_CASE("An event without a length has no end, and repeated ids are told apart") {
  const auto parsed = parse_good(
      xml("<event id='1'><start>09:00</start><end></end><duration>00:00</duration></event>"
          "<event id='1'><start>10:00</start><duration>soon</duration></event>"
          "<event id='1' code='X1'><start>11:00</start></event>"));
  REQUIRE(parsed.schedule.sessions.size() == 3);
  for (const Session& session : parsed.schedule.sessions) CHECK_FALSE(session.end);
  CHECK(parsed.schedule.sessions[0].id == "1");
  CHECK(parsed.schedule.sessions[1].id == "1-2");
  CHECK(parsed.schedule.sessions[2].id == "X1");
}

TEST_CASE("Events that say no time are named and left out, and too many of them refuse it all") {
  std::string events;
  for (int i = 0; i < 8; ++i) events += event_xml("<start>09:00</start>");
  const std::string bad =
      "<event id='77'><title>Some day</title><start>noon</start><duration>1:00</duration></event>";
  const auto parsed = parse_good(xml(events + bad + bad));
  CHECK(parsed.schedule.sessions.size() == 8);
  REQUIRE(parsed.warnings.size() == 2);
  CHECK(parsed.warnings[0] ==
        "event 77 \"Some day\": its date \"\" and start \"noon\" say no time; left out");
  CHECK(error_of(xml(events + bad + bad + bad)).code == "too-many-bad");
}

TEST_CASE("What is no schedule says so") {
  CHECK(error_of("<notes/>").message == "the document is a <notes>, not a <schedule>");
  CHECK(error_of("{\"a\": 1}", "frab-json").message ==
        "schedule.conference: is missing or no object; is this a frab schedule.json?");
  CHECK(error_of("{\"talks\": 3}", "pretalx-widget").message ==
        "talks: is missing or no list; is this pretalx's widget JSON?");
  CHECK(error_of("<schedule><day date='2031-05-14'/></schedule>").code == "no-sessions");
  CHECK(error_of(R"({"schedule": {"conference": {"days": []}}})", "frab-json").code ==
        "no-sessions");
}

TEST_CASE("A title that says that its event is cancelled gives it that state") {
  const Session session =
      parse_good(xml(event_xml("<title>CANCELED Keynote: Hinges</title><start>10:00</start>")))
          .schedule.sessions.at(0);
  CHECK(session.status == schedule::Status::kCancelled);
  CHECK(session.title == "Keynote: Hinges");
  CHECK(session.kind == Kind::kKeynote);
}

TEST_CASE("XML, JSON and the widget are found by their own words, not by words in texts") {
  const auto found = [](std::string_view bytes, std::string_view type = {}) {
    Hints hints;
    hints.content_type = type;
    for (const Format& format : formats()) {
      if (format.accepts(bytes, hints)) return std::string(format.name);
    }
    return std::string();
  };
  CHECK(found("\xEF\xBB\xBF<?xml version='1.0'?>\n<!DOCTYPE schedule [<!ENTITY a '>'>]>\n<!-- > -->"
              "<schedule>") == "frab-xml");
  CHECK(found("<a:schedule xmlns:a='b'>") == "frab-xml");
  CHECK(found("<rss><schedule>") != "frab-xml");
  CHECK(found("<schedules>") != "frab-xml");
  CHECK(found("text", "application/vnd.c3voc.schedule+xml; charset=utf-8") == "frab-xml");
  CHECK(found(sample("frab_json_fuzz/version-1.json")) == "frab-json");
  CHECK(found(sample("frab_json_fuzz/version-2.json")) == "frab-json");
  CHECK(found(sample("pretalx_fuzz/widget.json")) == "pretalx-widget");
  CHECK(found(R"({"text": "\"conference\": \"days\": "})").empty());
}

}  // namespace roomsign::formats
