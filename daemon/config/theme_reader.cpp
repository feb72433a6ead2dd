#include "daemon/config/theme_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>
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

// An absolute path, from one relative to the folder of the file in which it is written. What looks
// like an address is refused, and not repeated: it may hold a password.
void read_path(TomlReader& reader, const std::string& key, const path& folder, std::string& file) {
  std::string written;
  reader.text(key, written);
  if (written.empty()) return;
  if (written.find("://") != std::string::npos) {
    reader.fail(key, "must be the path of a file");
  } else {
    file = (folder / written).lexically_normal();
  }
}

// The keys that a section and a file share, but for the name.
void read_look(TomlReader& reader, const std::string& prefix, const path& folder, Theme& theme,
               PictureOptions& pictures) {
  read_colors(reader, prefix, theme);
  read_path(reader, prefix + "logo", folder, pictures.logo);
  read_path(reader, prefix + "background", folder, pictures.background);
  reader.real(prefix + "scrim", pictures.scrim, 0, 1);
}

// Returns what is wrong with the file; empty: nothing.
std::string read_theme_file(const path& file, Theme& theme, PictureOptions& pictures) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored))
    return file.string() + ": not a regular file";  // a pipe could hang
  const auto bytes = read_file(file, kMaxFileSize);
  if (!bytes) return bytes.error().message;
  const auto at = [&](std::uint32_t line, std::uint32_t column, std::string_view what) {
    return fmt::format("{}:{}:{}: {}", file.string(), line, column, what);
  };
  try {
    const toml::table table = toml::parse(*bytes);
    TomlReader reader(table);
    read_name(reader, "", theme);
    read_look(reader, "", file.parent_path(), theme, pictures);
    reader.done();
    const auto fault = reader.first_fault();
    return fault ? at(fault->line, fault->column, fault->what) : "";
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    return at(begin.line, begin.column, error.description());
  }
}

}  // namespace

void read_theme(TomlReader& reader, Theme& theme, PictureOptions& pictures, const path& folder) {
  read_name(reader, "theme.", theme);
  std::string file;
  read_path(reader, "theme.file", folder, file);
  if (!file.empty()) {
    Theme its_theme = theme;
    PictureOptions its_pictures = pictures;
    const std::string trouble = read_theme_file(file, its_theme, its_pictures);
    if (trouble.empty()) {
      theme = std::move(its_theme);
      pictures = std::move(its_pictures);
    } else {  // what it says is not judged a second time
      reader.fail("theme.file", "must be a theme's; " + trouble);
    }
  }
  read_look(reader, "theme.", folder, theme, pictures);
}

}  // namespace roomsign::config
