// A card that takes nothing for a while. The whole program.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "daemon/base/file.hpp"
#include "tests/commands/running_sign.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/raw_client.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;
using test::eventually;

class Disk {
 public:
  std::vector<std::string> environment() const {
    return {"LD_PRELOAD=" ROOMSIGN_STALLED_DISK, "STALLED_DISK=" + file().string()};
  }
  void stall() const { std::ofstream(file()) << "stalled"; }
  void heal() const { std::filesystem::remove(file()); }

 private:
  std::filesystem::path file() const { return folder_ / "stalled"; }

  test::TemporaryFolder folder_;
};

// One that keeps what it is told, and is up.
class SignOnADisk : public test::RunningSign {
 public:
  explicit SignOnADisk(const Disk& disk)
      : RunningSign("[remote]\nsocket = \"control\"", disk.environment()) {
    stop();
    start({});
    REQUIRE(eventually([&] { return say({"status"}).status == 0; }));
  }

  std::string picture() const {
    auto png = body("/picture.png");
    REQUIRE(png.starts_with("\x89PNG"));
    return png;
  }
  // What is said is answered in time, and shown.
  void shows(const std::string& text) const {
    const auto before = picture();
    const auto said = say({"announce", text});
    INFO(said.err << daemon->err());
    CHECK(said.status == 0);
    CHECK(eventually([&] { return picture() != before; }, 5s));
    CHECK(status().contains(text));
  }
  std::string kept() const {
    return read_file(folder / "state" / "announcements-said.cache").value_or("");
  }
};

TEST_CASE(
    "While the disk stalls a sign shows what it is told, and keeps it once the disk goes on") {
  const Disk disk;
  const SignOnADisk sign(disk);
  disk.stall();
  sign.shows("Coffee");
  sign.shows("Tea");
  CHECK(sign.daemon->err().contains("announcements-said.cache: the disk is slow"));
  CHECK(sign.kept().empty());
  disk.heal();
  CHECK(eventually([&] { return sign.kept().contains("Coffee") && sign.kept().contains("Tea"); }));
  CHECK(eventually([&] { return sign.daemon->err().contains("the disk is slow no longer"); }));
}

TEST_CASE("While the disk stalls a sign reads its configuration again, and leaves in time") {
  const Disk disk;
  SignOnADisk sign(disk);
  disk.stall();
  sign.shows("Coffee");
  // Another source, whose schedule is to be kept; then none of them.
  std::filesystem::copy(sign.folder / "schedule.json", sign.folder / "other.json");
  const auto toml = read_file(sign.folder / "roomsign.toml").value();
  auto other = toml;
  other.replace(other.find("schedule.json"), 13, "other.json");
  for (const auto& text : {other, toml}) {
    std::ofstream(sign.folder / "roomsign.toml") << text;
    CHECK(sign.say({"reload"}).status == 0);
    std::this_thread::sleep_for(500ms);
  }
  sign.shows("Tea");
  sign.stop();
}

}  // namespace
}  // namespace roomsign::hostile
