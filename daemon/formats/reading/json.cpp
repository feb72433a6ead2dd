#include "daemon/formats/reading/json.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "daemon/formats/reading/position.hpp"

namespace roomsign::formats {
namespace {

constexpr int kMaxDepth = 32;  // real ones have 10; copying or printing a deep one overflows

// A list or an object counts as two: it costs as much. So many cost at most 110 MB, whatever they
// are, and are what 8 MB hold at most; the densest exports have a value in 16 bytes.
constexpr std::size_t kMaxValues = 750'000;
constexpr std::size_t kBytesOfValue = 11;  // at least, in a larger document

// What the library says, without its own prefix and without the foreign bytes it quotes. Behind
// these it says what it expected; they may say so as well, so only its own words are taken.
std::string reason_of(const json::parse_error& error) {
  constexpr std::array<std::string_view, 8> kExpected{"'[', '{', or a literal",
                                                      "end of input",
                                                      "string literal",
                                                      "'}'",
                                                      "']'",
                                                      "':'",
                                                      "','",
                                                      "'{'"};
  std::string_view text = error.what();
  if (const auto dash = text.find(" - "); dash != text.npos) text.remove_prefix(dash + 3);
  const auto quote = text.find("; last read: ");
  if (quote == text.npos) return std::string(text);
  const auto known = std::ranges::find_if(kExpected, [&](std::string_view words) {
    return text.ends_with(fmt::format("; expected {}", words));
  });
  return known == kExpected.end() ? std::string(text.substr(0, quote))
                                  : fmt::format("{}; expected {}", text.substr(0, quote), *known);
}

// How deep and how many, before anything is made of the bytes: asking the parser on its way would
// cost more than the parsing. Right in whatever the parser takes, and at least as far as the first
// fault in what it refuses.
Result<void> check_size(std::string_view bytes) {
  int depth = 0;
  std::size_t values = 1;
  bool in_text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      ++values;
      if (++depth > kMaxDepth) {
        return failure("bad-json", fmt::format("{}: lists and objects are nested deeper than {}",
                                               line_and_column(bytes, i), kMaxDepth));
      }
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',') {
      ++values;
    }
  }
  const std::size_t most = std::max(kMaxValues, bytes.size() / kBytesOfValue);
  if (values <= most) return {};
  return failure("too-large",
                 fmt::format("the JSON has more than {} values: no programme is that long", most));
}

}  // namespace

bool front_has(std::string_view bytes, std::string_view word) {
  constexpr std::size_t kFront = 256U << 10U;
  return bytes.substr(0, kFront).find(word) != bytes.npos;
}

Result<json> parse_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.empty())
    return failure("bad-json", "line 1, column 1: not JSON: the document is empty");
  if (const auto fits = check_size(bytes); !fits) return std::unexpected(fits.error());
  try {
    return json::parse(bytes);
  } catch (const json::parse_error& error) {
    const std::size_t offset =
        std::max<std::size_t>(error.byte, 1) - 1;  // the library counts from 1
    return failure("bad-json", fmt::format("{}: not JSON: {}", line_and_column(bytes, offset),
                                           reason_of(error)));
  } catch (const json::exception&) {  // a number that no double can hold
    return failure("bad-json", "not JSON: a number is out of range");
  }
}

std::string_view kind_name(const json& value) {
  switch (value.type()) {
    case json::value_t::object:
      return "an object";
    case json::value_t::array:
      return "a list";
    case json::value_t::string:
      return "text";
    case json::value_t::boolean:
      return "true or false";
    default:
      return "a number";
  }
}

const json* member(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const json& list_at(const json& object, const char* key) {
  static const json kNothing = json::array();
  const json* value = member(object, key);
  return value != nullptr && value->is_array() ? *value : kNothing;
}

std::string text_at(const json& object, const char* key) {
  const json* value = member(object, key);
  return value != nullptr && value->is_string() ? value->get_ref<const std::string&>() : "";
}

bool flag_at(const json& object, const char* key) {
  const json* value = member(object, key);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::string id_at(const json& object, const char* key) {
  const json* value = member(object, key);
  if (value == nullptr) return {};
  if (value->is_number_unsigned()) return fmt::format("{}", value->get<std::uint64_t>());
  if (value->is_number_integer()) return fmt::format("{}", value->get<std::int64_t>());
  return text_at(object, key);
}

}  // namespace roomsign::formats
