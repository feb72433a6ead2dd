#include "daemon/config/theme_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/file.hpp"

namespace roomsign::config {
namespace {

using render::Theme;
using std::filesystem::path;

constexpr std::size_t kMaxFileSize = 64U << 10U;

constexpr std::array kColors = {
    std::pair("ground", &Theme::ground), std::pair("text", &Theme::text),
    std::pair("second", &Theme::second), std::pair("faint", &Theme::faint),
    std::pair("rule", &Theme::rule),     std::pair("accent", &Theme::accent),
};

constexpr std::array kFonts = {
    std::pair("display", render::Face::kDisplay),   std::pair("bold", render::Face::kBold),
    std::pair("semibold", render::Face::kSemiBold), std::pair("medium", render::Face::kMedium),
    std::pair("regular", render::Face::kRegular),
};

// All that a theme says.
struct Look {
  Theme theme;
  PictureOptions pictures;
  FontOptions fonts;
  TrackColors track_colors;
};

void read_name(TomlReader& reader, const std::string& prefix, Theme& theme) {
  std::string name = theme.name;
  reader.word(prefix + "name", name, render::built_in_theme_names());
  theme = render::built_in_theme(name).value_or(theme);
}

// The key to blame: a colour that falls short and was written here, else the ground was.
std::string blamed(const std::vector<render::ContrastFault>& faults, const Theme& before,
                   const Theme& theme) {
  for (const auto& [key, color] : kColors) {
    const bool falls_short =
        std::ranges::find(faults, key, &render::ContrastFault::color) != faults.end();
    if (falls_short && theme.*color != before.*color) return key;
  }
  return "ground";
}

void read_colors(TomlReader& reader, const std::string& prefix, Theme& theme) {
  const Theme before = theme;
  for (const auto& [key, color] : kColors) reader.color(prefix + key, theme.*color);
  const auto faults = render::contrast_faults(theme);
  if (faults.empty()) return;
  std::string all;
  for (const auto& fault : faults) all += (all.empty() ? "" : "; ") + fault.what;
  reader.fail(prefix + blamed(faults, before, theme), "must be easier to read: " + all);
}

// An absolute path, from one relative to the folder of the file `within` in which it is written.
// What looks like an address is refused, and not repeated: it may hold a password.
void read_path(TomlReader& reader, const std::string& key, const path& within, std::string& file) {
  std::string written;
  reader.text(key, written);
  if (written.empty()) return;
  if (written.find("://") != std::string::npos) {
    reader.fail(key, "must be the path of a file");
  } else {
    file = (std::filesystem::absolute(within).parent_path() / written).lexically_normal();
  }
}

// `file`: in which the keys are.
void read_fonts(TomlReader& reader, const std::string& prefix, const path& file,
                FontOptions& fonts) {
  for (const auto& [name, face] : kFonts) {
    const std::string key = prefix + "fonts." + name;
    std::string written;
    read_path(reader, key, file, written);
    if (written.empty()) continue;
    fonts.at(static_cast<std::size_t>(face)) = {written,
                                                fmt::format("{}: {}", reader.position(key), key)};
  }
}

void read_tracks(TomlReader& reader, const std::string& prefix, TrackColors& colors) {
  static constexpr auto kExample = R"({ "Kernels" = "#ffd166" })";
  const std::string key = prefix + "tracks";
  TomlReader::Lists tracks;
  reader.lists(key, tracks, kExample);
  if (!tracks.empty()) colors.clear();
  for (auto& [track, color] : tracks) {
    if (color.size() != 1 || !render::parse_color(color.front()))
      return reader.fail(key, fmt::format("must give each track a colour, such as {}", kExample));
    colors.emplace_back(std::move(track), std::move(color.front()));
  }
}

// The keys that a section and a file share, but for the name.
void read_look(TomlReader& reader, const std::string& prefix, const path& file, Look& look) {
  read_colors(reader, prefix, look.theme);
  read_path(reader, prefix + "logo", file, look.pictures.logo);
  read_path(reader, prefix + "background", file, look.pictures.background);
  reader.real(prefix + "scrim", look.pictures.scrim, 0, 1);
  read_fonts(reader, prefix, file, look.fonts);
  read_tracks(reader, prefix, look.track_colors);
}

// Returns what is wrong with the file; empty: nothing.
std::string read_theme_file(const path& file, Look& look) {
  const auto bytes = read_regular_file(file, kMaxFileSize);
  if (!bytes) return bytes.error().message;
  try {
    const toml::table table = toml::parse(*bytes, file.string());
    TomlReader reader(table);
    read_name(reader, "", look.theme);
    read_look(reader, "", file, look);
    reader.done();
    const auto fault = reader.first_fault();
    return fault ? fault->text() : "";
  } catch (const toml::parse_error& error) {
    return fault_of(error).text();
  }
}

}  // namespace

void read_theme(TomlReader& reader, const path& file, Config& config) {
  Look look{config.theme, config.pictures, config.fonts, config.track_colors};
  read_name(reader, "theme.", look.theme);
  std::string theme_file;
  read_path(reader, "theme.file", file, theme_file);
  if (!theme_file.empty()) {
    Look its_look = look;
    const std::string trouble = read_theme_file(theme_file, its_look);
    if (trouble.empty()) {
      look = std::move(its_look);
    } else {  // what it says is not judged a second time
      reader.fail("theme.file", "must be a theme's; " + trouble);
    }
  }
  read_look(reader, "theme.", file, look);
  config.theme = std::move(look.theme);
  config.pictures = std::move(look.pictures);
  config.fonts = std::move(look.fonts);
  config.track_colors = std::move(look.track_colors);
}

}  // namespace roomsign::config
