#include "daemon/commands/showing.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/host_name.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::commands {
namespace {

constexpr double kFastestFade = 60;  // beyond this a fade would hide more than it shows

// With the theme's pictures; without those that cannot be shown.
Settled dressed(Settled settled) {
  dress_or_warn(settled.config);
  return settled;
}

// Whether it is the same moment's word on the time.
bool same_word(const std::optional<fetch::PollReport>& a,
               const std::optional<fetch::PollReport>& b) {
  return a && b && fetch::same_word(*a, *b);
}

std::optional<sign::ClockEvidence::Span> span_of(const schedule::Schedule* schedule) {
  if (schedule == nullptr || schedule->sessions.empty()) return std::nullopt;
  sign::ClockEvidence::Span span{schedule->sessions.front().start, {}};
  for (const auto& session : schedule->sessions)
    span.last = std::max(span.last, schedule::over_at(session));
  return span;
}

void log_verdict(const sign::ClockVerdict& verdict) {
  if (verdict.trust == view::Trust::kTrusted) {
    log_notice("clock: {}", verdict.reason);
  } else {
    log_warning(
        "clock: {}: no time is shown and nothing as running until it is trusted; timedatectl tells "
        "more, and trust_clock = true vouches for it",
        verdict.reason);
  }
}

sign::Look look(const Settled& settled) {
  const auto& config = settled.config;
  const auto& display = config.display;
  return {.view = config.view,
          .theme = config.theme,
          .fade = display.fade && settled.speed <= kFastestFade,
          .drift = display.drift && settled.fills_screen(),
          .night = display.night,
          .night_rules = display.night_rules};
}

}  // namespace

Showing::Showing(Settled settled)
    : settled_(dressed(std::move(settled))),
      sign_(look(settled_)),
      baseline_(std::make_unique<sign::Baseline>("", "")) {}

void Showing::settle(Settled settled) {
  const auto& [before, after] = std::tie(settled_.config, settled.config);
  if (before.room != after.room || before.rooms != after.rooms) drop_programme();
  settled_ = dressed(std::move(settled));
  sign_.set_look(look(settled_));
  programme_is_new_ = notices_are_new_ = source_is_new_ = true;
}

void Showing::set_unnamed(std::string why) {
  if (settled_.unnamed.empty()) return;
  settled_.unnamed = std::move(why);
  source_is_new_ = true;
}

// Another room's sessions are never shown in place of the sign's own.
void Showing::drop_programme() {
  programme_ = nullptr;
  sign_.set_programme(nullptr);
}

void Showing::set_baseline(const std::filesystem::path& file, std::string reader, Scribe* scribe,
                           bool pass_over) {
  baseline_ = std::make_unique<sign::Baseline>(file, std::move(reader), scribe, pass_over);
  programme_is_new_ = true;
}

void Showing::set_schedules(sign::Gathered gathered) {
  if (!gathered_ || gathered.schedule != gathered_->schedule) {
    programme_is_new_ = true;
    evidence_.programme = span_of(gathered.schedule.get());
  }
  const auto& word = gathered.clock;
  if (word && !(gathered_ && same_word(word, gathered_->clock))) believe(*word);
  gathered_ = std::move(gathered);
  source_is_new_ = true;
}

void Showing::believe(const fetch::PollReport& word) {
  evidence_.server_date = word.server_date;
  evidence_.server_date_at = word.server_date_at;
  evidence_.server_verified = word.server_verified;
}

void Showing::hear_word(const fetch::PollReport& word) {
  const bool is_news = word.server_date && !same_word(word, other_word_);
  if (!is_news || (gathered_ && gathered_->clock)) return;
  other_word_ = word;
  believe(word);
}

void Showing::set_posted(std::shared_ptr<const sign::Posted> posted) {
  if (posted == posted_) return;
  posted_ = std::move(posted);
  notices_are_new_ = true;
}

void Showing::set_photographs(std::shared_ptr<const view::Photos> photographs) {
  if (photographs == photographs_) return;
  photographs_ = std::move(photographs);
  source_is_new_ = true;
}

void Showing::set_unenrolled(std::optional<view::Unenrolled> sign) {
  if (sign == unenrolled_) return;
  unenrolled_ = std::move(sign);
  source_is_new_ = true;
}

std::chrono::seconds Showing::set_time(const Time& time) {
  time_ = time;
  const auto step = steps_.look(time.clock, time.steady);
  evidence_.server_date_at += step;
  return step;
}

void Showing::update() {
  judge_clock();
  if (today() != compared_on_) programme_is_new_ = true;
  catch_up();
}

sign::Sign::Beat Showing::beat(render::Display& display, bool again) {
  update();
  auto beat = sign_.beat(display, now(), clock_.trust, again);
  if (beat.next) *beat.next -= clock_.correction;
  return beat;
}

void Showing::draw_ahead(render::Display& display, Instant next) {
  sign_.draw_ahead(display, next + clock_.correction, clock_.trust);
}

void Showing::judge_clock() {
  sign::ClockVerdict verdict{view::Trust::kTrusted, {}, "replay"};
  if (!settled_.is_replay()) {
    evidence_.vouched = settled_.config.trust_clock;
    evidence_.synchronised = time_.synchronised;
    evidence_.synchronised_at = time_.synchronised_at;
    evidence_.earliest = kBuilt;
    if (gathered_) evidence_.earliest = std::max(kBuilt, gathered_->fetched);
    verdict = sign::judge(evidence_, time_.clock, clock_);
  }
  if (verdict == clock_) return;
  if (sign::differs(verdict, logged_clock_)) {
    log_verdict(verdict);
    logged_clock_ = verdict;
  }
  clock_ = std::move(verdict);
  source_is_new_ = true;
}

// The programme day; none: nobody knows.
std::optional<std::chrono::local_days> Showing::today() const {
  if (!programme_ || clock_.trust == view::Trust::kUntrusted) return std::nullopt;
  return programme_->day_of(now());
}

void Showing::catch_up() {
  if (std::exchange(programme_is_new_, false)) tell_programme();
  if (std::exchange(notices_are_new_, false)) tell_notices();
  if (std::exchange(source_is_new_, false)) tell_source();
}

void Showing::tell_programme() {
  if (settled_.config.sources.empty()) return drop_programme();
  if (!gathered_ || !gathered_->schedule) return;
  programme_ = commands::programme(settled_.config, gathered_->schedule);
  tell_room();
  compared_on_ = today();
  const auto before = gathered_->comparable ? baseline_->since(gathered_->schedule, compared_on_)
                                            : gathered_->schedule;
  sign_.set_programme(commands::with_changes(programme_, *before));
}

// Said once a change: which rooms there are, for a sign whose room is none of them.
void Showing::tell_room() {
  auto trouble = commands::room_trouble(settled_.config, *programme_);
  if (trouble == room_trouble_) return;
  if (trouble.empty()) {
    log_notice("the schedule names this sign's room again");
  } else {
    log_warning("{}", trouble);
  }
  room_trouble_ = std::move(trouble);
}

schedule::Notices Showing::here(schedule::Notices notices) const {
  const auto& config = settled_.config;
  return schedule::notices_for(std::move(notices), config.room,
                               schedule::RoomNames(config.aliases));
}

void Showing::tell_notices() {
  sign_.set_notices(posted_ ? here(posted_->together()) : schedule::Notices());
}

void Showing::tell_source() {
  view::SourceState state;
  state.host_name = host_name();
  state.photos = photographs_;
  state.unenrolled = unenrolled_;
  if (gathered_) {
    state.address = gathered_->address;
    if (gathered_->checked) state.checked = *gathered_->checked + clock_.correction;
    state.trouble = gathered_->trouble;
  }
  if (!settled_.unnamed.empty()) state.trouble = settled_.unnamed;
  sign_.set_source(std::move(state));
}

}  // namespace roomsign::commands
