// Cache: the last good document, so that a sign that starts without a network is right at once.
//
// Two generations of it: the file, replaced atomically, and beside it, with ".old" behind its name,
// what it held before. Each has a checksum over everything in it. What does not load whole is as if
// absent, and is never kept as the older one. Knows nothing of the content. The file may hold a
// password (in the url), so its folder is nobody else's.
//
// Once store() said so, an entry survives a kill and a power cut at any instant: what is loaded
// then is it, or the one that was being stored. tests/fetch/cache_crash_test.cpp tries them all.
//
// It reads as text: a line that names the format, the checksum, then each field as name, length
// and bytes, so that any bytes come back as they were.
//   roomsign-cache 1
//   crc32 5f8e21d0
//   url 24
//   https://example.org/page
//   ...
// CRC-32, because its task is the accident: it finds every flipped bit, and every run of up to 32
// damaged bits, for certain, which a general hash of that size only does probably. It is no guard
// against someone who can write the file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/disk.hpp"
#include "daemon/base/result.hpp"
#include "daemon/base/scribe.hpp"
#include "daemon/base/time.hpp"

namespace roomsign::fetch {

struct CacheEntry {
  std::string url;     // what it was fetched from: another source's entry is not used
  std::string reader;  // the version and options that read it: another reader fetches anew
  std::string etag;
  std::string last_modified;
  Instant fetched{};    // when the content last changed, from 1970 on
  std::string content;  // the native schedule
  bool operator==(const CacheEntry&) const = default;
};

class Cache {
 public:
  // Its folder exists; empty path: keeps nothing. The disk must outlive it.
  explicit Cache(std::filesystem::path file, Disk& disk = real_disk());

  // The same, of which the scribe does the writing; null: who stores does.
  Cache(std::filesystem::path file, Scribe* scribe, Disk& disk = real_disk());

  // The newest that is whole. Errors, of the newest there is: "no-cache" (none yet),
  // "corrupt-cache" (path, and what was wrong), "unreadable".
  Result<CacheEntry> load() const;

  // The same; none where there is none. What does not load is told in the log.
  std::optional<CacheEntry> load_or_warn() const;

  // Errors: "unwritable", the old entry is then still whole; a scribe's "slow-disk".
  Result<void> store(const CacheEntry& entry) const;

 private:
  Result<void> write(const CacheEntry& entry) const;

  std::filesystem::path file_;
  std::filesystem::path older_;  // what the file held before
  Scribe* scribe_;
  Disk* disk_;
};

// The file's bytes and back; apart from the disk, for tests and fuzzing.
std::string encode(const CacheEntry& entry);
Result<CacheEntry> decode(std::string_view bytes);  // errors: "corrupt-cache"

// Puts the format and the checksum before the fields: the last step of encode(), with which a test
// reaches what lies behind the checksum.
std::string seal(std::string_view fields);

}  // namespace roomsign::fetch
