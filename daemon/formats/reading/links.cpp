#include "daemon/formats/reading/links.hpp"

#include <algorithm>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kLongest = 500;

// "id=17&day=2"
bool asks_for_numbers(std::string_view query) {
  return std::ranges::all_of(split(query, '&'), [](std::string_view part) {
    const auto value = part.substr(std::min(part.find('='), part.size() - 1) + 1);
    return !value.empty() && value.size() <= 10 &&
           value.find_first_not_of("0123456789") == value.npos;
  });
}

}  // namespace

std::string public_link(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongest || text.find_first_of(" \t\r\n\"<>@") != text.npos) return {};
  const std::string scheme = to_lower(text.substr(0, text.find(':')));
  if (scheme != "http" && scheme != "https") return {};
  if (text.find("://") != scheme.size()) return {};
  text = text.substr(0, text.find('#'));  // a place in the page, or what its script keeps there
  const auto query = text.find('?');
  if (query != text.npos && !asks_for_numbers(text.substr(query + 1))) return {};
  return clean_line(text, kLongest);
}

}  // namespace roomsign::formats
