#include "daemon/sign/board.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::sign {
namespace {

constexpr std::array<std::string_view, kOrigins> kNames{
    "polled",         "posted",         "said",           "broker-all", "broker-group-1",
    "broker-group-2", "broker-group-3", "broker-group-4", "broker-sign"};

// The file of an origin; the polled document's is called as it ever was.
std::filesystem::path file_of(const std::filesystem::path& folder, Origin origin) {
  if (folder.empty()) return folder;
  if (origin == Origin::kPolled) return folder / "announcements.cache";
  return folder / fmt::format("announcements-{}.cache", to_string(origin));
}

// Who brings it has said who he is: by the socket, or with the token.
bool is_own(Origin origin) { return origin == Origin::kPosted || origin == Origin::kSaid; }

// Of what is signed its series is kept as well: "ADDRESS\nSERIES".
std::string kept_address(const std::string& address, const std::string& series) {
  return series.empty() ? address : address + "\n" + series;
}

std::pair<std::string, std::string> address_and_series(const std::string& kept) {
  const auto end = kept.find('\n');
  if (end == kept.npos) return {kept, {}};
  return {kept.substr(0, end), kept.substr(end + 1)};
}

std::unexpected<Error> replayed(std::int64_t sequence, std::int64_t highest) {
  return failure("replayed", fmt::format("its sequence is {}, but {} was here already: raise it",
                                         sequence, highest));
}

}  // namespace

std::string_view to_string(Origin origin) { return kNames.at(static_cast<std::size_t>(origin)); }

schedule::Notices Posted::together() const {
  schedule::Notices all;
  for (const auto& document : documents) all = schedule::together(all, document.notices);
  return all;
}

bool is_foreign(std::string_view address) { return !address.starts_with("file:"); }

Board::Board(const std::filesystem::path& folder, const std::string& address, const Topics& topics,
             signatures::Guard guard, Scribe* scribe, bool pass_over)
    : guard_(std::move(guard)),
      ledger_(folder.empty() ? folder : folder / "signatures.cache", scribe) {
  for (std::size_t i = 0; i < kOrigins; ++i) {
    const auto origin = static_cast<Origin>(i);
    shelves_.push_back(
        {.cache = fetch::Cache(file_of(folder, origin), scribe),
         .address = is_own(origin) ? std::string(to_string(origin)) : std::string()});
  }
  shelves_.at(static_cast<std::size_t>(Origin::kPolled)).address = address;
  for (const auto& [origin, topic] : topics) {
    shelves_.at(static_cast<std::size_t>(origin)).address = topic;
  }
  if (pass_over) return;
  for (std::size_t i = 0; i < kOrigins; ++i) {
    Shelf& shelf = shelves_.at(i);
    const bool foreign = !is_own(static_cast<Origin>(i)) && is_foreign(shelf.address);
    load(shelf, guard_.is_on() && foreign);
  }
  if (std::ranges::any_of(shelves_, [](const Shelf& shelf) { return shelf.up.has_value(); })) {
    publish();
  }
}

void Board::load(Shelf& shelf, bool must_be_signed) {
  const auto entry = shelf.cache.load_or_warn();
  if (!entry) return;
  const auto [address, series] = address_and_series(entry->url);
  if (address != shelf.address) return;
  const bool is_signed = !series.empty();
  if (is_signed ? !signatures::is_trusted(series, guard_) : must_be_signed) return;
  auto document = formats::parse_notices(entry->content);
  if (!document) {
    log_warning("kept announcements: {}", document.error().message);
    return;
  }
  if (is_signed) ledger_.raise(series, document->sequence, entry->fetched);
  shelf.series = series;
  shelf.up = std::move(*document);
}

Result<void> Board::post(Origin origin, formats::ParsedNotices document, Instant now) {
  const std::scoped_lock lock(posting_);
  Shelf& shelf = shelves_.at(static_cast<std::size_t>(origin));
  if (shelf.up && document.sequence < shelf.up->sequence) {
    return replayed(document.sequence, shelf.up->sequence);
  }
  if (document == shelf.up && shelf.series.empty()) return {};
  put_up(shelf, std::move(document), {}, now);
  publish();
  return {};
}

Result<void> Board::post_signed(Origin origin, formats::ParsedNotices document,
                                const signatures::Opened& signed_as, Instant now) {
  const std::scoped_lock lock(posting_);
  Shelf& shelf = shelves_.at(static_cast<std::size_t>(origin));
  if (document.sequence != signed_as.sequence) {
    return failure("bad-envelope",
                   fmt::format("it is signed with the sequence {}, but the document's is {}",
                               signed_as.sequence, document.sequence));
  }
  return take_up(shelf, std::move(document), signed_as, now);
}

Result<void> Board::take_up(Shelf& shelf, formats::ParsedNotices document,
                            const signatures::Opened& signed_as, Instant now) {
  const auto& [payload, series, sequence, from, until] = signed_as;
  const auto highest = ledger_.highest(series);
  if (highest && sequence < *highest) return replayed(sequence, *highest);
  const auto timely = signatures::is_time(signed_as, right_time(now));
  const bool expired = !timely && timely.error().code == "expired";
  const auto holder = std::ranges::find(shelves_, series, &Shelf::series);
  if (holder != shelves_.end() && sequence == highest) {
    if (*holder->up == document) return {};
    return expired ? timely : replayed(sequence, *highest);
  }
  if (!timely && !expired) {
    auto& waiting = shelf.waiting;
    if (waiting && waiting->signed_as.series == series && sequence < waiting->signed_as.sequence) {
      return replayed(sequence, waiting->signed_as.sequence);
    }
    if (!waiting || waiting->document != document) {
      log_notice("announcements: version {} waits: {}", sequence, timely.error().message);
    }
    waiting = Waiting{std::move(document), signed_as};
    return {};
  }
  // After what is put up: what a power cut leaves can be taken up again.
  if (holder != shelves_.end() && (expired || &*holder != &shelf)) {
    put_up(*holder, {.sequence = sequence, .notices = {}, .warnings = {}, .refused = {}},
           expired ? series : std::string(), now);
  }
  if (!expired) put_up(shelf, std::move(document), series, now);
  ledger_.raise(series, sequence, now);
  publish();
  return timely;
}

Result<void> Board::admit(const signatures::Opened& signed_as, Instant now) {
  const std::scoped_lock lock(posting_);
  const auto highest = ledger_.highest(signed_as.series);
  if (highest && signed_as.sequence <= *highest) return replayed(signed_as.sequence, *highest);
  auto timely = signatures::is_time(signed_as, right_time(now));
  if (timely) ledger_.raise(signed_as.series, signed_as.sequence, now);
  return timely;
}

void Board::set_clock(std::optional<std::chrono::seconds> correction, Instant now) {
  const std::unique_lock lock(posting_, std::try_to_lock);
  if (!lock) return;
  correction_ = correction;
  for (Shelf& shelf : shelves_) {
    if (!shelf.waiting) continue;
    const auto timely = signatures::is_time(shelf.waiting->signed_as, right_time(now));
    if (!timely && timely.error().code != "expired") continue;
    auto [document, signed_as] = *std::exchange(shelf.waiting, std::nullopt);
    const auto taken = take_up(shelf, std::move(document), signed_as, now);
    if (!taken) log_warning("announcements: refused: {}", taken.error().message);
  }
}

std::optional<Instant> Board::right_time(Instant now) const {
  return correction_ ? std::optional(now + *correction_) : std::nullopt;
}

void Board::put_up(Shelf& shelf, formats::ParsedNotices document, const std::string& series,
                   Instant now) {
  const auto former = std::exchange(shelf.up, std::move(document));
  const auto former_series = std::exchange(shelf.series, series);
  log_notice("announcements: version {}, {}", shelf.up->sequence,
             to_string(static_cast<Origin>(&shelf - shelves_.data())));
  keep(shelf, now);
  if (former_series.empty() || former_series == series) return;
  ledger_.raise(former_series, former->sequence + 1, now);  // it was replaced for good
}

void Board::publish() {
  auto posted = std::make_shared<Posted>();
  for (std::size_t i = 0; i < kOrigins; ++i) {
    if (shelves_.at(i).up) posted->documents.at(i) = *shelves_.at(i).up;
  }
  news_.publish(std::move(posted));
}

void Board::keep(Shelf& shelf, Instant now) {
  const auto stored = shelf.cache.store({.url = kept_address(shelf.address, shelf.series),
                                         .reader = std::string(kVersion),
                                         .etag = {},
                                         .last_modified = {},
                                         .fetched = now,
                                         .content = formats::print_notices(*shelf.up)});
  const auto unsaved = stored ? std::nullopt : std::optional(stored.error());
  if (unsaved && unsaved != shelf.unsaved) log_warning("{}", unsaved->message);
  shelf.unsaved = unsaved;
}

}  // namespace roomsign::sign
