#include "render/sdl/faces.hpp"

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <SDL_ttf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/characters.hpp"
#include "render/sdl/fonts.hpp"

namespace roomsign::render {
namespace {

struct SurfaceDeleter {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceDeleter>;

struct FontDeleter {
  void operator()(TTF_Font* font) const { TTF_CloseFont(font); }
};

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

// How far the ink of a line lies left of the pen and above the font's ascent. SDL_ttf makes room
// for both in its surface and does not say how much.
struct Overhang {
  int left = 0;
  int above = 0;
};

Overhang overhang(TTF_Font* font, std::string_view text) {
  Overhang found;
  const int ascent = TTF_FontAscent(font);
  for (bool first = true; !text.empty(); first = false) {
    const CodePoint letter = code_point_at(text, 0);
    text.remove_prefix(letter.length);
    int min_x = 0;
    int max_y = 0;
    if (TTF_GlyphMetrics32(font, letter.value, &min_x, nullptr, nullptr, &max_y, nullptr) != 0) {
      continue;
    }
    if (first) found.left = std::max(0, -min_x);
    found.above = std::max(found.above, max_y - ascent);
  }
  return found;
}

int width_of(TTF_Font* font, const std::string& text) {
  int width = 0;
  int height = 0;
  if (TTF_SizeUTF8(font, text.c_str(), &width, &height) != 0) return 0;
  const CodePoint first = code_point_at(text, 0);
  int min_x = 0;
  TTF_GlyphMetrics32(font, first.value, &min_x, nullptr, nullptr, nullptr, nullptr);
  return width - std::max(0, -min_x);
}

// Copies the box of ink out of SDL_ttf's surface, which has the pen at (left, baseline).
void take_ink(SDL_Surface& surface, int left, int baseline, Run& run) {
  const auto* pixels = static_cast<const std::uint8_t*>(surface.pixels);
  const auto row = [&](int y) { return pixels + static_cast<std::ptrdiff_t>(y) * surface.pitch; };
  int first_x = surface.w;
  int last_x = -1;
  int first_y = surface.h;
  int last_y = -1;
  for (int y = 0; y < surface.h; ++y) {
    for (int x = 0; x < surface.w; ++x) {
      if (row(y)[x] == 0) continue;
      first_x = std::min(first_x, x);
      last_x = std::max(last_x, x);
      first_y = std::min(first_y, y);
      last_y = y;
    }
  }
  if (last_x < 0) return;  // blanks
  run.left = first_x - left;
  run.top = baseline - first_y;
  run.width = last_x - first_x + 1;
  run.height = last_y - first_y + 1;
  run.coverage.reserve(static_cast<std::size_t>(run.width) * static_cast<std::size_t>(run.height));
  for (int y = first_y; y <= last_y; ++y) {
    run.coverage.insert(run.coverage.end(), row(y) + first_x, row(y) + last_x + 1);
  }
}

void draw_plain(TTF_Font* font, const std::string& text, Run& run) {
  // 8 bits a pixel; with a palette from black to white the index is the coverage.
  const Surface surface(TTF_RenderUTF8_Shaded(font, text.c_str(), SDL_Color{255, 255, 255, 255},
                                              SDL_Color{0, 0, 0, 255}));
  if (surface == nullptr) return;  // nothing to see: zero-width text
  const Overhang over = overhang(font, text);
  const int above = surface->h > TTF_FontHeight(font) ? over.above : 0;
  take_ink(*surface, over.left, TTF_FontAscent(font) + above, run);
}

// Where each character of a tracked line begins, and last where the line ends. Kerning is kept:
// positions are the widths of what stands before, in a font kFine times as large, since SDL_ttf
// tells widths in whole pixels and a blank of a small label is three of them.
constexpr int kFine = 16;

std::vector<int> tracked_positions(TTF_Font* fine_font, const std::string& text, int tracking) {
  std::vector<int> positions{0};
  for (std::size_t end = 0; end < text.size();) {
    end += code_point_at(text, end).length;
    const int fine_width = width_of(fine_font, text.substr(0, end));
    positions.push_back((fine_width + kFine / 2) / kFine +
                        tracking * static_cast<int>(positions.size()));
  }
  return positions;
}

// Adds `part`, its pen at x, to `whole`, which is large enough.
void add_ink(const Run& part, int x, Run& whole) {
  for (int y = 0; y < part.height; ++y) {
    const auto* from = part.coverage.data() + static_cast<std::ptrdiff_t>(y) * part.width;
    auto* to = whole.coverage.data() +
               static_cast<std::ptrdiff_t>(whole.top - part.top + y) * whole.width +
               (x + part.left - whole.left);
    std::transform(from, from + part.width, to, to,
                   [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
  }
}

void draw_tracked(TTF_Font* font, const std::string& text, const std::vector<int>& positions,
                  Run& run) {
  std::vector<Run> letters;
  int right = 0;
  int bottom = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t bytes = code_point_at(rest, 0).length;
    Run& letter = letters.emplace_back();
    draw_plain(font, std::string(rest.substr(0, bytes)), letter);
    const int x = positions[letters.size() - 1];
    run.left = std::min(run.left, x + letter.left);
    run.top = std::max(run.top, letter.top);
    right = std::max(right, x + letter.left + letter.width);
    bottom = std::max(bottom, letter.height - letter.top);
    rest.remove_prefix(bytes);
  }
  run.width = right - run.left;
  run.height = run.top + bottom;
  run.coverage.resize(static_cast<std::size_t>(run.width) * static_cast<std::size_t>(run.height));
  for (std::size_t i = 0; i < letters.size(); ++i) add_ink(letters[i], positions[i], run);
}

Font fine(Font font) {
  font.size *= kFine;
  return font;
}

constexpr int kLargest = 2'000;  // em, pixels

}  // namespace

struct Faces::Open {
  explicit Open(const std::string& path) : file(path), font(TTF_OpenFontRW(file.stream(), 1, 16)) {
    if (font == nullptr) throw std::runtime_error(fmt::format("{}: {}", path, TTF_GetError()));
    // Crisp in height, true in width: letters stand where the designer put them.
    TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT_SUBPIXEL);
  }

  MappedFile file;  // outlives the font
  std::unique_ptr<TTF_Font, FontDeleter> font;
  int size = 16;
};

Faces::Faces() {
  if (TTF_Init() != 0) throw std::runtime_error(fmt::format("SDL_ttf: {}", TTF_GetError()));
}

Faces::~Faces() {
  open_ = {};
  TTF_Quit();
}

Faces::Open& Faces::at(const Font& font) {
  auto& open = open_.at(static_cast<std::size_t>(font.face));
  if (open == nullptr) open = std::make_unique<Open>(font_file(font.face));
  if (open->size != font.size) {
    open->size = font.size;
    TTF_SetFontSize(open->font.get(), std::clamp(font.size, 1, kLargest * kFine));
  }
  return *open;
}

bool Faces::provides(char32_t character, Face face) {
  return TTF_GlyphIsProvided32(at({face}).font.get(), character) != 0;
}

Metrics Faces::metrics(const Font& font) {
  TTF_Font* face = at(font).font.get();
  Metrics found;
  found.ascent = TTF_FontAscent(face);
  found.descent = TTF_FontHeight(face) - found.ascent;  // TTF_FontDescent rounds the feet off
  TTF_GlyphMetrics32(face, 'H', nullptr, nullptr, nullptr, &found.cap_height, nullptr);
  return found;
}

int Faces::advance(const std::string& text, const Font& font) {
  if (font.tracking == 0) return width_of(at(font).font.get(), text);
  return tracked_positions(at(fine(font)).font.get(), text, font.tracking).back();
}

void Faces::draw(const std::string& text, const Font& font, Run& run) {
  if (font.tracking == 0) {
    draw_plain(at(font).font.get(), text, run);
    return;
  }
  const auto positions = tracked_positions(at(fine(font)).font.get(), text, font.tracking);
  draw_tracked(at(font).font.get(), text, positions, run);
}

}  // namespace roomsign::render
