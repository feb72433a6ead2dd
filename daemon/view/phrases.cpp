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

// In lower case and with hyphens: "zh_Hant_HK" -> "zh-hant-hk".
std::string plain_tag(std::string_view language) {
  std::string tag = to_lower(language);
  std::ranges::replace(tag, '_', '-');
  return tag;
}

std::string_view first_part(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool is_traditional_chinese(std::string_view tag) {
  constexpr std::array<std::string_view, 4> kParts = {"-hant", "-hk", "-mo", "-tw"};
  return first_part(tag) == "zh" && std::ranges::any_of(kParts, [&](std::string_view part) {
           return tag.find(part) != tag.npos;
         });
}

}  // namespace

std::vector<std::string_view> languages() {
  std::vector<std::string_view> tags;
  for (const Phrases& language : kLanguages) tags.push_back(language.tag);
  return tags;
}

const Phrases* find_phrases(std::string_view language) {
  const std::string plain = plain_tag(language);
  const std::string_view tag = is_traditional_chinese(plain) ? "zh-hant" : first_part(plain);
  const auto* const found = std::ranges::find(kLanguages, tag, &Phrases::tag);
  return found == std::end(kLanguages) ? nullptr : found;
}

const Phrases& phrases(std::string_view language) {
  const Phrases* const found = find_phrases(language);
  return found != nullptr ? *found : *find_phrases("en");
}

std::optional<render::Han> han_of(std::string_view language) {
  const std::string plain = plain_tag(language);
  const std::string_view tag = first_part(plain);
  if (is_traditional_chinese(plain)) return render::Han::kTraditional;
  if (tag == "zh") return render::Han::kSimplified;
  if (tag == "ja") return render::Han::kJapanese;
  if (tag == "ko") return render::Han::kKorean;
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
