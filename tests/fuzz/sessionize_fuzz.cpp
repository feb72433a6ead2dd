// Any bytes are read as an answer of Sessionize: what holds of every reader holds.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/check_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  roomsign::fuzz::check_reader("sessionize", {reinterpret_cast<const char*>(data), size});
  return 0;
}
