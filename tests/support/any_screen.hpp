// AnyScreen: Screens of every kind, the likely and the unlikely, as chance has it.
//
// Chance has `int below(int limit)`, from 0 on, and `std::string text(int length)`: clean, of about
// so many bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/screen.hpp"

namespace roomsign::test {

template <class Chance>
class AnyScreen {
 public:
  explicit AnyScreen(Chance chance) : chance_(std::move(chance)) {}

  render::Screen operator()() {
    render::Screen screen;
    screen.scene = static_cast<render::Scene>(below(6));
    screen.room = maybe() ? text(below(80)) : "Room 5AB";
    screen.event = text(below(120));
    if (often()) screen.clock = {"12:34", maybe() ? "AM" : "", text(20)};
    if (maybe()) screen.aside = text(below(60));
    if (often()) screen.eyebrow = text(below(50));
    if (often()) screen.title = text(below(300));
    for (int i = maybe() ? below(11) : 1; i > 0; --i) {
      screen.people.push_back({text(below(30)), often() ? text(below(60)) : ""});
    }
    if (below(4) == 0) {
      for (int i = below(9); i > 0; --i) {
        screen.parts.push_back({text(1 + below(200)), text(below(80))});
      }
    }
    if (often()) screen.progress.range = maybe() ? "10:20 – 11:15 AM" : text(below(60));
    if (often()) screen.progress.remaining = maybe() ? "23 min left" : text(below(60));
    if (often()) screen.progress.permille = below(1001);
    screen.list_heading = text(below(12));
    screen.list = entries(below(40));
    screen.also_heading = text(below(12));
    if (maybe()) screen.also_now = entries(below(4));
    for (int i = below(30); i > 0; --i) screen.doors.push_back(door());
    screen.now_heading = text(below(12));
    if (often()) screen.headline = text(below(60));
    if (often()) screen.headline_aside = text(below(20));
    const int lines = screen.scene == render::Scene::kEmergency ? 2 : 6;
    for (int i = below(lines); i > 0; --i) screen.lines.push_back(text(below(150)));
    if (maybe()) screen.qr = text(1 + below(200));
    if (maybe()) screen.foot_left = text(below(90));
    if (maybe()) screen.foot_right = text(below(90));
    if (below(5) == 0) screen.stamp = text(below(60));
    if (below(5) == 0) screen.progress.was = "10:10";
    for (int i = maybe() ? below(4) : 0; i > 0; --i) {
      screen.bands.push_back(
          {.text = text(1 + below(240)), .warning = maybe(), .qr = often() ? "" : text(40)});
    }
    screen.drill = maybe();
    return screen;
  }

 private:
  int below(int limit) { return chance_.below(limit); }
  std::string text(int length) { return chance_.text(length); }
  bool maybe() { return below(2) == 0; }
  bool often() { return below(5) != 0; }

  std::vector<render::Entry> entries(int count) {
    std::vector<render::Entry> entries;
    const bool days = below(4) == 0;
    for (int i = 0; i < count; ++i) {
      if (days && i % 7 == 0) entries.push_back({.title = "Friday, December 5", .heading = true});
      entries.push_back({.time = fmt::format("{}:{:02}", 8 + i / 4, i % 4 * 15),
                         .was = below(6) == 0 ? "8:05" : "",
                         .title = text(1 + below(maybe() ? 30 : 150)),
                         .detail = maybe() ? text(below(80)) : "",
                         .quiet = below(5) == 0,
                         .struck = below(8) == 0});
    }
    return entries;
  }

  render::Door door() {
    render::Door door{.room = often() ? "Hall A" : text(1 + below(60))};
    if (often()) door.now = {.time = often() ? "23 min left" : "", .title = text(1 + below(120))};
    if (often()) door.next = {.time = "10:30", .title = text(1 + below(120))};
    for (render::Entry* entry : {&door.now, &door.next}) {
      if (!entry->title.empty() && often()) entry->detail = text(below(80));
      entry->quiet = below(5) == 0;
    }
    door.next.struck = below(8) == 0;
    return door;
  }

  Chance chance_;
};

}  // namespace roomsign::test
