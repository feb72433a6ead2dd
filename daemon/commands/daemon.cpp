#include "daemon/commands/daemon.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/findings_pictures.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "daemon/schedule/rooms.hpp"
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

// Where the last good schedules are kept; empty where no folder is given.
std::filesystem::path state_folder(const config::Config& config) {
  if (!config.state_dir.empty()) return config.state_dir;
  const char* folder = std::getenv("STATE_DIRECTORY");
  return folder == nullptr ? "" : folder;
}

// With the theme's pictures; without those that cannot be shown.
Settled dressed(Settled settled) {
  dress_or_warn(settled.config);
  return settled;
}

render::DisplayOptions display_options(const Settled& settled) {
  const auto& display = settled.config.display;
  render::DisplayOptions options;
  options.driver = display.driver;
  options.size = settled.size().value_or(render::Size{display.width, display.height});
  options.fullscreen = display.fullscreen && settled.sizes.empty();
  options.turn = static_cast<render::Turn>(display.rotate);
  return options;
}

sign::Look look(const Settled& settled) {
  const auto& config = settled.config;
  const auto& display = config.display;
  return {.view = config.view,
          .theme = config.theme,
          .fade = display.fade && settled.speed <= kFastestFade,
          .drift = display.drift && display_options(settled).fullscreen,
          .night = display.night,
          .night_rules = display.night_rules};
}

// What a picture shows, for the status.
std::string subject(const render::Screen& screen) {
  if (screen.scene == render::Scene::kLobby) return fmt::format("{} rooms", screen.doors.size());
  return screen.title.empty() ? screen.headline : screen.title;
}

std::vector<sign::Source::Options> source_options(const config::Config& config,
                                                  const std::filesystem::path& folder) {
  std::vector<sign::Source::Options> all;
  for (const auto& source : config.sources) {
    auto& options = all.emplace_back();
    options.name = config::source_name(source);
    options.poll = config.poll;
    options.poll.urls = source.urls;
    options.http = config.http;
    options.read = read_options(config, source);
    options.rooms = room_names(config);
    if (!folder.empty()) options.cache = fetch::cache_file(folder, source.urls.front());
  }
  return all;
}

sign::NoticeSource::Options notice_options(const config::Config& config) {
  sign::NoticeSource::Options options;
  options.poll = config.poll;
  options.poll.urls = config.announcements;
  options.http = config.http;
  return options;
}

// "2025-12-07 07:15"
std::string wall_time(Instant instant, const Zone& zone) {
  auto text = format_instant(instant, zone.offset_at(instant)).substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace

Daemon::Daemon(const Options& options, Settled settled, const Clocks& clocks)
    : options_(options),
      clocks_(clocks),
      settled_(dressed(std::move(settled))),
      pace_(pace(settled_, clocks.real())),
      sources_([this] { return pace_.at(clocks_.real()); }),
      sign_(look(settled_)) {
  set_sources();
  set_announcements();
  set_photos();
  set_television();
}

int Daemon::run() {
  log_notice("version {}", kVersion);
  for (const auto& source : settled_.config.sources) {
    log_notice("schedule from {}", config::source_name(source));
  }
  if (!settled_.unnamed.empty()) log_warning("{}", settled_.unnamed);
  for (;;) {
    take_news();
    take_announcements();
    if (!display_) open_display();
    sign::RealTime until = display_ ? beat() : sign::RealTime::max();
    if (display_ && pump()) break;
    if (!display_) until = clocks_.real() + kDisplayRetry;
    auto readable = sources_.fds();
    if (board_) readable.push_back(board_->news().fd());
    if (photos_) readable.push_back(photos_->news().fd());
    if (display_) readable.push_back(display_->fd());
    const auto woken = waiter_.wait(clocks_.real(), until, readable);
    if (woken.stop) break;
    if (woken.reload) reload();
  }
  systemd_.stopping();
  log_notice("stopping");
  return 0;
}

void Daemon::apply(Settled settled) {
  const bool other_display = display_options(settled) != display_options(settled_);
  const bool other_television = settled.config.display.cec != settled_.config.display.cec;
  settled_ = dressed(std::move(settled));
  sign_.set_look(look(settled_));
  if (other_display) display_.reset();
  if (other_television) set_television();
  set_sources();
  set_announcements();
  set_photos();
  if (ready_) start_polling();
  take_news();
  take_announcements();
  tell_programme();
  tell_notices();
  tell_source();
}

void Daemon::reload() {
  systemd_.reloading();
  auto settled = settle_sign(options_);
  if (settled) {
    apply(std::move(*settled));
    log_notice("configuration read again");
  } else {
    log_error("{}; the configuration in force stays", settled.error().message);
  }
  systemd_.ready(status_);
}

std::filesystem::path Daemon::folder() const {
  return pace_.is_replay() ? std::filesystem::path() : state_folder(settled_.config);
}

std::filesystem::path Daemon::file_in_folder(std::string_view name) const {
  const auto folder = this->folder();
  return folder.empty() ? folder : folder / name;
}

void Daemon::set_sources() {
  const auto folder = this->folder();
  auto options = source_options(settled_.config, folder);
  first_urls_.clear();
  for (const auto& source : options) first_urls_.push_back(source.poll.urls.front());
  if (!folder.empty()) {
    fetch::adopt_old_cache(folder, first_urls_);
    may_tidy_ = true;
  }
  sources_.set(std::move(options), settled_.config.aliases);
  baseline_ = std::make_unique<sign::Baseline>(file_in_folder("baseline.cache"));
}

void Daemon::set_announcements() {
  auto options = notice_options(settled_.config);
  if (options == notice_options_) return;
  notice_source_.reset();
  board_.reset();
  posted_.reset();
  notice_options_ = std::move(options);
  const auto& urls = notice_options_.poll.urls;
  if (urls.empty()) return;
  board_ = std::make_unique<sign::Board>(file_in_folder("announcements.cache"), urls.front());
  notice_source_ = std::make_unique<sign::NoticeSource>(
      notice_options_, [this] { return pace_.at(clocks_.real()); }, *board_);
}

void Daemon::start_polling() {
  sources_.start();
  if (notice_source_) notice_source_->start();
}

void Daemon::set_television() {
  television_.reset();
  const auto& device = settled_.config.display.cec;
  if (!device.empty()) television_.emplace(device);
}

// A thread for photographs, where they are wanted.
void Daemon::set_photos() {
  std::optional<sign::PhotoOptions> options;
  if (settled_.config.view.photos) {
    options.emplace().http = settled_.config.http;
    options->folder = folder();
  }
  if (options == photo_options_) return;
  photo_options_ = std::move(options);
  photos_ = photo_options_ ? std::make_unique<sign::Photos>(*photo_options_) : nullptr;
  photographs_.reset();
  wanted_photos_.clear();
}

// Those of today's speakers, whenever they are others.
void Daemon::want_photos(Instant now) {
  if (!photos_ || !programme_) return;
  auto wanted = view::wanted_photos(*programme_, programme_->day_of(now));
  if (wanted == wanted_photos_) return;
  wanted_photos_ = wanted;
  photos_->want(std::move(wanted));
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
  start_polling();
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
  if (photos_) {
    auto photographs = photos_->news().take();
    if (std::exchange(photographs_, photographs) != photographs) tell_source();
  }
  auto news = sources_.take();
  if (!news) return;
  const bool other_schedule = !gathered_ || news->schedule != gathered_->schedule;
  gathered_ = std::move(news);
  if (gathered_->all_answered && std::exchange(may_tidy_, false))
    fetch::remove_other_caches(folder(), first_urls_);
  if (other_schedule) tell_programme();
  tell_source();
}

void Daemon::take_announcements() {
  if (!board_) return;
  const auto report = notice_source_->news().take();
  announcements_fail_ = report && report->trouble;
  auto posted = board_->news().take();
  if (posted == posted_) return;
  posted_ = std::move(posted);
  tell_notices();
}

void Daemon::tell_notices() {
  const auto& config = settled_.config;
  sign_.set_notices(posted_ ? schedule::notices_for(posted_->notices, config.room,
                                                    schedule::RoomNames(config.aliases))
                            : schedule::Notices());
}

void Daemon::tell_programme() {
  if (!gathered_ || !gathered_->schedule) return;
  programme_ = commands::programme(settled_.config, gathered_->schedule);
  tell_room(*programme_);
  compared_on_ = today();
  const auto before = baseline_->since(gathered_->schedule, compared_on_);
  sign_.set_programme(commands::with_changes(programme_, *before));
}

// The programme day; none: nobody knows.
std::optional<std::chrono::local_days> Daemon::today() const {
  if (!programme_ || clock_.trust == view::Trust::kUntrusted) return std::nullopt;
  return programme_->day_of(pace_.at(clocks_.real()) + clock_.correction);
}

// Said once a change: which rooms there are, for a sign whose room is none of them.
void Daemon::tell_room(const schedule::Programme& programme) {
  std::string trouble;
  if (programme.room_unknown()) {
    const auto& config = settled_.config;
    const auto room =
        config.rooms.empty() ? config.room : fmt::format("{}", fmt::join(config.rooms, "\", \""));
    const auto nearest = schedule::nearest_room(room, programme.rooms());
    trouble = fmt::format("no session is in a room called \"{}\"{}; the schedule's rooms: {}",
                          clean_line(room),
                          nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : "",
                          clean_line(fmt::format("{}", fmt::join(programme.rooms(), ", ")), 1000));
  }
  if (trouble == room_trouble_) return;
  if (trouble.empty()) {
    log_notice("the schedule names this sign's room again");
  } else {
    log_warning("{}", trouble);
  }
  room_trouble_ = std::move(trouble);
}

void Daemon::tell_source() {
  view::SourceState state;
  state.host_name = host_name();
  state.photos = photographs_;
  if (gathered_) {
    state.address = gathered_->address;
    if (gathered_->checked) state.checked = *gathered_->checked + clock_.correction;
    state.trouble = gathered_->trouble;
  }
  if (!settled_.unnamed.empty()) state.trouble = settled_.unnamed;
  sign_.set_source(std::move(state));
}

void Daemon::judge_clock(Instant now) {
  sign::ClockVerdict verdict{view::Trust::kTrusted, {}, "replay"};
  if (!pace_.is_replay()) {
    evidence_.vouched = settled_.config.trust_clock;
    evidence_.synchronised = sign::time_service_says();
    evidence_.earliest = kBuilt;
    if (gathered_) {
      evidence_.earliest = std::max(kBuilt, gathered_->changed);
      if (const auto& report = gathered_->clock) {
        evidence_.server_date = report->server_date;
        evidence_.server_date_at = report->server_date_at;
        evidence_.server_verified = report->server_verified;
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
  if (today() != compared_on_) tell_programme();
  const Instant now = pace_.at(real) + clock_.correction;
  want_photos(now);
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
  tell_night();
  if (television_) television_->set(sign_.light() != render::Light::kOff);
  std::string status = night_.empty() ? "" : night_ + "; ";
  status += "showing: " + subject(sign_.screen());
  if (clock_.trust == view::Trust::kUntrusted) status += "; no time, the clock: " + clock_.reason;
  if (!room_trouble_.empty()) status += "; " + room_trouble_;
  std::vector<std::string> failing = gathered_ ? gathered_->failing : std::vector<std::string>();
  if (announcements_fail_) failing.emplace_back("announcements");
  if (!failing.empty()) status += fmt::format("; failing: {}", fmt::join(failing, ", "));
  tell_systemd(status);
  systemd_.alive();
  start_polling();
  name_missing_letters();
  write_picture();
}

void Daemon::name_missing_letters() {
  constexpr std::size_t kMost = 100;  // a page of nonsense must not fill the journal
  for (const char32_t letter : sign_.missing()) {
    if (named_letters_.size() == kMost) return;
    if (named_letters_.insert(letter).second) log_warning("{}", undrawable(letter));
  }
}

// What the display does by night; empty by day.
std::string Daemon::night() const {
  if (sign_.light() == render::Light::kFull) return {};
  const char* black = display_->is_off() ? "off" : "black";
  const char* state = sign_.light() == render::Light::kDim ? "dimmed" : black;
  const auto until = sign_.night().until;
  if (!until) return fmt::format("night: display {}, the programme is over", state);
  return fmt::format("night: display {} until {}", state, wall_time(*until, programme_->zone()));
}

void Daemon::tell_night() {
  auto now = night();
  if (now == night_) return;
  log_notice("{}", now.empty() ? "the night is over: display on" : now);
  night_ = std::move(now);
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
