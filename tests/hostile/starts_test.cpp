// A sign that something ends again and again, soon after its start. The whole program.
#include <chrono>
#include <filesystem>
#include <string>

#include <signal.h>

#include "tests/commands/running_sign.hpp"
#include "tests/hostile/other_clock.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;
using test::eventually;

// It has kept a schedule and an announcement; its source is away.
class Sign : public test::RunningSign {
 public:
  explicit Sign(const OtherClock& clock)
      : RunningSign("[poll]\ninterval = \"5 s\"\n[remote]\nsocket = \"control\"",
                    clock.environment()) {
    stop();
    start_again();
    REQUIRE(eventually([&] { return has_schedule(); }));
    REQUIRE(say({"announce", "Coffee"}).status == 0);
    stop();
    std::filesystem::rename(folder / "schedule.json", folder / "away.json");
  }

  void start_again() {
    start({});
    REQUIRE(eventually([&] { return say({"status"}).status == 0; }));
  }
  void start_and_kill(int times) {
    for (int i = 0; i < times; ++i) {
      start({});
      daemon->signal(SIGKILL);
      REQUIRE(daemon->wait(5s));
      std::filesystem::remove(folder / "control");
    }
  }
  void bring_source() const {
    std::filesystem::rename(folder / "away.json", folder / "schedule.json");
  }

  bool has_schedule() const { return status().contains(R"("has_schedule": true)"); }
  bool has_announcement() const { return status().contains("Coffee"); }
  bool passes_over() const { return daemon->err().contains("are passed over"); }
};

TEST_CASE("After three crashes a sign starts without what it keeps, and takes what is polled") {
  const OtherClock clock;
  Sign sign(clock);
  sign.start_and_kill(3);
  sign.start_again();
  CHECK(sign.passes_over());
  CHECK_FALSE(sign.has_schedule());
  CHECK_FALSE(sign.has_announcement());

  sign.bring_source();
  CHECK(eventually([&] { return sign.has_schedule(); }));
  sign.stop();
  sign.start_again();  // what it was told is there again, as nothing took its place
  CHECK_FALSE(sign.passes_over());
  CHECK(sign.has_schedule());
  CHECK(sign.has_announcement());
}

TEST_CASE("A sign that is stopped, or ran for a minute, shows what it keeps at the next start") {
  OtherClock clock;
  Sign sign(clock);
  for (int i = 0; i < 4; ++i) {
    sign.start({});
    sign.stop();
  }
  sign.start_again();
  CHECK_FALSE(sign.passes_over());
  CHECK(sign.has_schedule());
  CHECK(sign.has_announcement());
  sign.stop();

  sign.start_and_kill(2);
  sign.start_again();
  CHECK(std::filesystem::exists(sign.folder / "state" / "starts"));
  clock.let_pass(1min);
  CHECK(eventually([&] { return !std::filesystem::exists(sign.folder / "state" / "starts"); }));
  sign.daemon->signal(SIGKILL);
  REQUIRE(sign.daemon->wait(5s));
  std::filesystem::remove(sign.folder / "control");
  sign.start_and_kill(2);
  sign.start_again();
  CHECK_FALSE(sign.passes_over());
  CHECK(sign.has_schedule());
}

}  // namespace
}  // namespace roomsign::hostile
