// Whatever bytes stand in the configuration file, reading it ends in a value or in an error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "daemon/config/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)roomsign::config::parse_config(bytes, "/etc/roomsign/roomsign.toml");
  return 0;
}
