#include "daemon/formats/html/surroundings.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/html/markup.hpp"
#include "daemon/formats/html/tables.hpp"
#include "daemon/formats/reading/places.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestHeading = 120;
constexpr std::size_t kLongestDay = 60;

bool names_day(std::string_view text) {
  constexpr std::chrono::year_month_day kAny{std::chrono::year(2000) / 1 / 1};
  return day_of_heading(text, kAny).has_value();
}

// Nothing left but weekdays, numbers and "Day" when the dates are taken out.
bool is_nothing_but_day(std::string_view text) {
  if (text.empty() || text.size() > kLongestDay || !names_day(text)) return false;
  std::string rest = to_lower(text);
  const auto dates = dates_in(rest);
  for (const DateText& date : dates | std::views::reverse)
    rest.replace(date.begin, date.end - date.begin, " ");
  std::ranges::replace_if(
      rest, [](char c) { return std::string_view(",.:;()-/|").find(c) != std::string_view::npos; },
      ' ');
  constexpr std::array<std::string_view, 5> kSmall{"day", "the", "of", "\u2013", "\u2014"};
  return std::ranges::all_of(split(rest, ' '), [&](std::string_view word) {
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    return number || one_of(word, kSmall) || (word.size() >= 3 && weekday_in(word));
  });
}

}  // namespace

void Surroundings::pass_heading(const Node& heading) {
  const auto text = short_text(heading, kLongestHeading);
  if (!text) return;
  const bool place = is_place(*text);
  if (names_day(*text)) {
    day_ = *text;
    ++group_;
  }
  if (!place && heading.tag[1] > room_rank_) return;
  if (!place && room_.empty()) return;
  room_ = place && !names_day(*text) ? *text : std::string();
  room_rank_ = place ? heading.tag[1] : '9';
  ++group_;
}

void Surroundings::pass_text(std::string_view text) {
  if (!is_nothing_but_day(text)) return;
  day_ = text;
  room_.clear();
  ++group_;
}

bool stands_apart(const Node& node) {
  if (node.is("footer") || node.is("aside") || node.is("address")) return true;
  if (node.is("html") || node.is("body") || node.is("main")) return false;
  const std::string_view type = node.attribute("itemtype");
  constexpr std::array<std::string_view, 4> kTypes{"BlogPosting", "NewsArticle", "/Comment",
                                                   "/Review"};
  if (std::ranges::any_of(kTypes, [&](auto name) { return type.find(name) != type.npos; }))
    return true;
  if (node.attribute("class").empty()) return false;
  constexpr std::array<std::string_view, 8> kWords{"comment", "comments", "reply",  "replies",
                                                   "footer",  "hours",    "ticker", "commentlist"};
  return has_word(class_words(node), kWords);
}

}  // namespace roomsign::formats::html
