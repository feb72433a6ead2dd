#include "daemon/fetch/file_source.hpp"

#include <filesystem>
#include <string>

#include <sys/stat.h>

#include "daemon/base/file.hpp"
#include "tests/fetch/client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::fetch::test {
namespace {

using roomsign::test::TemporaryFolder;

Result<Response> get_again(const std::string& url, const std::string& etag) {
  return get(Request{.url = url, .etag = etag, .last_modified = {}, .progress = {}, .stop = {}});
}

TEST_CASE("A file answers 200, then 304 until it changes") {
  const TemporaryFolder folder;
  const auto path = folder / "day 1 \xc3\xa9?#%.html";
  REQUIRE(write_file_atomically(path, "hello"));
  const auto url = file_url(path);
  const auto first = get(url);
  REQUIRE(outcome(first) == "200");
  CHECK(first->body == "hello");
  CHECK_FALSE(first->verified);
  CHECK(outcome(get_again(url, first->etag)) == "304");

  // Another file of the same size, with the same time of change.
  const auto changed = std::filesystem::last_write_time(path);
  REQUIRE(write_file_atomically(path, "howdy"));
  std::filesystem::last_write_time(path, changed);
  const auto second = get_again(url, first->etag);
  REQUIRE(outcome(second) == "200");
  CHECK(second->body == "howdy");

  // The same file, touched.
  std::filesystem::last_write_time(path, changed + std::chrono::nanoseconds{1'000});
  CHECK(outcome(get_again(url, second->etag)) == "200");
}

TEST_CASE("The three spellings of a file's address are one") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "page", "hello"));
  const auto path = (folder / "page").string();
  CHECK(outcome(get("file://" + path)) == "200");
  CHECK(outcome(get("file://localhost" + path)) == "200");
  CHECK(outcome(get("FILE:" + path)) == "200");
}

TEST_CASE("What is no file to read is said to be none") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(outcome(get(file_url(folder / "missing"))) == "unreadable");
  CHECK(outcome(get(file_url(folder.path()))) == "unreadable");
  CHECK(outcome(get(file_url(folder / "pipe"))) == "unreadable");
  CHECK(outcome(get("file:///dev/zero")) == "unreadable");
  for (const std::string url : {"file:", "file:page", "file://example.org/page", "file:///a%2",
                                "file:///a%zz", "file:///a%00b", "file:///a%+1"}) {
    INFO(url);
    CHECK(outcome(get(url)) == "bad-url");
  }
}

TEST_CASE("A file has the size limit of a download") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "page", std::string(1'001, 'x')));
  auto options = quick();
  options.max_bytes = 1'001;
  CHECK(outcome(get(file_url(folder / "page"), options)) == "200");
  options.max_bytes = 1'000;
  CHECK(outcome(get(file_url(folder / "page"), options)) == "too-large");
}

}  // namespace
}  // namespace roomsign::fetch::test
