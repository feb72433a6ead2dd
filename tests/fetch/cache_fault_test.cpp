// Disks that are full, read-only or dying, and files that were damaged where they lay.
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <random>
#include <string>

#include <fcntl.h>

#include "daemon/base/file.hpp"
#include "tests/fetch/cache_saves.hpp"
#include "tests/fetch/poller_bench.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/count.hpp"
#include "tests/support/program.hpp"
#include "tests/support/recording_disk.hpp"

namespace roomsign::fetch {
namespace {

using namespace std::chrono_literals;
using namespace test;
using roomsign::test::count;
using roomsign::test::RecordingDisk;
using roomsign::test::Remains;
using roomsign::test::TemporaryFolder;

constexpr std::size_t kLargest = 200;
constexpr int kNever = 1'000'000;

// Fails calls, counted from 0. A write that fails has written half.
class FailingDisk : public RecordingDisk {
 public:
  using RecordingDisk::RecordingDisk;

  void fail(int first, int last, int error) {
    calls_ = 0;
    first_ = first;
    last_ = last;
    error_ = error;
  }
  void heal() { fail(kNever, kNever, 0); }
  int calls() const { return calls_; }

  int create(const std::string& file, mode_t mode) override {
    return fails() ? -1 : RecordingDisk::create(file, mode);
  }
  ssize_t write(int file, std::string_view bytes) override {
    if (!fails()) return RecordingDisk::write(file, bytes);
    RecordingDisk::write(file, bytes.substr(0, bytes.size() / 2));
    errno = error_;
    return -1;
  }
  int open_folder(const std::string& folder) override {
    return fails() ? -1 : RecordingDisk::open_folder(folder);
  }
  int sync(int fd) override { return fails() ? -1 : RecordingDisk::sync(fd); }
  int close(int fd) override {
    const bool failed = fails();
    RecordingDisk::close(fd);
    if (failed) errno = error_;
    return failed ? -1 : 0;
  }
  int rename(const std::string& from, const std::string& to) override {
    return fails() ? -1 : RecordingDisk::rename(from, to);
  }
  int link(const std::string& from, const std::string& to) override {
    return fails() ? -1 : RecordingDisk::link(from, to);
  }
  int unlink(const std::string& file) override {
    return fails() ? -1 : RecordingDisk::unlink(file);
  }

 private:
  bool fails() {
    const int call = calls_++;
    if (call < first_ || call > last_) return false;
    errno = error_;
    return true;
  }

  int calls_ = 0;
  int first_ = kNever;
  int last_ = kNever;
  int error_ = 0;
};

// Writes a little at a time, and is interrupted in between.
struct SlowDisk : Disk {
  int turn = 0;
  ssize_t write(int file, std::string_view bytes) override {
    if (++turn % 2 != 0) {
      errno = EINTR;
      return -1;
    }
    return Disk::write(file, bytes.substr(0, 7));
  }
};

// Takes nothing until it is let: each sync lasts as long.
struct StalledDisk : RecordingDisk {
  using RecordingDisk::RecordingDisk;
  int sync(int fd) override {
    while (stalls) roomsign::test::pause_shortly();
    return RecordingDisk::sync(fd);
  }
  std::atomic<bool> stalls = false;
};

// Its files are the system's own full disk.
struct FullDisk : Disk {
  int create(const std::string& /*file*/, mode_t /*mode*/) override {
    return ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  }
};

// Has no hard links, as FAT.
struct DiskWithoutLinks : Disk {
  int link(const std::string& /*from*/, const std::string& /*to*/) override {
    errno = EPERM;
    return -1;
  }
};

void put(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

// A folder with two generations, of which the file holds 2.
struct TwoGenerations {
  TwoGenerations() {
    for (const int number : {1, 2}) REQUIRE(cache.store(save_number(number, kLargest)));
    REQUIRE(read_file(older) == encode(save_number(1, kLargest)));
  }
  int start() const { return number_of(cache.load(), kLargest); }

  TemporaryFolder folder;
  std::filesystem::path file = folder / "schedule";
  std::filesystem::path older = folder / "schedule.old";
  Cache cache{file};
  std::string bytes = encode(save_number(2, kLargest));
};

TEST_CASE("Whichever call fails, and why ever, a start has the last save or the one that failed") {
  const int error = GENERATE(ENOSPC, EIO, EROFS, EACCES, EDQUOT);
  const bool for_good = GENERATE(false, true);
  const TemporaryFolder crashed;
  std::mt19937 random(1);
  for (int call = 0, calls = 1; call < calls; ++call) {
    const TemporaryFolder folder;
    FailingDisk disk(folder.path());
    const Cache cache(folder / "schedule", disk);
    for (const int number : {1, 2}) {
      REQUIRE(cache.store(save_number(number, kLargest)));
      disk.done(number);
    }
    disk.begin(3);
    disk.fail(call, for_good ? kNever : call, error);
    const auto stored = cache.store(save_number(3, kLargest));
    if (call == 0 && !for_good) REQUIRE(stored);  // there was nothing to remove
    calls = std::max(calls, disk.calls());
    CAPTURE(call, calls, for_good, std::strerror(error));
    if (!stored) {
      CHECK(stored.error() ==
            Error{"unwritable", (folder / "schedule").string() + ": " + std::strerror(error)});
    }
    CHECK(number_of(cache.load(), kLargest) >= (stored ? 3 : 2));
    if (!for_good) CHECK_FALSE(std::filesystem::exists(folder / "schedule.new"));
    if (stored) disk.done(3);
    disk.heal();
    disk.begin(3);
    REQUIRE(cache.store(save_number(3, kLargest)));
    disk.done(3);
    CHECK(number_of(cache.load(), kLargest) == 3);
    for (const auto& moment : disk.moments()) {
      if (moment.saved < 2) continue;
      moment.for_each_remains(30, random, [&](const Remains& remains) {
        lay_out(remains, crashed.path());
        const int found = number_of(Cache(crashed / "schedule").load(), kLargest);
        INFO("after " << moment.last_call);
        REQUIRE(found >= moment.saved);
        REQUIRE(found <= moment.writing);
      });
    }
  }
}

TEST_CASE("A disk that writes a little at a time, and is interrupted, writes all") {
  const TemporaryFolder folder;
  SlowDisk disk;
  const Cache cache(folder / "schedule", disk);
  REQUIRE(cache.store(save_number(1, kLargest)));
  CHECK(number_of(cache.load(), kLargest) == 1);
}

TEST_CASE("By a scribe a save returns before a disk that stalls, and is whole when it does not") {
  const TemporaryFolder folder;
  const TemporaryFolder crashed;
  StalledDisk disk(folder.path());
  Scribe scribe(100ms, 60s);
  const Cache cache(folder / "schedule", &scribe, disk);
  for (const int number : {1, 2}) {
    disk.begin(number);
    REQUIRE(roomsign::test::eventually(
        [&] { return cache.store(save_number(number, kLargest)).has_value(); }));
    disk.done(number);
  }
  disk.stalls = true;
  for (const int number : {3, 4}) {
    const auto stored = cache.store(save_number(number, kLargest));
    REQUIRE_FALSE(stored);
    CHECK(stored.error().code == "slow-disk");
    CHECK(stored.error().message.starts_with((folder / "schedule").string() + ": "));
    CHECK(number_of(cache.load(), kLargest) == 2);
  }
  disk.stalls = false;
  CHECK(roomsign::test::eventually([&] { return number_of(cache.load(), kLargest) == 4; }));
  REQUIRE(roomsign::test::eventually(
      [&] { return cache.store(save_number(4, kLargest)).has_value(); }));
  CHECK(number_of(Cache(folder / "schedule.old").load(), kLargest) == 3);
  std::mt19937 random(1);
  for (const auto& moment : disk.moments()) {
    if (moment.saved < 2) continue;
    moment.for_each_remains(30, random, [&](const Remains& remains) {
      lay_out(remains, crashed.path());
      INFO("after " << moment.last_call);
      REQUIRE(number_of(Cache(crashed / "schedule").load(), kLargest) >= 2);
    });
  }
}

TEST_CASE("Where the system itself says full or forbidden, the error says so") {
  const TemporaryFolder folder;
  FullDisk disk;
  const auto full = Cache(folder / "schedule", disk).store(save_number(1, kLargest));
  REQUIRE_FALSE(full);
  CHECK(full.error().message == (folder / "schedule").string() + ": No space left on device");
  const auto forbidden = Cache("/proc/self/schedule").store(save_number(1, kLargest));
  REQUIRE_FALSE(forbidden);
  CHECK(forbidden.error().message.starts_with("/proc/self/schedule: "));
}

TEST_CASE("Where a file system has no hard links, there is one generation") {
  const TemporaryFolder folder;
  DiskWithoutLinks disk;
  const Cache cache(folder / "schedule", disk);
  for (const int number : {1, 2}) REQUIRE(cache.store(save_number(number, kLargest)));
  CHECK(number_of(cache.load(), kLargest) == 2);
  CHECK_FALSE(std::filesystem::exists(folder / "schedule.old"));
}

TEST_CASE("Whichever bit flips in the file, the generation before it is loaded") {
  TwoGenerations two;
  for (std::size_t i = 0; i < two.bytes.size() * 8; ++i) {
    auto bad = two.bytes;
    bad[i / 8] = static_cast<char>(static_cast<unsigned char>(bad[i / 8]) ^ (1U << (i % 8)));
    put(two.file, bad);
    INFO("bit " << i);
    REQUIRE(two.start() == 1);
  }
}

TEST_CASE("Of a large file a flipped bit is found, too") {
  constexpr std::size_t kLarge = 400'000;
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule");
  for (const int number : {1, 2}) REQUIRE(cache.store(save_number(number, kLarge)));
  const auto bytes = encode(save_number(2, kLarge));
  REQUIRE(bytes.size() > 300'000);
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    auto bad = bytes;
    auto& byte = bad[random() % bad.size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (random() % 8)));
    put(folder / "schedule", bad);
    REQUIRE(number_of(cache.load(), kLarge) == 1);
  }
}

TEST_CASE("Wherever the file is cut, and if it is gone, the generation before it is loaded") {
  TwoGenerations two;
  for (std::size_t size = 0; size < two.bytes.size(); ++size) {
    put(two.file, two.bytes.substr(0, size));
    INFO("cut to " << size);
    REQUIRE(two.start() == 1);
  }
  std::filesystem::remove(two.file);
  CHECK(two.start() == 1);
}

TEST_CASE("A damaged older generation does no harm while the newest is whole") {
  TwoGenerations two;
  put(two.older, "damaged");
  CapturedLog log;
  CHECK(two.cache.load_or_warn() == save_number(2, kLargest));
  CHECK(log.text().empty());
}

TEST_CASE("A damaged file does not push out the older generation when the next is stored") {
  TwoGenerations two;
  put(two.file, "damaged");
  REQUIRE(two.cache.store(save_number(3, kLargest)));
  CHECK(two.start() == 3);
  put(two.file, "damaged again");
  CHECK(two.start() == 1);
}

TEST_CASE("The same stored twice does not push out the older generation") {
  TwoGenerations two;
  REQUIRE(two.cache.store(save_number(2, kLargest)));
  put(two.file, "damaged");
  CHECK(two.start() == 1);
}

TEST_CASE("Damage is told in one line each, with the file and what is done about it") {
  TwoGenerations two;
  put(two.file, "damaged");
  const std::string damaged = ": the cache is damaged: its first line is not \"roomsign-cache 1\"";
  {
    CapturedLog log;
    CHECK(two.cache.load_or_warn() == save_number(1, kLargest));
    CHECK(count(log.text(), "\n") == 1);
    CHECK(count(log.text(), two.file.string() + damaged + "; the one before it is used\n") == 1);
  }
  put(two.older, "damaged as well");
  CapturedLog log;
  CHECK_FALSE(two.cache.load_or_warn());
  CHECK(two.start() == -1);
  CHECK(count(log.text(), "\n") == 2);
  CHECK(count(log.text(), two.file.string() + damaged + "\n") == 1);
  CHECK(count(log.text(), two.older.string() + damaged + "\n") == 1);
}

TEST_CASE("A disk that fails for hours takes nothing off the sign, and is one line in the log") {
  const int error = GENERATE(ENOSPC, EIO, EROFS, EACCES);
  const int call = GENERATE(1, 2, 3);  // to create, write, sync the file
  Bench bench;
  FailingDisk disk(bench.folder.path());
  bench.cache = Cache(bench.folder / "schedule", disk);
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  const auto before = bench.log.text();
  for (int i = 0; i < 240; ++i) {
    disk.fail(call, call, error);
    const auto changed = "changed " + std::to_string(i / 60);
    bench.poll(poller, i % 60 == 0 ? body(changed, '"' + changed + '"') : status(304));
    REQUIRE(bench.trouble() == "none");
    REQUIRE(bench.reports.back().unsaved);
  }
  CHECK(bench.accepted.size() == 5);
  CHECK(bench.cached() == "read day 1");
  const auto lines = bench.log.text().substr(before.size());
  INFO(lines);
  CHECK(count(lines, "\n") == 1);
  CHECK(count(lines, (bench.folder / "schedule").string() + ": " + std::strerror(error)) == 1);
  disk.heal();
  bench.poll(poller, status(304));
  CHECK(count(bench.log.text(), "the schedule can be kept on disk again") == 1);
  CHECK(bench.cached() == "read changed 3");
}

TEST_CASE("In a week without a change nothing is asked of the disk") {
  const auto answer = GENERATE(0, 1, 2);  // 304; the same body; the same with other validators
  Bench bench;
  RecordingDisk disk(bench.folder.path());
  bench.cache = Cache(bench.folder / "schedule", disk);
  auto poller = bench.poller();
  bench.poll(poller, body("day 1", "\"1\""));
  const auto asked = disk.moments().size();
  REQUIRE(asked > 1);
  for (int minute = 0; minute < 7 * 24 * 60; ++minute) {
    // Once a day the sign wants the whole document, whatever it has.
    bench.now += std::chrono::minutes{1};
    bench.http.answer = [&](const Request& request) {
      if (answer == 0 && !request.etag.empty()) return status(304);
      return body("day 1", answer == 2 ? std::to_string(minute) : "\"1\"");
    };
    poller.poll();
    REQUIRE(bench.trouble() == "none");
  }
  CHECK(bench.accepted.size() > 6);
  CHECK(disk.moments().size() == asked);
}

}  // namespace
}  // namespace roomsign::fetch
