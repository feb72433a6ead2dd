// Two hundred signs at a real broker and at a web server: scripts/scale measures ten thousand.
#include <chrono>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "daemon/mqtt/line.hpp"
#include "tests/scale/simulated_fleet.hpp"
#include "tests/scale/simulated_polls.hpp"
#include "tests/scale/traffic.hpp"
#include "tests/support/broker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/raw_client.hpp"

namespace roomsign::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kSigns = 200;
constexpr std::size_t kGroups = 4;

FleetOfMany fleet_at(const Broker& broker) {
  FleetOfMany fleet{.signs = kSigns, .groups = kGroups, .status = std::string(1000, 's')};
  fleet.options.broker = broker.url();
  return fleet;
}

bool is_whole(const SimulatedFleet& fleet) {
  return eventually([&] { return fleet.connected().signs == kSigns; }, 60s);
}

// Whoever publishes; and a moment, in which all that was subscribed to is.
class Desk {
 public:
  explicit Desk(const Broker& broker)
      : line_(
            **mqtt::load_mosquitto(),
            {.broker = mqtt::parse_broker(broker.url()).value(), .id = "desk"},
            [] { return std::chrono::steady_clock::now().time_since_epoch(); },
            [] { return 0.0; }) {
    REQUIRE(eventually([&] { return line_.report().connected; }));
    std::this_thread::sleep_for(3s);
  }
  void publish(const std::string& topic, const std::string& payload, bool retained = true) {
    line_.publish({"roomsign/" + topic, payload, retained});
  }

 private:
  mqtt::Line line_;
};

TEST_CASE("What is published to all, to a group or to one comes to each of them once") {
  Broker broker;
  broker.start();
  const SimulatedFleet fleet(fleet_at(broker));
  REQUIRE(is_whole(fleet));
  Desk desk(broker);
  const auto begun = SimulatedFleet::Time::clock::now();
  const auto comes_to = [&](const std::string& payload, std::size_t signs) {
    CHECK(eventually([&] { return fleet.heard(payload).signs == signs; }));
    const auto heard = fleet.heard(payload);
    CHECK(begun <= heard.first);
    CHECK(heard.first <= heard.last);
  };
  desk.publish("all/notices", "to all");
  comes_to("to all", kSigns);
  desk.publish("group/" + SimulatedFleet::group_of(1, kGroups) + "/notices", "to a floor");
  comes_to("to a floor", kSigns / kGroups);
  desk.publish("sign/" + SimulatedFleet::id_of(7) + "/say", "to one", false);
  comes_to("to one", 1);
  desk.publish("all/say", "to all again", false);
  comes_to("to all again", kSigns);
  CHECK(fleet.heard("to a floor").signs == kSigns / kGroups);  // no later one either
  CHECK(fleet.heard("to one").signs == 1);
  CHECK(fleet.odd() == 0);
}

TEST_CASE("A message that comes twice to a sign is seen to be odd") {
  Broker broker;
  broker.start();
  const SimulatedFleet fleet(fleet_at(broker));
  REQUIRE(is_whole(fleet));
  Desk desk(broker);
  desk.publish("all/say", "again", false);
  desk.publish("all/say", "again", false);
  CHECK(eventually([&] { return fleet.odd() == kSigns; }));
  CHECK(fleet.heard("again").signs == kSigns);
}

TEST_CASE(
    "A fleet that is told that the schedule changed polls within ten seconds, and not at once") {
  Broker broker;
  broker.start();
  const SimulatedFleet fleet(fleet_at(broker));
  REQUIRE(is_whole(fleet));
  Desk desk(broker);
  desk.publish("all/changed", "", false);
  CHECK(eventually([&] { return fleet.polled().signs == kSigns; }));
  const auto polled = fleet.polled();
  CHECK(polled.last - polled.first > 7s);
  CHECK(polled.last - polled.first < 12s);
}

TEST_CASE("Every sign comes back to a broker that was started anew") {
  Broker broker;
  broker.start();
  const SimulatedFleet fleet(fleet_at(broker));
  REQUIRE(is_whole(fleet));
  broker.stop();
  REQUIRE(eventually([&] { return fleet.connected().signs == 0; }));
  broker.start();
  CHECK(is_whole(fleet));
}

TEST_CASE("Every byte that a fleet takes of the network is counted") {
  Broker broker;
  broker.start();
  const auto port = broker.port();
  CHECK(traffic_to(port).connections == 0);
  const SimulatedFleet fleet(fleet_at(broker));
  REQUIRE(is_whole(fleet));
  Desk desk(broker);
  CHECK(traffic_to(port).connections == kSigns + 1);
  const auto before = traffic_to(port);
  const std::string text(500, 't');
  desk.publish("sign/" + SimulatedFleet::id_of(3) + "/say", text, false);
  REQUIRE(eventually([&] { return fleet.heard(text).signs == 1; }));
  // Its topic and its text, each with what MQTT writes before it, from the desk and to the sign,
  // and what the sign then says of itself.
  const auto packet = [](std::size_t topic, std::size_t payload) {
    return 3 + 2 + topic + payload;
  };
  const auto expected =
      2 * packet(std::string("roomsign/sign/sign-00003/say").size(), text.size()) +
      packet(std::string("roomsign/sign/sign-00003/status").size(), 1000);
  CHECK(eventually([&] { return traffic_to(port).payload - before.payload == expected; }));
  // Three, and what acknowledges them: the sign's may ride on what it says.
  CHECK(eventually([&] { return traffic_to(port).packets - before.packets >= 5; }));
  CHECK(traffic_to(port).packets - before.packets < 20);
}

TEST_CASE("Signs ask for the schedule once in an interval, and for what they have by its ETag") {
  HttpServer server;
  const std::string body(3000, 'b');
  const auto whole = fmt::format("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: {}\r\n\r\n{}",
                                 body.size(), body);
  const std::string unchanged = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n";
  server.handle("/schedule", [&](const HttpServer::Request& request, HttpServer::Connection& to) {
    to.send(request.header("If-None-Match") == "\"1\"" ? unchanged : whole);
  });
  SimulatedPolls polls({.url = server.url("/schedule"), .signs = kSigns, .interval = 12s});
  PollCount all;
  const auto count = [&] {
    const auto more = polls.take();
    all.whole += more.whole;
    all.unchanged += more.unchanged;
    all.failed += more.failed;
  };
  CHECK(eventually([&] { return count(), all.whole >= kSigns; }));
  CHECK(all.whole == kSigns);
  CHECK(all.unchanged == 0);
  const auto port = static_cast<std::uint16_t>(server.port());
  CHECK(traffic_to(port).connections == kSigns);
  CHECK(traffic_to(port).payload > kSigns * whole.size());
  const auto before = traffic_to(port);
  CHECK(eventually([&] { return count(), all.unchanged >= kSigns; }, 30s));
  std::this_thread::sleep_for(500ms);
  count();
  CHECK(all.unchanged == kSigns);
  CHECK(all.whole == kSigns);
  CHECK(all.failed == 0);
  const auto answers = kSigns * unchanged.size();
  const auto grown = traffic_to(port).payload - before.payload;
  CHECK(grown > answers);
  CHECK(grown < answers + kSigns * 200);  // the questions
}

TEST_CASE("Who asks without a pause is answered as often, and a dead server counts as a failure") {
  HttpServer server;
  server.answer("/schedule", "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 1\r\n\r\nb");
  const auto asked = ask_without_pause({.url = server.url("/schedule"), .signs = 4}, 200ms, true);
  CHECK(asked.whole > 0);
  CHECK(asked.whole == static_cast<std::uint64_t>(server.hits("/schedule")));
  const auto dead = ask_without_pause(
      {.url = fmt::format("http://127.0.0.1:{}/", free_port()), .signs = 1}, 20ms, true);
  CHECK(dead.whole == 0);
  CHECK(dead.failed > 0);
}

}  // namespace
}  // namespace roomsign::test
