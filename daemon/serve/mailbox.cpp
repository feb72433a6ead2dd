#include "daemon/serve/mailbox.hpp"

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace roomsign::serve {

Mailbox::Mailbox() : bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!bell_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void Mailbox::post(std::shared_ptr<Question> question) {
  {
    const std::scoped_lock lock(mutex_);
    questions_.push_back(std::move(question));
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(bell_.get(), &one, sizeof one);  // full means rung
}

std::vector<std::shared_ptr<Question>> Mailbox::take() {
  std::uint64_t rung = 0;
  [[maybe_unused]] const auto size = ::read(bell_.get(), &rung, sizeof rung);  // not rung is fine
  const std::scoped_lock lock(mutex_);
  return std::exchange(questions_, {});
}

}  // namespace roomsign::serve
