#include "daemon/serve/guard.hpp"

#include <string>

#include "daemon/base/file.hpp"
#include "daemon/serve/limiter.hpp"
#include "daemon/serve/options.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::serve {
namespace {

using namespace std::chrono_literals;

constexpr const char* kToken = "0123456789abcdef";

Door far() { return {.local = false, .token = kToken, .host_name = "sign7"}; }
Door near() { return {.local = false, .token = {}, .host_name = "sign7"}; }
Door socket() { return {.local = true, .token = {}, .host_name = {}}; }

Head look(std::string_view path = "/status.json") {
  return {.method = "GET", .path = path, .host = "localhost:8080"};
}

Head say() {
  return {.method = "POST",
          .path = "/say",
          .host = "localhost:8080",
          .content_type = "application/json; charset=utf-8",
          .authorization = "Bearer 0123456789abcdef"};
}

int status(const Head& head, const Door& door) {
  const auto refused = refusal(head, door);
  return refused ? refused->status : 200;
}

TEST_CASE("One looks by every door, and changes by the socket or with the token alone") {
  CHECK(status(look(), socket()) == 200);
  CHECK(status(look(), near()) == 200);
  CHECK(status(look(), far()) == 401);
  CHECK(status(look("/healthz"), far()) == 200);
  CHECK(status(say(), socket()) == 200);
  CHECK(status(say(), far()) == 200);
  CHECK(status(say(), near()) == 403);
}

TEST_CASE("A token is right or wrong, and nothing between") {
  const std::string authorization =
      GENERATE("", "Bearer", "Bearer ", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0",
               "Basic 0123456789abcdef", "Bearer 0123456789ABCDEF", "0123456789abcdef",
               "Bearer 0123456789abcdef0123456789abcdef");
  INFO(authorization);
  Head head = say();
  head.authorization = authorization;
  CHECK(status(head, far()) == 401);
  CHECK(status(head, socket()) == 200);
  CHECK(same_token("abc", "abc"));
  CHECK_FALSE(same_token("", ""));
  CHECK_FALSE(same_token("abd", "abc"));
}

TEST_CASE("A host is ours by its numbers or its own name, and not by a name made to lead here") {
  Head head = look();
  for (const char* host : {"localhost", "127.0.0.1:8080", "[::1]:8080", "192.0.2.7:80", "[::1]",
                           "sign7", "SIGN7.local:8080"}) {
    INFO(host);
    head.host = host;
    CHECK(status(head, near()) == 200);
  }
  for (const char* host : {"", "evil.example", "evil.example:8080", "localhost.evil.example",
                           "127.0.0.1.evil.example", "sign7.evil.example", "[evil]", ":8080"}) {
    INFO(host);
    head.host = host;
    CHECK(status(head, near()) == 421);
    CHECK(status(head, socket()) == 421);
    CHECK(status(head, far()) == 401);
  }
}

TEST_CASE("Another site's page is refused, whatever it asks") {
  Head head = say();
  head.origin = "http://localhost:8080";
  CHECK(status(head, far()) == 200);
  for (const char* origin : {"null", "http://evil.example", "http://localhost:80",
                             "http://localhost:8080.evil.example", "file://localhost:8080"}) {
    INFO(origin);
    head.origin = origin;
    CHECK(status(head, far()) == 403);
    CHECK(status(head, socket()) == 403);
  }
  Head other = look();
  other.fetch_site = "cross-site";
  CHECK(status(other, near()) == 403);
  other.fetch_site = "same-origin";
  CHECK(status(other, near()) == 200);
}

TEST_CASE(
    "Behind a proxy with another Host the browser's word counts, and no name that leads here") {
  Head head = say();
  head.origin = "https://sign.example";
  CHECK(status(head, far()) == 403);
  for (const char* site : {"cross-site", "same-site", "none", "same-origin, cross-site"}) {
    head.fetch_site = site;
    CHECK(status(head, far()) == 403);
  }
  head.fetch_site = "same-origin";
  CHECK(status(head, far()) == 200);
  head.authorization = "";
  CHECK(status(head, far()) == 401);
  Head rebound = look();
  rebound.host = "evil.example:8080";
  rebound.origin = "http://evil.example:8080";
  rebound.fetch_site = "same-origin";
  CHECK(status(rebound, near()) == 421);
  CHECK(status(rebound, far()) == 401);
}

TEST_CASE("A change is a POST of JSON of a bounded length") {
  Head head = say();
  head.method = GENERATE("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post");
  const auto refused = refusal(head, socket());
  REQUIRE(refused);
  CHECK(refused->status == 405);
  CHECK(refused->header == "Allow: POST");

  head = say();
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data", "application/jsonp"}) {
    head.content_type = type;
    CHECK(status(head, socket()) == 415);
  }
  head = say();
  head.content_length = "65536";
  CHECK(status(head, socket()) == 200);
  for (const char* length : {"65537", "99999999999999999999999", "-1", "x"}) {
    head.content_length = length;
    CHECK(status(head, socket()) == 413);
  }
}

TEST_CASE("There is nothing beside what there is") {
  for (const char* path : {"", "/etc/passwd", "/../status.json", "//status.json", "/status.json/",
                           "/STATUS.JSON", "/status.json?", "*"}) {
    INFO(path);
    CHECK(status(look(path), socket()) == 404);
  }
  CHECK(status({.method = "POST", .path = "/status.json", .host = "localhost"}, socket()) == 405);
}

TEST_CASE("So many at once, then so many a second, and what is dear counts for several") {
  Limiter limiter(3, 1);
  CHECK(limiter.may(1, 1h));
  CHECK(limiter.may(2, 1h));
  CHECK_FALSE(limiter.may(1, 1h));
  CHECK_FALSE(limiter.may(2, 1h + 1s));
  CHECK(limiter.may(1, 1h + 1s));
  CHECK(limiter.may(3, 2h));
  CHECK_FALSE(limiter.may(1, 2h));
}

TEST_CASE("An endpoint is an address and a port, and says whether it is this machine's alone") {
  CHECK(parse_endpoint("127.0.0.1:8080")->loopback);
  CHECK(parse_endpoint("127.3.2.1:1")->loopback);
  CHECK(parse_endpoint("[::1]:8080")->address == "::1");
  CHECK(parse_endpoint("[::1]:8080")->loopback);
  CHECK_FALSE(parse_endpoint("0.0.0.0:8080")->loopback);
  CHECK_FALSE(parse_endpoint("[::]:8080")->loopback);
  CHECK_FALSE(parse_endpoint("192.0.2.7:80")->loopback);
  for (const char* text : {"", "8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
                           "127.0.0.1:70000", "::1:8080", "[127.0.0.1]:80", "[::1]"}) {
    INFO(text);
    CHECK_FALSE(parse_endpoint(text));
  }
}

TEST_CASE("A token is read from its file, and one that is too short or odd is none") {
  const test::TemporaryFolder folder;
  const auto read = [&](const std::string& bytes) {
    REQUIRE(write_file_atomically(folder / "token", bytes));
    return read_token(folder / "token");
  };
  CHECK(read("0123456789abcdef\n").value() == "0123456789abcdef");
  CHECK(read("0123456789abcde\n").error().code == "bad-token");
  CHECK(read("").error().code == "bad-token");
  CHECK(read("0123456789 abcdef").error().code == "bad-token");
  CHECK(read("0123456789\nabcdef0123").error().code == "bad-token");
  CHECK(read_token(folder / "none").error().code == "unreadable");
  CHECK(read("0123456789abcde\n").error().message.find("0123") == std::string::npos);
}

}  // namespace
}  // namespace roomsign::serve
