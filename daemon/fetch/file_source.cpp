#include "daemon/fetch/file_source.hpp"

#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::fetch {
namespace {

std::unexpected<Error> bad_url(const Request& request) {
  return failure("bad-url", fmt::format("{} is not the address of a file (file:///folder/file)",
                                        public_address(request.url)));
}

// "%20" and the like; none: the text has a '%' that is followed by no two hexadecimal digits, or
// stands for NUL, which no path has.
std::optional<std::string> unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    unsigned char byte = 0;
    const auto digits = text.substr(i + 1, 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (error != std::errc() || end != digits.data() + 2 || byte == 0) return std::nullopt;
    plain += static_cast<char>(byte);
    i += 2;
  }
  return plain;
}

}  // namespace

bool is_file_url(std::string_view url) { return to_lower(url.substr(0, 5)) == "file:"; }

std::optional<std::string> file_path(std::string_view url) {
  url.remove_prefix(std::string_view("file:").size());
  if (url.starts_with("//localhost/")) {
    url.remove_prefix(std::string_view("//localhost").size());
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  }
  if (!url.starts_with('/')) return std::nullopt;
  return unescape(url.substr(0, url.find_first_of("?#")));
}

Result<Response> get_file(const Request& request, std::size_t max_bytes) {
  const auto path = file_path(request.url);
  if (!path) return bad_url(request);
  struct stat info{};
  if (::stat(path->c_str(), &info) != 0) {
    return failure("unreadable",
                   fmt::format("{}: {}", *path, std::generic_category().message(errno)));
  }
  if (!S_ISREG(info.st_mode)) {
    return failure("unreadable", fmt::format("{}: not a regular file", *path));
  }

  Response response;
  response.etag = fmt::format("\"{:x}.{:09}-{:x}-{:x}\"", info.st_mtim.tv_sec, info.st_mtim.tv_nsec,
                              info.st_ino, info.st_size);
  if (response.etag == request.etag) {
    response.status = 304;
    return response;
  }
  // Read after the stat: where the file changes in between, the next poll sees another ETag.
  auto body = read_file(*path, max_bytes);
  if (!body) return std::unexpected(std::move(body.error()));
  response.status = 200;
  response.body = std::move(*body);
  if (request.progress)
    request.progress({.bytes = response.body.size(), .total = response.body.size()});
  return response;
}

}  // namespace roomsign::fetch
