// What a benchmark prints: a line for each figure, for people and for scripts/bench.
#pragma once

#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace roomsign::test {

inline void print_figure(const std::string& name, double value, const char* unit) {
  fmt::print("{:<64}  {:>10.3f} {}\n", name, value, unit);
  std::fflush(stdout);
}

// One that grows with the schedule.
inline void print_figure(const std::string& name, int sessions, double value, const char* unit) {
  print_figure(fmt::format("{}, {} sessions", name, sessions), value, unit);
}

}  // namespace roomsign::test
