// A sign that runs as a service, and what becomes of it where its configuration has an error: the
// program itself, with a state folder as systemd gives it one.
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/file.hpp"
#include "daemon/fetch/cache.hpp"
#include "render/sdl/png.hpp"
#include "tests/commands/running_sign.hpp"
#include "tests/support/count.hpp"

namespace roomsign::test {
namespace {

// Systemd's end, which is always read, lest who tells it something have to wait.
class Manager {
 public:
  explicit Manager(const std::filesystem::path& path) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const timeval patience{.tv_sec = 0, .tv_usec = 50'000};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    reading_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) read();
    });
  }

  // The last that it was told.
  std::string status() {
    const std::scoped_lock lock(mutex_);
    return status_;
  }

 private:
  void read() {
    std::array<char, 4096> bytes{};
    const auto got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
    const std::string said(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    const auto at = said.find("STATUS=");
    if (at == std::string::npos) return;
    const std::scoped_lock lock(mutex_);
    status_ = said.substr(at + 7, said.find('\n', at) - at - 7);
  }

  Fd socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  std::mutex mutex_;
  std::string status_;
  std::jthread reading_;
};

constexpr const char* kTypo = "clok = \"24h\"\n";
constexpr const char* kTypoIsTold =
    "roomsign.toml:1:1: clok is no known key; did you mean view.clock?";

class Service {
 public:
  Service() {
    std::filesystem::create_directory(folder / "state");
    std::ofstream(folder / "schedule.json") << kSchedule;
    write(sound());
  }

  // A configuration without an error, of this title.
  static std::string sound(const std::string& title = "A Day of Signs") {
    return fmt::format(
        "room = \"Hall A\"\ntrust_clock = true\nremote.socket = \"control\"\n"
        "view.title = \"{}\"\nsource.url = \"schedule.json\"\n",
        title);
  }
  std::string file() const { return (folder / "roomsign.toml").string(); }
  std::string kept_file() const { return (folder / "state/configuration-file.cache").string(); }
  void write(const std::string& toml) const { std::ofstream(file()) << toml; }
  std::string kept() const {
    const auto entry = fetch::Cache(kept_file()).load();
    return entry ? entry->content : "";
  }
  void keep(const std::string& toml) const {
    REQUIRE(fetch::Cache(kept_file()).store({.url = file(), .content = toml}));
  }

  void start(const std::vector<std::string>& more = {}) {
    std::filesystem::remove(picture_file());
    std::filesystem::remove(folder / "control");
    std::vector<std::string> argv{ROOMSIGN_PROGRAM, "run",       "--config", file(),
                                  "--display",      "offscreen", "--size",   "800x480",
                                  "--at",           kAt,         "-o",       picture_file()};
    argv.insert(argv.end(), more.begin(), more.end());
    program = std::make_unique<Program>(
        argv, std::vector<std::string>{"STATE_DIRECTORY=" + (folder / "state").string(),
                                       "NOTIFY_SOCKET=" + (folder / "notify").string()});
  }
  void stop() const {
    program->signal(SIGTERM);
    REQUIRE(program->wait(5s) == 0);
  }
  // As a sign was that shows the schedule.
  void start_well() {
    start();
    REQUIRE(eventually([&] { return !kept().empty() && picture() == expected(); }));
    stop();
  }

  std::string picture_file() const { return (folder / "picture.png").string(); }
  render::Picture picture() const {
    const auto png = read_file(picture_file());
    return png ? render::decode_png(*png) : render::Picture();
  }
  // What `snapshot` shows of a sound configuration.
  render::Picture expected(const std::string& title = "A Day of Signs") const {
    std::ofstream(folder / "expected.toml") << sound(title);
    const auto file = (folder / "expected.png").string();
    const auto ran =
        run_program({ROOMSIGN_PROGRAM, "snapshot", "--config", (folder / "expected.toml").string(),
                     "--at", kAt, "--size", "800x480", "-o", file});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return render::decode_png(read_file(file).value());
  }
  bool comes_to_show(const render::Picture& wanted) const {
    return eventually([&] { return picture() == wanted; });
  }
  bool comes_to_log(const std::string& words) const {
    return eventually([&] { return program->err().contains(words); });
  }
  std::size_t logged(const std::string& words) const { return count(program->err(), words); }
  std::string get(const std::string& path) const {
    RawClient client(folder / "control");
    client.send(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path));
    return client.rest();
  }
  bool is_well() const {
    return eventually([&] { return status_of(get("/healthz")) == 200; });
  }

  static constexpr const char* kAt = "2026-05-01T09:20:01Z";
  TemporaryFolder folder;
  Manager manager{folder / "notify"};
  std::unique_ptr<Program> program;
};

TEST_CASE("A typo before a start leaves the last good configuration in force, and is told") {
  Service sign;
  sign.start_well();
  sign.write(kTypo + Service::sound("Another Day"));
  sign.start();
  CHECK(sign.comes_to_show(sign.expected()));
  const std::string told = "the configuration has an error: " + sign.folder.path().string() + "/" +
                           kTypoIsTold + "; the last good one is in force";
  CHECK(sign.logged("error: " + told) == 1);
  CHECK(sign.logged("clok") == 1);
  CHECK(eventually([&] { return std::filesystem::exists(sign.folder / "control"); }));
  const auto health = sign.get("/healthz");
  CHECK(status_of(health) == 503);
  CHECK(body_of(health).contains(told + "\n"));
  const auto status = body_of(sign.get("/status.json"));
  CHECK(status.contains(R"("in_force": "last-good")"));
  CHECK(status.contains(R"("file_trouble")"));
  CHECK(eventually([&] { return sign.manager.status().ends_with("; " + told); }));
  CHECK(sign.manager.status().starts_with("showing: Hinges"));
  CHECK(sign.kept() == Service::sound());
}

TEST_CASE("A file that was mended is taken by itself, and one that was not is complained of") {
  Service sign;
  sign.start_well();
  sign.write(kTypo);
  sign.start();
  REQUIRE(sign.comes_to_show(sign.expected()));
  sign.write("\n[view]\nclock = 5\n");
  CHECK(sign.comes_to_log("roomsign.toml:3:9: view.clock must be one of"));
  CHECK(sign.picture() == sign.expected());
  sign.write(Service::sound("Another Day"));
  CHECK(sign.comes_to_show(sign.expected("Another Day")));
  CHECK(sign.comes_to_log("configuration read again"));
  CHECK(sign.is_well());
  CHECK_FALSE(body_of(sign.get("/status.json")).contains("file_trouble"));
  CHECK(eventually([&] { return !sign.manager.status().contains("error"); }));
  CHECK(eventually([&] { return sign.kept() == Service::sound("Another Day"); }));
}

TEST_CASE("A running sign whose file gets an error says so, and takes the mended one by itself") {
  Service sign;
  sign.start();
  REQUIRE(sign.comes_to_show(sign.expected()));
  sign.write(kTypo);
  sign.program->signal(SIGHUP);
  CHECK(sign.comes_to_log("; the configuration in force stays"));
  CHECK(
      eventually([&] { return sign.manager.status().ends_with("the last good one is in force"); }));
  CHECK(status_of(sign.get("/healthz")) == 503);
  CHECK(sign.picture() == sign.expected());
  sign.write(Service::sound("Another Day"));
  CHECK(sign.comes_to_show(sign.expected("Another Day")));
  CHECK(sign.is_well());
}

TEST_CASE("Where a file is gone or cannot be read, the last good configuration is in force") {
  Service sign;
  sign.start_well();
  std::filesystem::remove(sign.file());
  SECTION("gone") {}
  SECTION("a folder") { std::filesystem::create_directory(sign.file()); }
  sign.start();
  CHECK(sign.comes_to_show(sign.expected()));
  CHECK(sign.logged("the last good one is in force") == 1);
  std::filesystem::remove(sign.file());
  sign.write(Service::sound("Another Day"));
  CHECK(sign.comes_to_show(sign.expected("Another Day")));
}

TEST_CASE("A sign that never had a good configuration shows what is wrong, and takes it mended") {
  Service sign;
  sign.write("view.clock = 5\n");
  sign.start();
  REQUIRE(eventually([&] { return !sign.picture().pixels.empty(); }));
  const auto first = sign.picture();
  CHECK(sign.logged("roomsign.toml:1:14: view.clock must be one of") == 1);
  CHECK_FALSE(sign.program->err().contains("the last good one"));
  sign.write("\nview.clock = 5\n");  // it says which line
  REQUIRE(sign.comes_to_log("roomsign.toml:2:14: view.clock must be one of"));
  CHECK(eventually([&] { return sign.picture() != first; }));
  CHECK(sign.kept().empty());
  sign.write(Service::sound());
  CHECK(sign.comes_to_show(sign.expected()));
}

TEST_CASE("What is kept and cannot be used at all leaves a sign that shows what is wrong") {
  Service sign;
  sign.keep("room = \"Hall");
  sign.write(kTypo);
  sign.start();
  REQUIRE(eventually([&] { return !sign.picture().pixels.empty(); }));
  CHECK(sign.logged("the last good configuration cannot be used: the last good configuration:1:") ==
        1);
  sign.write(Service::sound());
  CHECK(sign.comes_to_show(sign.expected()));
}

TEST_CASE("Another version's keys do not stop a sign") {
  Service sign;
  const auto newer = Service::sound() + "[sparkles]\nred = 1\n[display]\nrotate = 45\n";
  sign.keep(newer);
  sign.write(newer);
  sign.start();
  CHECK(sign.comes_to_show(sign.expected()));
  CHECK(sign.logged("warning: the last good configuration:6:2: sparkles is no known section; "
                    "passed over") == 1);
  CHECK(sign.logged("warning: the last good configuration:9:10: display.rotate must be 0, 90, 180 "
                    "or 270; passed over") == 1);
  CHECK(sign.kept() == newer);
}

TEST_CASE("What is kept is written when it is another one, and never what names no schedule") {
  Service sign;
  sign.start_well();
  struct stat before{};
  REQUIRE(::stat(sign.kept_file().c_str(), &before) == 0);
  const auto is_as_before = [&] {
    struct stat now{};
    return ::stat(sign.kept_file().c_str(), &now) == 0 && now.st_ino == before.st_ino &&
           now.st_ctim.tv_sec == before.st_ctim.tv_sec &&
           now.st_ctim.tv_nsec == before.st_ctim.tv_nsec;
  };
  sign.start();
  REQUIRE(sign.comes_to_show(sign.expected()));
  sign.program->signal(SIGHUP);
  REQUIRE(sign.comes_to_log("configuration read again"));
  CHECK(sign.is_well());
  CHECK(is_as_before());

  sign.write("remote.socket = \"control\"\n");
  sign.program->signal(SIGHUP);
  REQUIRE(eventually([&] { return sign.logged("configuration read again") == 2; }));
  CHECK(status_of(sign.get("/healthz")) == 503);
  CHECK(is_as_before());

  sign.write(Service::sound("Another Day"));
  sign.program->signal(SIGHUP);
  CHECK(eventually([&] { return sign.kept() == Service::sound("Another Day"); }));
}

TEST_CASE("By hand an error in the configuration is an error, whatever a service would do") {
  const TemporaryFolder folder;
  const auto file = (folder / "roomsign.toml").string();
  const auto run = [&](std::vector<std::string> more) {
    more.insert(more.begin(),
                {ROOMSIGN_PROGRAM, "run", "--config", file, "--display", "offscreen"});
    return run_program(more);
  };
  const auto missing = run({});
  CHECK(missing.status == 1);
  CHECK(missing.err.contains("roomsign.toml: No such file or directory"));
  std::ofstream(file) << kTypo;
  const auto typo = run({});
  CHECK(typo.status == 2);
  CHECK(typo.err.contains(kTypoIsTold));
}

TEST_CASE("A wrong command line is one for a service as well") {
  Service sign;
  sign.start_well();
  sign.write(kTypo);
  sign.start({"--theme", "sepia"});
  CHECK(sign.program->wait() == 2);
}

}  // namespace
}  // namespace roomsign::test
