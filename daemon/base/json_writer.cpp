#include "daemon/base/json_writer.hpp"

#include <cassert>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign {
namespace {

bool needs_no_escape(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') return false;
  }
  return is_valid_utf8(text);
}

}  // namespace

void JsonWriter::append_quoted(std::string_view text) {
  out_ += '"';
  if (needs_no_escape(text)) {
    out_ += text;
  } else {
    for (const char c : encode_utf8(decode_utf8(text))) {
      if (static_cast<unsigned char>(c) < 0x20) {
        out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        continue;
      }
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
  }
  out_ += '"';
}

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
  append_quoted(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::bare(std::string_view word) {
  begin_value();
  out_ += word;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  begin_value();
  append_quoted(text);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) { return bare(fmt::format("{}", number)); }

JsonWriter& JsonWriter::value(bool truth) { return bare(truth ? "true" : "false"); }

JsonWriter& JsonWriter::value(const std::vector<std::string>& texts) {
  open('[');
  for (const auto& text : texts) value(text);
  return close();
}

JsonWriter& JsonWriter::null() { return bare("null"); }

}  // namespace roomsign
