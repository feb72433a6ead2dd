#include "daemon/fetch/local_http.hpp"

#include <cerrno>
#include <exception>
#include <new>

#include <fmt/format.h>

#include "daemon/fetch/curl_handles.hpp"

namespace roomsign::fetch {
namespace {

constexpr long kTimeout = 10;  // seconds
constexpr std::size_t kLargestAnswer = 4U << 20U;

std::size_t append(char* data, std::size_t, std::size_t size, void* to) noexcept {
  auto& body = *static_cast<std::string*>(to);
  try {
    if (body.size() + size > kLargestAnswer) return 0;
    body.append(data, size);
    return size;
  } catch (const std::exception&) {
    return 0;
  }
}

std::unexpected<Error> unanswered(const std::string& socket, CURLcode code, long system_error) {
  if (system_error == EACCES || system_error == EPERM) {
    return failure("connect", fmt::format("{}: only root and members of the group roomsign may "
                                          "write to it",
                                          socket));
  }
  if (code == CURLE_COULDNT_CONNECT) {
    return failure("connect", fmt::format("no sign answers at {}: is it running, and does its "
                                          "configuration name this remote.socket?",
                                          socket));
  }
  return failure("bad-answer", fmt::format("{}: {}", socket, curl().easy_strerror(code)));
}

}  // namespace

Result<LocalAnswer> ask_locally(const LocalRequest& request) {
  if (auto there = load_curl(); !there) return std::unexpected(there.error());
  const Easy easy(curl().easy_init());
  const Lines headers(curl().slist_append(nullptr, "Accept: text/plain"));
  if (!easy || !headers) throw std::bad_alloc();
  curl().slist_append(headers.get(), "Content-Type: application/json");
  curl().slist_append(headers.get(), "Expect:");

  LocalAnswer answer;
  curl().easy_setopt(easy.get(), CURLOPT_UNIX_SOCKET_PATH, request.socket.c_str());
  curl().easy_setopt(easy.get(), CURLOPT_URL, ("http://localhost" + request.path).c_str());
  curl().easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, "http");
  curl().easy_setopt(easy.get(), CURLOPT_PROXY, "");
  curl().easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  curl().easy_setopt(easy.get(), CURLOPT_TIMEOUT, kTimeout);
  curl().easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
  curl().easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &append);
  curl().easy_setopt(easy.get(), CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
  if (!request.json.empty()) {
    curl().easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.json.size()));
    curl().easy_setopt(easy.get(), CURLOPT_POSTFIELDS, request.json.c_str());
  }
  const CURLcode code = curl().easy_perform(easy.get());
  if (code != CURLE_OK) {
    long system_error = 0;
    curl().easy_getinfo(easy.get(), CURLINFO_OS_ERRNO, &system_error);
    return unanswered(request.socket, code, system_error);
  }
  curl().easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace roomsign::fetch
