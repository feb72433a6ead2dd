// What the kernel says of graphics cards and monitors, without opening any: cheap enough to ask
// each second. And of a card that is open: looking again at its plugs, and switching a monitor off.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace roomsign::render::drm {

// The cards by which a console could be shown, sorted: "card0".
std::vector<std::string> cards(const std::filesystem::path& devices = "/dev/dri");

// The connectors of all cards at which something is, or may be, plugged in, sorted:
// "card1-HDMI-A-1 ". Empty: no monitor. It changes when one is plugged in or out; with drivers that
// leave it to a card's master to look (virtio-gpu), after the next look_at_plugs().
std::string monitors(const std::filesystem::path& sysfs = "/sys/class/drm");

// When udev last noted something of an open card, in no unit: another with each plug that its
// driver hears of. Empty where udev notes nothing.
std::string last_note(int card, const std::filesystem::path& notes = "/run/udev/data");

// Has a card look at its plugs. It asks the monitors for what they can do: a tenth of a second
// each. `card`: as of switch_monitors().
void look_at_plugs(int card);

// Switches the monitors that a card drives into standby, or on again (DPMS). `card` is the open
// descriptor of the card's master. False where it drives none that can be switched. Blocks while
// the driver is at work, as a present does.
bool switch_monitors(int card, bool on);

}  // namespace roomsign::render::drm
