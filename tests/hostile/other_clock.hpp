// The clocks of a program that other_clock.cpp is loaded into.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace roomsign::hostile {

class OtherClock {
 public:
  explicit OtherClock(std::chrono::seconds shift = {}) { set(shift); }

  // The machine's clock, and the one that is never set: by so much they are ahead.
  void set(std::chrono::seconds shift, std::chrono::seconds steady = {}) const {
    const std::array<std::int64_t, 2> counts{shift.count(), steady.count()};
    std::fstream out(file(), exists_ ? std::ios::in | std::ios::out : std::ios::out);
    out.write(reinterpret_cast<const char*>(counts.data()), sizeof counts);
    exists_ = true;
  }
  // As time goes by.
  void let_pass(std::chrono::seconds time) {
    passed_ += time;
    set(passed_, passed_);
  }
  std::vector<std::string> environment() const {
    return {"LD_PRELOAD=" ROOMSIGN_OTHER_CLOCK, "OTHER_CLOCK=" + file()};
  }

 private:
  std::string file() const { return (folder_ / "clock").string(); }

  test::TemporaryFolder folder_;
  std::chrono::seconds passed_{};
  mutable bool exists_ = false;
};

}  // namespace roomsign::hostile
