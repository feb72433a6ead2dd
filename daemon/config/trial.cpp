#include "daemon/config/trial.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "daemon/base/stable_hash.hpp"

namespace roomsign::config {
namespace {

void put(toml::table& table, std::string_view key, const std::optional<Fetched>& fetched) {
  if (!fetched) return;
  table.insert(key, toml::table{{"address", fetched->address},
                                {"since", format_instant(fetched->since)},
                                {"series", fetched->series},
                                {"sequence", fetched->sequence},
                                {"text", fetched->text}});
}

std::optional<Fetched> take(const toml::table& table, std::string_view key) {
  const auto* const section = table[key].as_table();
  if (section == nullptr) return std::nullopt;
  const auto text = [&](std::string_view name) {
    return section->at_path(name).value_or(std::string());
  };
  return Fetched{text("address"), text("text"), parse_instant(text("since")).value_or(Instant()),
                 text("series"), section->at_path("sequence").value_or(std::int64_t{0})};
}

// Whichever of its addresses it came from.
bool is_same(const std::optional<Fetched>& one, const Fetched& other) {
  return one && one->text == other.text;
}

}  // namespace

Trial::Trial(Kept kept, bool may_go_back, Steady now)
    : kept_(std::move(kept)), may_go_back_(may_go_back), since_(now) {
  if (!kept_.on_trial) return;
  if (++kept_.starts > kMostStarts) {
    fail(fmt::format("the sign had to be started {} times while it was on trial", kMostStarts));
  }
}

const Fetched* Trial::in_force() const {
  const auto& fetched = kept_.on_trial ? kept_.on_trial : kept_.confirmed;
  return fetched ? &*fetched : nullptr;
}

void Trial::remember(const Kept& former) {
  kept_.sequence = std::max(kept_.sequence, former.sequence);
  if (!kept_.failed.empty()) return;
  kept_.failed = former.failed;
  kept_.why = former.why;
}

void Trial::forget() { kept_.sequence = std::exchange(kept_, {}).sequence; }

std::optional<Trial::Steady> Trial::left(Steady now) const {
  if (!kept_.on_trial || !can_go_back()) return std::nullopt;
  return std::max(since_ + kTrial - now, Steady(0));
}

bool Trial::is_new(const Fetched& fetched) const {
  if (is_same(kept_.on_trial, fetched)) return false;
  if (is_same(kept_.confirmed, fetched)) return is_on_trial();
  return kept_.failed.empty() || digest_of(fetched.text) != kept_.failed;
}

bool Trial::offer(Fetched fetched, Steady now) {
  if (!is_new(fetched)) return false;
  kept_.sequence = std::max(kept_.sequence, fetched.sequence);
  if (is_same(kept_.confirmed, fetched)) {  // the server took back what is on trial
    kept_.starts = 0;
    kept_.on_trial.reset();
    return true;
  }
  kept_.on_trial = std::move(fetched);
  kept_.starts = 0;
  since_ = now;
  return true;
}

bool Trial::confirm() {
  if (!kept_.on_trial) return false;
  kept_ = {.confirmed = std::move(kept_.on_trial),
           .on_trial = {},
           .failed = {},
           .why = {},
           .sequence = kept_.sequence};
  return true;
}

bool Trial::survive() { return is_on_trial() && std::exchange(kept_.starts, 0) > 0; }

bool Trial::last(Steady now) { return now - since_ >= kTrial && survive(); }

bool Trial::expire(Steady now, const std::string& why) {
  const auto left = this->left(now);
  if (!left || left->count() > 0) return false;
  return fail(why);
}

bool Trial::fail(const std::string& why) {
  if (!kept_.on_trial) return false;
  kept_.failed = digest_of(kept_.on_trial->text);
  kept_.why = why;
  kept_.starts = 0;
  kept_.on_trial.reset();
  return true;
}

std::string digest_of(std::string_view text) { return fmt::format("{:016x}", stable_hash(text)); }

std::string print_kept(const Kept& kept) {
  toml::table table;
  put(table, "confirmed", kept.confirmed);
  put(table, "on_trial", kept.on_trial);
  table.insert("starts", kept.starts);
  table.insert("failed", kept.failed);
  table.insert("why", kept.why);
  table.insert("sequence", kept.sequence);
  std::ostringstream out;
  out << toml::toml_formatter(table, toml::format_flags::none) << '\n';
  return out.str();
}

Result<Kept> parse_kept(std::string_view text) {
  try {
    const toml::table table = toml::parse(text);
    Kept kept{.confirmed = take(table, "confirmed"),
              .on_trial = take(table, "on_trial"),
              .failed = table["failed"].value_or(std::string()),
              .why = table["why"].value_or(std::string())};
    kept.starts = table["starts"].value_or(0);
    kept.sequence = table["sequence"].value_or(std::int64_t{0});
    return kept;
  } catch (const toml::parse_error& error) {
    return failure("corrupt-cache", fmt::format("the kept configuration: {}", error.description()));
  }
}

}  // namespace roomsign::config
