// Any bytes, of a kind that nobody named: they are taken for one, or said to be what they are.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/check_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  roomsign::fuzz::check_reader("", {reinterpret_cast<const char*>(data), size});
  return 0;
}
