#include "daemon/formats/reading/records.hpp"

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kNamed = 20;
constexpr std::size_t kToleratedShare = 5;  // one in five

}  // namespace

void Records::drop(std::string_view where, std::string_view why) {
  if (++dropped_ > kNamed) return;
  reasons_.push_back(fmt::format("{}: {}", clean_line(where, 120), clean_line(why, 200)));
}

Result<void> Records::judge(std::vector<std::string>& warnings) const {
  if (dropped_ == 0) return {};
  if (dropped_ * kToleratedShare > kept_ + dropped_) {
    return failure("too-many-bad", fmt::format("{} of {} records cannot be read; the first: {}",
                                               dropped_, kept_ + dropped_, reasons_.front()));
  }
  for (const auto& reason : reasons_) warnings.push_back(reason + "; left out");
  if (dropped_ > kNamed) {
    warnings.push_back(fmt::format("{} more records are left out", dropped_ - kNamed));
  }
  return {};
}

}  // namespace roomsign::formats
