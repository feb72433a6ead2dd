// Whether a logo can be seen.
#include "render/logo.hpp"

#include <functional>
#include <memory>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

constexpr std::uint32_t kNothing = 0;
constexpr std::uint32_t kWhite = 0xFFFFFFFFU;
constexpr std::uint32_t kNavy = 0xFF101830U;  // hardly another colour than the dark ground

// A logo of 100 x 50 pixels, by what its columns are.
Theme with_logo(const char* theme, const std::function<std::uint32_t(int x)>& column) {
  std::vector<std::uint32_t> pixels;
  for (int i = 0; i < 100 * 50; ++i) pixels.push_back(column(i % 100));
  Theme themed = *built_in_theme(theme);
  themed.logo = std::make_shared<const Image>(Size{100, 50}, std::move(pixels));
  return themed;
}

TEST_CASE("a logo in contrast with the ground is fine, whatever is transparent around it") {
  CHECK(logo_fault(with_logo("dark", [](int) { return kWhite; })).empty());
  CHECK(logo_fault(with_logo("light", [](int) { return kNavy; })).empty());
  CHECK(logo_fault(with_logo("dark", [](int x) { return x == 50 ? kWhite : kNothing; })).empty());
}

TEST_CASE("a logo that is lost on the ground is named with figures and what to do") {
  CHECK(logo_fault(with_logo("dark", [](int x) { return x > 50 ? kNavy : kNothing; })) ==
        "only 0 % of it has a contrast of 3:1 or more with the ground (#0b1020), 25 % should; half "
        "of it has 1.1:1 at most. Use its version for dark grounds");
  CHECK(logo_fault(with_logo("light", [](int x) { return x > 50 ? kWhite : kNothing; })) ==
        "only 0 % of it has a contrast of 3:1 or more with the ground (#f7f7f4), 25 % should; half "
        "of it has 1.1:1 at most. Use its version for light grounds");
}

TEST_CASE("a logo of which a quarter can be seen is fine, and with less it is not") {
  const auto part = [](int seen) {
    return logo_fault(with_logo("dark", [=](int x) { return x < seen ? kWhite : kNavy; }));
  };
  CHECK(part(25).empty());
  CHECK(part(20).starts_with("only 20 % of it has"));
}

TEST_CASE("of a picture with the ground's colour around it only the mark counts") {
  const auto mark = [](std::uint32_t color) {
    return logo_fault(with_logo("light", [=](int x) { return x == 50 ? color : kWhite; }));
  };
  CHECK(mark(kNavy).empty());
  CHECK(mark(0xFFD0D0D0U).starts_with("only 0 % of it"));
}

TEST_CASE("a logo of which nothing is to be seen at all is named") {
  const std::string nothing = "nothing of it differs from the ground: it cannot be seen";
  CHECK(logo_fault(with_logo("dark", [](int) { return kNothing; })) == nothing);
  CHECK(logo_fault(with_logo("light", [](int) { return kWhite; })) == nothing);
}

TEST_CASE("on a background a logo is held to what it looks like on the whole") {
  Theme theme = with_logo("dark", [](int x) { return x > 50 ? kWhite : kNothing; });
  theme.background = std::make_shared<const Image>(
      Size{2, 1}, std::vector<std::uint32_t>{0xFFFFFFFFU, 0xFFD0D0D0U});
  CHECK(logo_fault(theme).contains("(#e7e7e7)"));
}

}  // namespace
}  // namespace roomsign::render
