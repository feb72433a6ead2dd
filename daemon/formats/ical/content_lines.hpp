// The lines of an iCalendar document (RFC 5545, 3.1): unfolded, cut into name, parameters, value.
//
// Takes lines as they come: ended by CR LF, LF or CR, folded or not, also inside a character; a
// byte order mark, empty lines and lines without a colon are passed over. Linear, and without a
// copy of lines that are not folded.
//
//   DTSTART;TZID="Europe/Berlin": 20260504T090000
//   name DTSTART, parameter("TZID") Europe/Berlin, value 20260504T090000
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roomsign::formats::ical {

struct Property {
  std::size_t line = 0;         // where it begins, from 1
  std::string_view name;        // as written
  std::string_view parameters;  // ";TZID=Europe/Berlin", as written
  std::string_view value;       // as written, without blanks at its ends

  bool is(std::string_view upper_case_name) const;
  std::string_view parameter(std::string_view upper_case_name) const;  // "" where there is none
};

class ContentLines {
 public:
  explicit ContentLines(std::string_view bytes);

  // None at the end. The views hold until the next call.
  std::optional<Property> next();

  std::size_t line() const { return line_; }  // of the last that was read

 private:
  std::string_view physical_line();
  bool goes_on();
  std::string_view logical_line();

  std::string_view rest_;
  std::size_t line_ = 0;
  std::string unfolded_;
};

// A TEXT value without its escapes: "\n" is a line break, "\," a comma.
std::string unescaped(std::string_view value);

// The parts of a list of TEXT values: between commas that are not escaped.
std::vector<std::string> unescaped_list(std::string_view value);

// Whether two ASCII words are the same but for their case.
bool same_word(std::string_view text, std::string_view upper_case);

}  // namespace roomsign::formats::ical
