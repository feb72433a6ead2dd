// Whatever bytes a cache file holds, reading it neither crashes nor hangs, and an entry that is
// read is written so that it reads back equal. The bytes are tried as they are, and once more
// behind a checksum that fits: without that no mutation would ever get past it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/fetch/cache.hpp"

namespace {

void read(std::string_view file) {
  using namespace roomsign::fetch;
  const auto entry = decode(file);
  if (!entry) return;
  const auto again = decode(encode(*entry));
  if (!again || *again != *entry) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(roomsign::fetch::seal(bytes));
  return 0;
}
