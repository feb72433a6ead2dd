// TomlReader: takes typed values out of a TOML table by dotted keys and collects what is wrong.
//
// Each read leaves `value` as it was where the key is absent, empty or faulty, so that callers read
// on and ask for the first fault at the end. done() adds the keys that nobody asked for:
//   TomlReader reader(table);
//   reader.duration("poll.interval", interval, 5s, 24h);
//   reader.done();
//   if (auto fault = reader.first_fault()) ...  // {"a.toml", 12, 12, "poll.interval must be ..."}
// Faults name keys and expectations; they never repeat a value. A section that may be repeated is
// read once for each of sections(): "source[1].url" is the key in the second; faults and asked()
// say "source.url", since line and column say which.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "daemon/base/time.hpp"
#include "daemon/base/zone.hpp"
#include "render/geometry.hpp"

namespace roomsign::config {

struct Fault {
  std::string file;  // as it was parsed under
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string what;

  // "/etc/roomsign/roomsign.toml:12:12: poll.interval must be ..."
  std::string text() const { return fmt::format("{}:{}:{}: {}", file, line, column, what); }
};

// Why a text is no TOML.
Fault fault_of(const toml::parse_error& error);

class TomlReader {
 public:
  // The table must outlive the reader. It was parsed under the name of its file; of several that
  // were laid over each other each value has its own.
  explicit TomlReader(const toml::table& root) : root_(root) {}

  // Where the keys of a section are that may be given once, [source], or repeatedly, [[source]]:
  // {"source"} (also where there is none), or {"source[0]", "source[1]"}. More than `most`: a
  // fault.
  std::vector<std::string> sections(std::string_view key, std::size_t most);

  void text(std::string_view key, std::string& value);
  // A text, or a list of up to `most` texts; empty ones are left out.
  void texts(std::string_view key, std::vector<std::string>& values, std::size_t most);
  // A table whose keys are the operator's own: { "HS 1" = ["Hall 1", "H1"], "HS 2" = "H2" }. In the
  // order in which they are written.
  using Lists = std::vector<std::pair<std::string, std::vector<std::string>>>;
  void lists(std::string_view key, Lists& values, std::string_view example);
  void word(std::string_view key, std::string& value, const std::vector<std::string>& allowed);
  void flag(std::string_view key, bool& value);
  void real(std::string_view key, double& value, double least, double most);

  template <class Integer>
  void integer(std::string_view key, Integer& value, std::int64_t least, std::int64_t most) {
    value = static_cast<Integer>(read_integer(key, static_cast<std::int64_t>(value), least, most));
  }

  // "60 s", "15 min", "2 h"; in whole units of `value`.
  template <class Duration>
  void duration(std::string_view key, Duration& value, Duration least, Duration most) {
    const auto read = read_seconds(key, least, most, Duration(1));
    if (read) value = std::chrono::duration_cast<Duration>(*read);
  }

  void time_of_day(std::string_view key, std::chrono::minutes& value);           // "04:00"
  void date(std::string_view key, std::optional<std::chrono::year_month_day>&);  // 2025-12-06
  void instant(std::string_view key, std::optional<Instant>& value);  // 2025-12-06T08:52:00-08:00
  void zone(std::string_view key, std::optional<Zone>& value);        // "America/Los_Angeles"
  void color(std::string_view key, render::Color& value);             // "#0b1020"

  // "/etc/roomsign/acme.toml:12:8", where the key's value stands, else its section.
  std::string position(std::string_view key) const;

  // "`key` `what`", at that position.
  void fail(std::string_view key, std::string_view what);

  void done();
  std::optional<Fault> first_fault() const;
  std::vector<Fault> faults() const;  // in the order in which they are written
  const std::vector<std::string>& asked() const { return asked_; }

 private:
  void note(std::string_view key);
  const toml::node* find(std::string_view key);
  const toml::source_region& source(std::string_view key) const;
  std::optional<std::string> read_text(std::string_view key, std::string_view expected);
  std::int64_t read_integer(std::string_view key, std::int64_t value, std::int64_t least,
                            std::int64_t most);
  std::optional<std::chrono::seconds> read_seconds(std::string_view key, std::chrono::seconds least,
                                                   std::chrono::seconds most,
                                                   std::chrono::seconds unit);
  void check_known(const toml::table& table, const std::string& path);
  void add_fault(const toml::source_region& at, std::string what);

  const toml::table& root_;
  std::vector<std::string> asked_;     // without "[1]"
  std::vector<std::string> repeated_;  // sections that are lists of tables
  std::vector<Fault> faults_;
};

// The key among `known` that `written` most likely stands for; none: nothing is near.
std::optional<std::string> nearest_key(std::string_view written,
                                       const std::vector<std::string>& known);

}  // namespace roomsign::config
