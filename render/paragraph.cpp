#include "render/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <linebreak.h>

#include "render/characters.hpp"

namespace roomsign::render {
namespace {

constexpr std::string_view kEllipsis = "…";

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

std::vector<std::string_view> unbreakable_parts(std::string_view text) {
  [[maybe_unused]] static const bool once = (init_linebreak(), true);
  std::vector<char> breaks(text.size());
  set_linebreaks_utf8(reinterpret_cast<const utf8_t*>(text.data()), text.size(), "", breaks.data());
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool last = i + 1 == text.size();
    if (!last && breaks[i] != LINEBREAK_ALLOWBREAK && breaks[i] != LINEBREAK_MUSTBREAK) continue;
    parts.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  return parts;
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
    std::string_view glued;  // "multi-" waits for "agent"
    for (const std::string_view part : unbreakable_parts(text)) {
      const std::string_view both{glued.data(), glued.size() + part.size()};
      if (!glued.empty() && canvas.measure(without_trailing(both, " "), font) > width) {
        add(glued);
        glued = part;
      } else {
        glued = glued.empty() ? part : both;
      }
      if (glued.ends_with('-')) continue;
      add(glued);
      glued = {};
    }
    if (!glued.empty()) add(glued);
  }

  bool forced() const { return forced_; }

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
  void add(std::string_view part) {
    std::string_view word = without_trailing(part, " ");
    const bool blank = word.size() < part.size();
    int measured = canvas_.measure(word, font_);
    while (measured > width_) {
      const std::size_t end = longest_prefix(
          word, [&](std::string_view text) { return canvas_.measure(text, font_) <= width_; });
      if (end == word.size()) break;  // a single character, and still too wide
      const int head = canvas_.measure(word.substr(0, end), font_);
      pieces_.push_back({word.substr(0, end), head, head});
      word.remove_prefix(end);
      measured = canvas_.measure(word, font_);
      forced_ = true;
    }
    pieces_.push_back({word, measured, measured + (blank ? blank_ : 0)});
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
    return std::string(text_.substr(from, to - from));
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
  std::vector<Piece> pieces_;
};

}  // namespace

Paragraph break_lines(Canvas& canvas, std::string_view text, const Font& font, int width,
                      int max_lines, Balance balance) {
  text = without_trailing(text, " ");
  if (text.empty()) return {};
  Paragraph paragraph;
  Breaker breaker(canvas, text, font, width);
  paragraph.lines = breaker.broken(max_lines, balance, paragraph.cut);
  paragraph.forced = breaker.forced();
  return paragraph;
}

std::string cut_line(Canvas& canvas, std::string_view text, const Font& font, int width) {
  if (text.empty() || canvas.measure(text, font) <= width) return std::string(text);
  const auto with_ellipsis = [](std::string_view kept) {
    return std::string(without_trailing(kept, " ,;:.-")).append(kEllipsis);
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
  Fitted best = at_size(sizes.front());
  std::size_t low = 0;  // fits, or nothing does
  std::size_t high = sizes.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    Fitted tried = at_size(sizes[middle]);
    if (tried.paragraph.cut || tried.paragraph.forced) {
      high = middle;
    } else {
      low = middle;
      best = std::move(tried);
    }
  }
  return best;
}

}  // namespace roomsign::render
