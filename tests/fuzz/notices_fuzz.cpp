// Whatever bytes come, the readers of announcements and of what is said to one sign neither crash
// nor hang; what is accepted is printed so that it reads back equal, and every notice has an end
// after its beginning.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/formats/notices.hpp"

namespace {

using namespace roomsign;

void expect_ends(const schedule::Notices& notices) {
  schedule::for_each_term(notices, [](const schedule::Term& term) {
    if (term.until <= term.from) std::abort();
  });
}

void say(std::string_view bytes) {
  const Instant now{std::chrono::seconds(1'765'000'000)};
  const auto said = formats::parse_said(bytes, {.now = now,
                                                .day_begins = now - std::chrono::hours(5),
                                                .until = now + std::chrono::hours(19),
                                                .room = "Hall A",
                                                .id = "1"});
  if (!said) return;
  expect_ends(said->notices);
  const formats::ParsedNotices document{.sequence = 1, .notices = said->notices};
  if (formats::parse_notices(formats::print_notices(document)) != document) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  say(bytes);
  const auto parsed = formats::parse_notices(bytes);
  if (!parsed) return 0;
  expect_ends(parsed->notices);
  const auto again = formats::parse_notices(formats::print_notices(*parsed));
  if (!again || *again != *parsed) std::abort();
  return 0;
}
