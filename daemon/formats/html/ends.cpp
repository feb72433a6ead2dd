#include "daemon/formats/html/ends.hpp"

namespace roomsign::formats::html {
namespace {

bool share_a_room(const schedule::Session& a, const schedule::Session& b) {
  return a.room.empty() || b.room.empty() || a.room == b.room;
}

std::chrono::local_days day_of(LocalTime time, std::chrono::minutes day_change) {
  return std::chrono::floor<std::chrono::days>(time - day_change);
}

}  // namespace

void infer_ends(std::vector<Row>& rows, std::chrono::minutes day_change) {
  for (Row& row : rows) {
    if (row.end || row.undecided_follows) continue;
    for (const Row& other : rows) {
      const bool follows = other.start > row.start && share_a_room(row.session, other.session) &&
                           day_of(other.start, day_change) == day_of(row.start, day_change);
      if (follows && (!row.end || other.start < *row.end)) row.end = other.start;
    }
    row.session.end_inferred = row.end.has_value();
  }
}

}  // namespace roomsign::formats::html
