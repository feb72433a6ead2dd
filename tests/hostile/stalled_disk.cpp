// Loaded into a program (LD_PRELOAD): its disk takes nothing for as long as there is the file
// $STALLED_DISK, as a worn card that cleans up.
#include <cstdlib>
#include <ctime>

#include <sys/syscall.h>
#include <unistd.h>

extern "C" int fsync(int fd) {
  const char* file = std::getenv("STALLED_DISK");
  while (file != nullptr && ::access(file, F_OK) == 0) {
    constexpr timespec kShortly{0, 10'000'000};
    ::nanosleep(&kShortly, nullptr);
  }
  return static_cast<int>(::syscall(SYS_fsync, fd));
}
