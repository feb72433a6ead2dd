// Broken, hostile and oddly encoded schedules of frab's kind and of pretalx's: refused in words, or
// read, in bounded time.
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

std::string sample(const std::string& name) {
  const auto text = read_file(std::string(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/") + name);
  REQUIRE(text);
  return *text;
}

std::string message_of(std::string_view bytes, std::string_view format = "frab-xml") {
  const auto parsed = parse(bytes, {}, format);
  return parsed ? "no error" : parsed.error().message;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string utf16(std::string_view text, bool big_endian) {
  std::string bytes;
  for (const char32_t code : decode_utf8(text)) {
    const auto put = [&](char32_t unit) {
      const char high = static_cast<char>(unit >> 8U);
      const char low = static_cast<char>(unit & 0xFFU);
      bytes += big_endian ? high : low;
      bytes += big_endian ? low : high;
    };
    if (code >= 0x10000) {
      put(0xD800 + ((code - 0x10000) >> 10U));
      put(0xDC00 + ((code - 0x10000) & 0x3FFU));
    } else {
      put(code);
    }
  }
  return bytes;
}

std::string with_title(std::string_view title) {
  return fmt::format(
      "<schedule><day date='2031-05-14'><event id='1'><start>09:00</start>"
      "<title>{}</title></event></day></schedule>",
      title);
}

std::string title_in(std::string_view bytes) {
  const auto parsed = parse(bytes, {}, "frab-xml");
  return parsed ? parsed->schedule.sessions.at(0).title : parsed.error().message;
}

}  // namespace

TEST_CASE("A schedule cut off at any byte is refused in words") {
  const auto [name, format] = GENERATE(table<std::string, std::string>({
      {"frab_xml_fuzz/schedule.xml", "frab-xml"},
      {"frab_json_fuzz/version-1.json", "frab-json"},
      {"frab_json_fuzz/version-2.json", "frab-json"},
      {"pretalx_fuzz/widget.json", "pretalx-widget"},
      {"pretalx_fuzz/api.json", "pretalx-api"},
      {"sessionize_fuzz/all.json", "sessionize"},
      {"indico_fuzz/event.json", "indico"},
  }));
  const std::string whole = sample(name);
  const std::size_t end = whole.find_last_of(">}");  // blanks behind it are no loss
  REQUIRE(parse(whole, {}, format));
  for (std::size_t length = 0; length < end; ++length) {
    const auto parsed = parse(std::string_view(whole).substr(0, length), {}, format);
    INFO(format << " cut at " << length);
    REQUIRE_FALSE(parsed);
    REQUIRE_FALSE(parsed.error().code.empty());
    REQUIRE_FALSE(parsed.error().message.empty());
    REQUIRE(clean_line(parsed.error().message, 1000) == parsed.error().message);
  }
}

TEST_CASE("A fault in XML is told with its line and column") {
  CHECK(message_of("<schedule>\n  <day>\n  </dax>\n</schedule>")
            .starts_with("line 3, column 5: not well-formed XML: "));
  CHECK(message_of("<schedule>\n<day date=1/></schedule>")
            .starts_with("line 2, column 11: not well-formed XML: "));
  CHECK(message_of("\xEF\xBB\xBF<schedule>\n<&").starts_with("line 2, column 2: "));
  CHECK(message_of("<!-- -->").contains("not well-formed XML: No document element found"));
}

TEST_CASE(
    "A fault in JSON is told without what stands there, though it look like the parser's words") {
  const std::string document = sample("frab_json_fuzz/expected-in-text.json");
  REQUIRE(document.contains("; expected secret"));
  CHECK(
      message_of(document, "frab-json").starts_with("line 1, column 25: not JSON: invalid string"));
  CHECK_FALSE(message_of(document, "frab-json").contains("secret"));
}

TEST_CASE("Depth costs an XML schedule nothing") {
  constexpr std::size_t kDepth = 300'000;
  const std::string deep = repeated("<a>", kDepth) + repeated("</a>", kDepth);
  CHECK(title_in(with_title("A " + deep + "B")) == "A B");
  CHECK(message_of("<schedule>" + repeated("<day>", kDepth)).contains("not well-formed XML"));
}

TEST_CASE("Entities of a document type are not expanded, and nothing else is fetched") {
  std::string bomb = "<!DOCTYPE schedule [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 30; ++i)
    bomb += fmt::format("<!ENTITY a{} '{}'>", i, repeated(fmt::format("&a{};", i - 1), 10));
  bomb += "<!ENTITY file SYSTEM 'file:///etc/hostname'>]>";
  CHECK(title_in(bomb + with_title("&a29; &file; &amp; &#x41;")) == "&a29; &file; & A");
}

TEST_CASE("More events than any conference has are refused") {
  const std::string event = "<event><start>09:00</start></event>";
  const auto document = [&](std::size_t count) {
    return "<schedule><day date='2031-05-14'>" + repeated(event, count) + "</day></schedule>";
  };
  CHECK(parse(document(20'000), {}, "frab-xml")->schedule.sessions.size() == 20'000);
  const auto refused = parse(document(120'000), {}, "frab-xml");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "too-many-events");
}

TEST_CASE("UTF-16 in either order, with its mark or without, is read as the UTF-8 that it says") {
  const std::string well = with_title("Türen 💌 &amp; Ω");
  REQUIRE(title_in(well) == "Türen 💌 & Ω");
  CHECK(title_in(utf16(well, false)) == "Türen 💌 & Ω");
  CHECK(title_in(utf16(well, true)) == "Türen 💌 & Ω");
  CHECK(title_in("\xFF\xFE" + utf16(well, false)) == "Türen 💌 & Ω");
  CHECK(title_in("\xFE\xFF" + utf16(well, true)) == "Türen 💌 & Ω");
  const auto found = parse(utf16(well, true), {});
  REQUIRE(found);
  CHECK(found->source.format == "frab-xml");
  // Half a unit at the end, and half a pair in a title.
  CHECK(title_in(utf16(well, false) + "x") == "Türen 💌 & Ω");
  std::string half = utf16(well, false);
  half.erase(half.find("\x3D\xD8"), 2);
  CHECK(title_in(half) == "Türen \uFFFD & Ω");
}

TEST_CASE("Latin-1 is read where the document declares it, and nowhere else") {
  const std::string latin = with_title("T\xFCren");
  CHECK(title_in("<?xml version='1.0' encoding='ISO-8859-1'?>" + latin) == "Türen");
  CHECK(title_in("<?xml version=\"1.0\" encoding=\"windows-1252\" ?>" + latin) == "Türen");
  CHECK(title_in("<?xml version='1.0' encoding='utf-8'?>" + latin) == "T\uFFFDren");
  CHECK(title_in(latin) == "T\uFFFDren");
}

TEST_CASE("JSON of the wrong types is read as if it said nothing") {
  const std::string document =
      R"({"schedule": {"conference": {"title": 3, "tracks": {}, "rooms": [7],
    "days": [3, {"date": [], "rooms": {"A": [{"date": "2031-05-14T09:00:00Z", "title": [], "id": {},
    "persons": [1, null, {"name": 4}], "track": 5, "room": 6, "duration": 45,
    "do_not_record": "yes"}]}}]}}})";
  const auto parsed = parse(document, {}, "frab-json");
  REQUIRE(parsed);
  REQUIRE(parsed->schedule.sessions.size() == 1);
  const auto& session = parsed->schedule.sessions[0];
  CHECK(session.room == "A");
  CHECK(session.title.empty());
  CHECK(session.speakers.empty());
  CHECK_FALSE(session.do_not_record);
  CHECK(message_of(R"({"schedule": {"conference": {"days": [{"rooms": {"A": [1, 2]}}]}}})",
                   "frab-json") ==
        "2 of 2 records cannot be read; the first: room A: an event is a number");
}

}  // namespace roomsign::formats
