#include "daemon/base/natural_order.hpp"

#include <algorithm>
#include <string>

#include "daemon/base/text.hpp"

namespace roomsign {
namespace {

// Takes a number's digits off the front; returns them without leading zeros, so that of two the
// longer is the greater.
std::string take_number(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit) - text.begin();
  std::string_view digits = text.substr(0, static_cast<std::size_t>(end));
  text.remove_prefix(digits.size());
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return std::string(digits);
}

std::string take_letter(std::string_view& text) {
  std::string letter = to_lower(text.substr(0, 1));
  text.remove_prefix(1);
  return letter;
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  std::string_view left = a;
  std::string_view right = b;
  while (!left.empty() && !right.empty()) {
    const bool numbers = is_digit(left.front()) && is_digit(right.front());
    const std::string from = numbers ? take_number(left) : take_letter(left);
    const std::string to = numbers ? take_number(right) : take_letter(right);
    if (from.size() != to.size()) return from.size() < to.size();
    if (from != to) return from < to;
  }
  if (left.empty() != right.empty()) return left.empty();
  return a < b;  // alike but for case or zeros
}

}  // namespace roomsign
