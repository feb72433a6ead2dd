// What a track's colour does to the words.
#include "daemon/view/compose.hpp"
#include "daemon/view/session_words.hpp"
#include "tests/support/catch.hpp"
#include "tests/view/workshop.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;

// The workshop, its keynote and its invited talk in tracks.
render::Screen keynote(const schedule::Track& own, const schedule::Track& next) {
  auto schedule = workshop_schedule();
  schedule.sessions[1].track = own;
  schedule.sessions[2].track = next;
  const schedule::Programme programme(finished(std::move(schedule)), "Upper Level Room 5AB",
                                      zone("America/Los_Angeles"), {});
  return compose(&programme, at("2025-12-06 08:52:00"), Trust::kTrusted, {}, {}).screen;
}

TEST_CASE("A track with a colour is named beside it, above the title and in lists") {
  const auto screen = keynote({"Kernels", "#12aB34"}, {"Agents", "#ff0000"});
  CHECK(screen.eyebrow == "Keynote · Kernels");
  CHECK(screen.track == render::Color{0x12, 0xab, 0x34});
  CHECK(screen.list.front().detail == "Natasha Jaques · University of Washington · Agents");
  CHECK(screen.list.front().track == render::Color{255, 0, 0});
  CHECK_FALSE(screen.list.back().track);
}

TEST_CASE("A track without a colour, or a colour without a track, changes nothing") {
  const auto plain = keynote({}, {});
  CHECK(keynote({"Kernels", ""}, {"", "#ff0000"}) == plain);
  CHECK_FALSE(plain.track);
}

TEST_CASE("A track that label or title says already is not said twice") {
  CHECK(keynote({"keynote", "#12ab34"}, {}).eyebrow == "Keynote");
  CHECK(keynote({"Machine Learning", "#12ab34"}, {}).eyebrow == "Keynote");
}

TEST_CASE("What comes next is announced in the accent colour: only a track's name is tinted") {
  auto schedule = workshop_schedule();
  schedule.sessions[1].track = {"Kernels", "#12ab34"};
  const schedule::Programme programme(finished(std::move(schedule)), "Upper Level Room 5AB",
                                      zone("America/Los_Angeles"), {});
  const auto screen =
      compose(&programme, at("2025-12-06 08:16:00"), Trust::kTrusted, {}, {}).screen;
  CHECK_FALSE(screen.track);
}

TEST_CASE("A colour that is none is not drawn") {
  schedule::Session session;
  session.track = {"Kernels", "#12ab3"};
  for (const char* color : {"", "#", "12ab34f", "#12ab3", "#12ab3g", "#12ab345"}) {
    session.track.color = color;
    CHECK_FALSE(track_color(session));
  }
}

}  // namespace
}  // namespace roomsign::test
