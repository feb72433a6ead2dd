// Whatever bytes come, the reader of announcements neither crashes nor hangs; what it accepts it
// prints so that it reads back equal, and every notice has an end after its beginning.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/formats/notices.hpp"

namespace {

template <class Notices>
void expect_ends(const Notices& notices) {
  for (const auto& notice : notices) {
    if (notice.term.until <= notice.term.from) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roomsign::formats;
  const auto parsed = parse_notices({reinterpret_cast<const char*>(data), size});
  if (!parsed) return 0;
  expect_ends(parsed->notices.announcements);
  expect_ends(parsed->notices.delays);
  expect_ends(parsed->notices.called_off);
  expect_ends(parsed->notices.moves);
  expect_ends(parsed->notices.full);
  const auto again = parse_notices(print_notices(*parsed));
  if (!again || *again != *parsed) std::abort();
  return 0;
}
