#include "render/sdl/snapshot.hpp"

#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/photographs.hpp"
#include "daemon/view/compose.hpp"
#include "render/sdl/png.hpp"

namespace roomsign::commands {

int snapshot(const Options& options, const Clocks& clocks) {
  auto settled = settle(options);
  if (!settled) return complain(settled.error());
  dress_or_warn(settled->config);
  const auto& config = settled->config;
  const Instant now = sign_time(*settled, clocks);
  const auto loaded = programme_or_warn(config, now);
  if (!loaded) return complain(loaded.error());
  const schedule::Programme& programme = **loaded;
  const auto notices = load_notices(config);
  if (!notices) return complain(notices.error());

  view::SourceState source;
  source.checked = now;
  source.photos = photographs_or_warn(programme, programme.day_of(now), config);
  const auto composed =
      view::compose(&programme, now, view::Trust::kTrusted, source, config.view, *notices);
  const auto drawn = render::snapshot(composed.screen, config.theme, picture_size(*settled),
                                      view::page_at(&programme, now, config.view));

  const std::string file = options.output.empty() ? "sign.png" : options.output;
  const std::string png = render::encode_png(drawn.picture);
  if (file == "-") return std::fwrite(png.data(), 1, png.size(), stdout) == png.size() ? 0 : 1;
  const auto written = write_file_atomically(file, png);
  if (!written) return complain(written.error());
  fmt::print("{}: {} x {}, the sign at {}\n", file, drawn.picture.size.width,
             drawn.picture.size.height, format_instant(now, programme.zone().offset_at(now)));
  return 0;
}

}  // namespace roomsign::commands
