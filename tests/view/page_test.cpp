// The whole way from a workshop's page to the words of its pictures.

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/view/compose.hpp"
#include "tests/support/shared.hpp"
#include "tests/view/workshop.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;

TEST_CASE("A workshop's own page becomes the same pictures as its facts", "[shared]") {
  const auto page = shared_or_skip("data/seed/000_f18960fcd5e148d0.txt");
  if (!page) return;
  formats::Hints hints;
  hints.zone = zone("America/Los_Angeles");
  const auto parsed = formats::parse(read_file(*page).value(), hints).value();
  const schedule::Programme from_page(std::make_shared<const schedule::Schedule>(parsed.schedule),
                                      "Upper Level Room 5AB", *hints.zone, {});
  const auto from_facts = workshop();
  const auto screen = [](const schedule::Programme& programme, Instant now) {
    return compose(&programme, now, Trust::kTrusted, {}, {}).screen;
  };
  const auto end = at("2025-12-06 17:00");
  for (Instant now = at("2025-12-06 07:00"); now < end; now += std::chrono::minutes(5)) {
    const auto seen = screen(from_page, now);
    const auto meant = screen(from_facts, now);
    INFO(format_instant(now));
    CHECK(seen.scene == meant.scene);
    CHECK(seen.room == meant.room);
    CHECK(seen.event == meant.event);
    CHECK(seen.clock == meant.clock);
    CHECK(seen.aside == meant.aside);
    CHECK(seen.eyebrow == meant.eyebrow);
    CHECK(seen.people == meant.people);
    CHECK(seen.parts.size() == meant.parts.size());
    CHECK(seen.progress == meant.progress);
    CHECK(seen.list_heading == meant.list_heading);
    CHECK(seen.list.size() == meant.list.size());
    CHECK(seen.headline == meant.headline);
  }
}

}  // namespace
}  // namespace roomsign::test
