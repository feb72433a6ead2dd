#include "daemon/base/newest.hpp"

#include <thread>

#include <poll.h>

#include "tests/support/catch.hpp"

using namespace roomsign;

namespace {

bool rings(const Newest<int>& newest) {
  pollfd polled{newest.fd(), POLLIN, 0};
  return ::poll(&polled, 1, 0) == 1;
}

}  // namespace

TEST_CASE("Nothing is there before the first publish") {
  Newest<int> newest;
  CHECK_FALSE(rings(newest));
  CHECK(newest.take() == nullptr);
}

TEST_CASE("The newest of several values is taken, and the bell rings once") {
  Newest<int> newest;
  newest.publish(std::make_shared<int>(1));
  newest.publish(std::make_shared<int>(2));
  CHECK(rings(newest));
  CHECK(*newest.take() == 2);
  CHECK_FALSE(rings(newest));
  CHECK(*newest.take() == 2);
}

TEST_CASE("Values only grow newer, whatever the other thread does") {
  Newest<int> newest;
  std::jthread publisher([&] {
    for (int i = 1; i <= 10'000; ++i) newest.publish(std::make_shared<int>(i));
  });
  int last = 0;
  while (last < 10'000) {
    pollfd polled{newest.fd(), POLLIN, 0};
    REQUIRE(::poll(&polled, 1, 10'000) == 1);
    const auto value = newest.take();
    REQUIRE(*value >= last);
    last = *value;
  }
}
