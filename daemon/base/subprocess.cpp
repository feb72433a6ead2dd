#include "daemon/base/subprocess.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/sanitized.hpp"

namespace roomsign {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostErrorBytes = 64U << 10U;
constexpr rlim_t kMostDescriptors = 16;
constexpr int kNotFound = 127;  // exit statuses as a shell would give them
constexpr int kUnlimited = 126;

#ifdef ROOMSIGN_SANITIZED
constexpr bool kLimitMemory = false;  // sanitizers map terabytes of address space
#else
constexpr bool kLimitMemory = true;
#endif

// Three connected pairs: ours, and what becomes 0, 1 and 2 of the child. Sockets rather than
// pipes, because writing to one whose reader is gone can be told not to raise SIGPIPE.
struct Streams {
  std::array<Fd, 3> ours;
  std::array<Fd, 3> theirs;
};

Result<Streams> open_streams() {
  Streams streams;
  for (std::size_t i = 0; i < 3; ++i) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
      return failure("child-start", std::generic_category().message(errno));
    streams.ours[i] = Fd(pair[0]);
    streams.theirs[i] = Fd(pair[1]);
    ::fcntl(pair[0], F_SETFL, O_NONBLOCK);
  }
  return streams;
}

void set_limit(__rlimit_resource resource, rlim_t value) {
  const rlimit limit{value, value};
  if (::setrlimit(resource, &limit) != 0) ::_exit(kUnlimited);  // no limits, no child
}

// Between fork and exec: only calls that are safe there (the parent has threads).
[[noreturn]] void become(const Streams& streams, char* const* argv, char* const* environment,
                         const ChildLimits& limits) {
  for (int i = 0; i < 3; ++i) ::dup2(streams.theirs[static_cast<std::size_t>(i)].get(), i);
  ::close_range(3, ~0U, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (kLimitMemory) set_limit(RLIMIT_AS, limits.memory);
  set_limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()));
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NOFILE, kMostDescriptors);
  ::execve(argv[0], argv, environment);
  ::_exit(kNotFound);
}

std::vector<std::string> child_environment() {
  std::vector<std::string> variables{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
  if (const char* folder = std::getenv("TZDIR"); folder != nullptr)
    variables.push_back(std::string("TZDIR=") + folder);
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (auto& string : strings) out.push_back(string.data());
  out.push_back(nullptr);
  return out;
}

pid_t start(const std::vector<std::string>& command, const Streams& streams,
            const ChildLimits& limits) {
  auto arguments = command;
  auto variables = child_environment();
  const auto argv = pointers(arguments);
  const auto environment = pointers(variables);
  const pid_t child = ::fork();
  if (child == 0) become(streams, argv.data(), environment.data(), limits);
  return child;
}

// Talks to the child until it closes its output, or a limit is met.
class Conversation {
 public:
  Conversation(std::array<Fd, 3>& fds, std::string_view input, const ChildLimits& limits)
      : fds_(fds), input_(input), limits_(limits), deadline_(Clock::now() + limits.wall) {
    if (input_.empty()) fds_[0].close();
  }

  // Empty: the child has said all. Else the code of what went wrong.
  std::string run() {
    while (fds_[1] || fds_[2]) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
      if (left.count() <= 0) return "child-timeout";
      std::array<pollfd, 3> polled{pollfd{fds_[0].get(), POLLOUT, 0},
                                   pollfd{fds_[1].get(), POLLIN, 0},
                                   pollfd{fds_[2].get(), POLLIN, 0}};
      if (::poll(polled.data(), polled.size(), static_cast<int>(left.count())) < 0) continue;
      if (polled[0].revents != 0) send();
      if (polled[1].revents != 0) receive(fds_[1], out_, limits_.output + 1);
      if (polled[2].revents != 0) receive(fds_[2], err_, kMostErrorBytes);
      if (out_.size() > limits_.output) return "child-output";
    }
    return {};
  }

  // Waits up to the deadline for the end itself; a child may close its streams and live on.
  bool ended(pid_t child, int& status) {
    while (::waitpid(child, &status, WNOHANG) == 0) {
      if (Clock::now() >= deadline_) return false;
      ::poll(nullptr, 0, 1);
    }
    return true;
  }

  ChildOutput take() { return {0, std::move(out_), std::move(err_)}; }

 private:
  void send() {
    const auto sent = ::send(fds_[0].get(), input_.data(), input_.size(), MSG_NOSIGNAL);
    if (sent > 0) input_.remove_prefix(static_cast<std::size_t>(sent));
    const bool lost = sent < 0 && errno != EAGAIN && errno != EINTR;
    if (input_.empty() || lost) fds_[0].close();
  }

  static void receive(Fd& fd, std::string& into, std::size_t limit) {
    std::array<char, 65536> buffer;  // filled next
    const auto got = ::read(fd.get(), buffer.data(), buffer.size());
    if (got > 0) into.append(buffer.data(), std::min<std::size_t>(got, limit - into.size()));
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) fd.close();
  }

  std::array<Fd, 3>& fds_;
  std::string_view input_;
  const ChildLimits& limits_;
  Clock::time_point deadline_;
  std::string out_;
  std::string err_;
};

Error describe(const std::string& code, const ChildLimits& limits) {
  if (code == "child-timeout")
    return {code, fmt::format("it took more than {} ms and was stopped", limits.wall.count())};
  return {code, fmt::format("it gave more than {} bytes and was stopped", limits.output)};
}

Result<int> exit_status(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotFound)
    return failure("child-start", "the program could not be started");
  if (WIFEXITED(status) && WEXITSTATUS(status) == kUnlimited)
    return failure("child-start", "the system refused to limit it");
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  const int signal = WTERMSIG(status);
  return failure("child-killed", fmt::format("it was ended by signal {} ({})", signal,
                                             signal == SIGXCPU || signal == SIGKILL
                                                 ? "its limit of processor time or memory"
                                                 : ::sigabbrev_np(signal)));
}

}  // namespace

Result<ChildOutput> run_child(const std::vector<std::string>& argv, std::string_view input,
                              const ChildLimits& limits) {
  auto streams = open_streams();
  if (!streams) return std::unexpected(streams.error());
  const pid_t child = start(argv, *streams, limits);
  if (child < 0) return failure("child-start", std::generic_category().message(errno));
  for (auto& fd : streams->theirs) fd.close();

  Conversation conversation(streams->ours, input, limits);
  std::string trouble = conversation.run();
  int status = 0;
  if (trouble.empty() && !conversation.ended(child, status)) trouble = "child-timeout";
  if (!trouble.empty()) {
    ::kill(child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return std::unexpected(describe(trouble, limits));
  }
  const auto code = exit_status(status);
  if (!code) return std::unexpected(code.error());
  ChildOutput output = conversation.take();
  output.exit_status = *code;
  return output;
}

}  // namespace roomsign
