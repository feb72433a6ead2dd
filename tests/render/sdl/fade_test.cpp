#include "render/sdl/fade.hpp"

#include <algorithm>

#include "render/sdl/memory_panel.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

constexpr Size kSize{40, 30};

// Presenting takes its time on a clock of its own, and every frame is kept.
class SlowPanel : public MemoryPanel {
 public:
  explicit SlowPanel(std::uint64_t cost) : MemoryPanel(kSize), cost_(cost) {}

  void present(const std::vector<Rect>& parts) override {
    now_ += cost_;
    frames.push_back({now_, picture()});
    presented = parts;
  }
  FadeTime time() {
    return {[this] { return now_; }, [this](std::uint64_t length) { now_ += length; }};
  }

  struct Frame {
    std::uint64_t at;
    Picture picture;
  };
  std::vector<Frame> frames;
  std::vector<Rect> presented;

 private:
  std::uint64_t cost_;
  std::uint64_t now_ = 1'000;
};

Picture filled(Color color) {
  Picture picture(kSize);
  std::ranges::fill(picture.pixels, pixel(color));
  return picture;
}

const std::vector<Rect> kWhole{{0, 0, kSize.width, kSize.height}};

TEST_CASE("a fade ends with exactly the target, whatever the machine's speed") {
  for (const std::uint64_t cost : {0, 1, 7, 16, 33, 59, 61, 150, 2'000}) {
    SlowPanel panel(cost);
    Picture target(kSize);
    test::RandomCalls random(static_cast<unsigned>(cost));
    for (Pixel& p : target.pixels) p = 0xFF000000U | static_cast<Pixel>(random.number(0, 0xFFFFFF));
    cross_fade(panel, target, kWhole, panel.time());
    INFO("cost " << cost);
    CHECK(panel.frames.back().picture == target);
  }
}

TEST_CASE("a fast machine fades for 300 ms, brighter with every frame") {
  SlowPanel panel(2);
  cross_fade(panel, filled({200, 100, 255}), kWhole, panel.time());
  CHECK(panel.frames.size() > 15);
  CHECK(panel.frames.size() < 22);
  CHECK(panel.frames.back().at - 1'000 >= 280);
  CHECK(panel.frames.back().at - 1'000 <= 330);
  Pixel red = 0;
  for (const auto& frame : panel.frames) {
    const Pixel now = frame.picture.at(5, 5) >> 16U & 255U;
    CHECK(now >= red);
    CHECK(now - red <= 40);  // no jump
    red = now;
  }
}

TEST_CASE("halfway through the time the picture is half of each") {
  SlowPanel panel(10);
  cross_fade(panel, filled({255, 255, 255}), kWhole, panel.time());
  const auto middle =
      std::ranges::find_if(panel.frames, [](const auto& f) { return f.at >= 1'150; });
  REQUIRE(middle != panel.frames.end());
  const Pixel gray = middle->picture.at(0, 0) & 255U;
  CHECK(gray > 110);
  CHECK(gray < 165);
}

TEST_CASE("a slower machine makes fewer frames in the same time") {
  SlowPanel panel(50);
  cross_fade(panel, filled({255, 255, 255}), kWhole, panel.time());
  CHECK(panel.frames.size() >= 5);
  CHECK(panel.frames.size() <= 7);
  CHECK(panel.frames.back().at - 1'000 <= 360);
}

TEST_CASE("a machine that cannot make five frames does not fade") {
  SlowPanel panel(100);
  cross_fade(panel, filled({255, 255, 255}), kWhole, panel.time());
  CHECK(panel.frames.size() == 2);  // one told how slow it is
}

TEST_CASE("a fade touches and presents only its parts") {
  SlowPanel panel(5);
  const std::vector<Rect> parts{{3, 4, 10, 6}, {20, 20, 5, 5}};
  cross_fade(panel, filled({255, 0, 0}), parts, panel.time());
  CHECK(panel.presented == parts);
  const Picture& end = panel.frames.back().picture;
  CHECK(end.at(3, 4) == 0xFFFF0000U);
  CHECK(end.at(24, 24) == 0xFFFF0000U);
  CHECK(std::count(end.pixels.begin(), end.pixels.end(), 0xFFFF0000U) == 85);
}

}  // namespace
}  // namespace roomsign::render
