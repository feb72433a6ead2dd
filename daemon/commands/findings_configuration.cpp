#include "daemon/commands/findings_configuration.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/commands/enrolment.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/fetch/curl_http.hpp"

namespace roomsign::commands {
namespace {

constexpr const char* kPlace = "configuration";

std::string describe(const std::string& from, const config::Config& config) {
  std::vector<std::string> sources;
  for (const auto& source : config.sources) sources.push_back(config::source_name(source));
  return fmt::format("as {} has it: {}, the schedule from {}", from,
                     config.view.lobby     ? "a lobby's sign"
                     : config.room.empty() ? "all rooms' sessions"
                                           : "room \"" + config.room + "\"",
                     fmt::join(sources, ", "));
}

}  // namespace

TriedConfiguration try_configuration(const Options& options, const config::Config& own,
                                     Instant now) {
  TriedConfiguration tried;
  const auto names = machine_names("/");
  auto http_options = own.http;
  http_options.max_bytes = std::min(http_options.max_bytes, sign::kLargestConfig);
  fetch::CurlHttp http(http_options);
  const auto guard = guard_of(own.signatures, own.mqtt);
  const auto is_timely = [&](const sign::ReadConfig& config) {
    return config.signed_as ? signatures::is_time(*config.signed_as, now) : Result<void>();
  };
  const auto check = [&](const std::string& text, const std::string& from) -> Result<void> {
    const config::Layer layer{from, text};
    auto settled = settle_sign(options, true, &layer);
    if (!settled) return std::unexpected(settled.error());
    tried.settled = *std::move(settled);
    return {};
  };
  for (const std::string& written : own.config_urls) {
    const auto url = config::fill_in(written, names);
    const auto answer = url ? fetch::get_document(http, {.url = *url})
                            : Result<fetch::Response>(std::unexpected(url.error()));
    const auto read = answer ? sign::read_config(*answer, *url, guard, check)
                             : Result<sign::ReadConfig>(std::unexpected(answer.error()));
    const auto timely = read ? is_timely(*read) : Result<void>(std::unexpected(read.error()));
    if (timely) {
      tried.findings.push_back({Severity::kNote,
                                "configuration",
                                describe(fetch::public_address(*url), tried.settled->config),
                                {},
                                kPlace});
      return tried;
    }
    tried.findings.push_back({Severity::kError,
                              timely.error().code,
                              fmt::format("{}; the sign would not take it", timely.error().message),
                              {},
                              kPlace});
    tried.settled.reset();
  }
  return tried;
}

}  // namespace roomsign::commands
