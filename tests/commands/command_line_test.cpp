#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/shared.hpp"

using namespace roomsign;

namespace {

const std::string kDemo = ROOMSIGN_SOURCE_DIR "/config/demo.json";

test::Finished roomsign_runs(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), ROOMSIGN_PROGRAM);
  return test::run_program(arguments);
}

}  // namespace

TEST_CASE("Help teaches, with examples and formats") {
  const auto all = roomsign_runs({"--help"});
  CHECK(all.status == 0);
  for (const auto* command : {"run", "snapshot", "timeline", "import", "check", "say", "examples:"})
    CHECK(all.out.contains(command));
  const auto import = roomsign_runs({"import", "--help"});
  for (const auto& format : formats::formats()) {
    CHECK(import.out.contains(fmt::format("\n  {} ", format.name)));
    CHECK(import.out.contains(fmt::format("  {}\n", format.summary)));
  }
  CHECK(roomsign_runs({"--version"}).out.contains("roomsign 0."));
}

TEST_CASE("Wrong usage is status 2, with what was wrong") {
  CHECK(roomsign_runs({}).status == 2);
  CHECK(roomsign_runs({"snapshot", "--nonsense"}).status == 2);
  CHECK(roomsign_runs({"chek"}).status == 2);
  CHECK(roomsign_runs({"timeline", "--source", kDemo, "-o", "-"}).err.contains("like day.pdf"));
  CHECK(roomsign_runs({"chek"}).err.contains("\"chek\" is no command; there are run, snapshot,"));
  CHECK(
      roomsign_runs({"snapshot", "--nonsense"}).err ==
      "roomsign: error: The following argument was not expected: --nonsense; see roomsign snapshot "
      "--help\n");
  CHECK(roomsign_runs({"check", "page.html"}).err ==
        "roomsign: error: \"page.html\" was not expected: a schedule is named by --source; see "
        "roomsign check --help\n");
  const auto [arguments, expected] = GENERATE(table<std::vector<std::string>, std::string>({
      {{"--at", "tomorrow"}, "--at: \"tomorrow\""},
      {{"--size", "big"}, "--size: \"big\""},
      {{"--size", "10x10"}, "200 to 8192"},
      {{"--time-zone", "Mars/Olympus"}, "Mars/Olympus"},
      {{"--theme", "pink"}, "dark, light, contrast"},
      {{"--language", "tlh"}, "ar, de, en"},
      {{"--date", "2025-13-40"}, "--date"},
      {{"--source", "gopher://example.org/"}, "--source"},
      {{"--config", "/nowhere.toml"}, "/nowhere.toml"},
  }));
  std::vector<std::string> all{"snapshot", "--source", kDemo};
  if (arguments[0] == "--source" || arguments[0] == "--config") all.resize(1);
  all.insert(all.end(), arguments.begin(), arguments.end());
  const auto ran = roomsign_runs(all);
  CAPTURE(arguments, ran.err);
  CHECK(ran.status != 0);
  CHECK(ran.err.contains(expected));
}

TEST_CASE("A configuration that names no schedule is told so by its name") {
  const auto ran =
      roomsign_runs({"snapshot", "--config", ROOMSIGN_SOURCE_DIR "/config/roomsign.toml"});
  CHECK(ran.status == 2);
  CHECK(ran.err.contains("config/roomsign.toml: source.url is empty"));
}

TEST_CASE("A snapshot has the size that was asked for") {
  const test::TemporaryFolder folder;
  const auto file = (folder / "sign.png").string();
  const auto ran = roomsign_runs({"snapshot", "--source", kDemo, "--at",
                                  "2025-12-06T08:52:00-08:00", "--size", "640x400", "-o", file});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(render::decode_png(read_file(file).value()).size == render::Size{640, 400});
  CHECK(ran.out.contains("2025-12-06T08:52:00-08:00"));
}

TEST_CASE("What is not on a picture is said: a source that failed, a room that nobody knows") {
  const test::TemporaryFolder folder;
  const auto ran = roomsign_runs({"snapshot", "--source", kDemo, "--source", "/nowhere.ics",
                                  "--room", "Broom Cupboard", "-o", (folder / "a.png").string()});
  CHECK(ran.status == 0);
  CHECK(ran.err.contains("warning: file:///nowhere.ics is left out: /nowhere.ics: "));
  CHECK(
      ran.err.contains("warning: no session is in a room called \"Broom Cupboard\"; the schedule's "
                       "rooms: Upper Level Room 5AB"));
}

TEST_CASE("A timeline shows the day on one sheet") {
  const test::TemporaryFolder folder;
  const auto file = (folder / "day.png").string();
  const auto ran = roomsign_runs({"timeline", "--source", kDemo, "--at",
                                  "2025-12-06T12:00:00-08:00", "--size", "960x540", "-o", file});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.out.contains("pictures of 2025-12-06"));
  CHECK(render::decode_png(read_file(file).value()).size.height > 1000);
}

TEST_CASE("A timeline of an upright panel needs several sheets, numbered, or a document of pages") {
  const test::TemporaryFolder folder;
  const auto drawn = [&](const char* name) {
    return roomsign_runs({"timeline", "--source", kDemo, "--at", "2025-12-06T12:00:00-08:00",
                          "--room", "*", "--size", "1080x1920", "-o", (folder / name).string()});
  };
  const auto sheets = drawn("day.png");
  INFO(sheets.err);
  REQUIRE(sheets.status == 0);
  CHECK(sheets.out.contains("day-1.png, "));
  CHECK(render::decode_png(read_file(folder / "day-2.png").value()).size.width == 2040);
  REQUIRE(drawn("day.pdf").status == 0);
  CHECK(read_file(folder / "day.pdf").value().starts_with("%PDF-"));
}

TEST_CASE("What import prints, import reads, and prints again") {
  const test::TemporaryFolder folder;
  const auto first = roomsign_runs({"import", kDemo});
  REQUIRE(first.status == 0);
  const auto file = folder / "native.json";
  std::ofstream(file) << first.out;
  CHECK(roomsign_runs({"import", file.string()}).out == first.out);
}

TEST_CASE("The workshop's page imports by the command that organisers use", "[shared]") {
  const auto seed = test::shared_or_skip("data/seed/000_f18960fcd5e148d0.txt");
  if (!seed) return;
  const auto ran = roomsign_runs({"import", seed->string(), "--time-zone", "America/Los_Angeles"});
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK(ran.out.contains("\"America/Los_Angeles\""));
}

TEST_CASE("Check is content with the demonstration") {
  const auto ran = roomsign_runs({"check", "--source", kDemo});
  INFO(ran.out + ran.err);
  CHECK(ran.status == 0);
  CHECK(ran.out.contains("fine"));
}

TEST_CASE("Check names a room that nobody knows, and the rooms that there are") {
  const auto ran = roomsign_runs({"check", "--source", kDemo, "--room", "Broom Cupboard"});
  CHECK(ran.status == 1);
  CHECK(ran.out.contains("Broom Cupboard"));
}

TEST_CASE("Check names each room of a lobby that nobody knows") {
  const auto ran = roomsign_runs(
      {"check", "--source", kDemo, "--room", "Upper Level Room 5AB", "--room", "Broom Cupboard"});
  CHECK(ran.status == 1);
  CHECK(ran.out.contains("called \"Broom Cupboard\""));
  CHECK_FALSE(ran.out.contains("called \"Upper Level"));
}

TEST_CASE("Check says what does not fit and what cannot be drawn") {
  const test::TemporaryFolder folder;
  const auto file = folder / "wide.json";
  std::string endless;
  for (int i = 0; i < 30; ++i) endless += "Immeasurable ";
  std::ofstream(file) << R"({"format": "roomsign/1", "event": {"name": "E", "time_zone": "UTC"},
    "sessions": [{"title": ")"
                      << endless << R"(", "start": "2026-05-01T09:00:00Z",
                  "end": "2026-05-01T10:00:00Z"},
                 {"title": "\ud80c\udc00", "start": "2026-05-01T09:30:00Z",
                  "end": "2026-05-01T11:00:00Z"}]})";
  const auto ran = roomsign_runs({"check", "--source", file.string()});
  INFO(ran.out + ran.err);
  CHECK(ran.status == 3);
  CHECK(ran.out.contains("shortened"));
  CHECK(ran.out.contains("U+13000"));
  CHECK(ran.out.contains("begins before"));
}

TEST_CASE("What cannot be had is named, without secrets") {
  const auto ran = roomsign_runs({"import", "http://me:hunter2@127.0.0.1:1/page?token=hunter3"});
  CHECK(ran.status == 1);
  CHECK(ran.err.contains("127.0.0.1"));
  CHECK_FALSE(ran.err.contains("hunter"));
}

TEST_CASE("Two hundred thousand nested tags cost neither time nor memory") {
  const test::TemporaryFolder folder;
  const auto file = folder / "nested.html";
  {
    std::ofstream page(file);
    for (int i = 0; i < 70'000; ++i) page << "<i>";
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto ran = roomsign_runs({"import", file.string()});
  CHECK(ran.status == 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}
