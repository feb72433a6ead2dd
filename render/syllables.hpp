// Syllables: where a text may break that has no blanks between its words, as Thai, Lao, Khmer and
// Burmese are written. Pure; any thread.
//
// Words would need a dictionary of each language. Syllables are seen from their letters, mostly:
// what is found here always begins one, but not each one is found.
#pragma once

#include <string_view>
#include <vector>

namespace roomsign::render {

// The text in parts, each of which begins with a syllable. Of any other script, and where no
// syllable is found, the whole in one part; none of an empty text.
std::vector<std::string_view> syllables(std::string_view text);

// Whether it is a letter or a mark of such a script.
bool runs_on(char32_t value);

}  // namespace roomsign::render
