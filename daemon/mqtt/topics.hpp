// Topics: what a sign listens to, and by which names it says something. Pure.
//
//   PREFIX/all/..., PREFIX/group/G/..., PREFIX/sign/ID/...
//     notices   a whole document of announcements, retained
//     changed   the schedule was changed: it is to be polled
//     say       one entry, as it is posted to /say
//   PREFIX/sign/ID/look: who wants to see the panel; of one sign at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roomsign::mqtt {

enum class Scope { kAll, kGroup, kSign };  // to whom something is said
enum class Verb { kNotices, kChanged, kSay, kLook };

struct Meaning {
  Verb verb = Verb::kNotices;
  Scope scope = Scope::kAll;
  std::size_t group = 0;  // of Scope::kGroup: which of the sign's
  bool operator==(const Meaning&) const = default;
};

struct Topics {
  std::string prefix;
  std::string id;
  std::vector<std::string> groups;

  std::string all(std::string_view what) const { return prefix + "/all/" + std::string(what); }
  std::string group(std::size_t index, std::string_view what) const {
    return prefix + "/group/" + groups.at(index) + "/" + std::string(what);
  }
  std::string sign(std::string_view what) const {
    return prefix + "/sign/" + id + "/" + std::string(what);
  }

  // Everything to be subscribed to; no wildcard among it.
  std::vector<std::string> heard() const;
  // None: nothing of heard().
  std::optional<Meaning> meaning_of(std::string_view topic) const;

  bool operator==(const Topics&) const = default;
};

}  // namespace roomsign::mqtt
