#include "render/sdl/drm.hpp"

#include <algorithm>
#include <fstream>
#include <span>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <xf86drmMode.h>

#include "render/sdl/drm_pointers.hpp"

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

bool switch_monitor(int card, const drmModeConnector& connector, bool on) {
  const std::uint64_t level = on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF;
  for (const auto id :
       std::span(connector.props, static_cast<std::size_t>(connector.count_props))) {
    const Property property(drmModeGetProperty(card, id));
    if (property != nullptr && std::string_view(property->name) == "DPMS") {
      return drmModeConnectorSetProperty(card, connector.connector_id, id, level) == 0;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> cards(const std::filesystem::path& devices) {
  auto names = names_in(devices);
  std::erase_if(names, [](const std::string& name) { return !name.starts_with("card"); });
  return names;
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

std::string last_note(int card, const std::filesystem::path& notes) {
  struct stat device{};
  if (::fstat(card, &device) != 0) return {};
  struct stat note{};
  const auto name = fmt::format("c{}:{}", major(device.st_rdev), minor(device.st_rdev));
  // Each is a new file, put in the old one's place.
  if (::stat((notes / name).c_str(), &note) != 0) return {};
  return fmt::format("{} {}.{}", note.st_ino, note.st_mtim.tv_sec, note.st_mtim.tv_nsec);
}

void look_at_plugs(int card) {
  const Resources resources(drmModeGetResources(card));
  if (resources == nullptr) return;
  for (const auto id : connectors(*resources))
    const Connector looked(drmModeGetConnector(card, id));
}

bool switch_monitors(int card, bool on) {
  const Resources resources(drmModeGetResources(card));
  if (resources == nullptr) return false;
  bool switched = false;
  for (const auto id : connectors(*resources)) {
    // As it is known: to ask the monitor itself would take a tenth of a second.
    const Connector connector(drmModeGetConnectorCurrent(card, id));
    const bool driven = connector != nullptr && connector->encoder_id != 0;
    if (driven && switch_monitor(card, *connector, on)) switched = true;
  }
  return switched;
}

}  // namespace roomsign::render::drm
