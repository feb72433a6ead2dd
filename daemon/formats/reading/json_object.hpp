// Objects of documents that are our own kind (the native schedule, announcements): each member has
// one type, what is of another is a fault that names its path, and unknown keys are warnings.
//
//   Findings findings{.code = "bad-schedule"};
//   Object object(findings, &value, place);
//   session.room = object.text("room");
//   object.done();
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/result.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/time.hpp"
#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {

inline constexpr std::size_t kTextLimit = 300;

// The first fault and all warnings of one reading. Readers go on after a fault with empty values,
// so that none of them has to ask.
struct Findings {
  std::string code;  // of the fault: "bad-schedule"
  std::optional<Error> fault = {};
  std::vector<std::string> warnings = {};
  std::size_t unknown_keys = 0;

  void fail(std::string_view path, std::string_view what);
  void warn_of_key(const std::string& path);

  // Adds the warnings to those of a document; of unknown keys the first twenty one by one.
  void tell(std::vector<std::string>& to) const;
};

// Where a value stands, as a chain up to the document: spelled out only for errors and warnings.
// Lives on the stack of the reader that goes down.
struct Place {
  const Place* in = nullptr;  // null: the document itself
  std::string_view key;       // of a member
  std::size_t index = 0;      // of an element, where there is no key

  std::string path() const;  // "sessions[3].start"
};

// One JSON object with its place. Remembers which keys it was asked for: the others are unknown.
class Object {
 public:
  // A `value` that is no object is a fault, and then reads as if empty; null (absent) is empty.
  Object(Findings& findings, const json* value, const Place& place);
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() = default;

  // Warns of keys that nobody asked for: call last. Each key is asked for once.
  void done();

  Place at(std::string_view key) const { return {.in = &place_, .key = key}; }
  void fail(std::string_view key, std::string_view what);

  // Null where the key is absent or null.
  const json* find(std::string_view key);

  std::string text(std::string_view key, std::size_t limit = kTextLimit);
  bool flag(std::string_view key);
  std::optional<std::int64_t> number(std::string_view key);  // a whole one
  std::optional<Instant> instant(std::string_view key);

  // A word of a closed set. `from` reads one, `words` lists them all for the error.
  template <class Value>
  Value word(std::string_view key, Value fallback, std::optional<Value> (*from)(std::string_view),
             const std::vector<std::string_view>& words) {
    const std::string written = text(key);
    if (written.empty()) return fallback;
    const auto value = from(written);
    if (!value) {
      fail(key, fmt::format("must be one of {}, not \"{}\"", fmt::join(words, ", "),
                            clean_line(written, 40)));
    }
    return value.value_or(fallback);
  }

  // Calls read(element, place) for each element of the list at `key`.
  template <class Read>
  void each(std::string_view key, Read read) {
    const json* list = find_typed(key, json::value_t::array, "a list");
    const Place here = at(key);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      read((*list)[i], Place{.in = &here, .key = {}, .index = i});
    }
  }

 private:
  std::string path_to(std::string_view key) const { return at(key).path(); }
  const json* find_typed(std::string_view key, json::value_t type, std::string_view type_name);

  Findings& findings_;
  const json* value_;
  Place place_;
  std::vector<std::string_view> asked_;
  std::size_t there_ = 0;  // of those asked for, null ones included
};

}  // namespace roomsign::formats
