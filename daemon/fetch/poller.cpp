#include "daemon/fetch/poller.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/stopwatch.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::fetch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kFirstRetry{5};  // where nobody was reached
constexpr seconds kLongestRetryAfter{15 * 60};
constexpr std::chrono::hours kJudgedFor{24};
constexpr seconds kOtherWord{10};                  // between two words on our clock
constexpr std::chrono::years kLongestService{20};  // of one build

// Not for keeps: the next start may well hash otherwise.
std::size_t digest_of(std::string_view body) { return std::hash<std::string_view>{}(body); }

// The trouble is on our side of the server: no network yet, a captive portal, a clock not set.
bool is_unreached(const Error& error) {
  return error.code == "dns" || error.code == "connect" || error.code == "tls";
}

// It is a file's: to ask for it costs nobody anything.
bool is_away(const Error& error) { return error.code == "unreadable"; }

// The higher, the longer it is to be waited after.
int weight(const Result<Response>& answer) {
  if (answer) return 2;
  if (is_unreached(answer.error())) return 0;
  return is_away(answer.error()) ? 1 : 2;
}

// A server that is asked less and less often.
bool is_failing(const Result<Response>& answer) {
  if (!answer) return weight(answer) == 2;
  return answer->status != 200 && answer->status != 304;
}

seconds doubled(seconds first, int failures, seconds longest) {
  return std::min(first * (1 << std::clamp(failures - 1, 0, 16)), longest);
}

milliseconds scaled(seconds wait, double factor) {
  return milliseconds{static_cast<long long>(factor * 1000.0 * static_cast<double>(wait.count()))};
}

// Whether the Date may say what time it is.
bool is_word(const Response& answer) {
  return answer.date && !answer.from_here && *answer.date < kBuilt + kLongestService;
}

// Beginning with the name, where there is one.
std::string named(const std::string& name, const std::string& words) {
  return name.empty() || words.starts_with(name) ? words : fmt::format("{}: {}", name, words);
}

void log_change(const PollOptions& options, const std::optional<Error>& before,
                const std::optional<Error>& after, const std::string& good_again) {
  if (before == after) return;
  if (after) {
    log_warning("{}", named(options.name, after->message));
  } else {
    log_notice("{}", named(options.name, good_again));
  }
}

}  // namespace

std::string reader_of(const PollOptions& options) {
  return fmt::format("{} {}", kVersion, options.hints);
}

bool same_word(const PollReport& a, const PollReport& b) {
  return a.server_date == b.server_date && a.server_date_at == b.server_date_at;
}

Poller::Poller(PollOptions options, HttpClient& http, const Cache& cache,
               std::optional<CacheEntry> cached, Accept accept, Listen listen, Now now,
               Random random, IsSure is_sure)
    : options_(std::move(options)),
      http_(http),
      cache_(cache),
      accept_(std::move(accept)),
      listen_(std::move(listen)),
      now_(std::move(now)),
      random_(std::move(random)),
      is_sure_(std::move(is_sure)),
      judged_at_(now_()) {
  for (const std::string& url : options_.urls) addresses_.emplace_back(url);
  if (!cached) return;
  const auto from = std::ranges::find(addresses_, cached->url, &PolledAddress::url);
  if (from == addresses_.end()) return;
  entry_ = std::move(*cached);
  report_.fetched = entry_.fetched;
  in_use_ = static_cast<std::size_t>(from - addresses_.begin());
  const bool is_of_today = std::chrono::abs(judged_at_ - entry_.fetched) < kJudgedFor;
  if (entry_.reader != reader_of(options_) || !is_of_today) return;
  shown_ = ++documents_;
  from->judged.etag = entry_.etag;
  from->judged.last_modified = entry_.last_modified;
  from->judged.document = shown_;
  judged_at_ = entry_.fetched;
}

milliseconds Poller::poll(const std::stop_token& stop) {
  judge_anew_once_a_day();
  const auto [answer, outcome] = ask_in_turn(stop);
  if (stop.stop_requested()) return milliseconds{0};
  if (outcome) save();
  note(outcome);
  listen_(report_);
  return wait_after(answer, outcome);
}

void Poller::judge_anew_once_a_day() {
  if (std::chrono::abs(now_() - judged_at_) >= kJudgedFor) judge_anew();
}

void Poller::judge_anew() {
  for (PolledAddress& address : addresses_) address.judged = {};
  judged_at_ = now_();
}

// Those that rest are asked as well where all others failed, and those that want to be left alone
// where there are no others. What the failed ones come to together is what is held, else the first
// one's trouble, and the wait of one that was reached, of a server before a file.
Poller::Outcome Poller::ask_in_turn(const std::stop_token& stop) {
  std::optional<Outcome> worst;
  std::optional<Error> trouble;  // but for what is held
  held_.reset();
  const auto now = now_();
  for (PolledAddress& address : addresses_) address.begin(now);
  using Turn = PolledAddress::Turn;
  for (const Turn turn : {Turn::kFirst, Turn::kResting, Turn::kLeftAlone}) {
    if (turn == Turn::kLeftAlone && worst) break;
    for (PolledAddress& address : addresses_) {
      if (address.turn() != turn) continue;
      auto outcome = ask_one(address, stop);
      if (stop.stop_requested()) return outcome;
      if (outcome.verdict) {
        let_rest(address);
        note_use(address, trouble);
        return outcome;
      }
      auto& told = outcome.verdict.error().held_for ? held_ : trouble;
      if (!told) told = outcome.verdict.error();
      if (!worst || weight(outcome.answer) >= weight(worst->answer)) worst = std::move(outcome);
    }
  }
  for (PolledAddress& address : addresses_) address.end_rest();  // the longer waits are for all
  const auto first = std::ranges::find_if(
      addresses_, [](const PolledAddress& address) { return address.trouble().has_value(); });
  worst->verdict = std::unexpected(held_ ? *held_ : *first->trouble());
  return *std::move(worst);
}

Poller::Outcome Poller::ask_one(PolledAddress& address, const std::stop_token& stop) {
  if (address.judged.is_hold_over(now_())) address.judged = {};  // so that it is all had
  auto answer = ask(address, stop);
  if (stop.stop_requested()) return {std::move(answer), {}};
  const bool is_heard = answer && answer->verified;
  if (is_heard && hear(*answer, now_())) listen_(report_);  // before a reader takes its time
  const Stopwatch since;
  Verdict verdict = answer ? judge(address, *answer) : std::unexpected(answer.error());
  if (answer && !is_heard)
    hear_judged(*answer, verdict, now_() - std::chrono::floor<seconds>(since.passed()));
  if (verdict) bound_age(*answer);
  const bool did_well = verdict || verdict.error().held_for || is_away(verdict.error());
  address.note(verdict ? std::nullopt : std::optional<Error>(verdict.error()), did_well, now_());
  if (answer && !verdict) address.leave_alone(spread(answer->retry_after));
  return {std::move(answer), std::move(verdict)};
}

// For so long at least, and not all signs equally.
seconds Poller::spread(std::optional<seconds> retry_after) {
  const auto asked = std::min(retry_after.value_or(seconds{0}), kLongestRetryAfter);
  if (asked == seconds{0}) return asked;
  return std::chrono::floor<seconds>(scaled(asked, 1.0 + options_.jitter * random_()));
}

// Where a file failed, the other addresses are left alone for so long, and it is asked for
// meanwhile. Whether one did.
bool Poller::leave_to_files(seconds wait) {
  const auto is_file = [](const PolledAddress& address) {
    return address.failed() && is_away(*address.trouble());
  };
  if (std::ranges::none_of(addresses_, is_file)) return false;
  for (PolledAddress& address : addresses_) {
    if (address.failed() && !is_file(address)) address.leave_alone(wait);
  }
  return true;
}

// Whoever failed while another address stood in is left alone for a while.
void Poller::let_rest(const PolledAddress& in_use) {
  const auto interval = std::max(options_.interval, seconds{1});
  const auto longest = std::max<long>(options_.max_interval / interval, 1);
  for (PolledAddress& address : addresses_) {
    if (&address == &in_use) {
      address.end_rest();
    } else {
      address.let_rest(longest);
    }
  }
}

// Whoever answers, what is shown is what that address has.
void Poller::note_use(const PolledAddress& address, const std::optional<Error>& trouble) {
  const auto index = static_cast<std::size_t>(&address - addresses_.data());
  report_.address = public_address(address.url());
  if (index == std::exchange(in_use_, index)) return;
  if (trouble) {
    log_warning("{}; the {} comes from {} instead", named(options_.name, trouble->message),
                options_.subject, report_.address);
  } else {
    log_notice("the {} comes from {} now", options_.subject, report_.address);
  }
}

void Poller::run(const std::stop_token& stop, Bell& bell) {
  while (!stop.stop_requested()) {
    if (bell.take_anew()) judge_anew();
    const auto wait = poll(stop);
    bell.wait(wait, stop, unreached_);
  }
}

Result<Response> Poller::ask(const PolledAddress& address, const std::stop_token& stop) {
  const bool conditional = address.judged.may_be_asked_about(shown_);
  try {
    return http_.get({.url = address.url(),
                      .etag = conditional ? address.judged.etag : "",
                      .last_modified = conditional ? address.judged.last_modified : "",
                      .progress = {},
                      .stop = stop});
  } catch (const std::exception& e) {
    return failure("internal", fmt::format("fetching the {}: {}", options_.subject, e.what()));
  }
}

Verdict Poller::judge(PolledAddress& address, const Response& response) {
  const auto shown = public_address(address.url());
  Judged& judged = address.judged;
  if (response.status == 304) {
    const bool asked = !judged.etag.empty() || !judged.last_modified.empty();
    if (asked && judged.may_be_asked_about(shown_)) return judged.again();
    return failure("http-status", fmt::format("{} sends nothing, as if we had it", shown));
  }
  if (response.status != 200) {
    return failure("http-status", fmt::format("{} answers with status {}", shown, response.status));
  }
  const auto digest = digest_of(response.body);
  if (digest != judged.digest || !judged.may_be_asked_about(shown_)) {
    return judge_new(address, response, digest);
  }
  judged.etag = response.etag;
  judged.last_modified = response.last_modified;
  return judged.again();
}

Verdict Poller::judge_new(PolledAddress& address, const Response& response, std::size_t digest) {
  Judged judged{.etag = response.etag,
                .last_modified = response.last_modified,
                .digest = digest,
                .refusal = {},
                .at = now_()};
  // A mirror that has what is shown costs no parse. But who holds something is to hear that the
  // address says so no more.
  const auto same = std::ranges::find_if(addresses_, [&](const PolledAddress& other) {
    return other.judged.digest == digest && !other.judged.refusal && shown_ != 0 &&
           other.judged.document == shown_;
  });
  if (same != addresses_.end() && !address.held) {
    judged.document = shown_;
    address.judged = std::move(judged);
    return {};
  }
  Accepted verdict;
  try {
    verdict = accept_(response, address.url());
  } catch (const std::exception& e) {
    verdict = failure("internal", fmt::format("reading the {}: {}", options_.subject, e.what()));
  }
  address.held = !verdict && verdict.error().held_for;
  if (verdict) {
    judged.document = shown_ = ++documents_;
    judged_at_ = now_();
    keep(address.url(), response, std::move(*verdict));
  } else {
    judged.refusal = verdict.error();
  }
  address.judged = std::move(judged);
  return verdict ? Verdict() : std::unexpected(std::move(verdict.error()));
}

// Where only the validators are new, the old ones stay on disk: a page that is made anew for each
// request would wear the card out, and all they cost is one download at the next start. So it is
// where a mirror has the same.
void Poller::keep(const std::string& url, const Response& response, std::string content) {
  auto reader = reader_of(options_);
  const bool ours =
      std::ranges::find(addresses_, entry_.url, &PolledAddress::url) != addresses_.end();
  const bool same = content == entry_.content && ours;
  if (same && reader == entry_.reader) return;
  entry_ = {.url = url,
            .reader = std::move(reader),
            .etag = response.etag,
            .last_modified = response.last_modified,
            .fetched = same ? entry_.fetched : earliest_now(response),
            .content = std::move(content)};
  report_.fetched = entry_.fetched;
  saved_ = false;
}

void Poller::save() {
  if (saved_) return;
  const auto stored = cache_.store(entry_);
  saved_ = stored.has_value();
  const auto unsaved = saved_ ? std::nullopt : std::optional(stored.error());
  log_change(options_, report_.unsaved, unsaved,
             fmt::format("the {} can be kept on disk again", options_.subject));
  report_.unsaved = unsaved;
}

// Of the two clocks the earlier: what is kept bounds all later times from below.
Instant Poller::earliest_now(const Response& answer) const {
  return std::min(now_(), answer.date.value_or(Instant::max()));
}

// What is kept was there before this answer came, whatever our clock showed then. Anybody can forge
// a Date that is not verified, and our own clock may be behind: those take nothing back.
void Poller::bound_age(const Response& answer) {
  constexpr std::chrono::minutes kSkew{1};  // of servers that answer in turns: the card is spared
  const bool is_dated = answer.verified && is_word(answer);
  if (!is_dated && !is_sure_()) return;
  const Instant now = is_dated ? *answer.date : now_();
  if (entry_.url.empty() || entry_.fetched <= now) return;
  if (entry_.fetched > now + kSkew) saved_ = false;
  report_.fetched = entry_.fetched = now;
}

// An answer that anybody may have given.
void Poller::hear_judged(const Response& answer, const Verdict& verdict, Instant at) {
  if (verdict || verdict.error().held_for) hear(answer, at);
}

// `at`: when it came, by our clock. Returns whether it is another word on that than was known.
bool Poller::hear(const Response& answer, Instant at) {
  if (!is_word(answer)) return false;
  const auto ahead = [](const PollReport& report) {
    return *report.server_date - report.server_date_at;
  };
  // A store that keeps a Date says it again; no clock stands still.
  if (report_.server_date == answer.date) return false;
  const auto before = report_.server_date ? std::optional(ahead(report_)) : std::nullopt;
  report_.server_date = answer.date;
  report_.server_date_at = at;
  report_.server_verified = answer.verified;
  return !before || std::chrono::abs(ahead(report_) - *before) > kOtherWord;
}

void Poller::note(const Result<void>& outcome) {
  const auto trouble = outcome ? held_ : std::optional(outcome.error());
  log_change(options_, report_.trouble, trouble,
             fmt::format("the {}'s source is all right again", options_.subject));
  report_.trouble = trouble;
  report_.failures = outcome ? 0 : report_.failures + 1;
  if (outcome) report_.checked = now_();
}

milliseconds Poller::wait_after(const Result<Response>& answer, const Result<void>& outcome) {
  const auto interval = std::max(options_.interval, seconds{1});
  auto wait = interval;  // also after a refused body: the server did well, and is asked cheaply
  unreached_ = !answer && is_unreached(answer.error());
  if (unreached_) {
    wait = doubled(std::min(kFirstRetry, interval), report_.failures, 2 * interval);
  } else if (is_failing(answer)) {
    wait = doubled(interval, report_.failures, std::max(interval, options_.max_interval));
    if (leave_to_files(wait)) wait = interval;
  }
  const auto jittered = scaled(wait, 1.0 + options_.jitter * (2.0 * random_() - 1.0));
  if (outcome) return jittered;
  const auto now = now_();
  const auto next = std::ranges::min_element(
      addresses_, {}, [now](const PolledAddress& address) { return address.left_alone(now); });
  return std::max<milliseconds>(jittered, next->left_alone(now));
}

}  // namespace roomsign::fetch
