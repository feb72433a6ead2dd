#include "daemon/view/notice_words.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "daemon/view/phrases.hpp"

namespace roomsign::view {
namespace {

using schedule::Announcement;
using schedule::Level;

bool holds(const Announcement& announcement, Instant now, Trust trust) {
  if (trust == Trust::kTrusted) return announcement.term.holds(now);
  return announcement.level == Level::kEmergency && now < announcement.term.until;
}

// Greater goes before.
auto weight(const Announcement& announcement) {
  return std::pair(announcement.level == Level::kEmergency, announcement.term.from);
}

std::string text(const schedule::Texts& texts, const Phrases& words) {
  return std::string(schedule::in_language(texts, words.tag));
}

}  // namespace

const Announcement* emergency_at(const schedule::Notices& notices, Instant now, Trust trust) {
  const Announcement* found = nullptr;
  for (const Announcement& announcement : notices.announcements) {
    const bool fills =
        announcement.level == Level::kEmergency || announcement.level == Level::kDrill;
    if (!fills || !holds(announcement, now, trust)) continue;
    if (found == nullptr || weight(announcement) > weight(*found)) found = &announcement;
  }
  return found;
}

render::Screen emergency_screen(const Announcement& emergency, const Phrases& words) {
  render::Screen screen;
  screen.scene = render::Scene::kEmergency;
  screen.right_to_left = words.right_to_left;
  screen.drill = emergency.level == Level::kDrill;
  screen.eyebrow = screen.drill ? words.drill : words.emergency;
  screen.headline = text(emergency.text, words);
  if (!emergency.instructions.empty()) screen.lines = {text(emergency.instructions, words)};
  screen.qr = emergency.url;
  return screen;
}

std::vector<render::Band> bands_at(const schedule::Notices& notices, Instant now,
                                   const Phrases& words) {
  std::vector<render::Band> bands;
  for (const Level level : {Level::kWarning, Level::kInfo}) {
    for (const Announcement& announcement : notices.announcements) {
      if (announcement.level != level || !announcement.term.holds(now)) continue;
      bands.push_back({.text = text(announcement.text, words),
                       .warning = level == Level::kWarning,
                       .qr = announcement.url});
    }
  }
  return bands;
}

}  // namespace roomsign::view
