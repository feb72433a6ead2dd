// ConsolePanel: the monitor of a console, by the kernel's mode setting (KMS) alone.
//
// What changed is copied into one of two buffers while the card shows the other, and they change
// places as the monitor begins its next frame. No GPU takes part: nothing is drawn here but copied,
// and a GPU's driver takes several times the memory of the whole sign, and may hang.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <xf86drmMode.h>

#include "render/picture.hpp"
#include "render/sdl/drm.hpp"
#include "render/sdl/panel.hpp"

namespace roomsign::render {

class ConsolePanel : public Panel {
 public:
  // The first monitor of the first card that has any, in the mode that the kernel's command line
  // asks for (video=), else in the one that the monitor prefers, else in the largest that the card
  // takes; black. Throws std::runtime_error, with the reason of the last card that could not be
  // had: another program may show something by it.
  explicit ConsolePanel(const std::filesystem::path& devices = "/dev/dri",
                        const std::filesystem::path& notes = "/run/udev/data");
  ~ConsolePanel() override;

  Pixels pixels() override { return picture_.view(); }
  void present(const std::vector<Rect>& parts) override;
  bool power(bool on) override;
  News pump() override;
  int fd() const override { return notes_.fd(); }
  std::string description() const override;

 private:
  class Card;
  class Buffer;
  struct Output {
    std::string name;  // "HDMI-A-1"
    std::uint32_t connector;
    std::uint32_t crtc;                  // the part of the card that drives it
    std::vector<drmModeModeInfo> modes;  // the best first; never empty
    bool operator==(const Output& other) const;
  };

  static std::optional<Output> output_of(int card);
  bool take(const std::filesystem::path& device);
  void take_mode();
  void set_mode(const Buffer& buffer);
  void flip_to(const Buffer& buffer);

  drm::Notes notes_;  // from before the plugs are looked at, lest one be missed
  std::unique_ptr<Card> card_;
  Output output_;
  drmModeModeInfo mode_;  // one of its
  Picture picture_;
  std::unique_ptr<Buffer> shown_;
  std::unique_ptr<Buffer> next_;
  std::vector<Rect> behind_;  // what of the picture `next_` lacks
  bool is_set_ = false;       // whether the card shows `shown_`
  bool is_lost_ = false;      // the monitor is another, or none, as of the last note
  std::string monitors_;      // what was plugged in when the console was opened
};

}  // namespace roomsign::render
