// A few pictures kept as PNG files in golden/. What draws them (architecture, FreeType, HarfBuzz,
// the fonts) is named in golden/made-with.txt: where it is the same here, every pixel must be the
// same. Elsewhere edges of letters differ, and the comparison is a looser one: blocks of pixels
// must be as bright. It then says so.
//
// ROOMSIGN_UPDATE_GOLDEN=1 writes them anew; look at them before you commit them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include <SDL_ttf.h>
#include <sys/utsname.h>

#include "render/background.hpp"
#include "render/sdl/fonts.hpp"
#include "render/sdl/pixel_canvas.hpp"
#include "render/sdl/png.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(ROOMSIGN_SOURCE_DIR) / "tests/render/sdl/golden";

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::uint64_t hash(std::string_view bytes) {  // FNV-1a
  std::uint64_t value = 0xCBF29CE484222325U;
  for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return value;
}

// The file's directory of tables, with a checksum of each.
std::string beginning(const std::filesystem::path& path) {
  std::string bytes(4'096, '\0');
  std::ifstream(path, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

// Everything besides this program that decides a pixel.
std::string made_with() {
  utsname machine{};
  uname(&machine);
  int freetype[3];
  TTF_GetFreeTypeVersion(&freetype[0], &freetype[1], &freetype[2]);
  int harfbuzz[3];
  TTF_GetHarfBuzzVersion(&harfbuzz[0], &harfbuzz[1], &harfbuzz[2]);
  std::string text =
      fmt::format("{}\nFreeType {}.{}.{}\nHarfBuzz {}.{}.{}\n", machine.machine, freetype[0],
                  freetype[1], freetype[2], harfbuzz[0], harfbuzz[1], harfbuzz[2]);
  for (const Face face :
       {Face::kDisplay, Face::kBold, Face::kSemiBold, Face::kMedium, Face::kRegular}) {
    const std::filesystem::path path = font_file(face);
    text += fmt::format("{} {:016x}\n", path.filename().string(), hash(read_bytes(path)));
  }
  for (const auto& row : fallbacks()) {
    const auto path = fallback_file(row, true);
    const std::string line =
        fmt::format("{} {:016x}\n", row.bold, path ? hash(beginning(*path)) : 0);
    if (text.find(line) == std::string::npos) text += line;
  }
  return text;
}

// Wide and flat: a letter that moved by some pixels within its line hardly counts.
constexpr Size kBlock{160, 16};

// The mean of each block of pixels, a channel after the other.
std::vector<double> block_means(const Picture& picture) {
  std::vector<double> means;
  for (int top = 0; top < picture.size.height; top += kBlock.height) {
    for (int left = 0; left < picture.size.width; left += kBlock.width) {
      const int bottom = std::min(top + kBlock.height, picture.size.height);
      const int right = std::min(left + kBlock.width, picture.size.width);
      for (const unsigned shift : {16U, 8U, 0U}) {
        double sum = 0;
        for (int y = top; y < bottom; ++y) {
          for (int x = left; x < right; ++x) sum += picture.at(x, y) >> shift & 255U;
        }
        means.push_back(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return means;
}

// The most that blocks differ, and what they differ on average, of 255. The same pictures with
// Inter 4.1 instead of 4.0: 12 and 0.9. Another picture: 85 and 9 at least.
struct Distance {
  double most = 0;
  double mean = 0;
  bool near() const { return most < 24 && mean < 2; }
};

Distance distance(const Picture& picture, const Picture& golden) {
  const std::vector<double> a = block_means(picture);
  const std::vector<double> b = block_means(golden);
  REQUIRE(a.size() == b.size());
  Distance found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    found.most = std::max(found.most, std::abs(a[i] - b[i]));
    found.mean += std::abs(a[i] - b[i]) / static_cast<double>(a.size());
  }
  return found;
}

// A logo and a background for an event's own theme: rings that are transparent between, and a
// gradient from black to white.
Theme own_theme() {
  Theme theme = *built_in_theme("dark");
  theme.name = "own";
  constexpr int kSide = 240;
  std::vector<std::uint32_t> rings;
  std::vector<std::uint32_t> gradient;
  for (int i = 0; i < kSide * kSide; ++i) {
    const int x = i % kSide - kSide / 2;
    const int y = i / kSide - kSide / 2;
    const int square = x * x + y * y;
    const bool ring = square < 115 * 115 && (square > 95 * 95 || square < 60 * 60);
    rings.push_back(ring ? 0xFFFFB454U : 0U);
    gradient.push_back(0xFF000000U | static_cast<std::uint32_t>(i % kSide) * 0x010101U);
  }
  theme.logo = std::make_shared<const Image>(Size{kSide, kSide}, std::move(rings));
  set_background(theme, Image({kSide, kSide}, std::move(gradient)), 0.3);
  return theme;
}

struct Golden {
  std::string name;  // of a sample screen
  std::string theme;
  Size size;
};

class Goldens {
 public:
  Goldens() {
    const char* asked = std::getenv("ROOMSIGN_UPDATE_GOLDEN");
    update_ = asked != nullptr && std::string_view(asked) == "1";
    exact_ = read_bytes(kFolder / "made-with.txt") == made_with();
    if (update_) {
      std::filesystem::create_directories(kFolder);
      std::ofstream(kFolder / "made-with.txt") << made_with();
    } else if (!exact_) {
      WARN(
          "compared loosely: golden/made-with.txt names other fonts or libraries than there are "
          "here:\n"
          << made_with());
    }
  }

  void compare(const std::string& name, const Picture& picture) const {
    const auto file = kFolder / (name + ".png");
    if (update_) std::ofstream(file, std::ios::binary) << encode_png(picture);
    INFO(file.string());
    REQUIRE(std::filesystem::exists(file));
    const Picture kept = decode_png(read_bytes(file));
    if (exact_ || update_) {
      CHECK(test::difference(picture, kept) == "");
    } else {
      const Distance found = distance(picture, kept);
      INFO("blocks differ by " << found.most << " at most, by " << found.mean << " on average");
      CHECK(found.near());
    }
  }

 private:
  bool update_ = false;
  bool exact_ = false;
};

TEST_CASE("the sample screens look as their golden pictures") {
  const std::vector<Golden> goldens = {
      {"talk", "dark", {1280, 720}},       {"break", "light", {480, 800}},
      {"agenda", "dark", {800, 480}},      {"late", "dark", {1280, 720}},
      {"late", "light", {480, 800}},       {"changes", "dark", {800, 480}},
      {"emergency", "dark", {800, 480}},   {"drill", "dark", {480, 800}},
      {"crowded", "contrast", {540, 960}}, {"talk", "own", {960, 540}},
      {"agenda", "own", {480, 800}}};
  Typesetter typesetter;  // and with it FreeType, which made_with() asks for its version
  const Goldens kept;
  const auto samples = test::sample_screens();
  for (const Golden& golden : goldens) {
    const auto sample =
        std::ranges::find_if(samples, [&](const auto& s) { return s.name == golden.name; });
    REQUIRE(sample != samples.end());
    const Theme theme = golden.theme == "own" ? own_theme() : *built_in_theme(golden.theme);
    kept.compare(fmt::format("{}-{}-{}x{}", golden.name, golden.theme, golden.size.width,
                             golden.size.height),
                 snapshot(sample->screen, theme, golden.size, 0, typesetter).picture);
  }
}

struct Sample {
  std::string script;
  std::string title;
  std::string speaker;
};

// A talk's title and speaker as a native reader would expect them.
const std::vector<Sample> kScripts = {
    {"arabic", "التعلم الآلي للأنظمة: مستقبل MLSys في عام 2025", "محمد الأحمد (القاهرة)"},
    {"hebrew", "למידת מכונה (ML) למערכות מבוזרות, 2025", "דוד כהן · הטכניון"},
    {"devanagari", "मशीन लर्निंग में प्रगति और चुनौतियाँ", "प्रिया शर्मा"},
    {"thai", "การเรียนรู้ของเครื่อง สำหรับระบบขนาดใหญ่", "สมชาย ใจดี"},
    {"chinese", "面向大规模分布式系统的“机器学习”方法", "王小明 · 清华大学"},
    {"japanese", "大規模システムのための「機械学習」入門", "田中太郎（東京大学）"},
    {"korean", "분산 시스템을 위한 기계 학습의 최신 동향", "김철수 · 서울대학교"},
    {"european", "Машинное обучение, Μηχανική μάθηση, Học máy e\u0302\u0301",
     "Nguyễn Thị Minh Khai"},
    {"emoji", "Rockets 🚀 for everyone 👩‍🔬, I ❤️ 🇧🇷 👍🏽", "Zoë 🎉"},
};

TEST_CASE("titles of every script look as their golden pictures") {
  Typesetter typesetter;
  const Goldens kept;
  for (const auto& [script, title, speaker] : kScripts) {
    Screen screen;
    screen.scene = Scene::kSession;
    screen.title = title;
    screen.people = {{speaker, ""}};
    kept.compare("script-" + script,
                 snapshot(screen, *built_in_theme("dark"), {640, 360}, 0, typesetter).picture);
  }
}

TEST_CASE(
    "the loose comparison lets wider letters pass, and nothing that is elsewhere or missing") {
  Typesetter typesetter;
  const auto written = [&](const char* title, int size, int baseline, Color color) {
    Picture picture({800, 200});
    PixelCanvas canvas(picture.view(), typesetter);
    canvas.clear({11, 16, 32});
    canvas.text(title, 20, baseline, {Face::kDisplay, size, 0}, color);
    canvas.text("Jeff Dean", 20, 170, {Face::kSemiBold, 30, 0}, {244, 246, 251});
    return picture;
  };
  constexpr Color kText{244, 246, 251};
  const Picture kept = written("Advances in Machine", 60, 80, kText);
  CHECK(distance(written("Advances in Machine", 61, 80, kText), kept).near());
  CHECK_FALSE(distance(written("Advances in Machine", 60, 90, kText), kept).near());
  CHECK_FALSE(distance(written("Advances in Machine", 60, 80, {255, 180, 84}), kept).near());
  CHECK_FALSE(distance(written("Advances in", 60, 80, kText), kept).near());
  CHECK_FALSE(distance(written("", 60, 80, kText), kept).near());
}

}  // namespace
}  // namespace roomsign::render
