// NoticeSource: polls the operator's document and posts it on a Board, in a thread of its own, for
// as long as it lives. The same machinery as a schedule's Source: conditional requests, mirrors,
// back-off, a disposable child that reads.
#pragma once

#include <optional>
#include <string>
#include <thread>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/sign/board.hpp"
#include "daemon/sign/source.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::sign {

// Reads a document in a child. Errors: the reader's own code and message, or run_child()'s.
Result<formats::ParsedNotices> read_notices_in_child(const fetch::Response& document,
                                                     const ReadOptions& options);

struct ReadNotices {
  formats::ParsedNotices document;
  std::optional<signatures::Opened> signed_as;  // none: it need not be signed, and is not
};

// The same of a document that came from `url`, which must be signed where the guard is on and the
// address foreign. Foreign bytes are read in children alone; who signed them is judged here.
// Errors: also as formats::open_envelope().
Result<ReadNotices> read_announcements(const fetch::Response& document, const std::string& url,
                                       const ReadOptions& options, const signatures::Guard& guard);

class NoticeSource {
 public:
  struct Options {
    fetch::PollOptions poll;
    fetch::HttpOptions http;
    ReadOptions read;  // its program and limits
    signatures::Guard guard;
    bool operator==(const Options&) const = default;
  };

  // The board must outlive it. `now` is called by the thread.
  NoticeSource(Options options, Source::Now now, Board& board);

  // Begins to poll; may be called again.
  void start();

  // As Source::retry() and poll_now().
  void retry() { bell_.ring(); }
  void poll_now() { bell_.call(); }

  // How polling goes.
  Newest<fetch::PollReport>& news() { return news_; }

 private:
  Result<std::string> accept(const fetch::Response& response, const std::string& url);

  Options options_;
  Source::Now now_;
  Board& board_;
  Newest<fetch::PollReport> news_;
  fetch::Bell bell_;
  std::jthread thread_;
};

}  // namespace roomsign::sign
