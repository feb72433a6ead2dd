#include "daemon/base/json_writer.hpp"

#include <cassert>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : encode_utf8(decode_utf8(text))) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

void JsonWriter::new_line() {
  out_ += '\n';
  out_.append(2 * open_.size(), ' ');
}

void JsonWriter::begin_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!is_first_) out_ += ',';
  if (!open_.empty()) new_line();
  is_first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  begin_value();
  out_ += bracket;
  open_ += bracket == '{' ? '}' : ']';
  is_first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close() {
  assert(!open_.empty() && !after_key_);
  const char bracket = open_.back();
  open_.pop_back();
  if (!is_first_) new_line();
  out_ += bracket;
  is_first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  begin_value();
  out_ += quoted(name) + ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  begin_value();
  out_ += quoted(text);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  begin_value();
  out_ += fmt::format("{}", number);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  begin_value();
  out_ += truth ? "true" : "false";
  return *this;
}

}  // namespace roomsign
