// The drawing calls of the sample screens, kept as text in tests/render/golden. A changed picture
// is a changed file, to be looked at. All are recorded, the golden pictures as well, by
//   ROOMSIGN_UPDATE_GOLDEN=1 ctest --test-dir build -R golden
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "daemon/base/file.hpp"
#include "render/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using std::filesystem::path;
using test::RecordingCanvas;

const path kFolder = path(ROOMSIGN_SOURCE_DIR) / "tests/render/golden";

bool updating() {
  const char* update = std::getenv("ROOMSIGN_UPDATE_GOLDEN");
  return update != nullptr && std::string(update) == "1";
}

void compare(const std::string& name, const Screen& screen, Size size) {
  RecordingCanvas canvas(size);
  draw(screen, built_in_theme("dark").value(), canvas);
  const path file = kFolder / fmt::format("{}-{}x{}.txt", name, size.width, size.height);
  if (updating()) std::ofstream(file, std::ios::binary) << canvas.calls;
  INFO("If the new picture is right: ROOMSIGN_UPDATE_GOLDEN=1 ctest --test-dir build -R golden");
  CHECK(canvas.calls == read_file(file).value_or("missing: " + file.string()));
}

}  // namespace

TEST_CASE("the sample screens are drawn by their golden calls") {
  for (const auto& [name, screen] : test::sample_screens()) {
    CAPTURE(name);
    compare(name, screen, {1920, 1080});
  }
  compare("talk", test::sample_talk(), {1080, 1920});
  compare("talk", test::sample_talk(), {800, 480});
  compare("agenda", test::sample_agenda(), {1080, 1920});
  compare("crowded", test::sample_crowded(), {1080, 1920});
  compare("talk", test::sample_talk(), {1920, 540});
  compare("talk", test::sample_talk(), {540, 1920});
  compare("lobby", test::sample_lobby(), {1080, 1920});
  compare("lobby", test::sample_lobby(), {1920, 540});
  compare("late", test::sample_late(), {1080, 1920});
  compare("changes", test::sample_changes(), {1080, 1920});
}

TEST_CASE("no golden file is left that nothing is compared with") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    files += entry.path().extension() == ".txt" ? 1 : 0;
  }
  CHECK(files == test::sample_screens().size() + 10);
}

}  // namespace roomsign::render
