// Status: all that a running sign says of itself to those who are not there. What it is written as:
// status_json() for tools and people, metrics() for Prometheus, ills() for who only asks whether
// all is well. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/commands/enrolment.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/commands/machine.hpp"
#include "daemon/commands/own_file.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/schedule/agenda.hpp"
#include "daemon/sign/board.hpp"
#include "daemon/sign/sources.hpp"
#include "daemon/sign/trust.hpp"
#include "daemon/signatures/keys.hpp"
#include "render/display.hpp"
#include "render/screen.hpp"

namespace roomsign::commands {

// By which keys what comes over a network must be signed.
struct SignatureReport {
  std::vector<std::string> keys;  // their names
  std::optional<Error> trouble;   // why none can be checked, so that everything is refused
};

// None: nothing need be signed.
std::optional<SignatureReport> signature_report(const signatures::Options& options);

struct Status {
  Instant now{};  // by the sign's clock, corrected
  std::chrono::seconds uptime{};
  std::string host_name;
  std::string room;  // that it is for; empty: all
  Machine machine;

  // What is shown.
  render::Screen screen;
  bool identifying = false;
  std::optional<std::chrono::seconds> presented_ago;  // the last completed present; none: never
  render::Light light = render::Light::kFull;
  std::string display;  // its description; empty: there is none
  render::Size size;
  bool display_off = false;
  std::string display_trouble;  // why there is none

  // Why.
  sign::ClockVerdict clock;
  std::string room_trouble;
  std::shared_ptr<const schedule::Programme> programme;  // as it stands now; null: none yet
  std::vector<sign::SourceReport> sources;
  std::optional<ConfigReport> configuration;       // none: nothing but the machine's own is asked
  std::optional<FileFault> file_fault;             // none: the configuration's file is in force
  std::optional<fetch::PollReport> announcements;  // none: not polled, or not yet
  std::shared_ptr<const sign::Posted> posted;      // null: nothing
  std::optional<FleetReport> fleet;                // none: there is no broker
  std::optional<SignatureReport> signatures;       // none: nothing need be signed
};

// Why what is shown may not be right, a sentence each; none: it is.
std::vector<std::string> ills(const Status& status);

// `most_notices`: of each origin so many are listed; how many are not is said.
std::string status_json(const Status& status, std::size_t most_notices = formats::kMostEntries);

// As much of it as fits into so many bytes: with fewer notices where it is longer.
std::string status_within(const Status& status, std::size_t most_bytes);

// The text format 0.0.4.
std::string metrics(const Status& status);

}  // namespace roomsign::commands
