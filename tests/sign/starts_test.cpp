#include "daemon/sign/starts.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::sign {
namespace {

TEST_CASE("After three starts in vain of one boot the next ones are told so") {
  const test::TemporaryFolder folder;
  const auto file = folder / "starts";
  for (int start = 0; start < kMostStarts; ++start) CHECK_FALSE(Starts(file, "a").are_in_vain());
  CHECK(Starts(file, "a").are_in_vain());
  CHECK(Starts(file, "a").are_in_vain());
  CHECK_FALSE(Starts(file, "b").are_in_vain());
  CHECK_FALSE(Starts(file, "a").are_in_vain());
}

TEST_CASE("A start that succeeds takes the count back, and the file away") {
  const test::TemporaryFolder folder;
  const auto file = folder / "starts";
  for (int start = 0; start < kMostStarts; ++start) Starts(file, "a");
  Starts starts(file, "a");
  REQUIRE(starts.are_in_vain());
  starts.succeed();
  CHECK_FALSE(starts.are_in_vain());
  CHECK_FALSE(std::filesystem::exists(file));
  std::ofstream(file) << "another's";
  starts.succeed();  // once
  CHECK(std::filesystem::exists(file));
  CHECK_FALSE(Starts(file, "a").are_in_vain());
}

TEST_CASE("What is no count counts as none") {
  const test::TemporaryFolder folder;
  const auto file = folder / "starts";
  const auto* content = GENERATE("", "a", "a x", "a -7", "9", "a 99999999999999999999", "\0\0\0");
  std::ofstream(file) << content;
  CHECK_FALSE(Starts(file, "a").are_in_vain());
}

TEST_CASE("Where nothing can be counted no start is in vain") {
  const test::TemporaryFolder folder;
  const std::string boot = GENERATE("", "a");
  for (const auto& file : {std::filesystem::path(), folder / "gone" / "starts",
                           std::filesystem::path("/proc/starts")}) {
    for (int start = 0; start < 2 * kMostStarts; ++start)
      CHECK_FALSE(Starts(file, boot).are_in_vain());
  }
  for (int start = 0; start < 2 * kMostStarts; ++start)
    CHECK_FALSE(Starts(folder / "starts", "").are_in_vain());
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("The machine says which boot it is, and says the same again") {
  CHECK(this_boot().size() == 36);
  CHECK(this_boot() == this_boot());
}

}  // namespace
}  // namespace roomsign::sign
