// Loaded into a program (LD_PRELOAD): shifts the machine's clock, and the one that is never set,
// for it alone, by the seconds that stand as two numbers of 64 bits in the file $OTHER_CLOCK. They
// may change at any time, as a clock may be set; but nobody is told of it.
#include <cstdint>
#include <cstdlib>
#include <ctime>

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace {

const volatile std::int64_t* shifts() {
  static const volatile std::int64_t* const shared = [] {
    const char* file = std::getenv("OTHER_CLOCK");
    const int fd = ::open(file == nullptr ? "" : file, O_RDONLY | O_CLOEXEC);
    void* const memory = ::mmap(nullptr, 2 * sizeof(std::int64_t), PROT_READ, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED) std::abort();
    ::close(fd);
    return static_cast<const std::int64_t*>(memory);
  }();
  return shared;
}

std::int64_t shift() { return shifts()[0]; }
std::int64_t steady_shift() { return shifts()[1]; }

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  const long failed = ::syscall(SYS_clock_gettime, clock, now);
  if (failed == 0 && clock == CLOCK_REALTIME) now->tv_sec += shift();
  const bool steady = clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME;
  if (failed == 0 && steady) now->tv_sec += steady_shift();
  return static_cast<int>(failed);
}

// Who waits until an instant of the shifted clock waits as long as he meant to.
int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* until) {
  using Wait = int (*)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*);
  static const auto wait = reinterpret_cast<Wait>(::dlsym(RTLD_NEXT, "pthread_cond_clockwait"));
  timespec real = *until;
  if (clock == CLOCK_MONOTONIC) real.tv_sec -= steady_shift();
  return wait(condition, mutex, clock, &real);
}

// OpenSSL judges certificates by this one.
std::time_t time(std::time_t* copy) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (copy != nullptr) *copy = now.tv_sec;
  return now.tv_sec;
}

int timerfd_settime(int fd, int flags, const itimerspec* due, itimerspec* before) noexcept {
  itimerspec real = *due;
  if ((flags & TFD_TIMER_ABSTIME) != 0) real.it_value.tv_sec -= shift();
  return static_cast<int>(::syscall(SYS_timerfd_settime, fd, flags, &real, before));
}

}  // extern "C"
