#include "daemon/sign/television.hpp"

#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::sign {
namespace {

constexpr const char* kProgram = "/usr/bin/cec-ctl";
constexpr const char* kTelevision = "0";  // its address on every CEC bus

// Claims an address on the bus as a playback device, and says one thing to the television.
std::vector<std::string> command(const std::string& device, bool on) {
  return {kProgram,     "--device", device, "--skip-info", "--playback",
          "--osd-name", "Room",     "--to", kTelevision,   on ? "--image-view-on" : "--standby"};
}

// Sooner than systemd loses patience with a sign that is to stop.
Result<ChildOutput> run_command(const std::vector<std::string>& argv) {
  return run_child(argv, {}, {.cpu = std::chrono::seconds(2), .wall = std::chrono::seconds(4)});
}

}  // namespace

Television::Television(std::string device, Run run, std::chrono::milliseconds retry)
    : device_(std::move(device)),
      run_(run ? std::move(run) : run_command),
      retry_(retry),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Television::~Television() = default;

void Television::set(bool on) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = on;
  }
  changed_.notify_one();
}

void Television::work(const std::stop_token& stop) {
  std::optional<bool> sent;
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (wanted_ == sent) {
      changed_.wait(lock, stop, [&] { return wanted_ != sent; });
      continue;
    }
    const bool on = *wanted_;
    lock.unlock();
    const bool done = send(on);
    lock.lock();
    if (done) {
      sent = on;
    } else {
      changed_.wait_for(lock, stop, retry_, [&] { return wanted_ != on; });
    }
  }
}

bool Television::send(bool on) {
  const auto ran = run_(command(device_, on));
  std::string trouble;
  if (!ran) {
    trouble = ran.error().message;
  } else if (ran->exit_status != 0) {
    trouble = clean_line(ran->err.empty() ? ran->out : ran->err, 200);
  }
  if (trouble.empty()) {
    log_notice("television: switched {} by {}", on ? "on" : "off", device_);
  } else if (trouble != trouble_) {
    log_warning(
        "television: {} ({}; cec-ctl is in the package v4l-utils); trying again each minute",
        trouble, device_);
  }
  trouble_ = trouble;
  return trouble.empty();
}

}  // namespace roomsign::sign
