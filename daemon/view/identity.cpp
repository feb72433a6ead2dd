#include "daemon/view/identity.hpp"

namespace roomsign::view {

render::Screen identity_screen(const Identity& identity, const render::Screen& below) {
  render::Screen screen;
  screen.scene = render::Scene::kMessage;
  screen.right_to_left = below.right_to_left;
  screen.room = below.room;
  screen.event = below.event;
  screen.clock = below.clock;
  screen.headline = identity.host_name;
  screen.lines = identity.addresses;
  if (!screen.lines.empty()) {
    screen.title = screen.lines.front();
    screen.lines.erase(screen.lines.begin());
  }
  screen.lines.push_back(identity.detail);
  return screen;
}

}  // namespace roomsign::view
