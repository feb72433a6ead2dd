#include "daemon/fetch/cache.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {
namespace {

constexpr std::string_view kFormat = "roomsign-cache 1\n";
// Of the file. A child that reads a document prints up to twice as much, and the rest is short.
constexpr std::size_t kLimit = 3 * kLargestDocument;

constexpr auto kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? (c >> 1U) ^ 0xEDB88320U : c >> 1U;
    table[i] = c;
  }
  return table;
}();

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc = (crc >> 8U) ^ kCrcTable[(crc ^ static_cast<unsigned char>(c)) & 0xFFU];
  }
  return ~crc;
}

std::string checksum_line(std::string_view fields) {
  return fmt::format("crc32 {:08x}\n", crc32(fields));
}

void put(std::string& out, std::string_view name, std::string_view value) {
  out += fmt::format("{} {}\n{}\n", name, value.size(), value);
}

bool skip(std::string_view& rest, std::string_view expected) {
  if (!rest.starts_with(expected)) return false;
  rest.remove_prefix(expected.size());
  return true;
}

// Takes the field from the front of `rest`; none: it is not there whole.
std::optional<std::string> take(std::string_view& rest, std::string_view name) {
  if (!skip(rest, name) || !skip(rest, " ")) return std::nullopt;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
  if (error != std::errc()) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (!skip(rest, "\n") || size >= rest.size() || rest[size] != '\n') return std::nullopt;
  std::string value(rest.substr(0, size));
  rest.remove_prefix(size + 1);
  return value;
}

std::unexpected<Error> corrupt(std::string_view why) {
  return failure("corrupt-cache", fmt::format("the cache is damaged: {}", why));
}

Result<CacheEntry> decode_fields(std::string_view rest) {
  CacheEntry entry;
  std::string fetched;
  const std::pair<std::string_view, std::string*> fields[] = {
      {"url", &entry.url},   {"reader", &entry.reader},
      {"etag", &entry.etag}, {"last-modified", &entry.last_modified},
      {"fetched", &fetched}, {"content", &entry.content},
  };
  for (const auto& [name, value] : fields) {
    auto taken = take(rest, name);
    if (!taken) return corrupt(fmt::format("its field {} is not whole", name));
    *value = std::move(*taken);
  }
  if (!rest.empty()) return corrupt("there is something after its last field");
  const auto instant = parse_instant(fetched);
  if (!instant || format_instant(*instant) != fetched) {
    return corrupt("its field fetched is not a time");
  }
  entry.fetched = *instant;
  return entry;
}

Result<CacheEntry> load_file(const std::filesystem::path& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) {
    if (error) return failure("unreadable", fmt::format("{}: {}", file.string(), error.message()));
    return failure("no-cache", "no schedule was kept yet");
  }
  const auto bytes = read_file(file, kLimit);
  if (!bytes) return std::unexpected(bytes.error());
  auto entry = decode(*bytes);
  if (!entry) {
    return failure("corrupt-cache", fmt::format("{}: {}", file.string(), entry.error().message));
  }
  return entry;
}

std::filesystem::path older_file(const std::filesystem::path& file) {
  return file.empty() ? file : std::filesystem::path(file.string() + ".old");
}

bool is_missing(const Result<CacheEntry>& entry) {
  return !entry && entry.error().code == "no-cache";
}

}  // namespace

std::string seal(std::string_view fields) {
  return std::string(kFormat).append(checksum_line(fields)).append(fields);
}

std::string encode(const CacheEntry& entry) {
  std::string fields;
  fields.reserve(entry.content.size() + 512);
  put(fields, "url", entry.url);
  put(fields, "reader", entry.reader);
  put(fields, "etag", entry.etag);
  put(fields, "last-modified", entry.last_modified);
  put(fields, "fetched", format_instant(entry.fetched));
  put(fields, "content", entry.content);
  return seal(fields);
}

Result<CacheEntry> decode(std::string_view bytes) {
  if (!skip(bytes, kFormat)) return corrupt("its first line is not \"roomsign-cache 1\"");
  const auto end = bytes.find('\n');
  if (end == std::string_view::npos) return corrupt("it ends before its checksum");
  const auto line = bytes.substr(0, end + 1);
  bytes.remove_prefix(line.size());
  if (line != checksum_line(bytes)) return corrupt("its checksum does not fit");
  return decode_fields(bytes);
}

Cache::Cache(std::filesystem::path file, Disk& disk) : Cache(std::move(file), nullptr, disk) {}

Cache::Cache(std::filesystem::path file, Scribe* scribe, Disk& disk)
    : file_(std::move(file)), older_(older_file(file_)), scribe_(scribe), disk_(&disk) {}

Result<CacheEntry> Cache::load() const {
  auto newest = load_file(file_);
  if (newest) return newest;
  auto older = load_file(older_);
  return older || is_missing(newest) ? older : newest;
}

std::optional<CacheEntry> Cache::load_or_warn() const {
  auto newest = load_file(file_);
  if (newest) return std::move(*newest);
  auto older = load_file(older_);
  if (!is_missing(newest)) {
    log_warning("{}{}", newest.error().message, older ? "; the one before it is used" : "");
  }
  if (older) return std::move(*older);
  if (!is_missing(older)) log_warning("{}", older.error().message);
  return std::nullopt;
}

Result<void> Cache::store(const CacheEntry& entry) const {
  if (file_.empty()) return {};
  if (scribe_ == nullptr) return write(entry);
  return scribe_->write(file_, [cache = *this, entry] { return cache.write(entry); });
}

// A damaged file, or the same again after a failure, does not push out the older one.
Result<void> Cache::write(const CacheEntry& entry) const {
  const auto newest = load_file(file_);
  const bool is_worth_keeping = newest && *newest != entry;
  return write_file_atomically(file_, encode(entry), *disk_,
                               is_worth_keeping ? older_ : std::filesystem::path());
}

}  // namespace roomsign::fetch
