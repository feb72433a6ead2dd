#include "daemon/formats/html/talks.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/labels.hpp"
#include "daemon/formats/reading/people.hpp"

namespace roomsign::formats::html {
namespace {

bool most_open_with_names(const std::vector<Line>& items) {
  std::size_t names = 0;
  std::size_t colons = 0;
  for (const Line& item : items) {
    const auto opens = opens_with_name(item);
    colons += opens ? 1 : 0;
    names += opens.value_or(false) ? 1 : 0;
  }
  return names >= 2 && names * 10 >= colons * 6;
}

schedule::Talk talk_of(const Line& item, bool names_first) {
  const std::size_t colon = label_colon(item);
  if (colon != std::string::npos && (names_first || is_marked(item, colon))) {
    if (auto one = person(item.text().substr(0, colon))) {
      return {.title = clean_line(item.sub(colon + 1).text()), .speakers = {std::move(*one)}};
    }
  }
  return {.title = clean_line(item.text()), .speakers = {}};
}

// "Title: Notes" without its role.
std::string title_of(const Line& line) {
  const auto role = role_line(line);
  return clean_line(role && role->role == Role::kTitle ? role->text : line.text());
}

}  // namespace

std::vector<schedule::Talk> talks_of_items(const std::vector<Line>& items) {
  const bool names_first = most_open_with_names(items);
  std::vector<schedule::Talk> talks;
  talks.reserve(items.size());
  for (const Line& item : items) talks.push_back(talk_of(item, names_first));
  return talks;
}

std::vector<schedule::Talk> talks_of_pairs(const std::vector<Line>& lines) {
  if (lines.empty() || lines.size() % 2 != 0) return {};
  const std::size_t name = person(lines.front().text()) ? 0 : 1;
  std::vector<schedule::Talk> talks;
  for (std::size_t i = 0; i < lines.size(); i += 2) {
    auto one = person(lines[i + name].text());
    const Line& title = lines[i + 1 - name];
    if (!one || person(title.text())) return {};
    talks.push_back({.title = title_of(title), .speakers = {std::move(*one)}});
  }
  return talks;
}

}  // namespace roomsign::formats::html
