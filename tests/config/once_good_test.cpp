// A configuration that was read without an error once, read again: by a version that knows other
// keys, beside files that are others now.
#include <fstream>
#include <string>
#include <vector>

#include "daemon/config/config.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/signing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::config {
namespace {

constexpr const char* kFile = "/etc/roomsign/roomsign.toml";

struct Read {
  Config config;
  std::vector<std::string> passed_over;
};

Read read(const std::string& toml, const std::filesystem::path& file = kFile,
          const Layer* over = nullptr) {
  Read read;
  auto config = parse_once_good(toml, file, read.passed_over, true, over);
  if (!config) FAIL(config.error().message);
  read.config = *std::move(config);
  return read;
}

// As if it stood there without the line.
void check_passed_over(const std::string& line, const std::string& told) {
  const std::string good = "room = \"Hall A\"\nsource.url = \"day.json\"\n";
  INFO(line);
  const auto without = read(good);
  CHECK(without.passed_over.empty());
  const auto with = read(good + line + "\n");
  CHECK(with.config == without.config);
  CHECK(with.passed_over == std::vector<std::string>{"the last good configuration:3:" + told});
}

TEST_CASE(
    "What is sound of a configuration that was good once is what a strict reader makes of it") {
  const std::string toml =
      "room = [\"A\", \"B\"]\n[[source]]\nurl = \"a\"\n[[source]]\nurl = \"b\"\n";
  const auto lenient = read(toml);
  CHECK(lenient.config == *parse_config(toml, kFile));
  CHECK(lenient.passed_over.empty());
}

TEST_CASE("Each key that this version does not know or refuses is passed over, and told") {
  check_passed_over("sparkle = 5", "1: sparkle is no known key");
  check_passed_over("[sparkles]\nmany = true\nred = 1", "2: sparkles is no known section");
  check_passed_over("sparkles.many = true", "1: sparkles is no known section");
  check_passed_over("view.sparkle = \"much\"", "6: view.sparkle is no known key");
  check_passed_over("view = { clock = \"36h\" }",
                    R"(18: view.clock must be one of "auto", "12h", "24h")");
  check_passed_over("poll = \"often\"", "8: poll must be a section, [poll]");
  check_passed_over("display.rotate = 45", "18: display.rotate must be 0, 90, 180 or 270");
  check_passed_over("display.width = 800",
                    "17: display.width must come with the other side: give both, or neither");
  check_passed_over("theme.second = \"#101010\"",
                    "16: theme.second must be easier to read: second on ground: 1.0:1, needs "
                    "4.5:1");
  check_passed_over(
      "rooms.aliases = { \"HS 1\" = 5 }",
      R"(28: rooms.aliases must be a table such as { "HS 1" = ["Lecture Hall 1", "H1"] })");
  check_passed_over(
      R"(theme.tracks = { "Kernels" = "orange" })",
      R"(16: theme.tracks must give each track a colour, such as { "Kernels" = "#ffd166" })");
  check_passed_over("config_url = \"ftp://signs.example/\"",
                    "14: config_url must be an https or http address");
}

TEST_CASE("What is passed over of several is told in its order, and the rest holds") {
  const auto several = read(
      "sparkle = 1\nroom = \"Hall A\"\n[view]\nclock = 5\nlanguage = \"de\"\n[display]\n"
      "width = 99999\nheight = 480\n");
  CHECK(several.config.room == "Hall A");
  CHECK(several.config.view.language == "de");
  CHECK(several.config.display == default_config().display);
  REQUIRE(several.passed_over.size() == 4);
  CHECK(several.passed_over[0].starts_with("the last good configuration:1:1: sparkle"));
  CHECK(several.passed_over[1].starts_with("the last good configuration:4:9: view.clock"));
  CHECK(several.passed_over[2].starts_with("the last good configuration:7:9: display.width"));
  CHECK(several.passed_over[3].starts_with("the last good configuration:8:10: display.height"));
}

TEST_CASE("Of several sources the one at fault is passed over") {
  const auto sources = read(
      "[[source]]\nurl = \"a\"\nsparkle = 1\n[[source]]\nname = \"nowhere\"\n[[source]]\n"
      "url = \"b\"\n[[source]]\nurl = \"a\"\n");
  REQUIRE(sources.config.sources.size() == 2);
  CHECK(sources.config.sources[0].urls.front() == "file:///etc/roomsign/a");
  CHECK(sources.config.sources[1].urls.front() == "file:///etc/roomsign/b");
  CHECK(sources.passed_over.size() >= 3);
}

TEST_CASE("What would let others in is not opened by what is passed over") {
  const auto listens = read("[remote]\nlisten = \"0.0.0.0:80\"\ntoken_file = 5\n");
  CHECK(listens.config.remote == default_config().remote);
  const auto speaks = read("mqtt = { broker = \"mqtt://broker.example\", insecure = \"yes\" }\n");
  CHECK(speaks.config.mqtt == default_config().mqtt);
}

TEST_CASE("A sign that has keys to believe is never left with none by what is passed over") {
  const auto error_of = [](const std::string& toml) {
    std::vector<std::string> passed_over;
    const auto config = parse_once_good(toml, kFile, passed_over);
    return config ? "no error" : config.error().message;
  };
  CHECK(error_of("signatures.keys = { desk = \"of another kind\" }\n") ==
        "signatures.keys: none of its keys can be used");
  CHECK(error_of("signatures.keys = \"desk\"\n") ==
        "signatures.keys: none of its keys can be used");
  CHECK(error_of("signatures.keys = {}\n") == "no error");
  CHECK(error_of(std::string(test::keys_line()) + "\nsparkle = 1\n") == "no error");
}

TEST_CASE("What lies over it must be sound, and is laid over what is left of it") {
  const Layer good{"https://signs.example/a.toml", "room = \"Hall B\"\nview.clock = \"24h\"\n"};
  const auto both = read("room = \"Hall A\"\nview.clock = 5\nsource.url = \"a\"\n", kFile, &good);
  CHECK(both.config.room == "Hall B");
  CHECK(both.config.view.clock == view::ClockHours::k24);
  CHECK(both.config.sources.size() == 1);
  std::vector<std::string> passed_over;
  const Layer bad{"https://signs.example/a.toml", "sparkle = 5\n"};
  const auto refused = parse_once_good("room = \"Hall A\"\n", kFile, passed_over, true, &bad);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.starts_with("https://signs.example/a.toml:1:1: sparkle"));
}

TEST_CASE("A theme's file that is gone is passed over, and the colours beside it hold") {
  const test::TemporaryFolder folder;
  const auto themed =
      read("[theme]\nfile = \"gone.toml\"\naccent = \"#ffd166\"\n", folder / "roomsign.toml");
  CHECK(themed.config.theme.accent == render::parse_color("#ffd166"));
  REQUIRE(themed.passed_over.size() == 1);
  CHECK(themed.passed_over.front().contains("theme.file must be a theme's; "));
}

TEST_CASE("What is no TOML, or at fault all over, is no configuration at all") {
  std::vector<std::string> passed_over;
  const auto broken = parse_once_good("room = \"Hall A\n", kFile, passed_over);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == "bad-config");
  CHECK(broken.error().message.starts_with("the last good configuration:1:"));
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "[[source]]\nurl = \"a\"\n";
  CHECK_FALSE(parse_once_good(many, kFile, passed_over));
}

}  // namespace
}  // namespace roomsign::config
