// libical, loaded by the first rule of recurrence: few schedules have one, and ICU comes with it.
#pragma once

#include <libical/ical.h>

#include "daemon/base/result.hpp"

namespace roomsign::formats::ical {

// The functions that are wanted of it.
struct Library {
  decltype(&icaltime_null_time) null_time = nullptr;
  decltype(&icaltime_is_null_time) is_null_time = nullptr;
  decltype(&icalrecurrencetype_day_position) day_position = nullptr;
  decltype(&icalrecurrencetype_from_string) rule_from = nullptr;
  decltype(&icalrecur_iterator_new) iterate = nullptr;
  decltype(&icalrecur_iterator_next) next = nullptr;
  decltype(&icalrecur_iterator_free) free = nullptr;
  decltype(&icalerror_set_errors_are_fatal) set_errors_are_fatal = nullptr;
};

// Loads it where it is not. Errors: "no-library": what to install.
Result<void> load_library();

// After load_library().
const Library& library();

}  // namespace roomsign::formats::ical
