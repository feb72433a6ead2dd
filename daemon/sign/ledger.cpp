#include "daemon/sign/ledger.hpp"

#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::sign {
namespace {

constexpr const char* kAddress = "signatures";  // of the file's entry: there is one

}  // namespace

Ledger::Ledger(const std::filesystem::path& file, Scribe* scribe) : cache_(file, scribe) {
  const auto entry = cache_.load_or_warn();
  if (entry && entry->url == kAddress) read(entry->content);
}

std::optional<std::int64_t> Ledger::highest(const std::string& series) const {
  const auto found = highest_.find(series);
  return found == highest_.end() ? std::nullopt : std::optional(found->second);
}

void Ledger::raise(const std::string& series, std::int64_t sequence, Instant now) {
  const auto before = highest(series);
  if (before && sequence <= *before) return;
  highest_[series] = sequence;
  const auto stored = cache_.store({.url = kAddress,
                                    .reader = std::string(kVersion),
                                    .etag = {},
                                    .last_modified = {},
                                    .fetched = now,
                                    .content = print()});
  const auto unsaved = stored ? std::nullopt : std::optional(stored.error());
  if (unsaved && unsaved != unsaved_) log_warning("{}", unsaved->message);
  unsaved_ = unsaved;
}

// A line each: "12 SERIES".
void Ledger::read(const std::string& content) {
  for (const auto line : split(content, '\n')) {
    std::int64_t sequence = 0;
    const auto* end = std::to_address(line.end());
    const auto number = std::from_chars(std::to_address(line.begin()), end, sequence);
    if (number.ec != std::errc() || number.ptr == end) continue;
    highest_[std::string(number.ptr + 1, end)] = sequence;
  }
}

std::string Ledger::print() const {
  std::string content;
  for (const auto& [series, sequence] : highest_) {
    content += fmt::format("{} {}\n", sequence, series);
  }
  return content;
}

}  // namespace roomsign::sign
