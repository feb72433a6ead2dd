// What announcements put on a screen. Pure.
#pragma once

#include <vector>

#include "daemon/schedule/notices.hpp"
#include "daemon/view/compose.hpp"
#include "daemon/view/phrases.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

// The one emergency or drill that is to fill the screen; null: none. An emergency goes before a
// drill, then the one that began last, then the first. See compose() for a clock not trusted.
const schedule::Announcement* emergency_at(const schedule::Notices& notices, Instant now,
                                           Trust trust);

render::Screen emergency_screen(const schedule::Announcement& emergency, const Phrases& words);

// Warnings first.
std::vector<render::Band> bands_at(const schedule::Notices& notices, Instant now,
                                   const Phrases& words);

}  // namespace roomsign::view
