#include "tests/scale/simulated_fleet.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <system_error>

#include <fmt/format.h>
#include <sys/epoll.h>

#include "daemon/sign/source.hpp"
#include "tests/scale/open_files.hpp"

namespace roomsign::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kWatching = 50ms;  // how often it is seen whether something is due

std::chrono::nanoseconds steady_now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

void add_to(SimulatedFleet::Count& count) {
  count.last = SimulatedFleet::Time::clock::now();
  if (count.signs++ == 0) count.first = count.last;
}

}  // namespace

struct SimulatedFleet::Sign {
  Sign() : fleet(steady_now, sign::random_share) {}

  commands::Fleet fleet;
  bool connected = false;
  Time connected_at{};
  std::string gist = "at first";  // of its state: what was announced last
  std::set<std::string> heard;
};

std::string SimulatedFleet::id_of(std::size_t sign) { return fmt::format("sign-{:05}", sign); }

std::string SimulatedFleet::group_of(std::size_t sign, std::size_t groups) {
  return fmt::format("floor-{}", sign % groups);
}

SimulatedFleet::SimulatedFleet(const FleetOfMany& fleet)
    : status_(fleet.status), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  want_open_files(fleet.signs * kFilesOfASign);
  const auto begin = Time::clock::now();
  for (std::size_t i = 0; i < fleet.signs; ++i) {
    std::this_thread::sleep_until(begin + fleet.within * i / fleet.signs);
    auto options = fleet.options;
    options.id = id_of(fleet.first + i);
    options.groups = {group_of(fleet.first + i, fleet.groups)};
    if (!options.user.empty()) options.user = options.id;
    auto sign = std::make_unique<Sign>();
    sign->fleet.configure(options, "", true);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = sign.get()}};
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, sign->fleet.fd(), &event) != 0)
      throw std::system_error(errno, std::generic_category(), "a simulated sign has no line");
    signs_.push_back(std::move(sign));
  }
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SimulatedFleet::~SimulatedFleet() = default;

void SimulatedFleet::run(const std::stop_token& stop) {
  auto watched_at = Time::clock::now();
  std::array<epoll_event, 256> events;
  while (!stop.stop_requested()) {
    const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(kWatching.count()));
    const std::scoped_lock lock(mutex_);
    for (int i = 0; i < count; ++i) take(*static_cast<Sign*>(events[i].data.ptr));
    if (Time::clock::now() - watched_at < kWatching) continue;
    watched_at = Time::clock::now();
    watch_over_all();
  }
}

void SimulatedFleet::take(Sign& sign) {
  auto words = sign.fleet.take();
  const bool connected = sign.fleet.report()->connected;
  if (connected && !sign.connected) sign.connected_at = Time::clock::now();
  sign.connected = connected;
  for (auto& word : words) {
    if (!sign.heard.insert(word.payload).second) {
      ++odd_;
      continue;
    }
    add_to(heard_[word.payload]);
    sign.gist = std::move(word.payload);
  }
  if (sign.fleet.state_is_due(sign.gist)) sign.fleet.tell_state(status_);
}

// What a sign does at its beats.
void SimulatedFleet::watch_over_all() {
  for (auto& sign : signs_) {
    if (sign->fleet.until_poll() == std::chrono::nanoseconds(0)) add_to(polled_);
    if (sign->fleet.state_is_due(sign->gist)) sign->fleet.tell_state(status_);
  }
}

SimulatedFleet::Count SimulatedFleet::connected() const {
  const std::scoped_lock lock(mutex_);
  Count count;
  for (const auto& sign : signs_) {
    if (!sign->connected) continue;
    const auto at = sign->connected_at;
    count.first = count.signs == 0 ? at : std::min(count.first, at);
    count.last = std::max(count.last, at);
    ++count.signs;
  }
  return count;
}

SimulatedFleet::Count SimulatedFleet::heard(const std::string& payload) const {
  const std::scoped_lock lock(mutex_);
  const auto found = heard_.find(payload);
  return found == heard_.end() ? Count{} : found->second;
}

std::size_t SimulatedFleet::odd() const {
  const std::scoped_lock lock(mutex_);
  std::size_t odd = odd_;
  for (const auto& sign : signs_) odd += sign->fleet.report()->refused;
  return odd;
}

SimulatedFleet::Count SimulatedFleet::polled() const {
  const std::scoped_lock lock(mutex_);
  return polled_;
}

}  // namespace roomsign::test
