// Where a redirect may lead, and what goes along.
#include <string>

#include "tests/fetch/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"

namespace roomsign::fetch::test {
namespace {

using roomsign::test::HttpServer;
using roomsign::test::reply;

std::string redirect(const std::string& location, int status = 302) {
  return reply(status, {"Location: " + location}, "moved");
}

TEST_CASE("Up to three redirects are followed") {
  HttpServer server;
  server.answer("/page", reply(200, {}, "hello"));
  server.answer("/1", redirect("/page"));
  server.answer("/2", redirect("1"));
  server.answer("/3", redirect(server.url("/2"), 301));
  server.answer("/4", redirect("/3", 307));
  server.answer("/loop", redirect("/loop", 308));
  for (const std::string path : {"/1", "/2", "/3"}) {
    const auto response = get(server.url(path));
    REQUIRE(outcome(response) == "200");
    CHECK(response->body == "hello");
  }
  CHECK(outcome(get(secret_url(server, "/4"))) == "redirect");
  CHECK(outcome(get(secret_url(server, "/loop"))) == "redirect");
  CHECK(server.hits("/loop") == 4);

  auto none = quick();
  none.max_redirects = 0;
  CHECK(outcome(get(secret_url(server, "/1"), none)) == "redirect");
}

TEST_CASE("A redirect's query is not told") {
  HttpServer server;
  server.answer("/page", redirect("ftp://me:secret@portal.example.org/login?token=secret"));
  const auto response = get(secret_url(server, "/page"));
  REQUIRE(outcome(response) == "redirect");
  CHECK(response.error().message.find("ftp://portal.example.org/login") != std::string::npos);
}

TEST_CASE("A 3xx that leads nowhere is an answer like any other") {
  HttpServer server;
  server.answer("/nowhere", reply(302, {}, ""));
  server.answer("/choices", reply(300, {"Location: /page"}, ""));
  CHECK(outcome(get(server.url("/nowhere"))) == "302");
  CHECK(outcome(get(server.url("/choices"))) == "300");
}

TEST_CASE("A password goes to its own server only") {
  HttpServer server;
  HttpServer other;
  server.answer("/page", reply(200, {}, ""));
  other.answer("/page", reply(200, {}, ""));
  other.answer("/back", redirect(server.url("/page")));

  server.answer("/relative", redirect("/page"));
  REQUIRE(outcome(get(secret_url(server, "/relative"))) == "200");
  CHECK(server.last("/page").header("Authorization") == "Basic bWU6c2VjcmV0");

  server.answer("/absolute", redirect(server.url("/page")));
  REQUIRE(outcome(get(secret_url(server, "/absolute"))) == "200");
  CHECK(server.last("/page").header("Authorization") == "Basic bWU6c2VjcmV0");

  server.answer("/away", redirect(other.url("/page")));
  REQUIRE(outcome(get(secret_url(server, "/away"))) == "200");
  CHECK(other.last("/page").header("Authorization").empty());

  server.answer("/given",
                redirect("http://x:y@127.0.0.1:" + std::to_string(other.port()) + "/page"));
  REQUIRE(outcome(get(secret_url(server, "/given"))) == "200");
  CHECK(other.last("/page").header("Authorization").empty());
}

TEST_CASE("Where only https may lead to another server, no redirect reaches into the network") {
  HttpServer server;
  HttpServer router;
  router.answer("/reboot", reply(200, {}, "done"));
  server.answer("/here", redirect("/page"));
  server.answer("/page", reply(200, {}, "hello"));
  server.answer("/away", redirect(router.url("/reboot")));
  server.answer("/detour", redirect("/away"));
  auto options = quick();
  options.foreign = true;
  options.own_hosts = {"127.0.0.1"};
  CHECK(outcome(get(server.url("/here"), options)) == "200");
  for (const std::string path : {"/away", "/detour"}) {
    const auto response = get(server.url(path), options);
    REQUIRE(outcome(response) == "redirect");
    CHECK(response.error().message.contains("another server is asked by https only"));
  }
  CHECK(router.hits("/reboot") == 0);
}

TEST_CASE("A redirect reaches no machine of this network but one that somebody named") {
  HttpServer server;
  HttpServer router;
  router.answer("/reboot", reply(200, {}, "done"));
  const auto port = std::to_string(router.port());
  for (const std::string host :
       {"localhost", "127.0.0.2", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]"}) {
    INFO(host);
    server.answer("/away", redirect("http://" + host + ":" + port + "/reboot"));
    const auto response = get(secret_url(server, "/away"));
    REQUIRE(outcome(response) == "own-network");
    CHECK(response.error().message.contains("http.own_hosts"));
  }
  CHECK(router.hits("/reboot") == 0);

  server.answer("/away", redirect("http://localhost:" + port + "/reboot"));
  for (const std::string own : {"localhost", "http://localhost/schedule"}) {
    auto options = quick();
    options.own_hosts = {"portal.example.org", own};
    CHECK(outcome(get(server.url("/away"), options)) == "200");
  }
}

TEST_CASE("What a foreign document names is in this network only where the operator is, too") {
  HttpServer server;
  server.answer("/photo", reply(200, {}, "picture"));
  auto options = quick();
  options.foreign = true;
  CHECK(outcome(get(secret_url(server, "/photo"), options)) == "own-network");
  options.own_hosts = {"127.0.0.1"};
  CHECK(outcome(get(secret_url(server, "/photo"), options)) == "200");
}

TEST_CASE("All redirects together have the one time limit") {
  using namespace std::chrono_literals;
  HttpServer server;
  for (const auto& [from, to] : {std::pair("/1", "/2"), std::pair("/2", "/3")}) {
    server.handle(from, [to](const HttpServer::Request&, HttpServer::Connection& client) {
      client.pause(700ms);
      client.send(redirect(to));
    });
  }
  server.answer("/3", reply(200, {}, ""));
  auto options = quick();
  options.total_timeout = 1s;
  CHECK(outcome(get(secret_url(server, "/1"), options)) == "timeout");
}

}  // namespace
}  // namespace roomsign::fetch::test
