#include "daemon/formats/ical/ical_library.hpp"

#include "daemon/base/shared_library.hpp"

namespace roomsign::formats::ical {
namespace {

void find(SharedLibrary& library, Library& all) {
  library.find(all.null_time, "icaltime_null_time");
  library.find(all.is_null_time, "icaltime_is_null_time");
  library.find(all.day_position, "icalrecurrencetype_day_position");
  library.find(all.rule_from, "icalrecurrencetype_from_string");
  library.find(all.iterate, "icalrecur_iterator_new");
  library.find(all.next, "icalrecur_iterator_next");
  library.find(all.free, "icalrecur_iterator_free");
  library.find(all.set_errors_are_fatal, "icalerror_set_errors_are_fatal");
}

const std::optional<Library>& loaded() { return functions_of<Library>("libical.so.3", find); }

}  // namespace

Result<void> load_library() {
  if (loaded()) return {};
  return failure("no-library", "repeating events need libical: install Debian's libical3");
}

const Library& library() { return loaded().value(); }

}  // namespace roomsign::formats::ical
