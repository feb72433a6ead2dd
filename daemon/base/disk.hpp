// Disk: what writing a file durably asks of the system, a call each, so that a test can stand in
// between: drop a call, fail it, or tell what a power cut would have left.
#pragma once

#include <string>
#include <string_view>

#include <sys/types.h>

namespace roomsign {

// Each does what the system's call of that name does: below zero where it fails, and errno says
// why.
class Disk {
 public:
  virtual ~Disk() = default;

  virtual int create(const std::string& file, mode_t mode);  // for writing; must not exist yet
  virtual ssize_t write(int file, std::string_view bytes);   // how many were written
  virtual int open_folder(const std::string& folder);        // for sync()
  virtual int sync(int file_or_folder);
  virtual int close(int file_or_folder);
  virtual int rename(const std::string& from, const std::string& to);
  virtual int link(const std::string& from, const std::string& to);
  virtual int unlink(const std::string& file);
};

// The machine's own.
Disk& real_disk();

}  // namespace roomsign
