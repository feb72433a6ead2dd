// schedule.xml as frab, pretalx, OSEM, wafer and FOSDEM's Pentabarf publish it ("Pentabarf XML").
//
// <schedule> <conference/> <day> <room> <event>, where old ones have no <room> around events, and
// with or without a namespace's prefix. The maintained description is c3voc's schedule.xml.xsd;
// all that it makes optional may be absent. What the texts mean: document.hpp.
// Entities of a document type are not expanded, and nothing outside the bytes is read. Errors:
//   "bad-xml"          "line 3, column 7: not well-formed XML: ..."
//   "bad-schedule"     the root is no <schedule>
//   "too-many-bad", "too-many-events"
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats::frab {

bool accepts_xml(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_xml(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats::frab
