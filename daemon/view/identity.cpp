#include "daemon/view/identity.hpp"

namespace roomsign::view {

namespace {

// The name large, then the first address, then the others.
void write_identity(const Identity& identity, render::Screen& screen) {
  screen.scene = render::Scene::kMessage;
  screen.headline = identity.host_name;
  screen.lines = identity.addresses;
  if (!screen.lines.empty()) {
    screen.title = screen.lines.front();
    screen.lines.erase(screen.lines.begin());
  }
}

}  // namespace

render::Screen unenrolled_screen(const Unenrolled& sign, const Phrases& words) {
  render::Screen screen;
  screen.right_to_left = words.right_to_left;
  write_identity(sign.identity, screen);
  screen.eyebrow = words.not_enrolled;
  if (!sign.address.empty()) screen.lines.push_back(fill(words.trying, sign.address));
  if (!sign.trouble.empty()) screen.lines.push_back(with_capital(sign.trouble));
  // Last: on a bar there may be no room for them.
  if (!sign.numbers.empty()) screen.lines.push_back(sign.numbers);
  screen.lines.push_back(sign.identity.detail);
  return screen;
}

render::Screen identity_screen(const Identity& identity, const render::Screen& below) {
  render::Screen screen;
  screen.right_to_left = below.right_to_left;
  screen.room = below.room;
  screen.event = below.event;
  screen.clock = below.clock;
  write_identity(identity, screen);
  screen.lines.push_back(identity.detail);
  return screen;
}

}  // namespace roomsign::view
