#include "daemon/commands/load.hpp"

#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/commands/progress_line.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/schedule/adjust.hpp"
#include "daemon/schedule/merge.hpp"
#include "daemon/schedule/rooms.hpp"
#include "daemon/sign/notice_source.hpp"

namespace roomsign::commands {
namespace {

// Of a download of this length on, and so often, somebody who watches is told how it goes.
constexpr std::chrono::milliseconds kBeat{500};

// "downloading: 1.2 of 8.4 MB, 350 kB/s"
std::string describe(const fetch::Progress& progress) {
  const auto megabytes = [](std::size_t bytes) { return static_cast<double>(bytes) / 1e6; };
  const double per_millisecond =
      static_cast<double>(progress.bytes) / static_cast<double>(progress.elapsed.count());
  const std::string total =
      progress.total ? fmt::format(" of {:.1f}", megabytes(*progress.total)) : std::string();
  return fmt::format("downloading: {:.1f}{} MB, {:.0f} kB/s", megabytes(progress.bytes), total,
                     per_millisecond);
}

// The document at one address; "-" is standard input.
Result<fetch::Response> download(const std::string& url, const fetch::HttpOptions& options) {
  fetch::Response response;
  if (url == "-") {
    auto bytes = read_file("-", options.max_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    response.status = 200;
    response.body = std::move(*bytes);
    return response;
  }
  fetch::CurlHttp http(options);
  ProgressLine line;
  std::chrono::milliseconds said_at{0};
  fetch::Request request;
  request.url = url;
  request.progress = [&](const fetch::Progress& progress) {
    if (progress.elapsed < said_at + kBeat) return;
    said_at = progress.elapsed;
    line.say(describe(progress));
  };
  return fetch::get_document(http, request);
}

// What was wrong, without the address that the message may begin with.
std::string reason(const Error& error, const std::string& address) {
  const std::string prefix = address + ": ";
  return error.message.starts_with(prefix) ? error.message.substr(prefix.size()) : error.message;
}

LoadedSource load_source(const config::Config& config, const config::SourceOptions& source,
                         Instant now) {
  sign::ReadOptions read = read_options(config, source);
  read.now = now;
  std::vector<std::string> warnings;
  std::optional<Error> error;  // the first address's
  for (const std::string& url : source.urls) {
    const auto address = fetch::public_address(url);
    auto document = download(url, config.http);
    if (!document && document.error().code == "too-large")
      document.error().message += ": http.max_bytes in the configuration may allow more";
    auto parsed = document ? sign::read_in_child(*document, url, read)
                           : Result<formats::Parsed>(std::unexpected(document.error()));
    if (parsed) {
      parsed->warnings.insert(parsed->warnings.begin(), warnings.begin(), warnings.end());
      return {config::source_name(source), address, std::move(parsed)};
    }
    warnings.push_back(fmt::format("address {} of {}: passed over, {}", warnings.size() + 1,
                                   source.urls.size(), reason(parsed.error(), address)));
    if (!error) error = parsed.error();
  }
  return {config::source_name(source), fetch::public_address(source.urls.front()),
          std::unexpected(*std::move(error))};
}

// The schedule with the theme's colours of tracks in place of its own.
std::shared_ptr<const schedule::Schedule> colored(
    std::shared_ptr<const schedule::Schedule> schedule, const config::TrackColors& colors) {
  if (colors.empty()) return schedule;
  std::map<std::string, std::string> by_name;
  for (const auto& [track, color] : colors) by_name[fold_name(track)] = color;
  auto other = std::make_shared<schedule::Schedule>(*schedule);
  for (auto& session : other->sessions) {
    const auto color = by_name.find(fold_name(session.track.name));
    if (color != by_name.end()) session.track.color = color->second;
  }
  return other;
}

}  // namespace

std::vector<LoadedSource> load_sources(const config::Config& config, Instant now) {
  std::vector<LoadedSource> loaded;
  for (const auto& source : config.sources) loaded.push_back(load_source(config, source, now));
  return loaded;
}

Result<formats::Parsed> merged(const std::vector<LoadedSource>& sources,
                               const config::Config& config) {
  const schedule::RoomNames names(config.aliases);
  std::vector<schedule::Schedule> schedules;
  formats::Parsed whole;
  for (const LoadedSource& source : sources) {
    const std::string prefix = sources.size() > 1 ? source.name + ": " : "";
    if (!source.parsed) {
      whole.warnings.push_back(prefix + source.parsed.error().message);
      continue;
    }
    if (schedules.empty()) whole.source = source.parsed->source;
    names.apply(schedules.emplace_back(source.parsed->schedule));
    for (const auto& warning : source.parsed->warnings) whole.warnings.push_back(prefix + warning);
  }
  if (schedules.empty()) return std::unexpected(sources.front().parsed.error());
  whole.schedule = schedule::merge(schedules);
  return whole;
}

Result<formats::Parsed> load(const config::Config& config, Instant now) {
  return merged(load_sources(config, now), config);
}

std::vector<std::string> room_names(const config::Config& config) {
  std::vector<std::string> names = config.rooms;
  if (!config.room.empty()) names.push_back(config.room);
  const schedule::RoomNames own(config.aliases);
  for (std::size_t i = names.size(); i-- > 0;) {
    for (const auto& [room, others] : config.aliases) {
      if (room == own(names[i])) names.insert(names.end(), others.begin(), others.end());
    }
  }
  return names;
}

sign::ReadOptions read_options(const config::Config& config, const config::SourceOptions& source) {
  sign::ReadOptions read;
  read.format = source.format;
  read.zone = source.zone;
  read.date = source.date;
  read.room = source.room;
  read.day_change = config.rules.day_change;
  read.photos = config.view.photos;
  read.limits = sign::reading_limits(config.http.max_bytes);
  return read;
}

std::filesystem::path state_folder(const config::Config& config) {
  if (!config.state_dir.empty()) return config.state_dir;
  const char* folder = std::getenv("STATE_DIRECTORY");
  return folder == nullptr ? "" : folder;
}

std::vector<sign::Source::Options> source_options(const config::Config& config,
                                                  const std::filesystem::path& folder) {
  std::vector<sign::Source::Options> all;
  for (const auto& source : config.sources) {
    auto& options = all.emplace_back();
    options.name = config::source_name(source);
    options.poll = config.poll;
    options.poll.urls = source.urls;
    options.http = config.http;
    options.read = read_options(config, source);
    if (!folder.empty()) options.cache = fetch::cache_file(folder, source.urls.front());
  }
  return all;
}

std::shared_ptr<const schedule::Programme> programme(
    const config::Config& config, std::shared_ptr<const schedule::Schedule> schedule) {
  schedule = colored(std::move(schedule), config.track_colors);
  // The first source's zone is the event's, also where a calendar gives its own.
  const auto& zone = config.sources.front().zone;
  const Zone shown = zone ? *zone : Zone::find(schedule->event.time_zone).value_or(Zone::system());
  const schedule::RoomNames names(config.aliases);
  std::vector<std::string> rooms;
  for (const auto& room : config.rooms) rooms.push_back(names(room));
  if (!config.room.empty()) rooms.push_back(names(config.room));
  return std::make_shared<const schedule::Programme>(std::move(schedule), rooms, shown,
                                                     config.rules);
}

std::string room_trouble(const config::Config& config, const schedule::Programme& programme) {
  if (!programme.room_unknown()) return {};
  const auto room =
      config.rooms.empty() ? config.room : fmt::format("{}", fmt::join(config.rooms, "\", \""));
  const auto& rooms = programme.rooms();
  const auto nearest = schedule::nearest_room(room, rooms);
  return fmt::format(
      "no session is in a room called \"{}\"{}; the schedule{}", clean_line(room),
      nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : "",
      rooms.empty() ? " names no rooms"
                    : "'s rooms: " + clean_line(fmt::format("{}", fmt::join(rooms, ", ")), 1000));
}

std::shared_ptr<const schedule::Programme> with_changes(
    std::shared_ptr<const schedule::Programme> programme, const schedule::Schedule& before) {
  if (&before == &programme->schedule()) return programme;
  auto amended = schedule::amend(*programme, schedule::changes(before, programme->schedule()));
  if (!amended) return programme;
  return std::make_shared<const schedule::Programme>(*std::move(amended));
}

Result<formats::ParsedNotices> load_announcements(const config::Config& config,
                                                  std::optional<Instant> now) {
  const auto guard = guard_of(config.signatures, config.mqtt);
  const auto load = [&](const std::string& url) -> Result<formats::ParsedNotices> {
    const auto document = download(url, config.http);
    if (!document) return std::unexpected(document.error());
    auto read = sign::read_announcements(*document, url, {}, guard);
    if (!read) return std::unexpected(read.error());
    if (now && read->signed_as) {
      const auto timely = signatures::is_time(*read->signed_as, now);
      if (!timely) return std::unexpected(timely.error());
    }
    return std::move(read->document);
  };
  std::optional<Error> error;
  for (const std::string& url : config.announcements) {
    auto parsed = load(url);
    if (parsed) return parsed;
    if (!error) error = parsed.error();
  }
  if (error) return std::unexpected(*error);
  return formats::ParsedNotices();
}

Result<schedule::Notices> load_notices(const config::Config& config) {
  auto parsed = load_announcements(config, std::nullopt);
  if (!parsed) return failure(parsed.error().code, "announcements: " + parsed.error().message);
  for (const auto& refused : parsed->refused) log_warning("announcements: refused: {}", refused);
  return schedule::notices_for(std::move(parsed->notices), config.room,
                               schedule::RoomNames(config.aliases));
}

Result<std::shared_ptr<const schedule::Programme>> programme_or_warn(const config::Config& config,
                                                                     Instant now) {
  const auto sources = load_sources(config, now);
  auto whole = merged(sources, config);
  if (!whole) return std::unexpected(whole.error());
  for (const auto& source : sources) {
    if (!source.parsed)
      log_warning("{} is left out: {}", source.name, source.parsed.error().message);
  }
  auto made = programme(config, std::make_shared<schedule::Schedule>(std::move(whole->schedule)));
  if (const auto trouble = room_trouble(config, *made); !trouble.empty()) {
    log_warning("{}", trouble);
  }
  return made;
}

}  // namespace roomsign::commands
