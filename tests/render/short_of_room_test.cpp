// What steps back where not all of a picture fits, and what never does.
#include <algorithm>
#include <set>
#include <string>

#include "render/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::DrawnText;
using test::RecordingCanvas;

const Theme& dark() {
  static const Theme theme = built_in_theme("dark").value();
  return theme;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// All that was drawn, in order; digits are drawn one by one.
std::string words_of(const RecordingCanvas& canvas) {
  std::string words;
  for (const auto& text : canvas.texts) words += without_blanks(text.text);
  return words;
}

std::string words_of(const Screen& screen, Size size) {
  RecordingCanvas canvas(size);
  draw(screen, dark(), canvas);
  return words_of(canvas);
}

bool has(const std::string& words, const std::string& text) {
  return words.find(without_blanks(text)) != std::string::npos;
}

const DrawnText* find(const RecordingCanvas& canvas, const std::string& text) {
  const auto found = std::ranges::find(canvas.texts, text, &DrawnText::text);
  return found == canvas.texts.end() ? nullptr : &*found;
}

Screen lobby_of(const std::vector<std::string>& rooms) {
  Screen screen = test::sample_lobby();
  const Door any = screen.doors.front();
  screen.doors.clear();
  for (const auto& room : rooms) {
    screen.doors.push_back(any);
    screen.doors.back().room = room;
  }
  return screen;
}

}  // namespace

TEST_CASE("on a low bar with a band, what comes next is never taken for what is on") {
  Screen screen = test::sample_break();
  screen.bands = test::sample_late().bands;
  screen.title = test::sample_long_title().title;
  for (const Size size : {Size{1920, 480}, Size{1280, 400}, Size{3840, 600}}) {
    CAPTURE(size.width);
    const auto words = words_of(screen, size);
    CHECK(has(words, "NEXT IN"));
    CHECK(has(words, "COFFEE BREAK"));
  }
}

TEST_CASE("all of two dozen speakers are named") {
  Screen screen = test::sample_talk();
  screen.title = "Two dozen authors";
  screen.people.clear();
  for (int i = 0; i < 24; ++i) {
    screen.people.push_back({"Firstname" + std::to_string(i) + " Lastname", "A University", {}});
  }
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}}) {
    CAPTURE(size.width);
    RecordingCanvas canvas(size);
    const Drawn drawn = draw(screen, dark(), canvas);
    CHECK(drawn.cut.empty());
    CHECK(has(words_of(canvas), "Firstname23"));
  }
}

TEST_CASE("nothing above the talks of a session moves as they take turns") {
  Screen screen = test::sample_talks();
  screen.title = "Contributed talks";
  screen.parts.clear();
  for (int i = 0; i < 5; ++i) screen.parts.push_back({"A talk of this session", "A speaker"});
  const Size size = {960, 480};
  std::set<int> places;
  long pages = 1;
  for (long page = 0; page < pages; ++page) {
    RecordingCanvas canvas(size);
    pages = draw(screen, dark(), canvas, page).pages;
    const auto* title = find(canvas, screen.title);
    REQUIRE(title != nullptr);
    places.insert(title->baseline);
  }
  CHECK(pages > 1);
  CHECK(places.size() == 1);
}

TEST_CASE("the room's name keeps its size when the clock gets a fourth digit") {
  Screen screen = test::sample_talk();
  const std::string name = "Ballroom of the Grand Hotel Westminster and its Annexes";
  for (std::size_t length = 30; length <= name.size(); ++length) {
    screen.room = name.substr(0, length);
    std::vector<int> sizes;
    for (const auto* time : {"9:59", "10:00"}) {
      screen.clock.time = time;
      RecordingCanvas canvas({960, 540});
      draw(screen, dark(), canvas);
      sizes.push_back(canvas.texts.at(0).font.size);
      for (const auto& text : canvas.texts) {
        if (screen.room.starts_with(text.text)) sizes.back() = text.font.size;
      }
    }
    CAPTURE(length);
    CHECK(sizes[0] == sizes[1]);
  }
}

TEST_CASE("a room's name in a lobby is whole where there is room, and no column is empty") {
  for (const Size size : {Size{1280, 720}, Size{960, 540}, Size{1920, 1080}}) {
    RecordingCanvas canvas(size);
    draw(lobby_of({"Room 1", "Auditorium 12", "Seminar Room", "Room 2", "Foyer"}), dark(), canvas);
    for (const auto* room : {"Room 1", "Auditorium 12", "Seminar Room"}) {
      CAPTURE(size.width, room);
      CHECK(find(canvas, room) != nullptr);
    }
  }
  RecordingCanvas canvas({3840, 600});
  draw(lobby_of({"Room 1", "Room 2"}), dark(), canvas);
  const auto* second = find(canvas, "Room 2");
  REQUIRE(second != nullptr);
  CHECK(second->ink.x > 3840 / 2);
}

TEST_CASE("a lobby says that a room is full, however many rooms it has") {
  std::vector<std::string> rooms;
  for (int i = 1; i <= 30; ++i) rooms.push_back("Room " + std::to_string(i));
  Screen screen = lobby_of(rooms);
  screen.doors.front().now.news = true;
  screen.doors.front().now.detail = "Room full · Overflow in the hall on the fourth floor";
  CHECK(has(words_of(screen, {960, 540}), "Room full"));
}

TEST_CASE("a digit in a frame stays one letter where digits stand in cells") {
  Screen screen = test::sample_talk();
  screen.eyebrow = "Track 1\uFE0F\u20E3 of 2";
  RecordingCanvas canvas({960, 540});
  draw(screen, dark(), canvas);
  CHECK(find(canvas, "1\uFE0F\u20E3") != nullptr);
}

}  // namespace roomsign::render
