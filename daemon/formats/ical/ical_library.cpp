#include "daemon/formats/ical/ical_library.hpp"

#include <optional>

#include "daemon/base/shared_library.hpp"

namespace roomsign::formats::ical {
namespace {

std::optional<Library> load() {
  SharedLibrary library("libical.so.3");
  Library all;
  library.find(all.null_time, "icaltime_null_time");
  library.find(all.is_null_time, "icaltime_is_null_time");
  library.find(all.day_position, "icalrecurrencetype_day_position");
  library.find(all.rule_from, "icalrecurrencetype_from_string");
  library.find(all.iterate, "icalrecur_iterator_new");
  library.find(all.next, "icalrecur_iterator_next");
  library.find(all.free, "icalrecur_iterator_free");
  library.find(all.set_errors_are_fatal, "icalerror_set_errors_are_fatal");
  return library.is_whole() ? std::optional(all) : std::nullopt;
}

const std::optional<Library>& loaded() {
  static const std::optional<Library> once = load();
  return once;
}

}  // namespace

Result<void> load_library() {
  if (loaded()) return {};
  return failure("no-library", "repeating events need libical: install Debian's libical3");
}

const Library& library() { return loaded().value(); }

}  // namespace roomsign::formats::ical
