// Board: where the operator's notices are put up, whoever brings them. Today that is the polled
// document (notice_source.hpp); whatever comes later posts here as well.
//
// A document replaces the one before. Its sequence never falls: an older one is a replay, by a
// stale mirror or by somebody who kept it, and is refused. What is up is kept on disk and is there
// again after a restart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/formats/notices.hpp"

namespace roomsign::sign {

class Board {
 public:
  // Puts up what was kept in `file` by a board of the same `origin` (an address); empty: nothing is
  // kept.
  Board(const std::filesystem::path& file, std::string origin);

  // Any thread; one that waits for the disk delays no other but posters. Errors: "replayed". Single
  // entries that were refused are in the document itself.
  Result<void> post(formats::ParsedNotices document, Instant now);

  // What is up; null before the first.
  Newest<formats::ParsedNotices>& news() { return news_; }

 private:
  void load();
  void keep(Instant now);

  fetch::Cache cache_;
  std::string origin_;
  Newest<formats::ParsedNotices> news_;
  std::mutex posting_;
  std::optional<formats::ParsedNotices> up_;
  std::optional<Error> unsaved_;
};

}  // namespace roomsign::sign
