#include "daemon/fetch/poller.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::fetch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kFirstRetry{5};  // where nobody was reached
constexpr seconds kLongestRetryAfter{15 * 60};
constexpr int kJudgeAnewAfter = 10;  // polls

std::string reader_of(const PollOptions& options) {
  return fmt::format("{} {}", kVersion, options.hints);
}

// Not for keeps: the next start may well hash otherwise.
std::size_t digest_of(std::string_view body) { return std::hash<std::string_view>{}(body); }

// The trouble is on our side of the server: no network yet, a captive portal, a clock not set.
bool is_unreached(const Error& error) {
  return error.code == "dns" || error.code == "connect" || error.code == "tls";
}

seconds doubled(seconds first, int failures, seconds longest) {
  return std::min(first * (1 << std::clamp(failures - 1, 0, 16)), longest);
}

milliseconds scaled(seconds wait, double factor) {
  return milliseconds{static_cast<long long>(factor * 1000.0 * static_cast<double>(wait.count()))};
}

void log_change(const std::optional<Error>& before, const std::optional<Error>& after,
                std::string_view good_again) {
  if (before == after) return;
  if (after) {
    log_warning("{}", after->message);
  } else {
    log_notice("{}", good_again);
  }
}

}  // namespace

Poller::Poller(PollOptions options, HttpClient& http, const Cache& cache,
               std::optional<CacheEntry> cached, Accept accept, Listen listen, Now now,
               Random random)
    : options_(std::move(options)),
      http_(http),
      cache_(cache),
      accept_(std::move(accept)),
      listen_(std::move(listen)),
      now_(std::move(now)),
      random_(std::move(random)) {
  if (!cached || cached->url != options_.url) return;
  entry_ = std::move(*cached);
  if (entry_.reader != reader_of(options_)) return;
  judged_.etag = entry_.etag;
  judged_.last_modified = entry_.last_modified;
}

milliseconds Poller::poll(const std::stop_token& stop) {
  const auto answer = ask(stop);
  if (stop.stop_requested()) return milliseconds{0};
  const auto outcome = answer ? judge(*answer) : std::unexpected(answer.error());
  if (outcome) save();
  note(answer, outcome);
  listen_(report_);
  return wait_after(answer, outcome);
}

void Poller::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any bell;  // that only the stop token rings
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    bell.wait_for(lock, stop, poll(stop), [] { return false; });
  }
}

Result<Response> Poller::ask(const std::stop_token& stop) {
  try {
    return http_.get({.url = options_.url,
                      .etag = judged_.etag,
                      .last_modified = judged_.last_modified,
                      .progress = {},
                      .stop = stop});
  } catch (const std::exception& e) {
    return failure("internal", fmt::format("fetching the schedule: {}", e.what()));
  }
}

Result<void> Poller::judge(const Response& response) {
  const auto shown = public_address(options_.url);
  if (response.status == 304) {
    if (!judged_.etag.empty() || !judged_.last_modified.empty()) return judge_again();
    return failure("http-status", fmt::format("{} sends nothing, as if we had it", shown));
  }
  if (response.status != 200) {
    return failure("http-status", fmt::format("{} answers with status {}", shown, response.status));
  }
  const auto digest = digest_of(response.body);
  if (digest != judged_.digest) return judge_new(response, digest);
  judged_.etag = response.etag;
  judged_.last_modified = response.last_modified;
  return judge_again();
}

Result<void> Poller::judge_again() {
  if (!judged_.refusal) return {};
  auto refusal = *judged_.refusal;
  if (++judged_.repeats == kJudgeAnewAfter - 1) judged_ = {};  // so that the next poll gets it all
  return std::unexpected(std::move(refusal));
}

Result<void> Poller::judge_new(const Response& response, std::size_t digest) {
  Result<std::string> verdict;
  try {
    verdict = accept_(response);
  } catch (const std::exception& e) {
    verdict = failure("internal", fmt::format("reading the schedule: {}", e.what()));
  }
  judged_ = {.etag = response.etag,
             .last_modified = response.last_modified,
             .digest = digest,
             .refusal = verdict ? std::nullopt : std::optional(verdict.error())};
  if (!verdict) return std::unexpected(std::move(verdict.error()));
  keep(response, std::move(*verdict));
  return {};
}

// Where only the validators are new, the old ones stay on disk: a page that is made anew for each
// request would wear the card out, and all they cost is one download at the next start.
void Poller::keep(const Response& response, std::string content) {
  auto reader = reader_of(options_);
  const bool same = content == entry_.content && options_.url == entry_.url;
  if (same && reader == entry_.reader) return;
  entry_ = {.url = options_.url,
            .reader = std::move(reader),
            .etag = response.etag,
            .last_modified = response.last_modified,
            .fetched = same ? entry_.fetched : now_(),
            .content = std::move(content)};
  saved_ = false;
}

void Poller::save() {
  if (saved_) return;
  const auto stored = cache_.store(entry_);
  saved_ = stored.has_value();
  const auto unsaved = saved_ ? std::nullopt : std::optional(stored.error());
  log_change(report_.unsaved, unsaved, "the schedule can be kept on disk again");
  report_.unsaved = unsaved;
}

void Poller::note(const Result<Response>& answer, const Result<void>& outcome) {
  const auto now = now_();
  const auto trouble = outcome ? std::nullopt : std::optional(outcome.error());
  log_change(report_.trouble, trouble, "the schedule's source is all right again");
  report_.trouble = trouble;
  report_.failures = outcome ? 0 : report_.failures + 1;
  if (outcome) report_.checked = now;
  if (answer && answer->date) {
    report_.server_date = answer->date;
    report_.server_date_at = now;
    report_.server_verified = answer->verified;
  }
}

milliseconds Poller::wait_after(const Result<Response>& answer, const Result<void>& outcome) {
  const auto interval = std::max(options_.interval, seconds{1});
  auto wait = interval;  // also after a refused body: the server did well, and is asked cheaply
  if (!answer && is_unreached(answer.error())) {
    wait = doubled(std::min(kFirstRetry, interval), report_.failures, 2 * interval);
  } else if (!answer || (answer->status != 200 && answer->status != 304)) {
    wait = doubled(interval, report_.failures, std::max(interval, options_.max_interval));
  }
  const double random = random_();
  const auto jittered = scaled(wait, 1.0 + options_.jitter * (2.0 * random - 1.0));
  if (outcome || !answer || !answer->retry_after) return jittered;
  const auto asked = std::min(*answer->retry_after, kLongestRetryAfter);  // for so long at least
  return std::max(jittered, scaled(asked, 1.0 + options_.jitter * random));
}

}  // namespace roomsign::fetch
