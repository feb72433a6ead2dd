// Mailbox: where the servers' threads leave questions for the sign's own thread, which answers when
// it comes by. The drawing never waits for anybody who asks.
//
//   server's thread:  mailbox.post(question);
//   sign's thread:    poll(mailbox.fd()); for (auto& q : mailbox.take()) q->answer(...);
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/event_fd.hpp"

namespace roomsign::serve {

// What may be asked of the sign: judged before (guard.hpp), and bounded.
struct Request {
  std::string method;  // GET or POST
  std::string path;    // one of routes.hpp
  std::string body;
  bool plain = false;  // answer in words for people, not in JSON
};

struct Answer {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  std::string header;                      // one more, "Allow: POST"; empty: none
  std::function<std::string()> make = {};  // makes the body, which takes a while, elsewhere
};

// One request and its answer. The first answer counts: whoever waits gives up after a while, and
// the sign's comes too late then. Any thread.
class Question {
 public:
  // `answered` is called once, by whoever answers.
  Question(Request request, std::function<void(Answer)> answered)
      : request_(std::move(request)), answered_(std::move(answered)) {}

  const Request& request() const { return request_; }

  void answer(Answer answer) {
    std::function<void(Answer)> answered;
    {
      const std::scoped_lock lock(mutex_);
      answered = std::exchange(answered_, nullptr);
    }
    if (answered) answered(std::move(answer));
  }

  // Nobody waits any more.
  bool is_answered() const {
    const std::scoped_lock lock(mutex_);
    return !answered_;
  }

 private:
  Request request_;
  mutable std::mutex mutex_;
  std::function<void(Answer)> answered_;
};

class Mailbox {
 public:
  // Any thread.
  void post(std::shared_ptr<Question> question);

  // Those that were posted since; silences the bell.
  std::vector<std::shared_ptr<Question>> take();

  int fd() const { return bell_.fd(); }  // readable when take() has something

 private:
  EventFd bell_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Question>> questions_;
};

}  // namespace roomsign::serve
