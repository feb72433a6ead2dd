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

}  // namespace roomsign::render
