#include "daemon/commands/thumbnail.hpp"

#include <random>

#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::commands {
namespace {

TEST_CASE("A panel's small picture has its shape, and even of noise it is of few bytes") {
  const auto plain = render::decode_png(thumbnail(render::Picture({1920, 1080})));
  CHECK(plain.size == render::Size{320, 180});
  for (const auto size : {render::Size{1920, 1080}, {1080, 1920}, {320, 320}, {800, 480}}) {
    render::Picture noise(size);
    std::mt19937 random(7);
    for (auto& pixel : noise.pixels) pixel = 0xFF000000U | (random() & 0xFFFFFFU);
    const auto bytes = thumbnail(noise);
    CHECK(bytes.size() <= kThumbnailBytes);
    const auto small = render::decode_png(bytes).size;
    CHECK(std::max(small.width, small.height) >= 80);
  }
}

}  // namespace
}  // namespace roomsign::commands
