// Numbered saves of a cache, each of which is known by its content.
#pragma once

#include <charconv>
#include <cstddef>
#include <string>

#include "daemon/fetch/cache.hpp"

namespace roomsign::fetch::test {

// They grow and shrink, up to `largest` bytes and down to none but the number.
inline CacheEntry save_number(int number, std::size_t largest) {
  const std::size_t size = largest * static_cast<std::size_t>(number * 7 % 5) / 4;
  const char letter = static_cast<char>('a' + number % 26);
  return {.url = "https://example.org/page",
          .reader = "0.1.0",
          .etag = '"' + std::to_string(number) + '"',
          .last_modified = {},
          .fetched = Instant{std::chrono::seconds{1'765'009'200 + number}},
          .content = std::to_string(number) + " " + std::string(size, letter)};
}

// Which one it is; 0: none, -1: no save has ever been so.
inline int number_of(const Result<CacheEntry>& loaded, std::size_t largest) {
  if (!loaded) return loaded.error().code == "no-cache" ? 0 : -1;
  int number = -1;
  const auto& content = loaded->content;
  std::from_chars(content.data(), content.data() + content.size(), number);
  return number > 0 && *loaded == save_number(number, largest) ? number : -1;
}

}  // namespace roomsign::fetch::test
