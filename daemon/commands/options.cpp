#include "daemon/commands/options.hpp"

#include <charconv>
#include <chrono>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/zone.hpp"
#include "render/theme.hpp"

namespace roomsign::commands {
namespace {

constexpr int kSmallestSide = 200;
constexpr int kLargestSide = 8192;

std::unexpected<Error> usage(const std::string& option, const std::string& trouble) {
  return failure("usage", fmt::format("{}: {}", option, trouble));
}

// The configuration that is read; empty: none.
std::string config_file(const Options& options) {
  if (!options.config.empty()) return options.config;
  std::error_code ignored;
  const bool installed = std::filesystem::exists(machine_config(), ignored);
  return options.sources.empty() && installed ? machine_config() : "";
}

Result<config::Config> base_config(const OwnText& own, bool with_theme, const config::Layer* over,
                                   std::vector<std::string>& passed_over) {
  if (own.file.empty()) return config::default_config();
  if (own.is_last_good) {
    return config::parse_once_good(own.toml, own.file, passed_over, with_theme, over);
  }
  return config::parse_config(own.toml, own.file, with_theme, over);
}

std::unexpected<Error> nothing_to_show(const Options& options, const config::Config& config) {
  if (!config.config_urls.empty()) {
    return failure("bad-config",
                   fmt::format("{}: source.url is empty: what comes from config_url, which run and "
                               "check ask for, may name the schedule; name it by --source here",
                               config_file(options)));
  }
  if (const std::string file = config_file(options); !file.empty()) {
    return failure("bad-config",
                   fmt::format("{}: source.url is empty: name the schedule there", file));
  }
  return failure("usage",
                 fmt::format("nothing to show: name a schedule with --source FILE-or-URL, or a "
                             "configuration with --config FILE (there is none at {})",
                             machine_config()));
}

// Sources on the command line take the place of the configuration's.
Result<void> replace_sources(const Options& options, config::Config& config) {
  if (options.sources.empty()) return {};
  config.sources.clear();
  for (const std::string& written : options.sources) {
    const auto url = written == "-" ? Result<std::string>("-")
                                    : config::source_url(written, std::filesystem::current_path());
    if (!url) return usage("--source", url.error().message);
    config.sources.emplace_back().urls = {*url};
  }
  if (config.sources.size() > config::kMostSources) {
    return usage("--source", fmt::format("may be given up to {} times", config::kMostSources));
  }
  if (config::repeated_address(config.sources)) return usage("--source", "twice the same");
  return {};
}

Result<void> replace_announcements(const Options& options, config::Config& config) {
  if (options.announcements.empty()) return {};
  const auto url = config::source_url(options.announcements, std::filesystem::current_path());
  if (!url) return usage("--announcements", url.error().message);
  config.announcements = {*url};
  return {};
}

// What is said once holds for every source.
Result<void> override_reading(const Options& options, config::Config& config) {
  std::optional<Zone> zone;
  if (!options.time_zone.empty()) {
    const auto found = Zone::find(options.time_zone);
    if (!found) return usage("--time-zone", found.error().message);
    zone = *found;
  }
  std::optional<std::chrono::year_month_day> date;
  if (!options.date.empty()) {
    const auto parsed = parse_date(options.date);
    if (!parsed) return usage("--date", parsed.error().message);
    date = *parsed;
  }
  for (auto& source : config.sources) {
    if (!options.format.empty()) source.format = options.format;
    if (zone) source.zone = zone;
    if (date) source.date = date;
  }
  if (!options.rooms.empty()) {
    config.view.room.clear();
    config::set_rooms(config, options.rooms);
  }
  return {};
}

Result<void> override_look(const Options& options, config::Config& config) {
  if (!options.driver.empty()) config.display.driver = options.driver;
  if (!options.language.empty()) {
    if (view::find_phrases(options.language) == nullptr) {
      return usage("--language", fmt::format("the sign does not speak \"{}\"; it speaks: {}",
                                             options.language, fmt::join(view::languages(), ", ")));
    }
    config.view.language = options.language;
  }
  if (options.theme.empty()) return {};
  const auto theme = render::built_in_theme(options.theme);
  if (!theme) {
    return usage("--theme", fmt::format("there is no theme \"{}\"; there are: {}", options.theme,
                                        fmt::join(render::built_in_theme_names(), ", ")));
  }
  config.theme = *theme;
  return {};
}

Result<void> settle_time(const Options& options, Settled& settled) {
  if (!options.at.empty()) {
    const auto at = parse_instant(options.at);
    if (!at) return usage("--at", at.error().message);
    settled.at = *at;
  }
  if (options.speed != 0) settled.speed = options.speed;
  return {};
}

}  // namespace

std::string machine_config() { return "/etc/roomsign/roomsign.toml"; }

Result<render::Size> parse_size(const std::string& text) {
  render::Size size;
  const char* const end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, size.width);
  const bool has_x = width.ec == std::errc() && width.ptr != end && *width.ptr == 'x';
  const auto fits = [](int side) { return side >= kSmallestSide && side <= kLargestSide; };
  if (has_x) {
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec == std::errc() && height.ptr == end && fits(size.width) && fits(size.height))
      return size;
  }
  return usage("--size", fmt::format("\"{}\" is not WIDTHxHEIGHT in pixels, each {} to {}, like "
                                     "1920x1080",
                                     text, kSmallestSide, kLargestSide));
}

Result<Settled> settle(const Options& options) {
  auto settled = settle_sign(options);
  if (settled && settled->config.sources.empty()) return nothing_to_show(options, settled->config);
  return settled;
}

Result<std::shared_ptr<const OwnText>> read_own(const Options& options) {
  OwnText own;
  own.file = config_file(options);
  if (!own.file.empty()) {
    auto text = config::read_config_file(own.file);
    if (!text) return std::unexpected(text.error());
    own.toml = *std::move(text);
  }
  return std::make_shared<const OwnText>(std::move(own));
}

Result<Settled> settle_sign(const Options& options, bool with_theme, const config::Layer* over) {
  auto own = read_own(options);
  if (!own) return std::unexpected(own.error());
  return settle_own(options, *std::move(own), with_theme, over);
}

Result<Settled> settle_own(const Options& options, std::shared_ptr<const OwnText> own,
                           bool with_theme, const config::Layer* over) {
  Settled settled;
  auto config = base_config(*own, with_theme, over, settled.passed_over);
  if (!config) return std::unexpected(config.error());
  settled.config = std::move(*config);
  settled.own = std::move(own);
  settled.at = settled.config.demo.at;
  settled.speed = settled.config.demo.speed;
  for (const auto& done :
       {replace_sources(options, settled.config), replace_announcements(options, settled.config),
        override_reading(options, settled.config), override_look(options, settled.config),
        settle_time(options, settled)}) {
    if (!done) return std::unexpected(done.error());
  }
  for (const std::string& text : options.sizes) {
    const auto size = parse_size(text);
    if (!size) return std::unexpected(size.error());
    settled.sizes.push_back(*size);
  }
  if (settled.config.sources.empty()) {
    if (over != nullptr) {
      return failure("bad-config", fmt::format("{}: names no schedule (source.url), and {} neither",
                                               over->name, config_file(options)));
    }
    auto nothing = nothing_to_show(options, settled.config);
    if (config_file(options).empty()) return nothing;
    settled.unnamed = nothing.error().message;
  }
  return settled;
}

Result<Settled> settle_at_start(const Options& options, const std::shared_ptr<const OwnText>& own,
                                const config::Layer* over) {
  auto settled = settle_own(options, own, true, over);
  if (settled || settled.error().code != "bad-config") return settled;
  auto plain = settle_own(options, own, false, over);
  if (!plain) return settled;
  log_error("{}; shown without any theme of its own until that is mended", settled.error().message);
  return plain;
}

render::Size picture_size(const Settled& settled) {
  const bool on_its_side = settled.config.display.rotate % 180 != 0;
  return settled.size().value_or(on_its_side ? render::Size{1080, 1920} : render::Size{1920, 1080});
}

sign::Pace pace(const Settled& settled, sign::RealTime real) {
  if (!settled.at && settled.speed == 1.0) return {};
  const auto now = std::chrono::floor<std::chrono::seconds>(real);
  return {real, settled.at.value_or(now), settled.speed};
}

Instant sign_time(const Settled& settled, const Clocks& clocks) {
  const auto real = clocks.real();
  return pace(settled, real).at(real);
}

}  // namespace roomsign::commands
