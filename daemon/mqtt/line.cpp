#include "daemon/mqtt/line.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>

#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "daemon/base/event_fd.hpp"
#include "daemon/base/text.hpp"
#include "daemon/mqtt/lookup.hpp"
#include "daemon/mqtt/trouble.hpp"

namespace roomsign::mqtt {
namespace {

using Time = std::chrono::nanoseconds;

constexpr double kLeastShare = 0.05;      // of a wait, however short chance would have it
constexpr std::size_t kMostWaiting = 64;  // messages that do not go

// All that was read of a connection, in bytes: what waits in the kernel does not count.
std::uint64_t read_from(int socket) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return 0;
  int waiting = 0;
  if (::ioctl(socket, FIONREAD, &waiting) != 0) return 0;
  const auto unread = static_cast<std::uint64_t>(std::max(waiting, 0));
  return info.tcpi_bytes_received - std::min<std::uint64_t>(unread, info.tcpi_bytes_received);
}

// Why a connection did not come about, of which poll() says that there is none; 0: it did, and what
// came of it is to be read.
int why_none(int socket) {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0) return error;
  tcp_info info{};
  size = sizeof info;
  if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return 0;
  return info.tcpi_bytes_received == 0 ? ECONNREFUSED : 0;  // the error itself was taken
}

// Lets no more come than this before it is read: libmosquitto reads for as long as there is some,
// and what comes without an end must be seen in between.
void keep_small(int socket) {
  const int bytes = 16 << 10;
  ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

}  // namespace

// Where the two threads meet.
struct Line::Shared {
  EventFd to_line;
  EventFd to_sign;
  std::mutex mutex;
  std::map<std::string, Message> retained;  // the newest of each topic, to be sent again
  std::deque<Message> going;
  std::vector<Message> coming;
  LineReport report;
};

// What the thread does.
class Line::Work {
 public:
  Work(Shared& shared, const Mosquitto& library, LineOptions options, Steady steady, Random random,
       const LineLimits& limits, std::stop_token stop)
      : shared_(shared),
        stop_(std::move(stop)),
        library_(library),
        options_(std::move(options)),
        steady_(std::move(steady)),
        random_(std::move(random)),
        limits_(limits),
        credit_(limits.at_once),
        credited_(steady_()) {}

  void run() {
    sigset_t pipe;  // a peer that is gone must not end the program
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    ::pthread_setname_np(::pthread_self(), "mqtt");
    auto wait = limits_.first_wait;
    while (!stop_.stop_requested()) {
      settled_ = false;
      const Error ended = connection();
      if (stop_.stop_requested()) return;
      tell_trouble(ended);
      if (settled_) wait = limits_.first_wait;
      rest(wait * (kLeastShare + (1 - kLeastShare) * random_()));
      wait = std::min(wait * 2, limits_.longest_wait);
    }
  }

 private:
  struct Destroy {
    const Mosquitto* library;
    void operator()(mosquitto* client) const { library->destroy(client); }
  };

  // ---- libmosquitto's callbacks, in this thread; nothing may be thrown through C ----

  static void on_connect(mosquitto*, void* self, int code) noexcept {
    auto& work = *static_cast<Work*>(self);
    code == 0 ? work.connected_ = true : work.refused_ = code;
  }
  static void on_message(mosquitto*, void* self, const mosquitto_message* message) noexcept try {
    static_cast<Work*>(self)->take(*message);
  } catch (const std::exception&) {
    static_cast<Work*>(self)->library_words_ = "no memory";
  }
  static void on_subscribe(mosquitto*, void* self, int id, int count, const int* granted) noexcept {
    auto& work = *static_cast<Work*>(self);
    if (std::any_of(granted, granted + count, [](int qos) { return qos > 2; })) work.denied_ = id;
  }
  // It says something of each packet that came, when it is whole.
  static void on_log(mosquitto*, void* self, int level, const char* words) noexcept try {
    auto& work = *static_cast<Work*>(self);
    work.packet_came_ = true;
    if (level == MOSQ_LOG_ERR) work.library_words_ = clean_line(words, 160);
  } catch (const std::exception&) {
  }

  void take(const mosquitto_message& message) {
    credit_ -= 1;
    const auto size = static_cast<std::size_t>(message.payloadlen);
    const std::scoped_lock lock(shared_.mutex);
    if (size > limits_.payload || shared_.coming.size() >= limits_.waiting) {
      ++shared_.report.not_taken;
    } else {
      shared_.coming.push_back({message.topic,
                                std::string(static_cast<const char*>(message.payload), size),
                                message.retain});
    }
    shared_.to_sign.ring();
  }

  // ---- One connection, from its beginning to its end, and why it ended ----

  Error connection() {
    reached_ = false;
    connected_ = false;
    refused_ = 0;
    denied_ = 0;
    library_words_.clear();
    topics_.clear();
    if (!has_address(options_.broker.host, limits_.connecting, stop_)) {
      return unreachable(MOSQ_ERR_EAI);
    }
    const std::unique_ptr<mosquitto, Destroy> client(library_.make(options_.id.c_str(), true, this),
                                                     Destroy{&library_});
    if (!client) return {"unreachable", "no memory"};
    if (const int set = prepare(client.get()); set != MOSQ_ERR_SUCCESS) return unreachable(set);
    const auto begun =
        library_.connect(client.get(), options_.broker.host.c_str(), options_.broker.port,
                         static_cast<int>(limits_.keep_alive.count()));
    if (begun != MOSQ_ERR_SUCCESS && begun != MOSQ_ERR_CONN_PENDING) return unreachable(begun);
    keep_small(library_.socket(client.get()));
    auto end = live(client.get());
    const std::scoped_lock lock(shared_.mutex);
    if (std::exchange(shared_.report.connected, false)) shared_.to_sign.ring();
    return end;
  }

  int prepare(mosquitto* client) {
    library_.on_connect(client, &on_connect);
    library_.on_message(client, &on_message);
    library_.on_subscribe(client, &on_subscribe);
    library_.on_log(client, &on_log);
    if (const auto& will = options_.last_will) {
      const int set =
          library_.set_will(client, will->topic.c_str(), static_cast<int>(will->payload.size()),
                            will->payload.data(), 1, will->retained);
      if (set != MOSQ_ERR_SUCCESS) return set;
    }
    if (!options_.user.empty()) {
      const char* password = options_.password.empty() ? nullptr : options_.password.c_str();
      const int set = library_.set_user(client, options_.user.c_str(), password);
      if (set != MOSQ_ERR_SUCCESS) return set;
    }
    if (!options_.broker.tls) return MOSQ_ERR_SUCCESS;
    if (options_.ca_file.empty()) {
      return library_.int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1);
    }
    return library_.set_tls(client, options_.ca_file.c_str(), nullptr, nullptr, nullptr, nullptr);
  }

  Error live(mosquitto* client) {
    const Time begun = steady_();
    Time connected_at{};
    bool greeted = false;
    std::uint64_t before_packet = 0;
    for (;;) {
      if (refused_ != 0) return refused(options_.broker, refused_);
      if (connected_ && !greeted) {
        greeted = true;
        connected_at = steady_();
        greet(client);
      }
      if (greeted) send(client);
      if (stop_.stop_requested()) return {"lost", "ended"};
      const int socket = library_.socket(client);
      if (socket < 0) return ended(MOSQ_ERR_CONN_LOST, greeted);
      const Time now = steady_();
      if (!greeted && now - begun >= limits_.connecting) {
        return mute(options_.broker, limits_.connecting.count() / 1000);
      }
      if (greeted && !settled_ && now - connected_at >= limits_.settling) settle();

      Time sleep = limits_.watching;
      if (!greeted) sleep = begun + limits_.connecting - now;
      if (greeted && !settled_) sleep = std::min(sleep, connected_at + limits_.settling - now);
      const Time penance = until_next_message(now);
      if (penance.count() > 0) sleep = std::min(sleep, penance);
      const int rc = turn(client, socket, sleep, penance.count() <= 0);
      if (rc != MOSQ_ERR_SUCCESS) return ended(rc, greeted);
      if (denied_ != 0) deny();
      // libmosquitto would take a message of any size: the one that comes is cut off.
      const auto received = read_from(socket);
      if (std::exchange(packet_came_, false)) before_packet = received;
      if (received > before_packet && received - before_packet > limits_.payload * 4 + kSlack) {
        return flooded(options_.broker, limits_.payload);
      }
    }
  }

  // Sleeps, and does what is to be done then. Returns libmosquitto's word.
  int turn(mosquitto* client, int socket, Time sleep, bool listening) {
    const bool handshake = options_.broker.tls && !connected_;
    std::array<pollfd, 2> watched{
        pollfd{.fd = socket, .events = 0, .revents = 0},
        pollfd{.fd = shared_.to_line.fd(), .events = POLLIN, .revents = 0}};
    if (listening) watched[0].events = POLLIN;
    if (handshake ? !reached_ : library_.wants_to_write(client)) watched[0].events |= POLLOUT;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(std::max(sleep, Time{}));
    ::poll(watched.data(), watched.size(), static_cast<int>(left.count()));
    if (watched[1].revents != 0) shared_.to_line.silence();
    const auto came = watched[0].revents;
    const bool none = (came & (POLLHUP | POLLERR)) != 0;
    if (handshake && came != 0) return shake_hands(client, socket, none);
    int rc = MOSQ_ERR_SUCCESS;
    if (none || (came & POLLIN) != 0) rc = library_.read(client, 1);
    if (rc == MOSQ_ERR_SUCCESS && (came & POLLOUT) != 0) rc = library_.write(client, 1);
    if (rc != MOSQ_ERR_SUCCESS || !connected_) return rc;
    rc = library_.keep_alive(client);
    return library_.socket(client) < 0 ? MOSQ_ERR_KEEPALIVE : rc;
  }

  // A step of TLS, which is taken by reading alone: libmosquitto wants to write all along where it
  // once did, does nothing then, and takes a connection that did not come about for one whose
  // handshake goes on. What is said until the broker's answer fits into any connection.
  int shake_hands(mosquitto* client, int socket, bool none) {
    reached_ = true;
    if (const int error = none ? why_none(socket) : 0; error != 0) {
      errno = error;
      return MOSQ_ERR_ERRNO;
    }
    const int rc = library_.read(client, 1);
    return rc == MOSQ_ERR_SUCCESS ? library_.write(client, 1) : rc;
  }

  // How long no message is to be read; none: one may be.
  Time until_next_message(Time now) {
    credit_ = std::min(limits_.at_once, credit_ + limits_.a_second * in_seconds(now - credited_));
    credited_ = now;
    if (credit_ >= 1) return {};
    return std::chrono::duration_cast<Time>(
        std::chrono::duration<double>((1 - credit_) / limits_.a_second));
  }
  static double in_seconds(Time time) { return std::chrono::duration<double>(time).count(); }

  void greet(mosquitto* client) {
    for (const auto& topic : options_.topics) {
      int id = 0;
      library_.subscribe(client, &id, topic.c_str(), 1);
      topics_[id] = topic;
    }
    const std::scoped_lock lock(shared_.mutex);
    std::erase_if(shared_.going, [](const Message& message) { return message.retained; });
    for (const auto& [topic, message] : shared_.retained) shared_.going.push_back(message);
    shared_.report.connected = true;
    shared_.to_sign.ring();
  }

  // No more than the broker takes.
  void send(mosquitto* client) {
    while (!library_.wants_to_write(client)) {
      Message message;
      {
        const std::scoped_lock lock(shared_.mutex);
        if (shared_.going.empty()) return;
        message = std::move(shared_.going.front());
        shared_.going.pop_front();
      }
      library_.publish(client, nullptr, message.topic.c_str(),
                       static_cast<int>(message.payload.size()), message.payload.data(), 0,
                       message.retained);
    }
  }

  // ---- Trouble ----

  Error unreachable(int rc) const {
    return mqtt::unreachable(options_.broker, library_, rc, library_words_);
  }

  Error ended(int rc, bool greeted) const {
    if (refused_ != 0) return refused(options_.broker, refused_);
    return greeted ? lost(options_.broker, rc, !settled_) : unreachable(rc);
  }

  void deny() { tell_trouble(denied(options_.broker, topics_[std::exchange(denied_, 0)])); }

  void tell_trouble(const Error& error) {
    const std::scoped_lock lock(shared_.mutex);
    if (shared_.report.trouble == error) return;
    shared_.report.trouble = error;
    shared_.to_sign.ring();
  }

  // The connection holds.
  void settle() {
    settled_ = true;
    const std::scoped_lock lock(shared_.mutex);
    if (!shared_.report.trouble || shared_.report.trouble->code == "denied") return;
    shared_.report.trouble.reset();
    shared_.to_sign.ring();
  }

  // Between two connections; what is published meanwhile does not shorten it.
  void rest(std::chrono::duration<double, std::milli> time) {
    std::mutex alone;
    std::unique_lock lock(alone);
    std::condition_variable_any never;
    never.wait_for(lock, stop_, time, [] { return false; });
  }

  static constexpr std::size_t kSlack = 64U << 10U;  // of TLS, and of packets of no payload

  Shared& shared_;
  std::stop_token stop_;
  const Mosquitto& library_;
  LineOptions options_;
  Steady steady_;
  Random random_;
  LineLimits limits_;
  double credit_;
  Time credited_;

  // Of the connection.
  bool reached_ = false;  // there is somebody to speak TLS with
  bool connected_ = false;
  bool settled_ = false;
  bool packet_came_ = false;
  int refused_ = 0;
  int denied_ = 0;
  std::map<int, std::string> topics_;  // by the subscription's number
  std::string library_words_;
};

Line::Line(const Mosquitto& library, LineOptions options, Steady steady, Random random,
           const LineLimits& limits)
    : shared_(std::make_unique<Shared>()),
      thread_([shared = shared_.get(), &library, options = std::move(options),
               steady = std::move(steady), random = std::move(random),
               limits](const std::stop_token& stop) mutable {
        const std::stop_callback wake(stop, [shared] { shared->to_line.ring(); });
        Work(*shared, library, std::move(options), std::move(steady), std::move(random), limits,
             stop)
            .run();
      }) {}

Line::~Line() = default;

void Line::publish(Message message) {
  const std::scoped_lock lock(shared_->mutex);
  if (message.retained) {
    std::erase_if(shared_->going,
                  [&](const Message& old) { return old.retained && old.topic == message.topic; });
    shared_->retained[message.topic] = message;
  }
  if (!shared_->report.connected) return;
  if (shared_->going.size() >= kMostWaiting) shared_->going.pop_front();
  shared_->going.push_back(std::move(message));
  shared_->to_line.ring();
}

std::vector<Message> Line::take() {
  shared_->to_sign.silence();
  const std::scoped_lock lock(shared_->mutex);
  return std::exchange(shared_->coming, {});
}

LineReport Line::report() const {
  const std::scoped_lock lock(shared_->mutex);
  return shared_->report;
}

int Line::fd() const { return shared_->to_sign.fd(); }

bool await_word(const Line& line, const Line::Steady& steady, std::chrono::nanoseconds end) {
  const auto left = end - steady();
  if (left.count() <= 0) return false;
  pollfd bell{.fd = line.fd(), .events = POLLIN, .revents = 0};
  ::poll(&bell, 1, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count()));
  return true;
}

Result<void> await_connection(Line& line, const Line::Steady& steady,
                              std::chrono::nanoseconds longest) {
  for (const auto end = steady() + longest;; line.take()) {
    const auto report = line.report();
    if (report.connected) return {};
    if (report.trouble) return std::unexpected(*report.trouble);
    if (!await_word(line, steady, end)) {
      return failure("unreachable", "the broker does not answer");
    }
  }
}

}  // namespace roomsign::mqtt
