#include "daemon/commands/own_file.hpp"

#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "daemon/base/log.hpp"
#include "daemon/fetch/cache.hpp"

namespace roomsign::commands {
namespace {

constexpr std::chrono::seconds kStill{1};  // a file that changed: an editor may be halfway

// systemd's own folder, whatever state_dir says: that stands in the file.
std::filesystem::path kept_file(const Options& options) {
  const char* const folder = std::getenv("STATE_DIRECTORY");
  if (options.config.empty() || folder == nullptr || *folder == '\0') return {};
  return std::filesystem::path(folder) / "configuration-file.cache";
}

// One that names neither schedule nor server is no sign's yet, or was cut short.
bool is_worth_keeping(const Settled& settled) {
  return settled.unnamed.empty() || !settled.config.config_urls.empty();
}

}  // namespace

std::string FileFault::text() const {
  return fmt::format("the configuration has an error: {}{}", why.message,
                     has_last_good ? "; the last good one is in force" : "");
}

OwnFile::OwnFile(const Options& options) : options_(options), kept_(kept_file(options)) {}

Result<Settled> OwnFile::begin() {
  mark();
  auto own = read_own(options_);
  auto settled = own ? settle_at_start(options_, *own) : std::unexpected(std::move(own.error()));
  if (settled) {
    take(*settled);
    return settled;
  }
  const bool is_files_fault = settled.error().code != "usage";
  return is_files_fault && !kept_.empty() ? stand_in(settled.error()) : settled;
}

Result<Settled> OwnFile::stand_in(const Error& why) {
  auto good = last_good();
  fault_ = FileFault{why, good.has_value()};
  log_error("{}", fault_->text());
  if (good) {
    for (const auto& what : good->passed_over) log_warning("{}; passed over", what);
  }
  const OwnText nothing{.file = options_.config, .toml = {}};
  auto settled = good ? Result<Settled>(*std::move(good))
                      : settle_own(options_, std::make_shared<const OwnText>(nothing));
  if (settled && !settled->unnamed.empty()) settled->unnamed = why.message;
  return settled;
}

// Of the same file: what is relative to its folder stays what it was.
std::optional<Settled> OwnFile::last_good() const {
  auto entry = fetch::Cache(kept_).load_or_warn();
  if (!entry || entry->url != options_.config) return std::nullopt;
  const OwnText own{
      .file = options_.config, .toml = std::move(entry->content), .is_last_good = true};
  auto settled = settle_own(options_, std::make_shared<const OwnText>(own));
  if (settled) return *std::move(settled);
  log_error("the last good configuration cannot be used: {}", settled.error().message);
  return std::nullopt;
}

void OwnFile::mark() { read_ = seen_ = stamp(); }

void OwnFile::take(const Settled& settled) {
  fault_.reset();
  if (!kept_.empty() && is_worth_keeping(settled)) to_be_kept_ = settled.own;
}

void OwnFile::refuse(const Error& why) {
  if (kept_.empty()) return;
  fault_ = FileFault{why, !fault_ || fault_->has_last_good};
}

void OwnFile::keep(Scribe& scribe) {
  const auto own = std::exchange(to_be_kept_, nullptr);
  if (!own) return;
  const fetch::Cache cache(kept_, &scribe);
  const fetch::CacheEntry entry{.url = own->file,
                                .reader = {},
                                .etag = {},
                                .last_modified = {},
                                .fetched = {},
                                .content = own->toml};
  if (cache.load() == entry) return;
  if (const auto stored = cache.store(entry); !stored) {
    log_warning("the configuration cannot be kept: {}", stored.error().message);
  }
}

OwnFile::Stamp OwnFile::stamp() const {
  struct stat info{};
  if (::stat(options_.config.c_str(), &info) != 0) return {};
  return {info.st_ino, info.st_size,
          std::int64_t{info.st_ctim.tv_sec} * 1'000'000'000 + info.st_ctim.tv_nsec};
}

bool OwnFile::is_to_be_read(Steady now) {
  if (!fault_) return false;
  const auto is = stamp();
  if (std::exchange(seen_, is) != is) seen_at_ = now;
  return is != read_ && now - seen_at_ >= kStill;
}

}  // namespace roomsign::commands
