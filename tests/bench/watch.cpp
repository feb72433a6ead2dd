// Watches the frame buffer that an Xvfb shows in memory (its option -fbdir), so that looking costs
// the X server and what is measured nothing. Every kStep-th pixel of every kStep-th line is looked
// at, several thousand times a second.
//
//   watch BUFFER settle QUIET TIMEOUT COMMAND...   starts the command and waits until the picture
//       has been still for QUIET seconds. Prints after how many milliseconds it reached that state
//       (-1: never within TIMEOUT seconds). Then ends the command and its children (SIGTERM).
//   watch BUFFER changes SECONDS                   prints a line for each change: seconds of the
//       machine's clock when it began, and when the last of it was there.
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using std::chrono::system_clock;

constexpr unsigned kStep = 4;
constexpr auto kPause = 150us;       // between two looks
constexpr auto kOneChange = 100ms;   // pixels that change closer together than this are one change
constexpr auto kLongestLeave = 10s;  // then the command is killed

// An XWD file (X11/XWDFile.h) of 32 bits a pixel that an X server writes into.
class FrameBuffer {
 public:
  explicit FrameBuffer(const char* path) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    struct stat status{};
    if (file < 0 || ::fstat(file, &status) != 0)
      throw std::runtime_error(std::string(path) + ": " + std::strerror(errno));
    void* const mapped =
        ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    if (mapped == MAP_FAILED) throw std::runtime_error(std::strerror(errno));
    const auto* const header = static_cast<const std::uint32_t*>(mapped);
    const auto field = [&](int number) { return ntohl(header[number]); };
    constexpr int kHeaderSize = 0, kWidth = 4, kHeight = 5, kBits = 11, kLine = 12, kColours = 19;
    if (field(kBits) != 32) throw std::runtime_error("not 32 bits a pixel: start Xvfb with 24");
    width_ = field(kWidth);
    height_ = field(kHeight);
    line_ = field(kLine) / sizeof(std::uint32_t);
    constexpr std::size_t kColourSize = 12;
    pixels_ = header + (field(kHeaderSize) + field(kColours) * kColourSize) / sizeof(std::uint32_t);
  }

  // Of the pixels that are looked at (FNV-1a, a pixel at a time).
  std::uint64_t hash() const {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (unsigned y = kStep / 2; y < height_; y += kStep) {
      const volatile std::uint32_t* const line = pixels_ + static_cast<std::size_t>(y) * line_;
      for (unsigned x = kStep / 2; x < width_; x += kStep)
        hash = (hash ^ (line[x] & 0xffffff)) * 0x100000001b3;
    }
    return hash;
  }

 private:
  unsigned width_ = 0;
  unsigned height_ = 0;
  std::size_t line_ = 0;
  const std::uint32_t* pixels_ = nullptr;
};

// In a process group of its own, so that its children can be ended with it.
pid_t start(char** command) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setpgid(0, 0);
  ::execvp(command[0], command);
  std::perror(command[0]);
  ::_exit(127);
}

void end(pid_t child) {
  ::kill(-child, SIGTERM);
  const auto until = steady_clock::now() + kLongestLeave;
  while (::waitpid(child, nullptr, WNOHANG) == 0) {
    if (steady_clock::now() > until) ::kill(-child, SIGKILL);
    std::this_thread::sleep_for(5ms);
  }
  ::kill(-child, SIGKILL);  // whatever did not leave with it
}

int settle(const FrameBuffer& buffer, double quiet, double timeout, char** command) {
  std::uint64_t last = buffer.hash();
  const auto begin = steady_clock::now();
  const pid_t child = start(command);
  std::optional<steady_clock::time_point> changed;
  bool still = false;
  for (auto now = begin; !still && now < begin + std::chrono::duration<double>(timeout);
       now = steady_clock::now()) {
    if (const auto hash = buffer.hash(); hash != last) {
      last = hash;
      changed = steady_clock::now();
    }
    still = changed && now > *changed + std::chrono::duration<double>(quiet);
    std::this_thread::sleep_for(kPause);
  }
  end(child);
  const std::chrono::duration<double, std::milli> took = still ? *changed - begin : -1ms;
  std::printf("%.2f\n", took.count());
  return 0;
}

double seconds(system_clock::time_point time) {
  return std::chrono::duration<double>(time.time_since_epoch()).count();
}

int changes(const FrameBuffer& buffer, double length) {
  struct Change {
    system_clock::time_point begin, end;
  };
  std::vector<Change> seen;
  std::uint64_t last = buffer.hash();
  const auto until = steady_clock::now() + std::chrono::duration<double>(length);
  while (steady_clock::now() < until) {
    if (const auto hash = buffer.hash(); hash != last) {
      last = hash;
      const auto now = system_clock::now();
      if (seen.empty() || now > seen.back().end + kOneChange) seen.push_back({now, now});
      seen.back().end = now;
    }
    std::this_thread::sleep_for(kPause);
  }
  for (const auto& change : seen)
    std::printf("%.6f %.6f\n", seconds(change.begin), seconds(change.end));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::string_view what = count > 3 ? words[2] : "";
    if (what == "settle" && count > 5)
      return settle(FrameBuffer(words[1]), std::atof(words[3]), std::atof(words[4]), words + 5);
    if (what == "changes") return changes(FrameBuffer(words[1]), std::atof(words[3]));
    std::fputs("watch BUFFER settle QUIET TIMEOUT COMMAND... | watch BUFFER changes SECONDS\n",
               stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "watch: %s\n", error.what());
  }
  return 1;
}
