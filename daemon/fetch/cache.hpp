// Cache: the last good document, so that a sign that starts without a network is right at once.
//
// One file, replaced atomically, with a checksum over everything in it. What does not load whole is
// as if absent. Knows nothing of the content.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"

namespace roomsign::fetch {

struct CacheEntry {
  std::string url;      // what it was fetched from: another source's entry is not used
  std::string program;  // the version that read it: another version fetches anew
  std::string etag;
  std::string last_modified;
  Instant fetched{};    // when the content last changed
  std::string content;  // the native schedule
  bool operator==(const CacheEntry&) const = default;
};

class Cache {
 public:
  explicit Cache(std::filesystem::path file);  // its folder exists; empty path: keeps nothing

  // Errors: "no-cache" (none yet), "corrupt-cache" (path, and what was wrong).
  Result<CacheEntry> load() const;

  // Errors: "unwritable". The old entry is then still whole.
  Result<void> store(const CacheEntry& entry) const;

 private:
  std::filesystem::path file_;
};

// The file's bytes and back; apart from the disk, for tests and fuzzing.
std::string encode(const CacheEntry& entry);
Result<CacheEntry> decode(std::string_view bytes);

}  // namespace roomsign::fetch
