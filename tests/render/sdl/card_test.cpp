// What is done to a card, on one made of a table, whose memory is a file: this file's functions
// stand in libdrm's place for the whole test program, as the linker takes the first it sees. The
// kernel's own card is in tests/boot.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <xf86drm.h>
#include <xf86drmMode.h>

#include "render/sdl/console_panel.hpp"
#include "render/sdl/drm.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

constexpr int kCard = 42;

struct FakeConnector {
  std::uint32_t id;
  std::uint32_t encoder;                  // 0: nothing is shown on it
  std::vector<std::uint32_t> properties;  // ids
  std::vector<drmModeModeInfo> modes;     // none: nothing is plugged in
  bool is_sure = true;
};

struct FakeCard {
  std::vector<FakeConnector> connectors;
  bool refuses = false;
  bool flips = true;
  bool is_others = false;
  std::vector<std::array<std::uint64_t, 3>> set;  // connector, property, value
  std::vector<std::uint32_t> looked;              // at which connectors' plugs
  int open = 0;                                   // answers and buffers not freed yet
  std::uint32_t handle = 0;                       // the last of a buffer
  std::uint32_t shown = 0;                        // the buffer on the monitor; 0: none
  std::uint32_t crtc = 0;                         // which drives it
  std::vector<drmModeModeInfo> modes_set;
  bool* flipping = nullptr;  // to be told
};

FakeCard card;

constexpr std::size_t kBufferBytes = 2U << 20U;  // of the file for each
constexpr std::uint32_t kIds = 100;              // a buffer's number as a picture, above its handle
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

extern "C" {

drmModeResPtr drmModeGetResources(int fd) {
  if (fd != kCard && card.crtc == 0) return nullptr;
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
  *offset = handle * kBufferBytes;
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
  if (card.refuses) return -1;
  card.crtc = crtc;
  card.shown = buffer;
  card.modes_set.push_back(*mode);
  return 0;
}

int drmModePageFlip(int /*fd*/, std::uint32_t crtc, std::uint32_t buffer, std::uint32_t /*flags*/,
                    void* told) {
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
  if (card.refuses) return -1;
  card.set.push_back({connector, property, value});
  return 0;
}

}  // extern "C"

namespace roomsign::render {
namespace {

drmModeModeInfo mode(int width, int height, std::uint32_t type = 0) {
  drmModeModeInfo made{};
  made.hdisplay = static_cast<std::uint16_t>(width);
  made.vdisplay = static_cast<std::uint16_t>(height);
  made.type = type;
  return made;
}

constexpr Size kSize{160, 90};

// A card's device: a file.
struct Device {
  Device() {
    std::filesystem::resize_file(file, 8 * kBufferBytes);
    card = {.connectors = {{31, 0, {}}, {32, 5, {7}, {mode(kSize.width, kSize.height)}}}};
    card.crtc = 1;  // any; it is there
  }

  // What of the file is on the monitor.
  Picture on_monitor() const {
    Picture picture(kSize);
    std::ifstream in(file, std::ios::binary);
    for (int y = 0; y < kSize.height; ++y) {
      in.seekg(static_cast<std::streamoff>((card.shown - kIds) * kBufferBytes) +
               y * static_cast<std::streamoff>(pitch_of(kSize.width)));
      in.read(reinterpret_cast<char*>(picture.view().row(y)), std::streamsize{4} * kSize.width);
    }
    return picture;
  }

  test::TemporaryFolder folder;
  std::filesystem::path file = [this] {
    const auto path = folder.path() / "card1";
    std::ofstream(path).flush();
    return path;
  }();
};

// As udev does: a new file in the old one's place.
bool write_file_again(const std::filesystem::path& path) {
  const auto fresh = path.string() + ".new";
  std::ofstream(fresh) << "I:1\n";
  std::filesystem::rename(fresh, path);
  return std::filesystem::exists(path);
}

// What a panel has to show, and then has on its monitor.
void check_presents(ConsolePanel& panel, const Device& device) {
  std::minstd_rand random(7);
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  for (int i = 0; i < 40; ++i) {
    std::vector<Rect> parts;
    for (int part = below(4); part > 0; --part) {
      const int x = below(kSize.width);
      const int y = below(kSize.height);
      parts.push_back({x, y, 1 + below(kSize.width - x), 1 + below(kSize.height - y)});
      for (int row = y; row < parts.back().bottom(); ++row) {
        std::fill_n(panel.pixels().row(row) + x, parts.back().width,
                    0xFF000000U | static_cast<Pixel>(below(0xFFFFFF)));
      }
    }
    panel.present(parts);
    Picture expected(kSize);
    for (int y = 0; y < kSize.height; ++y)
      std::copy_n(panel.pixels().row(y), kSize.width, expected.view().row(y));
    REQUIRE(test::difference(device.on_monitor(), expected) == "");
  }
}

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

TEST_CASE("a console's monitor has the picture after each present, however little of it changed") {
  const Device device;
  {
    ConsolePanel panel(device.folder.path());
    CHECK(panel.description() == "kmsdrm, HDMI-A-2, 160x90");
    check_presents(panel, device);
    CHECK(card.crtc == 60);
    CHECK(card.modes_set.size() == 1);
  }
  CHECK(card.open == 0);
}

TEST_CASE("a card that knows no flips shows the picture all the same") {
  const Device device;
  card.flips = false;
  ConsolePanel panel(device.folder.path());
  check_presents(panel, device);
}

TEST_CASE("a console that was off shows all of its picture when it is on again") {
  const Device device;
  ConsolePanel panel(device.folder.path());
  panel.present({});
  CHECK(panel.power(false));
  card.shown = 0;
  CHECK(panel.power(true));
  check_presents(panel, device);
  CHECK(card.modes_set.size() == 2);
}

TEST_CASE("a console's mode is the operator's, else the monitor's own, else its first") {
  const auto chosen = [](std::vector<drmModeModeInfo> modes) {
    const Device device;
    card.connectors = {{33, 0, {}, std::move(modes)}};
    ConsolePanel panel(device.folder.path());
    CHECK(panel.pixels().size.width == 160);
    panel.present({});
    CHECK(card.crtc == 61);
    return card.modes_set.back().vdisplay;
  };
  CHECK(chosen({mode(160, 1), mode(160, 2)}) == 1);
  CHECK(chosen({mode(160, 1), mode(160, 2, DRM_MODE_TYPE_PREFERRED)}) == 2);
  CHECK(chosen({mode(160, 1, DRM_MODE_TYPE_PREFERRED), mode(160, 2, DRM_MODE_TYPE_USERDEF)}) == 2);
}

TEST_CASE("a plug that cannot tell what is there is used where no other has a monitor") {
  const Device device;
  const auto used = [&] { return ConsolePanel(device.folder.path()).description(); };
  card.connectors[0] = {31, 9, {}, {mode(640, 480)}, false};
  CHECK(used() == "kmsdrm, HDMI-A-2, 160x90");
  card.connectors[1].modes.clear();
  CHECK(used() == "kmsdrm, HDMI-A-1, 640x480");
}

TEST_CASE(
    "a monitor that was unplugged for a moment is shown the picture again, another is noticed") {
  const Device device;
  const test::TemporaryFolder notes;
  const auto plugged = [&] { REQUIRE(write_file_again(notes / "c0:0")); };  // a file's device
  plugged();
  ConsolePanel panel(device.folder.path(), notes.path());
  panel.present({});
  CHECK_FALSE(panel.pump().exposed);
  card.shown = 0;
  plugged();
  const auto news = panel.pump();
  CHECK(news.exposed);
  CHECK_FALSE(news.lost);
  check_presents(panel, device);
  CHECK(card.modes_set.size() == 2);
  CHECK_FALSE(panel.pump().exposed);

  card.connectors[1].modes = {mode(kSize.width, kSize.height + 1)};
  plugged();
  CHECK(panel.pump().lost);
  card.connectors[1].modes.clear();
  plugged();
  CHECK(panel.pump().lost);
}

TEST_CASE("a console that another program has, or that has no monitor, is said to be so") {
  const Device device;
  const auto refusal = [&] {
    try {
      ConsolePanel(device.folder.path()).present({});
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  card.is_others = true;
  CHECK(refusal() == "another program has " + device.file.string());
  card.is_others = false;
  card.connectors[1].modes.clear();
  CHECK(refusal() == "no card shows anything on a monitor");
  card.connectors[1].modes = {mode(160, 90)};
  card.refuses = true;
  errno = EINVAL;
  CHECK(refusal().starts_with("HDMI-A-2 takes no picture: "));
  CHECK(card.open == 0);
}

}  // namespace
}  // namespace roomsign::render
