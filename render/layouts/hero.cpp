#include "render/layouts/hero.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

#include "render/characters.hpp"
#include "render/layouts/parts.hpp"
#include "render/layouts/people.hpp"

namespace roomsign::render {
namespace {

constexpr int kTitleLines = 16;  // more never fit; a bound for texts without end

struct Gaps {
  int eyebrow;
  int title;
  int names;
  int parts;
};

// A short word alone on the last line, which balanced lines leave only where they must.
bool ends_lonely(Sheet& sheet, const Fitted& title) {
  const auto& lines = title.paragraph.lines;
  if (lines.size() < 2 || lines.back().find(' ') != std::string::npos) return false;
  const auto width = [&](const std::string& line) {
    return sheet.canvas().measure(line, title.font);
  };
  return width(lines.back()) * 2 < width(lines.front());
}

// As large as it fits on a few lines; a little smaller where that spares a lonely last word; only a
// long title takes more lines, and only one with a very long word is smaller than a hero's. So is
// it where `smallest_u` allows that, because a cut is the other choice.
Fitted fit_title(Sheet& sheet, const std::string& title, Size box, double smallest_u,
                 double largest_u) {
  constexpr int kFewLines = 4;
  constexpr double kFewLinesFrom = 6;
  constexpr double kLittleSmaller = 0.84;
  constexpr double kWordSmallest = 4;
  const auto fit = [&](std::span<const int> sizes, int lines) {
    return fit_lines(sheet.canvas(), title, Face::kDisplay, sizes, type::kTitleLeading, box, lines,
                     Balance::kEven);
  };
  if (smallest_u < type::kHeroSmallest) {
    return fit(sheet.sizes(smallest_u, type::kHeroSmallest), kTitleLines);
  }
  const std::vector<int> few = sheet.sizes(std::min(kFewLinesFrom, largest_u), largest_u);
  Fitted best = fit(few, kFewLines);
  if (best.paragraph.cut || best.paragraph.forced) {
    best = fit(sheet.sizes(smallest_u, largest_u), kTitleLines);
    if (!best.paragraph.forced) return best;
    Fitted unbroken = fit(sheet.sizes(kWordSmallest, smallest_u), kTitleLines);
    return unbroken.paragraph.cut || unbroken.paragraph.forced ? best : unbroken;
  }
  if (!ends_lonely(sheet, best)) return best;
  for (const int size : few | std::views::reverse) {
    if (size >= best.font.size || size < best.font.size * kLittleSmaller) continue;
    Fitted smaller = fit(std::span(&size, 1), kFewLines);
    if (!ends_lonely(sheet, smaller)) return smaller;
  }
  return best;
}

struct Words {
  Fitted title;
  std::optional<Names> names;  // nothing where nobody is named, or there is no room
  bool whole = false;
};

// The title and the most generous names that leave it uncut and take less than half of the box;
// where there are so many of them, those that take least. Where no names do, the title becomes
// smaller than a hero's, but not than what is read from four metres; then the names go.
Words fit_words(Sheet& sheet, const Screen& screen, Size box, int gap) {
  const bool with_parts = !screen.parts.empty();
  const double largest = with_parts ? type::kHeroSmallest + 1 : type::kHeroLargest;
  const int most = with_parts ? box.height / 3 : box.height;
  const int name_pitch =
      std::max(sheet.pitch(sheet.font(Face::kSemiBold, type::kTimes), type::kListLeading), 1);
  const int title_lines = sheet.px(2 * type::kHeroSmallest * type::kTitleLeading);
  auto ways = ways_with_photos(sheet, screen.people, box.width);
  std::ranges::copy(
      ways_to_set(sheet, screen.people, box.width,
                  {(most - gap - title_lines) / name_pitch, box.height * 2 / 5 / name_pitch}),
      std::back_inserter(ways));
  const auto fit = [&](int taken, double smallest) {
    return fit_title(sheet, screen.title, {box.width, most - taken}, smallest, largest);
  };
  Words words;
  std::optional<Words> crowded;  // whole, with names that take half of the box or more
  for (const double smallest : {type::kHeroSmallest, type::kTimes}) {
    for (const Names& names : ways) {
      const int taken = names.height() + gap;
      words = {fit(taken, smallest), names};
      words.whole = !words.title.paragraph.cut && !names.cut && taken <= box.height;
      if (words.whole && taken < box.height / 2) return words;
      if (words.whole) crowded = words;
    }
    if (crowded) return *std::move(crowded);
    if (ways.empty()) {
      words = {fit(0, smallest), std::nullopt, false};
      words.whole = !words.title.paragraph.cut;
      if (words.whole) return words;
    }
    if (!words.title.paragraph.cut) break;
  }
  const bool room = words.names && words.names->height() + gap <= box.height;
  if (room && !words.title.paragraph.cut) return words;
  return {fit(0, type::kTimes), std::nullopt, false};
}

struct Said {
  bool title = false;   // uncut
  bool people = false;  // some of them at least, where there are any
  bool all = false;     // nor are the names cut or left out
};

Said add_title_and_names(Sheet& sheet, Stack& stack, const Gaps& gaps, const Screen& screen,
                         const Rect& box) {
  const int height = box.height - stack.height() - (stack.empty() ? 0 : gaps.title);
  const Words words = fit_words(sheet, screen, {box.width, height}, gaps.names);
  if (!screen.title.empty()) {
    stack.add(gaps.title, words.title.height(), [=, &sheet, &screen](int top) {
      const Fitted& title = words.title;
      sheet.lines(title, screen.title, {box.x, top, box.width, title.height()}, sheet.theme.text);
      if (title.font.size <= sheet.sizes(type::kHeroSmallest, type::kHeroSmallest).front()) {
        sheet.drawn.smallest.push_back(screen.title);
      }
    });
  }
  const int names = words.names ? words.names->height() : 0;
  stack.add(names > 0 ? gaps.names : 0, names, [=, &sheet, &screen](int top) {
    if (words.names) {
      draw_names(sheet, *words.names, screen.people, {box.x, top, box.width, names});
    } else if (!screen.people.empty()) {
      sheet.drawn.cut.push_back(screen.people.front().name);
    }
  });
  return {!words.title.paragraph.cut, words.names || screen.people.empty(), words.whole};
}

// What must not be missed, in letters on the colour of the text.
void add_stamp(Sheet& sheet, Stack& stack, const std::string& text, const Rect& box) {
  if (text.empty()) return;
  const Font font = sheet.label_font(type::kLabel);
  const int side = sheet.px(1.4);
  const int end = sheet.px(0.7);
  const Fitted set{
      break_lines(sheet.canvas(), capitals(text), font, box.width - 2 * side, 2, Balance::kEven),
      font, sheet.pitch(font, type::kListLeading)};
  int width = 0;
  for (const auto& line : set.paragraph.lines) {
    width = std::max(width, sheet.canvas().measure(line, font) - font.tracking);
  }
  stack.add(0, set.height() + 2 * end, [=, &sheet](int top) {
    const Rect label = {box.x, top, width + 2 * side, set.height() + 2 * end};
    sheet.canvas().fill(label, sheet.theme.text, sheet.px(0.8));
    sheet.lines(set, text, {box.x + side, top + end, width, set.height()}, sheet.theme.ground);
  });
}

// Aside and eyebrow beside each other, for a low box.
class OneLine {
 public:
  OneLine(Sheet& sheet, const Screen& screen)
      : font_(sheet.label_font(type::kLabel)),
        aside_(capitals(screen.aside)),
        eyebrow_(capitals(screen.eyebrow)),
        eyebrow_x_(sheet.measure_cells(aside_, font_) + sheet.px(2)) {}

  int width(Sheet& sheet) const { return eyebrow_x_ + sheet.measure_cells(eyebrow_, font_); }

  void add(Sheet& sheet, Stack& stack, int gap, Color eyebrow, int x) const {
    const int pitch = sheet.pitch(font_, type::kListLeading);
    stack.add(gap, pitch, [line = *this, &sheet, pitch, eyebrow, x](int top) {
      const int baseline = sheet.baseline(line.font_, top, pitch);
      sheet.text_cells(line.aside_, x, baseline, line.font_, sheet.theme.second);
      sheet.text_cells(line.eyebrow_, x + line.eyebrow_x_, baseline, line.font_, eyebrow);
    });
  }

 private:
  Font font_;
  std::string aside_;
  std::string eyebrow_;
  int eyebrow_x_;
};

// What stands above the title.
void add_labels(Sheet& sheet, Stack& stack, int gap, const Screen& screen, const Rect& box,
                Labels labels) {
  const Color eyebrow = screen.track ? legible(*screen.track, sheet.theme) : sheet.theme.accent;
  add_stamp(sheet, stack, screen.stamp, box);
  if (labels == Labels::kNone) return;
  if (labels == Labels::kOneLine)
    return OneLine(sheet, screen).add(sheet, stack, gap, eyebrow, box.x);
  if (labels == Labels::kAll) {
    add_label(sheet, stack, gap, screen.aside, type::kLabel, sheet.theme.second, box.x, box.width);
  }
  add_label(sheet, stack, gap, screen.eyebrow, type::kLabel, eyebrow, box.x, box.width);
}

}  // namespace

Hero::Hero(Sheet& sheet, const Screen& screen, const Rect& box, long page, Labels labels)
    : box_(box) {
  const Gaps gaps = {.eyebrow = sheet.px(3.6),
                     .title = sheet.px(1.4),
                     .names = sheet.px(2.6),
                     .parts = sheet.px(2)};
  add_labels(sheet, stack_, gaps.eyebrow, screen, box, labels);
  const Said said = add_title_and_names(sheet, stack_, gaps, screen, box);
  const bool parts = add_parts(sheet, stack_, gaps.parts, screen.parts, box, page);
  title_whole_ = said.title && stack_.height() <= box.height;
  names_people_ = said.people;
  whole_ = title_whole_ && said.all && parts;
}

void Hero::draw() const { stack_.draw(box_.y + std::max(0, (box_.height - stack_.height()) / 2)); }

const Hero& HeroAlone::hero() {
  if (!hero_) fit();
  return *hero_;
}

// The ways to set the labels, the most generous first.
std::vector<Labels> HeroAlone::ways() const {
  std::vector<Labels> ways = {Labels::kAll};
  const bool aside = !screen_.aside.empty();
  const bool eyebrow = !screen_.eyebrow.empty();
  if (aside && eyebrow && OneLine(sheet_, screen_).width(sheet_) <= box_.width) {
    ways.push_back(Labels::kOneLine);
  }
  if (aside) ways.push_back(Labels::kEyebrow);
  // Where there is no title, the eyebrow is what is said.
  if (eyebrow && !screen_.title.empty()) ways.push_back(Labels::kNone);
  return ways;
}

void HeroAlone::fit() {
  std::optional<Hero> with_title;
  Labels labels_of_it = Labels::kAll;
  for (const Labels labels : ways()) {
    // Without a word above it, a title that comes next would be taken for what is on.
    if (labels == Labels::kNone && with_title) break;
    labels_ = labels;
    hero_.emplace(sheet_, screen_, box_, page_, labels);
    if (hero_->whole()) return;
    if (with_title || !hero_->title_whole()) continue;
    with_title = hero_;
    labels_of_it = labels;
  }
  if (!with_title) return;
  hero_ = std::move(with_title);
  labels_ = labels_of_it;
}

void HeroAlone::draw() {
  const Hero& hero = this->hero();
  const bool has_aside = labels_ == Labels::kAll || labels_ == Labels::kOneLine;
  if (!has_aside && !screen_.aside.empty()) sheet_.drawn.lost.push_back(screen_.aside);
  if (labels_ == Labels::kNone) sheet_.drawn.lost.push_back(screen_.eyebrow);
  hero.draw();
}

}  // namespace roomsign::render
