#include "daemon/fetch/polled_address.hpp"

#include <algorithm>
#include <expected>
#include <utility>

namespace roomsign::fetch {
namespace {

using std::chrono::seconds;

constexpr int kJudgeAnewAfter = 10;  // polls

}  // namespace

bool Judged::may_be_asked_about(int shown) const {
  return refusal || (document != 0 && document == shown);
}

bool Judged::is_hold_over(Instant now) const {
  if (!refusal || !refusal->held_for) return false;
  const auto passed = now - at;
  return passed < seconds{0} || passed >= *refusal->held_for;
}

Verdict Judged::again() {
  if (!refusal) return {};
  auto again = *refusal;
  if (!again.held_for && ++repeats == kJudgeAnewAfter - 1) *this = {};
  return std::unexpected(std::move(again));
}

PolledAddress::PolledAddress(std::string url) : url_(std::move(url)) {}

void PolledAddress::begin(Instant now) {
  failed_ = false;
  turn_ = rest_ > 0 ? Turn::kResting : Turn::kFirst;
  if (left_alone(now) > seconds{0}) turn_ = Turn::kLeftAlone;
}

void PolledAddress::note(std::optional<Error> trouble, bool did_well, Instant now) {
  failed_ = trouble.has_value();
  failures_ = did_well ? 0 : failures_ + 1;
  trouble_ = std::move(trouble);
  alone_for_ = seconds{0};
  asked_ = now;
}

void PolledAddress::leave_alone(seconds wait) { alone_for_ = std::max(alone_for_, wait); }

seconds PolledAddress::left_alone(Instant now) const {
  const auto passed = now - asked_;
  if (passed < seconds{0} || passed >= alone_for_) return seconds{0};
  return alone_for_ - passed;
}

void PolledAddress::let_rest(long longest) {
  if (failed_) {
    rest_ = std::min((1L << std::min(failures_, 16)) - 1, longest);
  } else {
    rest_ = std::max(rest_ - 1, 0L);
  }
}

}  // namespace roomsign::fetch
