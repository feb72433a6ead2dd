#include "tests/support/recording_disk.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

#include "daemon/base/file.hpp"

namespace roomsign::test {
namespace {

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// What may be on the disk of a file that was not synced. By number, as there are many.
class Leftovers {
 public:
  Leftovers(const std::string& synced, const std::string& now)
      : synced_(synced), now_(now), cuts_(std::min<std::size_t>(now.size() + 1, kMostCuts)) {}

  std::size_t count() const { return synced_ == now_ ? 1 : 2 + 2 * cuts_ + kBlocks; }

  std::string at(std::size_t i) const {
    if (i == 0) return now_;
    if (i == 1) return synced_;
    i -= 2;
    if (i < cuts_) return now_.substr(0, cut(i));
    i -= cuts_;
    if (i < cuts_) return zeros(cut(i), now_.size());
    i -= cuts_;
    return zeros(now_.size() * i / kBlocks, now_.size() * (i + 1) / kBlocks);
  }

 private:
  static constexpr std::size_t kMostCuts = 600;
  static constexpr std::size_t kBlocks = 8;

  std::size_t cut(std::size_t i) const {
    return cuts_ > now_.size() ? i : now_.size() * i / (cuts_ - 1);
  }
  std::string zeros(std::size_t begin, std::size_t end) const {
    auto bytes = now_;
    return bytes.replace(begin, end - begin, end - begin, '\0');
  }

  const std::string& synced_;
  const std::string& now_;
  std::size_t cuts_;
};

}  // namespace

void lay_out(const Remains& remains, const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    std::filesystem::remove(entry.path());
  std::map<std::size_t, std::filesystem::path> there;
  for (const auto& [name, file] : remains.names) {
    const auto [first, is_new] = there.try_emplace(file, folder / name);
    if (is_new) {
      std::ofstream(folder / name, std::ios::binary) << remains.files.at(file);
    } else {
      std::filesystem::create_hard_link(first->second, folder / name);
    }
  }
}

void Moment::for_each_remains(std::size_t most, std::mt19937& random,
                              const std::function<void(const Remains&)>& visit) const {
  std::vector<std::size_t> choices;  // how many there are for each name, then for each file
  for (const auto& [name, stood_for] : names_) choices.push_back(stood_for.size());
  for (const auto& file : files_) choices.push_back(Leftovers(file.synced, file.now).count());
  std::size_t all = 1;
  for (const auto choice : choices) all = all > most ? all : all * choice;
  const bool is_each = all <= most;
  for (std::size_t i = 0; i < (is_each ? all : most); ++i) {
    std::size_t rest = i;
    auto choice = choices.begin();
    const auto choose = [&] {
      const auto of = *choice++;
      return is_each ? std::exchange(rest, rest / of) % of : random() % of;
    };
    Remains remains;
    for (const auto& [name, stood_for] : names_) {
      if (const auto file = stood_for[choose()]; file != kNone) remains.names[name] = file;
    }
    for (std::size_t file = 0; file < files_.size(); ++file) {
      const auto chosen = choose();
      const bool is_named = std::ranges::any_of(
          remains.names, [&](const auto& entry) { return entry.second == file; });
      if (!is_named) continue;
      remains.files[file] = Leftovers(files_[file].synced, files_[file].now).at(chosen);
    }
    visit(remains);
  }
}

RecordingDisk::RecordingDisk(const std::filesystem::path& folder) {
  std::map<ino_t, std::size_t> known;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    struct stat info{};
    ::stat(entry.path().c_str(), &info);
    const auto [file, is_new] = known.try_emplace(info.st_ino, now_.files_.size());
    if (is_new) {
      auto bytes = read_file(entry.path()).value();
      now_.files_.push_back({bytes, bytes});
    }
    now_.names_[entry.path().filename().string()] = {file->second};
  }
  note("start");
}

void RecordingDisk::begin(int save) {
  now_.writing = save;
  note("begin");
}

void RecordingDisk::done(int save) {
  now_.saved = now_.writing = save;
  note("done");
}

int RecordingDisk::create(const std::string& file, mode_t mode) {
  const int fd = Disk::create(file, mode);
  if (fd < 0) return fd;
  open_[fd] = now_.files_.size();
  stand_for(file, now_.files_.size());
  now_.files_.emplace_back();
  note("create " + name_of(file));
  return fd;
}

int RecordingDisk::write_over(const std::string& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  open_[fd] = file_of(file);
  now_.files_[file_of(file)].now.clear();
  note("write over " + name_of(file));
  return fd;
}

ssize_t RecordingDisk::write(int file, std::string_view bytes) {
  const auto written = Disk::write(file, bytes);
  if (written > 0) {
    now_.files_[open_.at(file)].now += bytes.substr(0, static_cast<std::size_t>(written));
    note("write");
  }
  return written;
}

int RecordingDisk::open_folder(const std::string& folder) { return Disk::open_folder(folder); }

// Of this machine nothing is asked: the power cut is played.
int RecordingDisk::sync(int fd) {
  if (is_folder(fd)) {
    for (auto& [name, stood_for] : now_.names_) stood_for = {stood_for.back()};
    note("sync folder");
  } else {
    auto& file = now_.files_[open_.at(fd)];
    file.synced = file.now;
    note("sync file");
  }
  return 0;
}

int RecordingDisk::close(int fd) {
  open_.erase(fd);
  return Disk::close(fd);
}

int RecordingDisk::rename(const std::string& from, const std::string& to) {
  const int result = Disk::rename(from, to);
  if (result < 0) return result;
  const auto file = file_of(from);
  if (now_.names_.contains(name_of(to)) && file_of(to) == file) return result;  // POSIX: both stay
  stand_for(to, file);
  stand_for(from, Moment::kNone);
  note("rename " + name_of(from) + " to " + name_of(to));
  return result;
}

int RecordingDisk::link(const std::string& from, const std::string& to) {
  const int result = Disk::link(from, to);
  if (result < 0) return result;
  stand_for(to, file_of(from));
  note("link " + name_of(from) + " to " + name_of(to));
  return result;
}

int RecordingDisk::unlink(const std::string& file) {
  const int result = Disk::unlink(file);
  if (result < 0) return result;
  stand_for(file, Moment::kNone);
  note("unlink " + name_of(file));
  return result;
}

// A name that was not there before may be missing after a power cut.
void RecordingDisk::stand_for(const std::string& path, std::size_t file) {
  auto& stood_for = now_.names_[name_of(path)];
  if (stood_for.empty()) stood_for = {Moment::kNone};
  stood_for.push_back(file);
}

std::size_t RecordingDisk::file_of(const std::string& path) const {
  return now_.names_.at(name_of(path)).back();
}

void RecordingDisk::note(std::string call) {
  now_.last_call = std::move(call);
  moments_.push_back(now_);
}

}  // namespace roomsign::test
