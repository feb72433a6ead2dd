#include "daemon/commands/dress.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/sign/pictures.hpp"
#include "render/background.hpp"
#include "render/logo.hpp"
#include "render/sdl/theme_font.hpp"

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

using render::Face;

// Whose file draws a face, the first that is named. A theme with one file is set in it alone, one
// with two in a light and a heavy one. What is heavy alone draws nothing light.
std::vector<Face> sources_of(Face face) {
  switch (face) {
    case Face::kDisplay:
      return {Face::kDisplay, Face::kSemiBold, Face::kBold, Face::kMedium, Face::kRegular};
    case Face::kBold:
      return {Face::kBold, Face::kSemiBold, Face::kMedium, Face::kRegular};
    case Face::kSemiBold:
      return {Face::kSemiBold, Face::kBold, Face::kMedium, Face::kRegular};
    case Face::kMedium:
      return {Face::kMedium, Face::kRegular};
    case Face::kRegular:
      break;
  }
  return {Face::kRegular, Face::kMedium};
}

// The font files that were read, each once; the bytes are null of one that is of no use.
class FontFiles {
 public:
  explicit FontFiles(std::vector<Error>& faults) : faults_(faults) {}

  render::FaceFile file(const config::FontOption& option, Face face) {
    auto [at, is_new] = read_.try_emplace(option.file);
    if (is_new) at->second = read(option);
    if (at->second == nullptr) return {};
    return {at->second, render::font_index(*at->second, face)};
  }

 private:
  using Bytes = std::shared_ptr<const std::string>;

  Bytes read(const config::FontOption& option) {
    auto bytes = read_regular_file(option.file, render::kMostFontBytes);
    if (!bytes) return complain(bytes.error().code, option, bytes.error().message);
    auto kept = std::make_shared<const std::string>(*std::move(bytes));
    const std::string fault = render::font_fault({kept});
    if (fault.empty()) return kept;
    return complain("bad-font", option, fmt::format("{}: {}", option.file, fault));
  }

  Bytes complain(const std::string& code, const config::FontOption& option,
                 const std::string& what) {
    faults_.push_back({code, fmt::format("{}: {}; Inter is drawn instead", option.place, what)});
    return nullptr;
  }

  std::vector<Error>& faults_;
  std::map<std::string, Bytes> read_;
};

// Null: no font of the theme's own.
render::TypefacePtr typeface(const config::FontOptions& fonts, std::vector<Error>& faults) {
  FontFiles files(faults);
  render::Typeface found;
  for (std::size_t i = 0; i < render::kFaces; ++i) {
    const Face face = static_cast<Face>(i);
    for (const Face source : sources_of(face)) {
      const auto& option = fonts.at(static_cast<std::size_t>(source));
      if (option.file.empty()) continue;
      found.at(i) = files.file(option, face);
      break;
    }
  }
  if (found == render::Typeface()) return nullptr;
  return std::make_shared<const render::Typeface>(std::move(found));
}

}  // namespace

std::vector<Error> dress(config::Config& config) {
  std::vector<Error> faults;
  const auto& files = config.pictures;
  config.theme.logo = picture("logo", files.logo, kLogo, faults);
  if (const auto image = picture("background", files.background, kBackground, faults)) {
    render::set_background(config.theme, *image, files.scrim);
  }
  if (config.theme.logo != nullptr) {
    const std::string fault = render::logo_fault(config.theme);
    if (!fault.empty())
      faults.push_back({"low-contrast", fmt::format("the logo {}: {}", files.logo, fault)});
  }
  config.theme.typeface = typeface(config.fonts, faults);
  return faults;
}

void dress_or_warn(config::Config& config) {
  for (const Error& fault : dress(config)) log_warning("{}", fault.message);
}

}  // namespace roomsign::commands
