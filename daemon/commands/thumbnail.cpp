#include "daemon/commands/thumbnail.hpp"

#include "render/sdl/png.hpp"
#include "render/shrunk.hpp"

namespace roomsign::commands {

// Of the smallest size even noise is small enough.
std::string thumbnail(const render::Picture& frame) {
  auto picture = render::shrunk(frame, kThumbnailSide);
  auto bytes = render::encode_png(picture);
  for (int side = kThumbnailSide * 3 / 4; bytes.size() > kThumbnailBytes && side >= 80;
       side = side * 3 / 4) {
    picture = render::shrunk(picture, side);
    bytes = render::encode_png(picture);
  }
  return bytes;
}

}  // namespace roomsign::commands
