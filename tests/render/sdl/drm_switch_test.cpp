// Switching monitors off and looking at plugs, on a card made of a table: this file's functions
// stand in libdrm's place for the whole test program, as the linker takes the first it sees.
#include <array>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <xf86drmMode.h>

#include "render/sdl/drm.hpp"
#include "tests/support/catch.hpp"

namespace {

constexpr int kCard = 42;

struct FakeConnector {
  std::uint32_t id;
  std::uint32_t encoder;                  // 0: nothing is shown on it
  std::vector<std::uint32_t> properties;  // ids
};

struct FakeCard {
  std::vector<FakeConnector> connectors;
  bool refuses = false;
  std::vector<std::array<std::uint64_t, 3>> set;  // connector, property, value
  std::vector<std::uint32_t> looked;              // at which connectors' plugs
  int open = 0;                                   // answers not freed yet
};

FakeCard card;

const char* property_name(std::uint32_t id) { return id == 7 ? "DPMS" : "EDID"; }

template <class T>
T* answer() {
  ++card.open;
  return static_cast<T*>(std::calloc(1, sizeof(T)));
}

void release(void* pointer) {
  if (pointer != nullptr) --card.open;
  std::free(pointer);
}

template <class T>
T* list(const std::vector<T>& values) {
  auto* copy = static_cast<T*>(std::calloc(values.size() + 1, sizeof(T)));
  std::copy(values.begin(), values.end(), copy);
  return copy;
}

}  // namespace

extern "C" {

drmModeResPtr drmModeGetResources(int fd) {
  if (fd != kCard) return nullptr;
  auto* resources = answer<drmModeRes>();
  std::vector<std::uint32_t> ids;
  for (const auto& connector : card.connectors) ids.push_back(connector.id);
  resources->count_connectors = static_cast<int>(ids.size());
  resources->connectors = list(ids);
  return resources;
}

void drmModeFreeResources(drmModeResPtr resources) {
  if (resources != nullptr) std::free(resources->connectors);
  release(resources);
}

drmModeConnectorPtr drmModeGetConnectorCurrent(int /*fd*/, std::uint32_t id) {
  for (const auto& connector : card.connectors) {
    if (connector.id != id) continue;
    auto* found = answer<drmModeConnector>();
    found->connector_id = id;
    found->encoder_id = connector.encoder;
    found->count_props = static_cast<int>(connector.properties.size());
    found->props = list(connector.properties);
    return found;
  }
  return nullptr;
}

drmModeConnectorPtr drmModeGetConnector(int fd, std::uint32_t id) {
  card.looked.push_back(id);
  return drmModeGetConnectorCurrent(fd, id);
}

void drmModeFreeConnector(drmModeConnectorPtr connector) {
  if (connector != nullptr) std::free(connector->props);
  release(connector);
}

drmModePropertyPtr drmModeGetProperty(int /*fd*/, std::uint32_t id) {
  auto* property = answer<drmModePropertyRes>();
  std::strncpy(property->name, property_name(id), sizeof property->name - 1);
  return property;
}

void drmModeFreeProperty(drmModePropertyPtr property) { release(property); }

int drmModeConnectorSetProperty(int /*fd*/, std::uint32_t connector, std::uint32_t property,
                                std::uint64_t value) {
  if (card.refuses) return -1;
  card.set.push_back({connector, property, value});
  return 0;
}

}  // extern "C"

namespace roomsign::render {
namespace {

using Set = std::vector<std::array<std::uint64_t, 3>>;

TEST_CASE("the monitors that a card drives are switched, and no others") {
  card = {.connectors = {{31, 5, {2, 7}}, {32, 0, {2, 7}}, {33, 6, {7}}}};
  CHECK(drm::switch_monitors(kCard, false));
  CHECK(card.set == Set{{31, 7, DRM_MODE_DPMS_OFF}, {33, 7, DRM_MODE_DPMS_OFF}});
  card.set.clear();
  CHECK(drm::switch_monitors(kCard, true));
  CHECK(card.set == Set{{31, 7, DRM_MODE_DPMS_ON}, {33, 7, DRM_MODE_DPMS_ON}});
  CHECK(card.open == 0);
}

TEST_CASE("one monitor of two that can be switched is enough") {
  card = {.connectors = {{31, 5, {2}}, {33, 6, {7}}}};
  CHECK(drm::switch_monitors(kCard, false));
}

TEST_CASE("a card that refuses, has no such property or is none switches nothing") {
  card = {.connectors = {{31, 5, {2, 7}}}, .refuses = true};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  card = {.connectors = {{31, 5, {2}}}};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  card = {};
  CHECK_FALSE(drm::switch_monitors(kCard, false));
  CHECK_FALSE(drm::switch_monitors(-1, false));
  CHECK(card.open == 0);
}

TEST_CASE("a card looks at all of its plugs, and not without being asked") {
  card = {.connectors = {{31, 5, {2, 7}}, {32, 0, {}}}};
  CHECK(drm::switch_monitors(kCard, false));
  CHECK(card.looked.empty());
  drm::look_at_plugs(kCard);
  CHECK(card.looked == std::vector<std::uint32_t>{31, 32});
  drm::look_at_plugs(-1);
  CHECK(card.looked.size() == 2);
  CHECK(card.open == 0);
}

}  // namespace
}  // namespace roomsign::render
