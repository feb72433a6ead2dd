#include "daemon/sign/trust.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/timex.h>

namespace roomsign::sign {
namespace {

std::string in_words(std::chrono::seconds span) {
  using namespace std::chrono_literals;
  const auto size = std::chrono::abs(span);
  if (size < 2min) return fmt::format("{} s", size / 1s);
  if (size < 2h) return fmt::format("{} min", size / 1min);
  if (size < 48h) return fmt::format("{} h", size / 1h);
  return fmt::format("{} days", size / 24h);
}

// How far the clock is from the programme; none: not so far that it counts.
std::optional<std::chrono::seconds> far_away(const ClockEvidence& evidence, Instant now) {
  if (!evidence.programme) return std::nullopt;
  const auto away = std::max(evidence.programme->first - now, now - evidence.programme->last);
  return away > kFarAway ? std::optional(away) : std::nullopt;
}

// Whether the server's word can be explained without a time service that is wrong: `error` is by
// how much it is ahead of our clock.
bool may_be_wrong(const ClockEvidence& evidence, std::chrono::seconds error) {
  const bool may_be_a_copy = error < std::chrono::seconds(0) && -error <= kOldestCopy;
  return may_be_a_copy || !evidence.server_verified;
}

}  // namespace

ClockVerdict judge(const ClockEvidence& evidence, Instant now, const ClockVerdict& last) {
  using view::Trust;
  if (evidence.vouched) return {Trust::kTrusted, {}, "vouched for by the configuration"};
  const bool possible = now >= evidence.earliest;
  const auto far = evidence.synchronised ? far_away(evidence, now) : std::nullopt;
  if (evidence.server_date) {
    const auto error = *evidence.server_date - evidence.server_date_at;
    const bool corrected = last.correction.count() != 0;
    const bool agrees = std::chrono::abs(error) <= (corrected ? kRightAgain : kClockTolerance);
    if (agrees && possible) return {Trust::kTrusted, {}, "agrees with the schedule's server"};
    const bool outranked =
        evidence.synchronised && possible && !far && may_be_wrong(evidence, error);
    if (!agrees && !outranked && now + error >= evidence.earliest) {
      const bool same = corrected && std::chrono::abs(error - last.correction) <= kSameError;
      const auto correction = same ? last.correction : error;
      return {Trust::kTrusted, correction,
              fmt::format("wrong by {}: going by the schedule's server{}", in_words(correction),
                          evidence.server_verified ? "" : " (not verified)")};
    }
  }
  if (!possible) return {Trust::kUntrusted, {}, "shows a time that has gone by"};
  if (far) {
    return {Trust::kUntrusted,
            {},
            fmt::format("synchronised, but {} years from the programme, and no server bears it out",
                        *far / std::chrono::years(1))};
  }
  if (evidence.synchronised) {
    const bool silent = evidence.synchronised_at && now - *evidence.synchronised_at >= kLongSilence;
    return {Trust::kTrusted, {}, silent ? "synchronised, but not for a day" : "synchronised"};
  }
  return {Trust::kUntrusted, {}, "not synchronised, and no server to compare it with"};
}

bool differs(const ClockVerdict& a, const ClockVerdict& b) {
  const bool corrected = a.correction.count() != 0;
  if (a.trust != b.trust || corrected != (b.correction.count() != 0)) return true;
  if (!corrected) return a.reason != b.reason;
  return std::chrono::abs(a.correction - b.correction) > kClockTolerance;
}

std::chrono::seconds ClockSteps::look(Instant clock, std::chrono::nanoseconds steady) {
  const auto ahead = clock.time_since_epoch() - steady;
  const auto before = std::exchange(ahead_, ahead).value_or(ahead);
  const auto step = std::chrono::round<std::chrono::seconds>(ahead - before);
  return std::chrono::abs(step) < kSmallestStep ? std::chrono::seconds(0) : step;
}

// timesyncd touches the file whenever it accepts a sample.
std::optional<Instant> time_service_spoke() {
  struct stat file{};
  if (::stat("/run/systemd/timesync/synchronized", &file) != 0) return std::nullopt;
  return Instant(std::chrono::seconds(file.st_mtim.tv_sec));
}

bool time_service_says() {
  // adjtimex() only reads here, and a sandbox may forbid even that.
  if (time_service_spoke()) return true;
  timex kernel{};
  return ::adjtimex(&kernel) >= 0 && (kernel.status & STA_UNSYNC) == 0;
}

}  // namespace roomsign::sign
