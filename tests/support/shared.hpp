// Real schedules, which live beside a checkout and not in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/catch.hpp"

namespace roomsign::test {

// The folder of real schedules, if it is there. Where it is not, a test that asks fails under
// CI=true and elsewhere says on standard error that it was skipped. Usage:
//   const auto shared = shared_or_skip("data/seed");
//   if (!shared) return;
inline std::optional<std::filesystem::path> shared_or_skip(const std::string& what) {
  auto path = std::filesystem::path(ROOMSIGN_SHARED) / what;
  if (std::filesystem::exists(path)) return path;
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") FAIL("CI needs " << path);
  WARN("SKIPPED: no real schedules at " << path);
  return std::nullopt;
}

}  // namespace roomsign::test
