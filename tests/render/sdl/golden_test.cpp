// Every sample screen in every layout at two sizes, some of them larger and in other themes, and a
// title of each script, as they were kept in golden/ (see goldens.hpp).
//
// The pictures are the sign's looks: look at them before you commit them. All are recorded by
//   ROOMSIGN_UPDATE_GOLDEN=1 ctest --test-dir build -R golden
// and by =elsewhere, on another Debian, those of which other letters make another picture.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "render/background.hpp"
#include "render/sdl/pixel_canvas.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/goldens.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"
#include "tests/support/typefaces.hpp"

namespace roomsign::render {
namespace {

using test::Goldens;

// A logo, a background and a typeface for an event's own theme: rings that are transparent between,
// and a gradient from black to white.
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
  theme.typeface = test::typeface(test::kSerif, test::kBoldSerif);
  return theme;
}

struct Panel {
  std::string theme;  // "own", or built in
  Size size;
};

// Each layout at two sizes: panels that lie and that stand, and bars that do.
const std::vector<Panel> kOfEverySample = {{"dark", {960, 540}},  {"light", {800, 480}},  //
                                           {"light", {480, 800}}, {"dark", {540, 960}},   //
                                           {"dark", {1280, 360}}, {"light", {960, 240}},  //
                                           {"dark", {360, 1280}}, {"light", {270, 960}}};

struct Place {
  Panel panel;
  std::vector<std::string> samples;
};

// Larger letters, and what a theme has that others do not.
const std::vector<Place> kBesides = {{{"dark", {1280, 720}}, {"late", "lobby", "talk"}},
                                     {{"dark", {720, 1280}}, {"agenda", "late", "lobby", "talk"}},
                                     {{"contrast", {640, 360}}, {"crowded", "late"}},
                                     {{"own", {960, 540}}, {"talk"}},
                                     {{"own", {480, 800}}, {"agenda"}}};

struct Script {
  std::string script;
  std::string title;
  std::string speaker;
};

// A talk's title and speaker as a native reader would expect them.
const std::vector<Script> kScripts = {
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

struct Golden {
  std::string name;  // of its file, without ".png"
  Screen screen;
  Panel panel;
};

std::vector<Golden> samples() {
  const auto golden = [](const test::SampleScreen& sample, const Panel& panel) {
    return Golden{
        fmt::format("{}-{}-{}x{}", sample.name, panel.theme, panel.size.width, panel.size.height),
        sample.screen, panel};
  };
  const auto screens = test::sample_screens();
  std::vector<Golden> goldens;
  for (const Panel& panel : kOfEverySample) {
    for (const auto& sample : screens) goldens.push_back(golden(sample, panel));
  }
  for (const auto& [panel, names] : kBesides) {
    for (const std::string& name : names) {
      const auto sample = std::ranges::find(screens, name, &test::SampleScreen::name);
      if (sample == screens.end()) throw std::runtime_error("no sample screen is called " + name);
      goldens.push_back(golden(*sample, panel));
    }
  }
  return goldens;
}

std::vector<Golden> scripts() {
  std::vector<Golden> goldens;
  for (const auto& [script, title, speaker] : kScripts) {
    Screen screen;
    screen.scene = Scene::kSession;
    screen.title = title;
    screen.people = {{speaker, ""}};
    goldens.push_back({"script-" + script, screen, {"dark", {640, 360}}});
  }
  return goldens;
}

Picture drawn(const Golden& golden, Typesetter& typesetter) {
  const auto& [theme, size] = golden.panel;
  return snapshot(golden.screen, theme == "own" ? own_theme() : *built_in_theme(theme), size, 0,
                  typesetter)
      .picture;
}

bool recording(std::string_view what) {
  const char* asked = std::getenv("ROOMSIGN_UPDATE_GOLDEN");
  return asked != nullptr && asked == what;
}

Goldens kept_pictures() {
  return {std::filesystem::path(ROOMSIGN_SOURCE_DIR) / "tests/render/sdl/golden", test::made_with(),
          std::filesystem::path(ROOMSIGN_BUILD_DIR) / "golden-differences",
          "ROOMSIGN_UPDATE_GOLDEN=1 ctest --test-dir " ROOMSIGN_BUILD_DIR " -R golden"};
}

void compare(const std::vector<Golden>& goldens) {
  Typesetter typesetter;
  const Goldens kept = kept_pictures();
  if (!recording("1") && !kept.exact()) {
    WARN("compared loosely: golden/made-with.txt names other fonts or libraries than there are:\n"
         << test::made_with());
  }
  for (const Golden& golden : goldens) {
    const Picture picture = drawn(golden, typesetter);
    if (recording("1")) {
      kept.record(golden.name, picture);
    } else if (recording("elsewhere") && !kept.exact()) {
      kept.record_elsewhere(golden.name, picture);
    } else {
      CHECK(kept.fault(golden.name, picture) == "");
    }
  }
}

TEST_CASE("the sample screens look as their golden pictures") { compare(samples()); }

TEST_CASE("titles of every script look as their golden pictures") { compare(scripts()); }

TEST_CASE("every golden picture is compared with something") {
  std::vector<std::string> names;
  for (const Golden& golden : samples()) names.push_back(golden.name);
  for (const Golden& golden : scripts()) names.push_back(golden.name);
  const Typesetter typesetter;
  const Goldens kept = kept_pictures();
  if (recording("1")) kept.finish_record(names, test::made_with());
  CHECK(kept.orphans(names) == "");
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
  CHECK(test::distance(written("Advances in Machine", 61, 80, kText), kept) < test::kNear);
  CHECK(test::distance(written("Advances in Machine", 60, 90, kText), kept) > test::kNear);
  CHECK(test::distance(written("Advances in Machine", 60, 80, {255, 180, 84}), kept) > test::kNear);
  CHECK(test::distance(written("Advances in", 60, 80, kText), kept) > test::kNear);
  CHECK(test::distance(written("", 60, 80, kText), kept) > test::kNear);
}

}  // namespace
}  // namespace roomsign::render
