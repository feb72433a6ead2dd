#include "render/sdl/drm.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
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

// The file in which udev notes what it knows of a device.
std::string note_of(int device) {
  struct stat status{};
  if (::fstat(device, &status) != 0) return {};
  return fmt::format("c{}:{}", major(status.st_rdev), minor(status.st_rdev));
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

Notes::Notes(const std::filesystem::path& folder) : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // Each is a new file, put in the old one's place.
  if (fd_ >= 0 && ::inotify_add_watch(fd_, folder.c_str(), IN_MOVED_TO) < 0) {
    ::close(std::exchange(fd_, -1));
  }
}

Notes::~Notes() {
  if (fd_ >= 0) ::close(fd_);
}

bool Notes::take(int card) {
  const std::string name = note_of(card);
  bool noted = false;
  alignas(inotify_event) std::array<char, 4096> buffer;
  for (ssize_t size = 0; (size = ::read(fd_, buffer.data(), buffer.size())) > 0;) {
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const bool lost_some = (event.mask & IN_Q_OVERFLOW) != 0;
      if (lost_some || (event.len > 0 && name == buffer.data() + at + sizeof event)) noted = true;
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
  return noted;
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
