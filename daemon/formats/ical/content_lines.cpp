#include "daemon/formats/ical/content_lines.hpp"

#include <algorithm>

#include "daemon/base/text.hpp"

namespace roomsign::formats::ical {
namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Where the value begins: behind the first colon outside quotes; behind the first of all where
// quotes are not closed.
std::size_t colon_at(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] != ':' || quoted) continue;
    // "DTSTART;TZID=tzone://Microsoft/Utc:2026...": an address that should be quoted.
    const bool in_address = line.substr(i).starts_with("://") &&
                            line.substr(0, i).find(';') != std::string_view::npos &&
                            line.find(':', i + 1) != std::string_view::npos;
    if (!in_address) return i;
  }
  return line.find(':');
}

std::optional<Property> property_in(std::string_view line) {
  const std::size_t colon = colon_at(line);
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view head = line.substr(0, colon);
  const std::size_t name_end = std::min(head.find(';'), head.size());
  Property property;
  property.name = trim(head.substr(0, name_end));
  property.parameters = head.substr(name_end);
  property.value = trim(line.substr(colon + 1));
  if (property.name.empty()) return std::nullopt;
  return property;
}

// Reads one escaped or plain character at `i` and goes behind it.
char take(std::string_view value, std::size_t& i) {
  const char c = value[i++];
  if (c != '\\' || i == value.size()) return c;
  const char escaped = value[i++];
  return escaped == 'n' || escaped == 'N' ? '\n' : escaped;
}

}  // namespace

bool same_word(std::string_view text, std::string_view upper_case) {
  return text.size() == upper_case.size() &&
         std::ranges::equal(text, upper_case, [](char a, char b) { return upper(a) == b; });
}

bool Property::is(std::string_view upper_case_name) const {
  return same_word(name, upper_case_name);
}

std::string_view Property::parameter(std::string_view upper_case_name) const {
  std::string_view rest = parameters;
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the semicolon
    bool quoted = false;
    std::size_t end = 0;
    for (; end < rest.size() && (quoted || rest[end] != ';'); ++end) {
      if (rest[end] == '"') quoted = !quoted;
    }
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(end);
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) continue;
    if (!same_word(trim(one.substr(0, equals)), upper_case_name)) continue;
    std::string_view value = trim(one.substr(equals + 1));
    if (value.starts_with('"')) value.remove_prefix(1);
    if (value.ends_with('"')) value.remove_suffix(1);
    return trim(value);
  }
  return {};
}

ContentLines::ContentLines(std::string_view bytes) : rest_(bytes) {
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
}

std::string_view ContentLines::physical_line() {
  const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end);
  if (rest_.starts_with("\r\n")) {
    rest_.remove_prefix(2);
  } else if (!rest_.empty()) {
    rest_.remove_prefix(1);
  }
  ++line_;
  return line;
}

// Whether the next line that is not empty continues this one; the empty ones are passed over, for
// there are files whose line ends were doubled.
bool ContentLines::goes_on() {
  while (rest_.starts_with('\r') || rest_.starts_with('\n')) physical_line();
  return rest_.starts_with(' ') || rest_.starts_with('\t');
}

std::string_view ContentLines::logical_line() {
  const std::string_view first = physical_line();
  if (!goes_on()) return first;
  unfolded_ = first;
  do {
    unfolded_ += physical_line().substr(1);
  } while (goes_on());
  return unfolded_;
}

std::optional<Property> ContentLines::next() {
  while (!rest_.empty()) {
    const std::size_t begins = line_ + 1;
    if (auto property = property_in(logical_line())) {
      property->line = begins;
      return property;
    }
  }
  return std::nullopt;
}

std::string unescaped(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size();) text += take(value, i);
  return text;
}

std::vector<std::string> unescaped_list(std::string_view value) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] == ',') {
      parts.emplace_back();
      ++i;
    } else {
      parts.back() += take(value, i);
    }
  }
  return parts;
}

}  // namespace roomsign::formats::ical
