// Answers of which nobody said how long they are, and whose connection ends too soon: to the client
// each is a whole one, and only its reader can tell.
#include <string>

#include "daemon/base/text.hpp"
#include "tests/hostile/polled_sign.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::hostile {
namespace {

TEST_CASE("An answer that ends at any byte leaves the schedule as it is") {
  // The tests of the formats cut longer ones; here each cut costs a child.
  auto [name, step] = GENERATE(table<std::string, std::size_t>({
      {"format_fuzz/native.json", 1},
      {"format_fuzz/schedule.xml", 1},
      {"format_fuzz/calendar.ics", 1},
      {"html_fuzz/list-items.html", 5},
  }));
#ifdef ROOMSIGN_SANITIZED
  step *= 5;
#endif
  const auto whole =
      read_file(std::string(ROOMSIGN_SOURCE_DIR "/tests/fuzz/corpus/") + name).value();
  const std::string head = "HTTP/1.1 200 OK\r\n\r\n";
  test::HttpServer server;
  server.answer("/schedule", head + whole);
  const test::TemporaryFolder folder;
  PolledSign sign(folder / "cache", server.url("/schedule"), impatient(),
                  *parse_instant("2025-05-14T08:00:00Z"));
  REQUIRE(sign.poll() == "none");
  const schedule::Schedule good = *sign.schedule();
  REQUIRE_FALSE(good.sessions.empty());

  const std::size_t end = trim(whole).size();  // blanks behind it are no loss
  for (std::size_t size = 0; size < end; size += step) {
    INFO(name << " ends after " << size << " bytes");
    server.answer("/schedule", head + whole.substr(0, size));
    const auto reason = sign.poll();
    INFO(reason << ": " << sign.message());
    REQUIRE(sign.shows(good));
  }
  server.answer("/schedule", head + whole);
  CHECK(sign.poll() == "none");
}

}  // namespace
}  // namespace roomsign::hostile
