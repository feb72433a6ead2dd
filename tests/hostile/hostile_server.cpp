#include "tests/hostile/hostile_server.hpp"

#include <chrono>
#include <fstream>
#include <utility>

#include "daemon/base/sanitized.hpp"
#include "tests/hostile/polled_sign.hpp"
#include "tests/support/gzip.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;
using test::reply;
using Request = test::HttpServer::Request;
using Connection = test::HttpServer::Connection;
using Handler = test::HttpServer::Handler;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\n";
constexpr const char* kLogin =
    "<html><title>Hotel</title><form>Room <input name=room type=password></form></html>";
constexpr const char* kPortal = "<html><title>Hotel Wi-Fi</title><form>Room <input></form></html>";

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// ---- What a case does: whole answers ... -------------------------------------------------------

Handler says(std::string bytes, void (Connection::*then)() = &Connection::close) {
  return [bytes = std::move(bytes), then](const Request&, Connection& to) {
    to.send(bytes);
    (to.*then)();
  };
}

Handler answers(int status, const std::vector<std::string>& headers, std::string_view body = "") {
  return [whole = reply(status, headers, body)](const Request&, Connection& to) { to.send(whole); };
}

Handler leads_to(const std::string& address) { return answers(302, {"Location: " + address}); }

Handler page(std::string_view text) { return answers(200, {"Content-Type: text/html"}, text); }

Handler body(std::string_view text) { return answers(200, {}, text); }

Handler zipped(const std::string& bytes) { return answers(200, {"Content-Encoding: gzip"}, bytes); }

Handler good(const schedule::Schedule& schedule) { return body(document(schedule)); }

// ---- ... and those that do not end -------------------------------------------------------------

// Sends `first`, then `more` until the client has had enough.
Handler goes_on(std::string first, std::string more, std::chrono::milliseconds pause = 0ms) {
  return [first = std::move(first), more = std::move(more), pause](const Request&, Connection& to) {
    to.send(first);
    while (to.send(more) && (pause == 0ms || to.pause(pause))) {
    }
    to.close();
  };
}

Handler waits(std::string first) {
  return [first = std::move(first)](const Request&, Connection& to) {
    to.send(first);
    to.await_leaving();
    to.close();
  };
}

// ---- Schedules that read well -------------------------------------------------------------------

schedule::Schedule half_a_day() {
  auto half = day("half");
  half.sessions.resize(half.sessions.size() / 2);
  return half;
}

schedule::Schedule moved(std::chrono::days by) {
  auto other = day("moved");
  for (auto& session : other.sessions) {
    session.start += by;
    *session.end += by;
  }
  return other;
}

schedule::Schedule without_hall_a() {
  auto renamed = day("renamed");
  for (auto& session : renamed.sessions) session.room = "Hall B";
  return renamed;
}

std::string calendar(const std::string& rule) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bomb\r\n"
         "DTSTART:20310514T080000Z\r\nDTEND:20310514T081500Z\r\nRRULE:" +
         rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

constexpr const char* kLaughs =
    "<!DOCTYPE schedule [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c SYSTEM 'file:///etc/passwd'>]><schedule>&b;&c;</schedule>";

}  // namespace

HostileServer::HostileServer() {
  server_.answer("/portal", reply(200, {"Content-Type: text/html"}, kPortal));
  const auto to_portal = reply(302, {"Location: " + server_.url("/portal?token=secret")}, "");
  for (auto* tls : {&trusted_, &stranger_, &expired_, &early_}) tls->answer("page", to_portal);
  std::ofstream authorities(ca_file());
  for (const auto* tls : {&trusted_, &expired_, &early_})
    authorities << read_file(tls->ca_file()).value();
}

void HostileServer::serve(const std::string& document) {
  server_.answer("/schedule", reply(200, {}, document));
}

std::string HostileServer::url() const {
  return "http://me:secret@127.0.0.1:" + std::to_string(server_.port()) + "/schedule?key=secret";
}

std::vector<Case> HostileServer::cases() const {
  const auto here = server_.url("/schedule?token=secret");
  const auto portal = server_.url("/portal?token=secret");
  const auto plain = "https://127.0.0.1:" + std::to_string(server_.port()) + "/?token=secret";
  const std::string half = document(day("cut")).substr(0, 700);

  return {
      // Somebody else answers.
      {"a hotel's login page", "login-page", page(kLogin)},
      {"a hotspot's portal", "captive-portal", page(kPortal)},
      {"a redirect to the portal", "captive-portal", leads_to(portal)},
      {"a redirect from https to the portal", "redirect", leads_to(trusted_.url("page"))},
      {"another host's certificate", "tls", leads_to(trusted_.url("page", "localhost"))},
      {"a certificate that signs itself", "tls", leads_to(stranger_.url("page")), "self"},
      {"a certificate that has expired", "tls", leads_to(expired_.url("page")),
       "expired (if not, this machine's clock is wrong)"},
      {"a certificate of the future", "tls", leads_to(early_.url("page")),
       "this machine's clock must be wrong"},
      {"no TLS where TLS should be", "tls", leads_to(plain)},
      {"a redirect to itself", "redirect", leads_to(here)},
      {"a redirect into this network", "own-network", leads_to("http://127.0.0.2/?token=secret")},
      {"a redirect to this machine", "own-network", leads_to("http://[::1]/?token=secret")},
      {"a redirect to it, written otherwise", "own-network",
       leads_to("http://[::ffff:127.0.0.1]/?token=secret")},
      {"a redirect into the disk", "redirect", leads_to("file:///etc/passwd?token=secret")},
      {"a redirect to FTP", "redirect", leads_to("ftp://me:secret@example.org/?token=secret")},
      {"a redirect to gopher", "redirect", leads_to("gopher://127.0.0.1/?token=secret")},
      {"a redirect to a script", "redirect", leads_to("javascript:alert('secret')")},
      {"a redirect to no host", "redirect", leads_to("http://")},
      {"a redirect to a name that is none", "redirect", leads_to("http://a b/?token=secret")},
      {"a redirect to nowhere", "http-status", answers(302, {})},

      // The connection.
      {"nothing at all", "cut-short", says("")},
      {"an end within the announced length", "cut-short",
       says(kOk + std::string("Content-Length: 9000\r\n\r\n") + half)},
      {"an end within a chunk", "cut-short",
       says(kOk + std::string("Transfer-Encoding: chunked\r\n\r\n1000\r\n") + half)},
      {"a reset", "cut-short",
       says(kOk + std::string("Content-Length: 9000\r\n\r\n") + half, &Connection::reset)},
      {"an end that nobody announced", "bad-json", says(kOk + std::string("\r\n") + half)},
      {"an answer that does not begin", "too-slow", waits("")},
      {"an answer that does not go on", "too-slow",
       waits(kOk + std::string("Content-Length: 9000\r\n\r\n") + half.substr(0, 40))},
      {"five bytes a second", "too-slow",
       goes_on(kOk + std::string("Content-Length: 9000\r\n\r\n"), "x", 200ms)},
      {"a stream without an end", "timeout",
       goes_on(kOk + std::string("\r\n"), times(100, "x"), 5ms)},

      // Too much.
      {"a length beyond the limit", "too-large",
       waits(kOk + std::string("Content-Length: 9000000\r\n\r\n"))},
      {"an endless body", "too-large", goes_on(kOk + std::string("\r\n"), times(1 << 16, "x"))},
      {"an endless body in chunks", "too-large",
       goes_on(kOk + std::string("Transfer-Encoding: chunked\r\n\r\n"),
               "10000\r\n" + times(1 << 16, "x") + "\r\n")},
      {"a gzip bomb", "too-large", zipped(test::gzip(std::string(32 << 20, '0')))},
      {"a huge header", "too-large", answers(200, {"X-Huge: " + times(90'000, "x")})},
      {"5,000 headers", "too-large",
       answers(200, std::vector<std::string>(5'000, "X-Many: 0123456789"))},
      {"endless headers", "too-large", goes_on(kOk, "X-Endless: 0123456789\r\n")},

      // What is no answer of HTTP's.
      {"a mail server", "bad-answer", says("220 mail.example.org ready\r\n\r\n")},
      {"gzip that is none", "bad-answer", zipped("this is no gzip at all")},
      {"a coding that nobody knows", "bad-answer",
       answers(200, {"Content-Encoding: secret-art"}, "?")},

      // Statuses.
      {"304 to one who has nothing", "http-status", says("HTTP/1.1 304 Not Modified\r\n\r\n")},
      {"404", "http-status", answers(404, {}, "not here")},
      {"429, for thirty years", "http-status", answers(429, {"Retry-After: 1000000000"})},
      {"500 with a page", "http-status", answers(500, {"Content-Type: text/html"}, kPortal)},
      {"503, for thirty years", "http-status", answers(503, {"Retry-After: 1000000000"})},
      {"206, a part", "http-status", answers(206, {}, half)},

      // 200, and no schedule.
      {"an empty body", "empty-answer", body("")},
      {"blanks", "empty-answer", body(" \r\n\t ")},
      {"an empty object", "empty-answer", body("{}")},
      {"an empty list", "empty-answer", body("[]")},
      {"null", "unknown-format", body("null")},
      {"an error in JSON", "error-answer", body(R"({"error": "secret"})")},
      {"an error's page", "error-page", page("<html><title>502 Bad Gateway</title></html>")},
      {"a page with an empty table", "no-sessions",
       page("<html><h1>Programme</h1><table><tr><th>Time<th>Session</table></html>")},
      {"a schedule without sessions", "no-sessions",
       body(R"({"format": "roomsign/1", "event": {"name": "A"}, "sessions": []})")},
      {"a PDF", "wrong-document", body("%PDF-1.4 secret")},
      {"letters that no charset has", "charset",
       answers(200, {"Content-Type: text/html; charset=shift_jis"},
               "<html><table><tr><td>9:00<td>\x93\xFA</table></html>")},

      // Bombs for whoever reads.
      {"100,000 lists in each other", "bad-json",
       body(R"({"format": "roomsign/1", "sessions": )" + times(100'000, "[") +
            times(100'000, "]"))},
      {"100,000 elements in each other", "too-deep", page("<html>" + times(100'000, "<div>"))},
#ifndef ROOMSIGN_SANITIZED  // else memory is not limited
      {"a page that takes more memory than it gets", "too-large", page(times(500'000, "<p>x"))},
#endif
      {"a billion laughs", "no-sessions", body(kLaughs)},
      {"a rule that never comes true", "no-sessions",
       body(calendar("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"))},

      // Schedules that read well, and are most likely a mistake.
      {"a programme that is over", "lost-all", good(moved(std::chrono::days(-30)))},
      {"a mistyped month", "other-dates", good(moved(std::chrono::days(30)))},
      {"half of a programme", "lost-half", good(half_a_day())},
      {"a programme without our room", "lost-room", good(without_hall_a())},
  };
}

}  // namespace roomsign::hostile
