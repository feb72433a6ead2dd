#include "daemon/formats/notices.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using namespace std::chrono_literals;
using schedule::Level;

std::string document(const std::string& entries, const std::string& head = "") {
  return R"({"format":"roomsign-announcements/1","sequence":7,)" + head + R"("entries":[)" +
         entries + "]}";
}

ParsedNotices parsed(const std::string& entries, const std::string& head = "") {
  const auto parsed = parse_notices(document(entries, head));
  REQUIRE(parsed);
  CHECK(parse_notices(print_notices(*parsed)) == *parsed);
  return *parsed;
}

const std::string kUntil = R"("until":"2025-12-06T18:00:00Z")";
const std::string kTerm = R"("from":"2025-12-06T09:00:00Z",)" + kUntil;

TEST_CASE("Every kind of entry is read, and reads back equal from what is printed") {
  const auto all = parsed(
      R"({"kind":"announcement","level":"emergency","rooms":["Hall A"],"text":{"en":"Leave","de":"Raus"},
          "instructions":"By the stairs","url":"https://a.example/x",)" +
      kTerm + R"(},
         {"kind":"delay","rooms":["Hall A"],"minutes":10,)" +
      kTerm + R"(},
         {"kind":"on-time","id":"7",)" +
      kTerm + R"(},
         {"kind":"cancelled","session":{"start":"2025-12-06T10:00:00Z","room":"Hall A","name":"One"},
          "note":"ill",)" +
      kUntil + R"(},
         {"kind":"moved","session":{"start":"2025-12-06T10:00:00Z"},
          "to":{"room":"Hall B","start":"2025-12-06T11:00:00Z"},)" +
      kUntil + R"(},
         {"kind":"full","room":"Hall A","alternative":"Hall C",)" +
      kTerm + "}");
  CHECK(all.sequence == 7);
  CHECK(all.warnings.empty());
  CHECK(all.refused.empty());
  const auto& notices = all.notices;
  REQUIRE(notices.announcements.size() == 1);
  const auto& announcement = notices.announcements[0];
  CHECK(announcement.level == Level::kEmergency);
  CHECK(announcement.rooms == std::vector<std::string>{"Hall A"});
  CHECK(schedule::in_language(announcement.text, "de") == "Raus");
  CHECK(schedule::in_language(announcement.instructions, "de") == "By the stairs");
  CHECK(announcement.url == "https://a.example/x");
  CHECK(announcement.term.until - announcement.term.from == 9h);
  REQUIRE(notices.delays.size() == 2);
  CHECK(notices.delays[0].by == 10min);
  CHECK(notices.delays[1].by == 0min);
  CHECK(notices.delays[1].term.id == "7");
  CHECK(notices.called_off.at(0).session.name == "One");
  CHECK(notices.called_off.at(0).note == "ill");
  CHECK(notices.moves.at(0).room == "Hall B");
  CHECK(notices.moves.at(0).start == notices.moves.at(0).session.start + 1h);
  CHECK(notices.full.at(0).alternative == "Hall C");
}

TEST_CASE("An entry without a beginning has the document's, an announcement may have none") {
  const std::string delay = R"({"kind":"delay","minutes":5,)" + kUntil + "}";
  CHECK(parsed(delay).refused ==
        std::vector<std::string>{"entries[0].from: is missing: since when? (the document's "
                                 "`issued` counts as well)"});
  const auto issued = parsed(delay, R"("issued":"2025-12-06T09:30:00Z",)");
  CHECK(format_instant(issued.notices.delays.at(0).term.from) == "2025-12-06T09:30:00+00:00");
  CHECK(parsed(R"({"kind":"announcement","text":"x",)" + kUntil + "}")
            .notices.announcements.at(0)
            .term.from == Instant{});
}

TEST_CASE("An entry that cannot be read as it is meant is refused alone, with its reason") {
  struct Case {
    std::string entry;
    std::string reason;
  };
  const std::vector<Case> cases = {
      {R"({"kind":"announcement","text":"x"})",
       "entries[1].until: is missing: every entry needs an end"},
      {R"({"kind":"announcement","text":"x","level":"panic",)" + kUntil + "}",
       "entries[1].level: must be one of info, warning, emergency, drill, not \"panic\""},
      {R"({"kind":"announcement","level":"info",)" + kUntil + "}",
       "entries[1].text: is missing: what is to be said?"},
      {R"({"kind":"announcement","text":{"en":5},)" + kUntil + "}",
       "entries[1].text.en: must be text, not a number"},
      {R"({"kind":"announcement","text":{"not a tag":"x"},)" + kUntil + "}",
       "entries[1].text: must name languages by their tags, such as \"en\""},
      {R"({"kind":"announcement","text":"x","url":"javascript:x",)" + kUntil + "}",
       "entries[1].url: must be an http or https address"},
      {R"({"kind":"announcement","text":"x","from":"2025-12-06T18:00:00Z",)" + kUntil + "}",
       "entries[1].until: must lie after its `from`"},
      {R"({"kind":"party",)" + kUntil + "}",
       "entries[1].kind: must be one of announcement, delay, on-time, cancelled, moved, full, not "
       "\"party\""},
      {R"({"kind":"delay","minutes":-5,)" + kTerm + "}",
       "entries[1].minutes: must be a whole number from 0 to 720: how late is it?"},
      {R"({"kind":"delay","minutes":1.5,)" + kTerm + "}",
       "entries[1].minutes: must be a whole number"},
      {R"({"kind":"cancelled",)" + kUntil + "}", "entries[1].session: is missing: which one?"},
      {R"({"kind":"cancelled","session":{},)" + kUntil + "}",
       "entries[1].session.start: is missing: for when was it announced?"},
      {R"({"kind":"moved","session":{"start":"2025-12-06T10:00:00Z"},)" + kUntil + "}",
       "entries[1].to: must say to which room or time"},
      {R"({"kind":"full",)" + kTerm + "}", "entries[1].room: is missing: which one is full?"},
      {"5", "entries[1]: must be an object, not a number"},
  };
  const std::string good = R"({"kind":"announcement","text":"good",)" + kUntil + "}";
  for (const auto& [entry, reason] : cases) {
    INFO(entry);
    const auto all = parsed(fmt::format("{},{},{}", good, entry, good));
    CHECK(all.refused == std::vector<std::string>{reason});
    CHECK(all.notices.announcements.size() == 2);
  }
}

TEST_CASE("Longer texts are cut and unknown keys ignored, each with a warning") {
  const auto all = parsed(R"({"kind":"announcement","colour":"red","text":")" +
                              std::string(kAnnouncementLimit + 1, 'x') + R"(",)" + kUntil + "}",
                          R"("author":"me",)");
  CHECK(all.warnings == std::vector<std::string>{"author: unknown key, ignored",
                                                 "entries[0].text: cut after 240 characters",
                                                 "entries[0].colour: unknown key, ignored"});
  CHECK(all.notices.announcements.at(0).text.at(0).second.ends_with("…"));
}

TEST_CASE("A document of another kind is refused as a whole") {
  const auto code_of = [](const std::string& bytes) {
    const auto parsed = parse_notices(bytes);
    return parsed ? "" : parsed.error().code + ", " + parsed.error().message;
  };
  CHECK(code_of("<html>").starts_with("bad-json, line 1"));
  CHECK(code_of(R"({"format":"roomsign/1"})") ==
        "bad-announcements, format: must be \"roomsign-announcements/1\", not \"roomsign/1\"");
  for (const auto* sequence : {"", R"("sequence":-1,)", R"("sequence":9007199254740992,)"}) {
    CHECK(code_of(
              fmt::format(R"({{"format":"roomsign-announcements/1",{}"entries":[]}})", sequence)) ==
          "bad-announcements, sequence: must be a whole number from 0 to 9007199254740991, that "
          "rises with each version");
  }
  CHECK(code_of(R"({"format":"roomsign-announcements/1","sequence":9007199254740991,"entries":[]})")
            .empty());
  CHECK(code_of(R"({"format":"roomsign-announcements/1","sequence":1})") ==
        "bad-announcements, entries: must be a list; it may be empty");
  std::string many = "5";
  for (std::size_t i = 0; i < kMostEntries; ++i) many += ",5";
  CHECK(code_of(document(many)) == "too-large, entries: there are 201; 200 is the most");
}

TEST_CASE("The announcements that come with roomsign are read without a word") {
  const auto bytes = read_file(ROOMSIGN_SOURCE_DIR "/config/announcements.json", 1U << 20U);
  REQUIRE(bytes);
  const auto sample = parse_notices(*bytes);
  REQUIRE(sample);
  CHECK(sample->warnings.empty());
  CHECK(sample->refused.empty());
  CHECK(sample->notices.announcements.size() == 3);
}

// ---- Said to one sign ----

// At 14:20 in Berlin, on a day that began at four.
Saying saying() {
  return {.now = parse_instant("2025-12-06T14:20:00+01:00").value(),
          .day_begins = parse_instant("2025-12-06T04:00:00+01:00").value(),
          .until = parse_instant("2025-12-07T04:00:00+01:00").value(),
          .zone = Zone::find("Europe/Berlin").value(),
          .room = "Hall A",
          .id = "3"};
}

TEST_CASE("What is said begins now and ends with the day, where it does not say otherwise") {
  const auto said = parse_said(R"({"kind":"delay","minutes":10})", saying());
  REQUIRE(said);
  CHECK(said->kind == "delay");
  CHECK(said->id == "3");
  CHECK(said->until == saying().until);
  CHECK_FALSE(said->end_given);
  const auto& delay = said->notices.delays.at(0);
  CHECK(delay.by == 10min);
  CHECK(delay.term == schedule::Term{saying().now, saying().until, "3"});
  CHECK(parse_said(R"({"kind":"full"})", saying())->notices.full.at(0).room == "Hall A");
}

TEST_CASE("What is said to the sign of a room is said of that room, unless it names others") {
  using Rooms = std::vector<std::string>;
  const auto rooms = [](const std::string& more, const Saying& saying) {
    return parse_said(R"({"kind":"delay","minutes":10)" + more + "}", saying)
        ->notices.delays.at(0)
        .rooms;
  };
  CHECK(rooms("", saying()) == Rooms{"Hall A"});
  CHECK(rooms(R"(,"rooms":["Hall B","Hall C"])", saying()) == Rooms{"Hall B", "Hall C"});
  Saying lobby = saying();
  lobby.room.clear();
  CHECK(rooms("", lobby).empty());
}

TEST_CASE("A time of day is the programme day's, past midnight as well") {
  const auto until = [](const std::string& time) {
    const auto said =
        parse_said(R"({"kind":"announcement","text":"x","until":")" + time + "\"}", saying());
    return said ? format_instant(said->until, 1h) : said.error().message;
  };
  CHECK(until("16:00") == "2025-12-06T16:00:00+01:00");
  CHECK(until("01:30") == "2025-12-07T01:30:00+01:00");
  CHECK(until("1:30") == "2025-12-07T01:30:00+01:00");
  CHECK(until("4:30 PM") == "2025-12-06T16:30:00+01:00");
  CHECK(until("12:10am") == "2025-12-07T00:10:00+01:00");
  CHECK(until("13:00 PM").starts_with("until: "));
  CHECK(until("2025-12-08T10:00:00+01:00") == "2025-12-08T10:00:00+01:00");
  CHECK(until("14:00") == "until: must lie after its `from`");
  CHECK(until("soon").starts_with("until: "));
  const auto moved = parse_said(
      R"({"kind":"moved","session":{"start":"15:00"},"to":{"room":"B","start":"15:30"}})",
      saying());
  REQUIRE(moved);
  CHECK(moved->notices.moves.at(0).session.start == saying().now + 40min);
  CHECK(moved->notices.moves.at(0).start == saying().now + 70min);
}

TEST_CASE("Lifting and identifying are said as well, and nonsense is refused with its reason") {
  CHECK(parse_said(R"({"kind":"lift","id":"12"})", saying())->id == "12");
  CHECK(parse_said(R"({"kind":"identify"})", saying())->kind == "identify");
  CHECK(parse_said(R"({"kind":"reload", "ask":"a7"})", saying())->kind == "reload");
  CHECK(parse_said(R"({"kind":"reload", "ask":"a7"})", saying())->warnings.empty());
  const auto [bytes, code, message] = GENERATE(table<std::string, std::string, std::string>({
      {"{", "bad-json", "line 1"},
      {"[]", "refused", "document: must be an object"},
      {"3", "refused", "document: must be an object"},
      {"{}", "refused", "kind: must be one of announcement, delay"},
      {R"({"kind":"lift"})", "refused", "id: is missing"},
      {R"({"kind":"delay"})", "refused", "minutes: must be"},
      {R"({"kind":"delay","minutes":5,"from":"09:00","until":"10:00"})", "refused",
       "until: has gone by"},
      {R"({"kind":"announcement","until":"16:00"})", "refused", "text: is missing"},
      {R"({"kind":"delay","minutes":5,"until":7})", "refused", "until: must be text"},
  }));
  const auto said = parse_said(bytes, saying());
  INFO(bytes);
  REQUIRE_FALSE(said);
  CHECK(said.error().code == code);
  CHECK(said.error().message.starts_with(message));
}

}  // namespace
}  // namespace roomsign::formats
