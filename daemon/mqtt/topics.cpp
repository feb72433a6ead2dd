#include "daemon/mqtt/topics.hpp"

#include <array>
#include <utility>

namespace roomsign::mqtt {
namespace {

std::vector<std::pair<std::string, Meaning>> all_heard(const Topics& topics) {
  constexpr std::array<std::pair<std::string_view, Verb>, 3> kVerbs{
      {{"notices", Verb::kNotices}, {"changed", Verb::kChanged}, {"say", Verb::kSay}}};
  std::vector<std::pair<std::string, Meaning>> heard;
  for (const auto& [word, verb] : kVerbs) {
    heard.push_back({topics.all(word), {verb, Scope::kAll}});
    for (std::size_t i = 0; i < topics.groups.size(); ++i) {
      heard.push_back({topics.group(i, word), {verb, Scope::kGroup, i}});
    }
    heard.push_back({topics.sign(word), {verb, Scope::kSign}});
  }
  heard.push_back({topics.sign("look"), {Verb::kLook, Scope::kSign}});
  return heard;
}

}  // namespace

std::vector<std::string> Topics::heard() const {
  std::vector<std::string> names;
  for (auto& [name, meaning] : all_heard(*this)) names.push_back(std::move(name));
  return names;
}

std::optional<Meaning> Topics::meaning_of(std::string_view topic) const {
  for (const auto& [name, meaning] : all_heard(*this)) {
    if (name == topic) return meaning;
  }
  return std::nullopt;
}

}  // namespace roomsign::mqtt
