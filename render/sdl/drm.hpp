// What the kernel says of graphics cards and monitors, without opening any: cheap enough to ask
// each second. And the one thing that SDL does not do: switching a monitor off.
#pragma once

#include <filesystem>
#include <string>

namespace roomsign::render::drm {

// Whether there is a card on which a console could be shown.
bool has_card(const std::filesystem::path& devices = "/dev/dri");

// The connectors of all cards at which something is, or may be, plugged in, sorted:
// "card1-HDMI-A-1 ". Empty: no monitor. It changes when one is plugged in or out.
std::string monitors(const std::filesystem::path& sysfs = "/sys/class/drm");

// Switches the monitors that a card drives into standby, or on again (DPMS). `card` is the open
// descriptor of the card's master. False where it drives none that can be switched. Blocks while
// the driver is at work, as a present does.
bool switch_monitors(int card, bool on);

}  // namespace roomsign::render::drm
