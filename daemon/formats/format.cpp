#include "daemon/formats/format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/html.hpp"
#include "daemon/formats/indico.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/formats/sessionize.hpp"

namespace roomsign::formats {
namespace {

// In the order in which they are asked.
constexpr std::array kFormats{
    Format{"roomsign/1", "the native schedule, JSON", accepts_native, parse_native},
    Format{"sessionize", "Sessionize's API: the views GridSmart, All and Sessions",
           accepts_sessionize, parse_sessionize},
    Format{"indico", "Indico's exports: timetable, event with contributions or sessions",
           accepts_indico, parse_indico},
    Format{"html", "a web page with a table of times, or its Jekyll source", html::accepts_html,
           html::parse_html},
};

struct Look {
  std::string_view mark;  // at the beginning, blanks left out
  std::string_view name;
};

// What people point a sign at by mistake, or hope for.
constexpr std::array kLooks{
    Look{"%PDF", "a PDF"},
    Look{"PK\x03\x04", "a ZIP archive or an office document"},
    Look{"\x1F\x8B", "gzip data"},
    Look{"\x89PNG", "a PNG picture"},
    Look{"\xFF\xD8\xFF", "a JPEG picture"},
    Look{"GIF8", "a GIF picture"},
    Look{"BEGIN:VCALENDAR", "an iCalendar"},
    Look{"<?xml", "an XML document"},
    Look{"<schedule", "a schedule in XML"},
    Look{"<rss", "an RSS feed"},
    Look{"{", "JSON that is no native schedule"},
    Look{"[", "JSON that is no native schedule"},
};

std::string looks_like(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view text = trim(bytes);
  if (text.empty()) return bytes.empty() ? "an empty document" : "nothing but blanks";
  for (const Look& look : kLooks) {
    if (text.starts_with(look.mark)) return std::string(look.name);
  }
  if (text.find('\0') != std::string_view::npos) return "binary data";
  return fmt::format("text that begins \"{}\"", clean_line(text.substr(0, 80), 40));
}

std::string known_names() {
  std::string names;
  for (const Format& format : kFormats)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  return names;
}

Result<Parsed> run(const Format& format, std::string_view bytes, const Hints& hints) {
  auto parsed = format.parse(bytes, hints);
  if (parsed && parsed->schedule.sessions.empty()) {
    return failure("no-sessions", fmt::format("the {} document has no sessions", format.name));
  }
  return parsed;
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

Result<Parsed> parse(std::string_view bytes, const Hints& hints, std::string_view name) {
  if (!name.empty()) {
    const auto named = std::ranges::find(kFormats, name, &Format::name);
    if (named == kFormats.end()) {
      return failure("unknown-format", fmt::format("there is no format \"{}\"; known are {}",
                                                   clean_line(name, 40), known_names()));
    }
    return run(*named, bytes, hints);
  }
  const bool blank = trim(bytes).empty();
  for (const Format& format : kFormats) {
    if (!blank && format.accepts(bytes, hints)) return run(format, bytes, hints);
  }
  return failure("unknown-format", fmt::format("this looks like {}; formats that are read: {}",
                                               looks_like(bytes), known_names()));
}

}  // namespace roomsign::formats
