#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/commands/captions.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/dress.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/photographs.hpp"
#include "daemon/commands/progress_line.hpp"
#include "daemon/commands/rehearsal.hpp"
#include "daemon/view/session_words.hpp"
#include "render/sdl/contact_sheet.hpp"
#include "render/sdl/pdf.hpp"
#include "render/sdl/png.hpp"
#include "render/sdl/snapshot.hpp"

namespace roomsign::commands {
namespace {

constexpr int kMostPictures = 2'000;

// The day of --at; else the first one that is not over; else the last.
std::chrono::local_days day_to_show(const schedule::Programme& programme, Instant now, bool fixed) {
  const auto today = programme.day_of(now);
  const auto& slots = programme.slots();
  if (fixed || slots.empty()) return today;
  const auto next =
      std::ranges::find_if(slots, [&](const auto& slot) { return slot.day >= today; });
  return next == slots.end() ? slots.back().day : next->day;
}

// "08:15", with seconds where there are any.
std::string local_time(const Zone& zone, Instant instant) {
  const std::string time = format_instant(instant, zone.offset_at(instant)).substr(11, 8);
  return time.ends_with(":00") ? time.substr(0, 5) : time;
}

// "day.png" -> "day-2.png"
std::string numbered(const std::filesystem::path& file, std::size_t number) {
  std::filesystem::path name = file;
  name.replace_filename(
      fmt::format("{}-{}{}", file.stem().string(), number, file.extension().string()));
  return name.string();
}

// One PDF, one PNG, or several with numbers. Returns the files' names.
Result<std::vector<std::string>> write_pages(const std::filesystem::path& file,
                                             const std::vector<std::string>& pngs) {
  std::vector<std::pair<std::string, std::string>> files;
  if (to_lower(file.extension().string()) == ".pdf") {
    files.emplace_back(file, render::encode_pdf(pngs));
  } else {
    for (std::size_t i = 0; i < pngs.size(); ++i) {
      files.emplace_back(pngs.size() == 1 ? file.string() : numbered(file, i + 1), pngs[i]);
    }
  }
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) {
    if (const auto written = write_file_atomically(name, bytes); !written) {
      return std::unexpected(written.error());
    }
    names.push_back(name);
  }
  return names;
}

// Draws all pages of each picture of a day onto the sheet.
class Artist {
 public:
  Artist(const schedule::Programme& programme, const render::Theme& theme, render::Size size,
         render::Typesetter& typesetter, render::ContactSheet& sheet)
      : programme_(programme), theme_(theme), size_(size), typesetter_(typesetter), sheet_(sheet) {}

  void draw(const Stop& stop) {
    const std::string time = local_time(programme_.zone(), stop.at);
    int pages = 1;
    for (int page = 0; page < pages && pictures_ < kMostPictures; ++page) {
      const auto taken = render::snapshot(stop.screen, theme_, size_, page, typesetter_);
      pages = taken.drawn.pages;
      const std::string turn =
          pages > 1 ? fmt::format(" · page {} of {}", page + 1, pages) : std::string();
      sheet_.add({time + turn, caption(stop.screen, before_)}, taken.picture);
      progress_.say(fmt::format("drawing: {} pictures, until {}", ++pictures_, time));
    }
    before_ = stop.screen;
  }

  int pictures() const { return pictures_; }

 private:
  const schedule::Programme& programme_;
  const render::Theme& theme_;
  render::Size size_;
  render::Typesetter& typesetter_;
  render::ContactSheet& sheet_;
  ProgressLine progress_;
  render::Screen before_;
  int pictures_ = 0;
};

}  // namespace

int timeline(const Options& options, const Clocks& clocks) {
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

  const auto day = day_to_show(programme, now, settled->at.has_value());
  const auto photos = photographs_or_warn(programme, day, config);
  const auto size = picture_size(*settled);
  const auto date = format_date(std::chrono::year_month_day(day));
  render::Typesetter typesetter;
  std::vector<std::string> pages;  // as PNG
  render::ContactSheet sheet(
      config.theme, typesetter, size,
      view::join({date, config.view.room, programme.schedule().event.name,
                  fmt::format("{} × {}", size.width, size.height)}),
      [&](const render::Picture& page) { pages.push_back(render::encode_png(page)); });
  int pictures = 0;
  {
    Artist artist(programme, config.theme, size, typesetter, sheet);
    const auto [from, to] = day_span(programme, day);
    rehearse(programme, config.view, *notices, photos, from, to,
             [&](const Stop& stop) { artist.draw(stop); });
    sheet.finish();
    pictures = artist.pictures();
  }
  if (pictures == kMostPictures) log_warning("only the first {} pictures were drawn", pictures);
  const auto written = write_pages(options.output.empty() ? "day.png" : options.output, pages);
  if (!written) return complain(written.error());
  fmt::print("{}: {} pictures of {}\n", fmt::join(*written, ", "), pictures, date);
  return 0;
}

}  // namespace roomsign::commands
