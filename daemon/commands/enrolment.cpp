#include "daemon/commands/enrolment.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/host_name.hpp"
#include "daemon/base/log.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/commands/machine.hpp"
#include "daemon/fetch/cache.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 5min;
constexpr auto kWaitingInterval = 30s;  // of a sign that has nothing to show
constexpr auto kTrialPoll = 1min;       // of the schedule, whatever its own interval is

const std::optional<config::Fetched>& newest(const config::Kept& kept) {
  return kept.on_trial ? kept.on_trial : kept.confirmed;
}

}  // namespace

config::MachineNames machine_names(const std::filesystem::path& root) {
  return {.hostname = host_name(), .serial = serial_number(root), .mac = mac_address(root)};
}

config::Layer layer_of(const std::string& url, const std::string& text) {
  return {fetch::public_address(url), text};
}

Enrolment::Enrolment(const Options& options, const Clocks& clocks, Scribe& scribe,
                     sign::Source::Now now)
    : options_(options), clocks_(clocks), scribe_(scribe), now_(std::move(now)) {}

Settled Enrolment::begin(Settled own, const std::filesystem::path& folder) {
  if (!folder.empty()) file_ = folder / "configuration.cache";
  own_ = own.config;
  own_text_ = own.own;
  if (!is_on()) return own;
  look_for_names();
  load();
  auto adopted = adopt_kept();
  set_source();
  return adopted ? *std::move(adopted) : std::move(own);
}

void Enrolment::load() {
  const auto entry = fetch::Cache(file_).load_or_warn();
  if (!entry) return;
  auto kept = config::parse_kept(entry->content);
  if (kept) {
    stored_ = *std::move(kept);
  } else {
    log_warning("{}: {}", file_.string(), kept.error().message);
  }
}

Result<Settled> Enrolment::again() {
  auto own = settle_sign(options_);
  if (!own) return own;
  const bool on = !own->config.config_urls.empty();
  const bool keeps = on && in_use_ && is_believed(*in_use_, own->config);
  auto settled = keeps ? settle_over(own->own, &*in_use_) : own;
  if (!settled) return settled;
  own_ = std::move(own->config);
  own_text_ = std::move(own->own);
  trial_.may_go_back(!own_.sources.empty());
  if (!on || (in_use_ && !keeps)) {
    trial_.forget();
    in_use_.reset();
  }
  look_for_names();
  if (on && !in_use_) {
    load();
    if (auto adopted = adopt_kept()) settled = *std::move(adopted);
  }
  source_.reset();  // what was refused may be fine now
  set_source();
  return settled;
}

void Enrolment::start() {
  started_ = true;
  if (source_) source_->start();
}

void Enrolment::retry() {
  if (source_) source_->retry();
}

void Enrolment::poll_now() {
  if (source_) source_->poll_now();
}

bool Enrolment::is_waiting() const { return is_on() && !in_use_ && own_.sources.empty(); }

int Enrolment::fd() const { return source_ ? source_->news().fd() : -1; }

// They may come late: a host name from the network, an interface that is plugged in. Whether others
// are asked for now.
bool Enrolment::look_for_names() {
  names_ = is_on() ? machine_names("/") : config::MachineNames();
  std::vector<std::string> addresses;
  nameless_.reset();
  for (const std::string& written : own_.config_urls) {
    if (auto filled = config::fill_in(written, names_)) {
      addresses.push_back(*std::move(filled));
    } else {
      nameless_ = filled.error();
    }
  }
  if (!addresses.empty()) nameless_.reset();
  if (addresses == addresses_) return false;
  addresses_ = std::move(addresses);
  for (const auto& address : addresses_) {
    log_notice("configuration from {}", fetch::public_address(address));
  }
  return true;
}

// A thread that asks, where there is an address. One that has nothing to show asks more often.
void Enrolment::set_source() {
  sign::ConfigSource::Options options;
  options.poll.urls = addresses_;
  options.poll.interval = is_waiting() ? kWaitingInterval : kInterval;
  options.poll.max_interval = options.poll.interval;  // its server is nobody else's
  options.poll.jitter = own_.poll.jitter;
  options.http = own_.http;
  options.guard = guard_of(own_.signatures, own_.mqtt);
  if (source_ && options == polled_) return;
  source_.reset();
  polled_ = options;
  received_.reset();
  held_.reset();
  if (addresses_.empty()) return;
  source_ = std::make_unique<sign::ConfigSource>(
      std::move(options), now_,
      [given = options_, own = own_text_](const std::string& text,
                                          const std::string& from) -> Result<void> {
        const config::Layer layer{from, text};
        const auto settled = settle_own(given, own, true, &layer);
        return settled ? Result<void>() : std::unexpected(settled.error());
      });
  if (started_) source_->start();
}

// What was fetched before the sign was given keys is believed no more.
bool Enrolment::is_believed(const config::Fetched& fetched, const config::Config& own) const {
  const auto guard = guard_of(own.signatures, own.mqtt);
  if (!guard.is_on()) return true;
  return !fetched.series.empty() && signatures::is_trusted(fetched.series, guard);
}

// Whether it came from where this sign asks: a card that was copied holds another sign's. Where the
// machine's names are not known yet, it did: the names come later than the first picture.
bool Enrolment::is_asked(const config::Fetched& fetched) const {
  return addresses_.empty() || std::ranges::find(addresses_, fetched.address) != addresses_.end();
}

// What was kept, where it is this sign's and can be used. One on trial counts a start more. Of what
// is not used it is still known how far signed ones have come, and what failed where it came from
// there.
std::optional<Settled> Enrolment::adopt_kept() {
  if (!stored_) return std::nullopt;
  stored_->sequence = std::max(stored_->sequence, trial_.kept().sequence);
  const auto& kept = newest(*stored_);
  const bool elsewhere = kept && !is_asked(*kept);
  if (!kept || elsewhere || !is_believed(*kept, own_)) {
    auto former = elsewhere ? config::Kept() : *stored_;
    former.sequence = stored_->sequence;
    trial_.remember(former);
    return std::nullopt;
  }
  const bool was_on_trial = stored_->on_trial.has_value();
  trial_ =
      config::Trial(*std::exchange(stored_, std::nullopt), !own_.sources.empty(), clocks_.steady());
  poll_at_ = clocks_.steady() + kTrialPoll;
  if (was_on_trial) save();
  if (was_on_trial && !trial_.is_on_trial()) {
    log_error("the configuration on trial is left alone until the server has another: {}",
              trial_.kept().why);
  }
  while (const auto* fetched = trial_.in_force()) {
    const auto layer = layer_of(fetched->address, fetched->text);
    auto settled = settle_at_start(options_, own_text_, &layer);
    if (settled) {
      in_use_ = *fetched;
      return *std::move(settled);
    }
    log_error("the kept configuration cannot be used: {}", settled.error().message);
    if (!trial_.fail(settled.error().message)) return std::nullopt;
    save();
  }
  return std::nullopt;
}

Result<Settled> Enrolment::settle_over(const std::shared_ptr<const OwnText>& own,
                                       const config::Fetched* fetched) const {
  if (fetched == nullptr) return settle_own(options_, own);
  const auto layer = layer_of(fetched->address, fetched->text);
  return settle_own(options_, own, true, &layer);
}

Enrolment::Turn Enrolment::turn(const std::vector<sign::SourceReport>& sources,
                                std::optional<Instant> right_time) {
  Turn turn;
  const bool renamed = look_for_names();
  if (renamed && !in_use_) turn.settled = adopt_kept();
  if (!turn.settled) turn.settled = take(right_time);
  if (!turn.settled && trial_.is_on_trial()) turn.settled = judge(sources, turn);
  if (trial_.last(clocks_.steady())) save();
  set_source();
  return turn;
}

void Enrolment::applied(const std::vector<sign::SourceReport>& sources) {
  checked_before_.clear();
  for (const auto& source : sources) checked_before_.push_back(source.report.checked);
}

// Whether it is the newest of those that were kept and are not used: its server has moved.
bool Enrolment::was_kept(const std::string& text) const {
  return stored_ && newest(*stored_) && newest(*stored_)->text == text;
}

// What is signed is taken once, in its order and in its time.
Result<void> Enrolment::may_take(const sign::ReadConfig& config,
                                 std::optional<Instant> right_time) const {
  if (!config.signed_as) return {};
  const auto sequence = config.signed_as->sequence;
  const auto highest = trial_.kept().sequence;
  if (sequence < highest || (sequence == highest && !was_kept(config.text))) {
    return failure("replayed", fmt::format("its sequence is {}, but {} was here already: sign it "
                                           "anew",
                                           sequence, highest));
  }
  return signatures::is_time(*config.signed_as, right_time);
}

void Enrolment::hold(const Error& why) {
  if (std::exchange(held_, why) == why) return;
  log_warning("configuration: refused for now: {}", why.message);
}

std::optional<Settled> Enrolment::take(std::optional<Instant> right_time) {
  if (!source_) return std::nullopt;
  auto received = source_->news().take();
  const bool is_news = received && received != received_;
  if (!is_news && !held_) return std::nullopt;
  if (is_news) received_ = std::move(received);
  const auto& config = received_->config;
  config::Fetched fetched{received_->url, config.text, now_(), {}, 0};
  if (config.signed_as) {
    fetched.series = config.signed_as->series;
    fetched.sequence = config.signed_as->sequence;
  }
  if (config.text.empty() || !trial_.is_new(fetched)) {
    held_.reset();
    return std::nullopt;
  }
  if (const auto may = may_take(config, right_time); !may) {
    hold(may.error());
    return std::nullopt;
  }
  held_.reset();
  const auto now = clocks_.steady();
  auto next = trial_;
  next.may_go_back(!own_.sources.empty());
  next.offer(std::move(fetched), now);
  auto settled = settle_over(own_text_, next.in_force());
  if (!settled) {  // a file that it names was changed meanwhile
    log_error("{}; the configuration in force stays", settled.error().message);
    return std::nullopt;
  }
  trial_ = std::move(next);
  in_use_ = *trial_.in_force();
  save();
  const auto from = fetch::public_address(in_use_->address);
  if (!trial_.is_on_trial()) {
    log_notice("the configuration before is in force again, as {} has it", from);
  } else if (trial_.left(now)) {
    log_notice("a new configuration from {} is in force, on trial for {} min", from,
               config::kTrial.count());
  } else {
    log_notice("a configuration from {} is in force, on trial until the schedule is there", from);
  }
  poll_at_ = now;
  return *std::move(settled);
}

// Whether any source had a good answer since the trial began.
bool Enrolment::does_well(const std::vector<sign::SourceReport>& sources) const {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto& report = sources[i].report;
    const bool is_old = i < checked_before_.size() && report.checked == checked_before_[i];
    if (report.checked && !report.trouble && !is_old) return true;
  }
  return false;
}

std::optional<Settled> Enrolment::judge(const std::vector<sign::SourceReport>& sources,
                                        Turn& turn) {
  const auto now = clocks_.steady();
  if (does_well(sources)) {
    trial_.confirm();
    save();
    log_notice("the new configuration is confirmed: the schedule was polled with it");
    return std::nullopt;
  }
  std::string trouble;
  for (const auto& source : sources) {
    if (trouble.empty() && source.report.trouble) trouble = source.report.trouble->message;
  }
  const auto why = fmt::format("no schedule could be polled with it for {} min{}{}",
                               config::kTrial.count(), trouble.empty() ? "" : ": ", trouble);
  if (trial_.expire(now, why)) return go_back();
  if (now >= poll_at_) {
    turn.poll = true;
    poll_at_ = now + kTrialPoll;
  }
  if (const auto left = trial_.left(now)) turn.next = *left;
  return std::nullopt;
}

void Enrolment::end() {
  if (trial_.survive()) save();
}

std::optional<Settled> Enrolment::go_back() {
  save();
  const auto* const before = trial_.in_force();
  log_error(
      "the configuration from {} failed its trial, {}; {} is in force again, until the server "
      "has another",
      fetch::public_address(in_use_->address), trial_.kept().why,
      before != nullptr ? "the one before" : "the machine's own");
  auto settled = settle_over(own_text_, before);
  if (!settled) {
    log_error("{}; the configuration in force stays", settled.error().message);
    return std::nullopt;
  }
  in_use_ = before != nullptr ? std::optional(*before) : std::nullopt;
  return *std::move(settled);
}

void Enrolment::save() {
  const auto* const fetched = trial_.in_force();
  const auto stored = fetch::Cache(file_, &scribe_)
                          .store({.url = fetched != nullptr ? fetched->address : std::string(),
                                  .reader = {},
                                  .etag = {},
                                  .last_modified = {},
                                  .fetched = fetched != nullptr ? fetched->since : Instant(),
                                  .content = config::print_kept(trial_.kept())});
  if (!stored) log_warning("the configuration cannot be kept: {}", stored.error().message);
}

// Addresses and names may come while it waits.
std::optional<view::Unenrolled> Enrolment::unenrolled() const {
  if (!is_waiting()) return std::nullopt;
  const auto report = this->report();
  view::Unenrolled sign{
      .identity = this_machine(), .numbers = {}, .address = report->asked, .trouble = {}};
  for (const auto& [what, name] : {std::pair("serial", &names_.serial), {"MAC", &names_.mac}}) {
    if (name->empty()) continue;
    if (!sign.numbers.empty()) sign.numbers += "  ·  ";
    sign.numbers += fmt::format("{}\u00a0{}", what, *name);
  }
  if (!report->failed.empty()) {
    sign.trouble = "what it was given cannot be used: " + report->failed;
  } else if (report->trouble) {
    sign.trouble = report->trouble->message;
    // The line above has the address.
    if (!sign.address.empty() && sign.trouble.starts_with(sign.address + " "))
      sign.trouble.replace(0, sign.address.size(), "the server");
  }
  return sign;
}

const fetch::PollReport* Enrolment::word_on_time() const {
  return received_ ? &received_->report : nullptr;
}

std::optional<ConfigReport> Enrolment::report() const {
  if (!is_on()) return std::nullopt;
  ConfigReport report;
  if (!addresses_.empty()) report.asked = fetch::public_address(addresses_.front());
  if (in_use_) {
    report.fetched = true;
    report.address = fetch::public_address(in_use_->address);
    report.since = in_use_->since;
  }
  report.on_trial = trial_.is_on_trial();
  if (const auto left = trial_.left(clocks_.steady())) {
    report.trial_left = std::chrono::ceil<std::chrono::seconds>(*left);
  }
  if (!trial_.kept().failed.empty()) report.failed = trial_.kept().why;
  if (received_) report.poll = received_->report;
  report.trouble = nameless_ ? nameless_ : held_ ? held_ : report.poll.trouble;
  return report;
}

}  // namespace roomsign::commands
