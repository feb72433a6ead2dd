// The status page: plain files (page/), which are in the program as they are.
#pragma once

#include <string_view>

namespace roomsign::serve {

struct PageFile {
  std::string_view path;
  std::string_view type;
  std::string_view content;
};

// Null: there is none at this path.
const PageFile* find_page_file(std::string_view path);

}  // namespace roomsign::serve
