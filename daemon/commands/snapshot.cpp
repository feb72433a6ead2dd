#include "render/sdl/snapshot.hpp"

#include <cstdio>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/sign/photos.hpp"
#include "daemon/view/compose.hpp"
#include "render/sdl/png.hpp"

namespace roomsign::commands {

namespace {

// Of the day's speakers; what cannot be had is said.
std::shared_ptr<const view::Photos> photographs(const schedule::Programme& programme, Instant now,
                                                const config::Config& config) {
  if (!config.view.photos) return nullptr;
  sign::PhotoOptions options;
  options.http = config.http;
  fetch::CurlHttp http(sign::photo_http(config.http));
  view::Photos photos;
  for (const auto& address : view::wanted_photos(programme, programme.day_of(now))) {
    auto image = sign::photo(address, options, http);
    if (image) {
      photos[address] = *std::move(image);
    } else {
      log_warning("{}", image.error().message);
    }
  }
  return std::make_shared<const view::Photos>(std::move(photos));
}

}  // namespace

int snapshot(const Options& options, const Clocks& clocks) {
  auto settled = settle(options);
  if (!settled) return complain(settled.error());
  dress_or_warn(settled->config);
  const auto& config = settled->config;
  const Instant now = sign_time(*settled, clocks);
  const auto loaded = load_programme(config, now);
  if (!loaded) return complain(loaded.error());
  const schedule::Programme& programme = **loaded;
  const auto notices = load_notices(config);
  if (!notices) return complain(notices.error());

  view::SourceState source;
  source.checked = now;
  source.photos = photographs(programme, now, config);
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
