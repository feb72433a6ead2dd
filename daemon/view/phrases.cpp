#include "daemon/view/phrases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::view {
namespace {

// In order of their tags.
constexpr Phrases kLanguages[] = {
#include "daemon/view/languages/ar.inc"
#include "daemon/view/languages/de.inc"
#include "daemon/view/languages/en.inc"
#include "daemon/view/languages/es.inc"
#include "daemon/view/languages/fr.inc"
#include "daemon/view/languages/ja.inc"
#include "daemon/view/languages/zh.inc"
};

}  // namespace

std::vector<std::string_view> languages() {
  std::vector<std::string_view> tags;
  for (const Phrases& language : kLanguages) tags.push_back(language.tag);
  return tags;
}

const Phrases* find_phrases(std::string_view language) {
  const std::string tag = to_lower(language.substr(0, language.find_first_of("-_")));
  const auto* const found = std::ranges::find(kLanguages, tag, &Phrases::tag);
  return found == std::end(kLanguages) ? nullptr : found;
}

const Phrases& phrases(std::string_view language) {
  const Phrases* const found = find_phrases(language);
  return found != nullptr ? *found : *find_phrases("en");
}

std::string fill(std::string_view pattern, std::string_view value) {
  return fmt::format(fmt::runtime(pattern), value);
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] += 'A' - 'a';
  return text;
}

}  // namespace roomsign::view
