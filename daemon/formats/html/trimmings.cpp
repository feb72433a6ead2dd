#include "daemon/formats/html/trimmings.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/length.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

bool is_link_word(std::string_view word) {
  constexpr std::array<std::string_view, 23> kWords{
      "slides",  "slide",      "video",      "videos",    "recording", "paper",
      "papers",  "pdf",        "abstract",   "bio",       "poster",    "zoom",
      "link",    "code",       "website",    "homepage",  "arxiv",     "talk",
      "youtube", "slideslive", "openreview", "materials", "\U0001F517"};
  return one_of(word, kWords);
}

// "slides", "pdf | video": words of links and what separates them.
bool is_link_text(std::string_view text) {
  std::string lower = to_lower(text);
  std::ranges::replace_if(
      lower, [](char c) { return std::string_view("[](),|/;").find(c) != std::string_view::npos; },
      ' ');
  bool any = false;
  for (const std::string_view word : split(lower, ' ')) {
    if (word.empty()) continue;
    if (!is_link_word(word)) return false;
    any = true;
  }
  return any;
}

bool is_prize(std::string_view text) {
  const std::string lower = to_lower(trim(text));
  return lower.starts_with("best ") && lower.size() < 40;
}

// Links whose whole text is a link word, also where no blank stands before them.
void drop_links(Line& line) {
  for (std::size_t i = 0; i < line.text().size();) {
    if ((line.style_at(i) & kLink) == 0) {
      ++i;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(line.run(kLink, i), 1);
    const bool whole_line = i == 0 && length == line.text().size();
    const std::string_view text = std::string_view(line.text()).substr(i, length);
    const bool single_talk = whole_line && to_lower(trim(text)) == "talk";
    const bool list_elsewhere = whole_line && to_lower(text).starts_with("list of ");
    if ((is_link_text(text) && !single_talk) || list_elsewhere) {
      line.erase(i, length);
    } else {
      i += length;
    }
  }
}

}  // namespace

bool is_dash(std::string_view text) {
  constexpr std::array<std::string_view, 5> kDashes{"-", "--", "---", "\u2013", "\u2014"};
  return one_of(trim(text), kDashes);
}

bool is_placeholder(std::string_view text) {
  if (is_dash(text)) return true;
  constexpr std::array<std::string_view, 9> kTexts{"tbd",
                                                   "tba",
                                                   "tbc",
                                                   "?",
                                                   "...",
                                                   "to be announced",
                                                   "to be determined",
                                                   "to be decided",
                                                   "to be confirmed"};
  std::string lower = to_lower(trim(text));
  while (lower.size() > 1 && lower != "..." && lower.back() == '.') lower.pop_back();
  return one_of(lower, kTexts);
}

std::optional<std::chrono::minutes> take_trimmings(Line& line) {
  std::optional<std::chrono::minutes> length;
  drop_links(line);
  for (std::size_t open = line.text().find_first_of("(["); open != std::string::npos;
       open = line.text().find_first_of("([", open)) {
    const char closing = line.text()[open] == '(' ? ')' : ']';
    const std::size_t close = line.text().find(closing, open);
    if (close == std::string::npos) break;
    const std::string inside = line.text().substr(open + 1, close - open - 1);
    const auto minutes = length_of(inside);
    if (minutes) length = minutes;
    const bool drop = minutes || is_link_text(inside) || is_prize(inside) ||
                      is_placeholder(inside) || trim(inside).empty();
    if (drop) {
      line.erase(open, close - open + 1);
    } else {
      ++open;
    }
  }
  if (is_link_text(line.text()) && line.text().find_first_of("|/[") != std::string::npos) {
    line.erase(0, line.text().size());
  }
  return length;
}

}  // namespace roomsign::formats::html
