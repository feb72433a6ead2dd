#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "daemon/fetch/cache_files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch {
namespace {

TEST_CASE("Of the photographs kept the oldest go, and no other file") {
  const test::TemporaryFolder folder;
  const auto name = [](int i) { return "https://example.org/" + std::to_string(i); };
  const auto start = std::filesystem::file_time_type() + std::chrono::hours(1);
  for (int i = 0; i < 6; ++i) {
    const auto file = photo_file(folder.path(), name(i));
    std::ofstream(file) << i;
    std::filesystem::last_write_time(file, start + std::chrono::minutes(i * 7 % 6));
  }
  const auto schedule = cache_file(folder.path(), name(0));
  std::ofstream(schedule) << "x";
  remove_old_photos(folder.path(), 2);
  for (int i = 0; i < 6; ++i) {
    CHECK(std::filesystem::exists(photo_file(folder.path(), name(i))) == (i * 7 % 6 >= 4));
  }
  CHECK(std::filesystem::exists(schedule));
  remove_old_photos(folder.path() / "nowhere", 2);
}

TEST_CASE("With a cache goes its older generation, and what a crash left of a write") {
  const test::TemporaryFolder folder;
  const auto kept = cache_file(folder.path(), "https://example.org/kept");
  const auto gone = cache_file(folder.path(), "https://example.org/gone");
  const auto photo = photo_file(folder.path(), "https://example.org/photo");
  for (const auto* end : {"", ".old", ".new"}) {
    for (const auto& file : {kept, gone, photo}) std::ofstream(file.string() + end) << "x";
  }
  remove_other_caches(folder.path(), {"https://example.org/kept"});
  remove_old_photos(folder.path(), 0);
  for (const auto* end : {"", ".old", ".new"}) {
    CHECK(std::filesystem::exists(kept.string() + end));
    CHECK_FALSE(std::filesystem::exists(gone.string() + end));
    CHECK_FALSE(std::filesystem::exists(photo.string() + end));
  }
}

TEST_CASE("Photographs are not swept away with the schedules of other sources") {
  const test::TemporaryFolder folder;
  const auto photo = photo_file(folder.path(), "https://example.org/a");
  std::ofstream(photo) << "x";
  remove_other_caches(folder.path(), {});
  CHECK(std::filesystem::exists(photo));
}

}  // namespace
}  // namespace roomsign::fetch
