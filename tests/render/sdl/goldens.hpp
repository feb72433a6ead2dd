// Pictures that somebody looked at and found right, kept as PNG files in a folder, and what is no
// longer as they are.
//
// What drew them (architecture, FreeType, HarfBuzz, the fonts) is named beside them in
// made-with.txt. Where it is the same here, every pixel must be the same, but for what the files'
// palettes round off; elsewhere the edges of letters differ, and pictures must be near (kNear).
// Where letters that are a little wider break a line otherwise, a second picture is kept of that,
// and may be near as well.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/picture.hpp"
#include "render/sdl/png.hpp"
#include "tests/render/sdl/distance.hpp"
#include "tests/render/sdl/made_with.hpp"
#include "tests/render/sdl/small_png.hpp"

namespace roomsign::test {

// The kept picture, dark and without its colours; what differs is the brighter in magenta the more
// it does. Of pictures of one size.
inline render::Picture difference_picture(const render::Picture& kept,
                                          const render::Picture& picture) {
  render::Picture shown(kept.size);
  for (std::size_t i = 0; i < kept.pixels.size(); ++i) {
    const render::Pixel pixel = kept.pixels[i];
    const auto gray = ((pixel >> 16U & 255U) + (pixel >> 8U & 255U) + (pixel & 255U)) / 12U;
    const int by = apart(pixel, picture.pixels[i]);
    const auto red = by > kRounding ? static_cast<unsigned>(std::min(255, 80 + by)) : gray;
    shown.pixels[i] = 0xFF000000U | red << 16U | gray << 8U | red;
  }
  return shown;
}

class Goldens {
 public:
  // `kept` has the pictures, `made_with` what draws them here. In `out` is put what is not as they
  // are; `record` says how they are made anew, for the messages.
  Goldens(std::filesystem::path kept, const std::string& made_with, std::filesystem::path out,
          std::string record)
      : kept_(std::move(kept)),
        out_(std::move(out)),
        record_(std::move(record)),
        exact_(read_bytes(kept_ / "made-with.txt") == made_with) {}

  // Whether every pixel must be the same.
  bool exact() const { return exact_; }

  // What is wrong with this picture and where to look at it; nothing where it is as it was.
  std::string fault(const std::string& name, const render::Picture& picture) const {
    const auto actual = out_ / (name + "-actual.png");
    const auto difference = out_ / (name + "-difference.png");
    std::filesystem::remove(actual);
    std::filesystem::remove(difference);
    std::string words;
    if (!std::filesystem::exists(file(name))) {
      words = fmt::format("{} was never recorded", file(name).string());
    } else {
      const render::Picture golden = render::decode_png(read_bytes(file(name)));
      words = differs(golden, picture);
      if (!words.empty() && is_as_elsewhere(name, picture)) return {};
      if (!words.empty()) words = fmt::format("{} {}", file(name).string(), words);
      if (!words.empty() && golden.size == picture.size) {
        write(difference, render::encode_png(difference_picture(golden, picture)));
      }
    }
    if (words.empty()) return {};
    write(actual, render::encode_png(picture));
    words += fmt::format("; look at {}", actual.string());
    if (std::filesystem::exists(difference)) words += " and " + difference.filename().string();
    return words + ". If the new picture is right: " + record_;
  }

  // Which files of the folder none of these pictures is compared with; nothing where all are.
  std::string orphans(const std::vector<std::string>& names) const {
    std::string words;
    for (const auto& path : files_besides(names)) {
      words += fmt::format("{} is compared with nothing\n", path.string());
    }
    return words.empty() ? words : words + "Remove them by: " + record_;
  }

  void record(const std::string& name, const render::Picture& picture) const {
    write(file(name), encode_small_png(picture));
  }

  // The second picture, where this one is not near the first. Only where pictures are not exact.
  void record_elsewhere(const std::string& name, const render::Picture& picture) const {
    std::filesystem::remove(file(name + kElsewhere));
    if (!fault(name, picture).empty()) record(name + kElsewhere, picture);
  }

  // After all pictures were recorded: what draws them, and none besides them.
  void finish_record(const std::vector<std::string>& names, const std::string& made_with) const {
    write(kept_ / "made-with.txt", made_with);
    for (const auto& path : files_besides(names)) std::filesystem::remove(path);
  }

 private:
  static constexpr const char* kElsewhere = ".elsewhere";

  bool is_as_elsewhere(const std::string& name, const render::Picture& picture) const {
    const auto path = file(name + kElsewhere);
    if (exact_ || !std::filesystem::exists(path)) return false;
    return differs(render::decode_png(read_bytes(path)), picture).empty();
  }

  std::filesystem::path file(const std::string& name) const { return kept_ / (name + ".png"); }

  static void write(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }

  std::string differs(const render::Picture& golden, const render::Picture& picture) const {
    if (golden.size != picture.size) {
      return fmt::format("has {}x{} pixels, not {}x{}", golden.size.width, golden.size.height,
                         picture.size.width, picture.size.height);
    }
    if (!exact_) {
      const double found = distance(picture, golden);
      return found < kNear ? "" : fmt::format("is another picture: {:.3f} of it differs", found);
    }
    for (std::size_t i = 0; i < golden.pixels.size(); ++i) {
      if (apart(golden.pixels[i], picture.pixels[i]) <= kRounding) continue;
      const auto width = static_cast<std::size_t>(golden.size.width);
      return fmt::format("differs at {}, {}: {:06x} and {:06x}", i % width, i / width,
                         golden.pixels[i] & 0xFFFFFFU, picture.pixels[i] & 0xFFFFFFU);
    }
    return {};
  }

  std::vector<std::filesystem::path> files_besides(const std::vector<std::string>& names) const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(kept_)) {
      const auto& path = entry.path();
      const auto name = path.stem().replace_extension().string();  // of a second picture too
      if (path.extension() == ".png" && std::ranges::count(names, name) == 0) {
        files.push_back(path);
      }
    }
    std::ranges::sort(files);
    return files;
  }

  std::filesystem::path kept_;
  std::filesystem::path out_;
  std::string record_;
  bool exact_;
};

}  // namespace roomsign::test
