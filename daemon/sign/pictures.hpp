// Pictures from outside (a logo, a photograph), decoded in a disposable child (`roomsign decode`):
// what a picture's maker gets wrong, or does on purpose, never happens in the process that draws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/base/subprocess.hpp"
#include "render/image.hpp"

namespace roomsign::sign {

inline constexpr std::size_t kMostPictureBytes = 16U << 20U;  // of a file

struct DecodeOptions {
  render::Size box;  // the result is not larger
  bool cut = false;  // what is not of the box's shape is cut off; else the whole picture fits in
  std::string program = "/proc/self/exe";  // whose `decode` command decodes
  // A photograph of the largest size that is taken needs 200 MB for a moment.
  ChildLimits limits{.memory = 400U << 20U, .output = 32U << 20U};
};

// Errors: "bad-picture" (the decoder's reason), or run_child()'s codes. Any thread.
Result<render::ImagePtr> decode_in_child(std::string_view bytes, const DecodeOptions& options);

// What the child answers, "640 360\n" and the pixels in this machine's order, and back.
std::string print_image(const render::Image& image);
Result<render::ImagePtr> parse_image(std::string_view answer);

}  // namespace roomsign::sign
