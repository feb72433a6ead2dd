#include "daemon/sign/board.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::sign {

Board::Board(const std::filesystem::path& file, std::string origin)
    : cache_(file), origin_(std::move(origin)) {
  load();
}

void Board::load() {
  const auto entry = cache_.load_or_warn();
  if (!entry || entry->url != origin_) return;
  auto document = formats::parse_notices(entry->content);
  if (!document) {
    log_warning("kept announcements: {}", document.error().message);
    return;
  }
  up_ = std::move(*document);
  news_.publish(std::make_shared<const formats::ParsedNotices>(*up_));
}

Result<void> Board::post(formats::ParsedNotices document, Instant now) {
  const std::scoped_lock lock(posting_);
  if (up_ && document.sequence < up_->sequence) {
    return failure("replayed", fmt::format("its sequence is {}, but {} was here already: raise it",
                                           document.sequence, up_->sequence));
  }
  if (document == up_) return {};
  up_ = std::move(document);
  log_notice("announcements: version {}", up_->sequence);
  keep(now);
  news_.publish(std::make_shared<const formats::ParsedNotices>(*up_));
  return {};
}

void Board::keep(Instant now) {
  const auto stored = cache_.store({.url = origin_,
                                    .reader = std::string(kVersion),
                                    .etag = {},
                                    .last_modified = {},
                                    .fetched = now,
                                    .content = formats::print_notices(*up_)});
  const auto unsaved = stored ? std::nullopt : std::optional(stored.error());
  if (unsaved && unsaved != unsaved_) log_warning("{}", unsaved->message);
  unsaved_ = unsaved;
}

}  // namespace roomsign::sign
