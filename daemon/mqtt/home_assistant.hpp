// What Home Assistant is told, so that it finds a sign by itself: one retained document at its own
// topics ("device discovery", from 2024.11 on), which names the sign's topics and where in its
// status what stands. Pure.
#pragma once

#include <string>
#include <string_view>

#include "daemon/mqtt/topics.hpp"

namespace roomsign::mqtt {

struct Device {
  std::string room;  // empty: it is for all
  bool has_temperature = false;
  bool takes_unsigned = true;  // words that are not signed, as its buttons say them
};

// Letters, digits, "_" and "-" of the sign's id, as Home Assistant takes no others; an id with
// others has its checksum behind it, so that no two are the same.
std::string discovery_topic(std::string_view prefix, const Topics& topics);

std::string discovery_document(const Topics& topics, const Device& device);

}  // namespace roomsign::mqtt
