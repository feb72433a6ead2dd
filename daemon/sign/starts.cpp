#include "daemon/sign/starts.hpp"

#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::sign {
namespace {

constexpr std::size_t kLargest = 1000;

// "BOOT COUNT"; what is anything else counts as none.
int count_of(const std::filesystem::path& file, const std::string& boot) {
  std::ifstream in(file);
  std::string of;
  int count = 0;
  return in >> of >> count && of == boot && count > 0 ? count : 0;
}

}  // namespace

// Nothing is synced: a crash leaves what was written, and a power cut need not.
Starts::Starts(std::filesystem::path file, const std::string& boot) {
  if (file.empty() || boot.empty()) return;
  file_ = std::move(file);
  in_vain_ = count_of(file_, boot);
  std::ofstream(file_) << boot << ' ' << in_vain_ + 1 << '\n';
}

void Starts::succeed() {
  in_vain_ = 0;
  if (file_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(std::exchange(file_, {}), ignored);
}

std::string this_boot() {
  const auto id = read_file("/proc/sys/kernel/random/boot_id", kLargest);
  return id ? std::string(trim(*id)) : std::string();
}

}  // namespace roomsign::sign
