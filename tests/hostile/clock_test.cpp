// A sign that wakes up in 1970, as a Raspberry Pi without a battery does, and a page behind TLS.
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include <signal.h>

#include "tests/hostile/other_clock.hpp"
#include "tests/hostile/polled_sign.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/tls_server.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;

TEST_CASE(
    "A certificate that is not yet valid names the clock, and is tried again once it is set") {
  test::TlsServer server;
  server.answer("page", test::reply(200, {}, document(day("new"))));
  const test::TemporaryFolder folder;
  const auto file = (folder / "sign.toml").string();
  std::ofstream(file) << "[source]\nurl = \"" << server.url("page") << "\"\n[http]\nca_file = \""
                      << server.ca_file() << "\"\n[display]\ndriver = \"offscreen\"\n"
                      << "width = 480\nheight = 270\n";
  const auto today = std::chrono::system_clock::now().time_since_epoch();
  const OtherClock clock(std::chrono::floor<std::chrono::seconds>(-today) + 24h);
  const test::Program sign({ROOMSIGN_PROGRAM, "run", "--config", file}, clock.environment());
  REQUIRE(test::eventually([&] { return sign.err().contains("certificate is not yet valid"); }));
  CHECK(sign.err().contains("this machine's clock must be wrong"));
  CHECK(sign.err().contains("clock: shows a time that has gone by"));

  // By now it has been tried twice, and waits for at least nine seconds.
  std::this_thread::sleep_for(6s);
  REQUIRE_FALSE(sign.err().contains("8 sessions"));
  clock.set(0s);
  sign.signal(SIGHUP);  // in place of the kernel, which would wake it where its clock is set
  CHECK(test::eventually([&] { return sign.err().contains("8 sessions"); }, 6s));
  INFO(sign.err());
  CHECK(sign.err().contains("is all right again"));
}

}  // namespace
}  // namespace roomsign::hostile
