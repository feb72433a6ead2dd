// Board: where the operator's notices are put up, whoever brings them.
//
// Each origin has a document of its own, which replaces that origin's one before and no other. Its
// sequence never falls: an older one is a replay, by a stale mirror or by somebody who kept it, and
// is refused. What is up is all of them together. It is kept on disk, a file an origin, and is
// there again after a restart.
//
// Signed documents are ordered within their series (signatures/envelope.hpp), wherever they come
// from: a newer one takes the place of the older one also where that came from another origin, and
// one is never taken up a second time by another way, nor once a document of another series or an
// unsigned one took its place: the next of its series must have a higher sequence. They are taken
// up while it is time for them, by a clock that is trusted: before, they wait. One that has expired
// says nothing, but even so takes the place of the older one, which it was to replace.
#pragma once

#include <array>
#include <chrono>
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
#include "daemon/sign/ledger.hpp"
#include "daemon/signatures/envelope.hpp"

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

// Whether others than this machine's own users could have put a document at this address.
bool is_foreign(std::string_view address);

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
  // What the guard wants signed: only where it is, by a key that still counts. `scribe`: as Cache
  // has it. `pass_over`: nothing that was kept is put up, but for how far signatures have come.
  Board(const std::filesystem::path& folder, const std::string& address, const Topics& topics = {},
        signatures::Guard guard = {}, Scribe* scribe = nullptr, bool pass_over = false);

  // Any thread; one that waits for the disk delays no other but posters. Errors: "replayed". Single
  // entries that were refused are in the document itself.
  Result<void> post(Origin origin, formats::ParsedNotices document, Instant now);

  // The same of one that was signed; `now` by the clock that set_clock() speaks of. Errors:
  // "replayed", "expired", "bad-envelope" (its sequence is not the document's). What has to wait is
  // no error.
  Result<void> post_signed(Origin origin, formats::ParsedNotices document,
                           const signatures::Opened& signed_as, Instant now);

  // Whether something signed that is done once, as what is said is, may be done now; it may not a
  // second time. Errors: "replayed", and as signatures::is_time().
  Result<void> admit(const signatures::Opened& signed_as, Instant now);

  // What is to be added to the clock to get the time to go by; none: nobody knows the time. Puts up
  // what has waited for that; to be called now and then. Never waits for the disk of others.
  void set_clock(std::optional<std::chrono::seconds> correction, Instant now);

  // What is up; null before the first.
  Newest<Posted>& news() { return news_; }

 private:
  struct Waiting {
    formats::ParsedNotices document;
    signatures::Opened signed_as;
  };

  struct Shelf {
    fetch::Cache cache;
    std::string address;
    std::optional<formats::ParsedNotices> up;
    std::string series;  // of what is up; empty: it is not signed
    std::optional<Waiting> waiting;
    std::optional<Error> unsaved;
  };

  void load(Shelf& shelf, bool must_be_signed);
  static void keep(Shelf& shelf, Instant now);
  void put_up(Shelf& shelf, formats::ParsedNotices document, const std::string& series,
              Instant now);
  Result<void> take_up(Shelf& shelf, formats::ParsedNotices document,
                       const signatures::Opened& signed_as, Instant now);
  std::optional<Instant> right_time(Instant now) const;
  void publish();

  std::mutex posting_;          // all that follows, but for the news
  std::vector<Shelf> shelves_;  // by Origin
  signatures::Guard guard_;
  Ledger ledger_;
  std::optional<std::chrono::seconds> correction_;
  Newest<Posted> news_;
};

}  // namespace roomsign::sign
