// Switching monitors off and looking at plugs.
#include <array>
#include <cstdint>
#include <vector>

#include "render/sdl/drm.hpp"
#include "tests/render/sdl/fake_card.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using test::card;
using test::kCard;
using Set = std::vector<std::array<std::uint64_t, 3>>;

TEST_CASE("the monitors that a card drives are switched, and no others") {
  card = {.connectors = {{31, 5, {2, 7}}, {32, 0, {2, 7}}, {33, 6, {7}}}};
  CHECK(drm::switch_monitors(kCard, false));
  CHECK(card.set == Set{{31, 7, DRM_MODE_DPMS_OFF}, {33, 7, DRM_MODE_DPMS_OFF}});
  card.set.clear();
  CHECK(drm::switch_monitors(kCard, true));
  CHECK(card.set == Set{{31, 7, DRM_MODE_DPMS_ON}, {33, 7, DRM_MODE_DPMS_ON}});
  CHECK(card.open == 0);
}

TEST_CASE("one monitor of two that can be switched is enough") {
  card = {.connectors = {{31, 5, {2}}, {33, 6, {7}}}};
  CHECK(drm::switch_monitors(kCard, false));
}

TEST_CASE("a card that refuses, has no such property or is none switches nothing") {
  card = {.connectors = {{31, 5, {2, 7}}}, .refuses = true};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  card = {.connectors = {{31, 5, {2}}}};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  card = {};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  CHECK_FALSE(drm::switch_monitors(-1, false));
  CHECK(card.open == 0);
}

TEST_CASE("a card looks at all of its plugs, and not without being asked") {
  card = {.connectors = {{31, 5, {2, 7}}, {32, 0, {}}}};
  CHECK(drm::switch_monitors(kCard, false));
  CHECK(card.looked.empty());
  drm::look_at_plugs(kCard);
  CHECK(card.looked == std::vector<std::uint32_t>{31, 32});
  drm::look_at_plugs(-1);
  CHECK(card.looked.size() == 2);
  CHECK(card.open == 0);
}

}  // namespace
}  // namespace roomsign::render
