#include "daemon/sign/notice_source.hpp"

#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/fetch/curl_http.hpp"

namespace roomsign::sign {

Result<formats::ParsedNotices> read_notices_in_child(const fetch::Response& document,
                                                     const ReadOptions& options) {
  const auto printed =
      run_reader({"--format", std::string(formats::kNoticesFormat)}, document, options);
  if (!printed) return std::unexpected(printed.error());
  return formats::parse_notices(*printed);
}

NoticeSource::NoticeSource(Options options, Source::Now now, Board& board)
    : options_(std::move(options)), now_(std::move(now)), board_(board) {
  options_.poll.subject = "operator's document";
}

Result<std::string> NoticeSource::accept(const fetch::Response& response) {
  auto parsed = read_notices_in_child(response, options_.read);
  const auto because = [&](const Error& error) {
    return failure(error.code, fmt::format("announcements: {}", error.message));
  };
  if (!parsed) return because(parsed.error());
  for (const auto& warning : parsed->warnings) log_notice("announcements: {}", warning);
  for (const auto& refused : parsed->refused) log_warning("announcements: refused: {}", refused);
  const auto posted = board_.post(Origin::kPolled, std::move(*parsed), now_());
  if (!posted) return because(posted.error());
  return std::string();  // the board keeps it
}

void NoticeSource::start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    fetch::CurlHttp http(options_.http);
    const fetch::Cache none{{}};
    fetch::Poller poller(
        options_.poll, http, none, std::nullopt,
        [this](const fetch::Response& response, const std::string&) { return accept(response); },
        [this](const fetch::PollReport& report) {
          news_.publish(std::make_shared<const fetch::PollReport>(report));
        },
        now_, random_share);
    poller.run(stop, bell_);
  });
}

}  // namespace roomsign::sign
