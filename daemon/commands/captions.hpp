// Captions: what a picture of the sign is about and what is new in it, in a line for whoever
// proof-reads a day. Pure.
#pragma once

#include <string>

#include "render/screen.hpp"

namespace roomsign::commands {

// `before`: the picture that was up before; an empty Screen for the first.
//   "Keynote · Advances in Machine Learning for Systems · also now: Posters"
//   in a lobby the rooms in which something changed: "Hall A: Hinges · Hall B: nothing on"
std::string caption(const render::Screen& screen, const render::Screen& before);

}  // namespace roomsign::commands
