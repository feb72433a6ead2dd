#include "daemon/view/photos.hpp"

#include <algorithm>

namespace roomsign::view {

std::vector<std::string> wanted_photos(const schedule::Programme& programme,
                                       std::chrono::local_days day) {
  std::vector<std::string> wanted;
  for (const auto& slot : programme.slots_of(day)) {
    const auto& speakers = slot.session->speakers;
    if (!slot.takes_place() || speakers.size() > kMostPhotographed) continue;
    for (const auto& speaker : speakers) {
      if (speaker.photo.empty() || std::ranges::find(wanted, speaker.photo) != wanted.end())
        continue;
      wanted.push_back(speaker.photo);
    }
  }
  return wanted;
}

}  // namespace roomsign::view
