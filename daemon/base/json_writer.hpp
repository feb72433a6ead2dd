// JsonWriter: JSON text, straight into one string: for what this program says to other programs and
// to itself.
//
// Members come in the order in which they are written; two blanks a level. Ill-formed UTF-8 becomes
// U+FFFD. What is opened is closed by the caller, and each key has one value after it:
//   JsonWriter json;
//   json.open('{').member("warnings", 2).key("rooms").open('[').value("Hall A").close().close();
//   json.text()
// Reading is another matter, and at home in daemon/formats/reading/json.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace roomsign {

class JsonWriter {
 public:
  explicit JsonWriter(std::size_t expected_bytes = 0) { out_.reserve(expected_bytes); }

  JsonWriter& open(char bracket);  // '{' or '['
  JsonWriter& close();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(bool truth);
  JsonWriter& value(const std::vector<std::string>& texts);
  JsonWriter& null();

  template <class Value>
  JsonWriter& member(std::string_view name, const Value& its) {
    if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
      return key(name).value(static_cast<std::int64_t>(its));
    } else {
      return key(name).value(its);
    }
  }

  // Only where there is something to say.
  JsonWriter& put(std::string_view name, std::string_view text) {
    return text.empty() ? *this : key(name).value(text);
  }
  JsonWriter& put(std::string_view name, const std::vector<std::string>& texts) {
    return texts.empty() ? *this : key(name).value(texts);
  }
  JsonWriter& put_flag(std::string_view name, bool flag) {
    return flag ? key(name).value(true) : *this;
  }

  // The document, which ends in a newline. Call last.
  std::string text() { return std::move(out_ += '\n'); }

 private:
  void begin_value();
  void new_line();
  void append_quoted(std::string_view text);
  JsonWriter& bare(std::string_view word);

  std::string out_;
  std::string open_;  // the closing brackets that are due
  bool after_key_ = false;
  bool is_first_ = true;  // of what was opened last
};

}  // namespace roomsign
