#include "daemon/sign/waiter.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <vector>

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace roomsign::sign {
namespace {

Fd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return Fd(fd);
}

sigset_t handled_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&set, signal);
  return set;
}

Fd open_signals() {
  const sigset_t set = handled_signals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  return checked(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd");
}

}  // namespace

Waiter::Waiter()
    : timer_(checked(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd")),
      signals_(open_signals()) {}

Waiter::Woken Waiter::wait(RealTime now, RealTime until, std::span<const int> readable) {
  const auto span =
      std::clamp<std::chrono::nanoseconds>(until - now, std::chrono::nanoseconds(1), kLongestSleep);
  const auto due = (now + span).time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(due);
  itimerspec spec{};
  spec.it_value = {static_cast<time_t>(seconds.count()),
                   static_cast<long>((due - seconds).count())};
  // Absolute on the real-time clock, and cancelled when somebody sets it: a jump of the clock ends
  // the wait in either direction.
  ::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, nullptr);

  std::vector<pollfd> polled{{timer_.get(), POLLIN, 0}, {signals_.get(), POLLIN, 0}};
  for (const int fd : readable) polled.push_back({fd, POLLIN, 0});  // below zero: poll() skips it
  ::poll(polled.data(), polled.size(), -1);

  std::uint64_t expirations = 0;
  [[maybe_unused]] const auto size = ::read(timer_.get(), &expirations, sizeof expirations);
  Woken woken;
  signalfd_siginfo info{};
  while (::read(signals_.get(), &info, sizeof info) == sizeof info) {
    (info.ssi_signo == SIGHUP ? woken.reload : woken.stop) = true;
  }
  return woken;
}

}  // namespace roomsign::sign
