#include "daemon/commands/say_to_fleet.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/host_name.hpp"
#include "daemon/base/text.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/formats/answer.hpp"
#include "daemon/sign/source.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kAnswering = 3s;
constexpr std::size_t kMostAnswers = 10'000;  // that come at once: a whole fleet's

// For whom it is, as a topic and a signature name them.
std::vector<std::string> scopes_of(const Addressees& to) {
  std::vector<std::string> scopes;
  if (to.all) scopes.emplace_back("all");
  for (const auto& group : to.groups) scopes.push_back("group/" + group);
  for (const auto& id : to.signs) scopes.push_back("sign/" + id);
  return scopes;
}

// What is published: a topic and its payload, for each of those whom it is for.
std::vector<mqtt::Message> messages(const Addressees& to, const std::string& prefix,
                                    const std::string& entry, const Signer* signer,
                                    const Clocks& clocks) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(clocks.real()).time_since_epoch();
  std::vector<mqtt::Message> all;
  for (const auto& scope : scopes_of(to)) {
    const int number = static_cast<int>(all.size());
    all.push_back(
        {fmt::format("{}/{}/say", prefix, scope),
         signer == nullptr ? entry : signer->sign(envelope_of_said(entry, scope, now, number)),
         false});
  }
  return all;
}

Result<void> check_names(const Addressees& to) {
  for (const auto* names : {&to.groups, &to.signs}) {
    for (const auto& name : *names) {
      if (mqtt::is_level(name)) continue;
      return failure("usage", fmt::format("\"{}\" is no name of a sign or a group: it must be "
                                          "without \"/\", \"+\" and \"#\"",
                                          clean_line(name, 64)));
    }
  }
  return {};
}

// Who answers by this topic; empty: nobody.
std::string sign_of(std::string_view topic, const std::string& prefix) {
  const auto before = prefix + "/sign/";
  const std::string_view after = "/answer";
  if (!topic.starts_with(before) || !topic.ends_with(after)) return {};
  topic.remove_prefix(before.size());
  return std::string(topic.substr(0, topic.size() - after.size()));
}

mqtt::LineLimits limits() {
  mqtt::LineLimits limits;
  limits.at_once = kMostAnswers;
  limits.waiting = kMostAnswers;
  return limits;
}

class Desk {
 public:
  Desk(const mqtt::Mosquitto& library, mqtt::LineOptions options, const Clocks& clocks)
      : steady_(clocks.steady),
        line_(library, std::move(options), clocks.steady, sign::random_share, limits()) {}

  // Errors: the line's.
  Result<void> connect() { return mqtt::await_connection(line_, steady_, kConnecting); }

  // What each sign answered, by its id. Ends early when all of `awaited` have answered.
  std::map<std::string, std::string> ask(std::vector<mqtt::Message> messages, const Addressees& to,
                                         const std::string& prefix) {
    for (auto& message : messages) line_.publish(std::move(message));
    std::set<std::string> awaited(to.signs.begin(), to.signs.end());
    const bool known = !to.all && to.groups.empty();
    std::map<std::string, std::string> answers;
    const auto end = steady_() + kAnswering;
    while (!(known && awaited.empty()) && mqtt::await_word(line_, steady_, end)) {
      for (auto& message : line_.take()) {
        const auto id = sign_of(message.topic, prefix);
        awaited.erase(id);
        if (!id.empty()) answers[id] = std::move(message.payload);
      }
    }
    return answers;
  }

  // How many answers were lost: too large, or too many at once.
  std::uint64_t lost() const { return line_.report().not_taken; }

 private:
  std::function<std::chrono::nanoseconds()> steady_;
  mqtt::Line line_;
};

// Returns whether the sign has done it.
bool print(const std::string& id, const std::string& answer) {
  const auto name = clean_line(id, 64);
  const auto answered = formats::parse_answer(answer);
  if (!answered) {
    fmt::print(stderr, "{}: {}\n", name, answered.error().message);
    return false;
  }
  fmt::print("{}: {}{}\n", name, answered->message,
             answered->id.empty() ? "" : fmt::format(" (id {})", answered->id));
  for (const auto& note : answered->notes) fmt::print("{}: {}\n", name, note);
  return true;
}

}  // namespace

int say_to_fleet(const Addressees& to, const mqtt::Options& options, const std::string& entry,
                 const Signer* signer, const Clocks& clocks) {
  if (const auto checked = check_names(to); !checked) return complain(checked.error());
  if (!options.is_on()) {
    return complain({"usage",
                     "--sign, --group and --all speak by a broker: the configuration must name it "
                     "(mqtt.broker)"});
  }
  const auto library = mqtt::load_mosquitto();
  if (!library) return complain(library.error());
  auto line = line_to(options);
  if (!line) return complain(line.error());
  line->id = fmt::format("roomsign-say-{}-{}", host_name(), ::getpid());
  line->topics = {options.prefix + "/sign/+/answer"};
  Desk desk(**library, std::move(*line), clocks);
  if (const auto connected = desk.connect(); !connected) return complain(connected.error());

  const auto answers =
      desk.ask(messages(to, options.prefix, entry, signer, clocks), to, options.prefix);
  bool fine = !answers.empty();
  for (const auto& [id, answer] : answers) fine = print(id, answer) && fine;
  for (const auto& id : to.signs) {
    if (answers.contains(id)) continue;
    fmt::print(stderr, "{}: no answer in {} s\n", id, kAnswering / 1s);
    fine = false;
  }
  if (const auto lost = desk.lost(); lost > 0) {
    fmt::print(stderr, "roomsign: {} answers were lost: too large, or too many at once\n", lost);
    fine = false;
  }
  if (answers.empty()) {
    fmt::print(stderr,
               "roomsign: no sign answered in {} s, or the broker does not let {} say it: see "
               "mosquitto.acl\n",
               kAnswering / 1s,
               options.user.empty() ? "this user" : fmt::format("the user \"{}\"", options.user));
  }
  return fine ? 0 : 1;
}

}  // namespace roomsign::commands
