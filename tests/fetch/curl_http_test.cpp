// What CurlHttp does with answers that are well meant; tests/hostile has the others.
#include "daemon/fetch/curl_http.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/fetch/client.hpp"
#include "tests/fetch/poller_bench.hpp"
#include "tests/support/gzip.hpp"
#include "tests/support/own_network.hpp"

namespace roomsign::fetch::test {
namespace {

using namespace std::chrono_literals;
using roomsign::test::gzip;
using roomsign::test::HttpServer;
using roomsign::test::reply;
using Connection = HttpServer::Connection;

TEST_CASE("An answer comes with its body, type, validators and the server's clock") {
  HttpServer server;
  server.answer("/page", reply(200,
                               {"Content-Type: text/html; charset=utf-8", "ETag: W/\"7\"",
                                "Last-Modified: Sat, 06 Dec 2025 08:20:00 GMT",
                                "Date: Sat, 06 Dec 2025 09:00:00 GMT"},
                               "<p>hello"));
  const auto response = get(secret_url(server, "/page"));
  REQUIRE(outcome(response) == "200");
  CHECK(response->body == "<p>hello");
  CHECK(response->content_type == "text/html; charset=utf-8");
  CHECK(response->etag == "W/\"7\"");
  CHECK(response->last_modified == "Sat, 06 Dec 2025 08:20:00 GMT");
  CHECK(response->date == *parse_instant("2025-12-06T09:00:00Z"));
  CHECK_FALSE(response->retry_after);
  CHECK_FALSE(response->verified);
}

TEST_CASE("What this very machine answers is known, by whichever of its addresses it was asked") {
  roomsign::test::in_own_network([] {
    roomsign::test::add_ipv6_address("2001:db8::1");
    for (const char* host : {"127.0.0.1", "127.0.1.2", "::1", "2001:db8::1"}) {
      HttpServer server(host, 80);
      server.answer("/page", reply(200, {}, "x"));
      const std::string name = std::string(host).contains(':') ? fmt::format("[{}]", host) : host;
      const auto response = get("http://" + name + "/page");
      REQUIRE(outcome(response) == "200");
      CHECK(response->from_here);
    }
  });
}

TEST_CASE("What came through a proxy of this machine is not this machine's") {
  HttpServer proxy;
  proxy.answer("http://schedule.example/page", reply(200, {}, "x"));
  auto options = quick();
  options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
  const auto response = get("http://schedule.example/page", options);
  REQUIRE(outcome(response) == "200");
  CHECK_FALSE(response->from_here);
}

TEST_CASE("A request says who asks, wants gzip, and has no condition without a validator") {
  HttpServer server;
  server.answer("/page", reply(200, {}, ""));
  REQUIRE(outcome(get(server.url("/page?day=1"))) == "200");
  const auto request = server.last("/page");
  CHECK(request.head.starts_with("GET /page?day=1 HTTP/1.1\r\n"));
  CHECK(request.header("User-Agent").starts_with("roomsign/"));
  CHECK(request.header("Accept-Encoding") == "gzip");
  CHECK(request.header("If-None-Match").empty());
  CHECK(request.header("If-Modified-Since").empty());
  CHECK(request.header("Authorization").empty());
}

TEST_CASE("Validators are sent along, and 304 is an answer") {
  HttpServer server;
  server.answer("/page", "HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n");
  const auto response = get({.url = secret_url(server, "/page"),
                             .etag = "\"7\"",
                             .last_modified = "Sat, 06 Dec 2025 08:20:00 GMT",
                             .progress = {},
                             .stop = {}});
  CHECK(outcome(response) == "304");
  CHECK(server.last("/page").header("If-None-Match") == "\"7\"");
  CHECK(server.last("/page").header("If-Modified-Since") == "Sat, 06 Dec 2025 08:20:00 GMT");
}

TEST_CASE("What was changed within the last minute is not asked about by that time alone") {
  HttpServer server;
  const auto last_modified = [&](std::vector<std::string> headers) {
    headers.emplace_back("Last-Modified: Sat, 06 Dec 2025 09:00:00 GMT");
    server.answer("/page", reply(200, headers, ""));
    return get(server.url("/page"))->last_modified;
  };
  const std::string whole = "Sat, 06 Dec 2025 09:00:00 GMT";
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 09:00:00 GMT"}).empty());
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 09:00:59 GMT"}).empty());
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 08:00:00 GMT"}).empty());
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 09:00:00 GMT", "Age: 3600"}).empty());
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 09:01:00 GMT"}) == whole);
  CHECK(last_modified({"Date: Sat, 06 Dec 2025 09:00:00 GMT", "ETag: \"7\""}) == whole);
  CHECK(last_modified({}) == whole);
}

TEST_CASE("A second change within a second is seen where the server has no better validator") {
  HttpServer server;
  std::string page = "day 1";
  std::string date = "Sat, 06 Dec 2025 09:00:00 GMT";
  const std::string changed = "Sat, 06 Dec 2025 09:00:00 GMT";
  server.handle("/page", [&](const HttpServer::Request& request, Connection& to) {
    const bool same = request.header("If-Modified-Since") == changed;
    to.send(same ? "HTTP/1.1 304 Not Modified\r\nDate: " + date + "\r\n\r\n"
                 : reply(200, {"Date: " + date, "Last-Modified: " + changed}, page));
  });
  CurlHttp http(quick());
  const Bench bench;
  std::string read;
  Poller poller(
      {.urls = {server.url("/page")}, .hints = {}}, http, bench.cache, {},
      [&read](const Response& response, const std::string&) { return read = response.body; },
      [](const PollReport&) {}, [] { return Instant{}; }, [] { return 0.5; });
  poller.poll();
  CHECK(read == "day 1");
  page = "day 2";
  date = "Sat, 06 Dec 2025 09:01:00 GMT";
  poller.poll();
  CHECK(read == "day 2");
  poller.poll();
  CHECK(server.last("/page").header("If-Modified-Since") == changed);
}

TEST_CASE("A validator cannot smuggle in a header, and an endless one is not kept") {
  HttpServer server;
  server.answer("/page", reply(200, {"ETag: \"" + std::string(2'000, 'x') + "\""}, ""));
  const auto response = get({.url = server.url("/page"),
                             .etag = "\"7\"\r\nX-Evil: 1",
                             .last_modified = {},
                             .progress = {},
                             .stop = {}});
  REQUIRE(outcome(response) == "200");
  CHECK(response->etag.empty());
  CHECK(server.last("/page").head.find("Evil") == std::string::npos);
}

TEST_CASE("A gzipped body is unpacked") {
  std::string page;
  for (int i = 0; i < 5'000; ++i) page += "row " + std::to_string(i * i) + "\n";
  HttpServer server;
  server.answer("/page", reply(200, {"Content-Encoding: gzip"}, gzip(page)));
  const auto response = get(server.url("/page"));
  REQUIRE(outcome(response) == "200");
  CHECK(response->body == page);
}

TEST_CASE("A body of exactly the limit is had, and one byte more is too large") {
  HttpServer server;
  auto options = quick();
  options.max_bytes = 100'000;
  const std::string most(100'000, 'x');
  const std::string head = "HTTP/1.1 200 OK\r\n\r\n";
  server.answer("/said", reply(200, {}, most));
  server.answer("/unsaid", head + most);
  server.answer("/said-more", reply(200, {}, most + "x"));
  server.answer("/unsaid-more", head + most + "x");
  CHECK(outcome(get(server.url("/said"), options)) == "200");
  CHECK(outcome(get(server.url("/unsaid"), options)) == "200");
  CHECK(outcome(get(secret_url(server, "/said-more"), options)) == "too-large");
  CHECK(outcome(get(secret_url(server, "/unsaid-more"), options)) == "too-large");
}

TEST_CASE("An error status is an answer, and says when to come again") {
  HttpServer server;
  auto retry_after = [&server](const std::string& value) {
    server.answer(
        "/busy",
        reply(503, {"Date: Sat, 06 Dec 2025 09:00:00 GMT", "Retry-After: " + value}, "busy"));
    const auto response = get(secret_url(server, "/busy"));
    REQUIRE(outcome(response) == "503");
    return response->retry_after;
  };
  CHECK(retry_after("120") == 120s);
  CHECK(retry_after("0") == 0s);
  CHECK(retry_after("Sat, 06 Dec 2025 09:05:00 GMT") == 300s);
  CHECK(retry_after("Sat, 06 Dec 2025 08:00:00 GMT") == 0s);
  CHECK(retry_after("1000000000000000000000") > 24h);
  CHECK(retry_after("-5") == std::nullopt);
  CHECK(retry_after("soon") == std::nullopt);
  CHECK(retry_after("") == std::nullopt);

  server.answer("/busy", reply(503, {"Retry-After: Sat, 06 Dec 2025 09:05:00 GMT"}, ""));
  CHECK(get(server.url("/busy"))->retry_after == std::nullopt);
  server.answer("/broken", reply(500, {}, "oops"));
  CHECK(outcome(get(server.url("/broken"))) == "500");
  CHECK(outcome(get(server.url("/missing"))) == "404");
}

TEST_CASE("Where nobody answers, the error says whether it is the name or the connection") {
  int closed = 0;
  {
    const HttpServer server;
    closed = server.port();
  }
  const auto refused = get("http://me:secret@127.0.0.1:" + std::to_string(closed) + "/");
  REQUIRE(outcome(refused) == "connect");
  CHECK(refused.error().message == "no connection to 127.0.0.1: Connection refused");
  CHECK(outcome(get("http://me:secret@no-such-host.invalid/?key=secret")) == "dns");
}

TEST_CASE("What is no web address is said to be none") {
  for (const std::string url :
       {"", "page.html", "example.org/page", "http://", "http://me:secret@/", "ftp://example.org/",
        "http://me:sec ret@exa mple.org/", "http://me:secret@example.org:port/", "javascript:1",
        "http://me:secret@example.org\r\nX: 1/", "http://[::1/"}) {
    INFO(url);
    CHECK(outcome(get(url)) == "bad-url");
  }
}

TEST_CASE("The environment's proxy is ignored and the configured one is used") {
  HttpServer server;
  server.answer("/page", reply(200, {}, "direct"));
  server.answer("http://signs.invalid/page", reply(200, {}, "by proxy"));
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto direct = get(server.url("/page"));
  auto options = quick();
  options.proxy = "http://me:secret@127.0.0.1:" + std::to_string(server.port());
  ::setenv("no_proxy", "*", 1);
  const auto by_proxy = get("http://signs.invalid/page", options);
  ::unsetenv("http_proxy");
  ::unsetenv("no_proxy");
  REQUIRE(outcome(direct) == "200");
  CHECK(direct->body == "direct");
  REQUIRE(outcome(by_proxy) == "200");
  CHECK(by_proxy->body == "by proxy");
  options.proxy = "http://me:secret@127.0.0.1:1";
  CHECK(outcome(get("http://signs.invalid/page", options)) == "connect");
}

TEST_CASE("A proxy that refuses is named as the one who does, without its password") {
  HttpServer server;
  const auto refuses = [](int status) {
    return reply(status, {"Proxy-Authenticate: Basic realm=\"secret\""}, "who are you?");
  };
  const auto host = "127.0.0.1:" + std::to_string(server.port());
  auto options = quick();
  for (const auto& proxy : {"http://me:secret@" + host, "me:secret@" + host, host}) {
    options.proxy = proxy;
    for (const std::string scheme : {"http", "https"}) {
      server.answer("http://signs.invalid/page", refuses(407));
      server.answer("signs.invalid:443", refuses(407));
      const auto response = get(scheme + "://signs.invalid/page", options);
      REQUIRE(outcome(response) == "connect");
      CHECK(response.error().message ==
            "the proxy " + host +
                " gives no connection to signs.invalid: status 407, it wants another user or "
                "password");
    }
  }
  server.answer("signs.invalid:443", refuses(403));
  const auto forbidden = get("https://signs.invalid/page", options);
  REQUIRE(outcome(forbidden) == "connect");
  CHECK(forbidden.error().message ==
        "the proxy " + host + " gives no connection to signs.invalid: status 403");
  // What a server itself says through it, or without any, is the server's.
  server.answer("http://signs.invalid/page", reply(403, {}, "not for you"));
  CHECK(outcome(get("http://signs.invalid/page", options)) == "403");
  server.answer("/page", refuses(407));
  CHECK(outcome(get(server.url("/page"))) == "407");
}

TEST_CASE("The connection is kept between requests, and made anew after an error") {
  HttpServer server;
  server.answer("/page", reply(200, {}, "hello"));
  server.answer("/smtp", "220 mail.example.org ready\r\n\r\n");
  CurlHttp http(quick());
  Request request;
  request.url = server.url("/page");
  for (int i = 0; i < 3; ++i) CHECK(outcome(http.get(request)) == "200");
  CHECK(server.connections() == 1);
  request.url = server.url("/smtp");
  CHECK(outcome(http.get(request)) == "bad-answer");
  request.url = server.url("/page");
  CHECK(outcome(http.get(request)) == "200");
}

TEST_CASE("A server that closes a kept connection is simply asked again") {
  HttpServer server;
  server.handle("/page", [](const HttpServer::Request&, Connection& to) {
    to.send(reply(200, {}, "hello"));
    to.close();
  });
  CurlHttp http(quick());
  Request request;
  request.url = server.url("/page");
  for (int i = 0; i < 3; ++i) CHECK(outcome(http.get(request)) == "200");
  CHECK(server.connections() == 3);
}

TEST_CASE("A request to stop ends a download at once") {
  HttpServer server;
  std::stop_source stop;
  server.handle("/silence", [&stop](const HttpServer::Request&, Connection& to) {
    stop.request_stop();  // by now the client waits
    to.pause(20s);
  });
  Request request;
  request.url = secret_url(server, "/silence");
  request.stop = stop.get_token();
  const auto start = std::chrono::steady_clock::now();
  CHECK(outcome(get(request)) == "stopped");
  CHECK(outcome(get(request)) == "stopped");  // and is not begun
  CHECK(std::chrono::steady_clock::now() - start < 500ms);
  CHECK(server.hits("/silence") == 1);
}

TEST_CASE("What lay in a cache on the way is no word on the time") {
  HttpServer server;
  const auto date_with = [&](const std::string& age) {
    server.answer("/page", reply(200, {"Date: Sat, 06 Dec 2025 09:00:00 GMT", age}, ""));
    return get(server.url("/page"))->date;
  };
  CHECK(date_with("Age: 0"));
  CHECK(date_with("Age: 2"));
  CHECK_FALSE(date_with("Age: 18000"));
  CHECK_FALSE(date_with("Age: 99999999999"));
  CHECK_FALSE(date_with("Age: old"));
}

}  // namespace
}  // namespace roomsign::fetch::test
