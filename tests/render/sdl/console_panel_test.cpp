#include "render/sdl/console_panel.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <poll.h>

#include "tests/render/sdl/fake_card.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/render/sdl/udev_note.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::render {
namespace {

using test::card;

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
    std::ofstream(file).flush();
    std::filesystem::resize_file(file, test::kFileBytes);
    card = {.connectors = {{31, 0, {}}, {32, 5, {7}, {mode(kSize.width, kSize.height)}}},
            .is_file = true};
  }

  // What of the file is on the monitor.
  Picture on_monitor() const {
    Picture picture(kSize);
    std::ifstream in(file, std::ios::binary);
    for (int y = 0; y < kSize.height; ++y) {
      in.seekg(static_cast<std::streamoff>(test::place_in_file(card.shown, kSize.width, y)));
      in.read(reinterpret_cast<char*>(picture.view().row(y)), std::streamsize{4} * kSize.width);
    }
    return picture;
  }

  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "card1";
};

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

TEST_CASE("a console's monitor has the picture after each present, however little of it changed") {
  const Device device;
  {
    ConsolePanel panel(device.folder.path());
    CHECK(panel.description() == "kmsdrm, HDMI-A-2, 160x90");
    check_presents(panel, device);
    CHECK(card.crtc == 60);
    CHECK(card.modes_set.size() == 2);  // black, and the first picture
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
  CHECK(card.modes_set.size() == 3);
}

TEST_CASE("a console's mode is the operator's, else the monitor's own, else its largest") {
  const auto chosen = [](std::vector<drmModeModeInfo> modes) {
    const Device device;
    card.connectors = {{33, 0, {}, std::move(modes)}};
    ConsolePanel panel(device.folder.path());
    CHECK(panel.pixels().size.width == 160);
    panel.present({});
    CHECK(card.crtc == 61);
    return card.modes_set.back().vdisplay;
  };
  CHECK(chosen({mode(160, 1), mode(160, 2)}) == 2);
  CHECK(chosen({mode(160, 2), mode(160, 1, DRM_MODE_TYPE_PREFERRED)}) == 1);
  CHECK(chosen({mode(160, 2, DRM_MODE_TYPE_PREFERRED), mode(160, 1, DRM_MODE_TYPE_USERDEF)}) == 1);
}

TEST_CASE("where the card refuses a mode, the console takes the next best") {
  const Device device;
  card.connectors[1].modes = {mode(160, 90, DRM_MODE_TYPE_PREFERRED), mode(160, 30),
                              mode(160, 70, DRM_MODE_TYPE_USERDEF), mode(160, 60)};
  card.most_lines = 60;
  {
    ConsolePanel panel(device.folder.path());
    CHECK(panel.description() == "kmsdrm, HDMI-A-2, 160x60");
    panel.present({});
    CHECK_FALSE(panel.pump().lost);
  }
  CHECK(card.open == 0);
}

TEST_CASE("a card that cannot be had does not hide another that can") {
  const Device device;
  std::filesystem::create_symlink("nowhere", device.folder.path() / "card0");
  CHECK(ConsolePanel(device.folder.path()).description() == "kmsdrm, HDMI-A-2, 160x90");
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
  const auto plugged = [&] { test::write_note(notes.path(), "c0:0"); };  // a file's device
  plugged();
  ConsolePanel panel(device.folder.path(), notes.path());
  panel.present({});
  CHECK_FALSE(panel.pump().exposed);
  card.shown = 0;
  plugged();
  pollfd waiting{.fd = panel.fd(), .events = POLLIN, .revents = 0};
  CHECK(::poll(&waiting, 1, 0) == 1);
  const auto news = panel.pump();
  CHECK(news.exposed);
  CHECK_FALSE(news.lost);
  check_presents(panel, device);
  CHECK(card.modes_set.size() == 3);
  CHECK_FALSE(panel.pump().exposed);

  card.connectors[1].modes = {mode(kSize.width, kSize.height + 1)};
  plugged();
  CHECK(panel.pump().lost);
  CHECK(panel.pump().lost);
  card.connectors[1].modes = {mode(kSize.width, kSize.height)};
  plugged();
  CHECK_FALSE(panel.pump().lost);
  card.connectors[1].modes.clear();
  plugged();
  CHECK(panel.pump().lost);
}

TEST_CASE("a console that another program has, or that has no monitor, is said to be so") {
  const Device device;
  const auto refusal = [&] {
    try {
      ConsolePanel panel(device.folder.path());
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
