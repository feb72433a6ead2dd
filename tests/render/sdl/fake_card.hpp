// A graphics card made of a table, whose memory is a file. fake_card.cpp's functions stand in
// libdrm's place for the whole test program, as the linker takes the first it sees, or for a
// program that is run (tests/commands/fake_console.cpp). The kernel's own card is in tests/boot.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <xf86drmMode.h>

namespace roomsign::test {

inline constexpr int kCard = 42;  // the descriptor

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
  int most_lines = 0;  // of a mode; more are refused; 0: none are
  bool flips = true;
  bool is_others = false;
  bool is_file = false;                           // any descriptor is its own, not kCard alone
  std::vector<std::array<std::uint64_t, 3>> set;  // connector, property, value
  std::vector<std::uint32_t> looked;              // at which connectors' plugs
  int open = 0;                                   // answers and buffers not freed yet
  std::uint32_t handle = 0;                       // the last of a buffer
  std::uint32_t shown = 0;                        // the buffer on the monitor; 0: none
  std::uint32_t crtc = 0;                         // which drives it
  std::vector<drmModeModeInfo> modes_set;
  bool* flipping = nullptr;  // to be told
  // Told before anything is done that is seen: "mode", "flip", "on", "off".
  void (*watcher)(const char* what) = nullptr;
};

// Of the test that runs: each begins by assigning another.
inline FakeCard card;

// Where in the file a row of a buffer begins; `buffer`: as FakeCard::shown.
std::size_t place_in_file(std::uint32_t buffer, std::uint32_t width, int row);
inline constexpr std::size_t kFileBytes = 16U << 20U;  // for seven buffers; more take turns

}  // namespace roomsign::test
