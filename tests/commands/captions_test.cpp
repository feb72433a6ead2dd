#include "daemon/commands/captions.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::commands {

using render::Screen;

TEST_CASE("A caption says what the picture is about") {
  Screen screen;
  screen.eyebrow = "Keynote";
  screen.title = "Hinges";
  CHECK(caption(screen, {}) == "Keynote · Hinges");
  screen = {};
  screen.headline = "That’s all for today";
  CHECK(caption(screen, {}) == "That’s all for today");
}

TEST_CASE("A caption names what begins or ends beside the session") {
  Screen before;
  before.title = "Hinges";
  Screen after = before;
  after.also_now = {{.time = "9:00", .title = "Posters"}};
  CHECK(caption(after, before) == "Hinges · also now: Posters");
  CHECK(caption(before, after) == "Hinges · nothing else on");
}

TEST_CASE("In a lobby a caption names the rooms in which something changed, not the minutes") {
  Screen before;
  before.doors = {{.room = "Hall A", .now = {.time = "5 min left", .title = "Hinges"}},
                  {.room = "Hall B", .now = {.time = "5 min left", .title = "Locks"}},
                  {.room = "Hall C", .next = {.time = "11:00", .title = "Keys"}}};
  CHECK(caption(before, {}) == "Hall A: Hinges · Hall B: Locks");
  Screen after = before;
  after.doors[0].now.time = "4 min left";
  after.doors[1].now = {};
  CHECK(caption(after, before) == "Hall B: nothing on");
  for (int i = 0; i < 4; ++i) {
    after.doors.push_back({.room = std::to_string(i), .now = {.time = "", .title = "New"}});
  }
  CHECK(caption(after, before) == "Hall B: nothing on · 0: New · 1: New · and 2 more");
}

}  // namespace roomsign::commands
