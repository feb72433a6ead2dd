// pretalx's widget JSON: /EVENT/schedule/widgets/schedule.json (earlier .../widget/v2.json), which
// other than its exports has the breaks.
//
// `talks` refer to `rooms`, `tracks` and `speakers` by id or code; an entry without a code is a
// break, in one room. Names may be texts in several languages. The widget does not name its event.
// What times and texts mean: frab/document.hpp. Errors:
//   "bad-json"      not JSON
//   "bad-schedule"  JSON without a list `talks`
//   "too-many-bad", "too-many-events"
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

bool accepts_pretalx_widget(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_pretalx_widget(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats
