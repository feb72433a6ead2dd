// Options: what the command line says, and what comes of it together with the configuration.
//
// Every option overrides the configuration's key of the same meaning; none needs a configuration.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/config/config.hpp"
#include "daemon/sign/pace.hpp"
#include "render/geometry.hpp"

namespace roomsign::commands {

// The clocks, read by main() only.
struct Clocks {
  std::function<sign::RealTime()> real;
  std::function<std::chrono::nanoseconds()> steady;  // since some fixed moment; never jumps
};

// What `say` is to say; empty: not given.
struct SayOptions {
  std::string kind;                // of an entry, as formats/notices.hpp has it; "reload", "status"
  std::string what;                // the delay, the text, the session's start, the id
  std::vector<std::string> rooms;  // that it is about
  std::string until;
  std::string id;
  std::string level;
  std::string instructions;
  std::string url;
  std::string name;  // of a session
  std::string note;
  std::string to;  // another room
  std::string at;  // another time
  std::string alternative;

  std::string room() const { return rooms.empty() ? std::string() : rooms.front(); }
};

// What `sign`, `say` and `keys` are to sign with, and what; empty: not given.
struct SigningOptions {
  std::string key;                  // the secret key's file
  std::string file;                 // the document; of `keys show` the key's file
  std::vector<std::string> scopes;  // for whom: "all", "group/NAME", "sign/ID"
  std::string from;
  std::string until;
  std::string name;  // of a new key
};

// Signs elsewhere, by their names at a broker.
struct Addressees {
  bool all = false;
  std::vector<std::string> groups;
  std::vector<std::string> signs;

  bool any() const { return all || !groups.empty() || !signs.empty(); }
};

// As typed; empty: not given.
struct Options {
  std::string config;
  std::vector<std::string> sources;
  std::string announcements;
  std::vector<std::string> rooms;
  std::string time_zone;
  std::string at;
  double speed = 0;                // 0: not given
  std::vector<std::string> sizes;  // check: several
  std::string output;
  std::string format;
  std::string date;
  std::string theme;
  std::string language;
  std::string driver;
  bool json = false;  // check: for machines

  std::string socket;  // say: at which the sign answers
  Addressees to;       // say: instead of the sign on this machine
  SayOptions say;
  SigningOptions signing;

  // import, from the daemon to its child
  bool child = false;
  std::string content_type;
  std::string address;
  int day_change = -1;  // minutes; below zero: not given
  std::string now;      // instant

  // decode, from the daemon to its child; `size` is the box
  bool cut = false;
};

// The machine's own configuration, as text.
struct OwnText {
  std::string file;           // in which it stands; empty: there is none
  std::string toml;           // "" where there is none
  bool is_last_good = false;  // not what the file says now (own_file.hpp): read leniently
};

struct Settled {
  config::Config config;
  std::shared_ptr<const OwnText> own;    // of which it was made
  std::vector<std::string> passed_over;  // of it, where it is the last good one
  std::optional<Instant> at;             // where the sign's clock starts; none: the machine's time
  double speed = 1.0;
  std::vector<render::Size> sizes;  // that were given
  std::string unnamed;              // where the schedule is to be named; empty: one is

  // The one that counts where there can be only one.
  std::optional<render::Size> size() const {
    return sizes.empty() ? std::nullopt : std::optional(sizes.front());
  }
  bool is_replay() const { return at || speed != 1.0; }  // of another day, or at another pace
  bool fills_screen() const { return config.display.fullscreen && sizes.empty(); }
};

// Reads the configuration (the one named, else the machine's where no source is named) and lays
// the options over it. Errors: "usage", "bad-config", "unreadable": exit status 2.
Result<Settled> settle(const Options& options);

// The same for a sign, which waits where a configuration names no schedule yet: one that was just
// installed comes up, and says what it needs. Without its theme: as load_config() has it. `over`:
// what was fetched, which must name a schedule where the machine's own does not.
Result<Settled> settle_sign(const Options& options, bool with_theme = true,
                            const config::Layer* over = nullptr);

// What a sign reads by settle_sign(), to be read once. Errors: "unreadable", "too-large".
Result<std::shared_ptr<const OwnText>> read_own(const Options& options);

// The same of a text that was read before.
Result<Settled> settle_own(const Options& options, std::shared_ptr<const OwnText> own,
                           bool with_theme = true, const config::Layer* over = nullptr);

// The same as a sign starts, which is better plain than dark: a theme that is missing, faulty or
// hard to read is left out, and complained of. (One that runs keeps the configuration in force.)
Result<Settled> settle_at_start(const Options& options, const std::shared_ptr<const OwnText>& own,
                                const config::Layer* over = nullptr);

// The machine's configuration: where an installed sign has it.
std::string machine_config();

// "1920x1080". Errors: "usage".
Result<render::Size> parse_size(const std::string& text);

// What a picture measures where no panel says so: --size, else 1920x1080 as the panel is turned.
render::Size picture_size(const Settled& settled);

// The pace that was settled, from `real` on.
sign::Pace pace(const Settled& settled, sign::RealTime real);

// What the sign's clock shows now: --at if it was given, else the machine's time.
Instant sign_time(const Settled& settled, const Clocks& clocks);

}  // namespace roomsign::commands
