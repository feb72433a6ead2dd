// Ledger: how far each series of signed documents has come, so that nothing older of it is ever
// taken up again, also not after a restart, from another address or by another topic.
//
// Kept on disk in one file. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/cache.hpp"

namespace roomsign::sign {

class Ledger {
 public:
  // Reads what was kept in `file`; empty: nothing is kept. `scribe`: as Cache has it.
  explicit Ledger(const std::filesystem::path& file, Scribe* scribe = nullptr);

  // The highest sequence so far of a series (signatures::Opened), or what it was raised to; none:
  // nothing of it was here.
  std::optional<std::int64_t> highest(const std::string& series) const;

  // From now on it is at least this one; kept on disk where that is new. What cannot be written is
  // told in the log, once.
  void raise(const std::string& series, std::int64_t sequence, Instant now);

 private:
  void read(const std::string& content);
  std::string print() const;

  fetch::Cache cache_;
  std::map<std::string, std::int64_t> highest_;
  std::optional<Error> unsaved_;
};

}  // namespace roomsign::sign
