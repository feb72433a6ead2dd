#include "render/sdl/contact_sheet.hpp"

#include <algorithm>
#include <vector>

#include "render/sdl/pdf.hpp"
#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::render {
namespace {

Picture plain(Size size, Color color) {
  Picture picture(size);
  for (Pixel& p : picture.pixels) p = pixel(color);
  return picture;
}

std::vector<Picture> pages_of(Size size, int count) {
  Typesetter typesetter;
  std::vector<Picture> pages;
  ContactSheet sheet(*built_in_theme("dark"), typesetter, size, "A day",
                     [&](const Picture& page) { pages.push_back(page); });
  for (int i = 0; i < count; ++i) sheet.add({"8:00", "Hinges"}, plain(size, {200, 0, 0}));
  const int finished = sheet.finish();
  CHECK(finished == static_cast<int>(pages.size()));
  return pages;
}

long red_pixels(const std::vector<Picture>& pages) {
  long count = 0;
  for (const Picture& page : pages) count += std::ranges::count(page.pixels, pixel({200, 0, 0}));
  return count;
}

}  // namespace

TEST_CASE("A reduced picture has the mean of the pixels that each of its own stands for") {
  Picture picture = plain({5, 4}, {100, 0, 40});
  picture.pixels[0] = pixel({0, 200, 40});
  const Picture small = reduced(picture, 2);
  CHECK(small.size == Size{2, 2});
  CHECK(small.at(0, 0) == pixel({75, 50, 40}));
  CHECK(small.at(1, 1) == pixel({100, 0, 40}));
  CHECK(reduced(picture, 1).pixels == picture.pixels);
}

TEST_CASE("Every picture is on one of a day's pages, whatever the panel") {
  for (const Size size : {Size{1920, 1080}, Size{1080, 1920}, Size{800, 480}, Size{3840, 2160},
                          Size{1920, 360}, Size{360, 1920}}) {
    CAPTURE(size.width, size.height);
    const long once = red_pixels(pages_of(size, 1));
    CHECK(once > 40'000);
    const int pictures = test::rounds(40);
    const auto pages = pages_of(size, pictures);
    CHECK(red_pixels(pages) == pictures * once);
    for (const Picture& page : pages) {
      CHECK(page.size.width == 2040);
      CHECK(page.size.height <= 2885);  // A4
    }
  }
}

TEST_CASE("A day without pictures has no page") { CHECK(pages_of({1920, 1080}, 0).empty()); }

TEST_CASE("A document to print has a page for each picture") {
  std::vector<std::string> pngs(3, encode_png(plain({204, 280}, {200, 0, 0})));
  const std::string pdf = encode_pdf(pngs);
  CHECK(pdf.starts_with("%PDF-"));
  CHECK(pdf.find("/Count 3") != std::string::npos);
  CHECK(pdf.find("595.") != std::string::npos);  // the width of A4 in points
  pngs.emplace_back("no picture");
  CHECK_THROWS_AS(encode_pdf(pngs), std::runtime_error);
}

}  // namespace roomsign::render
