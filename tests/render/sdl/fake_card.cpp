#include "tests/render/sdl/fake_card.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <xf86drm.h>

using roomsign::test::card;
using roomsign::test::kCard;

namespace {

constexpr std::size_t kBufferBytes = 2U << 20U;  // of the file for each
constexpr std::uint32_t kIds = 100;              // a buffer's number as a picture, above its handle
constexpr std::size_t kBuffers = 8;
std::size_t place_of(std::uint32_t handle) { return handle % kBuffers * kBufferBytes; }

void tell(const char* what) {
  if (card.watcher != nullptr) card.watcher(what);
}

std::uint32_t pitch_of(std::uint32_t width) { return 4 * width + 64; }

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

std::size_t roomsign::test::place_in_file(std::uint32_t buffer, std::uint32_t width, int row) {
  return place_of(buffer - kIds) + static_cast<std::size_t>(row) * pitch_of(width);
}

extern "C" {

drmModeResPtr drmModeGetResources(int fd) {
  if (fd != kCard && !card.is_file) return nullptr;
  auto* resources = answer<drmModeRes>();
  std::vector<std::uint32_t> ids;
  for (const auto& connector : card.connectors) ids.push_back(connector.id);
  resources->count_connectors = static_cast<int>(ids.size());
  resources->connectors = list(ids);
  resources->count_crtcs = 2;
  resources->crtcs = list<std::uint32_t>({60, 61});
  return resources;
}

void drmModeFreeResources(drmModeResPtr resources) {
  if (resources != nullptr) {
    std::free(resources->connectors);
    std::free(resources->crtcs);
  }
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
    found->connection = !connector.is_sure        ? DRM_MODE_UNKNOWNCONNECTION
                        : connector.modes.empty() ? DRM_MODE_DISCONNECTED
                                                  : DRM_MODE_CONNECTED;
    found->count_modes = static_cast<int>(connector.modes.size());
    found->modes = list(connector.modes);
    found->connector_type = DRM_MODE_CONNECTOR_HDMIA;
    found->connector_type_id = id - 30;
    found->count_encoders = 1;
    found->encoders = list<std::uint32_t>({9});
    return found;
  }
  return nullptr;
}

drmModeConnectorPtr drmModeGetConnector(int fd, std::uint32_t id) {
  card.looked.push_back(id);
  return drmModeGetConnectorCurrent(fd, id);
}

void drmModeFreeConnector(drmModeConnectorPtr connector) {
  if (connector != nullptr) {
    std::free(connector->props);
    std::free(connector->modes);
    std::free(connector->encoders);
  }
  release(connector);
}

// Encoder 5 is in use by 60; 9 may be by 61.
drmModeEncoderPtr drmModeGetEncoder(int /*fd*/, std::uint32_t id) {
  if (id == 0) return nullptr;
  auto* encoder = answer<drmModeEncoder>();
  encoder->crtc_id = id == 5 ? 60 : 0;
  encoder->possible_crtcs = 2;
  return encoder;
}

void drmModeFreeEncoder(drmModeEncoderPtr encoder) { release(encoder); }

int drmIsMaster(int /*fd*/) { return card.is_others ? 0 : 1; }
int drmSetMaster(int /*fd*/) { return card.is_others ? -1 : 0; }

int drmModeCreateDumbBuffer(int /*fd*/, std::uint32_t width, std::uint32_t height,
                            std::uint32_t /*bits*/, std::uint32_t /*flags*/, std::uint32_t* handle,
                            std::uint32_t* pitch, std::uint64_t* size) {
  ++card.open;
  *handle = ++card.handle;
  *pitch = pitch_of(width);
  *size = std::uint64_t{*pitch} * height;
  return 0;
}

int drmModeDestroyDumbBuffer(int /*fd*/, std::uint32_t /*handle*/) {
  --card.open;
  return 0;
}

int drmModeMapDumbBuffer(int /*fd*/, std::uint32_t handle, std::uint64_t* offset) {
  *offset = place_of(handle);
  return 0;
}

int drmModeAddFB(int /*fd*/, std::uint32_t /*width*/, std::uint32_t /*height*/,
                 std::uint8_t /*depth*/, std::uint8_t /*bits*/, std::uint32_t /*pitch*/,
                 std::uint32_t handle, std::uint32_t* id) {
  ++card.open;
  *id = kIds + handle;
  return 0;
}

int drmModeRmFB(int /*fd*/, std::uint32_t /*id*/) {
  --card.open;
  return 0;
}

int drmModeSetCrtc(int /*fd*/, std::uint32_t crtc, std::uint32_t buffer, std::uint32_t /*x*/,
                   std::uint32_t /*y*/, std::uint32_t* /*connectors*/, int /*count*/,
                   drmModeModeInfoPtr mode) {
  tell("mode");
  if (card.refuses || (card.most_lines != 0 && mode->vdisplay > card.most_lines)) return -1;
  card.crtc = crtc;
  card.shown = buffer;
  card.modes_set.push_back(*mode);
  return 0;
}

int drmModePageFlip(int /*fd*/, std::uint32_t crtc, std::uint32_t buffer, std::uint32_t /*flags*/,
                    void* told) {
  tell("flip");
  if (!card.flips || crtc != card.crtc) return -1;
  card.shown = buffer;
  card.flipping = static_cast<bool*>(told);
  return 0;
}

int drmHandleEvent(int fd, drmEventContextPtr events) {
  events->page_flip_handler(fd, 0, 0, 0, std::exchange(card.flipping, nullptr));
  return 0;
}

drmModePropertyPtr drmModeGetProperty(int /*fd*/, std::uint32_t id) {
  auto* property = answer<drmModePropertyRes>();
  std::strncpy(property->name, property_name(id), sizeof property->name - 1);
  return property;
}

void drmModeFreeProperty(drmModePropertyPtr property) { release(property); }

int drmModeConnectorSetProperty(int /*fd*/, std::uint32_t connector, std::uint32_t property,
                                std::uint64_t value) {
  tell(value == DRM_MODE_DPMS_ON ? "on" : "off");
  if (card.refuses) return -1;
  card.set.push_back({connector, property, value});
  return 0;
}

}  // extern "C"
