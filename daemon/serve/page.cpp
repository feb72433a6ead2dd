#include "daemon/serve/page.hpp"

#include <algorithm>
#include <array>

namespace roomsign::serve {
namespace {

// Written by CMake from the files in page/.
constexpr std::string_view kIndex =
#include "daemon/serve/page/index.html.inc"
    ;
constexpr std::string_view kStyle =
#include "daemon/serve/page/page.css.inc"
    ;
constexpr std::string_view kScript =
#include "daemon/serve/page/page.js.inc"
    ;

constexpr std::string_view kIcon =
#include "daemon/serve/page/icon.svg.inc"
    ;

constexpr std::array<PageFile, 4> kFiles{{
    {"/", "text/html; charset=utf-8", kIndex},
    {"/page.css", "text/css; charset=utf-8", kStyle},
    {"/page.js", "text/javascript; charset=utf-8", kScript},
    {"/icon.svg", "image/svg+xml", kIcon},
}};

}  // namespace

const PageFile* find_page_file(std::string_view path) {
  const auto found = std::ranges::find(kFiles, path, &PageFile::path);
  return found == kFiles.end() ? nullptr : &*found;
}

}  // namespace roomsign::serve
