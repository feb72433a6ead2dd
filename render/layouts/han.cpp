#include "render/layouts/han.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "render/characters.hpp"

namespace roomsign::render {
namespace {

struct Letters {
  Script script;
  Han han;
};

// The first that occur decide.
constexpr std::array<Letters, 4> kLetters = {{{script("Hira"), Han::kJapanese},
                                              {script("Kana"), Han::kJapanese},
                                              {script("Hang"), Han::kKorean},
                                              {script("Bopo"), Han::kTraditional}}};

class Counter {
 public:
  void add(std::string_view text) {
    constexpr unsigned char kFirstLead = 0xE1;  // of U+1100, the first letter of Hangul
    for (std::size_t at = 0; at < text.size();) {
      if (static_cast<unsigned char>(text[at]) < kFirstLead) {
        ++at;
        continue;
      }
      const CodePoint point = code_point_at(text, at);
      const auto* const found =
          std::ranges::find(kLetters, script_of(point.value), &Letters::script);
      first_ = std::min(first_, static_cast<std::size_t>(found - kLetters.begin()));
      at += point.length;
    }
  }

  Han han() const { return first_ < kLetters.size() ? kLetters[first_].han : Han::kSimplified; }

 private:
  std::size_t first_ = kLetters.size();
};

}  // namespace

Han han_of(const Screen& screen) {
  if (screen.han) return *screen.han;
  Counter counter;
  const auto add_entry = [&](const Entry& entry) {
    for (const auto* text : {&entry.time, &entry.title, &entry.detail}) counter.add(*text);
  };
  for (const auto* text :
       {&screen.room, &screen.event, &screen.clock.suffix, &screen.clock.date, &screen.aside,
        &screen.stamp, &screen.eyebrow, &screen.title, &screen.progress.range,
        &screen.progress.remaining, &screen.list_heading, &screen.also_heading, &screen.now_heading,
        &screen.headline, &screen.headline_aside, &screen.foot_left, &screen.foot_right}) {
    counter.add(*text);
  }
  for (const Person& person : screen.people) {
    counter.add(person.name);
    counter.add(person.affiliation);
  }
  for (const Part& part : screen.parts) {
    counter.add(part.title);
    counter.add(part.speakers);
  }
  for (const auto* list : {&screen.list, &screen.also_now}) {
    for (const Entry& entry : *list) add_entry(entry);
  }
  for (const Door& door : screen.doors) {
    counter.add(door.room);
    add_entry(door.now);
    add_entry(door.next);
  }
  for (const Band& band : screen.bands) counter.add(band.text);
  for (const std::string& line : screen.lines) counter.add(line);
  return counter.han();
}

}  // namespace roomsign::render
