#include "render/sdl/drm.hpp"

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"
#include "tests/render/sdl/udev_note.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

// A folder that stands in for the kernel's.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("roomsign-drm-" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void connector(const std::string& name, const std::string& status) const {
    std::filesystem::create_directories(path_ / name);
    std::ofstream(path_ / name / "status") << status << "\n";
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST_CASE("monitors are the connectors at which something is plugged in") {
  const Folder sysfs;
  CHECK(drm::monitors(sysfs.path()).empty());
  sysfs.connector("card1-HDMI-A-2", "disconnected");
  sysfs.connector("card1-Writeback-1", "unknown");
  std::filesystem::create_directories(sysfs.path() / "card1");
  std::filesystem::create_directories(sysfs.path() / "renderD128");
  CHECK(drm::monitors(sysfs.path()).empty());

  sysfs.connector("card1-HDMI-A-1", "connected");
  const std::string one = drm::monitors(sysfs.path());
  CHECK(one == "card1-HDMI-A-1 ");

  sysfs.connector("card0-DSI-1", "unknown");
  CHECK(drm::monitors(sysfs.path()) == "card0-DSI-1 card1-HDMI-A-1 ");
  sysfs.connector("card1-HDMI-A-1", "disconnected");
  CHECK(drm::monitors(sysfs.path()) != one);
}

TEST_CASE("what udev notes of a card is told once, and wakes who waits") {
  const Folder folder;
  const Fd card(::open("/dev/null", O_RDONLY | O_CLOEXEC));  // c1:3
  const auto write = [&](const char* name) { test::write_note(folder.path(), name); };
  write("c1:3");
  drm::Notes notes(folder.path());
  const auto wakes = [&] {
    pollfd waiting{.fd = notes.fd(), .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, 0) == 1;
  };
  CHECK_FALSE(wakes());
  CHECK_FALSE(notes.take(card.get()));
  write("c226:0");
  CHECK(wakes());
  CHECK_FALSE(notes.take(card.get()));
  write("c1:3");
  write("c226:0");
  CHECK(wakes());
  CHECK(notes.take(card.get()));
  CHECK_FALSE(wakes());
  CHECK_FALSE(notes.take(card.get()));
  write("c1:3");
  CHECK_FALSE(notes.take(-1));
}

TEST_CASE("where udev notes nothing, nobody is woken") {
  const Folder folder;
  drm::Notes notes(folder.path() / "none");
  CHECK(notes.fd() == -1);
  CHECK_FALSE(notes.take(0));
}

TEST_CASE("a machine without a graphics card has no card and no monitors") {
  const Folder folder;
  CHECK(drm::cards(folder.path()).empty());
  CHECK(drm::cards(folder.path() / "none").empty());
  CHECK(drm::monitors(folder.path() / "none").empty());
  std::ofstream(folder.path() / "renderD128").flush();
  CHECK(drm::cards(folder.path()).empty());
  for (const auto* name : {"card1", "card0"}) std::ofstream(folder.path() / name).flush();
  CHECK(drm::cards(folder.path()) == std::vector<std::string>{"card0", "card1"});
}

}  // namespace
}  // namespace roomsign::render
