// Whatever bytes stand in the configuration file, or come from a web server, reading them ends in a
// value or in an error.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/config/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)roomsign::config::parse_config(bytes, "/etc/roomsign/roomsign.toml");
  const roomsign::config::Layer fetched{"https://signs.example/a.toml", std::string(bytes)};
  (void)roomsign::config::parse_config("[[source]]\nurl = \"a\"", "/etc/roomsign/roomsign.toml",
                                       true, &fetched);
  std::vector<std::string> passed_over;
  (void)roomsign::config::parse_once_good(bytes, "/etc/roomsign/roomsign.toml", passed_over);
  return 0;
}
