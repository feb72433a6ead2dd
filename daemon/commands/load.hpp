// Gets the schedules once: downloads each source, reads it in a child, and says on standard error
// how long downloads go.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/config/config.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/schedule/notices.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/sign/source.hpp"

namespace roomsign::commands {

struct LoadedSource {
  std::string name;     // for people: the configured one, else the address
  std::string address;  // that was read, else the first; without user, password and query
  Result<formats::Parsed> parsed;  // the schedule with `room` filled in, but without aliases
};

// All of the configuration's, in its order. Of each the addresses are tried in turn, and a mirror
// that has to stand in is a warning. "-" is standard input. As it is at `now`: what repeats for
// ever is read around it.
std::vector<LoadedSource> load_sources(const config::Config& config, Instant now);

// What they say together, rooms under the names that `config` gives them; where they are several,
// warnings begin with the source's name, and one that failed is a warning. An error only where all
// failed: the first one's.
Result<formats::Parsed> merged(const std::vector<LoadedSource>& sources,
                               const config::Config& config);

// merged(load_sources()), for those who do not care where it comes from.
Result<formats::Parsed> load(const config::Config& config, Instant now);

// All names by which sources may call the sign's rooms; none: it shows every room.
std::vector<std::string> room_names(const config::Config& config);

// How the configuration wants the documents of a source read.
sign::ReadOptions read_options(const config::Config& config, const config::SourceOptions& source);

// Where the last good schedules are kept: `state_dir`, else what systemd tells its service; empty:
// nowhere.
std::filesystem::path state_folder(const config::Config& config);

// What a sign polls; `folder`: of the caches, empty: none are kept.
std::vector<sign::Source::Options> source_options(const config::Config& config,
                                                  const std::filesystem::path& folder);

// The room's share of a schedule, in the zone that is to be shown.
std::shared_ptr<const schedule::Programme> programme(
    const config::Config& config, std::shared_ptr<const schedule::Schedule> schedule);

// What is wrong where the schedule knows none of the sign's rooms, and which there are, as one
// line; empty: it knows one.
std::string room_trouble(const config::Config& config, const schedule::Programme& programme);

// The programme, and what has changed since an earlier version of its schedule.
std::shared_ptr<const schedule::Programme> with_changes(
    std::shared_ptr<const schedule::Programme> programme, const schedule::Schedule& before);

// The operator's document at the first of the configured addresses that can be read and is signed
// where it must be; without any address an empty one. `now`: one that is signed must be so for this
// time; none: for whatever time. Errors: the first address's.
Result<formats::ParsedNotices> load_announcements(const config::Config& config,
                                                  std::optional<Instant> now);

// load_announcements(), for those who want to show them, as if at any time.
Result<schedule::Notices> load_notices(const config::Config& config);

// load(), for those who want nothing but the programme. That a source failed, where another did
// not, and that no session is in the sign's rooms is told in the log.
Result<std::shared_ptr<const schedule::Programme>> programme_or_warn(const config::Config& config,
                                                                     Instant now);

}  // namespace roomsign::commands
