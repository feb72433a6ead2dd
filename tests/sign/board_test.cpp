#include "daemon/sign/board.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/stall.hpp"
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

std::vector<std::string> up(Board& board) {
  std::vector<std::string> texts;
  const auto posted = board.news().take();
  if (!posted) return texts;
  for (const auto& announcement : posted->together().announcements) {
    texts.push_back(announcement.text.at(0).second);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST_CASE("What is posted is up, and a newer document takes its place") {
  Board board({}, "https://a.example/");
  CHECK(up(board).empty());
  CHECK(board.post(Origin::kPolled, document(1), kNow));
  CHECK(up(board) == Texts{"Coffee"});
  CHECK(board.post(Origin::kPolled, document(2, "Tea"), kNow));
  CHECK(up(board) == Texts{"Tea"});
}

TEST_CASE("A replayed document is refused with both sequences, and what is up stays") {
  Board board({}, "https://a.example/");
  REQUIRE(board.post(Origin::kPolled, document(5), kNow));
  const auto posted = board.post(Origin::kPolled, document(4, "Tea"), kNow);
  REQUIRE_FALSE(posted);
  CHECK(posted.error().code == "replayed");
  CHECK(posted.error().message == "its sequence is 4, but 5 was here already: raise it");
  CHECK(up(board) == Texts{"Coffee"});
  CHECK(board.post(Origin::kPolled, document(5, "Tea"), kNow));
}

TEST_CASE("Each origin has its own document and sequence, and all of them are up together") {
  Board board({}, "https://a.example/");
  REQUIRE(board.post(Origin::kPolled, document(5), kNow));
  REQUIRE(board.post(Origin::kSaid, document(1, "Cake"), kNow));
  REQUIRE(board.post(Origin::kPosted, document(3, "Tea"), kNow));
  CHECK(up(board) == Texts{"Coffee", "Tea", "Cake"});
  REQUIRE(board.post(Origin::kSaid, {.sequence = 2}, kNow));
  CHECK(up(board) == Texts{"Coffee", "Tea"});
  CHECK_FALSE(board.post(Origin::kPosted, document(2), kNow));
  CHECK(board.news().take()->of(Origin::kPosted).sequence == 3);
}

TEST_CASE("What is up survives a restart, its sequence too, but not another address") {
  const test::TemporaryFolder folder;
  {
    Board board(folder.path(), "https://a.example/");
    REQUIRE(board.post(Origin::kPolled, document(5), kNow));
    REQUIRE(board.post(Origin::kSaid, document(7, "Cake"), kNow));
  }
  Board again(folder.path(), "https://a.example/");
  CHECK(up(again) == Texts{"Coffee", "Cake"});
  CHECK_FALSE(again.post(Origin::kPolled, document(4), kNow));
  CHECK_FALSE(again.post(Origin::kSaid, document(6), kNow));
  Board other(folder.path(), "https://b.example/");
  CHECK(up(other) == Texts{"Cake"});
}

TEST_CASE("What a broker had for a group is up again only where that group is still listened to") {
  const test::TemporaryFolder folder;
  {
    Board board(folder.path(), "", {{Origin::kForAll, "x/all"}, {Origin::kForGroup1, "x/ground"}});
    REQUIRE(board.post(Origin::kForAll, document(5), kNow));
    REQUIRE(board.post(Origin::kForGroup1, document(7, "Cake"), kNow));
  }
  Board again(folder.path(), "", {{Origin::kForAll, "x/all"}, {Origin::kForGroup1, "x/ground"}});
  CHECK(up(again) == Texts{"Coffee", "Cake"});
  CHECK_FALSE(again.post(Origin::kForGroup1, document(6), kNow));
  Board other(folder.path(), "", {{Origin::kForAll, "x/all"}, {Origin::kForGroup1, "x/attic"}});
  CHECK(up(other) == Texts{"Coffee"});
  CHECK(other.post(Origin::kForGroup1, document(1), kNow));
  Board alone(folder.path(), "");
  CHECK(up(alone).empty());
}

TEST_CASE(
    "What is kept is passed over where it shall be, and what is posted then takes its place") {
  const test::TemporaryFolder folder;
  {
    Board board(folder.path(), "https://a.example/");
    REQUIRE(board.post(Origin::kPolled, document(5), kNow));
    REQUIRE(board.post(Origin::kSaid, document(7, "Cake"), kNow));
  }
  {
    Board board(folder.path(), "https://a.example/", {}, {}, nullptr, true);
    CHECK(up(board).empty());
    CHECK(board.post(Origin::kPolled, document(4, "Tea"), kNow));
    CHECK(up(board) == Texts{"Tea"});
  }
  Board again(folder.path(), "https://a.example/");
  CHECK(up(again) == Texts{"Tea", "Cake"});
}

TEST_CASE("What one origin keeps is damaged: the others are up all the same") {
  const test::TemporaryFolder folder;
  {
    Board board(folder.path(), "https://a.example/");
    REQUIRE(board.post(Origin::kPolled, document(5), kNow));
    REQUIRE(board.post(Origin::kSaid, document(7, "Cake"), kNow));
  }
  REQUIRE(write_file_atomically(folder / "announcements-said.cache", "nonsense"));
  Board again(folder.path(), "https://a.example/");
  CHECK(up(again) == Texts{"Coffee"});
}

TEST_CASE("What a disk that stalls has not taken yet is up at once, and kept once it does") {
  const test::TemporaryFolder folder;
  {
    Scribe scribe(10ms, 60s);
    Board board(folder.path(), "https://a.example/", {}, {}, &scribe);
    const test::Stall stall;
    REQUIRE_FALSE(scribe.write("another", stall.task()));
    CHECK(board.post(Origin::kPolled, document(5), kNow));
    CHECK(board.post(Origin::kSaid, document(7, "Cake"), kNow));
    CHECK(board.post(Origin::kSaid, document(8, "Pie"), kNow));
    CHECK(up(board) == Texts{"Coffee", "Pie"});
    CHECK(std::filesystem::is_empty(folder.path()));
    stall.end();
  }
  Board again(folder.path(), "https://a.example/");
  CHECK(up(again) == Texts{"Coffee", "Pie"});
}

TEST_CASE("The same document is neither written nor told again") {
  const test::TemporaryFolder folder;
  const auto file = folder / "announcements.cache";
  Board board(folder.path(), "https://a.example/");
  REQUIRE(board.post(Origin::kPolled, document(5), kNow));
  const auto told = board.news().take();
  std::filesystem::remove(file);
  CHECK(board.post(Origin::kPolled, document(5), kNow + 1h));
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(board.news().take() == told);
}

}  // namespace
}  // namespace roomsign::sign
