// How the sign's look is read: the section [theme] of the configuration, and theme files, which
// hold the same keys without "theme.", so that several signs can share one.
//
// A section lays its keys over those of the file it names, a file over the built-in theme. Each
// must be easy to read by itself: a colour that falls short is a fault where it is written.
#pragma once

#include <filesystem>

#include "daemon/config/config.hpp"
#include "daemon/config/toml_reader.hpp"

namespace roomsign::config {

// Into the configuration's theme, pictures and fonts. `file`: of the configuration; relative paths
// begin in its folder.
void read_theme(TomlReader& reader, const std::filesystem::path& file, Config& config);

}  // namespace roomsign::config
