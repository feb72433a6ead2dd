#include "daemon/sign/config_source.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "daemon/fetch/curl_http.hpp"

namespace roomsign::sign {
namespace {

// The bytes that may be read, of those that came: all. Who signs configurations has it verified
// here, before anybody looks into them.
Result<std::string> may_be_read(const fetch::Response& response) { return response.body; }

}  // namespace

Result<std::string> read_config(const fetch::Response& response, const std::string& url,
                                const CheckConfig& check, const ReadOptions& read) {
  auto text = may_be_read(response);
  if (!text) return text;
  const auto from = fetch::public_address(url);
  const auto because = [&](const Error& error) {
    return failure(error.code,
                   error.message.starts_with(from) ? error.message : from + ": " + error.message);
  };
  fetch::Response document;
  document.body = *text;
  const auto child =
      run_reader({"--format", std::string(kConfigFormat), "--address", from}, document, read);
  if (!child) return because(child.error());
  const auto sound = check(*text, from);
  if (!sound) return because(sound.error());
  return text;
}

ConfigSource::ConfigSource(Options options, Source::Now now, CheckConfig check)
    : options_(std::move(options)), now_(std::move(now)), check_(std::move(check)) {
  options_.poll.subject = "configuration";
  options_.http.max_bytes = std::min(options_.http.max_bytes, kLargestConfig);
}

void ConfigSource::start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    fetch::CurlHttp http(options_.http);
    const fetch::Cache none{{}};
    fetch::Poller poller(
        options_.poll, http, none, std::nullopt,
        [this](const fetch::Response& response, const std::string& url) {
          auto text = read_config(response, url, check_);
          if (!text) return text;
          received_.url = url;
          received_.text = *std::move(text);
          return Result<std::string>(std::string());  // kept by who takes it
        },
        [this](const fetch::PollReport& report) {
          received_.report = report;
          publish();
        },
        now_, random_share);
    poller.run(stop, bell_);
  });
}

}  // namespace roomsign::sign
