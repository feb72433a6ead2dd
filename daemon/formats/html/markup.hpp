// What elements are for, as their tags, classes and labels tell.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

// The words of an element's class and aria-label, lower case: "schedule_location item-startTime"
// == {"schedule", "location", "item", "start", "time"}.
std::vector<std::string> class_words(const Node& node);
bool has_word(std::span<const std::string> words, std::span<const std::string_view> wanted);

// All words below `node` as one clean line; none where there are more than `limit` bytes (and then
// soon).
std::optional<std::string> short_text(const Node& node, std::size_t limit);

bool is_heading(const Node& node);  // h1 to h6
bool is_list(const Node& node);     // ul, ol, dl
bool is_block(const Node& node);    // begins a line of its own

}  // namespace roomsign::formats::html
