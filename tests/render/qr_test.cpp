#include "render/qr.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {

TEST_CASE("a QR code is square and has its three finders") {
  const auto code = qr_code("https://mlforsystems.org/");
  REQUIRE(code);
  REQUIRE(code->dark.size() == static_cast<std::size_t>(code->size * code->size));
  CHECK(code->size >= 21);
  const auto is_finder = [&](int left, int top) {
    for (int y = 0; y < 7; ++y) {
      for (int x = 0; x < 7; ++x) {
        const bool ring = x == 0 || x == 6 || y == 0 || y == 6;
        const bool middle = x >= 2 && x <= 4 && y >= 2 && y <= 4;
        if (code->at(left + x, top + y) != (ring || middle)) return false;
      }
    }
    return true;
  };
  CHECK(is_finder(0, 0));
  CHECK(is_finder(code->size - 7, 0));
  CHECK(is_finder(0, code->size - 7));
  CHECK_FALSE(is_finder(code->size - 7, code->size - 7));
}

TEST_CASE("no text, or too much of it, gives no code") {
  CHECK_FALSE(qr_code(""));
  CHECK_FALSE(qr_code(std::string(5000, 'x')));
}

}  // namespace roomsign::render
