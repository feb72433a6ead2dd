#include "daemon/sign/source.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/fetch/linked_address.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/sign/trust.hpp"

namespace roomsign::sign {
namespace {

// Everything that decides how the same bytes are read. Not the time: it would make every document
// another one.
std::vector<std::string> reader_arguments(const ReadOptions& options) {
  std::vector<std::string> arguments{"--day-change", fmt::format("{}", options.day_change.count())};
  if (!options.format.empty()) arguments.insert(arguments.end(), {"--format", options.format});
  if (options.zone) arguments.insert(arguments.end(), {"--time-zone", options.zone->name()});
  if (options.date) arguments.insert(arguments.end(), {"--date", format_date(*options.date)});
  return arguments;
}

// The child says why it failed in two lines: code, then message.
Error child_error(const std::string& err) {
  const auto lines = split(err, '\n');
  if (lines.size() < 2 || lines[0].empty() || lines[0].size() > 40)
    return {"child-failed", "the reader failed without saying why"};
  return {clean_line(lines[0]), clean_line(lines[1], 1000)};
}

void give_room(schedule::Schedule& schedule, const std::string& room) {
  for (auto& session : schedule.sessions) {
    if (session.room.empty()) session.room = room;
  }
  schedule::finish(schedule);
}

// Photographs by their whole addresses, as far as they may be fetched. Of the others one warning,
// where `warn`: the first, and how many more there are.
void settle_photos(formats::Parsed& parsed, const std::string& address, bool warn) {
  std::string first;
  std::set<std::string> refused;
  for (auto& session : parsed.schedule.sessions) {
    for (auto& speaker : session.speakers) {
      if (speaker.photo.empty()) continue;
      auto photo = fetch::linked_address(address, speaker.photo);
      if (!photo && refused.insert(speaker.photo).second && first.empty())
        first = fmt::format("photograph of {}: {}", speaker.name, photo.error().message);
      speaker.photo = std::move(photo).value_or("");
    }
  }
  if (refused.empty() || !warn) return;
  const auto more = refused.size() - 1;
  parsed.warnings.push_back(more == 0 ? first : fmt::format("{}; {} more as well", first, more));
}

}  // namespace

double random_share() {
  static thread_local std::minstd_rand engine{std::random_device()()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

ChildLimits reading_limits(std::size_t bytes) {
  constexpr std::size_t kUsual = fetch::HttpOptions().max_bytes;
  ChildLimits limits;
  if (bytes <= kUsual) return limits;
  const auto times = static_cast<int>((bytes + kUsual - 1) / kUsual);
  limits.memory = limits.memory * 5 / 2;
  limits.cpu *= times;
  limits.wall *= times;
  limits.output *= static_cast<std::size_t>(times);
  return limits;
}

Result<std::string> run_reader(const std::vector<std::string>& arguments,
                               const fetch::Response& document, const ReadOptions& options) {
  std::vector<std::string> command{options.program, "import", "-", "--child"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  auto ran = run_child(command, document.body, options.limits);
  if (!ran) {
    return failure(ran.error().code,
                   fmt::format("the document could not be read: {}", ran.error().message));
  }
  if (ran->exit_status != 0) return std::unexpected(child_error(ran->err));
  return std::move(ran->out);
}

Result<formats::Parsed> read_in_child(const fetch::Response& document, const std::string& address,
                                      const ReadOptions& options) {
  auto arguments = reader_arguments(options);
  if (options.now) arguments.insert(arguments.end(), {"--now", format_instant(*options.now)});
  if (!document.content_type.empty())
    arguments.insert(arguments.end(), {"--content-type", document.content_type});
  if (!address.empty())
    arguments.insert(arguments.end(), {"--address", fetch::public_address(address)});
  const auto printed = run_reader(arguments, document, options);
  if (!printed) return std::unexpected(printed.error());
  auto parsed = formats::parse_native(*printed, {});
  if (!parsed) return parsed;
  if (!options.room.empty()) give_room(parsed->schedule, options.room);
  settle_photos(*parsed, address, options.photos);
  return parsed;
}

Source::Source(Options options, Now now, std::mutex& reading, Scribe* scribe, bool pass_over)
    : options_(std::move(options)),
      now_(std::move(now)),
      reading_(reading),
      cache_(options_.cache, scribe) {
  options_.poll.name = options_.name;
  options_.poll.hints = fmt::format("{}", fmt::join(reader_arguments(options_.read), " "));
  if (!options_.read.room.empty()) options_.poll.hints += " --room " + options_.read.room;
  if (!pass_over) cached_ = load_cache();
}

Source::~Source() = default;

std::string Source::reader() const {
  return fmt::format("{} {}", fmt::join(options_.poll.urls, " "), fetch::reader_of(options_.poll));
}

std::optional<fetch::CacheEntry> Source::load_cache() {
  auto entry = cache_.load_or_warn();
  if (!entry) return std::nullopt;
  if (std::ranges::find(options_.poll.urls, entry->url) == options_.poll.urls.end())
    return std::nullopt;
  auto parsed = formats::parse_native(entry->content, {});
  if (!parsed) {
    log_warning("cache: {}", parsed.error().message);
    return std::nullopt;
  }
  received_.schedule = std::make_shared<const schedule::Schedule>(std::move(parsed->schedule));
  received_.warnings = std::move(parsed->warnings);
  received_.report.fetched = entry->fetched;
  received_.comparable = entry->reader == fetch::reader_of(options_.poll);
  publish();
  return entry;
}

void Source::publish() { news_.publish(std::make_shared<const Received>(received_)); }

fetch::Poller::Accepted Source::accept(const fetch::Response& response, const std::string& url) {
  ReadOptions read = options_.read;
  const Instant now = now_() + correction_.load();
  read.now = now;
  std::unique_lock turn(reading_);
  auto parsed = read_in_child(response, url, read);
  turn.unlock();
  if (!parsed) return std::unexpected(parsed.error());
  if (received_.comparable) {
    const std::lock_guard naming(naming_);
    // A clock that is ahead, and not corrected yet, would leave little to come that may be lost.
    const Instant from = std::min(now, response.date.value_or(now));
    auto passed = gate_.pass(*received_.schedule, parsed->schedule, url, rooms_, now, from);
    if (!passed) return std::unexpected(std::move(passed.error()));
  }
  received_.comparable = true;
  if (!received_.schedule || *received_.schedule != parsed->schedule) {
    log_notice("{}: {} sessions, {} warnings", options_.name, parsed->schedule.sessions.size(),
               parsed->warnings.size());
    for (const auto& warning : parsed->warnings) log_notice("{}: {}", options_.name, warning);
  }
  std::string content = formats::print_native(*parsed);
  received_.schedule = std::make_shared<const schedule::Schedule>(std::move(parsed->schedule));
  received_.warnings = std::move(parsed->warnings);
  return content;
}

void Source::note(const fetch::PollReport& report) {
  received_.report = report;
  publish();
}

void Source::set_rooms(std::vector<std::string> rooms) {
  const std::lock_guard naming(naming_);
  rooms_ = std::move(rooms);
}

void Source::set_correction(std::chrono::seconds correction) {
  const auto before = correction_.exchange(correction);
  if (std::chrono::abs(correction - before) >= std::chrono::hours(12)) bell_.call_anew();
}

fetch::Poller Source::poller(fetch::HttpClient& http) {
  return {options_.poll,
          http,
          cache_,
          std::exchange(cached_, std::nullopt),
          [this](const fetch::Response& response, const std::string& url) {
            return accept(response, url);
          },
          [this](const fetch::PollReport& report) { note(report); },
          now_,
          random_share,
          time_service_says};
}

void Source::start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    fetch::CurlHttp http(options_.http);
    poller(http).run(stop, bell_);
  });
}

}  // namespace roomsign::sign
