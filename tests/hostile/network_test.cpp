// Faults that need a network of their own: names, addresses, and packets that are lost.
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/hostile/polled_sign.hpp"
#include "tests/support/held.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/name_server.hpp"
#include "tests/support/own_network.hpp"
#include "tests/support/program.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using test::HttpServer;
using test::NameServer;
using test::reply;

constexpr const char* kUrl = "http://signs.example/schedule";

void serve(HttpServer& server, const std::string& name) {
  server.answer("/schedule", reply(200, {}, document(day(name))));
}

// One poll: what became of it, or "late" where it took longer.
std::string poll_within(PolledSign& sign, steady_clock::duration limit,
                        const std::stop_token& stop = {}) {
  const auto begin = steady_clock::now();
  auto outcome = sign.poll(stop);
  return steady_clock::now() - begin < limit ? outcome : "late";
}

// Leaves a good schedule in the cache, as a sign does that is switched off.
void fill_cache(const std::filesystem::path& cache, const std::string& name) {
  NameServer names("127.0.0.1");
  names.answer("signs.example", {"127.0.0.1"});
  test::use_resolv_conf("nameserver 127.0.0.1\n");
  HttpServer server("127.0.0.1", 80);
  serve(server, name);
  PolledSign sign(cache, kUrl);
  REQUIRE(sign.poll() == "none");
}

TEST_CASE(
    "Without a link at the start the kept schedule is up at once, and the network's return "
    "is seen") {
  test::in_own_network([] {
    const test::TemporaryFolder folder;
    fill_cache(folder / "cache", "kept");
    test::use_resolv_conf("nameserver 192.0.2.53\n");
    test::set_link(false);
    PolledSign sign(folder / "cache", kUrl, impatient(), kStart + 3h);
    CHECK(sign.shows(day("kept")));
    for (int i = 0; i < 5; ++i) {
      CHECK_FALSE(sign.checked());
      CHECK(sign.poll() == "dns");
    }
    CHECK(sign.shows(day("kept")));
    CHECK(sign.checked() == kStart + 1min);  // the poll that filled the cache

    test::set_link(true);
    test::use_resolv_conf("nameserver 127.0.0.1\n");
    NameServer names("127.0.0.1");
    names.answer("signs.example", {"127.0.0.1"});
    HttpServer server("127.0.0.1", 80);
    serve(server, "new");
    CHECK(sign.poll() == "none");
    CHECK(sign.shows(day("new")));
    CHECK(sign.checked() == sign.now());
  });
}

TEST_CASE("A resolver that hangs costs the time limit, no thread for good, and no schedule") {
  test::in_own_network([] {
    const test::TemporaryFolder folder;
    fill_cache(folder / "cache", "kept");
    NameServer names("127.0.0.1");
    names.answer("signs.example", {"127.0.0.1"});
    names.fall_silent();
    test::use_resolv_conf("nameserver 127.0.0.1\noptions timeout:2 attempts:1\n");
    HttpServer server("127.0.0.1", 80);
    serve(server, "new");

    auto options = impatient();
    options.connect_timeout = 1s;
    PolledSign sign(folder / "cache", kUrl, options);
    const auto before = test::threads();
    for (int i = 0; i < 2; ++i) {
      CHECK(poll_within(sign, 1500ms) == "dns");
      CHECK(sign.message() == "the name signs.example was not found in time");
    }
    CHECK(sign.shows(day("kept")));
    CHECK(names.questions() > 0);

    // Nor does it hold up whoever wants to leave.
    std::stop_source stop;
    std::jthread impatience([&] {
      std::this_thread::sleep_for(200ms);
      stop.request_stop();
    });
    CHECK(poll_within(sign, 1s, stop.get_token()) == "dns");  // the last that was told
    impatience.join();
    CHECK(test::eventually([&] { return test::threads() == before; }, 5s));

    names.speak_again();
    CHECK(sign.poll() == "none");
    CHECK(sign.shows(day("new")));
  });
}

TEST_CASE("A server that no packet reaches costs the time limit, and no schedule") {
  HttpServer server;
  serve(server, "kept");
  const test::TemporaryFolder folder;
  {
    CHECK(PolledSign(folder / "cache", server.url("/schedule")).poll() == "none");
  }
  server.let_nobody_in();
  auto options = impatient();
  options.connect_timeout = 1s;
  PolledSign sign(folder / "cache", server.url("/schedule"), options);
  CHECK(poll_within(sign, 1500ms) == "connect");
  CHECK(sign.message() == "no connection to 127.0.0.1 came about in time");
  CHECK(sign.shows(day("kept")));
}

TEST_CASE("Where only IPv6 is, a server that only has IPv4 is reached through NAT64") {
  test::in_own_network([] {
    test::remove_ipv4();
    // What DNS64 makes of 192.0.2.1, beside the address itself, to which no way leads.
    test::add_ipv6_address("64:ff9b::c000:201");
    NameServer names("::1");
    names.answer("signs.example", {"192.0.2.1", "64:ff9b::c000:201"});
    test::use_resolv_conf("nameserver ::1\n");
    HttpServer server("64:ff9b::c000:201", 80);
    serve(server, "through NAT64");
    const test::TemporaryFolder folder;
    PolledSign sign(folder / "cache", kUrl);
    CHECK(sign.poll() == "none");
    CHECK(sign.shows(day("through NAT64")));
  });
}

TEST_CASE("Where IPv6 leads nowhere, IPv4 is tried soon") {
  test::in_own_network([] {
    test::add_ipv6_address("2001:db8::1");
    NameServer names("127.0.0.1");
    names.answer("signs.example", {"127.0.0.1", "2001:db8::1"});
    test::use_resolv_conf("nameserver 127.0.0.1\n");
    const HttpServer nowhere("2001:db8::1", 80);
    nowhere.let_nobody_in();
    HttpServer server("127.0.0.1", 80);
    serve(server, "by IPv4");
    const test::TemporaryFolder folder;
    auto options = impatient();
    options.connect_timeout = 10s;
    options.total_timeout = 10s;
    options.low_speed_time = 10s;
    PolledSign sign(folder / "cache", kUrl, options);
    CHECK(poll_within(sign, 3s) == "none");
    CHECK(sign.shows(day("by IPv4")));
  });
}

// The Wi-Fi is another one: the connection that was kept is dead, the old resolver gone, and the
// server has another address.
TEST_CASE("A sign that wakes up in another network has the schedule by the second poll") {
  const bool kept = GENERATE(true, false);  // the connection; else the server had closed it
  test::in_own_network([kept] {
    NameServer before("127.0.0.1");
    NameServer after("127.0.0.2");
    before.answer("signs.example", {"127.0.1.1"});
    after.answer("signs.example", {"127.0.1.2"});
    test::use_resolv_conf("nameserver 127.0.0.1\n");
    HttpServer old_server("127.0.1.1", 80);
    HttpServer new_server("127.0.1.2", 80);
    const auto old_answer = document(day("before"));
    old_server.answer("/schedule",
                      kept ? reply(200, {}, old_answer) : "HTTP/1.1 200 OK\r\n\r\n" + old_answer);
    serve(new_server, "after");
    const test::TemporaryFolder folder;
    PolledSign sign(folder / "cache", kUrl);
    REQUIRE(sign.poll() == "none");

    old_server.fall_silent();
    old_server.let_nobody_in();
    before.fall_silent();
    test::use_resolv_conf("nameserver 127.0.0.2\n");
    CHECK(sign.poll() == (kept ? "too-slow" : "connect"));
    CHECK(sign.shows(day("before")));
    CHECK(sign.poll() == "none");
    CHECK(sign.shows(day("after")));
  });
}

TEST_CASE("A connection of which the network forgot is made anew by the second poll") {
  HttpServer server;
  serve(server, "before");
  const test::TemporaryFolder folder;
  PolledSign sign(folder / "cache", server.url("/schedule"));
  REQUIRE(sign.poll() == "none");
  REQUIRE(sign.poll() == "none");
  REQUIRE(server.connections() == 1);
  server.fall_silent();
  serve(server, "after");
  CHECK(sign.poll() == "too-slow");
  CHECK(sign.shows(day("before")));
  CHECK(sign.poll() == "none");
  CHECK(sign.shows(day("after")));
}

}  // namespace
}  // namespace roomsign::hostile
