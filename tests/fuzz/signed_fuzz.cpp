// Whatever bytes come, the reader of envelopes neither crashes nor hangs; what it reads is printed
// so that it reads back equal; and nothing is opened but what the key has signed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/base/base64.hpp"
#include "daemon/formats/envelope.hpp"

namespace {

using namespace roomsign;

// The seed of corpus/signed_fuzz/announcements.json is 32 times "d".
const signatures::Guard& guard() {
  static const signatures::Guard guard{
      {signatures::public_key_of(**signatures::load_sodium(),
                                 {"desk", std::string(signatures::kKeyBytes, 'd')})},
      {"all"}};
  return guard;
}

constexpr std::string_view kPayload =
    R"({"format": "roomsign-announcements/1", "sequence": 5, "entries": []})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto envelope = formats::parse_envelope(bytes);
  if (!envelope) return 0;
  const auto again = formats::parse_envelope(formats::print_envelope(*envelope));
  if (!again || *again != *envelope) std::abort();
  const auto opened = formats::open_envelope(bytes, signatures::kAnnouncements, guard());
  if (opened && opened->payload != kPayload) std::abort();
  return 0;
}
