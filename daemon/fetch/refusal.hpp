// Refusal: why a document is not taken, and whether it may be later.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <utility>

#include "daemon/base/result.hpp"

namespace roomsign::fetch {

struct Refusal : Error {
  explicit(false) Refusal(Error error, std::optional<std::chrono::seconds> wait = {})
      : Error(std::move(error)), held_for(wait) {}

  // After so long it is to be judged anew, as it may be taken then; none: it is no good.
  std::optional<std::chrono::seconds> held_for;
};

using Verdict = std::expected<void, Refusal>;

}  // namespace roomsign::fetch
