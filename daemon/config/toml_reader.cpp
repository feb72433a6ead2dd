#include "daemon/config/toml_reader.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "render/theme.hpp"

namespace roomsign::config {
namespace {

using std::chrono::seconds;

std::string_view last_part(std::string_view key) { return key.substr(key.rfind('.') + 1); }

// "90 s", "15min", "2 h".
std::optional<seconds> parse_duration(std::string_view text) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 0 || count > 1'000'000) return std::nullopt;
  const auto unit = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  if (unit == "s") return seconds(count);
  if (unit == "min") return std::chrono::minutes(count);
  if (unit == "h") return std::chrono::hours(count);
  return std::nullopt;
}

std::string print_duration(seconds length) {
  if (length.count() % 3600 == 0 && length.count() > 0)
    return fmt::format("{} h", length.count() / 3600);
  if (length.count() % 60 == 0 && length.count() > 0)
    return fmt::format("{} min", length.count() / 60);
  return fmt::format("{} s", length.count());
}

// Only what looks like a name is repeated: it may be an address that slipped to the left.
std::string unknown(std::string_view what, const std::string& name,
                    const std::vector<std::string>& known) {
  const bool is_plain = std::ranges::all_of(name, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  });
  if (!is_plain || name.size() > 60) return fmt::format("this is no known {}", what);
  const auto nearest = nearest_key(name, known);
  return nearest ? fmt::format("{} is no known {}; did you mean {}?", name, what, *nearest)
                 : fmt::format("{} is no known {}", name, what);
}

std::vector<std::string> sections_of(const std::vector<std::string>& keys) {
  std::vector<std::string> sections;
  for (const std::string& key : keys) {
    if (const auto dot = key.find('.'); dot != std::string::npos)
      sections.push_back(key.substr(0, dot));
  }
  return sections;
}

bool is_empty_text(const toml::node& node) {
  return node.is_string() && node.as_string()->get().empty();
}

std::string file_of(const toml::source_region& at) { return at.path ? *at.path : std::string(); }

// "source[1].url" -> "source.url".
std::string without_index(std::string_view key) {
  const auto open = key.find('[');
  const auto close = key.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos) return std::string(key);
  return std::string(key.substr(0, open)).append(key.substr(close + 1));
}

// Of a text or a list of texts; none: it is neither.
std::optional<std::vector<std::string>> texts_of(const toml::node& node) {
  std::vector<std::string> texts;
  const auto take = [&texts](const toml::node& item) {
    const auto* text = item.as_string();
    if (text != nullptr && !text->get().empty()) texts.push_back(text->get());
    return text != nullptr;
  };
  const auto* list = node.as_array();
  const bool good = list != nullptr ? std::ranges::all_of(*list, take) : take(node);
  return good ? std::optional(std::move(texts)) : std::nullopt;
}

std::chrono::year_month_day to_date(const toml::date& date) {
  return std::chrono::year(date.year) / date.month / date.day;
}

// Nothing where the offset is missing.
std::optional<Instant> to_instant(const toml::date_time& written) {
  if (!written.offset) return std::nullopt;
  return std::chrono::sys_days(to_date(written.date)) + std::chrono::hours(written.time.hour) +
         std::chrono::minutes(written.time.minute) + seconds(written.time.second) -
         std::chrono::minutes(written.offset->minutes);
}

}  // namespace

Fault fault_of(const toml::parse_error& error) {
  const auto& at = error.source();
  return {file_of(at), std::max(at.begin.line, 1U), std::max(at.begin.column, 1U),
          std::string(error.description())};
}

void TomlReader::note(std::string_view key) {
  auto name = without_index(key);
  if (std::ranges::find(asked_, name) == asked_.end()) asked_.push_back(std::move(name));
}

const toml::node* TomlReader::find(std::string_view key) {
  note(key);
  return root_.at_path(key).node();
}

std::vector<std::string> TomlReader::sections(std::string_view key, std::size_t most) {
  const auto* const list = root_.at_path(key).as_array();
  if (list == nullptr || list->empty() || !list->is_array_of_tables()) return {std::string(key)};
  repeated_.emplace_back(key);
  std::vector<std::string> sections;
  for (std::size_t i = 0; i < list->size() && i < most; ++i) {
    sections.push_back(fmt::format("{}[{}]", key, i));
  }
  if (list->size() > most) {
    add_fault(list->get(most)->source(), fmt::format("{} may be given up to {} times", key, most));
  }
  return sections;
}

void TomlReader::texts(std::string_view key, std::vector<std::string>& values, std::size_t most) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  auto texts = texts_of(*node);
  if (!texts || texts->size() > most) {
    return fail(key, fmt::format("must be text, in quotation marks, or a list of up to {} texts, "
                                 "[\"...\", \"...\"]",
                                 most));
  }
  if (!texts->empty()) values = *std::move(texts);
}

void TomlReader::lists(std::string_view key, Lists& values, std::string_view example) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) return fail(key, fmt::format("must be a table such as {}", example));
  std::vector<std::pair<toml::source_position, Lists::value_type>> found;
  for (const auto& [name, value] : *table) {
    auto texts = texts_of(value);
    if (!texts) {
      add_fault(value.source(), fmt::format("{} must be a table such as {}", key, example));
      return;
    }
    found.push_back({name.source().begin, {std::string(name.str()), *std::move(texts)}});
  }
  std::ranges::sort(
      found, {}, [](const auto& entry) { return std::tie(entry.first.line, entry.first.column); });
  for (auto& entry : found) values.push_back(std::move(entry.second));
}

std::optional<std::string> TomlReader::read_text(std::string_view key, std::string_view expected) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = node->as_string();
  if (text == nullptr) {
    fail(key, fmt::format("must be {}", expected));
    return std::nullopt;
  }
  return text->get().empty() ? std::nullopt : std::optional(text->get());
}

void TomlReader::text(std::string_view key, std::string& value) {
  if (auto text = read_text(key, "text, in quotation marks")) value = *std::move(text);
}

void TomlReader::word(std::string_view key, std::string& value,
                      const std::vector<std::string>& allowed) {
  const auto expected = fmt::format("one of \"{}\"", fmt::join(allowed, "\", \""));
  auto text = read_text(key, expected);
  if (!text) return;
  if (std::ranges::find(allowed, *text) == allowed.end()) {
    return fail(key, fmt::format("must be {}", expected));
  }
  value = *std::move(text);
}

void TomlReader::flag(std::string_view key, bool& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  if (const auto* flag = node->as_boolean()) {
    value = flag->get();
  } else {
    fail(key, "must be true or false");
  }
}

void TomlReader::real(std::string_view key, double& value, double least, double most) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto number = node->is_number() ? node->value<double>() : std::nullopt;
  if (number && *number >= least && *number <= most) {  // false for nan
    value = *number;
  } else {
    fail(key, fmt::format("must be a number from {} to {}", least, most));
  }
}

std::int64_t TomlReader::read_integer(std::string_view key, std::int64_t value, std::int64_t least,
                                      std::int64_t most) {
  const toml::node* node = find(key);
  if (node == nullptr) return value;
  const auto* number = node->as_integer();
  if (number != nullptr && number->get() >= least && number->get() <= most) return number->get();
  fail(key, fmt::format("must be a whole number from {} to {}", least, most));
  return value;
}

std::optional<seconds> TomlReader::read_seconds(std::string_view key, seconds least, seconds most,
                                                seconds unit) {
  const auto expected =
      fmt::format("a length of time such as \"{}\", from {} to {}{}",
                  print_duration(std::max(least, seconds(60))), print_duration(least),
                  print_duration(most), unit > seconds(1) ? ", in whole minutes" : "");
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* text = node->as_string();
  const auto length = text != nullptr ? parse_duration(text->get()) : std::nullopt;
  if (length && *length >= least && *length <= most && *length % unit == seconds(0)) return length;
  fail(key, fmt::format("must be {}", expected));
  return std::nullopt;
}

void TomlReader::time_of_day(std::string_view key, std::chrono::minutes& value) {
  constexpr std::string_view kExpected = "a time of day such as \"04:00\"";
  const auto text = read_text(key, kExpected);
  if (!text) return;
  if (const auto time = parse_time_of_day(*text)) {
    value = *time;
  } else {
    fail(key, fmt::format("must be {}", kExpected));
  }
}

void TomlReader::date(std::string_view key, std::optional<std::chrono::year_month_day>& value) {
  const toml::node* node = find(key);
  if (node == nullptr || is_empty_text(*node)) return;
  std::optional<std::chrono::year_month_day> date;
  if (const auto* native = node->as_date()) {
    date = to_date(native->get());
  } else if (const auto* text = node->as_string()) {
    if (const auto parsed = parse_date(text->get())) date = *parsed;
  }
  if (!date || date->year() < std::chrono::year(1970)) {
    return fail(key, "must be a date such as 2025-12-06");
  }
  value = date;
}

void TomlReader::instant(std::string_view key, std::optional<Instant>& value) {
  const toml::node* node = find(key);
  if (node == nullptr || is_empty_text(*node)) return;
  std::optional<Instant> instant;
  if (const auto* native = node->as_date_time()) {
    instant = to_instant(native->get());
  } else if (const auto* text = node->as_string()) {
    if (const auto parsed = parse_instant(text->get())) instant = *parsed;
  }
  if (!instant || *instant < Instant()) {
    return fail(key, "must be a time with its offset, such as 2025-12-06T08:52:00-08:00");
  }
  value = instant;
}

void TomlReader::zone(std::string_view key, std::optional<Zone>& value) {
  constexpr std::string_view kExpected =
      "a time zone of this machine's database, such as \"America/Los_Angeles\"";
  const auto text = read_text(key, kExpected);
  if (!text) return;
  if (const auto zone = Zone::find(*text)) {
    value = *zone;
  } else {
    fail(key, fmt::format("must be {}", kExpected));
  }
}

void TomlReader::color(std::string_view key, render::Color& value) {
  constexpr std::string_view kExpected = "a colour such as \"#0b1020\"";
  const auto text = read_text(key, kExpected);
  if (!text) return;
  if (const auto color = render::parse_color(*text)) {
    value = *color;
  } else {
    fail(key, fmt::format("must be {}", kExpected));
  }
}

const toml::source_region& TomlReader::source(std::string_view key) const {
  const toml::node* at = root_.at_path(key).node();
  if (at == nullptr) at = root_.at_path(key.substr(0, key.find('.'))).node();
  return at != nullptr ? at->source() : root_.source();
}

std::string TomlReader::position(std::string_view key) const {
  const auto& at = source(key);
  return fmt::format("{}:{}:{}", file_of(at), at.begin.line, at.begin.column);
}

void TomlReader::fail(std::string_view key, std::string_view what) {
  add_fault(source(key), fmt::format("{} {}", without_index(key), what));
}

void TomlReader::add_fault(const toml::source_region& at, std::string what) {
  faults_.push_back(
      {file_of(at), std::max(at.begin.line, 1U), std::max(at.begin.column, 1U), std::move(what)});
}

void TomlReader::done() { check_known(root_, ""); }

void TomlReader::check_known(const toml::table& table, const std::string& path) {
  for (const auto& [key, node] : table) {
    const std::string name = path + std::string(key.str());
    if (std::ranges::find(asked_, name) != asked_.end()) continue;
    if (std::ranges::find(repeated_, name) != repeated_.end()) {
      for (const auto& element : *node.as_array()) check_known(*element.as_table(), name + ".");
      continue;
    }
    const bool is_section = std::ranges::any_of(
        asked_, [&](const std::string& known) { return known.starts_with(name + "."); });
    if (is_section && node.is_table()) {
      check_known(*node.as_table(), name + ".");
    } else if (is_section) {
      add_fault(node.source(), fmt::format("{0} must be a section, [{0}]", name));
    } else if (node.is_table()) {
      add_fault(key.source(), unknown("section", name, sections_of(asked_)));
    } else {
      add_fault(key.source(), unknown("key", name, asked_));
    }
  }
}

std::optional<Fault> TomlReader::first_fault() const {
  auto faults = this->faults();
  return faults.empty() ? std::nullopt : std::optional(std::move(faults.front()));
}

std::vector<Fault> TomlReader::faults() const {
  auto sorted = faults_;
  std::ranges::stable_sort(sorted, {}, [](const Fault& fault) {
    return std::tie(fault.file, fault.line, fault.column);
  });
  return sorted;
}

std::optional<std::string> nearest_key(std::string_view written,
                                       const std::vector<std::string>& known) {
  const auto last = last_part(written);
  std::size_t best = 3;  // this far off is no help
  std::optional<std::string> nearest;
  for (const std::string& key : known) {
    // A key in the wrong section costs as much as a wrong letter.
    const auto cost =
        std::min(edit_distance(written, key, best), 1 + edit_distance(last, last_part(key), best));
    if (cost < best) {
      best = cost;
      nearest = key;
    }
  }
  return nearest;
}

}  // namespace roomsign::config
