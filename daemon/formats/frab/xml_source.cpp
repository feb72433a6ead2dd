#include "daemon/formats/frab/xml_source.hpp"

#include <array>
#include <cstddef>

#include "daemon/base/text.hpp"

namespace roomsign::formats::frab {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

char32_t unit_at(std::string_view bytes, std::size_t at, bool big_endian) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return big_endian ? (first << 8U) | second : (second << 8U) | first;
}

// A surrogate without its other half becomes U+FFFD, and so does half a unit at the end.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::u32string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t code = 0xFFFD;
    if (at + 1 < bytes.size()) code = unit_at(bytes, at, big_endian);
    const char32_t next = at + 3 < bytes.size() ? unit_at(bytes, at + 2, big_endian) : 0;
    if (code >= 0xD800 && code < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (next - 0xDC00);
      at += 2;
    } else if (code >= 0xD800 && code < 0xE000) {
      code = 0xFFFD;
    }
    text.push_back(code);
  }
  return encode_utf8(text);
}

std::string from_latin1(std::string_view bytes) {
  std::u32string text;
  text.reserve(bytes.size());
  for (const char c : bytes) text.push_back(static_cast<unsigned char>(c));
  return encode_utf8(text);
}

bool names_latin1(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return false;
  constexpr std::array<std::string_view, 5> kNames{"iso-8859-1", "iso8859-1", "latin1",
                                                   "windows-1252", "iso-8859-15"};
  const std::string declaration = to_lower(bytes.substr(0, bytes.substr(0, 200).find("?>")));
  const auto at = declaration.find("encoding");
  if (at == std::string::npos) return false;
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string::npos) return false;
  const auto close = declaration.find(declaration[open], open + 1);
  const auto name = std::string_view(declaration).substr(open + 1, close - open - 1);
  for (const std::string_view known : kNames) {
    if (name == known) return true;
  }
  return false;
}

// Behind "-->", "?>" or ">": past what begins the text.
std::string_view after(std::string_view text, std::string_view end) {
  const auto at = text.find(end);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + end.size());
}

std::string_view after_document_type(std::string_view text) {
  const auto inside = text.find_first_of("[>");
  if (inside == std::string_view::npos) return {};
  return text[inside] == '>' ? text.substr(inside + 1) : after(after(text, "]"), ">");
}

}  // namespace

std::pmr::string utf8_source(std::string_view bytes, std::pmr::memory_resource* memory) {
  const auto copy = [memory](std::string_view text) { return std::pmr::string(text, memory); };
  if (bytes.starts_with("\xFF\xFE"sv)) return copy(from_utf16(bytes.substr(2), false));
  if (bytes.starts_with("\xFE\xFF"sv)) return copy(from_utf16(bytes.substr(2), true));
  if (bytes.starts_with("<\0"sv)) return copy(from_utf16(bytes, false));
  if (bytes.starts_with("\0<"sv)) return copy(from_utf16(bytes, true));
  if (bytes.starts_with(kUtf8Mark)) return copy(bytes.substr(kUtf8Mark.size()));
  return names_latin1(bytes) ? copy(from_latin1(bytes)) : copy(bytes);
}

std::string_view root_name(std::string_view source) {
  for (;;) {
    source = trim(source);
    if (source.starts_with("<?")) {
      source = after(source, "?>");
    } else if (source.starts_with("<!--")) {
      source = after(source, "-->");
    } else if (source.starts_with("<!")) {
      source = after_document_type(source);
    } else {
      break;
    }
  }
  if (!source.starts_with('<')) return {};
  const std::string_view name = source.substr(1, source.find_first_of("> \t\r\n/") - 1);
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace roomsign::formats::frab
