#include "daemon/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace roomsign {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kSoftHyphen = 0xAD;
constexpr int kMostMarks = 4;

struct Decoded {
  char32_t code = kReplacement;
  std::size_t length = 1;
  bool valid = false;
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The code point at the start of `text`, which is not empty. RFC 3629: no overlong forms, no
// surrogates, nothing above U+10FFFF.
Decoded decode_one(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return {};
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[length] || surrogate || code > 0x10FFFF) return {};
  return {code, length, true};
}

void append_utf8(std::string& out, char32_t code) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  const auto tail = [&](unsigned shift) { put(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    put(0xF0 | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_word_byte(char c) { return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// Blanks of every width (General_Category Zs), line and paragraph separators, ASCII white space.
bool is_blank(char32_t c) {
  return c == ' ' || in(c, '\t', '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         in(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Controls, zero-width blanks and everything that turns the direction of what follows.
// The joiners U+200C and U+200D stay: scripts and emoji need them.
bool is_dropped(char32_t c) {
  return c < 0x20 || in(c, 0x7F, 0x9F) || c == 0x200B || c == 0x200E || c == 0x200F ||
         c == 0x061C || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x206F) || c == 0xFEFF;
}

bool is_private_or_nothing(char32_t c) {
  return in(c, 0xE000, 0xF8FF) || c >= 0xF0000 || in(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

// The general combining blocks, and the marks of scripts that are piled up in jest (Thai, Arabic,
// Hebrew). No word needs more than four of them on a letter.
bool is_combining(char32_t c) {
  return in(c, 0x0300, 0x036F) || in(c, 0x0483, 0x0489) || in(c, 0x0591, 0x05BD) ||
         in(c, 0x0610, 0x061A) || in(c, 0x064B, 0x065F) || in(c, 0x06D6, 0x06DC) || c == 0x0E31 ||
         in(c, 0x0E34, 0x0E3A) || in(c, 0x0E47, 0x0E4E) || c == 0x0EB1 || in(c, 0x0EB4, 0x0EBC) ||
         in(c, 0x0EC8, 0x0ECD) || in(c, 0x1AB0, 0x1AFF) || in(c, 0x1DC0, 0x1DFF) ||
         in(c, 0x20D0, 0x20FF) || in(c, 0xFE20, 0xFE2F);
}

// What stands between marks without parting them: soft hyphens, joiners, selectors.
bool is_invisible(char32_t c) {
  return c == kSoftHyphen || in(c, 0x200C, 0x200D) || in(c, 0xFE00, 0xFE0F);
}

// Whether nothing in a line needs cleaning, as in nearly all: printable ASCII and letters of other
// scripts with single blanks, none at the ends, at most `limit` code points.
bool is_clean(std::string_view text, std::size_t limit) {
  bool blank_before = true;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const char c = text[at];
    if (c > ' ' && c <= '~') {
      blank_before = false;
      ++at;
      continue;
    }
    if (c == ' ' && !blank_before) {
      blank_before = true;
      ++at;
      continue;
    }
    const auto [code, length, valid] = decode_one(text.substr(at));
    if (!valid || is_blank(code) || is_dropped(code) || is_combining(code) || code == kSoftHyphen ||
        is_private_or_nothing(code)) {
      return false;
    }
    blank_before = false;
    at += length;
  }
  return count <= limit && (text.empty() || !blank_before);
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code, length, valid] = decode_one(text);
    out.push_back(code);
    text.remove_prefix(length);
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t code : text) append_utf8(out, code);
  return out;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto decoded = decode_one(text.substr(at));
    if (!decoded.valid) return false;
    at += decoded.length;
  }
  return true;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool starts_with_word(std::string_view text, std::string_view lower_case_word) {
  if (to_lower(text.substr(0, lower_case_word.size())) != lower_case_word) return false;
  return text.size() == lower_case_word.size() || !is_word_byte(text[lower_case_word.size()]);
}

std::string_view trim(std::string_view text) {
  const auto is_edge = [](char c) { return c > ' ' && c <= '~'; };
  if (!text.empty() && is_edge(text.front()) && is_edge(text.back())) return text;
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  const auto front = [&] {
    return text.starts_with(kNoBreak) ? 2 : !text.empty() && is_ascii_blank(text.front()) ? 1 : 0;
  };
  const auto back = [&] {
    return text.ends_with(kNoBreak) ? 2 : !text.empty() && is_ascii_blank(text.back()) ? 1 : 0;
  };
  while (const int n = front()) text.remove_prefix(n);
  while (const int n = back()) text.remove_suffix(n);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string clean_line(std::string_view text, std::size_t limit) {
  if (is_clean(text, limit)) return std::string(text);
  std::u32string line;
  bool cut = false;
  int marks = 0;
  const auto drop_end = [&line](char32_t unwanted) {
    while (!line.empty() && line.back() == unwanted) line.pop_back();
  };
  for (const char32_t code : decode_utf8(text)) {
    if (is_blank(code)) {
      drop_end(kSoftHyphen);
      if (!line.empty() && line.back() != U' ') line.push_back(U' ');
      marks = 0;
      continue;
    }
    if (is_dropped(code)) continue;
    const bool in_word = !line.empty() && line.back() != U' ' && line.back() != kSoftHyphen;
    if (code == kSoftHyphen && !in_word) continue;
    if (!is_invisible(code)) marks = is_combining(code) ? marks + 1 : 0;
    if (marks > kMostMarks) continue;
    cut = line.size() > limit;
    if (cut) break;
    line.push_back(is_private_or_nothing(code) ? kReplacement : code);
  }
  drop_end(kSoftHyphen);
  drop_end(U' ');
  if (cut || line.size() > limit) {
    line.resize(std::min(line.size(), limit == 0 ? 0 : limit - 1));
    drop_end(kSoftHyphen);
    drop_end(U' ');
    if (limit > 0) line.push_back(U'…');
  }
  return encode_utf8(line);
}

bool is_web_address(std::string_view url) {
  const std::string lower = to_lower(url.substr(0, 8));
  return lower.starts_with("https://") || lower.starts_with("http://");
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string all;
  for (const char c : text) {
    const bool plain =
        is_letter_or_digit(c) || std::string_view("-._~").contains(c) || kept.contains(c);
    all += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return all;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  // By their bytes, of which a letter has up to four: then nothing need be decoded.
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t letters = std::max(a.size(), b.size()) / 4;
  if (letters > shorter && letters - shorter > most) return letters - shorter;
  const auto from = decode_utf8(a);
  const auto to = decode_utf8(b);
  const auto apart = std::max(from.size(), to.size()) - std::min(from.size(), to.size());
  if (apart > most) return apart;
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

}  // namespace roomsign
