#include "daemon/commands/daemon.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/fetch/http.hpp"
#include "render/sdl/display.hpp"
#include "render/sdl/png.hpp"
#include "render/sdl/snapshot.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto kDisplayRetry = 1s;
constexpr double kFastestFade = 60;  // beyond this a fade would hide more than it shows

std::string host_name() {
  std::string name(256, '\0');
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  name.resize(name.find('\0'));
  return name;
}

// Where the last good schedule is kept; empty where no folder is given.
std::filesystem::path cache_file(const config::Config& config) {
  if (!config.state_dir.empty()) return config.state_dir / "schedule.cache";
  const char* folder = std::getenv("STATE_DIRECTORY");
  return folder == nullptr ? "" : std::filesystem::path(folder) / "schedule.cache";
}

sign::Look look(const Settled& settled) {
  const auto& config = settled.config;
  return {config.view, config.theme, config.display.fade && settled.speed <= kFastestFade};
}

render::DisplayOptions display_options(const Settled& settled) {
  const auto& display = settled.config.display;
  render::DisplayOptions options;
  options.driver = display.driver;
  options.size = settled.size.value_or(render::Size{display.width, display.height});
  options.fullscreen = display.fullscreen && !settled.size;
  return options;
}

sign::Source::Options source_options(const Settled& settled, bool replay) {
  const auto& config = settled.config;
  sign::Source::Options options;
  options.poll = config.poll;
  options.http = config.http;
  options.read = read_options(config);
  if (!replay) options.cache = cache_file(config);
  return options;
}

// Whether a new configuration asks for the same documents in the same way.
bool same_source(const config::Config& a, const config::Config& b) {
  return a.poll == b.poll && a.http == b.http && a.source == b.source &&
         a.rules.day_change == b.rules.day_change && a.state_dir == b.state_dir;
}

}  // namespace

Daemon::Daemon(const Options& options, Settled settled, const Clocks& clocks)
    : options_(options),
      clocks_(clocks),
      settled_(std::move(settled)),
      pace_(pace(settled_, clocks.real())),
      sign_(look(settled_)) {
  start_source();
}

int Daemon::run() {
  log_notice("version {}, schedule from {}", kVersion,
             fetch::public_address(settled_.config.poll.url));
  for (;;) {
    take_news();
    if (!display_) open_display();
    sign::RealTime until = display_ ? beat() : sign::RealTime::max();
    if (display_ && pump()) break;
    if (!display_) until = clocks_.real() + kDisplayRetry;
    const auto woken =
        waiter_.wait(clocks_.real(), until, {source_->news().fd(), display_ ? display_->fd() : -1});
    if (woken.stop) break;
    if (woken.reload) reload();
  }
  systemd_.stopping();
  log_notice("stopping");
  return 0;
}

void Daemon::apply(Settled settled) {
  const bool other_source = !same_source(settled.config, settled_.config);
  const bool other_display = settled.config.display != settled_.config.display;
  settled_ = std::move(settled);
  sign_.set_look(look(settled_));
  if (other_display) display_.reset();
  if (other_source) {
    start_source();
    if (ready_) source_->start();
  }
  tell_programme();
  tell_source();
}

void Daemon::reload() {
  systemd_.reloading();
  auto settled = settle(options_);
  if (settled) {
    apply(std::move(*settled));
    log_notice("configuration read again");
  } else {
    log_error("{}; the configuration in force stays", settled.error().message);
  }
  systemd_.ready(status_);
}

void Daemon::start_source() {
  source_.reset();  // two must not write one cache
  source_ = std::make_unique<sign::Source>(source_options(settled_, pace_.is_replay()),
                                           [this] { return pace_.at(clocks_.real()); });
}

void Daemon::open_display() {
  auto opened = render::open_display(display_options(settled_));
  if (opened) {
    display_ = std::move(*opened);
    new_display_ = true;
    no_display_.clear();
    log_notice("display: {}", display_->description());
    return;
  }
  if (!opened.error().may_come) throw std::runtime_error("display: " + opened.error().reason);
  await_display(opened.error().reason);
}

// Nothing hangs while there is nothing to present to: systemd is told so, and the source begins.
void Daemon::await_display(const std::string& reason) {
  if (no_display_ != reason) {
    no_display_ = reason;
    log_warning("display: {}; asking again each second", reason);
  }
  tell_systemd("waiting for a display: " + reason);
  systemd_.alive();
  source_->start();
}

void Daemon::tell_systemd(const std::string& status) {
  const bool other = status != status_;
  status_ = status;
  if (!std::exchange(ready_, true)) {
    systemd_.ready(status_);
  } else if (other) {
    systemd_.status(status_);
  }
}

// Whether the window was closed.
bool Daemon::pump() {
  const auto events = display_->pump();
  if (events.lost) lose_display("unplugged or changed");
  return events.quit;
}

void Daemon::lose_display(const std::string& reason) {
  log_warning("display lost: {}", reason);
  display_.reset();
}

void Daemon::take_news() {
  auto news = source_->news().take();
  if (!news || news == received_) return;
  const bool other_schedule = !received_ || news->schedule != received_->schedule;
  received_ = std::move(news);
  if (other_schedule) tell_programme();
  tell_source();
}

void Daemon::tell_programme() {
  if (received_ && received_->schedule)
    sign_.set_programme(programme(settled_.config, received_->schedule));
}

void Daemon::tell_source() {
  view::SourceState state;
  state.address = fetch::public_address(settled_.config.poll.url);
  state.host_name = host_name();
  if (received_) {
    if (received_->report.checked) state.checked = *received_->report.checked + clock_.correction;
    if (received_->report.trouble) state.trouble = received_->report.trouble->message;
  }
  sign_.set_source(std::move(state));
}

void Daemon::judge_clock(Instant now) {
  sign::ClockVerdict verdict{view::Trust::kTrusted, {}, "replay"};
  if (!pace_.is_replay()) {
    evidence_.vouched = settled_.config.trust_clock;
    evidence_.synchronised = sign::time_service_says();
    evidence_.earliest = kBuilt;
    if (received_) {
      const auto& report = received_->report;
      evidence_.earliest = std::max(kBuilt, received_->changed);
      if (report.server_date) {
        evidence_.server_date = report.server_date;
        evidence_.server_date_at = report.server_date_at;
        evidence_.server_verified = report.server_verified;
      }
    }
    verdict = sign::judge(evidence_, now);
  }
  if (verdict == clock_) return;
  if (verdict.reason != clock_.reason) log_notice("clock: {}", verdict.reason);
  clock_ = std::move(verdict);
  tell_source();
}

sign::RealTime Daemon::beat() {
  const auto real = clocks_.real();
  judge_clock(pace_.at(real));
  const Instant now = pace_.at(real) + clock_.correction;
  sign::Sign::Beat beat;
  try {
    beat = sign_.beat(*display_, now, clock_.trust, new_display_ || present_is_due());
  } catch (const std::runtime_error& error) {
    lose_display(error.what());
    return real + kDisplayRetry;
  }
  new_display_ = false;
  if (beat.presented) picture_is_up();
  return beat.next ? pace_.when(*beat.next - clock_.correction) : real + sign::kLongestSleep;
}

void Daemon::picture_is_up() {
  presented_ = clocks_.steady();
  const auto& screen = sign_.screen();
  std::string status = "showing: " + (screen.title.empty() ? screen.headline : screen.title);
  if (clock_.trust == view::Trust::kUntrusted) status += "; no time, the clock: " + clock_.reason;
  tell_systemd(status);
  systemd_.alive();
  source_->start();
  write_picture();
}

// The watchdog is fed by completed presents only; a picture that does not change is presented again
// in time for it.
bool Daemon::present_is_due() const {
  const auto period = systemd_.watchdog_period();
  return period && clocks_.steady() - presented_ + sign::kLongestSleep > *period;
}

void Daemon::write_picture() const {
  if (options_.output.empty()) return;
  const auto drawn =
      render::snapshot(sign_.screen(), settled_.config.theme, display_->size(), sign_.page());
  const auto written = write_file_atomically(options_.output, render::encode_png(drawn.picture));
  if (!written) log_warning("{}", written.error().message);
}

}  // namespace roomsign::commands
