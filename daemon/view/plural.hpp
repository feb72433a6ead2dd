// CLDR's plural categories: the forms that a language has for counted things. Pure.
#pragma once

#include <string_view>

namespace roomsign::view {

enum class Plural { kZero, kOne, kTwo, kFew, kMany, kOther };

// Which form a number of 0 or more takes in a language. Another language's rule stands in CLDR's
// table (unicode.org/cldr, "Language Plural Rules"); whole numbers are all that the sign counts.
using PluralRule = Plural (*)(long count);
Plural one_for_all(long count);  // signs of units ("min"); Chinese, Japanese
Plural arabic_plural(long count);

// A counted thing: {} is the number. Forms that the language's rule never asks for are empty.
struct Counted {
  std::string_view zero, one, two, few, many, other;

  std::string_view form(Plural plural) const;
};

}  // namespace roomsign::view
