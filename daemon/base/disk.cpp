#include "daemon/base/disk.hpp"

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace roomsign {

int Disk::create(const std::string& file, mode_t mode) {
  return ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
}

ssize_t Disk::write(int file, std::string_view bytes) {
  return ::write(file, bytes.data(), bytes.size());
}

int Disk::open_folder(const std::string& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int Disk::sync(int file_or_folder) { return ::fsync(file_or_folder); }

int Disk::close(int file_or_folder) { return ::close(file_or_folder); }

int Disk::rename(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str());
}

int Disk::link(const std::string& from, const std::string& to) {
  return ::link(from.c_str(), to.c_str());
}

int Disk::unlink(const std::string& file) { return ::unlink(file.c_str()); }

Disk& real_disk() {
  static Disk& disk = *new Disk;  // a write that a scribe gave up may outlive main()
  return disk;
}

}  // namespace roomsign
