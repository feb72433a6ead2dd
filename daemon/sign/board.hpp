// Board: where the operator's notices are put up, whoever brings them.
//
// Each origin has a document of its own, which replaces that origin's one before and no other. Its
// sequence never falls: an older one is a replay, by a stale mirror or by somebody who kept it, and
// is refused. What is up is all of them together. It is kept on disk, a file an origin, and is
// there again after a restart.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/formats/notices.hpp"

namespace roomsign::sign {

// Who brings notices.
enum class Origin {
  kPolled,  // the operator's document for all signs (notice_source.hpp)
  kPosted,  // whole documents that are sent to this sign
  kSaid,    // what is said to this sign, entry by entry; its sequence is the sign's own
  // Whole documents that a broker has:
  kForAll,     // for all signs
  kForGroup1,  // for the first group of which the sign is, ...
  kForGroup2,
  kForGroup3,
  kForGroup4,
  kForSign,  // for this one
};
inline constexpr std::size_t kOrigins = 9;
std::string_view to_string(Origin origin);  // "polled", ...

// What is up, by Origin; a document without entries where there is none.
struct Posted {
  std::array<formats::ParsedNotices, kOrigins> documents;

  const formats::ParsedNotices& of(Origin origin) const {
    return documents.at(static_cast<std::size_t>(origin));
  }
  schedule::Notices together() const;
  bool operator==(const Posted&) const = default;
};

class Board {
 public:
  using Topics = std::map<Origin, std::string>;

  // Puts up what was kept in `folder`; empty: nothing is kept. Of the polled document only where it
  // came from the same `address`, of a broker's where it is still listened to by the same name.
  Board(const std::filesystem::path& folder, const std::string& address, const Topics& topics = {});

  // Any thread; one that waits for the disk delays no other but posters. Errors: "replayed". Single
  // entries that were refused are in the document itself.
  Result<void> post(Origin origin, formats::ParsedNotices document, Instant now);

  // What is up; null before the first.
  Newest<Posted>& news() { return news_; }

 private:
  struct Shelf {
    fetch::Cache cache;
    std::string address;
    std::optional<formats::ParsedNotices> up;
    std::optional<Error> unsaved;
  };

  static void load(Shelf& shelf);
  static void keep(Shelf& shelf, Instant now);
  void publish();

  std::mutex posting_;
  std::vector<Shelf> shelves_;  // by Origin; under posting_
  Newest<Posted> news_;
};

}  // namespace roomsign::sign
