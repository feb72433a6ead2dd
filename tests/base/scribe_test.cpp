#include "daemon/base/scribe.hpp"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/held.hpp"
#include "tests/support/program.hpp"
#include "tests/support/stall.hpp"

namespace roomsign {
namespace {

using namespace std::chrono_literals;
using test::Stall;

// What was written, by whom there was no waiting for as well.
class Written {
 public:
  Scribe::Task task(std::string text) const {
    return [all = all_, text = std::move(text)]() -> Result<void> {
      const std::scoped_lock lock(all->mutex);
      all->texts.push_back(text);
      return {};
    };
  }
  std::vector<std::string> texts() const {
    const std::scoped_lock lock(all_->mutex);
    return all_->texts;
  }

 private:
  struct All {
    std::mutex mutex;
    std::vector<std::string> texts;
  };
  std::shared_ptr<All> all_ = std::make_shared<All>();
};

std::string code_of(const Result<void>& result) { return result ? "none" : result.error().code; }

std::chrono::nanoseconds time_of(const std::function<void()>& what) {
  const auto begin = std::chrono::steady_clock::now();
  what();
  return std::chrono::steady_clock::now() - begin;
}

TEST_CASE("What a scribe is to write is written on return, and what went wrong is told") {
  const auto threads = test::threads();
  Scribe scribe(60s);
  CHECK(test::threads() == threads);
  const Written written;
  CHECK(scribe.write("a", written.task("1")));
  CHECK(scribe.write("a", written.task("2")));
  CHECK(written.texts() == std::vector<std::string>{"1", "2"});
  CHECK(test::threads() > threads);
  const Error full{"unwritable", "a: No space left on device"};
  CHECK(scribe.write("a", [&] { return std::unexpected(full); }).error() == full);
}

TEST_CASE(
    "Where the disk stalls one waits once, and all is written in its order when it does not") {
  Scribe scribe(100ms);
  const Written written;
  Stall stall;
  const auto first =
      time_of([&] { CHECK(code_of(scribe.write("a", stall.task())) == "slow-disk"); });
  CHECK(first >= 100ms);
  const auto others = time_of([&] {
    for (int i = 0; i < 200; ++i) {
      for (const char* file : {"a", "b", "c"}) {
        CHECK(code_of(scribe.write(file, written.task(file + std::to_string(i)))) == "slow-disk");
      }
      if (i == 100) CHECK(code_of(scribe.write("once", written.task("once"))) == "slow-disk");
    }
  });
  CHECK(others < 10s);  // of 601 patiences
  CHECK(written.texts().empty());
  stall.end();
  CHECK(test::eventually([&] { return written.texts().size() >= 4; }));
  CHECK(test::eventually([&] { return scribe.write("d", written.task("d")).has_value(); }));
  CHECK(written.texts() == std::vector<std::string>{"once", "a199", "b199", "c199", "d"});
}

TEST_CASE("Who waits for a file that another writes anew has it written") {
  Scribe scribe(60s);
  const Written written;
  Stall stall;
  auto stalled = std::async(std::launch::async, [&] { return scribe.write("a", stall.task()); });
  stall.await();
  std::vector<std::future<Result<void>>> writers;
  for (int i = 0; i < 8; ++i) {
    writers.push_back(
        std::async(std::launch::async, [&] { return scribe.write("b", written.task("b")); }));
  }
  std::this_thread::sleep_for(50ms);
  stall.end();
  CHECK(stalled.get());
  for (auto& writer : writers) CHECK(writer.get());
  CHECK_FALSE(written.texts().empty());
}

TEST_CASE("A scribe that goes has written what there was, unless the disk stalls for good") {
  const Written written;
  Stall stall;
  {
    Scribe scribe(10ms, 60s);
    CHECK(code_of(scribe.write("a", stall.task())) == "slow-disk");
    CHECK(code_of(scribe.write("b", written.task("b"))) == "slow-disk");
    stall.end();
  }
  CHECK(written.texts() == std::vector<std::string>{"b"});

  Stall for_good;
  const auto gone = time_of([&] {
    Scribe scribe(10ms, 100ms);
    CHECK(code_of(scribe.write("a", for_good.task())) == "slow-disk");
    CHECK(code_of(scribe.write("c", written.task("c"))) == "slow-disk");
  });
  CHECK(gone < 10s);
  const auto threads = test::threads();
  for_good.end();
  CHECK(test::eventually([&] { return test::threads() < threads; }));
  CHECK(written.texts() == std::vector<std::string>{"b"});
}

}  // namespace
}  // namespace roomsign
