#include "daemon/formats/html/ways.hpp"
namespace roomsign::formats::html {
Result<Parsed> read_time_elements(const Material&) { return failure("no-sessions", "no list of times"); }
}
