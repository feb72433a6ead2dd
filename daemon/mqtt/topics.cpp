#include "daemon/mqtt/topics.hpp"

#include <utility>

namespace roomsign::mqtt {
namespace {

std::vector<std::pair<std::string, Meaning>> all_heard(const Topics& topics) {
  std::vector<std::pair<std::string, Meaning>> heard;
  heard.push_back({topics.all("notices"), {Verb::kNotices, Scope::kAll}});
  heard.push_back({topics.all("changed"), {Verb::kChanged, Scope::kAll}});
  for (std::size_t i = 0; i < topics.groups.size(); ++i) {
    heard.push_back({topics.group(i, "notices"), {Verb::kNotices, Scope::kGroup, i}});
    heard.push_back({topics.group(i, "changed"), {Verb::kChanged, Scope::kGroup, i}});
  }
  heard.push_back({topics.sign("notices"), {Verb::kNotices, Scope::kSign}});
  heard.push_back({topics.sign("changed"), {Verb::kChanged, Scope::kSign}});
  heard.push_back({topics.sign("say"), {Verb::kSay, Scope::kSign}});
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
