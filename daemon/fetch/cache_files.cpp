#include "daemon/fetch/cache_files.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/stable_hash.hpp"
#include "daemon/fetch/cache.hpp"

namespace roomsign::fetch {
namespace {

constexpr std::string_view kSchedule = "schedule-";
constexpr std::string_view kPhoto = "photo-";

// The cache that a file belongs to, of the kind that begins with `start`: itself, its older
// generation, or what a crash left of a write. Empty: none of these.
std::string_view cache_of(std::string_view name, std::string_view start) {
  constexpr std::string_view kEnd = ".cache";
  if (name.ends_with(".old") || name.ends_with(".new")) name.remove_suffix(4);
  const bool is_cache =
      name.size() == start.size() + 16 + kEnd.size() && name.starts_with(start) &&
      name.ends_with(kEnd) &&
      name.substr(start.size(), 16).find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return is_cache ? name : std::string_view();
}

std::filesystem::path hashed_file(const std::filesystem::path& folder, std::string_view start,
                                  const std::string& url) {
  return folder / fmt::format("{}{:016x}.cache", start, stable_hash(url));
}

}  // namespace

std::filesystem::path cache_file(const std::filesystem::path& folder, const std::string& url) {
  return hashed_file(folder, kSchedule, url);
}

void adopt_old_cache(const std::filesystem::path& folder, const std::vector<std::string>& urls) {
  std::error_code ignored;
  const auto old = folder / "schedule.cache";
  if (std::filesystem::exists(old, ignored)) {
    const auto entry = Cache(old).load();
    if (entry && std::ranges::find(urls, entry->url) != urls.end()) {
      const auto file = cache_file(folder, entry->url);
      if (!std::filesystem::exists(file, ignored)) std::filesystem::rename(old, file, ignored);
    }
  }
}

void remove_other_caches(const std::filesystem::path& folder,
                         const std::vector<std::string>& urls) {
  std::error_code ignored;
  std::vector<std::filesystem::path> kept;
  for (const auto& url : urls) kept.push_back(cache_file(folder, url));
  std::vector<std::filesystem::path> stale;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const auto name = entry.path().filename().string();
    const auto cache = cache_of(name, kSchedule);
    const bool known = std::ranges::find(kept, folder / cache) != kept.end();
    if (!known && !cache.empty()) stale.push_back(entry.path());
  }
  stale.push_back(folder / "schedule.cache");
  for (const auto& file : stale) std::filesystem::remove(file, ignored);
}

std::filesystem::path photo_file(const std::filesystem::path& folder, const std::string& address) {
  return hashed_file(folder, kPhoto, address);
}

void remove_old_photos(const std::filesystem::path& folder, std::size_t most) {
  std::error_code ignored;
  std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> photos;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (!cache_of(entry.path().filename().string(), kPhoto).empty())
      photos.emplace_back(entry.last_write_time(ignored), entry.path());
  }
  if (photos.size() <= most) return;
  std::ranges::sort(photos);
  photos.resize(photos.size() - most);
  for (const auto& [written, file] : photos) std::filesystem::remove(file, ignored);
}

}  // namespace roomsign::fetch
