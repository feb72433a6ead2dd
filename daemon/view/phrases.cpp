#include "daemon/view/phrases.hpp"

#include <algorithm>
#include <array>

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
#include "daemon/view/languages/zh_hant.inc"
};

// "zh-TW", "zh_Hant_HK".
bool is_traditional_chinese(const std::vector<std::string>& subtags) {
  constexpr std::array<std::string_view, 4> kTraditional = {"hant", "hk", "mo", "tw"};
  return subtags.front() == "zh" && std::ranges::any_of(subtags, [&](const std::string& subtag) {
           return std::ranges::find(kTraditional, subtag) != kTraditional.end();
         });
}

std::vector<std::string> subtags_of(std::string_view language) {
  std::string tag = to_lower(language);
  std::ranges::replace(tag, '_', '-');
  std::vector<std::string> subtags;
  for (const auto subtag : split(tag, '-')) subtags.emplace_back(subtag);
  return subtags;
}

}  // namespace

std::vector<std::string_view> languages() {
  std::vector<std::string_view> tags;
  for (const Phrases& language : kLanguages) tags.push_back(language.tag);
  return tags;
}

const Phrases* find_phrases(std::string_view language) {
  const auto subtags = subtags_of(language);
  const std::string tag = is_traditional_chinese(subtags) ? "zh-hant" : subtags.front();
  const auto* const found = std::ranges::find(kLanguages, tag, &Phrases::tag);
  return found == std::end(kLanguages) ? nullptr : found;
}

const Phrases& phrases(std::string_view language) {
  const Phrases* const found = find_phrases(language);
  return found != nullptr ? *found : *find_phrases("en");
}

std::optional<render::Han> han_of(std::string_view language) {
  const auto subtags = subtags_of(language);
  if (is_traditional_chinese(subtags)) return render::Han::kTraditional;
  if (subtags.front() == "zh") return render::Han::kSimplified;
  if (subtags.front() == "ja") return render::Han::kJapanese;
  if (subtags.front() == "ko") return render::Han::kKorean;
  return std::nullopt;
}

std::string fill(std::string_view pattern, std::string_view value) {
  return fmt::format(fmt::runtime(pattern), value);
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] += 'A' - 'a';
  return text;
}

}  // namespace roomsign::view
