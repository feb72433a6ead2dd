#include "daemon/sign/board.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::sign {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{std::chrono::seconds(1'765'000'000)};

formats::ParsedNotices document(std::int64_t sequence, const std::string& text = "Coffee") {
  formats::ParsedNotices document;
  document.sequence = sequence;
  document.notices.announcements = {
      {.term = {kNow, kNow + 1h}, .level = schedule::Level::kInfo, .text = {{"", text}}}};
  return document;
}

std::string up(Board& board) {
  const auto posted = board.news().take();
  return posted ? posted->notices.announcements.at(0).text.at(0).second : "nothing";
}

TEST_CASE("What is posted is up, and a newer document takes its place") {
  Board board({}, "https://a.example/");
  CHECK(up(board) == "nothing");
  CHECK(board.post(document(1), kNow));
  CHECK(up(board) == "Coffee");
  CHECK(board.post(document(2, "Tea"), kNow));
  CHECK(up(board) == "Tea");
}

TEST_CASE("A replayed document is refused with both sequences, and what is up stays") {
  Board board({}, "https://a.example/");
  REQUIRE(board.post(document(5), kNow));
  const auto posted = board.post(document(4, "Tea"), kNow);
  REQUIRE_FALSE(posted);
  CHECK(posted.error().code == "replayed");
  CHECK(posted.error().message == "its sequence is 4, but 5 was here already: raise it");
  CHECK(up(board) == "Coffee");
  CHECK(board.post(document(5, "Tea"), kNow));
}

TEST_CASE("What is up survives a restart, its sequence too, but not another address") {
  const test::TemporaryFolder folder;
  const auto file = folder / "announcements.cache";
  {
    Board board(file, "https://a.example/");
    REQUIRE(board.post(document(5), kNow));
  }
  Board again(file, "https://a.example/");
  CHECK(up(again) == "Coffee");
  CHECK_FALSE(again.post(document(4), kNow));
  Board other(file, "https://b.example/");
  CHECK(up(other) == "nothing");
}

TEST_CASE("The same document is neither written nor told again") {
  const test::TemporaryFolder folder;
  const auto file = folder / "announcements.cache";
  Board board(file, "https://a.example/");
  REQUIRE(board.post(document(5), kNow));
  const auto told = board.news().take();
  std::filesystem::remove(file);
  CHECK(board.post(document(5), kNow + 1h));
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(board.news().take() == told);
}

}  // namespace
}  // namespace roomsign::sign
