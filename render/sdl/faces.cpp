#include "render/sdl/faces.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <SDL_ttf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/characters.hpp"
#include "render/sdl/fonts.hpp"
#include "render/sdl/ink.hpp"

namespace roomsign::render {
namespace {

struct FontDeleter {
  void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
};

constexpr std::array kUnjoined = {script("Latn"), script("Grek"), script("Cyrl"), script("Armn"),
                                  script("Geor"), script("Hani"), script("Hira"), script("Kana"),
                                  script("Hang"), script("Bopo")};

// A file's bytes in memory that is the page cache's. FreeType seeks for every outline: from a file
// that makes tens of thousands of system calls a picture.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status{};
    if (fd >= 0 && fstat(fd, &status) == 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      data_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    const int error = errno;
    if (fd >= 0) close(fd);
    if (data_ == MAP_FAILED) throw std::system_error(error, std::generic_category(), path);
  }
  ~MappedFile() { munmap(data_, size_); }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  SDL_RWops* stream() const { return SDL_RWFromConstMem(data_, static_cast<int>(size_)); }

 private:
  void* data_ = MAP_FAILED;
  std::size_t size_ = 0;
};

// Letters that join, or hang on a line, or run from the right, are not spaced.
bool is_tracked(const Span& span, const Font& font) {
  if (font.tracking == 0 || span.right_to_left) return false;
  if (span.row == kTheme) return std::ranges::find(kUnjoined, span.script) != kUnjoined.end();
  return span.row == kOwn || std::string_view(fallbacks()[span.row].package) == "fonts-noto-cjk";
}

bool is_colored(const Span& span) {
  return span.row >= 0 && fallbacks()[span.row].script == kEmojiScript;
}

Font fine(Font font) {
  font.size *= kFine;
  return font;
}

constexpr int kLargest = 2'000;  // em, pixels

// What SDL_ttf begins with, and what Inter is shaped by.
constexpr Script kAnyScript = script("Zzzz");

std::array<char, 5> code_of(Script script) {
  const auto byte = [&](unsigned shift) { return static_cast<char>(script >> shift & 255U); };
  return {byte(24), byte(16), byte(8), byte(0), 0};
}

// The script that a font's features are looked up by.
Script shaping_script(Row row) {
  if (row == kOwn) return kAnyScript;
  const Script script = fallbacks()[row].script;
  const bool han = script == kSimplifiedScript || script == kTraditionalScript;
  return han ? render::script("Hani") : script;
}

// Thousandths of an em: how tall Inter's capitals are, and how far letters may reach up from the
// baseline and down (Inter's brackets and accents do).
constexpr int kEm = 1'000;
constexpr int kCapHeight = 727;
constexpr int kMostAbove = 970;
constexpr int kMostBelow = 300;

// By how much a theme's font is set larger than Inter; 0: its letters have no outlines.
double scale_of(TTF_Font* font) {
  TTF_SetFontSize(font, kEm);
  int cap_height = 0;
  int above = 1;
  int below = 1;
  for (char32_t letter = U'!'; letter <= U'~'; ++letter) {
    int bottom = 0;
    int top = 0;
    if (TTF_GlyphIsProvided32(font, letter) == 0) continue;
    TTF_GlyphMetrics32(font, letter, nullptr, nullptr, &bottom, &top, nullptr);
    if (letter == U'H') cap_height = top;
    above = std::max(above, top);
    below = std::max(below, -bottom);
  }
  if (cap_height < kEm / 4) return 0;  // a font of pictures in one small size
  return std::min({static_cast<double>(kCapHeight) / cap_height,
                   static_cast<double>(kMostAbove) / above,
                   static_cast<double>(kMostBelow) / below});
}

}  // namespace

struct Faces::Open {
  // `stream`: of the file's bytes. Throws std::runtime_error with SDL_ttf's reason.
  Open(std::shared_ptr<const void> bytes, SDL_RWops* stream, long index, Script script)
      : file(std::move(bytes)), font(TTF_OpenFontIndexRW(stream, 1, 16, index)) {
    if (font == nullptr) throw std::runtime_error(TTF_GetError());
    // Crisp in height, true in width: letters stand where the designer put them.
    TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontScriptName(font.get(), code_of(script).data());
  }

  static OpenPtr of_file(const std::string& path, int index, Script script) try {
    const auto file = std::make_shared<const MappedFile>(path);
    return std::make_shared<Open>(file, file->stream(), index, script);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(fmt::format("{}: {}", path, error.what()));
  }

  // Null where letters cannot be drawn with it.
  static OpenPtr of_theme(const FaceFile& file) try {
    const auto& bytes = file.bytes;
    auto* stream = SDL_RWFromConstMem(bytes->data(), static_cast<int>(bytes->size()));
    auto open = std::make_shared<Open>(bytes, stream, file.index, kAnyScript);
    open->scale = scale_of(open->font.get());
    open->size = 0;
    return open->scale > 0 ? open : nullptr;
  } catch (const std::runtime_error&) {
    return nullptr;
  }

  std::shared_ptr<const void> file;  // outlives the font
  std::unique_ptr<TTF_Font, FontDeleter> font;
  double scale = 1;  // of the size, see above
  int size = 16;     // as it was asked for
};

Faces::Faces() {
  if (TTF_Init() != 0) throw std::runtime_error(fmt::format("SDL_ttf: {}", TTF_GetError()));
}

Faces::~Faces() {
  own_ = {};
  theme_ = {};
  fallbacks_.clear();
  TTF_Quit();
}

Faces::Open& Faces::own(Face face) {
  auto& open = own_.at(static_cast<std::size_t>(face));
  if (open == nullptr) {
    open = Open::of_file(font_file(face), 0, shaping_script(kOwn));
  }
  return *open;
}

void Faces::use(const TypefacePtr& typeface) {
  theme_ = {};
  if (typeface == nullptr) return;
  for (std::size_t i = 0; i < kFaces; ++i) {
    const FaceFile& file = (*typeface)[i];
    if (file.bytes == nullptr) continue;
    const auto same = std::ranges::find(*typeface, file);
    const auto first = static_cast<std::size_t>(same - typeface->begin());
    theme_.at(i) = first < i ? theme_.at(first) : Open::of_theme(file);
  }
}

const Faces::OpenPtr& Faces::theme(Face face) const {
  return theme_.at(static_cast<std::size_t>(face));
}

Row Faces::first(Face face) const { return theme(face) == nullptr ? kOwn : kTheme; }

Faces::Open* Faces::fallback(Row row, Face face) {
  const bool heavy = is_heavy(face);
  const auto found = std::ranges::find_if(
      fallbacks_, [&](const Fallen& one) { return one.row == row && one.heavy == heavy; });
  if (found != fallbacks_.end()) {
    fallbacks_.splice(fallbacks_.begin(), fallbacks_, found);
    return fallbacks_.front().open.get();
  }
  const Fallback& wanted = fallbacks()[row];
  OpenPtr open;
  if (const auto file = fallback_file(wanted, heavy)) {
    try {
      open = Open::of_file(*file, wanted.index, shaping_script(row));
    } catch (const std::runtime_error&) {  // a broken file is as good as none
    }
  }
  fallbacks_.push_front({row, heavy, std::move(open)});
  if (fallbacks_.size() > kMostFallbacks) fallbacks_.pop_back();
  return fallbacks_.front().open.get();
}

TTF_Font* Faces::at(const Span& span, const Font& font) {
  Open* const found = font_of(span.row, font.face);
  Open& open = found == nullptr ? own(font.face) : *found;
  if (open.size != font.size) {
    open.size = font.size;
    const int size = static_cast<int>(std::lround(font.size * open.scale));
    TTF_SetFontSize(open.font.get(), std::clamp(size, 1, kLargest * kFine));
  }
  if (span.row == kTheme) TTF_SetFontScriptName(open.font.get(), code_of(span.script).data());
  TTF_SetFontDirection(open.font.get(), span.right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
  return open.font.get();
}

Faces::Open* Faces::font_of(Row row, Face face) {
  if (row == kTheme) return theme(face).get();
  return row == kOwn ? &own(face) : fallback(row, face);
}

bool Faces::provides(char32_t character, Row row, Face face) {
  Open* const open = font_of(row, face);
  return open != nullptr && TTF_GlyphIsProvided32(open->font.get(), character) != 0;
}

Metrics Faces::metrics(const Font& font) {
  const std::pair key{font.face, font.size};
  if (const auto known = metrics_.find(key); known != metrics_.end()) return known->second;
  TTF_Font* face = at({}, font);
  Metrics found;
  found.ascent = TTF_FontAscent(face);
  found.descent = TTF_FontHeight(face) - found.ascent;  // TTF_FontDescent rounds the feet off
  TTF_GlyphMetrics32(face, 'H', nullptr, nullptr, nullptr, &found.cap_height, nullptr);
  metrics_.emplace(key, found);
  return found;
}

int Faces::advance(const Span& span, const Font& font) {
  if (is_colored(span)) return colored_width(at(span, font), span, font.size);
  if (!is_tracked(span, font)) return width_of(at(span, font), span);
  return tracked_positions(at(span, fine(font)), span, font.tracking).back();
}

void Faces::draw(const Span& span, const Font& font, Run& run) {
  if (is_colored(span)) {
    draw_colored(at(span, font), span, font.size, run);
  } else if (is_tracked(span, font)) {
    const auto positions = tracked_positions(at(span, fine(font)), span, font.tracking);
    draw_tracked(at(span, font), span, positions, run);
  } else {
    draw_plain(at(span, font), span, run);
  }
}

}  // namespace roomsign::render
