// Any bytes are read as pretalx's widget and as its API's answer: no crash, no hang, and what comes
// out is a finished schedule.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/check_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  roomsign::fuzz::check_reader("pretalx-widget", bytes);
  roomsign::fuzz::check_reader("pretalx-api", bytes);
  return 0;
}
