#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/rehearsal.hpp"
#include "render/sdl/contact_sheet.hpp"
#include "render/sdl/png.hpp"
#include "render/sdl/snapshot.hpp"

namespace roomsign::commands {
namespace {

constexpr int kMostTiles = 200;

// The day of --at; else the first one that is not over; else the last.
std::chrono::local_days day_to_show(const schedule::Programme& programme, Instant now, bool fixed) {
  const auto today = programme.day_of(now);
  const auto& slots = programme.slots();
  if (fixed || slots.empty()) return today;
  const auto next =
      std::ranges::find_if(slots, [&](const auto& slot) { return slot.day >= today; });
  return next == slots.end() ? slots.back().day : next->day;
}

std::string local_time(const Zone& zone, Instant instant) {
  return format_instant(instant, zone.offset_at(instant)).substr(11, 8);
}

}  // namespace

int timeline(const Options& options, const Clocks& clocks) {
  const auto settled = settle(options);
  if (!settled) return complain(settled.error());
  const auto& config = settled->config;
  const Instant now = sign_time(*settled, clocks);
  const auto loaded = load_programme(config, now);
  if (!loaded) return complain(loaded.error());
  const schedule::Programme& programme = **loaded;

  const auto day = day_to_show(programme, now, settled->at.has_value());
  const auto size = settled->size.value_or(render::Size{1920, 1080});
  render::Typesetter typesetter;
  render::ContactSheet sheet(config.theme, typesetter);
  int tiles = 0;
  const auto [from, to] = day_span(programme, day);
  rehearse(programme, config.view, from, to, [&](const Stop& stop) {
    if (++tiles > kMostTiles) return;
    const auto drawn = render::snapshot(stop.screen, config.theme, size, 0, typesetter);
    sheet.add(local_time(programme.zone(), stop.at), drawn.picture);
  });
  if (tiles > kMostTiles) log_warning("only the first {} of {} pictures fit", kMostTiles, tiles);

  const std::string file = options.output.empty() ? "day.png" : options.output;
  const auto date = format_date(std::chrono::year_month_day(day));
  const auto title = fmt::format("{} · {}", date, programme.schedule().event.name);
  const auto written = write_file_atomically(file, render::encode_png(sheet.finish(title)));
  if (!written) return complain(written.error());
  fmt::print("{}: {} pictures of {}\n", file, std::min(tiles, kMostTiles), date);
  return 0;
}

}  // namespace roomsign::commands
