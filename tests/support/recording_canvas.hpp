// RecordingCanvas: a Canvas that draws nothing and remembers every call.
//
// Letters have made-up widths, in tenths of the size, so no font is needed and every picture scales
// exactly: where all sizes are multiples of 10, twice the size is twice the width.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "render/canvas.hpp"

namespace roomsign::test {

struct DrawnText {
  std::string text;
  render::Rect ink;  // from the top of tall letters to the bottom of deep ones
  int baseline = 0;
  render::Font font;
  render::Color color;
  bool operator==(const DrawnText&) const = default;
};

struct DrawnFill {
  render::Rect rect;
  render::Color color;
  int radius = 0;
  bool operator==(const DrawnFill&) const = default;
};

struct DrawnPicture {
  render::ImagePtr image;
  render::Rect box;
  int radius = 0;
  bool operator==(const DrawnPicture&) const = default;
};

class RecordingCanvas : public render::Canvas {
 public:
  explicit RecordingCanvas(render::Size size) : size_(size) {}

  render::Size size() const override { return size_; }

  render::Metrics metrics(const render::Font& font) override {
    return {.ascent = tenths(8, font.size),
            .descent = tenths(2, font.size),
            .cap_height = tenths(7, font.size)};
  }

  int measure(std::string_view text, const render::Font& font) override {
    ++measured;
    int width = 0;
    int characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if ((byte & 0xc0U) == 0x80U) continue;  // the rest of a character
      const auto mark = text.substr(i, 3);
      if (mark == "\u200e" || mark == "\u200f") continue;  // only says which way to run
      width += width_of(byte);
      ++characters;
    }
    return tenths(width, font.size) + characters * font.tracking;
  }

  void clear(render::Color color) override { log(fmt::format("clear {}", hex(color))); }

  void fill(const render::Rect& rect, render::Color color, int radius) override {
    fills.push_back({rect, color, radius});
    log(fmt::format("fill {} {}{}", place(rect), hex(color),
                    radius > 0 ? fmt::format(" round {}", radius) : ""));
  }

  void text(std::string_view text, int x, int baseline, const render::Font& font,
            render::Color color) override {
    const render::Metrics metrics = this->metrics(font);
    texts.push_back(
        {std::string(text),
         {x, baseline - metrics.ascent, measure(text, font), metrics.ascent + metrics.descent},
         baseline,
         font,
         color});
    log(fmt::format("text {},{} {} {}{} {} \"{}\"", x, baseline, name(font.face), font.size,
                    font.tracking != 0 ? fmt::format("{:+}", font.tracking) : "", hex(color),
                    text));
  }

  void picture(const render::ImagePtr& image, const render::Rect& box, int radius) override {
    pictures.push_back({image, box, radius});
    log(fmt::format("picture {} of {}x{}{}", place(box), image->size().width, image->size().height,
                    radius > 0 ? fmt::format(" round {}", radius) : ""));
  }

  std::vector<DrawnText> texts;
  std::vector<DrawnFill> fills;
  std::vector<DrawnPicture> pictures;
  std::string calls;  // one a line
  long measured = 0;  // how often a width was asked for

 private:
  static int tenths(int tenths, int size) { return (tenths * size + 9) / 10; }

  static int width_of(unsigned char lead) {
    constexpr std::string_view kNarrow = " .,:;'!()iIjlt";
    constexpr std::string_view kWide = "mwMW@%&";
    if (lead >= 0xe3) return 10;  // Chinese, Japanese, Korean, emoji
    if (kNarrow.find(static_cast<char>(lead)) != std::string_view::npos) return 3;
    if (kWide.find(static_cast<char>(lead)) != std::string_view::npos) return 9;
    return lead >= 'A' && lead <= 'Z' ? 7 : lead == '1' ? 5 : 6;
  }

  static std::string_view name(render::Face face) {
    constexpr std::array<std::string_view, 5> kNames = {"display", "bold", "semibold", "medium",
                                                        "regular"};
    return kNames[static_cast<std::size_t>(face)];
  }

  static std::string hex(render::Color color) {
    return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
  }

  static std::string place(const render::Rect& rect) {
    return fmt::format("{},{} {}x{}", rect.x, rect.y, rect.width, rect.height);
  }

  void log(std::string_view call) { calls.append(call).push_back('\n'); }

  render::Size size_;
};

}  // namespace roomsign::test
