// Gets a schedule once: downloads, reads in a child, and says on standard error how it goes.
#pragma once

#include "daemon/base/result.hpp"
#include "daemon/config/config.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/sign/source.hpp"

namespace roomsign::commands {

// The document itself; "-" is standard input. On a terminal a slow download shows its progress.
Result<fetch::Response> download(const config::Config& config);

// As it is at `now`: what repeats for ever is read around it.
Result<formats::Parsed> load(const config::Config& config, Instant now);

// How the configuration wants documents read.
sign::ReadOptions read_options(const config::Config& config);

// The room's share of a schedule, in the zone that is to be shown.
std::shared_ptr<const schedule::Programme> programme(
    const config::Config& config, std::shared_ptr<const schedule::Schedule> schedule);

// load(), for those who want nothing but the programme.
Result<std::shared_ptr<const schedule::Programme>> load_programme(const config::Config& config,
                                                                  Instant now);

}  // namespace roomsign::commands
