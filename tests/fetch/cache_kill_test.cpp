// A program that is killed while it saves, again and again. What a kill cannot show, because the
// system writes on without the program, is in cache_crash_test.cpp.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/fetch/cache.hpp"
#include "tests/fetch/cache_saves.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch {
namespace {

using roomsign::test::TemporaryFolder;
using test::number_of;
using test::save_number;

constexpr std::size_t kLargest = 64U << 10U;

// ROOMSIGN_KILLS; see README.md, "Tests".
int kills_wanted() {
  const char* text = std::getenv("ROOMSIGN_KILLS");
  return text == nullptr ? 1'000 : std::stoi(text);
}

// Memory that the child's death leaves to its parent: how far the saves have come.
class Progress {
 public:
  Progress() {
    void* shared =
        ::mmap(nullptr, sizeof(Numbers), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw std::runtime_error("mmap");
    numbers_ = new (shared) Numbers;
  }
  ~Progress() { ::munmap(numbers_, sizeof(Numbers)); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  std::atomic<int>& saved() { return numbers_->saved; }      // reported as done
  std::atomic<int>& writing() { return numbers_->writing; }  // begun
  std::atomic<int>& begun() { return numbers_->begun; }      // how many, with those done again

 private:
  struct Numbers {
    std::atomic<int> saved{0};
    std::atomic<int> writing{0};
    std::atomic<int> begun{0};
  };
  Numbers* numbers_;
};

struct Tally {
  int kills = 0;
  int in_a_write = 0;  // so many of them left a temporary file
  int losses = 0;      // starts that found neither the last save nor the one being made
  int saves = 0;
};

[[noreturn]] void save_for_ever(const Cache& cache, Progress& progress) {
  for (;;) {
    const int number = progress.saved() + 1;
    progress.writing() = number;
    ++progress.begun();
    if (!cache.store(save_number(number, kLargest))) ::_exit(1);
    progress.saved() = number;
  }
}

// How long a child is left alone: up to the time of two saves, of which the kills are to hit all.
std::chrono::microseconds longest_life(Disk& disk) {
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule", disk);
  const auto start = std::chrono::steady_clock::now();
  for (int number = 1; number <= 10; ++number) REQUIRE(cache.store(save_number(number, kLargest)));
  const auto ten = std::chrono::steady_clock::now() - start;
  return std::clamp(std::chrono::duration_cast<std::chrono::microseconds>(ten / 5),
                    std::chrono::microseconds(1'000), std::chrono::microseconds(50'000));
}

Tally kill_often(int kills, Disk& disk) {
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule", disk);
  Progress progress;
  const auto longest = longest_life(disk);
  std::mt19937 random(1);
  Tally tally;
  for (; tally.kills < kills; ++tally.kills) {
    const int begun_before = progress.begun();
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) save_for_ever(cache, progress);
    std::this_thread::sleep_for(longest * (random() % 1'000) / 1'000);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    const bool left_something = std::filesystem::exists(folder / "schedule.new");
    if (left_something && progress.begun() > begun_before) ++tally.in_a_write;
    const int found = number_of(cache.load(), kLargest);
    if (found < progress.saved() || found > progress.writing()) ++tally.losses;
    // From what is there: the one being made may be whole already.
    progress.saved() = std::max(found, progress.saved().load());
  }
  tally.saves = progress.saved();
  return tally;
}

// Leaves syncing out: no kill can tell, and most would fall into its long wait.
struct Hasty : Disk {
  int sync(int /*file_or_folder*/) override { return 0; }
};

// Writes into the file itself.
struct InPlace : Hasty {
  int create(const std::string& file, mode_t mode) override {
    const auto itself = file.substr(0, file.size() - std::string(".new").size());
    return ::open(itself.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  }
  int rename(const std::string& /*from*/, const std::string& /*to*/) override { return 0; }
};

TEST_CASE("Killed at any instant, it starts with the last save or the one being made") {
  const int kills = kills_wanted();
  Hasty hasty;
  const auto quick = kill_often(kills - kills / 10, hasty);
  const auto real = kill_often(kills / 10, real_disk());
  for (const auto& tally : {quick, real}) {
    const auto figures = std::to_string(tally.kills) + " kills in " + std::to_string(tally.saves) +
                         " saves, " + std::to_string(tally.in_a_write) + " of them in a write";
    if (std::getenv("ROOMSIGN_KILLS") != nullptr) WARN(figures);
    CAPTURE(figures);
    CHECK(tally.losses == 0);
    CHECK(tally.in_a_write > tally.kills / 20);
  }
}

TEST_CASE("A cache that is written in place is found out by kills") {
  InPlace disk;
  CHECK(kill_often(300, disk).losses > 0);
}

}  // namespace
}  // namespace roomsign::fetch
