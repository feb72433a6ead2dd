#include "daemon/sign/config_source.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "daemon/formats/envelope.hpp"
#include "daemon/sign/operators_document.hpp"

namespace roomsign::sign {
namespace {

// What may be read, of what came: who signed it is asked before anybody looks into it.
Result<ReadConfig> may_be_read(const fetch::Response& response, const signatures::Guard& guard,
                               const ReadOptions& read) {
  if (!formats::is_envelope(response.body)) {
    if (guard.is_on()) return formats::not_signed();
    return ReadConfig{response.body, std::nullopt};
  }
  auto opened = open_in_child(response, signatures::kConfiguration, guard, read);
  if (!opened) return std::unexpected(opened.error());
  return ReadConfig{opened->payload, *opened};
}

}  // namespace

Result<ReadConfig> read_config(const fetch::Response& response, const std::string& url,
                               const signatures::Guard& guard, const CheckConfig& check,
                               const ReadOptions& read) {
  const auto from = fetch::public_address(url);
  const auto because = [&](const Error& error) {
    return failure(error.code,
                   error.message.starts_with(from) ? error.message : from + ": " + error.message);
  };
  auto config = may_be_read(response, guard, read);
  if (!config) return because(config.error());
  fetch::Response document;
  document.body = config->text;
  const auto child =
      run_reader({"--format", std::string(kConfigFormat), "--address", from}, document, read);
  if (!child) return because(child.error());
  const auto sound = check(config->text, from);
  if (!sound) return because(sound.error());
  return config;
}

ConfigSource::ConfigSource(Options options, Source::Now now, CheckConfig check)
    : options_(std::move(options)), now_(std::move(now)), check_(std::move(check)) {
  options_.poll.subject = "configuration";
  options_.http.max_bytes = std::min(options_.http.max_bytes, kLargestConfig);
}

void ConfigSource::start() {
  if (thread_.joinable()) return;
  thread_ = poll_unkept(
      options_.poll, options_.http,
      [this](const fetch::Response& response, const std::string& url) -> Result<std::string> {
        auto config = read_config(response, url, options_.guard, check_);
        if (!config) return std::unexpected(config.error());
        received_.url = url;
        received_.config = *std::move(config);
        return std::string();  // kept by who takes it
      },
      [this](const fetch::PollReport& report) {
        received_.report = report;
        news_.publish(std::make_shared<const Received>(received_));
      },
      now_, bell_);
}

}  // namespace roomsign::sign
