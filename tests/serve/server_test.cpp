// The real server at a real socket, and those who want to get in by it.
#include "daemon/serve/server.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>

#include "daemon/serve/guard.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::serve {
namespace {

using namespace std::chrono_literals;
using test::body_of;
using test::RawClient;
using test::status_of;

constexpr const char* kToken = "0123456789abcdef";

std::chrono::nanoseconds steady() { return std::chrono::steady_clock::now().time_since_epoch(); }

// A sign that answers with what it was asked, in a thread of its own, and its server.
class Bench {
 public:
  explicit Bench(const std::string& token = {}, const Limits& limits = {.at_once = 1000}) {
    options.socket = folder / "control";
    options.listen = fmt::format("127.0.0.1:{}", port);
    server.emplace(options, token, mailbox, steady, limits);
    REQUIRE(server->troubles().empty());
  }
  ~Bench() {
    ending = true;
    sign.join();
  }

  std::string at_socket(const std::string& request) const {
    RawClient client(folder / "control");
    client.send(request);
    return client.rest();
  }
  std::string at_port(const std::string& request) const {
    RawClient client(port);
    client.send(request);
    return client.rest();
  }

  test::TemporaryFolder folder;
  int port = test::free_port();
  Options options;
  Mailbox mailbox;
  std::atomic<bool> ending = false;
  std::atomic<bool> silent = false;
  std::atomic<int> asked = 0;
  std::thread sign{[this] { answer_all(); }};
  std::optional<Server> server;

 private:
  void answer_all() {
    while (!ending) {
      pollfd polled{mailbox.fd(), POLLIN, 0};
      ::poll(&polled, 1, 20);
      if (silent) continue;
      for (const auto& question : mailbox.take()) {
        ++asked;
        const auto& [method, path, body, plain] = question->request();
        Answer answer{.body = fmt::format("{} {} {}", method, path, body)};
        if (path == "/picture.png") {
          answer.make = [] { return std::string("made"); };
        }
        question->answer(answer);
      }
    }
  }
};

std::string get(const std::string& path, const std::string& more = {}) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", path, more);
}

std::string post(const std::string& path, const std::string& body, const std::string& more = {}) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n{}\r\n{}",
      path, body.size(), more, body);
}

TEST_CASE("What is asked at the socket or the port is put to the sign, and its answer comes back") {
  Bench bench;
  const auto looked = bench.at_port(get("/status.json"));
  CHECK(status_of(looked) == 200);
  CHECK(body_of(looked) == "GET /status.json ");
  const auto said = bench.at_socket(post("/say", "{}"));
  CHECK(status_of(said) == 200);
  CHECK(body_of(said) == "POST /say {}");
  CHECK(body_of(bench.at_port(get("/picture.png"))) == "made");
  const auto head = bench.at_port("HEAD /status.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(status_of(head) == 200);
  CHECK(body_of(head).empty());
}

TEST_CASE("Every answer says that it is not to be kept, guessed at, framed or shared") {
  Bench bench;
  for (const auto& path : {"/status.json", "/nothing"}) {
    const auto answer = bench.at_port(get(path));
    for (const char* line :
         {"\r\nCache-Control: no-store\r\n", "\r\nX-Content-Type-Options: nosniff\r\n",
          "\r\nContent-Security-Policy: default-src 'none';", "\r\nConnection: close\r\n",
          "\r\nCross-Origin-Resource-Policy: same-origin\r\n"}) {
      INFO(answer);
      CHECK(answer.find(line) != std::string::npos);
    }
    CHECK(answer.find("Access-Control") == std::string::npos);
  }
}

TEST_CASE("The page comes without a token, has nothing inline, and asks for nothing elsewhere") {
  Bench bench(kToken);
  const auto page = body_of(bench.at_port(get("/")));
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(page.ends_with("</html>\n"));
  for (const char* inlined : {"<style", " style=", "onclick", "onload", "javascript:", "http"}) {
    INFO(inlined);
    CHECK(page.find(inlined) == std::string::npos);
  }
  const auto script = bench.at_port(get("/page.js"));
  CHECK(script.find("\r\nContent-Type: text/javascript") != std::string::npos);
  CHECK(script.find("innerHTML") == std::string::npos);
  const auto style = bench.at_port(get("/page.css"));
  CHECK(style.find("\r\nContent-Type: text/css") != std::string::npos);
  CHECK(style.find("url(") == std::string::npos);
  for (const char* file : {"status.json", "picture.png", "'say'"}) {
    CHECK(script.find(file) != std::string::npos);
  }
  CHECK(bench.asked == 0);
}

TEST_CASE("A sign that does not answer in time is a 503, and answers the next again") {
  Bench bench({}, {.thinking = 200ms, .at_once = 1000});
  bench.silent = true;
  CHECK(status_of(bench.at_port(get("/status.json"))) == 503);
  bench.silent = false;
  CHECK(status_of(bench.at_port(get("/status.json"))) == 200);
}

TEST_CASE("A server that ends while somebody waits answers him, and waits for nobody") {
  Bench bench;
  bench.silent = true;
  RawClient client(bench.port);
  client.send(get("/status.json"));
  std::this_thread::sleep_for(100ms);
  const auto begun = steady();
  bench.server.reset();
  CHECK(steady() - begun < 1s);
  CHECK_FALSE(RawClient(bench.port).is_connected());
  CHECK_FALSE(std::filesystem::exists(bench.folder / "control"));
}

TEST_CASE("The socket is its group's, and one that was left behind is replaced") {
  Bench bench;
  struct stat status{};
  REQUIRE(::stat((bench.folder / "control").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0660);

  Mailbox mailbox;
  const Server second(bench.options, {}, mailbox, steady);
  REQUIRE(second.troubles().size() == 2);
  CHECK(second.troubles()[0].message.find("another sign answers there") != std::string::npos);
  CHECK(second.troubles()[1].message.find("Address already in use") != std::string::npos);
  CHECK(status_of(bench.at_socket(get("/healthz"))) == 200);

  CHECK_FALSE(second.is_whole());
  CHECK(bench.server->is_whole());
  std::filesystem::remove(bench.folder / "control");
  CHECK_FALSE(bench.server->is_whole());

  const auto file = bench.folder / "file";
  std::ofstream(file) << "mine";
  const Server third({.socket = file, .listen = {}, .token_file = {}}, {}, mailbox, steady);
  CHECK(third.troubles().size() == 1);
  CHECK(std::filesystem::is_regular_file(file));
}

// ---- Those who want to get in ----

TEST_CASE("Without the token, or with a wrong one, nothing is changed and nothing seen") {
  Bench bench(kToken, {.wrong_token = 50ms, .at_once = 1000});
  for (const std::string more :
       {"", "Authorization: Bearer 0123456789abcdeX\r\n", "Authorization: Bearer \r\n",
        "Authorization: Basic MDEyMzQ1Njc4OWFiY2RlZg==\r\n",
        "Cookie: token=0123456789abcdef\r\n"}) {
    INFO(more);
    const auto answer = bench.at_port(post("/say", "{}", more));
    CHECK(status_of(answer) == 401);
    CHECK(answer.find("WWW-Authenticate: Bearer") != std::string::npos);
    CHECK(status_of(bench.at_port(get("/status.json", more))) == 401);
    CHECK(status_of(bench.at_port(get("/status.json?token=0123456789abcdef", more))) == 401);
  }
  CHECK(bench.asked == 0);
  CHECK(status_of(bench.at_port(
            post("/say", "{}", "Authorization: Bearer 0123456789abcdef\r\n"))) == 200);
  CHECK(status_of(bench.at_port(get("/healthz"))) == 200);
  CHECK(status_of(bench.at_socket(post("/say", "{}"))) == 200);
}

TEST_CASE("Whoever waits for his 401 keeps nobody else waiting") {
  Bench bench(kToken, {.wrong_token = 2s, .at_once = 1000});
  std::vector<RawClient> wrong;
  for (int i = 0; i < 5; ++i) wrong.emplace_back(bench.port).send(get("/status.json"));
  const auto begun = steady();
  CHECK(status_of(bench.at_port(get("/healthz"))) == 200);
  CHECK(steady() - begun < 1s);
  for (auto& client : wrong) CHECK(status_of(client.rest()) == 401);
  CHECK(steady() - begun > 1900ms);
}

TEST_CASE("Without a token nothing is changed by the port") {
  Bench bench;
  CHECK(status_of(bench.at_port(post("/say", "{}"))) == 403);
  CHECK(status_of(bench.at_port(post("/say", "{}", "Authorization: Bearer \r\n"))) == 403);
  CHECK(status_of(bench.at_port(post("/reload", "{}"))) == 403);
  CHECK(bench.asked == 0);
}

TEST_CASE("Other sites' pages and names that lead here get nothing") {
  Bench bench;
  CHECK(status_of(bench.at_port(get("/status.json", "Origin: http://evil.example\r\n"))) == 403);
  CHECK(status_of(bench.at_socket(post("/say", "{}", "Origin: null\r\n"))) == 403);
  CHECK(status_of(bench.at_port(get("/status.json", "Sec-Fetch-Site: cross-site\r\n"))) == 403);
  for (const char* host :
       {"Host: evil.example\r\n", "Host: 127.0.0.1.evil.example\r\n", "Host:\r\n", ""}) {
    INFO(host);
    const auto status =
        status_of(bench.at_port(fmt::format("GET /status.json HTTP/1.1\r\n{}\r\n", host)));
    CHECK((status == 421 || status == 400));
  }
  CHECK(bench.asked == 0);
}

TEST_CASE("Nothing is changed by a GET, a form or another method") {
  Bench bench;
  CHECK(status_of(bench.at_socket(get("/say"))) == 405);
  CHECK(status_of(bench.at_socket(get("/reload"))) == 405);
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "FOO"}) {
    INFO(method);
    const auto status = status_of(
        bench.at_socket(fmt::format("{} /say HTTP/1.1\r\nHost: localhost\r\n\r\n", method)));
    CHECK((status == 405 || status == 400 || status == 501));
  }
  CHECK(status_of(bench.at_socket("POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                  "application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\n"
                                  "a=b&")) == 415);
  CHECK(bench.asked == 0);
}

TEST_CASE("Tricks with paths find nothing") {
  Bench bench;
  for (const char* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/status.json%00.html",
                           "//status.json", "/./status.json", "/status.json/..", "/%2fstatus.json",
                           "/status%2ejson%20", "*", "http://evil.example/status.json"}) {
    INFO(path);
    const auto status = status_of(bench.at_socket(get(path)));
    CHECK((status == 404 || status == 400));
  }
  CHECK(bench.asked == 0);
}

TEST_CASE("A huge body is refused, announced or not, and so is a huge head") {
  Bench bench;
  const std::string large(kLargestBody + 1, ' ');
  CHECK(status_of(bench.at_socket(post("/say", large))) == 413);
  std::string chunked =
      "POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += fmt::format("1000\r\n{}\r\n", std::string(4096, 'x'));
  CHECK(status_of(bench.at_socket(chunked + "0\r\n\r\n")) == 413);
  const auto fits = bench.at_socket(post("/say", std::string(kLargestBody, ' ')));
  CHECK(status_of(fits) == 200);

  const auto headers =
      bench.at_port(get("/status.json", "X: " + std::string(40'000, 'x') + "\r\n"));
  CHECK((status_of(headers) == 431 || status_of(headers) == 413 || headers.empty()));
  const auto path = bench.at_port(get("/" + std::string(40'000, 'x')));
  CHECK((status_of(path) == 414 || status_of(path) == 431 || path.empty()));
  CHECK(bench.asked == 1);
  CHECK(status_of(bench.at_port(get("/status.json"))) == 200);
}

TEST_CASE("Nonsense, and two lengths in one request, are refused or cut off") {
  Bench bench;
  for (const std::string& bytes :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), std::string("GET\r\n\r\n"),
        std::string("GET / HTTP/9.9\r\n\r\n"), std::string(3000, '\0') + "\r\n\r\n",
        std::string("POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}")}) {
    RawClient client(bench.port);
    client.send(bytes);
    CHECK(status_of(client.rest(300ms)) != 200);
  }
  CHECK(status_of(bench.at_port(get("/status.json"))) == 200);
}

TEST_CASE("A request that trickles in is cut off, however busily it trickles") {
  Bench bench({}, {.asking = 500ms, .at_once = 1000});
  RawClient client(bench.port);
  const auto begun = steady();
  client.send("GET /status.json HTTP/1.1\r\nHost: localhost\r\nX: ");
  while (client.send("x") && steady() - begun < 5s) std::this_thread::sleep_for(50ms);
  CHECK(steady() - begun < 3s);
  CHECK(bench.asked == 0);
}

TEST_CASE("A hundred connections that say nothing shut out neither the socket nor, later, others") {
  Bench bench({}, {.asking = 1s, .at_once = 1000});
  std::vector<RawClient> crowd;
  for (int i = 0; i < 100; ++i) crowd.emplace_back(bench.port);
  CHECK(status_of(bench.at_socket(get("/status.json"))) == 200);
  CHECK(test::eventually([&] { return status_of(bench.at_port(get("/status.json"))) == 200; }));
}

TEST_CASE("Two browsers behind one address, with six connections each, shut nobody out") {
  Bench bench;
  std::vector<RawClient> browsers;
  for (int i = 0; i < 12; ++i) browsers.emplace_back(bench.port);
  for (int i = 0; i < 3; ++i) CHECK(status_of(bench.at_port(get("/status.json"))) == 200);
}

TEST_CASE("Whoever asks too often is told to wait, at his door alone") {
  Bench bench({}, {.at_once = 5, .a_second = 0.1});
  int answered = 0;
  int refused = 0;
  for (int i = 0; i < 10; ++i) {
    const auto answer = bench.at_port(get("/status.json"));
    if (status_of(answer) == 200) ++answered;
    if (status_of(answer) == 429 && answer.find("Retry-After: ") != std::string::npos) ++refused;
  }
  CHECK(answered == 5);
  CHECK(refused == 5);
  CHECK(status_of(bench.at_socket(get("/status.json"))) == 200);
}

TEST_CASE("Whoever has the token is not kept out by those who ask too often without it") {
  Bench bench(kToken, {.wrong_token = 1ms, .at_once = 5, .a_second = 0.1});
  const std::string token = "Authorization: Bearer 0123456789abcdef\r\n";
  const auto wrong = "Authorization: Bearer 0123456789abcdeX\r\n";
  for (int i = 0; i < 10; ++i) bench.at_port(get("/healthz", wrong));
  CHECK(status_of(bench.at_port(get("/healthz", wrong))) == 429);
  for (int i = 0; i < 5; ++i) CHECK(status_of(bench.at_port(get("/status.json", token))) == 200);
  CHECK(status_of(bench.at_port(get("/status.json", token))) == 429);  // he has his bounds, too
}

TEST_CASE("Clients that go away while the sign thinks leave nothing behind") {
  Bench bench({}, {.thinking = 100ms, .at_once = 1000});
  bench.silent = true;
  for (int i = 0; i < 50; ++i) {
    RawClient client(bench.port);
    client.send(get("/status.json"));
  }
  bench.silent = false;
  CHECK(test::eventually([&] { return status_of(bench.at_port(get("/status.json"))) == 200; }));
}

}  // namespace
}  // namespace roomsign::serve
