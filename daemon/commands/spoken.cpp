#include "daemon/commands/spoken.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/notice_lines.hpp"

namespace roomsign::commands {
namespace {

using schedule::Notices;
using schedule::Term;

std::vector<std::string> ids_of(const Notices& notices) {
  std::vector<std::string> ids;
  schedule::for_each_term(notices, [&](const Term& term) { ids.push_back(term.id); });
  return ids;
}

std::string what_is_up(const Notices& notices) {
  const auto ids = ids_of(notices);
  if (ids.empty()) return "nothing that was said to this sign is up";
  return fmt::format("up are: {}", fmt::join(ids, ", "));
}

Result<Spoken> lift(formats::ParsedNotices own, const std::string& id) {
  const auto before = ids_of(own.notices).size();
  schedule::erase_if(own.notices, [&](const Term& term) { return term.id == id; });
  if (ids_of(own.notices).size() == before) {
    return failure("unknown-id", fmt::format("nothing with the id \"{}\" was said to this sign; {}",
                                             clean_line(id, 60), what_is_up(own.notices)));
  }
  return Spoken{std::move(own), fmt::format("lifted {}", id)};
}

// What was said of the same rooms or sessions before: lifting the new word must not bring it back.
void erase_superseded(Notices& notices, const Notices& said) {
  for (const auto& each : said.delays) {
    std::erase_if(notices.delays, [&](const auto& old) { return old.rooms == each.rooms; });
  }
  const auto erase_of = [&](const schedule::SessionRef& session) {
    const auto is_of = [&](const auto& old) { return old.session == session; };
    std::erase_if(notices.called_off, is_of);
    std::erase_if(notices.moves, is_of);
  };
  for (const auto& each : said.called_off) erase_of(each.session);
  for (const auto& each : said.moves) erase_of(each.session);
}

}  // namespace

std::string next_id(const formats::ParsedNotices& own) {
  const auto taken = ids_of(own.notices);
  auto number = own.sequence + 1;
  while (std::ranges::find(taken, std::to_string(number)) != taken.end()) ++number;
  return std::to_string(number);
}

Result<Spoken> speak(formats::ParsedNotices own, const formats::Said& said, Instant now,
                     const Zone& zone) {
  ++own.sequence;
  own.warnings.clear();
  schedule::erase_if(own.notices, [&](const Term& term) { return term.until <= now; });
  if (said.kind == formats::kLift) return lift(std::move(own), said.id);
  schedule::erase_if(own.notices, [&](const Term& term) { return term.id == said.id; });
  erase_superseded(own.notices, said.notices);
  if (ids_of(own.notices).size() >= formats::kMostEntries) {
    return failure("too-many", fmt::format("{} entries are up already: lift some first",
                                           formats::kMostEntries));
  }
  own.notices = schedule::together(own.notices, said.notices);
  const auto line = notice_lines(said.notices, zone).front();
  return Spoken{std::move(own),
                fmt::format("{}, until {}{}", line.words, wall_time(said.until, zone),
                            said.end_given ? "" : " (the end of the day, as none was given)")};
}

}  // namespace roomsign::commands
