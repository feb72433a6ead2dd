#include "daemon/mqtt/lookup.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <netdb.h>
#include <sys/socket.h>

namespace roomsign::mqtt {
namespace {

struct Answer {
  std::mutex mutex;
  std::condition_variable_any came;
  std::optional<bool> found;
};

bool ask(const std::string& host) {
  addrinfo* addresses = nullptr;
  const addrinfo hints{.ai_socktype = SOCK_STREAM};
  if (::getaddrinfo(host.c_str(), nullptr, &hints, &addresses) != 0) return false;
  ::freeaddrinfo(addresses);
  return true;
}

}  // namespace

bool has_address(const std::string& host, std::chrono::milliseconds time, std::stop_token stop) {
  const auto answer = std::make_shared<Answer>();
  std::thread([answer, host] {
    const bool found = ask(host);
    const std::scoped_lock lock(answer->mutex);
    answer->found = found;
    answer->came.notify_all();
  }).detach();
  std::unique_lock lock(answer->mutex);
  answer->came.wait_for(lock, std::move(stop), time, [&] { return answer->found.has_value(); });
  return answer->found.value_or(false);
}

}  // namespace roomsign::mqtt
