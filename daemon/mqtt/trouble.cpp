#include "daemon/mqtt/trouble.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

namespace roomsign::mqtt {
namespace {

constexpr std::array<std::string_view, 6> kRefusals{
    "for a reason of its own",
    "it speaks another version of MQTT",
    "it does not like the id: choose another mqtt.id",
    "it is not available",
    "wrong user or password: see mqtt.user, mqtt.password_file",
    "this user may not connect, or its password is wrong: see mqtt.user, mqtt.password_file"};

// Of a certificate that is no good there are words, and an errno that says nothing.
std::string reason(const Mosquitto& library, int rc, const std::string& words) {
  if (rc == MOSQ_ERR_EAI) return "no such name, or no name server";
  if (!words.empty()) return words;
  if (rc == MOSQ_ERR_TLS) return "nobody there speaks TLS: is the broker up, and this its port?";
  return rc == MOSQ_ERR_ERRNO ? std::strerror(errno) : library.error_words(rc);
}

}  // namespace

std::string place_of(const Broker& broker) {
  const bool six = broker.host.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", six ? "[" : "", broker.host, six ? "]" : "", broker.port);
}

Error unreachable(const Broker& broker, const Mosquitto& library, int rc,
                  const std::string& words) {
  return {"unreachable", fmt::format("{}: {}", place_of(broker), reason(library, rc, words))};
}

Error mute(const Broker& broker, long seconds) {
  return {"unreachable",
          fmt::format("{} did not answer in {} s: is it a broker, and does it speak {}?",
                      place_of(broker), seconds,
                      broker.tls ? "TLS (mqtts)" : "MQTT without TLS (mqtt)")};
}

Error refused(const Broker& broker, int code) {
  const bool known = code > 0 && static_cast<std::size_t>(code) < kRefusals.size();
  return {"refused", fmt::format("{} refused the sign: {}", place_of(broker),
                                 kRefusals.at(known ? static_cast<std::size_t>(code) : 0))};
}

Error lost(const Broker& broker, int rc, bool early) {
  if (rc == MOSQ_ERR_KEEPALIVE) return {"lost", place_of(broker) + " does not answer any more"};
  return {"lost", fmt::format("{} closed the connection{}", place_of(broker),
                              early ? "; does another sign have the same mqtt.id?" : "")};
}

Error flooded(const Broker& broker, std::size_t bytes) {
  return {"flooded", fmt::format("{} sends more than {} bytes at once", place_of(broker), bytes)};
}

Error denied(const Broker& broker, const std::string& topic) {
  return {"denied", fmt::format("{} does not let this sign hear {}: allow it there",
                                place_of(broker), topic)};
}

}  // namespace roomsign::mqtt
