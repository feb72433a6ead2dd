#include "daemon/mqtt/home_assistant.hpp"

#include <set>
#include <string>

#include "tests/support/catch.hpp"

namespace roomsign::mqtt {
namespace {

std::string topic_of(const std::string& id) {
  return discovery_topic("homeassistant", {.prefix = "roomsign", .id = id, .groups = {}});
}

TEST_CASE("Home Assistant knows each sign by letters that it takes, whatever the sign's id") {
  CHECK(topic_of("hall-a") == "homeassistant/device/roomsign_hall-a/config");
  const std::string before = "homeassistant/device/";
  std::set<std::string> all;
  for (const auto* id : {"hall_a", "hall.a", "hall a", "Hall A", "Säle", "S\xC3\xB6le", "講堂"}) {
    const auto topic = topic_of(id);
    INFO(topic);
    CHECK(all.insert(topic).second);
    CHECK(topic.substr(before.size(), topic.rfind('/') - before.size())
              .find_first_not_of(
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
          std::string::npos);
  }
}

TEST_CASE("A temperature is promised only where there is one, and a sign of no room has its id") {
  const Topics topics{.prefix = "x/y", .id = "hall-a", .groups = {}};
  CHECK(discovery_document(topics, {.room = "Hall A", .has_temperature = true})
            .contains("temperature_celsius"));
  const auto plain = discovery_document(topics, {});
  CHECK_FALSE(plain.contains("temperature"));
  CHECK(plain.contains(R"("name": "hall-a")"));
  CHECK(plain.contains("\"x/y/sign/hall-a/online\""));
}

TEST_CASE(
    "A sign that takes signed words alone has no buttons in Home Assistant, which signs none") {
  const Topics topics{.prefix = "roomsign", .id = "hall-a", .groups = {}};
  CHECK(discovery_document(topics, {}).contains("\"button\""));
  const auto document = discovery_document(topics, {.takes_unsigned = false});
  CHECK_FALSE(document.contains("\"button\""));
  CHECK_FALSE(document.contains("roomsign/sign/hall-a/say"));
  CHECK(document.contains("\"showing\""));
}

}  // namespace
}  // namespace roomsign::mqtt
