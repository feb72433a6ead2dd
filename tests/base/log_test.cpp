#include "daemon/base/log.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include "tests/support/captured_log.hpp"
#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

// What `say` writes on standard error.
template <class Say>
std::string heard(Say say) {
  const test::CapturedLog log;
  say();
  return log.text();
}

}  // namespace

TEST_CASE("A message is one line, whatever is in it") {
  CHECK(heard([] { log_warning("{} of {}", "first\nsecond", 2); }) ==
        "roomsign: warning: first second of 2\n");
}

TEST_CASE("Errors say so in words on a terminal") {
  CHECK(heard([] { log_error("no panel"); }) == "roomsign: error: no panel\n");
  CHECK(heard([] { log_info("started"); }) == "roomsign: started\n");
}

TEST_CASE("What is said again and again is written twice an hour, and counted") {
  const auto flap = [](int times) {
    for (int i = 0; i < times; ++i) {
      log_warning("unplugged");
      log_notice("plugged");
    }
  };
  const std::string pair = "roomsign: warning: unplugged\nroomsign: plugged\n";
  CHECK(heard([&] {
          QuietLog quiet(5s);
          flap(2);
          quiet.look(6s);
        }) == pair + pair);
  CHECK(heard([&] {
          QuietLog quiet(5s);
          flap(30);
          log_warning("unplugged");
          quiet.look(5s + 1h - 1ns);
          log_notice("something else");
        }) == pair + pair +
                  "roomsign: something else\n"
                  "roomsign: plugged (28 more within the hour)\n"
                  "roomsign: warning: unplugged (29 more within the hour)\n");
  CHECK(heard([&] {
          QuietLog quiet(5s);
          flap(3);
          quiet.look(5s + 1h);
          flap(1);
        }) == pair + pair +
                  "roomsign: warning: unplugged (1 more within the hour)\n"
                  "roomsign: plugged (1 more within the hour)\n" +
                  pair);
  CHECK(heard([&] { flap(3); }) == pair + pair + pair);
}

TEST_CASE("Who does something reads what came of it, however often") {
  CHECK(heard([&] {
          QuietLog quiet(0s);
          for (int i = 0; i < 5; ++i) {
            quiet.begin_hour(1s);
            log_notice("read again");
          }
          quiet.look(1h);
        }) ==
        "roomsign: read again\nroomsign: read again\nroomsign: read again\n"
        "roomsign: read again\nroomsign: read again\n");
}

TEST_CASE("A contact that comes and goes all day leaves less than 200 lines") {
  const auto text = heard([] {
    QuietLog quiet(0s);
    for (auto now = 0s; now < 24h; now += 10s) {
      log_warning("a");
      log_notice("b");
      quiet.look(now);
    }
  });
  CHECK(std::ranges::count(text, '\n') < 200);
}
