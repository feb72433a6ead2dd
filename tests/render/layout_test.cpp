// Promises that hold for every Screen on every panel.
#include "render/layout.hpp"

#include <algorithm>
#include <random>

#include "tests/support/any_screen.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::render {
namespace {

using test::DrawnText;
using test::faults;
using test::holds;
using test::kPanels;
using test::meet;
using test::RecordingCanvas;

const Theme& dark() {
  static const Theme theme = built_in_theme("dark").value();
  return theme;
}

// The same in every run.
class Words {
 public:
  explicit Words(unsigned seed) : random_(seed) {}

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  std::string text(int length) {
    static const std::vector<std::string> kWords = {
        "a",
        "of",
        "the",
        "Systems",
        "Learning",
        "Optimization",
        "Multi-agent",
        "(MARL)",
        "2025:",
        "ML",
        "für",
        "Größe",
        "系",
        "统",
        "机",
        "LLMs",
        "Q & A",
        "und…",
        "W",
        "iiii",
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
        "https://example.org/a/long/address/without/any/end/to/it"};
    std::string text;
    while (static_cast<int>(text.size()) < length) {
      if (!text.empty()) text += ' ';
      text += kWords[static_cast<std::size_t>(below(static_cast<int>(kWords.size())))];
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

using AnyScreen = test::AnyScreen<Words>;

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string words_of(const RecordingCanvas& canvas) {
  std::string words;
  for (const auto& text : canvas.texts) words += text.text;
  return words;
}

// All that is drawn on all pages, in order, without blanks (lines drop those at their ends).
std::string all_words(const Screen& screen, Size size) {
  std::string words;
  for (long page = 0, pages = 1; page < pages; ++page) {
    RecordingCanvas canvas(size);
    pages = draw(screen, dark(), canvas, page).pages;
    for (const auto& text : canvas.texts) words += without_blanks(text.text);
  }
  return words;
}

// Whether the second panel, twice the first, got the same texts in twice the size.
bool same_sizes(const RecordingCanvas& once, const RecordingCanvas& twice) {
  return std::ranges::equal(once.texts, twice.texts, [](const auto& a, const auto& b) {
    return std::abs(a.font.size * 2 - b.font.size) <= 1;
  });
}

}  // namespace

TEST_CASE("text stays inside the margins and never meets other text or a line, on any panel") {
  AnyScreen any{Words(1)};
  for (int round = 0; round < test::rounds(300); ++round) {
    Screen screen = any();
    for (const Size size : kPanels) {
      screen.right_to_left = !screen.right_to_left;
      RecordingCanvas canvas(size);
      draw(screen, dark(), canvas, round % 3);
      const std::string found = faults(canvas, dark());
      if (found.empty()) continue;  // to write all calls down takes longer than to draw
      CAPTURE(round, size.width, size.height, canvas.calls);
      FAIL(found);
    }
  }
}

TEST_CASE("the sample screens keep the margins and the distance too") {
  for (const auto& [name, screen] : test::sample_screens()) {
    for (const Size size : kPanels) {
      RecordingCanvas canvas(size);
      draw(screen, dark(), canvas);
      CAPTURE(name, size.width, size.height, canvas.calls);
      CHECK(faults(canvas, dark()) == "");
    }
  }
}

TEST_CASE("the distance is kept by words that no schedule should have") {
  Screen range = test::sample_late();
  range.progress.range = std::string(60, '1');  // digits in cells are wider than as a word
  range.progress.remaining = std::string(60, '1');
  Screen foot = test::sample_talk();
  foot.foot_right = std::string(200, '1');
  Screen lobby = test::sample_lobby();
  for (Door& door : lobby.doors) door.room.clear();
  Screen date = test::sample_talk();
  date.clock.date = std::string(60, '1');
  Screen aside = test::sample_agenda();
  aside.headline = std::string(60, 'o');
  aside.headline_aside = std::string(200, '1');
  for (const Screen& screen : {range, foot, lobby, date, aside}) {
    for (const Size size : kPanels) {
      RecordingCanvas canvas(size);
      draw(screen, dark(), canvas);
      CAPTURE(size.width, size.height, canvas.calls);
      CHECK(faults(canvas, dark()) == "");
    }
  }
}

TEST_CASE("twice the panel is the same picture with every length doubled") {
  AnyScreen any{Words(2)};
  // So large that rounding to pixels makes next to no difference; a tenth of u is allowed for it.
  const std::vector<Size> panels = {{80000, 50000}, {50000, 80000}};
  int close_calls = 0;  // what fits by a hair on one panel may miss by a hair on the other
  for (int round = 0; round < test::rounds(200); ++round) {
    const Screen screen = any();
    for (const Size size : panels) {
      RecordingCanvas once(size);
      RecordingCanvas twice({size.width * 2, size.height * 2});
      draw(screen, dark(), once);
      draw(screen, dark(), twice);
      if (!same_sizes(once, twice)) {
        ++close_calls;
        continue;
      }
      CAPTURE(round, size.width);
      for (std::size_t i = 0; i < once.texts.size(); ++i) {
        CHECK(once.texts[i].text == twice.texts[i].text);
        CHECK(std::abs(once.texts[i].ink.x * 2 - twice.texts[i].ink.x) <= 100);
        CHECK(std::abs(once.texts[i].baseline * 2 - twice.texts[i].baseline) <= 100);
      }
    }
  }
  CHECK(close_calls <= 4);  // of 400
}

TEST_CASE("the lines of the sample screens break alike on small and large panels") {
  const auto lines = [](const Screen& screen, Size size) {
    RecordingCanvas canvas(size);
    draw(screen, dark(), canvas);
    std::vector<std::string> lines;
    lines.reserve(canvas.texts.size());
    for (const auto& text : canvas.texts) lines.push_back(text.text);
    return lines;
  };
  for (const auto& [name, screen] : test::sample_screens()) {
    CAPTURE(name);
    CHECK(lines(screen, {16000, 10000}) == lines(screen, {32000, 20000}));
    CHECK(lines(screen, {10000, 16000}) == lines(screen, {20000, 32000}));
  }
}

TEST_CASE("the pages of an agenda show every entry once, whole and in order") {
  AnyScreen any{Words(3)};
  for (int round = 0; round < test::rounds(200); ++round) {
    Screen screen = any();
    screen.scene = Scene::kAgenda;
    screen.bands.clear();
    for (Entry& entry : screen.list) entry.was.clear();
    for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{800, 480}}) {
      const std::string words = all_words(screen, size);
      std::size_t at = 0;
      CAPTURE(round, size.width, words);
      for (const Entry& entry : screen.list) {
        if (entry.heading) continue;
        at = words.find(entry.time, at);
        REQUIRE(at != std::string::npos);
        at += entry.time.size();
        // A longer title or detail is cut at its end; this much is always there.
        const auto title = without_blanks(entry.title).substr(0, 12);
        CHECK((words.compare(at, title.size(), title) == 0 || title.find("ä") != title.npos));
      }
    }
  }
}

TEST_CASE("the pages of a lobby show every room once and in order") {
  AnyScreen any{Words(4)};
  for (int round = 0; round < test::rounds(100); ++round) {
    Screen screen = any();
    screen.scene = Scene::kLobby;
    screen.bands.clear();  // random ones take nearly all of a low bar
    screen.doors.resize(1 + static_cast<std::size_t>(round) % 40,
                        {.room = "", .now = {.time = "5 min left", .title = "Talk"}});
    for (std::size_t i = 0; i < screen.doors.size(); ++i)
      screen.doors[i].room = fmt::format("<{}>", i);
    for (const Size size : kPanels) {
      const std::string words = all_words(screen, size);
      CAPTURE(round, size.width, size.height, words);
      std::size_t at = 0;
      for (const Door& door : screen.doors) {
        at = words.find(door.room, at);
        REQUIRE(at != std::string::npos);
      }
    }
  }
}

TEST_CASE("a bar's words are as large as those of a panel twice as high") {
  const auto title_size = [](Size size) {
    RecordingCanvas canvas(size);
    draw(test::sample_talk(), dark(), canvas);
    int largest = 0;
    for (const auto& text : canvas.texts) largest = std::max(largest, text.font.size);
    return largest;
  };
  CHECK(title_size({1920, 540}) * 10 >= title_size({1920, 1080}) * 8);
  CHECK(title_size({540, 1920}) * 10 >= title_size({1080, 1920}) * 7);
}

TEST_CASE("an uncut agenda says every word of every entry") {
  for (const Size size : {Size{1080, 1920}, Size{3840, 2160}}) {
    const Screen screen = test::sample_several_days();
    RecordingCanvas canvas(size);
    const Drawn drawn = draw(screen, dark(), canvas);
    CHECK(drawn.entries_left_out == 0);
    const std::string words = all_words(screen, size);
    for (const Entry& entry : screen.list) {
      const bool cut = std::count(drawn.cut.begin(), drawn.cut.end(), entry.title) > 0 ||
                       std::count(drawn.cut.begin(), drawn.cut.end(), entry.detail) > 0;
      if (cut) continue;
      CHECK(words.find(entry.time + without_blanks(entry.title + entry.detail)) !=
            std::string::npos);
    }
  }
}

TEST_CASE("a whole day of a workshop is one page on every panel that is no bar") {
  Screen screen = test::sample_agenda();
  screen.list.insert(screen.list.begin() + 9,
                     {.time = "1:45", .title = "Coffee Break", .quiet = true});
  screen.list.insert(screen.list.begin() + 10, {.time = "2:00",
                                                .title = "OpenAI’s o1 Competing on IOI",
                                                .detail = "Ahmed El-Kishky · OpenAI"});
  for (const Size size : {Size{1920, 1080}, Size{1280, 720}, Size{800, 480}, Size{3840, 2160},
                          Size{1080, 1920}, Size{540, 1920}}) {
    RecordingCanvas canvas(size);
    CAPTURE(size.width, size.height);
    CHECK(draw(screen, dark(), canvas).pages == 1);
  }
}

TEST_CASE("a few entries are set in larger letters, in one column") {
  Screen screen = test::sample_agenda();
  screen.list.resize(2);
  RecordingCanvas canvas({1920, 1080});
  draw(screen, dark(), canvas);
  std::vector<DrawnText> titles;
  for (const auto& text : canvas.texts) {
    for (const Entry& entry : screen.list) {
      if (text.text == entry.title) titles.push_back(text);
    }
  }
  REQUIRE(titles.size() == 2);
  CHECK(titles[0].ink.x == titles[1].ink.x);
  CHECK(titles[0].font.size >= 54);  // 5u
}

TEST_CASE(
    "a lobby cuts no title where its row can be higher, and no long phrase narrows the others") {
  Screen screen = test::sample_lobby();
  RecordingCanvas once({1920, 1080});
  CHECK(std::ranges::count(draw(screen, dark(), once).cut, screen.doors[2].next.title) == 0);
  const auto lines_of = [&](const std::string& left) {
    screen.doors[0].now.time = left;
    RecordingCanvas canvas({1920, 1080});
    draw(screen, dark(), canvas);
    return std::ranges::count_if(canvas.texts, [](const DrawnText& text) {
      return std::string("Advances in Machine Learning for Systems").find(text.text) !=
             std::string::npos;
    });
  };
  CHECK(lines_of("8 min left") == lines_of("la fin est dans 1 h 53 min"));
}

TEST_CASE("a column that begins in the middle of a day repeats the day's name") {
  const Screen screen = test::sample_several_days();
  RecordingCanvas canvas({1920, 1080});
  const Drawn drawn = draw(screen, dark(), canvas, 1);
  REQUIRE(drawn.pages > 1);
  std::vector<std::string> days;
  for (const auto& text : canvas.texts) {
    if (text.color == dark().accent) days.push_back(text.text);
  }
  CHECK(days == std::vector<std::string>{"Friday, December 5", "Saturday, December 6",
                                         "Saturday, December 6"});
}

TEST_CASE("page numbers go round, below zero too") {
  const Screen screen = test::sample_several_days();
  const auto calls = [&](long page) {
    RecordingCanvas canvas({1920, 1080});
    draw(screen, dark(), canvas, page);
    return canvas.calls;
  };
  RecordingCanvas canvas({1920, 1080});
  const int pages = draw(screen, dark(), canvas).pages;
  REQUIRE(pages > 2);
  CHECK(calls(1) == calls(1 + pages));
  CHECK(calls(-1) == calls(pages - 1));
  CHECK(calls(0) != calls(1));
}

TEST_CASE("the talks of a session take turns where they do not fit together") {
  Screen screen = test::sample_talks();
  screen.parts.clear();
  for (int i = 1; i <= 12; ++i) {
    screen.parts.push_back({fmt::format("Talk number {} has a title that takes some room", i),
                            fmt::format("Speaker {}", i)});
  }
  const std::string words = all_words(screen, {1920, 1080});
  for (const Part& part : screen.parts) {
    CHECK(words.find(without_blanks(part.title)) != std::string::npos);
    CHECK(words.find(without_blanks(part.speakers)) != std::string::npos);
  }
}

TEST_CASE("the room and the clock stand in the same place in every scene") {
  std::vector<std::pair<int, int>> places;
  for (const Scene scene : {Scene::kSession, Scene::kAgenda, Scene::kMessage, Scene::kWaiting}) {
    Screen screen = test::sample_agenda();
    screen.scene = scene;
    RecordingCanvas canvas({1920, 1080});
    draw(screen, dark(), canvas);
    for (const auto& text : canvas.texts) {
      if (text.text == screen.room || text.text == "7") {
        places.emplace_back(text.ink.x, text.baseline);
        if (text.text == screen.room) break;
      }
    }
  }
  REQUIRE(places.size() == 8);
  for (std::size_t i = 2; i < places.size(); ++i) CHECK(places[i] == places[i % 2]);
}

TEST_CASE("only the clock's own digits move when a minute passes") {
  Screen screen = test::sample_talk();
  RecordingCanvas before({1920, 1080});
  draw(screen, dark(), before);
  screen.clock.time = "8:51";  // the narrow digit for a wide one
  RecordingCanvas after({1920, 1080});
  draw(screen, dark(), after);
  REQUIRE(before.texts.size() == after.texts.size());
  int changed = 0;
  for (std::size_t i = 0; i < before.texts.size(); ++i) {
    if (before.texts[i] == after.texts[i]) continue;
    ++changed;
    CHECK(before.texts[i].text == "2");
    CHECK(after.texts[i].text == "1");
  }
  CHECK(changed == 1);
}

TEST_CASE("a title is as large as it may be, shrinks before it is cut, and both are reported") {
  const auto title_size = [](const std::string& title, Drawn& drawn) {
    Screen screen = test::sample_talk();
    screen.title = title;
    RecordingCanvas canvas({1920, 1080});
    drawn = draw(screen, dark(), canvas);
    for (const auto& text : canvas.texts) {
      if (title.starts_with(text.text) && text.font.face == Face::kDisplay) return text.font.size;
    }
    return 0;
  };
  Drawn drawn;
  CHECK(title_size("Posters", drawn) == 97);  // 9u
  std::string title = "Posters and demonstrations";
  int before = 97;
  while (title.size() < 400) {
    const int size = title_size(title, drawn);
    CHECK(size * 4 <= before * 5);  // not steadily: a lonely last word costs a little
    CHECK(size >= 37);              // 3.4u, which is read from four metres
    CHECK(std::ranges::count(drawn.cut, title) == 0);
    before = size;
    title += " and more of everything";
  }
  CHECK(before <= 65);
  while (title.size() < 4000) title += title;
  CHECK(title_size(title, drawn) == 37);
  CHECK(std::count(drawn.cut.begin(), drawn.cut.end(), title) == 1);
  CHECK(std::count(drawn.smallest.begin(), drawn.smallest.end(), title) == 1);
}

TEST_CASE("a hero is not cut: its letters become smaller, then the list beside it goes") {
  const auto long_title = test::sample_crowded().title;
  for (const Size size : {Size{1920, 540}, Size{540, 1920}, Size{1280, 360}, Size{800, 480}}) {
    for (Screen screen : {test::sample_late(), test::sample_changes(), test::sample_break()}) {
      if (screen.bands.empty()) screen.bands = test::sample_late().bands;
      for (const auto& title : {screen.title, long_title}) {
        if (title == long_title && !screen.stamp.empty()) continue;  // a bar has no room for all
        screen.title = title;
        RecordingCanvas canvas(size);
        const Drawn drawn = draw(screen, dark(), canvas);
        CAPTURE(size.width, title, canvas.calls);
        CHECK(std::ranges::count(drawn.cut, title) == 0);
        CHECK(without_blanks(words_of(canvas)).find(without_blanks(title)) != std::string::npos);
      }
    }
  }
}

TEST_CASE("a speaker stands below the title on every bar, the list goes first") {
  for (const Size size : {Size{1920, 540}, Size{540, 1920}, Size{1280, 360}}) {
    RecordingCanvas canvas(size);
    const Drawn drawn = draw(test::sample_late(), dark(), canvas);
    CAPTURE(size.width, canvas.calls);
    CHECK(canvas.calls.find("\"Natasha Jaques\"") != std::string::npos);
    CHECK(drawn.lost.empty());
  }
}

TEST_CASE("a very long word is whole where smaller letters can hold it") {
  Screen screen = test::sample_talk();
  screen.title = "Rechtsschutzversicherungsgesellschaften";
  RecordingCanvas canvas({1920, 1080});
  draw(screen, dark(), canvas);
  CHECK(std::ranges::count(canvas.texts, screen.title, &DrawnText::text) == 1);
}

TEST_CASE("the talks of a session are not cut where they can take more lines or turns") {
  Screen screen = test::sample_talks();
  for (Part& part : screen.parts) part.title += " in Modern Cloud-Native Analytical Databases";
  for (const Size size : kPanels) {
    RecordingCanvas canvas(size);
    const Drawn drawn = draw(screen, dark(), canvas);
    CAPTURE(size.width, size.height);
    for (const Part& part : screen.parts) CHECK(std::ranges::count(drawn.cut, part.title) == 0);
  }
}

TEST_CASE("entries beside a hero that do not fit are counted, not cut") {
  Screen screen = test::sample_talk();
  RecordingCanvas canvas({1920, 1080});
  const Drawn drawn = draw(screen, dark(), canvas);
  CHECK(drawn.pages == 1);
  int shown = 0;
  for (const Entry& entry : screen.list) {
    for (const auto& text : canvas.texts) shown += entry.title.starts_with(text.text) ? 1 : 0;
  }
  CHECK(shown + drawn.entries_left_out == static_cast<int>(screen.list.size()));
  CHECK(shown >= 4);
}

TEST_CASE("names are not broken between lines, with affiliations or without") {
  for (const bool affiliated : {true, false}) {
    Screen screen = test::sample_crowded();
    if (!affiliated) {
      for (Person& person : screen.people) person.affiliation.clear();
    }
    for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{1024, 768}}) {
      RecordingCanvas canvas(size);
      draw(screen, dark(), canvas);
      for (const Person& person : screen.people) {
        CAPTURE(person.name, size.width);
        const auto last = person.name.substr(person.name.rfind(' ') + 1);
        CHECK(std::ranges::none_of(canvas.texts, [&](const DrawnText& text) {
          return text.text.starts_with(last + ",") || text.text == last;
        }));
      }
    }
  }
}

TEST_CASE("a QR code is dark on bright in every theme, with its quiet zone") {
  for (const auto& name : built_in_theme_names()) {
    const Theme theme = built_in_theme(name).value();
    RecordingCanvas canvas({1920, 1080});
    draw(test::sample_programme_over(), theme, canvas);
    REQUIRE(canvas.fills.size() > 100);
    const auto tile = canvas.fills.front();
    const int module = canvas.fills.back().rect.height;
    const Color black = {0, 0, 0};
    for (std::size_t i = 1; i < canvas.fills.size(); ++i) {
      const auto& fill = canvas.fills[i];
      CHECK(contrast(tile.color, black) > contrast(fill.color, black));
      CHECK(contrast(tile.color, fill.color) > 10);
      CHECK(fill.rect.x - tile.rect.x >= 4 * module);
      CHECK(fill.rect.y - tile.rect.y >= 4 * module);
      CHECK(tile.rect.right() - fill.rect.right() >= 4 * module);
      CHECK(tile.rect.bottom() - fill.rect.bottom() >= 4 * module);
    }
  }
}

// ---- The operator's word ----

TEST_CASE("bands take turns in step with the pages, and nothing else moves for it") {
  Screen screen = test::sample_talk();
  screen.bands = {{.text = "First", .warning = true, .qr = ""},
                  {.text = std::string(200, 'x') + " " + std::string(200, 'y'), .qr = ""}};
  RecordingCanvas one({1920, 1080});
  RecordingCanvas two({1920, 1080});
  const Drawn drawn = draw(screen, dark(), one, 0);
  CHECK(drawn.pages == 2);
  draw(screen, dark(), two, 1);
  CHECK(one.calls.find("\"First\"") != std::string::npos);
  CHECK(two.calls.find("\"First\"") == std::string::npos);
  const auto scene_of = [](const std::string& calls) {
    return calls.substr(0, calls.find("fill 0,"));
  };
  CHECK(scene_of(one.calls) == scene_of(two.calls));
}

TEST_CASE("a band of an upright panel has the lines that its words need") {
  Screen screen = test::sample_talk();
  screen.bands = {
      {.text = "Because of the storm the sessions of the afternoon begin half an hour later "
               "than printed, and the poster session moves from the garden to Hall E.",
       .warning = true,
       .qr = ""}};
  for (const Size size : {Size{540, 1920}, Size{480, 800}, Size{1080, 1920}}) {
    RecordingCanvas canvas(size);
    CHECK(std::ranges::count(draw(screen, dark(), canvas).cut, screen.bands[0].text) == 0);
  }
}

TEST_CASE("a band is read from afar in every theme, and told by its sign as well as its colour") {
  for (const auto& name : built_in_theme_names()) {
    const Theme theme = built_in_theme(name).value();
    for (const bool warning : {false, true}) {
      Screen screen = test::sample_talk();
      screen.bands = {{.text = "Lunch is in Hall E", .warning = warning, .qr = ""}};
      RecordingCanvas canvas({1920, 1080});
      draw(screen, theme, canvas);
      const auto& words = canvas.texts.back();
      REQUIRE(words.text == "Lunch is in Hall E");
      const auto& sign = canvas.texts.at(canvas.texts.size() - 2);
      CHECK(sign.text == (warning ? "!" : "i"));
      const auto& ground = canvas.fills.at(canvas.fills.size() - 2);
      CHECK(ground.rect.bottom() == 1080);
      CHECK(contrast(words.color, ground.color) >= 7);
      CHECK(contrast(sign.color, canvas.fills.back().color) >= 7);
    }
  }
}

TEST_CASE("an emergency is nothing but its message, in a contrast of 14 to 1") {
  const Screen screen = test::sample_emergency();
  RecordingCanvas canvas({1920, 1080});
  draw(screen, dark(), canvas);
  REQUIRE(canvas.calls.starts_with("clear #ffd600\n"));
  for (const auto& text : canvas.texts) {
    CHECK(contrast(text.color, {0xff, 0xd6, 0x00}) > 14);
    CHECK(text.text.find("Upper Level") == std::string::npos);
  }
  CHECK(canvas.texts.front().text == "EMERGENCY");
}

TEST_CASE("a drill says twice that it is a drill") {
  RecordingCanvas canvas({1080, 1920});
  draw(test::sample_drill(), dark(), canvas);
  CHECK(std::ranges::count(canvas.texts, "THIS IS ONLY A DRILL", &DrawnText::text) == 2);
}

TEST_CASE("an announced time is struck out beside the one that holds") {
  RecordingCanvas canvas({1920, 1080});
  draw(test::sample_late(), dark(), canvas);
  for (const auto* was : {"9:15", "9:55"}) {
    std::string cells = was;  // digits stand alone
    const auto first = std::ranges::find_if(canvas.texts, [&](const DrawnText& text) {
      return text.text == cells.substr(0, 1) && text.color == dark().faint;
    });
    REQUIRE(first != canvas.texts.end());
    CHECK(std::ranges::any_of(canvas.fills, [&](const auto& fill) {
      return fill.color == dark().faint && fill.rect.x == first->ink.x &&
             meet(fill.rect, first->ink);
    }));
  }
}

TEST_CASE("a picture asks for few enough widths to be laid out at once") {
  for (const auto& [name, screen] : test::sample_screens()) {
    CAPTURE(name);
    RecordingCanvas canvas({1920, 1080});
    draw(screen, dark(), canvas);
    CHECK(canvas.measured < 3000);
  }
}

TEST_CASE("a track tints the eyebrow, and marks its entry before the title") {
  const Color green = {0, 200, 80};
  Screen screen = test::sample_talk();
  screen.track = green;
  screen.list.front().track = green;
  RecordingCanvas canvas({1920, 1080});
  draw(screen, built_in_theme("dark").value(), canvas);
  const auto eyebrow = std::ranges::find(canvas.texts, "KEYNOTE", &test::DrawnText::text);
  REQUIRE(eyebrow != canvas.texts.end());
  CHECK(eyebrow->color == green);
  const auto mark = std::ranges::find(canvas.fills, green, &test::DrawnFill::color);
  REQUIRE(mark != canvas.fills.end());
  const auto title = std::ranges::find_if(canvas.texts, [](const test::DrawnText& text) {
    return text.text.starts_with("Leveraging");
  });
  REQUIRE(title != canvas.texts.end());
  CHECK(mark->rect.right() < title->ink.x);
  CHECK((mark->rect.y < title->baseline && mark->rect.bottom() >= title->baseline));
  for (const auto& text : canvas.texts) {
    const bool beside = text.ink.y < mark->rect.bottom() && text.ink.bottom() > mark->rect.y;
    if (beside) CHECK((text.ink.right() < mark->rect.x || text.ink.x > mark->rect.right()));
  }
  CHECK(std::ranges::count(canvas.fills, green, &test::DrawnFill::color) == 1);
}

}  // namespace roomsign::render
