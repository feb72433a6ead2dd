#include "daemon/formats/native.hpp"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;
using schedule::Status;

// Schedules of every shape, as readers return them: text is clean, the zone and the format named.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Parsed parsed() {
    Parsed parsed;
    auto& [event, sessions] = parsed.schedule;
    event = {.name = text(),
             .short_name = text(),
             .venue = text(),
             .url = text(),
             .time_zone = pick(kZones),
             .language = text()};
    for (int i = number(1, 12); i > 0; --i) sessions.push_back(session());
    for (int i = number(0, 3); i > 0; --i) parsed.warnings.push_back(clean_line("row: " + text()));
    parsed.source = {.format = pick({"roomsign/1", "html"}),
                     .title = text(),
                     .date = text(),
                     .date_from = text(),
                     .zone_from = text(),
                     .announced_hours = text()};
    finish(parsed.schedule);
    return parsed;
  }

 private:
  static inline const std::vector<std::string> kZones{
      "UTC", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"};

  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool coin() { return number(0, 1) == 1; }
  std::string pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(number(0, static_cast<int>(from.size()) - 1))];
  }

  std::string text() {
    std::string text;
    for (int i = number(0, 8); i > 0; --i) {
      text += pick({"a",
                    "Z",
                    " ",
                    "\"",
                    "\\",
                    "/",
                    "{",
                    "]",
                    ",",
                    ":",
                    "null",
                    "<b>",
                    "&amp;",
                    "\xc3\xa9",
                    "\xd7\xa9",
                    "\xe0\xa4\x95",
                    "\xf0\x9f\xa6\x86",
                    "e\xcc\x81",
                    "\xe2\x80\x93",
                    "\x01",
                    "\n",
                    "\xff"});
    }
    return clean_line(text);
  }

  std::vector<Speaker> speakers() {
    std::vector<Speaker> speakers;
    for (int i = number(0, 3); i > 0; --i) {
      speakers.push_back({.name = text(), .affiliation = text(), .photo = text()});
    }
    return speakers;
  }

  Instant instant() {
    constexpr Instant kFirst = std::chrono::sys_days(std::chrono::January / 1 / 1971);
    constexpr int kDays = 83'000;  // into 2198
    const int second = coin() ? number(0, 86'399) : 300 * number(0, 287);
    return kFirst + std::chrono::days(number(0, kDays)) + std::chrono::seconds(second);
  }

  Session session() {
    Session session;
    session.id = coin() ? text() : "";
    session.room = text();
    session.start = instant();
    if (coin()) session.end = instant();
    session.end_inferred = coin();
    session.plenary = coin();
    session.all_day = coin();
    session.kind = static_cast<Kind>(number(0, static_cast<int>(Kind::kSocial)));
    session.label = text();
    session.title = text();
    session.subtitle = text();
    session.speakers = speakers();
    for (int i = number(0, 2); i > 0; --i) {
      session.talks.push_back({.title = text(), .speakers = speakers()});
    }
    session.track = {.name = text(), .color = coin() ? "#2a9D8f" : ""};
    session.language = text();
    session.status = static_cast<Status>(number(0, static_cast<int>(Status::kMoved)));
    session.do_not_record = coin();
    session.note = text();
    session.url = text();
    return session;
  }

  std::mt19937 random_;
};

Parsed parse_good(std::string_view text, const Hints& hints = {}) {
  auto parsed = parse_native(text, hints);
  if (!parsed) FAIL(parsed.error().message);
  return *std::move(parsed);
}

std::string message_of(std::string_view text) {
  const auto parsed = parse_native(text, {});
  return parsed ? "no error" : parsed.error().message;
}

// A document with one session, into which `keys` are written.
std::string with_session(std::string_view keys) {
  return fmt::format(
      R"({{"format": "roomsign/1", "sessions": [{{"start": "2025-12-06T08:20:00-08:00"{}{}}}]}})",
      keys.empty() ? "" : ", ", keys);
}

std::string with_document(std::string_view keys) {
  return fmt::format(
      R"({{"format": "roomsign/1", "sessions": [{{"start": "2025-12-06T08:20Z"}}], {}}})", keys);
}

constexpr std::string_view kByHand = R"({
  "format": "roomsign/1",
  "event": {"name": "Ducks 2025", "time_zone": "America/Los_Angeles"},
  "sessions": [
    {"room": "Pond", "start": "2025-12-06T09:15:00-08:00", "title": "Feathers"},
    {"room": "Pond", "start": "2025-12-06T08:20:00-08:00", "end": "2025-12-06T09:15:00-08:00",
     "kind": "keynote", "label": "Keynote", "title": "  The  <Mallard>\n",
     "speakers": [{"name": "Ann", "affiliation": "Lake U"}],
     "track": {"name": "Water", "color": "#2a9d8f"}, "status": "cancelled"}
  ]
})";

TEST_CASE("what is printed reads back equal, whatever the schedule") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Parsed original = Generator(seed).parsed();
    const std::string text = print_native(original);
    INFO("seed " << seed << "\n" << text);
    REQUIRE(parse_good(text) == original);
    REQUIRE(accepts_native(text, {}));
  }
}

TEST_CASE("a schedule written by hand needs little and is sorted and named") {
  const Parsed parsed = parse_good(kByHand);
  REQUIRE(parsed.warnings.empty());
  REQUIRE(parsed.source.format == "roomsign/1");
  REQUIRE(parsed.schedule.event.name == "Ducks 2025");
  REQUIRE(parsed.schedule.sessions.size() == 2);
  const Session& keynote = parsed.schedule.sessions[0];
  REQUIRE(format_instant(keynote.start) == "2025-12-06T16:20:00+00:00");
  REQUIRE(keynote.end == parsed.schedule.sessions[1].start);
  REQUIRE(keynote.kind == Kind::kKeynote);
  REQUIRE(keynote.title == "The <Mallard>");
  REQUIRE(keynote.speakers == std::vector<Speaker>{{"Ann", "Lake U", ""}});
  REQUIRE(keynote.track == schedule::Track{.name = "Water", .color = "#2a9d8f"});
  REQUIRE(keynote.status == Status::kCancelled);
  const Session& feathers = parsed.schedule.sessions[1];
  REQUIRE(feathers.id == "feathers");
  REQUIRE(feathers.kind == Kind::kTalk);
  REQUIRE_FALSE(feathers.end.has_value());
}

TEST_CASE("times are printed with the event zone's offset, an unknown end as null") {
  const std::string text = print_native(parse_good(kByHand));
  REQUIRE(text.contains(R"("start": "2025-12-06T08:20:00-08:00")"));
  REQUIRE(text.contains(R"("end": null)"));
  REQUIRE(text.starts_with("{\n  \"format\": \"roomsign/1\",\n"));
  REQUIRE(text.ends_with("}\n"));
}

TEST_CASE("absent, null and empty mean the same") {
  const Parsed absent = parse_good(with_session(""));
  REQUIRE(parse_good(with_session(R"("end": null, "kind": null, "speakers": null, "track": null,
                                     "title": null, "do_not_record": null, "status": null)")) ==
          absent);
  REQUIRE(parse_good(with_session(R"("end": "", "kind": "", "speakers": [], "track": {},
                                     "title": "", "do_not_record": false, "status": "")")) ==
          absent);
}

TEST_CASE("the zone is the configuration's, else the document's, else the machine's") {
  Hints hints;
  hints.machine_zone = *Zone::find("Europe/Berlin");
  REQUIRE(parse_good(kByHand, hints).schedule.event.time_zone == "America/Los_Angeles");
  REQUIRE(parse_good(kByHand, hints).source.zone_from.empty());

  const Parsed guessed = parse_good(with_session(""), hints);
  REQUIRE(guessed.schedule.event.time_zone == "Europe/Berlin");
  REQUIRE(guessed.source.zone_from == "this machine (guessed)");

  hints.zone = *Zone::find("Asia/Tokyo");
  const Parsed configured = parse_good(kByHand, hints);
  REQUIRE(configured.schedule.event.time_zone == "Asia/Tokyo");
  REQUIRE(configured.source.zone_from == "configuration");
  REQUIRE(configured.schedule.sessions == parse_good(kByHand).schedule.sessions);
}

TEST_CASE("of many unknown keys twenty are named") {
  std::string keys = "\"k0\": 0";
  for (int i = 1; i < 1000; ++i) keys += fmt::format(", \"k{}\": {}", i, i);
  const Parsed parsed = parse_good(with_session(keys));
  REQUIRE(parsed.warnings.size() == 21);
  REQUIRE(parsed.warnings.back() == "980 more unknown keys, ignored");
}

TEST_CASE("unknown keys are warnings that name their path") {
  const Parsed parsed = parse_good(R"({"format": "roomsign/1", "version": 3,
      "event": {"nmae": "x"}, "source": {"by": "hand"}, "warnings": ["row 7: odd"],
      "sessions": [{"start": "2025-12-06T08:20Z", "abstract": "...", "track": {"id": 1},
                    "speakers": [{"twitter": ""}], "talks": [{"start": ""}]}]})");
  REQUIRE(parsed.warnings == std::vector<std::string>{
                                 "row 7: odd",
                                 "event.nmae: unknown key, ignored",
                                 "sessions[0].speakers[0].twitter: unknown key, ignored",
                                 "sessions[0].talks[0].start: unknown key, ignored",
                                 "sessions[0].track.id: unknown key, ignored",
                                 "sessions[0].abstract: unknown key, ignored",
                                 "source.by: unknown key, ignored",
                                 "version: unknown key, ignored",
                             });
}

TEST_CASE("wrong types and values are errors that name their path and what was expected") {
  const auto [document, message] = GENERATE(table<std::string, std::string>({
      {"[1]", "document: must be an object, not a list"},
      {"{}", "format: must be \"roomsign/1\", not \"\""},
      {R"({"format": "roomsign/2"})", "format: must be \"roomsign/1\", not \"roomsign/2\""},
      {R"({"format": 1})", "format: must be text, not a number"},
      {R"({"format": "roomsign/1"})", "sessions: must hold at least one session"},
      {R"({"format": "roomsign/1", "sessions": []})", "sessions: must hold at least one session"},
      {R"({"format": "roomsign/1", "sessions": {}})", "sessions: must be a list, not an object"},
      {R"({"format": "roomsign/1", "sessions": ["x"]})",
       "sessions[0]: must be an object, not text"},
      {R"({"format": "roomsign/1", "sessions": [{"title": "Ducks"}]})",
       "sessions[0].start: is missing: when does the session begin?"},
      {with_document(R"("event": "Ducks")"), "event: must be an object, not text"},
      {with_document(R"("event": {"name": ["Ducks"]})"), "event.name: must be text, not a list"},
      {with_document(R"("event": {"time_zone": "Mars/Crater"})"),
       "event.time_zone: \"Mars/Crater\""},
      {with_document(R"("source": true)"), "source: must be an object, not true or false"},
      {with_document(R"("warnings": "none")"), "warnings: must be a list, not text"},
      {with_document(R"("warnings": ["a", 2])"), "warnings[1]: must be text, not a number"},
      {with_session(R"("end": 930)"), "sessions[0].end: must be text, not a number"},
      {with_session(R"("end": "09:30")"), "sessions[0].end: \"09:30\" is not a time like"},
      {with_session(R"("end": "2025-12-06T09:30")"),
       "sessions[0].end: \"2025-12-06T09:30\" is not"},
      {with_session(R"("end": "9025-12-06T09:30Z")"),
       "sessions[0].end: must lie between 1971 and 2200"},
      {with_session(R"("end_inferred": "yes")"),
       "sessions[0].end_inferred: must be true or false, not text"},
      {with_session(R"("kind": "lecture")"),
       "sessions[0].kind: must be one of talk, keynote, invited, talks, panel, poster, qa, "
       "tutorial, opening, closing, discussion, registration, break, social, not \"lecture\""},
      {with_session(R"("status": "late")"),
       "sessions[0].status: must be one of scheduled, cancelled, moved, not \"late\""},
      {with_session(R"("speakers": ["Ann"])"),
       "sessions[0].speakers[0]: must be an object, not text"},
      {with_session(R"("speakers": [{}, {"name": {}}])"),
       "sessions[0].speakers[1].name: must be text, not an object"},
      {with_session(R"("talks": [{"speakers": [{"photo": 1}]}])"),
       "sessions[0].talks[0].speakers[0].photo: must be text, not a number"},
      {with_session(R"("track": {"color": "red"})"),
       "sessions[0].track.color: must be a colour such as \"#2a9d8f\""},
  }));
  INFO(document);
  REQUIRE_THAT(message_of(document), Catch::Matchers::StartsWith(message));
}

TEST_CASE("syntax errors name line and column and quote nothing") {
  const auto [document, message] = GENERATE(table<std::string, std::string>({
      {"", "line 1, column 1: not JSON: the document is empty"},
      {"{\n  \"format\": \"roomsign/1\",\n}", "line 3, column 1: not JSON: unexpected '}'"},
      {"{\"a\": secret}", "line 1, column 7: not JSON: invalid literal"},
      {"{\"a\": 1", "line 1, column 8: not JSON: unexpected end of input; expected '}'"},
      {"{\"a\": 1e999}", "not JSON: a number is out of range"},
  }));
  INFO(document);
  REQUIRE_THAT(message_of(document), Catch::Matchers::StartsWith(message));
  REQUIRE_FALSE(message_of(document).contains("secret"));
}

TEST_CASE("a document nested a hundred thousand deep is refused, and in time") {
  const auto deeper_than_32 =
      Catch::Matchers::EndsWith(": lists and objects are nested deeper than 32");
  for (const std::string_view opening : {"[", "{\"a\":"}) {
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += opening;
    REQUIRE_THAT(message_of(nested), deeper_than_32);
    REQUIRE_THAT(message_of(with_document("\"deep\": " + nested)), deeper_than_32);
  }
}

TEST_CASE("every truncation of a document is an error and never a smaller schedule") {
  const std::string text = print_native(Generator(7).parsed());
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {  // the last bytes are "}\n"
    const auto parsed = parse_native(std::string_view(text).substr(0, size), {});
    REQUIRE_FALSE(parsed.has_value());
    REQUIRE(parsed.error().code == "bad-json");
  }
}

TEST_CASE("only documents that name the format are accepted") {
  REQUIRE(accepts_native(kByHand, {}));
  REQUIRE(accepts_native("\xef\xbb\xbf \n{\"format\": \"roomsign/2\"", {}));
  REQUIRE_FALSE(accepts_native("", {}));
  REQUIRE_FALSE(accepts_native("{\"schedule\": {}}", {}));
  REQUIRE_FALSE(accepts_native("<html>\"roomsign/1\"", {}));
  REQUIRE(parse_good("\xef\xbb\xbf" + with_session("")).schedule.sessions.size() == 1);
}

}  // namespace
}  // namespace roomsign::formats
