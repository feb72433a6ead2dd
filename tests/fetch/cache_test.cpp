#include "daemon/fetch/cache.hpp"

#include <csignal>
#include <random>
#include <string>

#include <sys/resource.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch {
namespace {

using test::TemporaryFolder;

CacheEntry entry(std::string content = "{\"format\": \"roomsign/1\"}\n") {
  return {.url = "https://me:secret@example.org/page?day=1",
          .reader = "0.1.0 zone=America/Los_Angeles",
          .etag = "W/\"abc\"",
          .last_modified = "Sat, 06 Dec 2025 08:20:00 GMT",
          .fetched = Instant{std::chrono::seconds{1'765'009'200}},
          .content = std::move(content)};
}

std::string code_of(const Result<CacheEntry>& result) {
  return result ? "none" : result.error().code;
}

// Files may not grow over `bytes` while it lives, as if the disk were full.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_CASE("What is stored is loaded again") {
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule");
  CHECK(code_of(cache.load()) == "no-cache");
  REQUIRE(cache.store(entry()));
  CHECK(cache.load() == entry());
  REQUIRE(cache.store(entry("newer")));
  CHECK(cache.load() == entry("newer"));
}

TEST_CASE("A cache without a file keeps nothing and minds nothing") {
  const Cache cache("");
  CHECK(cache.store(entry()));
  CHECK(code_of(cache.load()) == "no-cache");
}

TEST_CASE("Any bytes in any field come back as they were") {
  std::mt19937 random(1);
  auto bytes = [&random] {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = "\n\r 0123456789abc\0\xff%\"\\"[random() % 21];
    return text;
  };
  for (int i = 0; i < 2'000; ++i) {
    const CacheEntry any{.url = bytes(),
                         .reader = bytes(),
                         .etag = bytes(),
                         .last_modified = bytes(),
                         .fetched = Instant{std::chrono::seconds{random()}},
                         .content = bytes()};
    REQUIRE(decode(encode(any)) == any);
  }
}

TEST_CASE("The file is what cache.hpp says") {
  const auto file = encode(entry("hello"));
  CHECK(file.starts_with("roomsign-cache 1\ncrc32 "));
  CHECK(file.ends_with("\nfetched 25\n2025-12-06T08:20:00+00:00\ncontent 5\nhello\n"));
  // The check value of CRC-32 that every description of it gives.
  CHECK(seal("123456789") == "roomsign-cache 1\ncrc32 cbf43926\n123456789");
}

TEST_CASE("A cache with one flipped bit is no cache") {
  const auto good = encode(entry());
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto bad = good;
      bad[i] = static_cast<char>(static_cast<unsigned char>(bad[i]) ^ (1U << bit));
      INFO("byte " << i << ", bit " << bit);
      REQUIRE(code_of(decode(bad)) == "corrupt-cache");
    }
  }
}

TEST_CASE("A cache cut anywhere, or with blocks of zeros for its end, is no cache") {
  const auto good = encode(entry());
  for (std::size_t size = 0; size < good.size(); ++size) {
    INFO("cut to " << size << " of " << good.size());
    REQUIRE(code_of(decode(good.substr(0, size))) == "corrupt-cache");
    auto zeros = good;
    std::fill(zeros.begin() + static_cast<std::ptrdiff_t>(size), zeros.end(), '\0');
    REQUIRE(code_of(decode(zeros)) == "corrupt-cache");
  }
  CHECK(code_of(decode(good + "\n")) == "corrupt-cache");
  CHECK(code_of(decode(good + good)) == "corrupt-cache");
}

TEST_CASE("A cache of another version is no cache, whatever it holds") {
  auto other = encode(entry());
  other.replace(0, std::string("roomsign-cache 1").size(), "roomsign-cache 2");
  CHECK(code_of(decode(other)) == "corrupt-cache");
}

TEST_CASE("Fields that are wrong behind a right checksum are found") {
  const auto good = encode(entry());
  const auto fields = good.substr(good.find("url "));
  REQUIRE(decode(seal(fields)) == entry());
  auto with = [&fields](const std::string& before, const std::string& after) {
    auto text = fields;
    text.replace(text.find(before), before.size(), after);
    return code_of(decode(seal(text)));
  };
  CHECK(with("url 40", "url 41") == "corrupt-cache");
  CHECK(with("url 40", "url -1") == "corrupt-cache");
  CHECK(with("url 40", "url 99999999999999999999") == "corrupt-cache");
  CHECK(with("url 40", "url 18446744073709551615") == "corrupt-cache");
  CHECK(with("url", "uri") == "corrupt-cache");
  CHECK(with("2025-12-06T", "2025-13-06T") == "corrupt-cache");
  CHECK(with("+00:00", "-08:00") == "corrupt-cache");
  CHECK(with("etag", "etag 0\n\netag") == "corrupt-cache");
  CHECK(code_of(decode(seal(""))) == "corrupt-cache");
}

TEST_CASE("A damaged cache file is named with its path") {
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule");
  REQUIRE(write_file_atomically(folder / "schedule", "not a cache"));
  const auto loaded = cache.load();
  REQUIRE(code_of(loaded) == "corrupt-cache");
  CHECK(loaded.error().message.find((folder / "schedule").string()) != std::string::npos);
  REQUIRE(cache.store(entry()));
  CHECK(cache.load() == entry());
}

TEST_CASE("A missing folder is an error when storing and no cache when loading") {
  const TemporaryFolder folder;
  const Cache cache(folder / "missing" / "schedule");
  CHECK(code_of(cache.load()) == "no-cache");
  const auto stored = cache.store(entry());
  REQUIRE_FALSE(stored);
  CHECK(stored.error().code == "unwritable");
  CHECK_FALSE(std::filesystem::exists(folder / "missing"));
}

TEST_CASE("A full disk leaves the old cache whole and nothing beside it") {
  const TemporaryFolder folder;
  const Cache cache(folder / "schedule");
  REQUIRE(cache.store(entry()));
  Result<void> stored;
  {
    const SmallFiles full(4096);
    stored = cache.store(entry(std::string(100'000, 'x')));
  }
  REQUIRE_FALSE(stored);
  CHECK(stored.error().code == "unwritable");
  CHECK(cache.load() == entry());
  const auto files = std::filesystem::directory_iterator(folder.path());
  CHECK(std::distance(begin(files), end(files)) == 1);
}

}  // namespace
}  // namespace roomsign::fetch
