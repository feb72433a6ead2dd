#include "daemon/base/file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"

namespace roomsign {
namespace {

std::string reason() { return std::generic_category().message(errno); }

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// The file's mode is kept where it exists: a cache that an operator opened up stays open.
mode_t mode_of(const std::filesystem::path& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0644U;
}

bool write_and_sync(const std::string& temporary, mode_t mode, std::string_view bytes) {
  Fd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  return file && write_all(file.get(), bytes) && ::fsync(file.get()) == 0 && file.close();
}

bool sync_folder(const std::filesystem::path& folder) {
  const Fd fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd && (::fsync(fd.get()) == 0 || errno == EINVAL);  // EINVAL: not on this file system
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const bool standard_input = path == "-";
  const Fd file(standard_input ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return failure("unreadable", fmt::format("{}: {}", path.string(), reason()));
  std::string bytes;
  constexpr std::size_t kStep = 64U << 10U;
  for (;;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + kStep);
    const auto got = ::read(file.get(), bytes.data() + had, kStep);
    bytes.resize(had + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure("unreadable", fmt::format("{}: {}", path.string(), reason()));
    if (got == 0) return bytes;
    if (bytes.size() > limit) {
      return failure("too-large",
                     fmt::format("{}: more than the limit of {} bytes", path.string(), limit));
    }
  }
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
  const std::string temporary = path.string() + ".new";
  if (!write_and_sync(temporary, mode_of(path), bytes) ||
      ::rename(temporary.c_str(), path.c_str()) != 0 || !sync_folder(path.parent_path())) {
    const std::string why = reason();
    ::unlink(temporary.c_str());
    return failure("unwritable", fmt::format("{}: {}", path.string(), why));
  }
  return {};
}

}  // namespace roomsign
