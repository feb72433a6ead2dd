#include "daemon/view/identity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace roomsign::view {

render::Screen identity_screen(const Identity& identity, const render::Screen& below,
                               const Phrases& words) {
  render::Screen screen;
  screen.scene = render::Scene::kMessage;
  screen.right_to_left = below.right_to_left;
  screen.room = below.room;
  screen.event = below.event;
  screen.clock = below.clock;
  screen.headline = fill(words.this_sign, identity.host_name);
  screen.title = fmt::format("{}", fmt::join(identity.addresses, "  ·  "));
  screen.lines = {identity.detail};
  return screen;
}

}  // namespace roomsign::view
