// Real schedules of frab's kind: every event of each, and some of them looked up by hand in the
// document. What an event became is compared as one line:
//   start (length in minutes) [room] title / subtitle; people; track, language; what else
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;

std::optional<Parsed> read(const std::string& what) {
  const auto path = test::shared_or_skip("data/" + what);
  if (!path) return std::nullopt;
  Hints hints;
  hints.machine_zone = *Zone::find("Europe/Brussels");  // for those that name none
  auto parsed = parse(read_file(*path).value(), hints);
  if (!parsed) FAIL(what << ": " << parsed.error().message);
  for (const auto& warning : parsed->warnings) UNSCOPED_INFO(warning);
  return *std::move(parsed);
}

std::string line_of(const Parsed& parsed, std::string_view id) {
  const auto& sessions = parsed.schedule.sessions;
  const auto found = std::ranges::find(sessions, id, &Session::id);
  if (found == sessions.end()) return "no such session";
  const Zone zone = *Zone::find(parsed.schedule.event.time_zone);
  std::string people;
  for (const auto& speaker : found->speakers)
    people += (people.empty() ? "" : ", ") + speaker.name + speaker.affiliation;
  std::string line = format_instant(found->start, zone.offset_at(found->start));
  if (found->end) {
    const auto length = std::chrono::floor<std::chrono::minutes>(*found->end - found->start);
    line += fmt::format(" ({})", length.count());
  }
  line += fmt::format(" [{}] {}", found->room, found->title);
  if (!found->subtitle.empty()) line += " / " + found->subtitle;
  line += fmt::format("; {}; {}, {}", people, found->track.name, found->language);
  if (found->kind != Kind::kTalk) line += fmt::format("; {}", to_string(found->kind));
  if (!found->label.empty()) line += "; " + found->label;
  if (found->do_not_record) line += "; not recorded";
  return line;
}

std::size_t without_end(const Parsed& parsed) {
  return static_cast<std::size_t>(std::ranges::count_if(
      parsed.schedule.sessions, [](const Session& session) { return !session.end; }));
}

std::size_t not_recorded(const Parsed& parsed) {
  return static_cast<std::size_t>(
      std::ranges::count(parsed.schedule.sessions, true, &Session::do_not_record));
}

}  // namespace

TEST_CASE("FOSDEM 2007 has no rooms around its events, no dates and no zone", "[shared]") {
  const auto parsed = read("frab-xml/fosdem-2007.xml");
  if (!parsed) return;
  CHECK(parsed->source.format == "frab-xml");
  CHECK(parsed->schedule.sessions.size() == 215);
  CHECK(rooms(parsed->schedule).size() == 18);
  CHECK(without_end(*parsed) == 0);
  CHECK(parsed->warnings.empty());
  CHECK(parsed->schedule.event.name == "FOSDEM 2007");
  CHECK(parsed->schedule.event.venue == "ULB (Université Libre de Bruxelles), Brussels");
  CHECK(parsed->source.zone_from == "this machine (guessed)");
  CHECK(parsed->source.date == "2007-02-25");
  CHECK(line_of(*parsed, "0") ==
        "2007-02-25T15:00:00+01:00 (45) [Chavanne] AIGLX; Kristian Høgsberg; "
        "Desktop Applications, ");
  CHECK(line_of(*parsed, "5") ==
        "2007-02-25T16:00:00+01:00 (30) [H.2214] Belgian eID card on CentOS; Fabian Arrotin; "
        "CentOS + Fedora, ");
  CHECK(line_of(*parsed, "166") ==
        "2007-02-25T11:00:00+01:00 (45) [Janson] Keynote: OLPC; Jim Gettys; "
        "Opening/Closing talks, ; keynote");
  CHECK(line_of(*parsed, "182") ==
        "2007-02-25T18:30:00+01:00 (30) [H.1308] Testing the openSUSE distribution; "
        "Holger Sickenberg; openSUSE, ");
  CHECK(line_of(*parsed, "200") ==
        "2007-02-26T09:00:00+01:00 (120) [AW1.120] Research and Libre Software (II); "
        "Jens Hardings, Paulo Trezentos, Radu Pop; Research Room, ");
}

TEST_CASE("FOSDEM 2011 has sessions without people", "[shared]") {
  const auto parsed = read("frab-xml/fosdem-2011.xml");
  if (!parsed) return;
  CHECK(parsed->schedule.sessions.size() == 331);
  CHECK(rooms(parsed->schedule).size() == 19);
  CHECK(without_end(*parsed) == 0);
  CHECK(std::ranges::count_if(parsed->schedule.sessions,
                              [](const Session& s) { return s.speakers.empty(); }) == 21);
  CHECK(line_of(*parsed, "0") ==
        "2011-02-05T14:40:00+01:00 (15) [Ferrer] 0MQ: Multithreading magic; Pieter Hintjens; "
        "Lightning Talks, ");
  CHECK(line_of(*parsed, "1") ==
        "2011-02-06T11:00:00+01:00 (55) [AW1.121] Making the printed world accessible: A11y in "
        "OCRFeeder / A11y in OCRFeeder; Joaquim Rocha; Accessibility devroom, ");
  CHECK(line_of(*parsed, "9") ==
        "2011-02-06T10:00:00+01:00 (50) [Chavanne] Apache Wicket; Martijn Dashorst; "
        "Web Frameworks Track, ");
  CHECK(line_of(*parsed, "23") ==
        "2011-02-05T14:00:00+01:00 (120) [UA2.114] BSD Associate Exam Session; ; Certification, ");
  CHECK(line_of(*parsed, "199") ==
        "2011-02-05T16:00:00+01:00 (20) [AW1.120] Coffee Break!; ; Mono devroom, ; break");
}

TEST_CASE("FOSDEM 2012 has a session of nine people", "[shared]") {
  const auto parsed = read("frab-xml/fosdem-2012.xml");
  if (!parsed) return;
  CHECK(parsed->schedule.sessions.size() == 442);
  CHECK(rooms(parsed->schedule).size() == 23);
  CHECK(without_end(*parsed) == 0);
  CHECK(line_of(*parsed, "0") ==
        "2012-02-04T13:30:00+01:00 (30) [UD2.218A] 2012: New perspectives for Mozilla; "
        "Tristan Nitot; Mozilla Devroom, ");
  CHECK(line_of(*parsed, "4") ==
        "2012-02-04T17:00:00+01:00 (25) [AW1.121] Ada on Rails; David Sauvage; Ada Devroom, ");
  CHECK(line_of(*parsed, "34") ==
        "2012-02-05T12:05:00+01:00 (115) [Ferrer] CAcert Assurance Party; Ulrich Schroeter; "
        "CAcert, ; social");
  CHECK(line_of(*parsed, "105") ==
        "2012-02-04T11:00:00+01:00 (5) [K.4.401] Welcome to the Free Java DevRoom; "
        "Sylvestre Ledru, Mario Torre, Martijn Verburg, Ben Evans, Tom Marble, Mark Wielaard, "
        "Andrew Haley, Andrew Hughes, Dalibor Topić; Free Java Devroom, ; opening");
  CHECK(line_of(*parsed, "254") ==
        "2012-02-05T09:05:00+01:00 (20) [AW1.121] Moose Primer; Nicholas Perez; Perl Devroom, ");
}

TEST_CASE("FOSDEM 2025 is complete, and holds addresses where names should be", "[shared]") {
  const auto parsed = read("frab-xml/fosdem-2025.xml");
  if (!parsed) return;
  CHECK(parsed->schedule.sessions.size() == 943);
  CHECK(rooms(parsed->schedule).size() == 29);
  CHECK(without_end(*parsed) == 0);
  CHECK(parsed->source.zone_from == "time_zone_name");
  CHECK(parsed->schedule.event.time_zone == "Europe/Brussels");
  CHECK(parsed->schedule.event.short_name == "fosdem-2025");
  CHECK(parsed->schedule.event.url == "https://fosdem.org/2025/schedule/");
  CHECK(line_of(*parsed, "27c44f03-e83a-55c2-b10a-7298b3ec74ff") ==
        "2025-02-01T10:30:00+01:00 (5) [K.4.601] Welcome to the Modern Email DevRoom 💌; ; "
        "Modern Email, en; opening");
  CHECK(line_of(*parsed, "594ea252-f36b-520b-9263-48399989fd3a") ==
        "2025-02-02T13:15:00+01:00 (5) [K.4.601] Opening Railways and Open Transport Devroom; "
        "Max Mehl, Cornelius Schumacher, Simon Clavier, Loic HAMELIN, Brede Dammen, Peter Keller, "
        "Tu-Tho Thai; Railways and Open Transport, en; Devroom");
  CHECK(line_of(*parsed, "7d4911e5-348c-5df6-8944-bc572b99cbfd") ==
        "2025-02-01T10:30:00+01:00 (90) [UD6.203] MicroCode: Live, Portable Programming for "
        "Children; Lorraine Underwood; FOSDEM Junior, en; Junior");
  CHECK(line_of(*parsed, "c5bf4bb5-8f66-595c-9327-2c3c0ea78a39") ==
        "2025-02-02T10:00:00+01:00 (20) [AW1.120] Panel Discussion: the implementation of the "
        "Cyber Resilience Act so far; ; Open Source In The European Legislative Landscape and "
        "Beyond, en; panel");
  CHECK(line_of(*parsed, "7792599b-719a-5717-8741-14a534338047") ==
        "2025-02-01T18:50:00+01:00 (10) [UA2.114 (Baudoux)] I Like To Move IT, Move IT - "
        "Replication in TiDB & MySQL; Leandro Morgado; Cloud Native Databases, en; Devroom");
  std::size_t links = 0;
  for (const Session& session : parsed->schedule.sessions) {
    if (session.url.starts_with("https://fosdem.org/2025/schedule/event/fosdem-2025-")) ++links;
    for (const auto& speaker : session.speakers) CHECK_FALSE(speaker.name.contains('@'));
  }
  CHECK(links == 943);
}

TEST_CASE("31C3 has four sessions after midnight and two that are not recorded", "[shared]") {
  const auto parsed = read("frab-xml/31c3.xml");
  if (!parsed) return;
  CHECK(parsed->schedule.sessions.size() == 138);
  CHECK(rooms(parsed->schedule).size() == 4);
  CHECK(without_end(*parsed) == 0);
  CHECK(not_recorded(*parsed) == 2);
  CHECK(parsed->schedule.event.time_zone == "Etc/GMT-1");
  CHECK(parsed->schedule.event.name == "31. Chaos Communication Congress");
  CHECK(line_of(*parsed, "77aea78c-f2d2-461a-92b3-82929a79d598") ==
        "2014-12-28T00:00:00+01:00 (135) [Saal 1] Citizenfour; Laura Poitras; Entertainment, en; "
        "not recorded");
  CHECK(line_of(*parsed, "Mw1wjnNzwxzSkM3Ip5Lg0g") ==
        "2014-12-29T00:15:00+01:00 (90) [Saal 1] Fnord News Show / Wir helfen Euch die Fnords zu "
        "sehen.; frank, Fefe; Entertainment, de");
  CHECK(line_of(*parsed, "74711c06-8813-4158-b102-36dbbe374d13") ==
        "2014-12-29T00:15:00+01:00 (90) [Saal 2] Fnord News Show (Stream) / Wir helfen Euch die "
        "Fnords zu sehen.; Fefe, Frank Rieger; Entertainment, de");
  CHECK(line_of(*parsed, "Ls3UZdXbRpTYhYncqSJN_w") ==
        "2014-12-30T00:15:00+01:00 (120) [Saal 1] Googlequiz – 2015er Edition / Neue Spiele, neue "
        "Musik und noch mehr Luftballons; Jöran Muuß-Merholz, Ralf Appelt, Blanche Fabri, it4n6, "
        "Martin Krönke; Entertainment, de; not recorded");
  CHECK(line_of(*parsed, "8c4e647f-813e-41ef-b05b-65469dd841c3") ==
        "2014-12-27T11:30:00+01:00 (60) [Saal 1] 31C3 Keynote / A New Dawn; alecempire; CCC, en; "
        "keynote");
  CHECK(line_of(*parsed, "TvC3Zh1wVU8NotOjslV57Q") ==
        "2014-12-30T16:00:00+01:00 (60) [Saal 1] Paypals War on Terror / A Historical "
        "Re-Enactment of the PayPal14; the_no, absolem; Ethics, Society & Politics, en; Podium");
}

TEST_CASE("Camp 2019 in frab's JSON", "[shared]") {
  const auto parsed = read("frab-json/voc-example-frab-camp2019.json");
  if (!parsed) return;
  CHECK(parsed->source.format == "frab-json");
  CHECK(parsed->schedule.sessions.size() == 79);
  CHECK(rooms(parsed->schedule).size() == 2);
  CHECK(without_end(*parsed) == 0);
  CHECK(not_recorded(*parsed) == 0);
  CHECK(parsed->schedule.event.time_zone == "Europe/Berlin");
  CHECK(line_of(*parsed, "a0a0fcfe-b7fb-46e3-84b6-97a5406016b4") ==
        "2019-08-21T11:00:00+02:00 (30) [Curie] Opening Ceremony; jinxx, smtw; CCC, en; opening");
  CHECK(line_of(*parsed, "d8db148c-39e4-4f1e-af23-a26a477c82ee") ==
        "2019-08-21T22:00:00+02:00 (90) [Curie] 20 Jahre Camp / die Evolution des Chaos "
        "Communication Camps; Markus Ossevorth, Marc-André Janizewski, Tim Pritlove; CCC, de");
  CHECK(line_of(*parsed, "117f530f-a20b-4071-b208-39e989a42408") ==
        "2019-08-22T12:00:00+02:00 (180) [Meitner] Lightning Talks; bigalex, honky; CCC, en; "
        "talks");
  CHECK(line_of(*parsed, "ed4b6c75-14f4-49fe-a11e-3762bd6b54e3") ==
        "2019-08-22T23:00:00+02:00 (90) [Meitner] Achtung, Datenpannen! / Die große Datenschutz- "
        "und DSGVO-Show; Alvar C.H. Freude, Stefan Brink; Entertainment, de");
  CHECK(line_of(*parsed, "3ecdc823-95bb-4654-ad74-6eedb93dc1ed") ==
        "2019-08-23T18:00:00+02:00 (45) [Meitner] 75 Jahre Journalismus im WWW / the untold "
        "stories; Erich Moechel, Detlef Borchers, peter; Entertainment, de; Performance");
}

TEST_CASE("DemoCon in pretalx's JSON", "[shared]") {
  const auto parsed = read("frab-json/voc-example-pretalx-democon.json");
  if (!parsed) return;
  CHECK(parsed->schedule.sessions.size() == 36);
  CHECK(rooms(parsed->schedule).size() == 2);
  CHECK(without_end(*parsed) == 0);
  CHECK(not_recorded(*parsed) == 2);
  CHECK(parsed->schedule.event.time_zone == "UTC");  // though its offsets are an hour east
  CHECK(line_of(*parsed, "8079583e-8321-506c-95af-fd2903a5f075") ==
        "2020-12-14T08:00:00+00:00 (30) [Gray Room] Focused 5thgeneration hardware; "
        "Brian Robinson; Phased, en");
  CHECK(line_of(*parsed, "ba72da9d-a522-54f6-9301-4bf4f3446425") ==
        "2020-12-14T10:30:00+00:00 (90) [Tan Room] Secured grid-enabled policy; Amy Sanchez, "
        "Teresa Terrell; Horizontal, en; Workshop");
  CHECK(line_of(*parsed, "517218e5-c6e9-5628-b059-4b98e8b17745") ==
        "2020-12-14T13:00:00+00:00 (90) [Tan Room] Monitored 24hour customer loyalty; "
        "Audrey Campbell; Horizontal, en; Workshop; not recorded");
  CHECK(line_of(*parsed, "5203882f-d225-51ee-9886-8059331cf100") ==
        "2020-12-15T08:30:00+00:00 (30) [Gray Room] Down-sized directional algorithm; "
        "Taylor Hensley; Horizontal, en; not recorded");
  CHECK(line_of(*parsed, "2b2f1972-ee1f-536d-a364-f36561b3ecce") ==
        "2020-12-16T13:00:00+00:00 (90) [Tan Room] Proactive leadingedge Graphical User "
        "Interface; Randy Crawford; Horizontal, en; Workshop");
}

TEST_CASE("The hub's schedule, version 2", "[shared]") {
  const auto parsed = read("frab-json/voc-example-hub-schedule2.json");
  if (!parsed) return;
  REQUIRE(parsed->schedule.sessions.size() == 2);
  CHECK(parsed->schedule.event.name == "38C3");
  CHECK(parsed->schedule.event.language == "en");
  CHECK(line_of(*parsed, "270fa44c-821a-577f-8ca3-33e8d4a8c2a7") ==
        "2024-12-27T10:30:00+01:00 (30) [Saal 1] 38C3: Opening Ceremony; Gabriela Bogk, Aline "
        "Blankertz, Senficon; CCC, en");
  CHECK(line_of(*parsed, "b1740c2f-0c44-5f1b-89ed-456a9eecf0b8") ==
        "2024-12-28T00:15:00+01:00 (40) [Saal ZIGZAG] A Competitive Time-Trial AI for Need for "
        "Speed: / Most Wanted Using Deep Reinforcement Learning; Sebastian Schwarz; "
        "Hardware & Making, en");
  CHECK(parsed->schedule.sessions[0].track.color == "#F2F006");
  CHECK(parsed->schedule.sessions[0].url ==
        "https://events.ccc.de/congress/2024/hub/event/38c3-opening-ceremony/");
}

// What makes it invalid by its schema (ids as text, rooms beside the conference, a day missing)
// keeps nobody from reading its one event.
TEST_CASE("The example that its schema calls invalid is read", "[shared]") {
  const auto parsed = read("frab-json/voc-example-invalid-example.json");
  if (!parsed) return;
  REQUIRE(parsed->schedule.sessions.size() == 1);
  CHECK(parsed->warnings.empty());
  CHECK(line_of(*parsed, "7a0fc001-e587-47e1-b378-b6ec7e666337") ==
        "2022-12-28T14:00:00+01:00 (45) [Winterchaos] Internal Penetration Testing Basics; Mänu; "
        "Winterchaos, de; not recorded");
}

}  // namespace roomsign::formats
