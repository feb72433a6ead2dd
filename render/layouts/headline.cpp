#include "render/layouts/headline.hpp"

namespace roomsign::render {

int draw_headline(Sheet& sheet, const Screen& screen, const Rect& box) {
  if (screen.headline.empty()) return 0;
  constexpr std::string_view kSeparator = " · ";
  constexpr double kGap = 1.6;
  constexpr double kLow = 60;  // a lower box has no second line to spare
  const int gap = sheet.px(kGap);
  Canvas& canvas = sheet.canvas();
  const Font font = sheet.font(Face::kSemiBold, type::kHeadline);
  const std::string aside = screen.headline_aside.empty()
                                ? std::string()
                                : std::string(kSeparator) + screen.headline_aside;
  const int pitch = sheet.pitch(font, type::kListLeading);
  const int width = sheet.measure_cells(screen.headline, font);
  if (width + sheet.measure_cells(aside, font) <= box.width) {
    const int baseline = sheet.baseline(font, box.y, pitch);
    sheet.text_cells(screen.headline, box.x, baseline, font, sheet.theme.text);
    sheet.text_cells(aside, box.x + width, baseline, font, sheet.theme.second);
    return pitch + gap;
  }
  const bool low = box.height < sheet.px(kLow);
  const Fitted headline =
      fit_lines(canvas, screen.headline, Face::kDisplay, sheet.sizes(4, type::kHeadline),
                type::kTitleLeading, {box.width, 2 * pitch}, low ? 1 : 2, Balance::kEven);
  sheet.lines(headline, screen.headline, {box.x, box.y, box.width, headline.height()},
              sheet.theme.text);
  const Font small = {.face = Face::kDisplay, .size = headline.font.size};
  const std::string below = sheet.cut_cells(screen.headline_aside, small, box.width);
  if (low || below.empty()) return headline.height() + gap;
  sheet.text_cells(below, box.x, sheet.baseline(small, box.y + headline.height(), headline.pitch),
                   small, sheet.theme.second);
  return headline.height() + headline.pitch + gap;
}

}  // namespace roomsign::render
