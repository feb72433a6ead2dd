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

bool write_all(Disk& disk, int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = disk.write(file, bytes);
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

// What close() reports counts, but not before what went wrong earlier.
bool close_after(Disk& disk, int file_or_folder, bool went_well) {
  const int why = errno;
  const bool closed = disk.close(file_or_folder) == 0;
  if (!went_well) errno = why;
  return went_well && closed;
}

// What an earlier crash left is removed, not written over: its bytes may have another name, too.
bool write_and_sync(Disk& disk, const std::string& temporary, mode_t mode, std::string_view bytes) {
  disk.unlink(temporary);
  const int file = disk.create(temporary, mode);
  if (file < 0) return false;
  return close_after(disk, file, write_all(disk, file, bytes) && disk.sync(file) == 0);
}

bool sync_folder(Disk& disk, const std::filesystem::path& folder) {
  const int fd = disk.open_folder(folder.empty() ? "." : folder.string());
  if (fd < 0) return false;
  const bool synced = disk.sync(fd) == 0 || errno == EINVAL;  // EINVAL: not on this file system
  return close_after(disk, fd, synced);
}

// It is a bonus: where it fails the new file is worth as much without.
void keep_older(Disk& disk, const std::string& path, const std::string& older) {
  disk.unlink(older);
  disk.link(path, older);
}

// A device, a pipe: what "/dev/null" and "/dev/stdout" name.
bool is_special(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
         !std::filesystem::is_directory(status);
}

Result<void> write_to_special(Disk& disk, const std::filesystem::path& path,
                              std::string_view bytes) {
  const Fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (file && write_all(disk, file.get(), bytes)) return {};
  return failure("unwritable", fmt::format("{}: {}", path.string(), reason()));
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

Result<std::string> read_regular_file(const std::filesystem::path& path, std::size_t limit) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored))
    return failure("unreadable", fmt::format("{}: not a regular file", path.string()));
  return read_file(path, limit);
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                                   Disk& disk, const std::filesystem::path& older) {
  if (is_special(path)) return write_to_special(disk, path, bytes);
  const std::string temporary = path.string() + ".new";
  bool written = write_and_sync(disk, temporary, mode_of(path), bytes);
  if (written && !older.empty()) keep_older(disk, path.string(), older.string());
  written = written && disk.rename(temporary, path.string()) == 0 &&
            sync_folder(disk, path.parent_path());
  if (written) return {};
  const std::string why = reason();
  disk.unlink(temporary);
  return failure("unwritable", fmt::format("{}: {}", path.string(), why));
}

Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes, mode_t mode,
                            Disk& disk) {
  const int file = disk.create(path.string(), mode);
  const bool written =
      file >= 0 && close_after(disk, file, write_all(disk, file, bytes) && disk.sync(file) == 0) &&
      sync_folder(disk, path.parent_path());
  if (written) return {};
  const std::string why = reason();
  if (file >= 0) disk.unlink(path.string());
  return failure("unwritable", fmt::format("{}: {}", path.string(), why));
}

}  // namespace roomsign
