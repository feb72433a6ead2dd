// Whatever bytes come, the native reader neither crashes nor hangs, and what it accepts it prints
// so that it reads back equal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/formats/native.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roomsign::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  accepts_native(bytes, {});
  const auto parsed = parse_native(bytes, {});
  if (!parsed) return 0;
  const auto again = parse_native(print_native(*parsed), {});
  if (!again || *again != *parsed) std::abort();
  return 0;
}
