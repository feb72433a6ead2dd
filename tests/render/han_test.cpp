#include "render/layouts/han.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {

TEST_CASE("Chinese characters are written as the other letters on the screen say") {
  Screen screen;
  screen.title = "大规模系统";
  CHECK(han_of(screen) == Han::kSimplified);
  screen.list = {{.time = "9:15", .title = "機械学習", .detail = "서울"}};
  CHECK(han_of(screen) == Han::kKorean);
  screen.people = {{"田中 たろう", ""}};
  CHECK(han_of(screen) == Han::kJapanese);
  CHECK(han_of({}) == Han::kSimplified);
}

TEST_CASE("What a screen says of Chinese characters goes before its letters") {
  Screen screen;
  screen.title = "ひらがな";
  screen.han = Han::kTraditional;
  CHECK(han_of(screen) == Han::kTraditional);
}

TEST_CASE("The letters of doors, announcements and stamps count as all others do") {
  Screen lobby;
  lobby.doors = {{.room = "小ホール", .now = {.title = "機械学習"}}};
  CHECK(han_of(lobby) == Han::kJapanese);
  lobby.doors = {{.room = "A", .next = {.title = "機械学習", .detail = "서울"}}};
  CHECK(han_of(lobby) == Han::kKorean);
  Screen band;
  band.title = "大规模系统";
  band.bands = {{.text = "会場が変わりました"}};
  CHECK(han_of(band) == Han::kJapanese);
  Screen stamp;
  stamp.title = "大规模系统";
  stamp.stamp = "満室です";
  CHECK(han_of(stamp) == Han::kJapanese);
}

}  // namespace roomsign::render
