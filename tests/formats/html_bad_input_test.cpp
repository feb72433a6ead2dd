// What bad pages get: an error or a warning that names place and reason, soon.
#include <chrono>
#include <string>

#include "daemon/formats/format.hpp"
#include "daemon/formats/html/document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"

namespace roomsign::formats {
namespace {

Hints may() {
  Hints hints;
  hints.zone = Zone();
  hints.date = std::chrono::year(2030) / 5 / 14;
  return hints;
}

Error error_of(const std::string& page) {
  const auto parsed = parse(page, may(), "html");
  REQUIRE_FALSE(parsed.has_value());
  return parsed.error();
}

const std::string kRows =
    "<tr><td>9:00</td><td>Tides</td></tr>\n<tr><td>10:00</td><td>Winds</td></tr>\n";
const std::string kHead = "<table><tr><th>Time</th><th>What</th></tr>\n";

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

// Fails where reading takes much processor time; the bound is far above what a page needs.
Result<Parsed> read_soon(const std::string& page) {
  Result<Parsed> parsed;
  CHECK(test::cpu_seconds([&] { parsed = parse(page, may(), "html"); }) < 4.0);
  return parsed;
}

}  // namespace

TEST_CASE("A page that was cut inside its table is refused so that the afternoon is not lost") {
  const Error error = error_of("<html><body>\n" + kHead + kRows + "<tr><td>11:0");
  CHECK(error.code == "truncated");
  CHECK(error.message.contains("line 5: the page ends inside the table that begins in line 2"));
}

TEST_CASE("A complete page whose author forgot to close the table is read") {
  const auto parsed = parse("<html><body>" + kHead + kRows + "</body></html>", may());
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.size() == 2);
}

TEST_CASE("A captive portal's login page is recognised") {
  const Error error = error_of(
      "<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body><form action='/login'>"
      "<p>Welcome</p><input name=user><input type=Password name=pass></form></body></html>");
  CHECK(error.code == "login-page");
  CHECK(error.message.contains("\"Guest Wi-Fi\" asks for a password"));
}

TEST_CASE("A page without a programme says what it has instead") {
  CHECK(error_of("<html><p>Come back later</p></html>").message ==
        "the page has no programme that can be read: no table of times; no schema.org event; "
        "no list of times");
  CHECK(error_of("<div id=app></div><SCRIPT src=app.js></SCRIPT>")
            .message.ends_with("name the event's calendar or export in its place"));
  CHECK(error_of("<table></table>").code == "no-sessions");
  CHECK(
      error_of("<table><tr><th>Time</th></tr></table>").message.contains("rows of its tables: 1"));
  const Error undecided = error_of(kHead + "<tr><td>TBD</td><td>Tides</td></tr></table>");
  CHECK(undecided.code == "no-sessions");
}

TEST_CASE("Rows without a day are refused with the way out") {
  Hints hints;
  const auto parsed = parse(kHead + kRows + "</table>", hints);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "no-date");
  CHECK(parsed.error().message.contains("2 timed rows"));
}

TEST_CASE("A template whose rows a loop makes is refused by line and tag") {
  const Error error = error_of(
      "---\ntitle: x\n---\n<table>\n{%- for talk in site.data.talks -%}\n"
      "<tr><td>{{ talk.time }}</td></tr>\n{% endfor %}\n</table>");
  CHECK(error.code == "template");
  CHECK(error.message.contains("line 5: {%- for talk in site.data.talks -%} inside a table"));
  CHECK(error_of("<table><tr><td>{{ time }}</td><td>x</td></tr></table>").code == "template");
}

TEST_CASE("Template tags that only links and layouts need do no harm") {
  const auto parsed = parse(
      "{% include nav.html %}{% comment %}<table>{{ x }}{% endcomment %}{% for p in pages %}{{ p "
      "}}{% endfor %}" +
          kHead + "<tr><td>9:00</td><td><a href='{{ site.baseurl }}/x'>Tides</a></td></tr></table>",
      may());
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.at(0).title == "Tides");
}

TEST_CASE("Latin-1 bytes are read and named") {
  const auto parsed =
      parse("<p>x</p>\n" + kHead + "<tr><td>9:00</td><td>Caf\xE9 \x96 Fl\xFCsse</td></tr></table>",
            may());
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.at(0).title == "Caf\u00e9 \u2013 Fl\u00fcsse");
  REQUIRE(parsed->warnings.size() == 1);
  CHECK(parsed->warnings[0].contains("line 3: byte 0xE9 is not UTF-8"));
}

TEST_CASE("A declared charset is believed and one that is not read is named") {
  const std::string row = "<tr><td>9:00</td><td>Caf\xE9</td></tr></table>";
  Hints hints = may();
  hints.content_type = "text/html; charset=ISO-8859-1";
  const auto served = parse(kHead + row, hints);
  REQUIRE(served);
  CHECK(served->warnings.empty());
  CHECK(served->schedule.sessions.at(0).title == "Caf\u00e9");
  const auto meta = parse("<meta charset='latin1'>" + kHead + row, may());
  REQUIRE(meta);
  CHECK(meta->schedule.sessions.at(0).title == "Caf\u00e9");
  CHECK(error_of("<meta charset=shift_jis>" + kHead + row).code == "charset");
  const auto utf8 = parse("<meta charset=utf-8>" + kHead + row, may());
  REQUIRE(utf8);
  CHECK(utf8->schedule.sessions.at(0).title == "Caf\uFFFD");
  CHECK(utf8->warnings.size() == 1);
}

TEST_CASE("UTF-16 with a byte order mark is read") {
  std::string page("\xFF\xFE", 2);
  for (const char c : kHead + kRows + "</table>") page += std::string{c, '\0'};
  const auto parsed = parse(page, may(), "html");
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.size() == 2);
}

TEST_CASE("200 KB of nested or unclosed tags are refused soon") {
  for (const std::string tag :
       {"<i>", "<div>", "<i><p>", "<b class=a><i>x", "<table><tr><td>", "<font color=1><a>"}) {
    CAPTURE(tag);
    const auto parsed = read_soon(repeated(tag, 200'000));
    REQUIRE_FALSE(parsed);
    CHECK((parsed.error().code == "too-deep" || parsed.error().code == "truncated"));
  }
}

TEST_CASE("Formatting left open before thousands of paragraphs is refused soon") {
  std::string page = kHead + kRows + "</table>";
  for (int i = 0; i < 200; ++i) page += "<i class=c" + std::to_string(i) + ">";
  const auto parsed = read_soon(page + repeated("<p>", 200'000));
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "too-deep");
}

TEST_CASE("Very many attributes or bytes are refused soon") {
  const auto attributes = read_soon("<p " + repeated("a1 b2 c3 d4 ", 200'000) + ">");
  REQUIRE_FALSE(attributes);
  CHECK(attributes.error().code == "too-deep");
  const auto large = read_soon(repeated("word ", 5'000'000));
  REQUIRE_FALSE(large);
  CHECK(large.error().code == "too-large");
}

TEST_CASE("A page of two hundred thousand comments is read soon") {
  for (const std::string comment : {"<!--x-->", "<!-->", "<!--x--!>", "<!-- - - -- > -->"}) {
    CAPTURE(comment);
    CHECK(read_soon(kHead + kRows + "</table>" + repeated(comment, 1'800'000)).has_value());
  }
}

TEST_CASE("A page of 10000 harmless rows or cells left open is read soon") {
  const auto rows =
      read_soon(kHead + repeated("<tr><td>9:00<td><b>Tides<i>", 200'000) + "</table>");
  REQUIRE(rows);
  CHECK(rows->schedule.sessions.size() == 1);  // all say the same
  CHECK(rows->warnings.at(0).contains("only its first 2000 rows are read"));
}

TEST_CASE("Scripts and comments full of tags do not count as nesting") {
  const std::string tags = repeated("<div><i>", 20'000);
  const auto parsed =
      parse("<script>" + tags + "</script><!--" + tags + "-->" + kHead + kRows + "</table>", may());
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.size() == 2);
}

TEST_CASE("Hostile words are cleaned before they reach a sign") {
  const auto parsed =
      parse(kHead + "<tr><td>9:00</td><td>Tides\xE2\x80\xAE now</td></tr></table>", may());
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.at(0).title == "Tides now");
}

TEST_CASE("A room named by two rows of headings is no longer than one row's could be") {
  const std::string heading =
      "<tr><th>Time</th><th>" + repeated("a", 200) + "</th><th>Room B</th></tr>";
  const auto parsed = parse("<table>" + heading + "<tr><th>Time</th><th>" + repeated("b", 200) +
                                "</th><th></th></tr><tr><td>9:00</td><td>Tides</td><td>Winds</td>"
                                "</tr></table>",
                            may());
  REQUIRE(parsed);
  const std::string longest = repeated("a", 200) + " " + repeated("b", 98) + "…";
  CHECK(schedule::rooms(parsed->schedule) == std::vector<std::string>{"Room B", longest});
}

}  // namespace roomsign::formats
