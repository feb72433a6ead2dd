#include "daemon/serve/server.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/host_name.hpp"
#include "daemon/serve/guard.hpp"
#include "daemon/serve/limiter.hpp"
#include "daemon/serve/listener.hpp"
#include "daemon/serve/microhttpd.hpp"
#include "daemon/serve/page.hpp"

namespace roomsign::serve {
namespace {

constexpr std::chrono::milliseconds kDraining{200};
constexpr std::size_t kMemoryOfConnection = 16U << 10U;  // its head must fit

// Of every answer: nothing is kept, guessed, embedded or loaded from elsewhere. The page's picture
// is a blob, as only a script can send the token for it.
constexpr std::pair<const char*, const char*> kHeaders[] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
     "img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"Connection", "close"},
};

}  // namespace

// What all doors share.
struct Server::Shared {
  const Microhttpd& http;
  Mailbox& mailbox;
  Clerk::Steady steady;
  Limits limits;
  std::atomic<bool> stopping = false;
  Clerk clerk{steady};
};

// One request on its way. It lives until its answer was sent or its connection is gone, and surely
// while the connection is suspended.
struct Server::Exchange {
  Request request;
  std::size_t received = 0;  // of its body
  std::optional<Answer> answer;
};

class Server::Door {
 public:
  Door(Shared& shared, Fd socket, serve::Door rights, std::string place)
      : shared_(shared),
        rights_(std::move(rights)),
        place_(std::move(place)),
        limiter_(shared.limits.at_once, shared.limits.a_second),
        token_limiter_(limiter_) {
    const auto& limits = shared_.limits;
    daemon_ = shared_.http.start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                                            MHD_USE_ITC | MHD_USE_SUPPRESS_DATE_NO_CLOCK,
                                        0, nullptr, nullptr, &on_request, this,                   //
                                        MHD_OPTION_LISTEN_SOCKET, socket.release(),               //
                                        MHD_OPTION_CONNECTION_LIMIT, limits.connections,          //
                                        MHD_OPTION_PER_IP_CONNECTION_LIMIT,                       //
                                        rights_.local ? 0U : limits.connections / 2,              //
                                        MHD_OPTION_CONNECTION_MEMORY_LIMIT, kMemoryOfConnection,  //
                                        MHD_OPTION_STRICT_FOR_CLIENT, 1,                          //
                                        MHD_OPTION_UNESCAPE_CALLBACK, &as_it_is, nullptr,         //
                                        MHD_OPTION_NOTIFY_COMPLETED, &on_completed, nullptr,      //
                                        MHD_OPTION_NOTIFY_CONNECTION, &on_connection, this,
                                        MHD_OPTION_END);
  }

  ~Door() {
    if (daemon_ == nullptr) return;
    shared_.http.stop_daemon(daemon_);  // closes the socket, too
    if (rights_.local) ::unlink(place_.c_str());
  }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  // Lets answers that are on their way arrive, for a moment.
  void drain() {
    std::unique_lock lock(lines_mutex_);
    line_gone_.wait_for(lock, kDraining, [this] { return lines_.empty(); });
  }

  bool is_open() const { return daemon_ != nullptr; }
  bool can_be_found() const { return !rights_.local || is_socket(place_); }
  const std::string& place() const { return place_; }

 private:
  struct Line {
    int fd = -1;
    Clerk::Id job;
  };

  // ---- libmicrohttpd's callbacks, in its thread; nothing may be thrown through C ----

  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* url,
                               const char* method, const char*, const char* data, std::size_t* size,
                               void** context) noexcept try {
    auto& door = *static_cast<Door*>(self);
    auto*& exchange = reinterpret_cast<Exchange*&>(*context);
    if (exchange == nullptr) {
      exchange = new Exchange;
      return door.begin(connection, *exchange, url, method);
    }
    if (exchange->answer) return door.send(connection, *exchange->answer);
    if (*size > 0) {
      exchange->received += *size;
      if (exchange->received <= kLargestBody) exchange->request.body.append(data, *size);
      *size = 0;
      return MHD_YES;
    }
    return door.ask(connection, *exchange);
  } catch (const std::exception&) {
    return MHD_NO;
  }

  // No path of ours has a "%" in it, and what is none of ours must not be made to look like one.
  static std::size_t as_it_is(void*, MHD_Connection*, char* text) { return std::strlen(text); }

  static void on_completed(void*, MHD_Connection*, void** context, MHD_RequestTerminationCode) {
    delete static_cast<Exchange*>(*context);
    *context = nullptr;
  }

  static void on_connection(void* self, MHD_Connection* connection, void**,
                            MHD_ConnectionNotificationCode code) noexcept {
    auto& door = *static_cast<Door*>(self);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      door.give_time(connection, door.shared_.limits.asking);
    } else {
      door.take_time(connection);
    }
  }

  // ---- Time ----

  // After which the connection is cut off, whatever it does.
  void give_time(MHD_Connection* connection, std::chrono::nanoseconds time) {
    const auto* info = shared_.http.connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Line line{info->connect_fd,
              shared_.clerk.in(time, [this, connection] { cut_off(connection); })};
    {
      const std::scoped_lock lock(lines_mutex_);
      std::swap(lines_[connection], line);
    }
    shared_.clerk.forget(line.job);
  }

  void take_time(MHD_Connection* connection) {
    std::optional<Clerk::Id> id;
    {
      const std::scoped_lock lock(lines_mutex_);
      const auto line = lines_.find(connection);
      if (line == lines_.end()) return;
      id = line->second.job;
      lines_.erase(line);  // from here on nobody touches the descriptor
      line_gone_.notify_one();
    }
    shared_.clerk.forget(*id);
  }

  void cut_off(MHD_Connection* connection) {
    if (shared_.stopping) return;
    const std::scoped_lock lock(lines_mutex_);
    const auto line = lines_.find(connection);
    if (line != lines_.end()) ::shutdown(line->second.fd, SHUT_RDWR);
  }

  // ---- Requests ----

  std::string_view header(MHD_Connection* connection, const char* name) const {
    const char* value = shared_.http.header(connection, MHD_HEADER_KIND, name);
    return value == nullptr ? std::string_view() : std::string_view(value);
  }

  MHD_Result begin(MHD_Connection* connection, Exchange& exchange, const char* url,
                   const char* method) {
    const Head head{.method = method,
                    .path = url,
                    .host = header(connection, "Host"),
                    .origin = header(connection, "Origin"),
                    .fetch_site = header(connection, "Sec-Fetch-Site"),
                    .content_type = header(connection, "Content-Type"),
                    .content_length = header(connection, "Content-Length"),
                    .authorization = header(connection, "Authorization")};
    exchange.request = {.method = head.method == "HEAD" ? "GET" : method,
                        .path = url,
                        .body = {},
                        .plain = header(connection, "Accept") == "text/plain"};
    const Route* route = find_route(head.path);
    auto& limiter = has_token(head, rights_) ? token_limiter_ : limiter_;
    if (!limiter.may(route == nullptr ? 1 : route->cost, shared_.steady())) {
      return send(connection, {.status = 429,
                               .body = "too many requests: wait a little\n",
                               .header = "Retry-After: 5"});
    }
    auto refused = refusal(head, rights_);
    if (const auto* file = refused ? nullptr : find_page_file(head.path)) {
      return send(connection,
                  {.type = std::string(file->type), .body = std::string(file->content)});
    }
    if (!refused) return route->changes ? MHD_YES : ask(connection, exchange);
    if (refused->status != 401 || shared_.stopping) return send(connection, *refused);
    exchange.answer = std::move(refused);
    shared_.http.suspend(connection);
    shared_.clerk.in(shared_.limits.wrong_token,
                     [this, connection] { shared_.http.resume(connection); });
    return MHD_YES;
  }

  // Puts it to the sign. The connection sleeps until somebody has answered.
  MHD_Result ask(MHD_Connection* connection, Exchange& exchange) {
    if (exchange.received > kLargestBody) {
      return send(connection,
                  {.status = 413,
                   .body = fmt::format("is too large: {} bytes are the most\n", kLargestBody)});
    }
    const Answer late{.status = 503, .body = "the sign did not answer in time: try again\n"};
    if (shared_.stopping) return send(connection, late);
    shared_.http.suspend(connection);
    const auto question = std::make_shared<Question>(
        std::move(exchange.request), [this, connection, &exchange](Answer answer) {
          finish(connection, exchange, std::move(answer));
        });
    shared_.clerk.in(shared_.limits.thinking, [question, late] { question->answer(late); });
    shared_.mailbox.post(question);
    return MHD_YES;
  }

  // Any thread, while the connection is suspended.
  void finish(MHD_Connection* connection, Exchange& exchange, Answer answer) {
    exchange.answer = std::move(answer);
    if (!exchange.answer->make) {
      shared_.http.resume(connection);
      return;
    }
    shared_.clerk.in({}, [this, connection, &exchange] {
      try {
        exchange.answer->body = exchange.answer->make();
      } catch (const std::exception&) {
        exchange.answer = Answer{.status = 500, .body = "this could not be made\n"};
      }
      shared_.http.resume(connection);
    });
  }

  MHD_Result send(MHD_Connection* connection, const Answer& answer) {
    give_time(connection, shared_.limits.reading);
    MHD_Response* response = shared_.http.make_response(
        answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_MUST_COPY);
    if (response == nullptr) return MHD_NO;
    shared_.http.add_header(response, "Content-Type", answer.type.c_str());
    for (const auto& [name, value] : kHeaders) shared_.http.add_header(response, name, value);
    if (const auto colon = answer.header.find(": "); colon != std::string::npos) {
      shared_.http.add_header(response, answer.header.substr(0, colon).c_str(),
                              answer.header.substr(colon + 2).c_str());
    }
    const auto queued =
        shared_.http.queue(connection, static_cast<unsigned>(answer.status), response);
    shared_.http.destroy_response(response);
    return queued;
  }

  Shared& shared_;
  serve::Door rights_;
  std::string place_;
  Limiter limiter_;  // the one thread's, as the next
  Limiter token_limiter_;
  std::mutex lines_mutex_;
  std::condition_variable line_gone_;
  std::map<MHD_Connection*, Line> lines_;
  MHD_Daemon* daemon_ = nullptr;
};

Server::Server(const Options& options, std::string token, Mailbox& mailbox, Clerk::Steady steady,
               const Limits& limits) {
  const auto http = load_microhttpd();
  if (!http) {
    troubles_.push_back(http.error());
    return;
  }
  shared_ = std::make_unique<Shared>(**http, mailbox, std::move(steady), limits);
  const auto open = [&](Result<Fd> socket, serve::Door rights, const std::string& place) {
    if (!socket) {
      troubles_.push_back(socket.error());
      return;
    }
    auto door = std::make_unique<Door>(*shared_, std::move(*socket), std::move(rights), place);
    if (door->is_open()) {
      doors_.push_back(std::move(door));
    } else {
      troubles_.push_back({"unlistenable", fmt::format("cannot serve at {}", place)});
    }
  };
  if (!options.socket.empty()) {
    open(listen_at(options.socket), {.local = true, .token = {}, .host_name = {}}, options.socket);
  }
  if (const auto endpoint = parse_endpoint(options.listen)) {
    open(listen_at(*endpoint),
         {.local = false, .token = std::move(token), .host_name = host_name()}, options.listen);
  }
}

// Whoever waits is answered first: libmicrohttpd must not be stopped while it has connections that
// sleep.
Server::~Server() {
  if (!shared_) return;
  shared_->stopping = true;
  shared_->clerk.end();
  for (const auto& door : doors_) door->drain();
  doors_.clear();
}

bool Server::is_whole() const {
  return troubles_.empty() &&
         std::ranges::all_of(doors_, [](const auto& door) { return door->can_be_found(); });
}

std::vector<std::string> Server::places() const {
  std::vector<std::string> places;
  for (const auto& door : doors_) places.push_back(door->place());
  return places;
}

}  // namespace roomsign::serve
