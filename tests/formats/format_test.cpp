// The table of formats: who is asked, and what is said of bytes that nobody reads.
#include "daemon/formats/format.hpp"

#include <algorithm>
#include <string>

#include "daemon/formats/native.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

Error error_of(std::string_view bytes, const Hints& hints = {}, std::string_view name = {}) {
  const auto parsed = parse(bytes, hints, name);
  return parsed ? Error{"none", "a schedule"} : parsed.error();
}

Hints from(const std::string& url) {
  Hints hints;
  hints.url = url;
  return hints;
}

}  // namespace

TEST_CASE("The native schedule is asked first, pages and each name once") {
  CHECK(formats().front().name == "roomsign/1");
  for (const Format& format : formats()) {
    INFO(format.name);
    CHECK(std::ranges::count(formats(), format.name, &Format::name) == 1);
    CHECK_FALSE(format.summary.empty());
  }
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

TEST_CASE("What is no schedule is named as what it is, with what to do") {
  const auto [bytes, code, message] = GENERATE(table<std::string, std::string, std::string>({
      {"", "empty-answer", "the answer is an empty document"},
      {" \r\n\t", "empty-answer", "the answer is nothing but blanks"},
      {"\xEF\xBB\xBF", "empty-answer", "the answer is empty but for a byte order mark"},
      {"\xEF\xBB\xBF[]", "empty-answer", "the answer is empty JSON: perhaps nothing is published"},
      {"{ }", "empty-answer", "the answer is empty JSON"},
      {"null", "unknown-format", "this looks like text that begins \"null\""},
      {"%PDF-1.7\n...", "wrong-document", "this is a PDF: take the address of the page"},
      {"PK\x03\x04zip", "wrong-document", "this is a ZIP archive or an office document"},
      {"\x1F\x8B\x08...", "wrong-document", "this is gzip data: it must be unpacked first"},
      {"\x89PNG\r\n", "wrong-document", "this is a PNG picture"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n",
       "wrong-document", "this is the pointer to a large file, not the file"},
      {"<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>", "wrong-document",
       "this is a feed of news"},
      {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "wrong-document", "this is a feed of news"},
      {"<?xml version='1.0'?><playlist/>", "unknown-format",
       "this looks like an XML document of an unknown kind"},
      {"502 Bad Gateway", "unknown-format", "this looks like text that begins \"502 Bad Gateway\""},
      {"token=c0ffee", "unknown-format", "this looks like text of an unknown kind"},
      {std::string("a\0b", 3), "unknown-format", "this looks like binary data"},
      {R"({"detail": "Not found."})", "error-answer",
       "the server answers with an error (\"detail\") instead of a schedule: there is nothing"},
      {R"({"error": {"code": 403, "message": "The caller does not have permission"}})",
       "error-answer",
       "the server answers with an error (\"error\") instead of a schedule: it is "
       "not public"},
      {R"({"message": "API rate limit exceeded", "documentation_url": "https://example.org"})",
       "error-answer",
       "the server answers with an error (\"message\") instead of a schedule: it "
       "wants to be asked again later"},
      {R"({"_type": "HTTPAPIError", "message": "API key is missing"})", "error-answer",
       "the server answers with an error (\"message\") instead of a schedule: it is not public"},
      {R"({"errors": [{"status": "500"}]})", "error-answer",
       "the server answers with an error (\"errors\") instead of a schedule: check the address"},
      {R"({"talks_by_day": {}, "ada@example.org": 1, "c0ffee17": 2, "venue": "x"})",
       "unknown-format",
       "this looks like JSON of an unknown kind, an object with the members talks_by_day, venue;"},
      {R"([{"start": 3, "subject": "x"}, {"y": 1}])", "unknown-format",
       "this looks like JSON of an unknown kind, a list of objects with the members start, "
       "subject;"},
      {"[1, 2", "unknown-format", "this looks like JSON with a fault (line 1, column"},
      {"<!DOCTYPE html><title>Sign in</title><form><input type=\"password\"></form>", "login-page",
       "the page \"Sign in\" asks for a password"},
      {"<html><head><title>Indico: Login</title></head><body><a href='/sso'>SSO</a></body></html>",
       "login-page", "the page \"Indico: Login\" asks for a password"},
      {"<html><body onload='document.forms[0].submit()'><form><input type='hidden' "
       "name=\"SAMLRequest\" value='c0ffee'></form></body></html>",
       "login-page", "the page asks for a password"},
      {"<html><head><title>Welcome</title></head><body>Free Wi-Fi<!-- <WISPAccessGatewayParam/> "
       "--></body></html>",
       "captive-portal", "the page \"Welcome\" is this network's portal"},
      {"<html><head><title>404 Not Found</title></head><body></body></html>", "error-page",
       "the page \"404 Not Found\" says that something went wrong: check the address"},
      {"<html><head>\n<title>\n Error 503: Service Unavailable</title></head></html>", "error-page",
       "the page \"Error 503: Service Unavailable\""},
      {"<html><head><title>Cataloging 404s</title></head><body>soon</body></html>", "no-sessions",
       "the page has no programme that can be read"},
      {"<html><head><title>Programme</title></head><body>soon</body></html>", "no-sessions",
       "the page has no programme that can be read: no table of times"},
  }));
  INFO(bytes);
  const Error error = error_of(bytes);
  CHECK(error.code == code);
  CHECK_THAT(error.message, Catch::Matchers::StartsWith(message));
  CHECK_FALSE(error.message.contains("c0ffee"));
  CHECK_FALSE(error.message.contains("ada@"));
}

TEST_CASE("A page with both a programme and a login form is read") {
  const auto parsed = parse(
      "<!DOCTYPE html><title>Login or read</title><form><input type='password'></form>"
      "<table><tr><th>Time</th><th>What</th></tr><tr><td>9:00 AM</td><td>Tides</td></tr>"
      "<tr><td>10:00 AM</td><td>Winds</td></tr></table>",
      Hints{.content_type = {},
            .url = {},
            .zone = Zone(),
            .machine_zone = {},
            .date = std::chrono::year(2030) / 5 / 14});
  REQUIRE(parsed);
  CHECK(parsed->schedule.sessions.size() == 2);
}

TEST_CASE("A page where data was asked for by name is said to be one") {
  const std::string page = "<!DOCTYPE html><title>Agenda</title><p>See the app.</p>";
  CHECK(error_of(page, {}, "indico").code == "wrong-document");
  CHECK(error_of(page, {}, "indico").message.contains("this is a web page, not indico: take"));
  CHECK(error_of("<html><input type='password'></html>", {}, "sessionize").code == "login-page");
  CHECK(error_of("{\"error\": \"x\"}", {}, "indico").code == "error-answer");
  CHECK(error_of("", {}, "roomsign/1").code == "empty-answer");
  CHECK(error_of("{\"format\": }", {}, "roomsign/1").message.contains("line 1, column 12"));
}

TEST_CASE("The format is found from the bytes, whatever the server calls them") {
  const auto [bytes, url, format] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"format": "roomsign/1", "sessions": [{"start": "2030-05-14T09:00:00Z"}]})", "",
       "roomsign/1"},
      {"\xEF\xBB\xBF\n"
       R"([{"timeSlots": [], "rooms": [{"name": "A", "sessions": [{"id": "1",
           "startsAt": "2030-05-14T09:00:00"}]}]}])",
       "", "sessionize"},
      {R"({"sessions": [{"startsAt": "2030-05-14T09:00:00"}]})",
       "https://sessionize.com/api/v2/abc123/view/All", "sessionize"},
      {R"({"results": {"22": {"20300514": {"c1": {"entryType": "Contribution", "title": "Tides",
           "startDate": {"date": "2030-05-14", "time": "09:00:00", "tz": "Europe/Zurich"}}}}}})",
       "", "indico"},
  }));
  for (const char* type : {"", "text/plain", "application/json", "text/html; charset=utf-8"}) {
    Hints hints = from(url);
    hints.content_type = type;
    const auto parsed = parse(bytes, hints);
    INFO(bytes << " as " << type);
    if (!parsed) FAIL(parsed.error().message);
    CHECK(parsed->source.format == format);
    CHECK(parsed->schedule.sessions.size() == 1);
  }
}

TEST_CASE("The complaint about an unknown kind lists the formats that are read") {
  for (const Format& format : formats())
    CHECK(error_of("{\"a\": 1}").message.contains(std::string(format.name)));
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

TEST_CASE("Data of an unknown kind that is served as a page is said to be data") {
  Hints hints;
  hints.content_type = "text/html; charset=utf-8";
  CHECK(error_of(R"({"venue": "x"})", hints).code == "unknown-format");
  CHECK(
      (error_of(R"({"venue": "x"})", hints).message).contains("an object with the members venue"));
  CHECK(error_of(R"({"error": "x"})", hints).code == "error-answer");
  CHECK(error_of("{% for talk in talks %}<table></table>", hints).code != "unknown-format");
}

TEST_CASE("A format can be asked for by its name") {
  CHECK(parse("<table></table>", {}, "html").error().code == "no-sessions");
  const auto unknown = parse("{}", {}, "html5");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "unknown-format");
  CHECK(unknown.error().message.contains("there is no format \"html5\""));
}

}  // namespace roomsign::formats
