// Who is trusted; who is not is in tests/hostile. The tests need the openssl command.
#include <string>

#include "tests/fetch/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/tls_server.hpp"

namespace roomsign::fetch::test {
namespace {

using roomsign::test::HttpServer;
using roomsign::test::reply;
using roomsign::test::TlsServer;

HttpOptions trusting(const TlsServer& server) {
  auto options = quick();
  options.ca_file = server.ca_file();
  return options;
}

bool mentions(const Result<Response>& response, const std::string& words) {
  return !response && response.error().message.find(words) != std::string::npos;
}

TEST_CASE("A certificate of the configured authority is accepted and the answer is verified") {
  TlsServer server;
  server.answer("page", reply(200, {"ETag: \"1\""}, "hello"));
  const auto response = get(server.url("page"), trusting(server));
  REQUIRE(outcome(response) == "200");
  CHECK(response->body == "hello");
  CHECK(response->etag == "\"1\"");
  CHECK(response->verified);
}

TEST_CASE("A missing file of authorities is an error, not trust") {
  TlsServer server;
  server.answer("page", reply(200, {}, "hello"));
  auto options = quick();
  options.ca_file = "/nowhere/ca.pem";
  const auto response = get(server.url("page"), options);
  CHECK(outcome(response) == "tls");
  CHECK(mentions(response, "/nowhere/ca.pem"));
}

TEST_CASE("From https no redirect leads to http") {
  HttpServer plain;
  plain.answer("/page", reply(200, {}, "forged"));
  TlsServer server;
  server.answer("page", reply(302, {"Location: " + plain.url("/page?token=secret")}, ""));
  CHECK(outcome(get(server.url("page"), trusting(server))) == "redirect");
  CHECK(plain.hits("/page") == 0);

  // Nor by the detour of starting at http.
  plain.answer("/start", reply(302, {"Location: " + server.url("page")}, ""));
  CHECK(outcome(get(plain.url("/start"), trusting(server))) == "redirect");
  CHECK(plain.hits("/page") == 0);
}

TEST_CASE("A redirect from http to https is followed but proves nothing") {
  TlsServer server;
  server.answer("page", reply(200, {}, "hello"));
  HttpServer plain;
  plain.answer("/start", reply(301, {"Location: " + server.url("page")}, ""));
  const auto response = get(plain.url("/start"), trusting(server));
  REQUIRE(outcome(response) == "200");
  CHECK_FALSE(response->verified);
}

}  // namespace
}  // namespace roomsign::fetch::test
