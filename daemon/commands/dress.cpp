#include "daemon/commands/dress.hpp"

#include <string_view>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/sign/pictures.hpp"
#include "render/background.hpp"

namespace roomsign::commands {
namespace {

// As large as they are drawn on a panel of 3840 x 2160, and a background half as large: it is dim.
constexpr render::Size kLogo{1'200, 400};
constexpr render::Size kBackground{1'920, 1'920};

// Null: there is none, or it cannot be shown.
render::ImagePtr picture(std::string_view what, const std::string& file, render::Size box,
                         std::vector<Error>& faults) {
  if (file.empty()) return nullptr;
  const auto bytes = read_file(file, sign::kMostPictureBytes);
  auto image = bytes ? sign::decode_in_child(*bytes, {.box = box})
                     : Result<render::ImagePtr>(std::unexpected(bytes.error()));
  if (image) return *std::move(image);
  const auto& [code, message] = image.error();
  faults.push_back({code, bytes ? fmt::format("the {} {}: {}", what, file, message)
                                : fmt::format("the {} {}", what, message)});
  return nullptr;
}

}  // namespace

std::vector<Error> dress(config::Config& config) {
  std::vector<Error> faults;
  const auto& files = config.pictures;
  config.theme.logo = picture("logo", files.logo, kLogo, faults);
  if (const auto image = picture("background", files.background, kBackground, faults)) {
    render::set_background(config.theme, *image, files.scrim);
  }
  return faults;
}

void dress_or_warn(config::Config& config) {
  for (const Error& fault : dress(config)) log_warning("{}", fault.message);
}

}  // namespace roomsign::commands
