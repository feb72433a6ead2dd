#include "daemon/serve/mailbox.hpp"

#include <utility>

namespace roomsign::serve {

void Mailbox::post(std::shared_ptr<Question> question) {
  {
    const std::scoped_lock lock(mutex_);
    questions_.push_back(std::move(question));
  }
  bell_.ring();
}

std::vector<std::shared_ptr<Question>> Mailbox::take() {
  bell_.silence();
  const std::scoped_lock lock(mutex_);
  return std::exchange(questions_, {});
}

}  // namespace roomsign::serve
