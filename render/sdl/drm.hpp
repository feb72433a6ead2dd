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

// What udev notes of cards: each plug that a driver hears of.
class Notes {
 public:
  // `folder`: where udev keeps what it knows. Where there is none, nothing is ever noted.
  explicit Notes(const std::filesystem::path& folder = "/run/udev/data");
  ~Notes();
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;

  // Readable when something was noted, of whatever device; -1: never.
  int fd() const { return fd_; }

  // Whether something was noted of an open card since this was made, or last asked. Never waits.
  bool take(int card);

 private:
  int fd_;
};

// Has a card look at its plugs. It asks the monitors for what they can do: a tenth of a second
// each. `card`: as of switch_monitors().
void look_at_plugs(int card);

// Switches the monitors that a card drives into standby, or on again (DPMS). `card` is the open
// descriptor of the card's master. False where it drives none that can be switched. Blocks while
// the driver is at work, as a present does.
bool switch_monitors(int card, bool on);

}  // namespace roomsign::render::drm
