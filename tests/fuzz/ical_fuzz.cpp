// Any bytes are read as a calendar: no crash, no hang, and what comes out is a finished schedule.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/check_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  roomsign::fuzz::check_reader("ical", {reinterpret_cast<const char*>(data), size});
  return 0;
}
