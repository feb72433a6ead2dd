// What the sign could not show as it is meant: words that do not fit, letters that the typeface
// does not have. Sets every picture of the programme, but draws none.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/commands/findings.hpp"
#include "daemon/view/compose.hpp"
#include "render/geometry.hpp"
#include "render/theme.hpp"

namespace roomsign::commands {

// On panels of each of `sizes`, with `photos` (null: none); a finding names the size where there
// are several. `progress` is told how many pictures were set so far.
std::vector<Finding> review_pictures(const schedule::Programme& programme,
                                     const view::ViewOptions& view,
                                     const schedule::Notices& notices,
                                     const std::shared_ptr<const view::Photos>& photos,
                                     const render::Theme& theme,
                                     const std::vector<render::Size>& sizes,
                                     const std::function<void(int)>& progress);

// "no font can draw 東 (U+6771): an empty box is shown; install Debian's fonts-noto-cjk", the
// advice where it is known. `within`: the text it is in; empty: not said.
std::string undrawable(char32_t letter, std::string_view within = {});

// Each missing letter once: neither the theme's typeface nor what stands in for it has it.
std::vector<Finding> review_glyphs(const schedule::Programme& programme,
                                   const render::Theme& theme);

}  // namespace roomsign::commands
