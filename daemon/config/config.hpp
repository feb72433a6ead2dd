// Config: everything an operator can set, from one TOML file and the command line.
//
// config/roomsign.toml documents each key at its default. Unknown keys, wrong types and bad values
// are errors with file, line, column and what was expected; nothing is half-applied.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/view/compose.hpp"
#include "render/theme.hpp"

namespace roomsign::config {

struct SourceOptions {
  std::string url;     // page or file; relative paths are relative to the file
  std::string format;  // empty: found out
  std::optional<Zone> zone;
  std::optional<std::chrono::year_month_day> date;
  bool operator==(const SourceOptions&) const = default;
};

struct DisplayOptions {
  std::string driver = "auto";  // auto, kmsdrm, x11, wayland, offscreen
  int width = 0;                // window or offscreen size; 0: the panel's own
  int height = 0;
  bool fullscreen = true;
  bool fade = true;
  bool operator==(const DisplayOptions&) const = default;
};

struct Config {
  std::string room;  // empty: all sessions
  SourceOptions source;
  fetch::HttpOptions http;
  fetch::PollOptions poll;  // its url is source.url
  schedule::Rules rules;
  view::ViewOptions view;
  DisplayOptions display;
  render::Theme theme;              // checked: its contrast suffices
  std::filesystem::path state_dir;  // of the cache; empty: $STATE_DIRECTORY, else none is kept
  bool operator==(const Config&) const = default;
};

Config default_config();

// Errors: "unreadable", "bad-config" ("/etc/roomsign.toml:12:8: poll.interval must be ...").
Result<Config> load_config(const std::filesystem::path& file);
Result<Config> parse_config(std::string_view toml, const std::filesystem::path& file);

}  // namespace roomsign::config
