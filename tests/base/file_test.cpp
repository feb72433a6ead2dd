#include "daemon/base/file.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>

#include <signal.h>
#include <sys/resource.h>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace roomsign;

TEST_CASE("What was written is read") {
  const test::TemporaryFolder folder;
  const std::string bytes("a\0b\n", 4);
  REQUIRE(write_file_atomically(folder / "file", bytes));
  CHECK(read_file(folder / "file") == bytes);
  REQUIRE(write_file_atomically(folder / "file", ""));
  CHECK(read_file(folder / "file") == "");
}

TEST_CASE("A file that is not there is named, with the reason") {
  const auto read = read_file("/nowhere/schedule.html");
  REQUIRE_FALSE(read);
  CHECK(read.error() == Error{"unreadable", "/nowhere/schedule.html: No such file or directory"});
}

TEST_CASE("A folder is not a file") { CHECK(read_file("/").error().code == "unreadable"); }

TEST_CASE("A file over the limit is refused, an endless one too") {
  const test::TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "file", std::string(1000, 'x')));
  CHECK(read_file(folder / "file", 1000)->size() == 1000);
  CHECK(read_file(folder / "file", 999).error().code == "too-large");
  CHECK(read_file("/dev/zero", 1U << 20U).error().code == "too-large");
}

TEST_CASE("A write that cannot be finished leaves the old file and no other") {
  const test::TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "file", "old"));
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto written = write_file_atomically(folder / "file", std::string(100'000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == "unwritable");
  CHECK(read_file(folder / "file") == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()),
                      std::filesystem::directory_iterator()) == 1);
}

TEST_CASE("A new file has its mode from the beginning, and takes nobody's place") {
  const test::TemporaryFolder folder;
  REQUIRE(write_new_file(folder / "file", "secret", 0600));
  CHECK(read_file(folder / "file") == "secret");
  CHECK(std::filesystem::status(folder / "file").permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  const auto again = write_new_file(folder / "file", "other", 0600);
  REQUIRE_FALSE(again);
  CHECK(again.error() == Error{"unwritable", (folder / "file").string() + ": File exists"});
  CHECK(read_file(folder / "file") == "secret");
  std::filesystem::create_symlink(folder / "elsewhere", folder / "link");
  CHECK_FALSE(write_new_file(folder / "link", "secret", 0600));
  CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
}

TEST_CASE("A new file that cannot be finished is gone") {
  class FullDisk : public Disk {
    ssize_t write(int, std::string_view) override {
      errno = ENOSPC;
      return -1;
    }
  } disk;
  const test::TemporaryFolder folder;
  const auto written = write_new_file(folder / "file", "secret", 0600, disk);
  REQUIRE_FALSE(written);
  CHECK(written.error().message.ends_with("No space left on device"));
  CHECK_FALSE(std::filesystem::exists(folder / "file"));
}

TEST_CASE("A folder that is missing is no place to write") {
  CHECK(write_file_atomically("/nowhere/file", "x").error().code == "unwritable");
}

TEST_CASE("A device is written to, and never replaced by a file") {
  const test::TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/null", folder / "nothing");
  CHECK(write_file_atomically(folder / "nothing", "x"));
  CHECK(std::filesystem::is_symlink(folder / "nothing"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
  std::filesystem::create_symlink("/dev/full", folder / "full");
  CHECK(write_file_atomically(folder / "full", "x").error().code == "unwritable");
}
