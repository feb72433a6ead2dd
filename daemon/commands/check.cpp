#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/commands/findings_configuration.hpp"
#include "daemon/commands/findings_files.hpp"
#include "daemon/commands/findings_pictures.hpp"
#include "daemon/commands/findings_remote.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/photographs.hpp"
#include "daemon/commands/progress_line.hpp"
#include "daemon/commands/report.hpp"
#include "daemon/commands/status.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/schedule/merge.hpp"
#include "daemon/schedule/rooms.hpp"
#include "daemon/serve/microhttpd.hpp"
#include "daemon/sign/gate.hpp"

namespace roomsign::commands {
namespace {

void add(Report& report, std::vector<Finding> findings) {
  std::ranges::move(findings, std::back_inserter(report.findings));
}

// Whether it is the sign that is installed here which is checked, as a service.
bool is_the_machines(const Options& options) {
  return options.config.empty() && options.sources.empty();
}

// Where the sign keeps what it had last: who checks the machine's own configuration means its
// service.
std::filesystem::path sign_folder(const Options& options, const config::Config& config) {
  auto folder = state_folder(config);
  return folder.empty() && is_the_machines(options) ? kStateFolder : folder;
}

// The last good schedule of a source; none: never had. Errors: "unreadable".
Result<std::optional<fetch::CacheEntry>> last_entry(const std::filesystem::path& folder,
                                                    const config::SourceOptions& source) {
  for (const auto& file :
       {fetch::cache_file(folder, source.urls.front()), folder / "schedule.cache"}) {
    auto entry = fetch::Cache(file).load();
    if (entry && std::ranges::find(source.urls, entry->url) != source.urls.end())
      return std::move(*entry);
    if (entry || entry.error().code == "no-cache") continue;
    if (entry.error().code == "unreadable") return std::unexpected(entry.error());
    log_notice("{}", entry.error().message);
  }
  return std::nullopt;
}

// That a sign may have shown something, which this user is not let see.
Finding not_known(const std::filesystem::path& folder, const Error& unreadable) {
  const auto why = ::geteuid() == 0 ? unreadable.message
                                    : fmt::format("{} is for root and the sign; run it with sudo",
                                                  folder.string());
  return {Severity::kNote,
          unreadable.code,
          fmt::format("what the next poll would change is not known: {}", why),
          {},
          {}};
}

// What the sign on this machine shows, if it ever showed anything from the same addresses.
void compare_with_last(const std::filesystem::path& folder, const config::Config& config,
                       Instant now, Report& report) {
  if (folder.empty()) return;
  const schedule::RoomNames names(config.aliases);
  std::vector<schedule::Schedule> last;
  for (const auto& source : config.sources) {
    const auto read = last_entry(folder, source);
    if (!read) {
      report.compared_with.reset();
      report.findings.push_back(not_known(folder, read.error()));
      return;
    }
    const auto& entry = *read;
    auto parsed = entry ? formats::parse_native(entry->content, {})
                        : Result<formats::Parsed>(failure("no-cache", "none"));
    if (!parsed) continue;
    names.apply(last.emplace_back(std::move(parsed->schedule)));
    report.compared_with = std::max(report.compared_with.value_or(entry->fetched), entry->fetched);
  }
  if (last.empty()) return;
  report.last = std::make_shared<const schedule::Schedule>(schedule::merge(last));
  const auto& next = report.programme->schedule();
  report.changes = schedule::changes(*report.last, next);
  if (const auto drastic = sign::drastic_change(*report.last, next, room_names(config), now)) {
    report.findings.push_back({Severity::kWarning,
                               drastic->code,
                               fmt::format("a running sign would hold this back for {} min: {}",
                                           sign::kHold.count(), drastic->message),
                               {},
                               {}});
  }
}

void add_sources(const std::vector<SourceRead>& sources, Report& report) {
  for (const auto& source : sources) {
    if (source.parsed) {
      add(report, review_source(*source.parsed, sources.size() > 1 ? source.name : ""));
    } else {
      report.findings.push_back({Severity::kError,
                                 source.parsed.error().code,
                                 source.parsed.error().message,
                                 {},
                                 sources.size() > 1 ? source.name : ""});
    }
  }
}

// A room below [source] is for sessions that name none; the sign's own stands above.
void add_source_room(const config::Config& config, Report& report) {
  const auto& room = config.sources.front().room;
  const bool shows_all = config.room.empty() && config.rooms.empty() && !config.view.lobby;
  const auto rooms = report.programme->rooms().size();
  if (config.sources.size() > 1 || room.empty() || !shows_all || rooms < 2) return;
  report.findings.push_back(
      {Severity::kWarning,
       "all-rooms",
       fmt::format(
           "the sign shows all {} rooms: source.room says only where sessions are that name "
           "no room; for a sign of \"{}\" put room = \"{}\" above [source]",
           rooms, room, room),
       {},
       {}});
}

// Returns what the pictures are to show of them.
schedule::Notices add_announcements(const config::Config& config, Instant now, Report& report) {
  auto document = load_announcements(config, now);
  if (!document) {
    report.findings.push_back(
        {Severity::kError, document.error().code, document.error().message, {}, "announcements"});
    return {};
  }
  const schedule::RoomNames names(config.aliases);
  add(report, review_announcements(*document, *report.programme, names, now));
  return schedule::notices_for(std::move(document->notices), config.room, names);
}

// What the service may not read or write that the configuration names.
void add_files(const Options& options, const config::Config& config, Report& report) {
  const auto sign = is_the_machines(options) ? installed_user() : std::nullopt;
  if (!sign) return;
  add(report, review_files(files_of(config, machine_config()), *sign));
  add(report, review_state_folder(config.state_dir));
}

void add_remote(const Options& options, const serve::Options& remote, Report& report) {
  if (!remote.is_on()) return;
  std::optional<Error> no_library;
  if (const auto loaded = serve::load_microhttpd(); !loaded) no_library = loaded.error();
  const auto sign = is_the_machines(options) ? installed_user() : std::nullopt;
  add(report, review_remote(remote, no_library, sign));
}

// What is wrong on this machine, else what the broker says.
void add_broker(const mqtt::Options& mqtt, const Clocks& clocks, Report& report) {
  if (!mqtt.is_on()) return;
  auto troubles = fleet_troubles(mqtt);
  if (troubles.empty()) {
    const auto tried = try_broker(mqtt, clocks.steady, sign::random_share);
    if (!tried) troubles.push_back(tried.error());
  }
  for (const auto& [code, message] : troubles) {
    const auto text = fmt::format("the sign would hear nothing from {}: {}", mqtt.broker, message);
    report.findings.push_back({Severity::kWarning, code, text, {}, "mqtt"});
  }
}

// Of all days. Returns those that the pictures are to show.
std::shared_ptr<const view::Photos> add_photographs(const config::Config& config, Report& report) {
  auto found = load_photographs(*report.programme, report.programme->days(), config);
  for (auto& missing : found.missing) {
    report.findings.push_back(
        {Severity::kWarning, "photo", missing.text(), std::move(missing.sessions), {}});
  }
  return std::move(found.photos);
}

// `schedule`: of all sources together.
void add_programme(const Settled& settled, schedule::Schedule schedule, Instant now,
                   Report& report) {
  const auto& config = settled.config;
  report.programme =
      programme(config, std::make_shared<const schedule::Schedule>(std::move(schedule)));
  const schedule::RoomNames names(config.aliases);
  add(report, review(*report.programme, config.room.empty() ? "" : names(config.room)));
  for (const auto& room : config.rooms) {
    review_room(*report.programme, names(room), report.findings);
  }
  add_source_room(config, report);
  add(report, review_age(*report.programme, now));
  const auto notices = add_announcements(config, now, report);
  const auto photos = add_photographs(config, report);
  ProgressLine line;
  const auto progress = [&](int pictures) {
    if (pictures % 50 == 0) line.say(fmt::format("setting pictures: {}", pictures));
  };
  add(report,
      review_pictures(*report.programme, config.view, notices, photos, config.theme,
                      settled.sizes.empty() ? std::vector{picture_size(settled)} : settled.sizes,
                      progress));
  add(report, review_glyphs(*report.programme, config.theme));
}

// What it shows, and who may speak to it.
void check_sign(const Options& options, Settled& settled, const Clocks& clocks, Report& report) {
  const auto& config = settled.config;
  const Instant now = sign_time(settled, clocks);
  report.room = config.room;
  for (const auto& [code, message] : dress(settled.config)) {
    report.findings.push_back({Severity::kWarning, code, message, {}, {}});
  }
  add_files(options, config, report);
  add_remote(options, config.remote, report);
  add_broker(config.mqtt, clocks, report);
  add(report, review_password(config.mqtt));
  if (const auto signing = signature_report(config.signatures); signing && signing->trouble) {
    const auto text = fmt::format("the sign would refuse everything that must be signed: {}",
                                  signing->trouble->message);
    report.findings.push_back({Severity::kWarning, signing->trouble->code, text, {}, "signatures"});
  }
  auto loaded = load_sources(config, now);
  auto whole = merged(loaded, config);
  for (auto& source : loaded) {
    const bool needs_none = loaded.size() == 1 && source.name == source.address;
    report.sources.push_back(
        {needs_none ? "" : source.name, source.address, std::move(source.parsed)});
  }
  add_sources(report.sources, report);
  if (whole) add_programme(settled, std::move(whole->schedule), now, report);
  if (report.programme) compare_with_last(sign_folder(options, config), config, now, report);
}

}  // namespace

int check(const Options& options, const Clocks& clocks) {
  auto settled = settle_sign(options);
  Report report;
  if (settled && !settled->config.config_urls.empty()) {
    auto tried = try_configuration(options, settled->config,
                                   std::chrono::floor<std::chrono::seconds>(clocks.real()));
    add(report, std::move(tried.findings));
    if (tried.settled) settled = *std::move(tried.settled);
  } else if (settled && settled->config.sources.empty()) {
    settled = settle(options);  // says why there is nothing to check
  }
  if (!settled) {
    complain(settled.error());
    return 2;
  }
  if (!settled->config.sources.empty()) check_sign(options, *settled, clocks, report);
  fmt::print("{}", options.json ? print_json(report) : print_text(report));
  return exit_status(report);
}

}  // namespace roomsign::commands
