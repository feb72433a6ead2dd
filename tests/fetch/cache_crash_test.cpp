// The power cut, at every instant of a series of saves, with everything that it may leave of what
// was not synced. See recording_disk.hpp for what that is.
#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "daemon/fetch/cache.hpp"
#include "tests/fetch/cache_saves.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_disk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch {
namespace {

using roomsign::test::Moment;
using roomsign::test::RecordingDisk;
using roomsign::test::Remains;
using roomsign::test::TemporaryFolder;
using test::number_of;
using test::save_number;

constexpr std::size_t kLargest = 200;  // bytes: so that a file is cut at every one of its bytes
constexpr int kSaves = 7;

// Does not sync files.
struct NoSyncOfFiles : RecordingDisk {
  using RecordingDisk::RecordingDisk;
  int sync(int fd) override { return is_folder(fd) ? RecordingDisk::sync(fd) : 0; }
};

// Does not sync folders.
struct NoSyncOfFolders : RecordingDisk {
  using RecordingDisk::RecordingDisk;
  int sync(int fd) override { return is_folder(fd) ? 0 : RecordingDisk::sync(fd); }
};

// Renames first, then writes and syncs, which until then it only says it did.
class RenameFirst : public RecordingDisk {
 public:
  using RecordingDisk::RecordingDisk;
  int create(const std::string& file, mode_t mode) override {
    return file_ = RecordingDisk::create(file, mode);
  }
  ssize_t write(int /*file*/, std::string_view bytes) override {
    later_ += bytes;
    return static_cast<ssize_t>(bytes.size());
  }
  int sync(int fd) override { return fd == file_ ? 0 : RecordingDisk::sync(fd); }
  int close(int fd) override { return fd == file_ ? 0 : RecordingDisk::close(fd); }
  int open_folder(const std::string& folder) override {
    const int fd = std::exchange(file_, -1);
    RecordingDisk::write(fd, std::exchange(later_, {}));
    RecordingDisk::sync(fd);
    RecordingDisk::close(fd);
    return RecordingDisk::open_folder(folder);
  }

 private:
  int file_ = -1;
  std::string later_;
};

// Writes over what an earlier crash left, which may have another name as well.
struct WritesOver : RecordingDisk {
  using RecordingDisk::RecordingDisk;
  int unlink(const std::string& file) override {
    return file.ends_with(".new") ? 0 : RecordingDisk::unlink(file);
  }
  int create(const std::string& file, mode_t mode) override {
    return std::filesystem::exists(file) ? write_over(file) : RecordingDisk::create(file, mode);
  }
};

// Tries the starts after power cuts.
class Starts {
 public:
  // Looks at one moment: `most` of what may be left then.
  void look_at(const Moment& moment, std::size_t most) {
    moment.for_each_remains(most, random_, [&](const Remains& remains) {
      ++cuts;
      if (!seen_.insert({moment.saved, moment.writing, remains}).second) return;
      lay_out(remains, folder_.path());
      const int loaded = number_of(Cache(folder_ / "schedule").load(), kLargest);
      if (loaded >= moment.saved && loaded <= moment.writing) return;
      if (loss.empty()) {
        loss = "after " + moment.last_call + " of save " + std::to_string(moment.writing) +
               " a start finds " + std::to_string(loaded);
      }
    });
  }

  // Of all that was left, some.
  std::vector<std::tuple<int, int, Remains>> some(std::size_t many) {
    std::vector<std::tuple<int, int, Remains>> chosen;
    std::ranges::sample(seen_, std::back_inserter(chosen), static_cast<std::ptrdiff_t>(many),
                        random_);
    return chosen;
  }

  std::size_t starts() const { return seen_.size(); }

  std::size_t cuts = 0;
  std::string loss;  // the first start that found what it must not; empty: none

 private:
  TemporaryFolder folder_;
  std::mt19937 random_{1};
  std::set<std::tuple<int, int, Remains>> seen_;
};

void save(RecordingDisk& disk, const std::filesystem::path& folder, int number) {
  disk.begin(number);
  REQUIRE(Cache(folder / "schedule", disk).store(save_number(number, kLargest)));
  disk.done(number);
}

// The starts after a power cut during some saves on a disk of that kind, up to the first loss.
template <class KindOfDisk>
void cut_power_anywhere(Starts& starts, std::size_t most) {
  const TemporaryFolder folder;
  KindOfDisk disk(folder.path());
  for (int number = 1; number <= kSaves; ++number) save(disk, folder.path(), number);
  for (const auto& moment : disk.moments()) {
    if (starts.loss.empty()) starts.look_at(moment, most);
  }
}

// The same, on disks that have lived through a power cut before.
template <class KindOfDisk>
void cut_power_again(Starts& starts, const std::vector<std::tuple<int, int, Remains>>& before) {
  for (const auto& [saved, writing, remains] : before) {
    if (!starts.loss.empty()) return;
    const TemporaryFolder folder;
    lay_out(remains, folder.path());
    KindOfDisk disk(folder.path());
    const int loaded = number_of(Cache(folder / "schedule").load(), kLargest);
    if (loaded > 0) disk.done(loaded);
    for (const int number : {kSaves + 1, kSaves + 2}) save(disk, folder.path(), number);
    for (const auto& moment : disk.moments()) {
      if (moment.saved == loaded || moment.writing > kSaves) starts.look_at(moment, 200);
    }
  }
}

TEST_CASE("Whenever the power is cut, the next start has the last save or the one being made") {
  Starts starts;
  cut_power_anywhere<RecordingDisk>(starts, 100'000);
  INFO(starts.cuts << " power cuts, " << starts.starts() << " different starts");
  CAPTURE(starts.loss);
  CHECK(starts.loss.empty());
  CHECK(starts.starts() > 3'000);
}

TEST_CASE("A disk that lived through one power cut lives through the next") {
  Starts first;
  cut_power_anywhere<RecordingDisk>(first, 100'000);
  Starts second;
  cut_power_again<RecordingDisk>(second, first.some(60));
  CAPTURE(second.loss);
  CHECK(second.loss.empty());
  CHECK(second.starts() > 1'000);
}

TEST_CASE("A cache whose file is not synced before its rename is found out") {
  Starts starts;
  cut_power_anywhere<NoSyncOfFiles>(starts, 500);
  CHECK_FALSE(starts.loss.empty());
}

TEST_CASE("A cache whose folder is not synced is found out") {
  Starts starts;
  cut_power_anywhere<NoSyncOfFolders>(starts, 500);
  CHECK_FALSE(starts.loss.empty());
}

TEST_CASE("A cache that is renamed before it is written is found out") {
  Starts starts;
  cut_power_anywhere<RenameFirst>(starts, 500);
  CHECK_FALSE(starts.loss.empty());
}

TEST_CASE("A cache written over what an earlier crash left is found out") {
  Starts first;
  cut_power_anywhere<RecordingDisk>(first, 100'000);
  Starts second;
  cut_power_again<WritesOver>(second, first.some(200));
  CHECK_FALSE(second.loss.empty());
}

}  // namespace
}  // namespace roomsign::fetch
