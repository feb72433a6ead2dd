// Photographs beside the names in a hero.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "render/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::RecordingCanvas;

constexpr Size kSizes[] = {{1920, 1080}, {1080, 1920}, {800, 480}, {3840, 2160}};

ImagePtr face() {
  return std::make_shared<const Image>(Size{64, 64},
                                       std::vector<std::uint32_t>(64 * 64, 0xFF808080));
}

Screen with_people(std::vector<Person> people) {
  Screen screen = test::sample_talk();
  screen.people = std::move(people);
  return screen;
}

RecordingCanvas drawn(const Screen& screen, Size size) {
  RecordingCanvas canvas(size);
  draw(screen, *built_in_theme("dark"), canvas);
  return canvas;
}

const test::DrawnText* find(const RecordingCanvas& canvas, const std::string& text) {
  const auto found = std::ranges::find(canvas.texts, text, &test::DrawnText::text);
  return found == canvas.texts.end() ? nullptr : &*found;
}

TEST_CASE("up to three photographs are circles at the left of their names") {
  for (const Size size : kSizes) {
    for (std::size_t count = 1; count <= 3; ++count) {
      CAPTURE(size.width, size.height, count);
      const std::vector<Person> all = {{"Jeff Dean", "Google", face()},
                                       {"Natasha Jaques", "University of Washington", face()},
                                       {"Tim Kraska", "", face()}};
      const std::vector<Person> people(all.begin(), all.begin() + static_cast<long>(count));
      const auto canvas = drawn(with_people(people), size);
      // Above a long list there may be no room for three: then there is none for one of them.
      const std::size_t least = count == 3 && size.height > size.width ? 0 : count;
      REQUIRE((canvas.pictures.size() == count || canvas.pictures.size() == least));
      if (canvas.pictures.empty()) continue;
      for (std::size_t i = 0; i < count; ++i) {
        const auto& [image, box, radius] = canvas.pictures[i];
        CHECK(image == people[i].photo);
        CHECK(box.width == box.height);
        CHECK(radius == box.width / 2);
        const auto* name = find(canvas, people[i].name);
        REQUIRE(name != nullptr);
        CHECK(name->ink.x > box.right());
        CHECK((name->baseline > box.y && name->baseline < box.bottom()));
        if (i > 0) CHECK(canvas.pictures[i - 1].box.bottom() < box.y);
      }
    }
  }
}

TEST_CASE("whoever has no photograph beside others that have one has initials") {
  const auto canvas = drawn(with_people({{"Jeff Dean", "Google", face()},
                                         {"Ada van Lovelace", "", nullptr},
                                         {"Élodie", "", nullptr}}),
                            {1920, 1080});
  CHECK(canvas.pictures.size() == 1);
  CHECK(find(canvas, "AL") != nullptr);
  CHECK(find(canvas, "É") != nullptr);
}

TEST_CASE("initials are of the name and of nothing beside it") {
  for (const auto& [name, initials] : std::vector<std::pair<std::string, std::string>>{
           {"Dr. Ada Klein", "AK"},
           {"J. Dean", "JD"},
           {"Martin King Jr.", "MK"},
           {"Ben Li (they/them)", "BL"},
           {"\u5c71\u7530 \u592a\u90ce", "\u5c71\u592a"}}) {
    CAPTURE(name);
    const auto canvas =
        drawn(with_people({{"Zoe", "", face()}, {name, "", nullptr}}), {1920, 1080});
    CHECK(find(canvas, initials) != nullptr);
  }
}

TEST_CASE("initials can be read whatever the theme's lines are") {
  for (const std::uint8_t grey : {0, 0x24, 0x76, 0xD9, 0xFF}) {
    Theme theme = *built_in_theme("contrast");
    theme.rule = {grey, grey, grey};
    RecordingCanvas canvas({1920, 1080});
    draw(with_people({{"Zoe", "", face()}, {"Ada Klein", "", nullptr}}), theme, canvas);
    const auto* initials = find(canvas, "AK");
    REQUIRE(initials != nullptr);
    CHECK(contrast(initials->color, theme.rule) >= 4.5);
  }
}

TEST_CASE("without a photograph, and beside more than three names, nothing is different") {
  std::vector<Person> four = {
      {"A B", "", nullptr}, {"C D", "", nullptr}, {"E F", "", nullptr}, {"G H", "", nullptr}};
  const auto without = drawn(with_people(four), {1920, 1080});
  four.front().photo = face();
  CHECK(drawn(with_people(four), {1920, 1080}).calls == without.calls);
}

TEST_CASE("a name that is too long beside a photograph is shown whole without one") {
  const std::string name = "Maximiliane Gräfin von und zu Hohenlohe-Waldenburg-Schillingsfürst";
  const auto screen = with_people({{name, "", face()}});
  RecordingCanvas canvas({480, 800});
  const Drawn found = draw(screen, *built_in_theme("dark"), canvas);
  CHECK(canvas.pictures.empty());
  CHECK(found.cut.empty());
}

}  // namespace
}  // namespace roomsign::render
