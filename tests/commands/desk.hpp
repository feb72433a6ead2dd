// Whoever speaks to a fleet of running signs, and what a sign of the fleet is set to.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "daemon/mqtt/line.hpp"
#include "tests/commands/running_sign.hpp"
#include "tests/support/broker.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::test {

// It hears what they say of themselves.
class Desk {
 public:
  explicit Desk(const Broker& broker, mqtt::LineOptions options = {},
                const std::string& id = "desk") {
    options.broker.host = "127.0.0.1";
    options.broker.port = broker.port();
    options.broker.tls = !options.ca_file.empty();
    options.id = id;
    for (const auto* what : {"online", "status", "answer", "picture"}) {
      options.topics.push_back(std::string("roomsign/sign/+/") + what);
    }
    line_ = std::make_unique<mqtt::Line>(
        **mqtt::load_mosquitto(), options,
        [] { return std::chrono::steady_clock::now().time_since_epoch(); }, [] { return 0.0; });
    REQUIRE(eventually([&] { return line_->report().connected; }));
  }

  void say(const std::string& topic, const std::string& payload, bool retained = false) {
    line_->publish({"roomsign/" + topic, payload, retained});
  }

  // Returns once the broker has all that was said so far.
  void settle() {
    say("sign/nobody/answer", "settled");
    CHECK(next("sign/nobody/answer") == "settled");
  }

  // The next thing that is said by a topic.
  std::string next(const std::string& topic) {
    std::string payload;
    CHECK(eventually([&] {
      for (auto& message : line_->take()) heard_.push_back(std::move(message));
      const auto found = std::ranges::find(heard_, full(topic), &mqtt::Message::topic);
      if (found == heard_.end()) return false;
      payload = found->payload;
      heard_.erase(found);
      return true;
    }));
    return payload;
  }
  // Whether it comes to be said.
  bool hears(const std::string& topic, const std::string& part) {
    return eventually([&] {
      for (auto& message : line_->take()) heard_.push_back(std::move(message));
      return std::ranges::any_of(heard_, [&](const auto& message) {
        return message.topic == full(topic) && message.payload.contains(part);
      });
    });
  }
  // Whether it was said already.
  bool hears_now(const std::string& topic) {
    for (auto& message : line_->take()) heard_.push_back(std::move(message));
    return std::ranges::any_of(heard_,
                               [&](const auto& message) { return message.topic == full(topic); });
  }
  // Whether it was said so far and not asked for by next().
  bool heard(const std::string& part) const {
    return std::ranges::any_of(heard_,
                               [&](const auto& message) { return message.payload.contains(part); });
  }

 private:
  static std::string full(const std::string& topic) {
    return topic.starts_with("homeassistant/") ? topic : "roomsign/" + topic;
  }

  std::unique_ptr<mqtt::Line> line_;
  std::vector<mqtt::Message> heard_;
};

inline std::string settings(const Broker& broker, const std::string& more = {}) {
  return fmt::format(
      "[remote]\nsocket = \"control\"\n[mqtt]\nid = \"hall-a\"\ngroups = [\"ground\"]\n"
      "broker = \"{}\"\n{}\n",
      broker.url(), more);
}

inline std::string document(int sequence, const std::string& text) {
  return fmt::format(
      R"({{ "format": "roomsign-announcements/1", "sequence": {}, "entries": [
        {{ "kind": "announcement", "text": "{}", "until": "2036-05-01T12:00:00Z" }} ] }})",
      sequence, text);
}

inline bool comes_to_say(const RunningSign& sign, const std::string& part) {
  return eventually([&] { return sign.status().contains(part); });
}

inline void await_line(const RunningSign& sign) {
  sign.await_programme();
  REQUIRE(comes_to_say(sign, "\"connected\": true"));
}

}  // namespace roomsign::test
