#include "daemon/sign/sources.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/stable_hash.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/schedule/merge.hpp"

namespace roomsign::sign {
namespace {

// After a start, before the age of what is kept is told: a minute where nobody is reached, as the
// network may come later than the sign.
constexpr int kMissedPolls = 5;

bool better_clock(const fetch::PollReport& a, const std::optional<fetch::PollReport>& b) {
  if (!a.server_date) return false;
  if (!b) return true;
  return std::pair(a.server_verified, a.server_date_at) >
         std::pair(b->server_verified, b->server_date_at);
}

}  // namespace

// A poll that failed reports again what was known before: that counts by the clock of its time.
void Sources::Entry::receive(std::shared_ptr<const Received> next) {
  const auto before = received ? received->report : fetch::PollReport();
  const auto& after = next->report;
  if (after.checked != before.checked) set_since_checked = {};
  if (!fetch::same_word(after, before)) set_since_word = {};
  received = std::move(next);
}

fetch::PollReport Sources::Entry::report() const {
  auto report = received->report;
  if (report.checked) *report.checked += set_since_checked;
  if (report.server_date) report.server_date_at += set_since_word;
  return report;
}

Sources::~Sources() {
  for (const Entry& entry : entries_) entry.source->stop();
}

void Sources::set(std::vector<Source::Options> options, const schedule::RoomAliases& aliases,
                  const std::vector<std::string>& rooms) {
  std::vector<Entry> next;
  next.reserve(options.size());
  for (auto& wanted : options) {
    const auto same = std::ranges::find_if(entries_, [&](const Entry& entry) {
      return entry.source != nullptr && entry.options == wanted;
    });
    if (same != entries_.end()) {
      next.push_back(std::move(*same));
    } else {
      next.push_back({.options = std::move(wanted), .source = nullptr, .received = nullptr});
    }
  }
  for (const Entry& entry : entries_) {
    if (entry.source) entry.source->stop();
  }
  entries_.clear();  // two must not write one cache
  for (Entry& entry : next) {
    if (!entry.source) {
      entry.source = std::make_unique<Source>(entry.options, now_, reading_, scribe_, pass_over_);
    }
    entry.source->set_rooms(rooms);
    entry.source->set_correction(correction_);
  }
  entries_ = std::move(next);
  names_ = schedule::RoomNames(aliases);
  std::string reader;
  for (const Entry& entry : entries_) reader += entry.source->reader() + '\n';
  for (const auto& [room, names] : aliases)
    reader += fmt::format("{} = {}\n", room, fmt::join(names, ", "));
  reader_ = fmt::format("{:016x}", stable_hash(reader));
  changed_ = true;
}

void Sources::start() {
  for (const Entry& entry : entries_) entry.source->start();
}

void Sources::retry() {
  for (const Entry& entry : entries_) entry.source->retry();
}

void Sources::poll_now() {
  for (const Entry& entry : entries_) entry.source->poll_now();
}

std::vector<SourceReport> Sources::reports() const {
  std::vector<SourceReport> reports;
  for (const Entry& entry : entries_) {
    SourceReport& report = reports.emplace_back();
    report.name = entry.options.name;
    if (!entry.received) continue;
    report.has_schedule = entry.received->schedule != nullptr;
    report.report = entry.report();
  }
  return reports;
}

std::vector<int> Sources::fds() const {
  std::vector<int> fds;
  for (const Entry& entry : entries_) fds.push_back(entry.source->news().fd());
  return fds;
}

void Sources::set_correction(std::chrono::seconds correction) {
  if (std::exchange(correction_, correction) == correction) return;
  for (const Entry& entry : entries_) entry.source->set_correction(correction);
}

void Sources::clock_was_set(std::chrono::seconds by) {
  for (Entry& entry : entries_) {
    entry.set_since_checked += by;
    entry.set_since_word += by;
  }
  set_ = true;
}

std::optional<Gathered> Sources::take() {
  bool other_schedule = std::exchange(changed_, false);
  bool news = std::exchange(set_, false) || other_schedule;
  for (Entry& entry : entries_) {
    auto received = entry.source->news().take();
    if (!received || received == entry.received) continue;
    news = true;
    const bool same = entry.received && entry.received->schedule == received->schedule;
    other_schedule = other_schedule || !same;
    entry.receive(std::move(received));
  }
  if (other_schedule) schedule_ = merged();
  return news ? std::optional(gathered()) : std::nullopt;
}

std::shared_ptr<const schedule::Schedule> Sources::merged() const {
  std::vector<schedule::Schedule> schedules;
  for (const Entry& entry : entries_) {
    if (!entry.received || !entry.received->schedule) continue;
    names_.apply(schedules.emplace_back(*entry.received->schedule));
  }
  if (schedules.empty()) return nullptr;
  return std::make_shared<const schedule::Schedule>(schedule::merge(schedules));
}

Gathered Sources::gathered() const {
  Gathered all;
  all.schedule = schedule_;
  if (entries_.empty()) return all;
  all.all_answered = std::ranges::all_of(entries_, [](const Entry& entry) {
    return entry.received && entry.received->report.checked;
  });
  all.comparable = true;
  bool too_soon = false;  // to say how old something is: a start's first polls are under way
  for (const Entry& entry : entries_) {
    if (!entry.received) continue;
    const auto& schedule = entry.received->schedule;
    const auto report = entry.report();
    all.comparable = all.comparable && (entry.received->comparable || !schedule);
    all.fetched = std::max(all.fetched, report.fetched);
    if (better_clock(report, all.clock)) all.clock = report;
    if (schedule) {
      too_soon = too_soon || (!report.checked && report.failures < kMissedPolls);
      const auto known = report.checked.value_or(report.fetched);
      all.checked = std::min(all.checked.value_or(known), known);
    }
    if (!report.trouble) continue;
    all.failing.push_back(entry.options.name);
    if (!all.trouble.empty()) continue;
    all.trouble = entries_.size() > 1
                      ? fmt::format("{}: {}", entry.options.name, report.trouble->message)
                      : report.trouble->message;
  }
  if (too_soon) all.checked.reset();
  const Entry& first = entries_.front();
  all.address = first.received ? first.received->report.address : "";
  if (all.address.empty()) all.address = fetch::public_address(first.options.poll.urls.front());
  return all;
}

}  // namespace roomsign::sign
