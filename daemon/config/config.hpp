// Config: everything an operator can set, from one TOML file and the command line.
//
// config/roomsign.toml documents each key at its default. Unknown keys, wrong types and bad values
// are errors with file, line, column and what was expected; nothing is half-applied. An empty text
// means the same as no key. No error ever repeats an address: it may hold a password.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/mqtt/options.hpp"
#include "daemon/schedule/night.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/schedule/rooms.hpp"
#include "daemon/serve/options.hpp"
#include "daemon/signatures/keys.hpp"
#include "daemon/view/compose.hpp"
#include "render/display.hpp"
#include "render/theme.hpp"
#include "render/typeface.hpp"

namespace roomsign::config {

// One schedule that is read: a page, a calendar. Several are shown as one (schedule/merge.hpp).
struct SourceOptions {
  std::string name;               // for log and status; empty: the address
  std::vector<std::string> urls;  // http, https or file; never empty: the first, then its mirrors
  std::string room;               // of its sessions that name none; empty: they stay without
  std::string format;             // empty: found out
  std::optional<Zone> zone;
  std::optional<std::chrono::year_month_day> date;
  bool operator==(const SourceOptions&) const = default;
};

struct DisplayOptions {
  std::string driver = "auto";  // auto, kmsdrm, x11, wayland, offscreen
  int width = 0;                // window or offscreen size; 0: the panel's own
  int height = 0;
  bool fullscreen = true;
  int rotate = 0;  // degrees clockwise: 0, 90, 180, 270
  bool fade = true;
  bool drift = true;                          // where the sign has the whole screen
  render::Light night = render::Light::kDim;  // the light at night
  schedule::NightRules night_rules;
  std::string cec;  // the device by which a television is switched, "/dev/cec0"; empty: none is
  bool operator==(const DisplayOptions&) const = default;
};

// Files of pictures, absolute or empty. They are read by whoever draws, into the theme.
struct PictureOptions {
  std::string logo;
  std::string background;
  double scrim = 0.5;  // at least so much of the ground lies over the background (0..1)
  bool operator==(const PictureOptions&) const = default;
};

// A font file that draws a face, and where it was named.
struct FontOption {
  std::string file;   // absolute; empty: none is named
  std::string place;  // "/etc/roomsign/acme.toml:12:8: fonts.bold", to complain of it
  bool operator==(const FontOption&) const = default;
};

// By render::Face. Read by whoever draws, into the theme, as pictures are.
using FontOptions = std::array<FontOption, render::kFaces>;

// Colours of tracks by name, "#rrggbb".
using TrackColors = std::vector<std::pair<std::string, std::string>>;

// A programme replayed as if it were another day, at another pace.
struct DemoOptions {
  std::optional<Instant> at;  // what the clock shows at the start; none: the real time
  double speed = 1;           // 60: an hour goes by in a minute
  bool operator==(const DemoOptions&) const = default;
};

struct Config {
  std::string room;                        // empty: all sessions
  std::vector<std::string> rooms;          // of a lobby's sign (view.lobby); empty: all there are
  std::vector<SourceOptions> sources;      // no address in two of them
  schedule::RoomAliases aliases;           // no name under two rooms
  std::vector<std::string> announcements;  // addresses of the operator's document, the first and
                                           // its mirrors; empty: there is none
  fetch::HttpOptions http;
  fetch::PollOptions poll;  // of every source; without its addresses
  schedule::Rules rules;
  view::ViewOptions view;  // its room, where none is given, is the one above
  DisplayOptions display;
  render::Theme theme;  // checked: its contrast suffices
  PictureOptions pictures;
  FontOptions fonts;
  TrackColors track_colors;  // instead of those in the schedule
  serve::Options remote;     // checked: its addresses can be read, and others' need a token
  mqtt::Options mqtt;        // checked: its broker can be read, and its names may be topics
  signatures::Options signatures;
  DemoOptions demo;
  bool trust_clock = false;         // this machine's clock is right, whoever says otherwise
  std::filesystem::path state_dir;  // of the cache; empty: $STATE_DIRECTORY, else none is kept
  // Where more of this sign's configuration comes from, the first and its mirrors; what stands for
  // the machine's own names is not filled in (config_url.hpp). Empty: from nowhere.
  std::vector<std::string> config_urls;
  bool operator==(const Config&) const = default;
};

Config default_config();

// A configuration that was fetched and lies over the machine's own: what it says, key by key, takes
// the place of what that says. Which keys it must leave alone: fetched_keys.hpp.
struct Layer {
  std::string name;  // of it, in errors
  std::string toml;
};

// Errors: "unreadable", "too-large", "bad-config" ("/etc/roomsign/roomsign.toml:12:12:
// poll.interval must be a length of time such as \"60 s\"..."). Of several, the first in the file.
Result<Config> load_config(const std::filesystem::path& file, bool with_theme = true,
                           const Layer* over = nullptr);
// Without its theme: as if the section [theme] were not there.
Result<Config> parse_config(std::string_view toml, const std::filesystem::path& file,
                            bool with_theme = true, const Layer* over = nullptr);

// The same of a text that was read without an error once, maybe by another version: what this one
// does not know or refuses is passed over, as if it did not stand there, and each is told in
// `passed_over`: "the last good configuration:12:1: view.sparkle is no known key". Errors:
// "bad-config", where it is no TOML, or where a sign that has keys to believe would be left with
// none, and so believe everybody; and of what lies over it.
Result<Config> parse_once_good(std::string_view toml, const std::filesystem::path& file,
                               std::vector<std::string>& passed_over, bool with_theme = true,
                               const Layer* over = nullptr);

// The text of a configuration's file. Errors: "unreadable", "too-large".
Result<std::string> read_config_file(const std::filesystem::path& file);

// Whether a text can be read as a configuration at all, before anybody asks what it says. Errors:
// "bad-config", also where it says nothing.
Result<void> check_toml(std::string_view toml, const std::string& name);

// Every key there is: "room", "poll.interval".
std::vector<std::string> config_keys();

// Whose sign it is, as an operator wrote it: none: all sessions; one: that door's; "*" or several:
// a lobby's, of all rooms or of these.
void set_rooms(Config& config, std::vector<std::string> rooms);

inline constexpr std::size_t kMostRooms = 100;  // that an operator may list
inline constexpr std::size_t kMostSources = 32;
inline constexpr std::size_t kMostAddresses = 8;  // of one source

// What a source is called in log and status: its name, else its address without secrets.
std::string source_name(const SourceOptions& source);

// The first address that stands in `sources` twice, as source and place in its list.
std::optional<std::pair<std::size_t, std::size_t>> repeated_address(
    const std::vector<SourceOptions>& sources);

// What an operator wrote as a source, as an address: http, https and file addresses as they are, a
// path (relative to `folder`) as file://. Errors: "bad-url", for other kinds of address.
Result<std::string> source_url(std::string_view written, const std::filesystem::path& folder);

}  // namespace roomsign::config
