// What udev writes of a device.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace roomsign::test {

// As udev does with each thing that it notes: a new file in the old one's place.
inline void write_note(const std::filesystem::path& folder, const std::string& name) {
  std::ofstream(folder / "new") << "I:1\n";
  std::filesystem::rename(folder / "new", folder / name);
}

}  // namespace roomsign::test
