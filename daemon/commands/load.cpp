#include "daemon/commands/load.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "daemon/fetch/curl_http.hpp"

namespace roomsign::commands {
namespace {

constexpr std::size_t kWorthMentioning = 256U << 10U;

// One line that is written over itself, and only where somebody watches.
class Progress {
 public:
  void operator()(std::size_t bytes) {
    if (!watched_ || bytes < said_ + kWorthMentioning) return;
    said_ = bytes;
    fmt::print(stderr, "\rdownloading: {:.1f} MB", static_cast<double>(bytes) / 1e6);
    std::fflush(stderr);
  }
  ~Progress() {
    if (said_ > 0) fmt::print(stderr, "\n");
  }

 private:
  bool watched_ = ::isatty(STDERR_FILENO) == 1;
  std::size_t said_ = 0;
};

}  // namespace

Result<fetch::Response> download(const config::Config& config) {
  fetch::Response response;
  if (config.source.url == "-") {
    auto bytes = read_file("-", config.http.max_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    response.status = 200;
    response.body = std::move(*bytes);
    return response;
  }
  fetch::CurlHttp http(config.http);
  Progress progress;
  fetch::Request request;
  request.url = config.source.url;
  request.progress = [&progress](std::size_t bytes) { progress(bytes); };
  auto got = http.get(request);
  if (got && got->status != 200) {
    return failure("http-status", fmt::format("{}: the server answered with status {}",
                                              fetch::public_address(request.url), got->status));
  }
  return got;
}

sign::ReadOptions read_options(const config::Config& config) {
  sign::ReadOptions read;
  read.format = config.source.format;
  read.zone = config.source.zone;
  read.date = config.source.date;
  read.day_change = config.rules.day_change;
  return read;
}

Result<formats::Parsed> load(const config::Config& config, Instant now) {
  const auto document = download(config);
  if (!document) return std::unexpected(document.error());
  sign::ReadOptions read = read_options(config);
  read.now = now;
  return sign::read_in_child(*document, config.source.url, read);
}

std::shared_ptr<const schedule::Programme> programme(
    const config::Config& config, std::shared_ptr<const schedule::Schedule> schedule) {
  const Zone zone = config.source.zone
                        ? *config.source.zone
                        : Zone::find(schedule->event.time_zone).value_or(Zone::system());
  return std::make_shared<const schedule::Programme>(std::move(schedule), config.room, zone,
                                                     config.rules);
}

Result<std::shared_ptr<const schedule::Programme>> load_programme(const config::Config& config,
                                                                  Instant now) {
  auto parsed = load(config, now);
  if (!parsed) return std::unexpected(parsed.error());
  return programme(config, std::make_shared<schedule::Schedule>(std::move(parsed->schedule)));
}

}  // namespace roomsign::commands
