// gzip by its command, which every Debian has.
#pragma once

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include "daemon/base/file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

inline std::string gzip(const std::string& plain) {
  const TemporaryFolder folder;
  std::ofstream(folder / "plain", std::ios::binary) << plain;
  const auto command = "gzip -9 '" + (folder / "plain").string() + "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
  return read_file(folder / "plain.gz").value();
}

}  // namespace roomsign::test
