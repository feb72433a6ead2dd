// The daemon from end to end: a page on a real server, polled, read in a child, cached, drawn.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <signal.h>
#include <sys/stat.h>

#include "daemon/base/file.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "render/sdl/png.hpp"
#include "tests/hostile/other_clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

constexpr const char* kPage = R"(<!DOCTYPE html><title>A Day of Signs</title>
<h2>Schedule (UTC)</h2><p>Friday, May 1, 2026</p>
<table><tr><th>Time</th><th>Session</th></tr>
<tr><td>9:00 AM - 10:00 AM</td><td>First talk</td></tr>
<tr><td>10:00 AM - 11:00 AM</td><td>Second talk</td></tr>
</table>)";

constexpr const char* kChangedPage = R"(<!DOCTYPE html><title>A Day of Signs</title>
<h2>Schedule (UTC)</h2><p>Friday, May 1, 2026</p>
<table><tr><th>Time</th><th>Session</th></tr>
<tr><td>9:00 AM - 10:00 AM</td><td>Another talk</td></tr>
<tr><td>10:00 AM - 11:00 AM</td><td>Second talk</td></tr>
</table>)";

constexpr const char* kPortal =
    "<html><title>Hotel Wi-Fi</title><form>Room number <input></form></html>";

std::string page(const char* body) {
  return test::reply(200, {"Content-Type: text/html; charset=utf-8"}, body);
}

// A sign in a folder of its own, with a configuration that polls quickly.
class SignInAFolder {
 public:
  explicit SignInAFolder(std::string more = "") {
    server.answer("/schedule", page(kPage));
    configure(
        "trust_clock = true\n[view]\nclock = \"24h\"\n[display]\ndriver = \"offscreen\"\n"
        "width = 800\nheight = 480\nfade = false\n" +
        std::move(more));
  }

  void configure(const std::string& text) {
    configured_ = text;
    write_configuration("state_dir = \"state\"\n" + text + "[source]\nurl = \"" +
                        server.url("/schedule") + "\"\n[poll]\ninterval = \"5 s\"\n");
  }
  void write_configuration(const std::string& text) const {
    std::ofstream(folder / "roomsign.toml") << text;
  }

  std::vector<std::string> command(std::vector<std::string> more = {}) const {
    std::vector<std::string> argv{
        ROOMSIGN_PROGRAM, "run", "--config", (folder / "roomsign.toml").string(), "-o",
        picture_file()};
    argv.insert(argv.end(), more.begin(), more.end());
    return argv;
  }

  bool has_kept_schedule() const {
    return std::filesystem::exists(fetch::cache_file(folder / "state", server.url("/schedule")));
  }

  std::string picture_file() const { return (folder / "picture.png").string(); }
  bool has_picture() const { return std::filesystem::exists(picture_file()); }
  render::Picture picture() const {
    const auto png = read_file(picture_file());
    return png ? render::decode_png(*png) : render::Picture();
  }

  // What `snapshot` says the sign shows for the same schedule at that time.
  render::Picture expected(const char* body, const std::string& at) const {
    const auto source = folder / "expected.html";
    std::ofstream(source) << body;
    const auto file = (folder / "expected.png").string();
    const auto ran = test::run_program(
        {ROOMSIGN_PROGRAM, "snapshot", "--config", (folder / "roomsign.toml").string(), "--source",
         source.string(), "--at", at, "--size", "800x480", "-o", file});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return render::decode_png(read_file(file).value());
  }

  test::TemporaryFolder folder;
  test::HttpServer server;

 private:
  std::string configured_;
};

constexpr const char* kAt = "2026-05-01T09:20:10Z";

}  // namespace

TEST_CASE("A page on a server becomes the picture that the hour asks for") {
  SignInAFolder sign;
  test::Program daemon(sign.command({"--at", kAt}));
  const auto expected = sign.expected(kPage, kAt);
  CHECK(test::eventually([&] { return sign.picture() == expected; }));
  daemon.signal(GENERATE(SIGTERM, SIGINT));
  CHECK(daemon.wait(5s) == 0);
  CHECK(daemon.err().find("stopping") != std::string::npos);
}

TEST_CASE("A changed page changes the picture, and a portal's page does not") {
  SignInAFolder sign;
  test::Program daemon(sign.command({"--at", kAt}));
  const auto first = sign.expected(kPage, kAt);
  REQUIRE(test::eventually([&] { return sign.picture() == first; }));

  sign.server.answer("/schedule", page(kPortal));
  const int asked = sign.server.hits("/schedule");
  REQUIRE(test::eventually([&] { return sign.server.hits("/schedule") > asked; }));
  CHECK(test::eventually([&] { return daemon.err().find("warning") != std::string::npos; }));
  CHECK(sign.picture() == first);

  sign.server.answer("/schedule", page(kChangedPage));
  const auto second = sign.expected(kChangedPage, kAt);
  CHECK(test::eventually([&] { return sign.picture() == second; }, 30s));
}

TEST_CASE("A page that loses its programme is held back, and the log says what it would lose") {
  SignInAFolder sign;
  test::Program daemon(sign.command({"--at", kAt}));
  const auto first = sign.expected(kPage, kAt);
  REQUIRE(test::eventually([&] { return sign.picture() == first; }));

  std::string next_year = kPage;
  next_year.replace(next_year.find("Friday, May 1, 2026"), 19, "Saturday, May 1, 2027");
  sign.server.answer("/schedule", page(next_year.c_str()));
  CHECK(test::eventually([&] {
    return daemon.err().find("all 2 sessions to come are on other dates; held back") !=
           std::string::npos;
  }));
  CHECK(sign.picture() == first);
}

TEST_CASE("The last good schedule is up again at once when there is no network") {
  SignInAFolder sign;
  std::filesystem::create_directory(sign.folder / "state");
  {
    test::Program daemon(sign.command());
    REQUIRE(test::eventually([&] { return sign.has_kept_schedule(); }));
    daemon.signal(SIGTERM);
    REQUIRE(daemon.wait(5s) == 0);
  }
  const auto with_network = sign.picture();
  std::filesystem::remove(sign.picture_file());
  sign.server.handle("/schedule", [](const auto&, auto& connection) { connection.reset(); });
  test::Program daemon(sign.command());
  REQUIRE(test::eventually([&] { return sign.has_picture(); }));
  const auto waiting_picture = [&] {
    SignInAFolder other;
    test::Program stranger(other.command());
    REQUIRE(test::eventually([&] { return other.has_picture(); }));
    return other.picture();
  };
  CHECK(sign.picture() != waiting_picture());
}

TEST_CASE("On SIGHUP the configuration is read again, and a bad one leaves the old in force") {
  SignInAFolder sign;
  test::Program daemon(sign.command({"--at", kAt}));
  const auto dark = sign.expected(kPage, kAt);
  REQUIRE(test::eventually([&] { return sign.picture() == dark; }));

  sign.write_configuration("[view]\nclock = \"perhaps\"\n");
  daemon.signal(SIGHUP);
  CHECK(test::eventually(
      [&] { return daemon.err().find("roomsign.toml:2:9: view.clock") != std::string::npos; }));
  CHECK(sign.picture() == dark);

  sign.configure(
      "[theme]\nname = \"light\"\n[view]\nclock = \"24h\"\n[display]\n"
      "driver = \"offscreen\"\nwidth = 800\nheight = 480\n");
  const auto light = sign.expected(kPage, kAt);
  REQUIRE(light != dark);
  daemon.signal(SIGHUP);
  CHECK(test::eventually([&] { return sign.picture() == light; }));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("A sign starts with the built-in theme where its own cannot be used, and says why") {
  const auto [theme, trouble] = GENERATE(table<std::string, std::string>({
      {"file = \"gone.toml\"", "theme.file must be a theme's; "},
      {"second = \"#303030\"", "theme.second must be easier to read: second on ground: 1."},
      {"acent = \"#ffffff\"", "theme.acent is no known key; did you mean theme.accent?"},
  }));
  const std::string display =
      "[view]\nclock = \"24h\"\n[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\n";
  SignInAFolder sign;
  const auto expected = sign.expected(kPage, kAt);
  sign.configure("[theme]\n" + theme + "\n" + display);
  test::Program daemon(sign.command({"--at", kAt}));
  CHECK(test::eventually([&] { return sign.picture() == expected; }));
  CHECK(daemon.err().contains(trouble));
  CHECK(daemon.err().contains("shown without any theme of its own until that is mended"));
}

TEST_CASE("A theme's fonts are in force after SIGHUP, others after the next, and then gone") {
  const std::string noto = "/usr/share/fonts/truetype/noto/";
  const std::string display =
      "[view]\nclock = \"24h\"\n[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\n";
  SignInAFolder sign;
  const auto font = sign.folder / "acme.ttf";
  std::ofstream(sign.folder / "theme.toml") << "[fonts]\nregular = \"acme.ttf\"\n";
  test::Program daemon(sign.command({"--at", kAt}));
  const auto inter = sign.expected(kPage, kAt);
  REQUIRE(test::eventually([&] { return sign.picture() == inter; }));

  sign.configure("[theme]\nfile = \"theme.toml\"\n" + display);
  daemon.signal(SIGHUP);
  CHECK(test::eventually([&] {
    return daemon.err().contains("theme.toml:2:11: fonts.regular: " + font.string() +
                                 ": No such file or directory; Inter is drawn instead");
  }));
  CHECK(sign.picture() == inter);

  std::vector<render::Picture> pictures{inter};
  for (const char* file : {"NotoSerif-Regular.ttf", "NotoSerifDisplay-Bold.ttf"}) {
    // Written over the one in use, as by a copy from elsewhere.
    std::ofstream(font, std::ios::binary) << read_file(noto + file).value();
    const auto expected = sign.expected(kPage, kAt);
    CHECK(std::ranges::find(pictures, expected) == pictures.end());
    pictures.push_back(expected);
    daemon.signal(SIGHUP);
    CHECK(test::eventually([&] { return sign.picture() == expected; }));
  }

  sign.configure(display);
  daemon.signal(SIGHUP);
  CHECK(test::eventually([&] { return sign.picture() == inter; }));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE(
    "A sign whose configuration names no schedule waits, and shows the one that is named then") {
  SignInAFolder sign;
  sign.write_configuration("[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\n");
  test::Program daemon(sign.command({"--at", kAt}));
  REQUIRE(test::eventually([&] { return sign.has_picture(); }));
  CHECK(daemon.err().find("source.url is empty") != std::string::npos);
  const auto waiting = sign.picture();

  sign.configure("[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\nfade = false\n");
  daemon.signal(SIGHUP);
  const auto expected = sign.expected(kPage, kAt);
  REQUIRE(expected != waiting);
  CHECK(test::eventually([&] { return sign.picture() == expected; }));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("A day goes by in seconds where time is told to run") {
  // All but the top of the picture, where the clock is.
  const auto scene = [](const render::Picture& picture) {
    const auto top = static_cast<std::ptrdiff_t>(picture.pixels.size() / 4);
    return std::vector<render::Pixel>(picture.pixels.begin() + top, picture.pixels.end());
  };
  SignInAFolder sign;
  const auto first = sign.expected(kPage, "2026-05-01T08:59:00Z");
  const auto over = sign.expected(kPage, "2026-05-01T11:30:00Z");
  REQUIRE(scene(first) != scene(over));
  test::Program daemon(sign.command({"--at", "2026-05-01T08:00:00Z", "--speed", "3600"}));
  REQUIRE(test::eventually([&] { return sign.has_picture(); }));
  CHECK(scene(sign.picture()) != scene(over));
  CHECK(test::eventually([&] { return scene(sign.picture()) == scene(over); }));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("A download that hangs does not keep the program from leaving") {
  SignInAFolder sign;
  sign.server.handle("/schedule", [](const auto&, auto& connection) {
    while (connection.pause(100ms)) {
    }
  });
  test::Program daemon(sign.command());
  REQUIRE(test::eventually([&] { return sign.server.hits("/schedule") > 0; }));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("After a day's last session the log says until when the display is dark") {
  SignInAFolder sign("night = \"off\"\n");
  test::Program daemon(sign.command({"--at", "2026-05-01T11:45:00Z"}));
  CHECK(test::eventually([&] {
    return daemon.err().find("night: display black, the programme is over") != std::string::npos;
  }));
}

TEST_CASE("A turned panel's picture is written upright") {
  SignInAFolder sign("rotate = 90\n");
  test::Program daemon(sign.command({"--at", kAt}));
  REQUIRE(test::eventually([&] { return sign.has_picture(); }));
  CHECK(sign.picture().size == render::Size{480, 800});
  CHECK(daemon.err().find("turned by 90 degrees") != std::string::npos);
}

namespace {

// All that could tell of a write: of the folder and its files the times and sizes, of the process
// what it had the system write.
std::string traces(const std::filesystem::path& folder, pid_t pid) {
  std::string text;
  const auto add = [&](const std::filesystem::path& path) {
    struct stat info{};
    REQUIRE(::lstat(path.c_str(), &info) == 0);
    text += path.filename().string() + ' ' + std::to_string(info.st_ino) + ' ' +
            std::to_string(info.st_size) + ' ' + std::to_string(info.st_ctim.tv_sec) + '.' +
            std::to_string(info.st_ctim.tv_nsec) + '\n';
  };
  add(folder);
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.insert(entry.path());
  for (const auto& file : files) add(file);
  const auto io = read_file("/proc/" + std::to_string(pid) + "/io").value();
  const auto written = io.find("\nwrite_bytes: ");
  REQUIRE(written != std::string::npos);
  return text + io.substr(written + 1, io.find('\n', written + 1) - written);
}

}  // namespace

TEST_CASE("While the schedule does not change, a running sign writes not one byte") {
  SignInAFolder told;    // by a server that knows what the sign has
  SignInAFolder served;  // by one that sends the page each time
  told.server.handle("/schedule", [](const auto& request, auto& connection) {
    const bool knows = request.header("If-None-Match") == "\"1\"";
    connection.send(knows ? test::reply(304, {"ETag: \"1\""}, "")
                          : test::reply(200, {"Content-Type: text/html", "ETag: \"1\""}, kPage));
  });
  hostile::OtherClock clock;
  std::vector<std::unique_ptr<test::Program>> daemons;
  std::vector<std::string> before;
  for (auto* sign : {&told, &served}) {
    std::filesystem::create_directory(sign->folder / "state");
    daemons.push_back(std::make_unique<test::Program>(
        std::vector<std::string>{ROOMSIGN_PROGRAM, "run", "--config",
                                 (sign->folder / "roomsign.toml").string()},
        clock.environment()));
  }
  const auto polled = [&](SignInAFolder& sign, int times) {
    const int until = sign.server.hits("/schedule") + times;
    return test::eventually([&] { return sign.server.hits("/schedule") >= until; }, 60s);
  };
  REQUIRE(test::eventually([&] { return told.has_kept_schedule() && served.has_kept_schedule(); }));
  clock.let_pass(1min);  // the start was a good one
  for (auto* sign : {&told, &served}) {
    const auto starts = sign->folder / "state" / "starts";
    REQUIRE(test::eventually([&] { return !std::filesystem::exists(starts); }));
    REQUIRE(polled(*sign, 1));
    before.push_back(traces(sign->folder / "state", daemons[before.size()]->pid()));
  }
  const int served_before = served.server.hits("/schedule");
  REQUIRE(polled(told, 3));
  REQUIRE(test::eventually([&] { return served.server.hits("/schedule") >= served_before + 3; }));
  CHECK(traces(told.folder / "state", daemons[0]->pid()) == before[0]);
  CHECK(traces(served.folder / "state", daemons[1]->pid()) == before[1]);
}
