#include "daemon/view/plural.hpp"

#include <array>
#include <cstddef>

namespace roomsign::view {

Plural one_for_all(long) { return Plural::kOther; }

Plural arabic_plural(long count) {
  constexpr std::array kFirst{Plural::kZero, Plural::kOne, Plural::kTwo};
  if (count < 3) return kFirst.at(static_cast<std::size_t>(count));
  const long rest = count % 100;
  if (rest < 3) return Plural::kOther;
  return rest <= 10 ? Plural::kFew : Plural::kMany;
}

std::string_view Counted::form(Plural plural) const {
  return std::array{zero, one, two, few, many, other}.at(static_cast<std::size_t>(plural));
}

}  // namespace roomsign::view
