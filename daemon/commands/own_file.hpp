// OwnFile: the configuration file of a sign that runs as a service, and what stands in for it.
//
// A sign is never dark for a slip of the pen. The text that is in force is kept in the state
// folder. Where the file has an error as the sign starts, that text is in force again, but for what
// this version of the program does not know or refuses; where there is none, the sign says on its
// picture what is wrong with the file. Until the file itself is in force it is looked at again and
// again: a mended one is taken by itself.
//
// By hand, without a state folder from systemd, an error is an error: nothing is kept, and nothing
// stands in. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "daemon/base/result.hpp"
#include "daemon/base/scribe.hpp"
#include "daemon/commands/options.hpp"

namespace roomsign::commands {

// Why the file is not in force.
struct FileFault {
  Error why;
  bool has_last_good = false;  // that is in force in its place; else nothing is

  std::string text() const;  // a sentence
};

class OwnFile {
 public:
  using Steady = std::chrono::nanoseconds;

  explicit OwnFile(const Options& options);

  // What to begin with. Errors: as settle_sign(), and there is nothing to stand in.
  Result<Settled> begin();

  // Before the file is read again: what it is now counts as read.
  void mark();
  void take(const Settled& settled);  // it is in force
  void refuse(const Error& why);      // what was in force stays

  // Has what was taken last kept, if that is not kept yet.
  void keep(Scribe& scribe);

  const std::optional<FileFault>& fault() const { return fault_; }  // none: the file is in force

  // Whether the file, which is not in force, is to be read again: it has changed since, and stays
  // as it is, when it is looked at twice. To be asked every kLook.
  bool is_to_be_read(Steady now);
  static constexpr std::chrono::seconds kLook{3};

 private:
  // By which a file is known to be another: inode, size, change in nanoseconds since 1970.
  using Stamp = std::tuple<std::uint64_t, std::int64_t, std::int64_t>;

  Stamp stamp() const;
  Result<Settled> stand_in(const Error& why);
  std::optional<Settled> last_good() const;

  const Options& options_;
  std::filesystem::path kept_;                 // the file of what was good; empty: it is no service
  std::shared_ptr<const OwnText> to_be_kept_;  // null: nothing
  std::optional<FileFault> fault_;
  Stamp read_;
  Stamp seen_;        // when it was looked at last
  Steady seen_at_{};  // first
};

}  // namespace roomsign::commands
