// What the kernel says of graphics cards and monitors, without opening any: cheap enough to ask
// each second.
#pragma once

#include <filesystem>
#include <string>

namespace roomsign::render::drm {

// Whether there is a card on which a console could be shown.
bool has_card(const std::filesystem::path& devices = "/dev/dri");

// The connectors of all cards at which something is, or may be, plugged in, sorted:
// "card1-HDMI-A-1 ". Empty: no monitor. It changes when one is plugged in or out.
std::string monitors(const std::filesystem::path& sysfs = "/sys/class/drm");

}  // namespace roomsign::render::drm
