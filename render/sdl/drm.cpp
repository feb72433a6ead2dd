#include "render/sdl/drm.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace roomsign::render::drm {
namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

bool has_card(const std::filesystem::path& devices) {
  const auto names = names_in(devices);
  return std::ranges::any_of(names, [](std::string_view name) { return name.starts_with("card"); });
}

std::string monitors(const std::filesystem::path& sysfs) {
  std::string found;
  for (const std::string& name : names_in(sysfs)) {
    // "card0-HDMI-A-1"; a writeback connector has no plug.
    if (!name.starts_with("card") || name.find("Writeback") != std::string::npos) continue;
    std::ifstream file(sysfs / name / "status");
    std::string status;
    // Old panels cannot tell and are "unknown".
    if (file >> status && status != "disconnected") found += name + " ";
  }
  return found;
}

}  // namespace roomsign::render::drm
