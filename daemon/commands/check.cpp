#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/commands/findings_pictures.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/report.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/formats/native.hpp"

namespace roomsign::commands {
namespace {

// One line that is written over itself, and only where somebody watches.
class Progress {
 public:
  void operator()(int pictures) {
    if (!watched_ || pictures % 50 != 0) return;
    fmt::print(stderr, "\rsetting pictures: {}", pictures);
    std::fflush(stderr);
    said_ = true;
  }
  ~Progress() {
    if (said_) fmt::print(stderr, "\r{:40}\r", "");
  }

 private:
  bool watched_ = ::isatty(STDERR_FILENO) == 1;
  bool said_ = false;
};

void add(Report& report, std::vector<Finding> findings) {
  std::ranges::move(findings, std::back_inserter(report.findings));
}

// Where the sign keeps what it had last. Systemd tells its service; who checks the machine's own
// configuration means that service.
std::filesystem::path cache_file(const Options& options, const config::Config& config) {
  if (!config.state_dir.empty()) return config.state_dir / "schedule.cache";
  if (const char* folder = std::getenv("STATE_DIRECTORY"); folder != nullptr)
    return std::filesystem::path(folder) / "schedule.cache";
  const bool is_the_machines = options.config.empty() && options.source.empty();
  return is_the_machines ? "/var/lib/roomsign/schedule.cache" : "";
}

// What the sign on this machine shows, if it ever showed anything from the same address.
void compare_with_last(const std::filesystem::path& file, const std::string& url, Report& report) {
  const auto entry = fetch::Cache(file).load();
  if (!entry) {
    if (entry.error().code != "no-cache") log_notice("{}", entry.error().message);
    return;
  }
  auto last = formats::parse_native(entry->content, {});
  if (!last || entry->url != url) return;
  report.compared_with = entry->fetched;
  report.last = std::make_shared<const schedule::Schedule>(std::move(last->schedule));
  report.changes = schedule::changes(*report.last, report.programme->schedule());
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

// `schedule`: of all sources together.
void add_programme(const Settled& settled, schedule::Schedule schedule, Instant now,
                   Report& report) {
  const auto& config = settled.config;
  report.programme =
      programme(config, std::make_shared<const schedule::Schedule>(std::move(schedule)));
  add(report, review(*report.programme, config.room));
  add(report, review_age(*report.programme, now));
  Progress progress;
  add(report, review_pictures(*report.programme, config.view, config.theme,
                              settled.size.value_or(render::Size{1920, 1080}), std::ref(progress)));
  add(report, review_glyphs(*report.programme));
}

}  // namespace

int check(const Options& options, const Clocks& clocks) {
  const auto settled = settle(options);
  if (!settled) {
    complain(settled.error());
    return 2;
  }
  const auto& config = settled->config;
  const Instant now = sign_time(*settled, clocks);

  Report report;
  report.room = config.room;
  report.sources.push_back({"", fetch::public_address(config.source.url), load(config, now)});
  add_sources(report.sources, report);
  if (report.sources.front().parsed)
    add_programme(*settled, report.sources.front().parsed->schedule, now, report);
  if (report.programme) compare_with_last(cache_file(options, config), config.source.url, report);
  fmt::print("{}", options.json ? print_json(report) : print_text(report));
  return exit_status(report);
}

}  // namespace roomsign::commands
