#include "render/sdl/decode.hpp"

#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/sign/pictures.hpp"

namespace roomsign::commands {

// The daemon's child. Its error is one line, for the end of a sentence.
int decode(const Options& options) {
  const auto box = parse_size(options.sizes.front());
  const auto bytes = read_file("-", sign::kMostPictureBytes);
  if (!box || !bytes) {
    fmt::print(stderr, "{}\n", !box ? box.error().message : bytes.error().message);
    return 1;
  }
  try {
    const auto framing = options.cut ? render::Framing::kCut : render::Framing::kWhole;
    const auto answer = sign::print_image(render::decode_image(*bytes, *box, framing));
    return std::fwrite(answer.data(), 1, answer.size(), stdout) == answer.size() ? 0 : 1;
  } catch (const std::runtime_error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

}  // namespace roomsign::commands
