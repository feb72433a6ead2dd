#include "daemon/base/log.hpp"

#include <array>
#include <string>

#include <unistd.h>

#include "tests/support/catch.hpp"

using namespace roomsign;

namespace {

// What `say` writes on standard error.
template <class Say>
std::string heard(Say say) {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(pipe[1], STDERR_FILENO);
  say();
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  ::close(pipe[1]);
  std::array<char, 1000> text{};
  const auto size = ::read(pipe[0], text.data(), text.size());
  ::close(pipe[0]);
  return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

TEST_CASE("A message is one line, whatever is in it") {
  CHECK(heard([] { log_warning("{} of {}", "first\nsecond", 2); }) ==
        "roomsign: warning: first second of 2\n");
}

TEST_CASE("Errors say so in words on a terminal") {
  CHECK(heard([] { log_error("no panel"); }) == "roomsign: error: no panel\n");
  CHECK(heard([] { log_info("started"); }) == "roomsign: started\n");
}
