// A disk that does what it is told, in one folder, and remembers after each call what a power cut
// could have left of it.
//
// It assumes as little of a file system as fsync() promises. Data that was not synced is lost, cut
// anywhere, or partly zeros. Each name in the folder stands for what it stood for at any time since
// the folder was synced, and does so independently of all other names: so what was created, linked,
// renamed and removed may be lost, reordered, or, for a rename, half done.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "daemon/base/disk.hpp"

namespace roomsign::test {

// What may be left: names, and for each which of the files it is.
struct Remains {
  std::map<std::string, std::size_t> names;
  std::map<std::size_t, std::string> files;
  bool operator<(const Remains& other) const {
    return std::tie(names, files) < std::tie(other.names, other.files);
  }
};

// Replaces all that is in the folder.
void lay_out(const Remains& remains, const std::filesystem::path& folder);

// The disk as it is between two calls.
class Moment {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  // What a power cut may leave now: all of it where that are no more than `most`, else as many at
  // random.
  void for_each_remains(std::size_t most, std::mt19937& random,
                        const std::function<void(const Remains&)>& visit) const;

  int saved = 0;    // the last save that was reported as done by then
  int writing = 0;  // the last one that was begun
  std::string last_call;

 private:
  friend class RecordingDisk;
  struct File {
    std::string synced;
    std::string now;
  };
  std::map<std::string, std::vector<std::size_t>> names_;  // since the folder was synced
  std::vector<File> files_;
};

class RecordingDisk : public Disk {
 public:
  // What is in the folder now is safe.
  explicit RecordingDisk(const std::filesystem::path& folder);

  // Notes that a save with this number begins, or was reported as done.
  void begin(int save);
  void done(int save);

  // One before the first call and one after each.
  const std::vector<Moment>& moments() const { return moments_; }

  int create(const std::string& file, mode_t mode) override;
  ssize_t write(int file, std::string_view bytes) override;
  int open_folder(const std::string& folder) override;
  int sync(int file_or_folder) override;
  int close(int file_or_folder) override;
  int rename(const std::string& from, const std::string& to) override;
  int link(const std::string& from, const std::string& to) override;
  int unlink(const std::string& file) override;

 protected:
  bool is_folder(int fd) const { return !open_.contains(fd); }
  int write_over(const std::string& file);  // opens one that is there, and empties it

 private:
  void stand_for(const std::string& path, std::size_t file);
  std::size_t file_of(const std::string& path) const;
  void note(std::string call);

  std::map<int, std::size_t> open_;  // by descriptor
  Moment now_;
  std::vector<Moment> moments_;
};

}  // namespace roomsign::test
