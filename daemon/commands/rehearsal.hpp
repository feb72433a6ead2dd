// Rehearsal: walks through a programme and stops wherever the sign shows something new.
#pragma once

#include <functional>
#include <memory>

#include "daemon/base/time.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/view/compose.hpp"
#include "render/screen.hpp"

namespace roomsign::commands {

struct Stop {
  Instant at{};
  render::Screen screen;
};

// Calls `visit` for the picture at `from` and for each later one up to `to` with another subject
// (not for a minute that passed). In the first language alone. `photos` may be null.
void rehearse(const schedule::Programme& programme, view::ViewOptions options,
              const schedule::Notices& notices, std::shared_ptr<const view::Photos> photos,
              Instant from, Instant to, const std::function<void(const Stop&)>& visit);

// From an hour before a day's first session to half an hour after its last.
struct Span {
  Instant from{};
  Instant to{};
};
Span day_span(const schedule::Programme& programme, std::chrono::local_days day);

}  // namespace roomsign::commands
