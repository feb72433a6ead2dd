#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::view {
namespace {

TEST_CASE(
    "A sign that waits for its configuration says who it is, where it asks, and why in vain") {
  SourceState source;
  source.address = "https://example.org/schedule";
  source.unenrolled = Unenrolled{.identity = {.host_name = "sign-17",
                                              .addresses = {"192.0.2.7", "192.0.2.8"},
                                              .detail = "roomsign 1"},
                                 .numbers = "serial 1",
                                 .address = "https://signs.example/sign-17.toml",
                                 .trouble = "the server answers with status 404"};
  ViewOptions options;
  options.language = "de";
  const auto screen = compose(nullptr, Instant(), Trust::kUntrusted, source, options).screen;
  CHECK(screen.headline == "sign-17");
  CHECK(screen.eyebrow == phrases("de").not_enrolled);
  CHECK(screen.title == "192.0.2.7");
  CHECK(screen.lines ==
        std::vector<std::string>{"192.0.2.8", "Abruf von https://signs.example/sign-17.toml",
                                 "The server answers with status 404", "serial 1", "roomsign 1"});
}

}  // namespace
}  // namespace roomsign::view
