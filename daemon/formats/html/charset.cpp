#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/source.hpp"

namespace roomsign::formats::html {
namespace {

// windows-1252 from 0x80 to 0x9F; the rest of it is Latin-1.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
  std::u32string text;
  text.reserve(bytes.size());
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    text.push_back(code >= 0x80 && code < 0xA0 ? kWindows1252[code - 0x80] : char32_t{code});
  }
  return encode_utf8(text);
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::u32string text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto high = static_cast<unsigned char>(bytes[i + (big_endian ? 0 : 1)]);
    const auto low = static_cast<unsigned char>(bytes[i + (big_endian ? 1 : 0)]);
    const char32_t unit = (char32_t{high} << 8U) | low;
    const bool low_half = unit >= 0xDC00 && unit < 0xE000;
    if (low_half && !text.empty() && text.back() >= 0xD800 && text.back() < 0xDC00) {
      text.back() = 0x10000 + ((text.back() - 0xD800) << 10U) + (unit - 0xDC00);
    } else {
      text.push_back(unit);
    }
  }
  for (char32_t& code : text) {
    if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
  }
  return encode_utf8(text);
}

// The word behind "charset=", lower case; the first kilobyte is where pages say it.
std::string charset_in(std::string_view text) {
  const std::string lower = to_lower(text.substr(0, 1024));
  std::size_t at = lower.find("charset");
  if (at == std::string::npos) return {};
  at = lower.find_first_not_of(" =\"'", at + 7);
  if (at == std::string::npos || lower.find('=', lower.find("charset")) > at) return {};
  return lower.substr(at, lower.find_first_of(" \"';>/\t\r\n", at) - at);
}

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

// Where the first byte lies that UTF-8 does not allow.
std::size_t first_bad_byte(std::string_view bytes) {
  std::size_t good = 0;
  for (std::size_t end = 0; end < bytes.size();) {
    end = std::min(bytes.find('\n', end), bytes.size() - 1) + 1;
    if (!is_valid_utf8(bytes.substr(good, end - good))) break;
    good = end;
  }
  while (good < bytes.size() && static_cast<unsigned char>(bytes[good]) < 0x80) ++good;
  return good;
}

bool is_utf8_name(std::string_view name) { return name == "utf-8" || name == "utf8"; }

bool is_latin1_name(std::string_view name) {
  constexpr std::array kNames{"iso-8859-1",   "latin1", "latin-1",    "iso8859-1",
                              "windows-1252", "cp1252", "us-ascii",   "ascii",
                              "iso_8859-1",   "l1",     "iso-8859-15"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return known == name; });
}

}  // namespace

Result<std::string> decode(std::string_view bytes, std::string_view content_type,
                           std::vector<std::string>& warnings) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true);
  std::string charset = charset_in(content_type);
  if (charset.empty()) charset = charset_in(bytes);
  if (is_latin1_name(charset)) return from_windows_1252(bytes);
  if (is_valid_utf8(bytes)) return std::string(bytes);  // whatever it says it is
  if (!charset.empty() && !is_utf8_name(charset)) {
    return failure("charset", fmt::format("the page is in the charset {}, which is not read; serve "
                                          "it as UTF-8",
                                          clean_line(charset, 40)));
  }
  const std::size_t bad = first_bad_byte(bytes);
  const auto where =
      fmt::format("line {}: byte 0x{:02X} is not UTF-8", line_of(bytes, bad),
                  static_cast<unsigned char>(bytes[std::min(bad, bytes.size() - 1)]));
  if (is_utf8_name(charset)) {
    warnings.push_back(where + "; replaced, as are all others");
    return encode_utf8(decode_utf8(bytes));
  }
  warnings.push_back(where + "; the page is read as windows-1252 (Latin-1)");
  return from_windows_1252(bytes);
}

}  // namespace roomsign::formats::html
