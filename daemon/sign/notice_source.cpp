#include "daemon/sign/notice_source.hpp"

#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/sign/operators_document.hpp"

namespace roomsign::sign {

Result<formats::ParsedNotices> read_notices_in_child(const fetch::Response& document,
                                                     const ReadOptions& options) {
  const auto printed =
      run_reader({"--format", std::string(formats::kNoticesFormat)}, document, options);
  if (!printed) return std::unexpected(printed.error());
  return formats::parse_notices(*printed);
}

Result<ReadNotices> read_announcements(const fetch::Response& document, const std::string& url,
                                       const ReadOptions& options, const signatures::Guard& guard) {
  const bool must_be_signed = guard.is_on() && url != "-" && is_foreign(url);
  if (!must_be_signed && !formats::is_envelope(document.body)) {
    auto parsed = read_notices_in_child(document, options);
    if (!parsed) return std::unexpected(parsed.error());
    return ReadNotices{*std::move(parsed), std::nullopt};
  }
  auto opened = open_in_child(document, signatures::kAnnouncements, guard, options);
  if (!opened) return std::unexpected(opened.error());
  fetch::Response inside;
  inside.body = opened->payload;
  auto parsed = read_notices_in_child(inside, options);
  if (!parsed) return std::unexpected(parsed.error());
  return ReadNotices{*std::move(parsed), *std::move(opened)};
}

NoticeSource::NoticeSource(Options options, Source::Now now, Board& board)
    : options_(std::move(options)), now_(std::move(now)), board_(board) {
  options_.poll.subject = "operator's document";
}

Result<std::string> NoticeSource::accept(const fetch::Response& response, const std::string& url) {
  auto read = read_announcements(response, url, options_.read, options_.guard);
  const auto because = [&](const Error& error) {
    return failure(error.code, fmt::format("announcements: {}", error.message));
  };
  if (!read) return because(read.error());
  auto& [document, signed_as] = *read;
  for (const auto& warning : document.warnings) log_notice("announcements: {}", warning);
  for (const auto& refused : document.refused) log_warning("announcements: refused: {}", refused);
  const auto posted =
      signed_as ? board_.post_signed(Origin::kPolled, std::move(document), *signed_as, now_())
                : board_.post(Origin::kPolled, std::move(document), now_());
  if (!posted) return because(posted.error());
  return std::string();  // the board keeps it
}

void NoticeSource::start() {
  if (thread_.joinable()) return;
  thread_ = poll_unkept(
      options_.poll, options_.http,
      [this](const fetch::Response& response, const std::string& url) {
        return accept(response, url);
      },
      [this](const fetch::PollReport& report) {
        news_.publish(std::make_shared<const fetch::PollReport>(report));
      },
      now_, bell_);
}

}  // namespace roomsign::sign
