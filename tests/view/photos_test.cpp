#include "daemon/view/photos.hpp"

#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/view/workshop.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using Addresses = std::vector<std::string>;

schedule::Programme with_photos() {
  auto schedule = workshop_schedule();
  auto& sessions = schedule.sessions;
  sessions[0].speakers[0].photo = "https://example.org/xu.jpg";
  sessions[1].speakers[0].photo = "https://example.org/dean.jpg";
  sessions[4].speakers[0].photo = "https://example.org/dean.jpg";  // once more
  for (auto& speaker : sessions[8].speakers) speaker.photo = "https://example.org/" + speaker.name;
  sessions[8].speakers.push_back({"Ada Klein", "", "https://example.org/klein.jpg"});
  sessions[10].speakers[0].photo = "https://example.org/off.jpg";
  sessions[10].status = schedule::Status::kCancelled;
  return {finished(std::move(schedule)), "Upper Level Room 5AB", zone("America/Los_Angeles"), {}};
}

TEST_CASE(
    "Wanted are a day's photographs, each once, of sessions that take place with few speakers") {
  const auto programme = with_photos();
  const auto day = programme.day_of(at("2025-12-06 08:52:00"));
  CHECK(wanted_photos(programme, day) ==
        Addresses{"https://example.org/xu.jpg", "https://example.org/dean.jpg"});
  CHECK(wanted_photos(programme, day + std::chrono::days(1)).empty());
}

TEST_CASE("A photograph stands beside its speaker's name when it is there, and nothing before") {
  const auto programme = with_photos();
  const auto screen = [&](const SourceState& source) {
    return compose(&programme, at("2025-12-06 08:52:00"), Trust::kTrusted, source, {}).screen;
  };
  CHECK(screen({}).people.front().photo == nullptr);
  Photos photos;
  photos["https://example.org/dean.jpg"] =
      std::make_shared<const render::Image>(render::Size{1, 1}, std::vector<std::uint32_t>{1});
  SourceState source;
  source.photos = std::make_shared<const Photos>(photos);
  CHECK(screen(source).people.front().photo == photos["https://example.org/dean.jpg"]);
}

}  // namespace
}  // namespace roomsign::test
