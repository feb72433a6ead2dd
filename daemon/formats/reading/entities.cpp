#include "daemon/formats/reading/entities.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kLongest = 10;  // of what stands between & and ;

using Named = std::pair<std::string_view, std::string_view>;
constexpr std::array<Named, 17> kNamed{{{"amp", "&"},
                                        {"lt", "<"},
                                        {"gt", ">"},
                                        {"quot", "\""},
                                        {"apos", "'"},
                                        {"nbsp", "\u00a0"},
                                        {"ndash", "\u2013"},
                                        {"mdash", "\u2014"},
                                        {"hellip", "\u2026"},
                                        {"lsquo", "\u2018"},
                                        {"rsquo", "\u2019"},
                                        {"ldquo", "\u201c"},
                                        {"rdquo", "\u201d"},
                                        {"laquo", "\u00ab"},
                                        {"raquo", "\u00bb"},
                                        {"bull", "\u2022"},
                                        {"middot", "\u00b7"}}};

// "#8217", "#x2019"
std::optional<std::string> by_number(std::string_view digits) {
  digits.remove_prefix(1);
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const char* first = digits.data();
  const char* end = first + digits.size();
  const auto read = std::from_chars(first, end, number, hex ? 16 : 10);
  const bool surrogate = number >= 0xD800 && number < 0xE000;
  if (read.ec != std::errc() || read.ptr != end || number < 0x20 || number > 0x10FFFF || surrogate)
    return std::nullopt;
  return encode_utf8(std::u32string(1, static_cast<char32_t>(number)));
}

std::optional<std::string> character(std::string_view reference) {
  if (reference.starts_with('#')) return by_number(reference);
  const auto* named = std::ranges::find(kNamed, reference, &Named::first);
  return named == kNamed.end() ? std::nullopt : std::optional(std::string(named->second));
}

}  // namespace

std::string without_entities(std::string_view text) {
  if (text.find('&') == text.npos) return std::string(text);
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end =
        text[at] == '&' ? text.substr(at, kLongest + 2).find(';') : std::string_view::npos;
    const auto found =
        end == std::string_view::npos ? std::nullopt : character(text.substr(at + 1, end - 1));
    plain += found ? *found : std::string(1, text[at]);
    at += found ? end + 1 : 1;
  }
  return plain;
}

}  // namespace roomsign::formats
