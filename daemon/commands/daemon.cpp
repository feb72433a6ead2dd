#include "daemon/commands/daemon.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/findings_pictures.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/photographs.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "render/sdl/display.hpp"
#include "render/sdl/png.hpp"
#include "render/sdl/snapshot.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto kDisplayRetry = 1s;
constexpr auto kAhead = 200ms;  // what comes next is drawn so early: a slow computer needs as long

// A replay keeps nothing.
std::filesystem::path folder_of(const Settled& settled) {
  return settled.is_replay() ? std::filesystem::path() : state_folder(settled.config);
}

render::DisplayOptions display_options(const Settled& settled) {
  const auto& display = settled.config.display;
  render::DisplayOptions options;
  options.driver = display.driver;
  options.size = settled.size().value_or(render::Size{display.width, display.height});
  options.fullscreen = settled.fills_screen();
  options.turn = static_cast<render::Turn>(display.rotate);
  return options;
}

// What a picture shows, for the status.
std::string subject(const render::Screen& screen) {
  if (screen.scene == render::Scene::kLobby) return fmt::format("{} rooms", screen.doors.size());
  return screen.title.empty() ? screen.headline : screen.title;
}

sign::NoticeSource::Options notice_options(const config::Config& config) {
  sign::NoticeSource::Options options;
  options.poll = config.poll;
  options.poll.urls = config.announcements;
  options.http = config.http;
  options.guard = guard_of(config.signatures, config.mqtt);
  return options;
}

Settled begin(Enrolment& enrolment, Settled own) {
  const auto folder = folder_of(own);
  return enrolment.begin(std::move(own), folder);
}

}  // namespace

Daemon::Daemon(const Options& options, Settled settled, const Clocks& clocks, OwnFile& own_file)
    : options_(options),
      clocks_(clocks),
      own_file_(own_file),
      log_(clocks.steady()),
      enrolment_(options, clocks, scribe_, [this] { return pace_.at(clocks_.real()); }),
      showing_(begin(enrolment_, std::move(settled))),
      pace_(pace(this->settled(), clocks.real())),
      starts_(file_in_folder("starts"), sign::this_boot()),
      sources_([this] { return pace_.at(clocks_.real()); }, &scribe_),
      started_(clocks.steady()),
      fleet_(clocks.steady, sign::random_share) {
  set_sources();
  set_announcements();
  set_photos();
  set_television();
}

int Daemon::run() {
  log_notice("version {}", kVersion);
  for (const auto& source : settled().config.sources) {
    log_notice("schedule from {}", config::source_name(source));
  }
  if (!settled().unnamed.empty() && !own_file_.fault() && !enrolment_.is_waiting()) {
    log_warning("{}", settled().unnamed);
  }
  if (starts_.are_in_vain()) {
    log_warning(
        "the last {} starts ended within a minute: the schedules and announcements that are kept "
        "are passed over until they are polled anew",
        sign::kMostStarts);
    start_polling();
  }
  for (;;) {
    if (!display_) open_display();
    const auto now = tell_time();
    log_.look(clocks_.steady());
    take_news();
    answer_questions();
    const auto fleet_is_due = hear_fleet();
    take_announcements();
    const auto until_turn = std::min(look_at_file(), take_configuration());
    const auto identifying = this->identifying();
    sign::RealTime until = display_ ? beat(now) : sign::RealTime::max();
    if (display_ && pump()) break;
    if (!display_) {
      showing_.update();
      until = clocks_.real() + kDisplayRetry;
    }
    if (television_) television_->set(showing_.light() != render::Light::kOff);
    tell_board_the_time();
    sources_.set_correction(showing_.clock().correction);
    if (identifying.count() > 0) until = std::min(until, clocks_.real() + identifying);
    until = std::min(until, clocks_.real() + std::min(fleet_is_due, until_turn));
    if (ready_) set_remote();
    if (ready_) own_file_.keep(scribe_);
    tell_fleet();
    auto readable = sources_.fds();
    readable.push_back(board_->news().fd());
    if (photos_) readable.push_back(photos_->news().fd());
    if (display_) readable.push_back(display_->fd());
    readable.push_back(enrolment_.fd());
    if (server_) readable.push_back(mailbox_.fd());
    readable.push_back(fleet_.fd());
    const auto woken = waiter_.wait(clocks_.real(), until, readable);
    judge_start();
    if (woken.stop) break;
    if (woken.reload) static_cast<void>(reload());  // it logs what is wrong
  }
  systemd_.stopping();
  log_notice("stopping");
  starts_.succeed();
  enrolment_.end();
  return 0;
}

void Daemon::apply(Settled next) {
  const bool other_display = display_options(next) != display_options(settled());
  const bool other_television = next.config.display.cec != settled().config.display.cec;
  showing_.settle(std::move(next));
  if (other_display) display_.reset();
  if (other_television) set_television();
  set_sources();
  set_announcements();
  set_photos();
  take_news();  // lest what the former sources had be shown as these do
  remote_is_new_ = true;
  if (ready_) start_polling();
}

Result<void> Daemon::reload() {
  log_.begin_hour(clocks_.steady());
  systemd_.reloading();
  own_file_.mark();
  auto settled = enrolment_.again();
  Result<void> done;
  if (settled) {
    own_file_.take(*settled);
    apply(std::move(*settled));
    log_notice("configuration read again");
  } else {
    done = failure(settled.error().code,
                   fmt::format("{}; the configuration in force stays", settled.error().message));
    log_error("{}", done.error().message);
    own_file_.refuse(settled.error());
    if (own_file_.fault()) showing_.set_unnamed(settled.error().message);
  }
  if (display_ && ready_) status_ = words();
  systemd_.ready(status_);
  return done;
}

std::filesystem::path Daemon::folder() const { return folder_of(settled()); }

std::filesystem::path Daemon::file_in_folder(std::string_view name) const {
  const auto folder = this->folder();
  return folder.empty() ? folder : folder / name;
}

void Daemon::set_sources() {
  const auto folder = this->folder();
  auto options = source_options(settled().config, folder);
  first_urls_.clear();
  for (const auto& source : options) first_urls_.push_back(source.poll.urls.front());
  if (!folder.empty()) {
    fetch::adopt_old_cache(folder, first_urls_);
    may_tidy_ = true;
  }
  sources_.pass_over_kept(starts_.are_in_vain());
  sources_.set(std::move(options), settled().config.aliases, room_names(settled().config));
  showing_.set_baseline(file_in_folder("baseline.cache"), sources_.reader(), &scribe_,
                        starts_.are_in_vain());
}

void Daemon::set_announcements() {
  auto options = notice_options(settled().config);
  const auto& urls = options.poll.urls;
  BoardOptions board{folder(), urls.empty() ? "" : urls.front(),
                     notice_topics(settled().config.mqtt), options.guard};
  const bool same_board = board_ && board == board_options_;
  if (same_board && options == notice_options_) return;
  notice_source_.reset();
  notice_options_ = std::move(options);
  if (!same_board) set_board(std::move(board));
  if (notice_options_.poll.urls.empty()) return;
  notice_source_ = std::make_unique<sign::NoticeSource>(
      notice_options_, [this] { return pace_.at(clocks_.real()); }, *board_);
}

// A new one, to which the broker tells again what it has.
void Daemon::set_board(BoardOptions options) {
  board_options_ = std::move(options);
  const auto& [folder, address, topics, guard] = board_options_;
  board_ = std::make_unique<sign::Board>(folder, address, topics, guard, &scribe_,
                                         starts_.are_in_vain());
  fleet_.forget_line();
}

// What the sign has lived with for so long does not end it.
void Daemon::judge_start() {
  if (clocks_.steady() - started_ >= sign::kGoodRun) starts_.succeed();
}

void Daemon::start_polling() {
  enrolment_.start();
  sources_.start();
  if (notice_source_) notice_source_->start();
}

// Who was not reached by a wrong clock, as certificates are judged by it, may be reached now.
void Daemon::retry() {
  enrolment_.retry();
  sources_.retry();
  if (notice_source_) notice_source_->retry();
  if (photos_) photos_->want(wanted_photos_);
}

void Daemon::set_television() {
  television_.reset();
  const auto& device = settled().config.display.cec;
  if (!device.empty()) television_.emplace(device);
}

// A thread for photographs, where they are wanted.
void Daemon::set_photos() {
  std::optional<sign::PhotoOptions> options;
  if (settled().config.view.photos) {
    options = photo_options(settled().config);
    options->folder = folder();
  }
  if (options == photo_options_) return;
  photo_options_ = std::move(options);
  photos_ = photo_options_ ? std::make_unique<sign::Photos>(*photo_options_) : nullptr;
  showing_.set_photographs(nullptr);
  wanted_photos_.clear();
}

// Those of today's speakers, whenever they are others.
void Daemon::want_photos(Instant now) {
  const auto& programme = showing_.programme();
  if (!photos_ || !programme) return;
  auto wanted = view::wanted_photos(*programme, programme->day_of(now));
  if (wanted == wanted_photos_) return;
  wanted_photos_ = wanted;
  photos_->want(std::move(wanted));
}

void Daemon::open_display() {
  auto opened = render::open_display(display_options(settled()));
  if (opened) {
    display_ = std::move(*opened);
    new_display_ = true;
    return;
  }
  if (!opened.error().may_come) {
    starts_.succeed();  // nothing that is kept made it fail
    throw std::runtime_error("display: " + opened.error().reason);
  }
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

// Whether the window was closed. A panel that is off is let go when it is to be lit again: many a
// monitor seems to be unplugged while it sleeps, and would light up for whoever opened it anew.
bool Daemon::pump() {
  try {
    const auto events = display_->pump();
    if (events.lost && !display_->is_off()) lose_display("unplugged or changed");
    return events.quit;
  } catch (const std::runtime_error& error) {
    lose_display(error.what());
    return false;
  }
}

void Daemon::lose_display(const std::string& reason) {
  display_.reset();
  await_display(reason);
}

void Daemon::take_news() {
  if (photos_) showing_.set_photographs(photos_->news().take());
  auto news = sources_.take();
  if (!news) return;
  if (news->all_answered && std::exchange(may_tidy_, false))
    fetch::remove_other_caches(folder(), first_urls_);
  showing_.set_schedules(*std::move(news));
}

void Daemon::take_announcements() {
  announcements_ = notice_source_ ? notice_source_->news().take() : nullptr;
  showing_.set_posted(board_->news().take());
}

// What is signed waits there for a clock that is trusted.
void Daemon::tell_board_the_time() {
  const auto& clock = showing_.clock();
  const bool trusted = clock.trust == view::Trust::kTrusted;
  board_->set_clock(trusted ? std::optional(clock.correction) : std::nullopt,
                    pace_.at(clocks_.real()));
}

// Returns how long until it is to be looked at again.
std::chrono::nanoseconds Daemon::take_configuration() {
  std::chrono::nanoseconds next = sign::kLongestSleep;
  if (enrolment_.is_on()) {
    const bool trusted = showing_.clock().trust == view::Trust::kTrusted;
    auto turn =
        enrolment_.turn(sources_.reports(), trusted ? std::optional(showing_.now()) : std::nullopt);
    if (turn.settled) {
      apply(*std::move(turn.settled));
      enrolment_.applied(sources_.reports());
    }
    if (const auto* word = enrolment_.word_on_time()) showing_.hear_word(*word);
    if (turn.poll) sources_.poll_now();
    next = turn.next;
  }
  showing_.set_unenrolled(enrolment_.unenrolled());
  return next;
}

// The configuration's file, where something stands in for it. Returns how long until it is to be
// looked at again.
std::chrono::nanoseconds Daemon::look_at_file() {
  if (own_file_.is_to_be_read(clocks_.steady())) static_cast<void>(reload());
  return own_file_.fault() ? OwnFile::kLook : sign::kLongestSleep;
}

sign::RealTime Daemon::tell_time() {
  const auto real = clocks_.real();
  const auto set = showing_.set_time(
      {pace_.at(real), clocks_.steady(), sign::time_service_says(), sign::time_service_spoke()});
  if (set.count() != 0) sources_.clock_was_set(set);
  if (set.count() != 0 && !pace_.is_replay()) retry();
  return real;
}

// Returns when to come again: shortly before the next picture, to draw it, and then to show it.
sign::RealTime Daemon::beat(sign::RealTime real) {
  auto next = real + sign::kLongestSleep;
  bool presented = false;
  try {
    const auto beat = showing_.beat(*display_, new_display_ || present_is_due());
    presented = beat.presented;
    if (beat.next) {
      next = pace_.when(*beat.next);
      if (next - clocks_.real() > kAhead) {
        next -= kAhead;
      } else {
        showing_.draw_ahead(*display_, *beat.next);
      }
    }
  } catch (const std::runtime_error& error) {
    lose_display(error.what());
    return real + kDisplayRetry;
  }
  want_photos(pace_.at(real) + showing_.clock().correction);
  if (presented) picture_is_up();
  new_display_ = false;
  return next;
}

void Daemon::picture_is_up() {
  presented_ = clocks_.steady();
  png_.reset();
  tell_display();
  tell_night();
  tell_systemd(words());
  systemd_.alive();
  start_polling();
  name_missing_letters();
  write_picture();
}

// The status of the picture that is up.
std::string Daemon::words() const {
  std::string status = night_.empty() ? "" : night_ + "; ";
  status += "showing: " + subject(showing_.sign().screen());
  const auto& clock = showing_.clock();
  if (clock.trust == view::Trust::kUntrusted) status += "; no time, the clock: " + clock.reason;
  if (!showing_.room_trouble().empty()) status += "; " + showing_.room_trouble();
  const auto& gathered = showing_.gathered();
  std::vector<std::string> failing = gathered ? gathered->failing : std::vector<std::string>();
  if (announcements_ && announcements_->trouble) failing.emplace_back("announcements");
  if (const auto report = enrolment_.report(); report && report->trouble)
    failing.emplace_back("configuration");
  if (!failing.empty()) status += fmt::format("; failing: {}", fmt::join(failing, ", "));
  if (const auto& fault = own_file_.fault()) status += "; " + fault->text();
  return status;
}

// Once there is a picture on it: until then it may still refuse one.
void Daemon::tell_display() {
  if (!new_display_) return;
  no_display_.clear();
  log_notice("display: {}", display_->description());
}

void Daemon::name_missing_letters() {
  constexpr std::size_t kMost = 100;  // a page of nonsense must not fill the journal
  for (const char32_t letter : showing_.sign().missing()) {
    if (named_letters_.size() == kMost) return;
    if (named_letters_.insert(letter).second) log_warning("{}", undrawable(letter));
  }
}

// What the display does by night; empty by day.
std::string Daemon::night() const {
  if (showing_.sign().light() == render::Light::kFull) return {};
  const char* black = display_->is_off() ? "off" : "black";
  const char* state = showing_.sign().light() == render::Light::kDim ? "dimmed" : black;
  const auto until = showing_.sign().night().until;
  if (!until) return fmt::format("night: display {}, the programme is over", state);
  return fmt::format("night: display {} until {}", state,
                     wall_time(*until, showing_.programme()->zone()));
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

void Daemon::write_picture() {
  if (options_.output.empty()) return;
  const auto drawn = render::snapshot(showing_.sign().screen(), settled().config.theme,
                                      display_->size(), showing_.sign().manner().page);
  const auto written = scribe_.write(
      options_.output, [file = options_.output, png = render::encode_png(drawn.picture)] {
        return write_file_atomically(file, png);
      });
  if (!written) log_warning("{}", written.error().message);
}

}  // namespace roomsign::commands
