#include "render/layouts/bands.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "render/layouts/code.hpp"
#include "render/layouts/frame.hpp"

namespace roomsign::render {
namespace {

constexpr double kPadding = 2.1;  // above and below
constexpr double kSign = 4.2;     // the round sign at the left
constexpr double kSignGap = 1.8;
constexpr double kCode = 13;  // the QR code at the right, with its quiet zone
constexpr double kCodePadding = 0.8;
constexpr int kLines = 3;
constexpr int kLinesOfBar = 2;
constexpr int kLinesUpright = 6;   // there is height to spare, but no width
constexpr double kBarHeight = 60;  // a panel that is lower is a bar
constexpr double kSmallest = 2.8;

// The same in every theme: an accent need not be bright enough to be written upon from afar.
constexpr Color kWarning = {0xff, 0xb4, 0x54};
constexpr Color kOnWarning = {0x14, 0x17, 0x1f};  // 10:1

// On a panel of few pixels up to twice as large as elsewhere: a reader needs two of them a module.
int code_side(const Sheet& sheet, const std::optional<QrCode>& code) {
  constexpr int kSmallestModule = 2;
  if (!code) return 0;
  const int readable = kSmallestModule * (code->size + 2 * kQuietZone);
  return std::clamp(readable, sheet.px(kCode), sheet.px(2 * kCode));
}

struct Colors {
  Color ground;
  Color text;
};

// A theme whose rules are too bright to be written upon has its text's colour for a ground.
Colors colors(const Band& band, const Theme& theme) {
  if (band.warning) return {kWarning, kOnWarning};
  if (contrast(theme.text, theme.rule) >= kReadFromAfar) return {theme.rule, theme.text};
  return {theme.text, theme.ground};
}

}  // namespace

Bands::Bands(Sheet& sheet, const std::vector<Band>& bands) : sheet_(sheet) {
  const std::vector<int> sizes = sheet.sizes(kSmallest, type::kTimes);
  const Size size = sheet.canvas().size();
  const int lines = size.height < sheet.px(kBarHeight) ? kLinesOfBar
                    : size.height > size.width         ? kLinesUpright
                                                       : kLines;
  const int tallest = lines * sheet.pitch({.size = sizes.back()}, type::kListLeading);
  for (const Band& band : bands) {
    auto code = qr_code(band.qr);
    const int side = code_side(sheet, code);
    const int width = sheet.page().width - sheet.px(kSign + kSignGap) -
                      (side > 0 ? side + sheet.px(kSignGap) : 0);
    Fitted text = fit_lines(sheet.canvas(), band.text, Face::kSemiBold, sizes, type::kListLeading,
                            {width, tallest}, lines, Balance::kFull);
    const int words = std::max(text.height(), sheet.px(kSign)) + 2 * sheet.px(kPadding);
    height_ = std::max({height_, words, side > 0 ? side + 2 * sheet.px(kCodePadding) : 0});
    bands_.push_back({&band, std::move(code), side, width, std::move(text)});
  }
}

void Bands::draw(long page) const {
  if (bands_.empty()) return;
  const auto count = static_cast<int>(bands_.size());
  sheet_.drawn.pages = std::lcm(sheet_.drawn.pages, count);
  const auto& [band, code, side, width, text] =
      bands_[static_cast<std::size_t>(page_shown(page, count))];
  const auto [ground, color] = colors(*band, sheet_.theme);
  const Size size = sheet_.canvas().size();
  const Rect page_box = sheet_.page();
  const Rect box = {0, size.height - height_, size.width, height_};
  sheet_.canvas().fill(box, ground);
  const int middle = box.y + height_ / 2;
  draw_sign(*band, page_box.x, middle, color, ground);
  const Rect words = {page_box.x + sheet_.px(kSign + kSignGap), middle - text.height() / 2, width,
                      text.height()};
  sheet_.lines(text, band->text, words, color);
  if (code) {
    draw_code(sheet_, *code, {page_box.right() - side, middle - side / 2, side, side},
              Align::kRight);
  }
}

// "!" or "i" in a disc: what the colour says is said by shape as well.
void Bands::draw_sign(const Band& band, int x, int middle, Color color, Color ground) const {
  Canvas& canvas = sheet_.canvas();
  const int side = sheet_.px(kSign);
  const Rect disc = {x, middle - side / 2, side, side};
  canvas.fill(disc, color, side / 2);
  const Font font = sheet_.font(Face::kBold, kSign * 0.72);
  const std::string_view letter = band.warning ? "!" : "i";
  const int baseline = middle + canvas.metrics(font).cap_height / 2;
  canvas.text(letter, x + (side - canvas.measure(letter, font)) / 2, baseline, font, ground);
}

}  // namespace roomsign::render
