#pragma once

namespace roomsign::render {

// How Chinese characters are written: the same code point is drawn differently.
enum class Han { kSimplified, kTraditional, kJapanese, kKorean };

}  // namespace roomsign::render
