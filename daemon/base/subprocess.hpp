// Runs a program on some bytes, bounded in every direction: the disposable child in which foreign
// documents are parsed.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign {

struct ChildLimits {
  std::size_t memory = 256U << 20U;       // address space, bytes (not applied under sanitizers)
  std::chrono::seconds cpu{5};            // processor time
  std::chrono::milliseconds wall{5'000};  // from start to exit; then the child is killed
  std::size_t output = 16U << 20U;        // bytes of standard output
  bool operator==(const ChildLimits&) const = default;
};

struct ChildOutput {
  int exit_status = 0;  // of a child that exited by itself
  std::string out;
  std::string err;  // the first 64 KiB
};

// Runs argv[0] (an absolute path) with `input` on its standard input, an empty environment but for
// PATH, TZDIR and LC_ALL=C.UTF-8, no new privileges, no core file, at most 16 descriptors and no
// files written. Blocks; any thread; leaves no child behind.
// Errors: "child-start", "child-timeout", "child-killed" (signal or limit), "child-output".
Result<ChildOutput> run_child(const std::vector<std::string>& argv, std::string_view input,
                              const ChildLimits& limits = {});

}  // namespace roomsign
