// The floors of the house, as README.md draws them: which room may include which, which library is
// at home where, and who may read a clock. Reads the sources under daemon/ and render/.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {
namespace {

struct Room {
  std::string_view folder;
  std::vector<std::string_view> may_include;  // beside itself
};

// From the ground up. Rooms on one floor do not know each other, but for the configuration, which
// holds the options of every room.
const std::vector<Room> kRooms = {
    {"fonts", {}},
    {"render", {}},
    {"render/layouts", {"render"}},
    {"render/sdl", {"render", "render/layouts", "fonts"}},
    {"daemon/base", {}},
    {"daemon/schedule", {"daemon/base"}},
    {"daemon/signatures", {"daemon/base"}},
    {"daemon/formats",
     {"daemon/base", "daemon/schedule", "daemon/signatures", "daemon/formats/reading",
      "daemon/formats/html", "daemon/formats/frab", "daemon/formats/ical"}},
    {"daemon/formats/reading", {"daemon/base", "daemon/schedule", "daemon/formats"}},
    {"daemon/formats/html",
     {"daemon/base", "daemon/schedule", "daemon/formats", "daemon/formats/reading"}},
    {"daemon/formats/frab",
     {"daemon/base", "daemon/schedule", "daemon/formats", "daemon/formats/reading"}},
    {"daemon/formats/ical",
     {"daemon/base", "daemon/schedule", "daemon/formats", "daemon/formats/reading"}},
    {"daemon/fetch", {"daemon/base"}},
    {"daemon/serve", {"daemon/base", "daemon/serve/page"}},
    {"daemon/serve/page", {}},  // the page's files, as CMake writes them
    {"daemon/mqtt", {"daemon/base"}},
    {"daemon/view", {"daemon/base", "daemon/schedule", "daemon/view/languages", "render"}},
    {"daemon/view/languages", {}},  // words only
    {"daemon/config",
     {"daemon/base", "daemon/schedule", "daemon/signatures", "daemon/fetch", "daemon/serve",
      "daemon/mqtt", "daemon/view", "render"}},
    {"daemon/service", {"daemon/base"}},
    {"daemon/sign",
     {"daemon/base", "daemon/schedule", "daemon/signatures", "daemon/formats", "daemon/fetch",
      "daemon/view", "render"}},
    {"daemon/commands",
     {"daemon/base", "daemon/schedule", "daemon/signatures", "daemon/formats", "daemon/fetch",
      "daemon/serve", "daemon/mqtt", "daemon/view", "daemon/config", "daemon/service",
      "daemon/sign", "render", "render/sdl"}},
    {"daemon", {"daemon/base", "daemon/commands"}},  // main.cpp
};

struct Home {
  std::string_view words;
  std::vector<std::string_view> places;  // a folder's or a file's name
};

const std::vector<Home> kHomes = {
    {"#include <curl/", {"daemon/fetch/"}},
    {"#include <gumbo", {"daemon/formats/html/"}},
    {"#include <nlohmann/", {"daemon/formats/"}},
    {"#include <pugixml", {"daemon/formats/frab/"}},
    {"#include <microhttpd", {"daemon/serve/"}},
    {"#include <mosquitto", {"daemon/mqtt/"}},
    {"#include <sodium", {"daemon/signatures/"}},
    {"#include <libical/", {"daemon/formats/ical/"}},
    {"#include <toml++/", {"daemon/config/"}},
    {"#include <CLI/", {"daemon/commands/"}},
    {"#include <systemd/", {"daemon/service/"}},
    {"#include <SDL", {"render/sdl/"}},
    {"#include <png", {"render/sdl/"}},
    {"#include <date/", {"daemon/base/"}},
    // Time is an argument. A child's deadline and a span that passed are on the steady clock, and
    // nobody else's business.
    {"::now(", {"daemon/main.cpp", "daemon/base/subprocess.cpp", "daemon/base/stopwatch.hpp"}},
};

const Room* room_of(std::string_view file) {
  const auto folder = file.substr(0, std::min(file.rfind('/'), file.size()));
  const auto room = std::ranges::find(kRooms, folder, &Room::folder);
  return room == kRooms.end() ? nullptr : &*room;
}

// The file that `#include "..."` names; empty: another line.
std::string_view included(std::string_view line) {
  constexpr std::string_view kInclude = "#include \"";
  if (!line.starts_with(kInclude)) return {};
  line.remove_prefix(kInclude.size());
  return line.substr(0, line.find('"'));
}

bool may_include(const Room& room, std::string_view file) {
  const Room* other = room_of(file);
  return other != nullptr &&
         (other == &room || std::ranges::count(room.may_include, other->folder) > 0);
}

bool at_home(const Home& home, std::string_view file) {
  return std::ranges::any_of(home.places, [&](auto place) { return file.starts_with(place); });
}

// "daemon/view/compose.cpp: #include "daemon/fetch/cache.hpp"", one for each broken rule.
std::vector<std::string> broken_rules(const std::string& file, std::string_view text) {
  std::vector<std::string> broken;
  const Room* room = room_of(file);
  if (room == nullptr) broken.push_back(file + ": in no room");
  for (std::string_view line : split(text, '\n')) {
    line = trim(line.substr(0, line.find("//")));
    const auto other = included(line);
    const bool goes_up = room != nullptr && !other.empty() && !may_include(*room, other);
    const bool strays = std::ranges::any_of(kHomes, [&](const Home& home) {
      return line.find(home.words) != std::string_view::npos && !at_home(home, file);
    });
    if (goes_up || strays) broken.push_back(file + ": " + std::string(line));
  }
  return broken;
}

std::vector<std::string> broken_rules_below(const std::filesystem::path& root) {
  std::vector<std::string> broken;
  for (const auto* top : {"daemon", "render"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      const auto found =
          broken_rules(entry.path().lexically_relative(root), read_file(entry.path()).value());
      broken.insert(broken.end(), found.begin(), found.end());
    }
  }
  std::ranges::sort(broken);
  return broken;
}

TEST_CASE("Includes go down the floors, and each library and the clock stay at home") {
  CHECK(broken_rules_below(ROOMSIGN_SOURCE_DIR) == std::vector<std::string>{});
}

TEST_CASE("A broken floor rule is found") {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& file, const std::string& text) {
    std::filesystem::create_directories((folder.path() / file).parent_path());
    REQUIRE(write_file_atomically(folder.path() / file, text));
  };
  write("daemon/base/up.hpp", "#include \"daemon/schedule/schedule.hpp\"\n");
  write("daemon/fetch/clock.cpp", "const auto now = std::chrono::system_clock::now();\n");
  write("daemon/fetch/fine.cpp",
        "#include <curl/curl.h>\n#include \"daemon/fetch/http.hpp\"  // never ::now()\n");
  write("daemon/main.cpp", "return std::chrono::system_clock::now();\n");
  write("daemon/stray/file.cpp", "");
  write("daemon/view/net.cpp", "#include <curl/curl.h>\n");
  write("daemon/view/sideways.cpp", "#include \"daemon/fetch/cache.hpp\"\n");
  write("render/layouts/window.cpp", "#include <SDL2/SDL.h>\n");
  write("render/short.cpp", "#include \"canvas.hpp\"\n");
  write("render/words.cpp", "  #include \"daemon/view/phrases.hpp\"\n");

  CHECK(broken_rules_below(folder.path()) ==
        std::vector<std::string>{
            "daemon/base/up.hpp: #include \"daemon/schedule/schedule.hpp\"",
            "daemon/fetch/clock.cpp: const auto now = std::chrono::system_clock::now();",
            "daemon/stray/file.cpp: in no room",
            "daemon/view/net.cpp: #include <curl/curl.h>",
            "daemon/view/sideways.cpp: #include \"daemon/fetch/cache.hpp\"",
            "render/layouts/window.cpp: #include <SDL2/SDL.h>",
            "render/short.cpp: #include \"canvas.hpp\"",
            "render/words.cpp: #include \"daemon/view/phrases.hpp\"",
        });
}

TEST_CASE("What README.md links to is there") {
  const std::filesystem::path root = ROOMSIGN_SOURCE_DIR;
  const auto readme = read_file(root / "README.md", 1U << 20U).value();
  int files = 0;
  for (auto at = readme.find("]("); at != readme.npos; at = readme.find("](", at + 1)) {
    const auto link = readme.substr(at + 2, readme.find(')', at) - at - 2);
    if (link.starts_with("http") || link.starts_with('#')) continue;
    INFO(link);
    CHECK(std::filesystem::exists(root / link));
    ++files;
  }
  CHECK(files > 5);
}

}  // namespace
}  // namespace roomsign::test
