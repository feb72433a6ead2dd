#include "render/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <linebreak.h>

#include "render/bidi.hpp"
#include "render/characters.hpp"
#include "render/syllables.hpp"

namespace roomsign::render {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kSeparator = "·";  // of the things in a line
constexpr std::string_view kSoft = "\u00AD";
constexpr int kMostInAnEm = 3;  // bytes of text side by side as wide as their size: "ill", or "中"

// What stays on one line whatever the width: mostly a word with the blank behind it.
struct Piece {
  std::string_view text;  // without the blank
  int width = 0;          // of the text alone
  int advance = 0;        // with the blank, as the next piece begins
};

std::string_view without_trailing(std::string_view text, std::string_view unwanted) {
  const auto last = text.find_last_not_of(unwanted);
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

// What a character counts as where lines break. Emoji break as Chinese letters do, which is what
// Unicode says today; the libunibreak of Debian 12 does not know them, and aborts at flags.
char32_t breaking_letter(char32_t value) {
  constexpr char32_t kIdeograph = U'一';
  constexpr char32_t kNoCharacter = 0xFFFF;  // aborts as well
  return is_emoji(value) || value == kNoCharacter ? kIdeograph : value;
}

std::vector<std::string_view> unbreakable_parts(std::string_view text) {
  [[maybe_unused]] static const bool once = (init_linebreak(), true);
  std::vector<std::size_t> ends;  // of whole characters: no line begins within one
  std::vector<utf32_t> letters;
  for (std::size_t at = 0; at < text.size(); at = ends.back()) {
    letters.push_back(breaking_letter(code_point_at(text, at).value));
    ends.push_back(character_end(text, at));
  }
  std::vector<char> breaks(letters.size());
  set_linebreaks_utf32(letters.data(), letters.size(), "", breaks.data());
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const bool last = i + 1 == ends.size();
    if (!last && breaks[i] != LINEBREAK_ALLOWBREAK && breaks[i] != LINEBREAK_MUSTBREAK) continue;
    const auto within = syllables(text.substr(begin, ends[i] - begin));
    parts.insert(parts.end(), within.begin(), within.end());
    begin = ends[i];
  }
  return parts;
}

std::size_t last_code_point(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

// Whether what lies between two parts is no blank, but the border of two syllables of a script that
// writes none between words.
bool run_on(std::string_view before, std::string_view after) {
  return runs_on(code_point_at(before, last_code_point(before)).value) &&
         runs_on(code_point_at(after, 0).value);
}

// Whether the break between two parts is for need only: within "multi-agent", within a word that
// has soft hyphens, within a Korean one, within what may be a Thai one.
bool hold_together(std::string_view before, std::string_view after) {
  const auto is_hangul = [](std::string_view text, std::size_t at) {
    return script_of(code_point_at(text, at).value) == script("Hang");
  };
  return before.ends_with('-') || before.ends_with(kSoft) || run_on(before, after) ||
         (is_hangul(before, last_code_point(before)) && is_hangul(after, 0));
}

// As a line shows it: a soft hyphen is none but at the end.
std::string shown(std::string_view text) {
  std::string line(text);
  for (auto at = line.find(kSoft); at != std::string::npos; at = line.find(kSoft, at)) {
    const bool at_end = at + kSoft.size() == line.size();
    line.replace(at, kSoft.size(), at_end ? "-" : "");
  }
  return line;
}

// The longest run of whole characters, at least one, that `fits`.
template <typename Fits>
std::size_t longest_prefix(std::string_view text, Fits fits) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) ends.push_back(at = character_end(text, at));
  const auto first_too_long = std::partition_point(
      ends.begin(), ends.end(), [&](std::size_t end) { return fits(text.substr(0, end)); });
  return first_too_long == ends.begin() ? ends.front() : *(first_too_long - 1);
}

class Breaker {
 public:
  Breaker(Canvas& canvas, std::string_view text, const Font& font, int width)
      : canvas_(canvas), text_(text), font_(font), width_(width) {
    blank_ = canvas.measure(" ", font);
    std::vector<std::string_view> word;  // "multi-" waits for "agent"
    for (const std::string_view part : unbreakable_parts(text)) {
      if (!word.empty() && !hold_together(word.back(), part)) {
        add_word(word);
        word.clear();
      }
      word.push_back(part);
    }
    if (!word.empty()) add_word(word);
  }

  bool forced() const { return forced_; }
  bool within_run() const { return within_run_; }

  std::vector<std::string> broken(int max_lines, Balance balance, bool& cut) {
    // Widths of words do not add up exactly (kerning, rounding): where a line comes out too wide,
    // the next try gets that much less to fill.
    for (int limit = width_;;) {
      const std::vector<std::size_t> fewest = greedy(limit);
      cut = static_cast<int>(fewest.size()) > max_lines;
      std::vector<std::string> lines =
          cut ? first_lines(fewest, max_lines) : lines_at(balanced(fewest.size(), limit, balance));
      int excess = 0;
      for (const std::string& line : lines) {
        excess = std::max(excess, canvas_.measure(line, font_) - width_);
      }
      if (excess <= 0 || limit <= 0) return lines;
      limit -= excess;
    }
  }

 private:
  int width_of(std::string_view text) { return canvas_.measure(shown(text), font_); }

  // Whole where a line can hold it.
  void add_word(const std::vector<std::string_view>& parts) {
    const char* const begin = parts.front().data();
    const std::string_view whole(
        begin, static_cast<std::size_t>(parts.back().data() - begin) + parts.back().size());
    if (parts.size() == 1 || width_of(without_trailing(whole, " ")) <= width_) return add(whole);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      add(parts[i]);
      within_run_ = within_run_ || (i > 0 && run_on(parts[i - 1], parts[i]));
    }
  }

  void add(std::string_view part) {
    std::string_view word = without_trailing(part, " ");
    const bool blank = word.size() < part.size();
    int measured = width_of(word);
    while (measured > width_) {
      const std::size_t end =
          longest_prefix(word, [&](std::string_view text) { return width_of(text) <= width_; });
      if (end == word.size()) break;  // a single character, and still too wide
      const int head = width_of(word.substr(0, end));
      pieces_.push_back({word.substr(0, end), head, head});
      word.remove_prefix(end);
      measured = width_of(word);
      forced_ = true;
    }
    const int unbroken =
        word.ends_with(kSoft) ? width_of(word.substr(0, word.size() - kSoft.size())) : measured;
    pieces_.push_back({word, measured, unbroken + (blank ? blank_ : 0)});
  }

  // Each line's first piece, every line as full as it gets: no way of breaking has fewer lines.
  std::vector<std::size_t> greedy(int limit) const {
    std::vector<std::size_t> starts;
    int x = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (starts.empty() || x + pieces_[i].width > limit) {
        starts.push_back(i);
        x = 0;
      }
      x += pieces_[i].advance;
    }
    return starts;
  }

  // The starts of `count` lines with the least cost over all lines, by dynamic programming from
  // the back: cost[i] is that of setting the pieces from i on in the lines still to come.
  std::vector<std::size_t> balanced(std::size_t count, int limit, Balance balance) const {
    constexpr double kNever = std::numeric_limits<double>::infinity();
    const std::size_t n = pieces_.size();
    std::vector<double> cost(n + 1, kNever);
    cost[n] = 0;
    std::vector<std::vector<std::size_t>> next(count, std::vector<std::size_t>(n, n));
    for (std::size_t line = count; line-- > 0;) {
      std::vector<double> better(n + 1, kNever);
      for (std::size_t i = 0; i < n; ++i) {
        int x = 0;
        for (std::size_t end = i + 1; end <= n; ++end) {
          const Piece& piece = pieces_[end - 1];
          if (end > i + 1 && x + piece.width > limit) break;
          const double total = cost[end] + line_cost(i, end, x + piece.width, limit, balance);
          if (total < better[i]) {
            better[i] = total;
            next[line][i] = end;
          }
          x += piece.advance;
        }
      }
      cost = better;
    }
    std::vector<std::size_t> starts;
    for (std::size_t line = 0, i = 0; line < count; i = next[line++][i]) starts.push_back(i);
    return starts;
  }

  double line_cost(std::size_t begin, std::size_t end, int width, int limit,
                   Balance balance) const {
    constexpr double kLonelyWord = 1.0;  // more than any raggedness of a few lines
    const bool last = end == pieces_.size();
    const double slack = 1.0 - static_cast<double>(width) / std::max(limit, 1);
    double cost = last && balance == Balance::kFull ? 0 : slack * slack;
    if (last && begin > 0 && end == begin + 1) cost += kLonelyWord;
    return cost;
  }

  std::string text_between(std::size_t begin, std::size_t end) const {
    const std::string_view first = pieces_[begin].text;  // pieces are views of text_
    const std::string_view last = pieces_[end - 1].text;
    const auto from = static_cast<std::size_t>(first.data() - text_.data());
    const auto to = static_cast<std::size_t>(last.data() - text_.data()) + last.size();
    return shown(text_.substr(from, to - from));
  }

  std::vector<std::string> lines_at(const std::vector<std::size_t>& starts) const {
    std::vector<std::string> lines;
    lines.reserve(starts.size());
    for (std::size_t i = 0; i < starts.size(); ++i) {
      lines.push_back(
          text_between(starts[i], i + 1 < starts.size() ? starts[i + 1] : pieces_.size()));
    }
    return lines;
  }

  std::vector<std::string> first_lines(std::vector<std::size_t> starts, int max_lines) const {
    const std::size_t kept = static_cast<std::size_t>(std::max(max_lines, 0));
    if (kept == 0) return {};
    starts.resize(kept);
    std::vector<std::string> lines = lines_at(starts);
    lines.back() = cut_line(canvas_, lines.back(), font_, width_);
    return lines;
  }

  Canvas& canvas_;
  std::string_view text_;
  Font font_;
  int width_;
  int blank_ = 0;
  bool forced_ = false;
  bool within_run_ = false;
  std::vector<Piece> pieces_;
};

// Lines run as their paragraph does, also those that begin with a word that runs the other way.
void keep_direction(std::string_view text, std::vector<std::string>& lines) {
  if (!has_right_to_left(text)) return;
  const bool from_right = runs_right_to_left(text).value_or(false);
  for (std::string& line : lines) {
    if (runs_right_to_left(line).value_or(false) == from_right) continue;
    line.insert(0, from_right ? kRightToLeftMark : kLeftToRightMark);
  }
}

}  // namespace

Paragraph break_lines(Canvas& canvas, std::string_view text, const Font& font, int width,
                      int max_lines, Balance balance) {
  text = without_trailing(text, " ");
  if (text.empty()) return {};
  Paragraph paragraph;
  // Most texts fit on a line and need not be taken apart; one that is much too long, not measured.
  const auto least = static_cast<std::int64_t>(text.size()) * font.size / kMostInAnEm;
  if (max_lines > 0 && least <= width) {
    if (auto line = shown(text); canvas.measure(line, font) <= width) {
      paragraph.lines.push_back(std::move(line));
      return paragraph;
    }
  }
  Breaker breaker(canvas, text, font, width);
  paragraph.lines = breaker.broken(max_lines, balance, paragraph.cut);
  keep_direction(text, paragraph.lines);
  paragraph.forced = breaker.forced();
  paragraph.within_run = breaker.within_run();
  return paragraph;
}

std::string cut_line(Canvas& canvas, std::string_view text, const Font& font, int width) {
  if (text.empty() || canvas.measure(text, font) <= width) return std::string(text);
  const auto with_ellipsis = [](std::string_view kept) {
    constexpr std::string_view kBetween = " ,;:.-";
    kept = without_trailing(kept, kBetween);
    while (kept.ends_with(kSeparator)) {
      kept = without_trailing(kept.substr(0, kept.size() - kSeparator.size()), kBetween);
    }
    return std::string(kept).append(kEllipsis);
  };
  const std::size_t end = longest_prefix(text, [&](std::string_view kept) {
    return canvas.measure(with_ellipsis(kept), font) <= width;
  });
  // Between words where that costs little, within a word else.
  const std::size_t blank = text.substr(0, end).rfind(' ');
  const bool near = blank != std::string_view::npos && blank * 2 >= end;
  return with_ellipsis(text.substr(0, near ? blank : end));
}

Fitted fit_lines(Canvas& canvas, std::string_view text, Face face, std::span<const int> sizes,
                 double leading, Size box, int max_lines, Balance balance) {
  const auto at_size = [&](int size) {
    const Font font = {.face = face, .size = size};
    const int pitch = static_cast<int>(std::lround(size * leading));
    const int lines = std::min(max_lines, box.height / std::max(pitch, 1));
    return Fitted{break_lines(canvas, text, font, box.width, lines, balance), font, pitch};
  };
  const auto largest = [&](auto fits) {
    Fitted best = at_size(sizes.front());
    std::size_t low = 0;  // fits, or nothing does
    std::size_t high = sizes.size();
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      Fitted tried = at_size(sizes[middle]);
      if (fits(tried.paragraph)) {
        low = middle;
        best = std::move(tried);
      } else {
        high = middle;
      }
    }
    return best;
  };
  const auto whole = [](const Paragraph& set) { return !set.cut && !set.forced; };
  Fitted best = largest([&](const Paragraph& set) { return whole(set) && !set.within_run; });
  return best.paragraph.within_run ? largest(whole) : best;
}

}  // namespace roomsign::render
