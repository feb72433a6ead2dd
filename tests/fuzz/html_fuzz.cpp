// Any bytes are read as a page: no crash, no hang, and what comes out is a finished schedule.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/formats/format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace roomsign;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  formats::Hints hints;
  hints.date = std::chrono::year(2030) / 5 / 14;
  const auto parsed = formats::parse(bytes, hints, "html");
  if (!parsed) {
    if (parsed.error().code.empty() || parsed.error().message.empty()) std::abort();
    return 0;
  }
  if (parsed->schedule.sessions.empty()) std::abort();
  schedule::Schedule finished = parsed->schedule;
  schedule::finish(finished);
  if (!(finished == parsed->schedule)) std::abort();
  for (const auto& session : finished.sessions) {
    if (session.end && *session.end < session.start) std::abort();
  }
  return 0;
}
