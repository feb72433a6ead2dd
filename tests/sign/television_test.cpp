#include "daemon/sign/television.hpp"

#include <chrono>

#include "tests/support/catch.hpp"

namespace roomsign::sign {
namespace {

using namespace std::chrono_literals;

// Keeps what was sent, and answers as told.
class Bus {
 public:
  Result<ChildOutput> run(const std::vector<std::string>& argv) {
    const std::lock_guard lock(mutex_);
    sent_.push_back(argv);
    changed_.notify_all();
    ChildOutput output;
    if (failures_ > 0) {
      --failures_;
      output.exit_status = 1;
      output.err = "Failed to open /dev/cec9: No such file or directory\n";
    }
    return output;
  }

  void fail(int times) {
    const std::lock_guard lock(mutex_);
    failures_ = times;
  }

  // The last words of the first `count` commands, once there are so many.
  std::vector<std::string> said(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 5s, [&] { return sent_.size() >= count; });
    std::vector<std::string> words;
    for (const auto& argv : sent_) words.push_back(argv.back());
    return words;
  }

  std::vector<std::vector<std::string>> sent() {
    const std::lock_guard lock(mutex_);
    return sent_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::vector<std::string>> sent_;
  int failures_ = 0;
};

using Words = std::vector<std::string>;

struct Fixture {
  Bus bus;
  Television television{"/dev/cec9", [this](const auto& argv) { return bus.run(argv); }, 1ms};
};

TEST_CASE_METHOD(Fixture, "A television is sent into standby and called back, each once") {
  television.set(false);
  CHECK(bus.said(1) == Words{"--standby"});
  television.set(false);
  television.set(true);
  CHECK(bus.said(2) == Words{"--standby", "--image-view-on"});
  const auto argv = bus.sent().front();
  CHECK(argv.front() == "/usr/bin/cec-ctl");
  CHECK(std::ranges::count(argv, "/dev/cec9") == 1);
}

TEST_CASE_METHOD(Fixture, "What failed is tried again until it works") {
  bus.fail(2);
  television.set(false);
  CHECK(bus.said(3) == Words{"--standby", "--standby", "--standby"});
  television.set(true);
  CHECK(bus.said(4).back() == "--image-view-on");
}

TEST_CASE_METHOD(Fixture, "What is no longer wanted is not tried again") {
  bus.fail(1'000'000);
  television.set(false);
  bus.said(1);
  television.set(true);
  while (bus.said(1).back() != "--image-view-on") {
  }
  bus.fail(0);
  const auto said = bus.said(1);
  const auto turned = std::ranges::find(said, "--image-view-on");
  CHECK(std::count(turned, said.end(), "--standby") == 0);
}

TEST_CASE("A television nobody asks anything of is sent nothing") {
  int runs = 0;
  {
    const Television television("/dev/cec9", [&](const auto&) -> Result<ChildOutput> {
      ++runs;
      return ChildOutput{};
    });
  }
  CHECK(runs == 0);
}

}  // namespace
}  // namespace roomsign::sign
