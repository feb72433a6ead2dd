#include "daemon/sign/waiter.hpp"

#include <chrono>
#include <vector>

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "tests/support/catch.hpp"

using namespace roomsign::sign;
using namespace std::chrono_literals;

namespace {

RealTime real_now() { return std::chrono::system_clock::now(); }

std::chrono::nanoseconds waited(Waiter& waiter, RealTime until, int fd = -1) {
  const auto begin = std::chrono::steady_clock::now();
  waiter.wait(real_now(), until, std::vector<int>{fd});
  return std::chrono::steady_clock::now() - begin;
}

}  // namespace

TEST_CASE("It waits until the instant and not longer") {
  Waiter waiter;
  const auto span = waited(waiter, real_now() + 120ms);
  CHECK(span >= 115ms);
  CHECK(span < 2s);
}

TEST_CASE("An instant that has gone by ends the wait at once") {
  Waiter waiter;
  CHECK(waited(waiter, real_now() - 1h) < 1s);
}

TEST_CASE("A readable descriptor ends the wait, and one below zero is passed over") {
  Waiter waiter;
  const int bell = ::eventfd(1, EFD_NONBLOCK);
  CHECK(waited(waiter, real_now() + 8s, bell) < 4s);
  ::close(bell);
  CHECK(waited(waiter, real_now() + 50ms, -1) >= 45ms);
}

TEST_CASE("Signals are told, each once") {
  Waiter waiter;
  ::raise(SIGHUP);
  auto woken = waiter.wait(real_now(), real_now() + 8s, {});
  CHECK(woken.reload);
  CHECK_FALSE(woken.stop);
  const int signal = GENERATE(SIGTERM, SIGINT);
  ::raise(signal);
  woken = waiter.wait(real_now(), real_now() + 8s, {});
  CHECK(woken.stop);
  CHECK_FALSE(woken.reload);
  woken = waiter.wait(real_now(), real_now() + 20ms, {});
  CHECK_FALSE(woken.stop);
}
