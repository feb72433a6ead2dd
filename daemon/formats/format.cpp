#include "daemon/formats/format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/frab/frab_json.hpp"
#include "daemon/formats/frab/frab_xml.hpp"
#include "daemon/formats/html/html.hpp"
#include "daemon/formats/ical/ical.hpp"
#include "daemon/formats/indico.hpp"
#include "daemon/formats/looks.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/formats/pretalx.hpp"
#include "daemon/formats/pretalx_api.hpp"
#include "daemon/formats/sessionize.hpp"

namespace roomsign::formats {
namespace {

// In the order in which they are asked.
constexpr std::array kFormats{
    Format{"roomsign/1", "the native schedule, JSON", accepts_native, parse_native},
    Format{"frab-xml", "schedule.xml of frab, pretalx, FOSDEM and others", frab::accepts_xml,
           frab::parse_xml},
    Format{"frab-json", "schedule.json of frab, pretalx and the CCC's hub", frab::accepts_json,
           frab::parse_json_schedule},
    Format{"pretalx-widget", "pretalx's schedule/widgets/schedule.json", accepts_pretalx_widget,
           parse_pretalx_widget},
    Format{"pretalx-api", "pretalx's API: submissions with their slots", accepts_pretalx_api,
           parse_pretalx_api},
    Format{"sessionize", "Sessionize's API: the views GridSmart, All and Sessions",
           accepts_sessionize, parse_sessionize},
    Format{"indico", "Indico's exports: timetable, event with contributions or sessions",
           accepts_indico, parse_indico},
    Format{"ical", "iCalendar: Google, Outlook, pretalx, Indico, Sched", ical::accepts_ical,
           ical::parse_ical},
    Format{"html", "a web page with a table or list of times, or its Jekyll source",
           html::accepts_html, html::parse_html},
};

std::string known_names() {
  std::string names;
  for (const Format& format : kFormats)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  return names;
}

Result<Parsed> run(const Format& format, std::string_view bytes, const Hints& hints) {
  auto parsed = format.parse(bytes, hints);
  if (parsed && !parsed->schedule.sessions.empty()) return parsed;
  if (const auto known = not_a_schedule(bytes)) return std::unexpected(*known);
  if (parsed) {
    return failure("no-sessions", fmt::format("the {} document has no sessions", format.name));
  }
  if (is_web_page(bytes) && !format.accepts(bytes, hints)) {
    return failure("wrong-document",
                   fmt::format("this is a web page, not {}: take the address of the data, or let "
                               "the format be found",
                               format.name));
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
  Hints untyped = hints;  // many servers call data a page
  untyped.content_type.clear();
  for (const Format& format : kFormats) {
    if (!format.accepts(bytes, hints)) continue;
    auto parsed = run(format, bytes, hints);
    if (parsed || !is_json(bytes) || format.accepts(bytes, untyped)) return parsed;
  }
  if (const auto known = not_a_schedule(bytes)) return std::unexpected(*known);
  return failure("unknown-format", fmt::format("this looks like {}; formats that are read: {}",
                                               looks_like(bytes), known_names()));
}

}  // namespace roomsign::formats
