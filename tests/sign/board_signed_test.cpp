// What is signed, on a board: its order, its time, and whose it is.
#include <string>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/sign/board.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/signing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::sign {
namespace {

using namespace std::chrono_literals;

const Instant kNow =
    *parse_instant("2026-05-01T12:00:00Z");  // between an envelope's from and until
const std::string kAddress = "https://a.example/";
const Board::Topics kTopics{{Origin::kForAll, "x/all"}, {Origin::kForGroup1, "x/ground"}};

formats::ParsedNotices document(std::int64_t sequence, const std::string& text = "Coffee") {
  formats::ParsedNotices document;
  document.sequence = sequence;
  document.notices.announcements = {
      {.term = {kNow, kNow + 1h}, .level = schedule::Level::kInfo, .text = {{"", text}}}};
  return document;
}

signatures::Opened signed_as(std::int64_t sequence, const std::string& scope = "all",
                             const signatures::SecretKey& key = test::key()) {
  auto envelope = test::envelope("", sequence);
  envelope.scope = {scope};
  const signatures::Guard guard{{signatures::public_key_of(test::sodium(), key)}, {scope}};
  return signatures::unseal(test::sealed(envelope, key), signatures::kAnnouncements, guard).value();
}

using Texts = std::vector<std::string>;

Texts up(Board& board) {
  Texts texts;
  const auto posted = board.news().take();
  if (!posted) return texts;
  for (const auto& announcement : posted->together().announcements) {
    texts.push_back(announcement.text.at(0).second);
  }
  return texts;
}

std::string code(const Result<void>& done) { return done ? "fine" : done.error().code; }

class Bench {
 public:
  Bench() { open(); }
  void open(signatures::Guard guard = test::guard(), bool trusted = true) {
    board.emplace(folder.path(), kAddress, kTopics, std::move(guard));
    if (trusted) board->set_clock(0s, kNow);
  }
  std::string post(std::int64_t sequence, const std::string& text = "Coffee",
                   Origin origin = Origin::kForAll, const std::string& scope = "all") {
    return code(
        board->post_signed(origin, document(sequence, text), signed_as(sequence, scope), kNow));
  }
  Texts up() { return sign::up(*board); }

  test::TemporaryFolder folder;
  std::optional<Board> board;
};

TEST_CASE("Where what is kept is passed over, no older one comes up in its place") {
  Bench bench;
  REQUIRE(bench.post(5) == "fine");
  bench.board.emplace(bench.folder.path(), kAddress, kTopics, test::guard(), nullptr, true);
  bench.board->set_clock(0s, kNow);
  CHECK(bench.up().empty());
  CHECK(bench.post(4) == "replayed");
  CHECK(bench.post(5) == "fine");
  CHECK(bench.up() == Texts{"Coffee"});
}

TEST_CASE("Of signed documents a newer one takes the place of the older, and none comes again") {
  Bench bench;
  CHECK(bench.post(5) == "fine");
  CHECK(bench.post(5) == "fine");  // the same, as after each connection
  CHECK(bench.up() == Texts{"Coffee"});
  CHECK(bench.post(5, "Tea") == "replayed");
  CHECK(bench.post(6, "Tea") == "fine");
  CHECK(bench.up() == Texts{"Tea"});
  CHECK(bench.post(5) == "replayed");
  CHECK(bench.post(5, "Coffee", Origin::kForGroup1) == "replayed");
  CHECK(bench.post(5, "Coffee", Origin::kPolled) == "replayed");
  CHECK(bench.up() == Texts{"Tea"});
}

TEST_CASE(
    "How far a series has come outlives a restart, damage and another document in its place") {
  Bench bench;
  CHECK(bench.post(6, "Tea") == "fine");
  bench.open();
  CHECK(bench.up() == Texts{"Tea"});
  CHECK(bench.post(5) == "replayed");
  REQUIRE(write_file_atomically(bench.folder / "announcements-broker-all.cache", "nonsense"));
  bench.open();
  CHECK(bench.up().empty());
  CHECK(bench.post(5) == "replayed");
  CHECK(bench.post(6, "Tea") == "fine");  // the newest there is
  std::filesystem::remove(bench.folder / "signatures.cache");
  std::filesystem::remove(bench.folder / "signatures.cache.old");
  bench.open();
  CHECK(bench.post(5) == "replayed");  // as what is up shows
}

TEST_CASE("The same document by two ways is up once, and a newer one by either replaces it") {
  Bench bench;
  CHECK(bench.post(5) == "fine");
  CHECK(bench.post(5, "Coffee", Origin::kPolled) == "fine");
  CHECK(bench.up() == Texts{"Coffee"});
  CHECK(bench.post(6, "Tea", Origin::kPolled) == "fine");
  CHECK(bench.up() == Texts{"Tea"});
  bench.open();
  CHECK(bench.up() == Texts{"Tea"});
}

TEST_CASE("Other scopes and other keys have sequences of their own") {
  Bench bench;
  CHECK(bench.post(5) == "fine");
  CHECK(bench.post(2, "Stairs", Origin::kForGroup1, "group/ground") == "fine");
  CHECK(bench.up() == Texts{"Coffee", "Stairs"});
  const auto lectern = signed_as(1, "all", test::key("lectern", 'x'));
  CHECK(code(bench.board->post_signed(Origin::kPolled, document(1, "Cake"), lectern, kNow)) ==
        "fine");
  CHECK(bench.up() == Texts{"Cake", "Coffee", "Stairs"});
}

TEST_CASE(
    "What another scope's, another key's or an unsigned document replaced never comes again") {
  Bench bench;
  const auto lectern = signed_as(1, "all", test::key("lectern", 'x'));
  const auto replace = [&](const std::string& by) {
    if (by == "scope") return bench.post(1, "Tea", Origin::kForAll, "group/ground");
    if (by == "key") {
      return code(bench.board->post_signed(Origin::kForAll, document(1, "Tea"), lectern, kNow));
    }
    return code(bench.board->post(Origin::kForAll, document(7, "Tea"), kNow));
  };
  REQUIRE(bench.post(7) == "fine");
  REQUIRE(replace(GENERATE("scope", "key", "nobody")) == "fine");
  CHECK(bench.post(7) == "replayed");
  CHECK(bench.post(7, "Coffee", Origin::kPolled) == "replayed");
  CHECK(bench.up() == Texts{"Tea"});
  bench.open();
  CHECK(bench.post(7) == "replayed");
  CHECK(bench.post(8, "Cake") == "fine");
  CHECK(bench.up() == Texts{"Cake"});
}

TEST_CASE("What arrives before its time or without a trusted clock waits, and is up then") {
  Bench bench;
  bench.open(test::guard(), false);
  CHECK(bench.post(5) == "fine");
  CHECK(bench.up().empty());
  CHECK(bench.post(4, "Tea") == "replayed");
  bench.board->set_clock(std::nullopt, kNow);
  CHECK(bench.up().empty());
  bench.board->set_clock(-24h, kNow);  // it is yesterday
  CHECK(bench.up().empty());
  bench.board->set_clock(-4h, kNow);  // it begins
  CHECK(bench.up() == Texts{"Coffee"});
  CHECK(bench.post(4, "Tea") == "replayed");
}

TEST_CASE("What turns out to have expired while it waited is never up") {
  Bench bench;
  bench.open(test::guard(), false);
  CHECK(bench.post(5) == "fine");
  bench.board->set_clock(24h, kNow);
  bench.board->set_clock(0s, kNow);
  CHECK(bench.up().empty());
  CHECK(bench.post(4) == "replayed");
}

TEST_CASE("What has expired is refused, but what it was to replace goes") {
  Bench bench;
  REQUIRE(bench.post(5) == "fine");
  bench.board->set_clock(6h, kNow);  // 18:00
  CHECK(bench.post(5) == "fine");    // it is up, and has ends of its own
  CHECK(bench.post(6, "Tea") == "expired");
  CHECK(bench.up().empty());
  CHECK(bench.post(6, "Tea") == "expired");
  CHECK(bench.post(5) == "replayed");
}

TEST_CASE("What has expired takes the place of nobody else's") {
  Bench bench;
  REQUIRE(bench.post(5) == "fine");
  bench.board->set_clock(6h, kNow);
  CHECK(bench.post(9, "Tea", Origin::kForAll, "group/ground") == "expired");
  CHECK(bench.up() == Texts{"Coffee"});
}

TEST_CASE("A document with another sequence than it was signed with is refused") {
  Bench bench;
  CHECK(code(bench.board->post_signed(Origin::kForAll, document(7), signed_as(6), kNow)) ==
        "bad-envelope");
  CHECK(bench.up().empty());
}

TEST_CASE("What was kept unsigned is up again only where nothing need be signed") {
  Bench bench;
  bench.open({});
  REQUIRE(bench.board->post(Origin::kForAll, document(1, "All"), kNow));
  REQUIRE(bench.board->post(Origin::kPolled, document(1, "Polled"), kNow));
  REQUIRE(bench.board->post(Origin::kPosted, document(1, "Posted"), kNow));
  REQUIRE(bench.board->post(Origin::kSaid, document(1, "Said"), kNow));
  bench.open({});
  CHECK(bench.up() == Texts{"Polled", "Posted", "Said", "All"});
  bench.open();
  CHECK(bench.up() == Texts{"Posted", "Said"});  // by whom the sign knows
}

TEST_CASE("An unsigned document of this machine's own file stays where signatures are wanted") {
  const test::TemporaryFolder folder;
  {
    Board board(folder.path(), "file:///etc/roomsign/a.json", {}, test::guard());
    REQUIRE(board.post(Origin::kPolled, document(1), kNow));
  }
  Board again(folder.path(), "file:///etc/roomsign/a.json", {}, test::guard());
  CHECK(up(again) == Texts{"Coffee"});
}

TEST_CASE("What a key signed that counts no more, or for others now, is not up again") {
  Bench bench;
  REQUIRE(bench.post(5) == "fine");
  bench.open({{test::public_key("desk", 'x')}, {"all"}});
  CHECK(bench.up().empty());
  bench.open({{test::public_key()}, {"sign/hall-a"}});
  CHECK(bench.up().empty());
  bench.open({});
  CHECK(bench.up().empty());
  bench.open();
  CHECK(bench.up() == Texts{"Coffee"});
}

TEST_CASE("What is done once is admitted once, in order and in its time") {
  Bench bench;
  CHECK(code(bench.board->admit(signed_as(5), kNow)) == "fine");
  CHECK(code(bench.board->admit(signed_as(5), kNow)) == "replayed");
  CHECK(code(bench.board->admit(signed_as(4), kNow)) == "replayed");
  bench.open();
  CHECK(code(bench.board->admit(signed_as(5), kNow)) == "replayed");
  CHECK(code(bench.board->admit(signed_as(6), kNow)) == "fine");
  CHECK(code(bench.board->admit(signed_as(7), kNow - 24h)) == "not-yet");
  CHECK(code(bench.board->admit(signed_as(7), kNow + 24h)) == "expired");
  bench.board->set_clock(std::nullopt, kNow);
  CHECK(code(bench.board->admit(signed_as(7), kNow)) == "no-clock");
  bench.board->set_clock(0s, kNow);
  CHECK(code(bench.board->admit(signed_as(7), kNow)) == "fine");
}

}  // namespace
}  // namespace roomsign::sign
