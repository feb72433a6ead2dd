// The hero: what a room's door is read for. A title as large as its box allows, what it is called
// above, who below; the talks of a session made of several.
#pragma once

#include <optional>
#include <vector>

#include "render/layouts/sheet.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

// What stands above the title: besides the stamp, which always does. kOneLine: all, beside each
// other.
enum class Labels { kAll, kOneLine, kEyebrow, kNone };

// Stamp, aside, eyebrow, title, people and parts, in the middle of the box. Parts that do not fit
// together take turns by pages. `sheet` and `screen` must outlive it.
class Hero {
 public:
  Hero(Sheet& sheet, const Screen& screen, const Rect& box, long page,
       Labels labels = Labels::kAll);

  // Whether all of it fits. If not, a larger box is worth more than what else is in the picture.
  bool whole() const { return whole_; }
  bool title_whole() const { return title_whole_; }
  bool names_people() const { return names_people_; }  // some of them, where there are any
  void draw() const;

 private:
  Rect box_;
  Stack stack_;
  bool whole_ = false;
  bool title_whole_ = false;
  bool names_people_ = false;
};

// A hero that has the picture to itself: with its labels on one line, then without its aside, where
// that makes it or at least its title whole; without its eyebrow where nothing else does. It is set
// once, when it is first asked for.
class HeroAlone {
 public:
  HeroAlone(Sheet& sheet, const Screen& screen, const Rect& box, long page)
      : sheet_(sheet), screen_(screen), box_(box), page_(page) {}

  // Whether it is worth the lists that give it their room: `beside` them it is not whole.
  bool is_worth_it(const Hero& beside) {
    const bool as_good = beside.title_whole() && beside.names_people() && screen_.parts.empty();
    return hero().whole() || !as_good;
  }
  void draw();

 private:
  const Hero& hero();
  std::vector<Labels> ways() const;
  void fit();

  Sheet& sheet_;
  const Screen& screen_;
  Rect box_;
  long page_;
  std::optional<Hero> hero_;  // none: not set yet
  Labels labels_ = Labels::kAll;
};

}  // namespace roomsign::render
