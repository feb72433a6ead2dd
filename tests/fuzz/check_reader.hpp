// What holds of every reader, whatever the bytes: it ends without a crash, in an error that says
// something, or in a schedule that is finished, clean and native: what is printed of it reads back
// equal, and nothing is kept that the native format does not have.
//
// For fuzz targets: aborts where something does not hold. Usage:
//   check_reader("frab-xml", bytes);
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

#include "daemon/base/text.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/native.hpp"

namespace roomsign::fuzz {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

// Cleaned once, a text stays as it is.
inline void expect_clean(const std::string& text) {
  constexpr std::size_t kLongest = 2000;
  expect(clean_line(text, kLongest) == text);
}

inline void expect_clean(const schedule::Session& session) {
  for (const std::string* text :
       {&session.id, &session.room, &session.label, &session.title, &session.subtitle,
        &session.track.name, &session.language, &session.note, &session.url}) {
    expect_clean(*text);
  }
  for (const auto& speaker : session.speakers) expect_clean(speaker.name);
}

inline void check_parsed(const formats::Parsed& parsed) {
  expect(!parsed.schedule.sessions.empty());
  schedule::Schedule finished = parsed.schedule;
  schedule::finish(finished);
  expect(finished == parsed.schedule);
  for (const auto& session : finished.sessions) {
    expect(!session.end || *session.end >= session.start);
    expect_clean(session);
  }
  for (const auto& warning : parsed.warnings) expect_clean(warning);
  const auto again = formats::parse(formats::print_native(parsed), {}, formats::kNativeFormat);
  expect(again && again->schedule == parsed.schedule);
}

inline void check_reader(std::string_view format, std::string_view bytes) {
  formats::Hints hints;
  hints.date = std::chrono::year(2030) / 5 / 14;
  hints.now = std::chrono::sys_days(*hints.date);
  for (const auto& known : formats::formats()) {
    if (known.name == format) (void)known.accepts(bytes, hints);
  }
  const auto parsed = formats::parse(bytes, hints, format);
  if (parsed) {
    check_parsed(*parsed);
  } else {
    expect(!parsed.error().code.empty() && !parsed.error().message.empty());
    expect_clean(parsed.error().message);
  }
}

}  // namespace roomsign::fuzz
