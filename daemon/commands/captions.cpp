#include "daemon/commands/captions.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "daemon/view/session_words.hpp"

namespace roomsign::commands {
namespace {

using render::Door;
using render::Entry;
using render::Screen;

constexpr std::size_t kMostDoors = 3;  // that one caption names

std::string titles(const std::vector<Entry>& entries) {
  std::vector<std::string> titles;
  titles.reserve(entries.size());
  for (const Entry& entry : entries) titles.push_back(entry.title);
  return view::join(titles, ", ");
}

std::string door_words(const Door& door) {
  return door.room + ": " + (door.now.title.empty() ? "nothing on" : door.now.title);
}

// Without what remains, which every minute changes.
bool same_now(const Door& a, const Door& b) {
  return a.room == b.room && a.now.title == b.now.title && a.now.detail == b.now.detail;
}

std::string doors_that_changed(const Screen& screen, const Screen& before) {
  std::vector<std::string> words;
  std::size_t more = 0;
  for (const Door& door : screen.doors) {
    const bool is_new = std::ranges::none_of(
        before.doors, [&](const Door& other) { return same_now(door, other); });
    const bool says_something = !door.now.title.empty() || !before.doors.empty();
    if (!is_new || !says_something) continue;
    if (words.size() == kMostDoors) {
      ++more;
    } else {
      words.push_back(door_words(door));
    }
  }
  if (more > 0) words.push_back(fmt::format("and {} more", more));
  return view::join(words);
}

}  // namespace

std::string caption(const Screen& screen, const Screen& before) {
  std::vector<std::string> words{screen.headline, screen.aside, screen.eyebrow, screen.title,
                                 doors_that_changed(screen, before)};
  if (screen.also_now != before.also_now) {
    words.push_back(screen.also_now.empty() ? "nothing else on"
                                            : "also now: " + titles(screen.also_now));
  }
  return view::join(words);
}

}  // namespace roomsign::commands
