#include "daemon/formats/html/ends.hpp"

#include <algorithm>

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
  std::vector<Row*> by_start;
  for (Row& row : rows) by_start.push_back(&row);
  std::ranges::stable_sort(by_start, {}, &Row::start);
  for (auto row = by_start.begin(); row != by_start.end(); ++row) {
    if ((*row)->end || (*row)->undecided_follows) continue;
    const auto next = std::find_if(row + 1, by_start.end(), [&](const Row* other) {
      return other->start > (*row)->start && share_a_room((*row)->session, other->session);
    });
    if (next == by_start.end()) continue;
    if (day_of((*next)->start, day_change) != day_of((*row)->start, day_change)) continue;
    (*row)->end = (*next)->start;
    (*row)->session.end_inferred = true;
  }
}

}  // namespace roomsign::formats::html
