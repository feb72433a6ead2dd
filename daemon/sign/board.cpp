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

}  // namespace

std::string_view to_string(Origin origin) { return kNames.at(static_cast<std::size_t>(origin)); }

schedule::Notices Posted::together() const {
  schedule::Notices all;
  for (const auto& document : documents) all = schedule::together(all, document.notices);
  return all;
}

Board::Board(const std::filesystem::path& folder, const std::string& address,
             const Topics& topics) {
  for (std::size_t i = 0; i < kOrigins; ++i) {
    const auto origin = static_cast<Origin>(i);
    const bool is_own = origin == Origin::kPosted || origin == Origin::kSaid;
    shelves_.push_back({.cache = fetch::Cache(file_of(folder, origin)),
                        .address = is_own ? std::string(to_string(origin)) : std::string()});
  }
  shelves_.at(static_cast<std::size_t>(Origin::kPolled)).address = address;
  for (const auto& [origin, topic] : topics) {
    shelves_.at(static_cast<std::size_t>(origin)).address = topic;
  }
  for (Shelf& shelf : shelves_) load(shelf);
  if (std::ranges::any_of(shelves_, [](const Shelf& shelf) { return shelf.up.has_value(); })) {
    publish();
  }
}

void Board::load(Shelf& shelf) {
  const auto entry = shelf.cache.load_or_warn();
  if (!entry || entry->url != shelf.address) return;
  auto document = formats::parse_notices(entry->content);
  if (document) {
    shelf.up = std::move(*document);
  } else {
    log_warning("kept announcements: {}", document.error().message);
  }
}

Result<void> Board::post(Origin origin, formats::ParsedNotices document, Instant now) {
  const std::scoped_lock lock(posting_);
  Shelf& shelf = shelves_.at(static_cast<std::size_t>(origin));
  if (shelf.up && document.sequence < shelf.up->sequence) {
    return failure("replayed", fmt::format("its sequence is {}, but {} was here already: raise it",
                                           document.sequence, shelf.up->sequence));
  }
  if (document == shelf.up) return {};
  shelf.up = std::move(document);
  log_notice("announcements: version {}, {}", shelf.up->sequence, to_string(origin));
  keep(shelf, now);
  publish();
  return {};
}

void Board::publish() {
  auto posted = std::make_shared<Posted>();
  for (std::size_t i = 0; i < kOrigins; ++i) {
    if (shelves_.at(i).up) posted->documents.at(i) = *shelves_.at(i).up;
  }
  news_.publish(std::move(posted));
}

void Board::keep(Shelf& shelf, Instant now) {
  const auto stored = shelf.cache.store({.url = shelf.address,
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
