// Whatever bytes come, a cleaned line is fit to be shown and stays as it is when cleaned again; and
// a time that can be read is printed so that it reads back equal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/base/text.hpp"
#include "daemon/base/time.hpp"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roomsign;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);

  constexpr std::size_t kLimit = 40;
  const auto line = clean_line(bytes, kLimit);
  expect(is_valid_utf8(line));
  expect(line.find('\n') == std::string::npos);
  expect(decode_utf8(line).size() <= kLimit);
  expect(clean_line(line, kLimit) == line);
  expect(encode_utf8(decode_utf8(line)) == line);
  expect(is_valid_utf8(fold_name(bytes)));

  if (const auto instant = parse_instant(bytes)) {
    expect(parse_instant(format_instant(*instant)) == *instant);
  }
  if (const auto time = parse_time_of_day(bytes)) expect(time->count() <= 24 * 60);
  return 0;
}
