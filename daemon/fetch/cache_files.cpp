#include "daemon/fetch/cache_files.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "daemon/fetch/cache.hpp"

namespace roomsign::fetch {
namespace {

// FNV-1a: the same on every machine and in every version.
std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

bool is_cache_name(std::string_view name) {
  constexpr std::string_view kStart = "schedule-";
  constexpr std::string_view kEnd = ".cache";
  if (name.size() != kStart.size() + 16 + kEnd.size()) return false;
  return name.starts_with(kStart) && name.ends_with(kEnd) &&
         name.substr(kStart.size(), 16).find_first_not_of("0123456789abcdef") ==
             std::string_view::npos;
}

}  // namespace

std::filesystem::path cache_file(const std::filesystem::path& folder, const std::string& url) {
  return folder / fmt::format("schedule-{:016x}.cache", stable_hash(url));
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
    const bool known = std::ranges::find(kept, folder / entry.path().filename()) != kept.end();
    if (!known && is_cache_name(entry.path().filename().string())) stale.push_back(entry.path());
  }
  stale.push_back(folder / "schedule.cache");
  for (const auto& file : stale) std::filesystem::remove(file, ignored);
}

}  // namespace roomsign::fetch
