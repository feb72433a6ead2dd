// Logo, background and fonts, as an organiser gives them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"

using namespace roomsign;

namespace {

constexpr const char* kLogo =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
    "<rect width='40' height='20' fill='#ff00ff'/></svg>";
constexpr render::Pixel kMagenta = 0xFFFF00FFU;

class Themed {
 public:
  explicit Themed(const std::string& theme) {
    std::ofstream(folder / "sign.toml")
        << "source.url = \"" << ROOMSIGN_SOURCE_DIR << "/config/demo.json\"\n[theme]\n"
        << theme;
  }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }

  test::Finished ran(std::vector<std::string> command) const {
    command.insert(command.begin(), ROOMSIGN_PROGRAM);
    command.insert(command.end(), {"--config", (folder / "sign.toml").string(), "--at",
                                   "2025-12-06T08:52:00-08:00", "--size", "800x480"});
    return test::run_program(command);
  }

  // The picture, and what was complained of.
  render::Picture drawn(std::string* complaints = nullptr) const {
    const auto file = (folder / "sign.png").string();
    const auto finished = ran({"snapshot", "-o", file});
    INFO(finished.err);
    REQUIRE(finished.status == 0);
    if (complaints != nullptr) *complaints = finished.err;
    return render::decode_png(read_file(file).value());
  }

  test::TemporaryFolder folder;
};

long count(const render::Picture& picture, render::Pixel pixel) {
  return std::ranges::count(picture.pixels, pixel);
}

}  // namespace

TEST_CASE("A logo is on the sign, in its colours and undistorted") {
  const Themed sign("logo = \"logo.svg\"\n");
  sign.write("logo.svg", kLogo);
  const auto picture = sign.drawn();
  const long pixels = count(picture, kMagenta);
  CHECK(pixels > 40 * 20);
  CHECK(pixels < 200 * 100);
}

TEST_CASE("A background lies under everything, and only under a scrim") {
  const Themed plain("");
  const Themed sign("background = \"wall.svg\"\n");
  sign.write("wall.svg", kLogo);
  const auto without = plain.drawn();
  const auto with = sign.drawn();
  CHECK(with.at(2, 2) != without.at(2, 2));
  CHECK(count(with, kMagenta) == 0);
}

TEST_CASE("A picture that is missing or no picture is left out, and said by snapshot and check") {
  const Themed plain("");
  const auto expected = plain.drawn();
  const Themed sign("logo = \"logo.png\"\nbackground = \"nowhere.jpg\"\n");
  sign.write("logo.png", "no picture");
  std::string complaints;
  CHECK(sign.drawn(&complaints) == expected);
  const std::string logo =
      "the logo " + (sign.folder / "logo.png").string() + ": this is no PNG, JPEG, WebP or SVG";
  const std::string background =
      "the background " + (sign.folder / "nowhere.jpg").string() + ": No such file or directory";
  CHECK(complaints.contains(logo));
  CHECK(complaints.contains(background));
  const auto checked = sign.ran({"check"});
  CHECK(checked.out.contains(logo));
  CHECK(checked.out.contains(background));
  CHECK(checked.status == 3);
}

TEST_CASE("A logo that is lost on the ground is shown all the same, and told with figures") {
  const Themed sign("logo = \"logo.svg\"\n");
  sign.write("logo.svg",
             "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
             "<circle cx='20' cy='10' r='9' fill='#12182b'/></svg>");
  std::string complaints;
  const auto picture = sign.drawn(&complaints);
  CHECK(count(picture, 0xFF12182BU) > 400);
  const std::string said = "the logo " + (sign.folder / "logo.svg").string() +
                           ": only 0 % of it has a contrast of 3:1 or more with the ground "
                           "(#0b1020), 25 % should; half of it has 1.1:1 at most. Use its version "
                           "for dark grounds";
  CHECK(complaints.contains(said));
  const auto checked = sign.ran({"check"});
  CHECK(checked.out.contains(said));
  CHECK(checked.status == 3);
}

namespace {

const std::string kNoto = "/usr/share/fonts/truetype/noto/";

void put_there(const Themed& sign, const std::string& font, const std::string& name) {
  std::filesystem::copy_file(kNoto + font, sign.folder / name);
}

}  // namespace

TEST_CASE("A theme's fonts draw the sign, and one file draws all that has none of its own") {
  const Themed plain("");
  const Themed one("fonts.regular = \"Acme.ttf\"\n");
  const Themed two("fonts = { regular = \"Acme.ttf\", bold = \"Acme Bold.ttf\" }\n");
  const Themed five(
      "fonts = { display = \"Acme Bold.ttf\", bold = \"Acme Bold.ttf\", semibold = "
      "\"Acme Bold.ttf\", medium = \"Acme.ttf\", regular = \"Acme.ttf\" }\n");
  for (const auto* sign : {&one, &two, &five}) {
    put_there(*sign, "NotoSerif-Regular.ttf", "Acme.ttf");
    put_there(*sign, "NotoSerif-Bold.ttf", "Acme Bold.ttf");
  }
  std::string complaints;
  CHECK(one.drawn(&complaints) != plain.drawn());
  CHECK(two.drawn() != one.drawn());
  CHECK(two.drawn() == five.drawn());
  CHECK(complaints.empty());
  CHECK_FALSE(two.ran({"check"}).out.contains("Inter"));
}

TEST_CASE(
    "A font that is missing, none, or without letters is told with its key, and Inter drawn") {
  const Themed plain("");
  const auto expected = plain.drawn();
  const auto [file, fault] = GENERATE(table<std::string, std::string>({
      {"gone.ttf", "gone.ttf: No such file or directory"},
      {"sign.toml", "sign.toml: this is no font with Latin letters"},
      {"thai.ttf", "thai.ttf: this is no font with Latin letters"},
      {"huge.ttf", "huge.ttf: more than the limit of 33554432 bytes"},
      {".", ": not a regular file"},
  }));
  const Themed sign("fonts.bold = \"" + file + "\"\n");
  put_there(sign, "NotoSansThai-Regular.ttf", "thai.ttf");
  sign.write("huge.ttf", "");
  std::filesystem::resize_file(sign.folder / "huge.ttf", (32U << 20U) + 1);
  std::string complaints;
  CHECK(sign.drawn(&complaints) == expected);
  const auto checked = sign.ran({"check"});
  CHECK(checked.status == 3);
  for (const std::string& said : {complaints, checked.out}) {
    INFO(said);
    CHECK(said.contains((sign.folder / "sign.toml").string() + ":3:14: theme.fonts.bold: "));
    CHECK(said.contains(fault));
    CHECK(said.contains("; Inter is drawn instead"));
  }
}

namespace {

// A talk, and beside it the photograph of its speaker.
class Photographed : public Themed {
 public:
  explicit Photographed(const std::string& photo) : Themed("") {
    write("day.json", R"({"format": "roomsign/1", "sessions": [{"title": "Hinges",
      "start": "2025-12-06T08:20:00-08:00", "end": "2025-12-06T09:15:00-08:00",
      "speakers": [{"name": "Ada Klein", "photo": ")" +
                          photo + R"("}]}]})");
    write("face.png", encoded({640, 400}));
  }
  void want(bool photos) const {
    write("sign.toml", "source.url = \"day.json\"\nstate_dir = \".\"\nview.photos = " +
                           std::string(photos ? "true" : "false"));
  }

 private:
  static std::string encoded(render::Size size) {
    render::Picture picture(size);
    std::ranges::fill(picture.pixels, kMagenta);
    return render::encode_png(picture);
  }
};

}  // namespace

TEST_CASE("A theme's colour of a track takes the place of the schedule's") {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "day.json") << R"({"format": "roomsign/1",
    "event": {"name": "Day of Doors", "time_zone": "UTC"},
    "sessions": [{"start": "2026-05-04T09:00:00Z", "end": "2026-05-04T10:00:00Z",
      "title": "Hinges", "track": {"name": "Kernels", "color": "#00ff00"}}]})";
  const auto eyebrow = [&](const std::string& theme) {
    std::ofstream(folder / "sign.toml") << "[source]\nurl = \"day.json\"\n[theme]\n" + theme;
    const auto ran = test::run_program(
        {ROOMSIGN_PROGRAM, "snapshot", "--config", (folder / "sign.toml").string(), "--at",
         "2026-05-04T09:10:00Z", "-o", (folder / "sign.png").string()});
    REQUIRE(ran.status == 0);
    return render::decode_png(read_file((folder / "sign.png").string()).value());
  };
  CHECK(count(eyebrow(""), kMagenta) == 0);
  CHECK(count(eyebrow("tracks = { kernels = \"#ff00ff\" }"), kMagenta) > 100);
}

TEST_CASE("A speaker's photograph is shown where that is wanted, and not otherwise") {
  const Photographed sign("face.png");
  sign.want(false);
  CHECK(count(sign.drawn(), kMagenta) == 0);
  sign.want(true);
  CHECK(count(sign.drawn(), kMagenta) > 500);
}

TEST_CASE("A photograph that is no picture, or may not be fetched, is left out and said") {
  const auto [photo, complaint] = GENERATE(
      table<std::string, std::string>({{"day.json", "day.json: this is no PNG, JPEG, WebP or SVG"},
                                       {"gone.png", "gone.png: No such file"}}));
  const Photographed sign(photo);
  sign.want(true);
  std::string complaints;
  CHECK(count(sign.drawn(&complaints), kMagenta) == 0);
  CHECK(complaints.contains(complaint));
  const Photographed elsewhere("http://192.168.0.1/face.png");
  elsewhere.want(true);
  const auto checked = elsewhere.ran({"check"});
  CHECK(checked.out.contains("another server than the schedule's is asked by https only"));
}

TEST_CASE("A running sign shows a photograph when it came") {
  const Photographed sign("face.png");
  sign.want(true);
  const auto file = sign.folder / "shown.png";
  const auto shows_it = [&] {
    const auto png = read_file(file);
    return png && count(render::decode_png(*png), kMagenta) > 500;
  };
  const std::vector<std::string> command = {ROOMSIGN_PROGRAM,
                                            "run",
                                            "--display",
                                            "offscreen",
                                            "--config",
                                            (sign.folder / "sign.toml").string(),
                                            "--at",
                                            "2025-12-06T08:52:00-08:00",
                                            "--size",
                                            "800x480",
                                            "-o",
                                            file.string()};
  const test::Program daemon(command);
  CHECK(test::eventually(shows_it));
  INFO(daemon.err());
}

namespace {

std::string face() {
  render::Picture picture({64, 64});
  std::ranges::fill(picture.pixels, kMagenta);
  return render::encode_png(picture);
}

// A hundred million pixels, of which the beginning is enough.
std::string huge() {
  std::string png = face();
  return png.replace(16, 8, std::string("\0\0\x27\x10\0\0\x27\x10", 8));
}

// An event's server with a schedule, and a router in the sign's own network that anybody who gets
// there can restart.
class Photographer : public Themed {
 public:
  Photographer() : Themed("") {
    router.answer("/reboot", test::reply(200, {}, face()));
    event.answer("/good.png", test::reply(200, {}, face()));
    event.answer("/huge.png", test::reply(200, {}, huge()));
    event.answer("/page.png", test::reply(200, {}, "<html>Please sign in</html>"));
    event.answer("/big.png", test::reply(200, {}, std::string(5U << 20U, 'x')));
    event.answer("/moved.png", test::reply(302, {"Location: /good.png"}, ""));
    event.answer("/away.png", test::reply(302, {"Location: " + router.url("/reboot")}, ""));
  }

  // Of a talk a photograph, one after the other through the morning.
  void publish(const std::vector<std::string>& photos, bool wanted = true) {
    std::string sessions;
    for (std::size_t i = 0; i < photos.size(); ++i) {
      sessions += fmt::format(
          R"({}{{"title": "Hinges {}", "start": "2025-12-06T08:{:02}:00-08:00",
              "end": "2025-12-06T08:{:02}:00-08:00",
              "speakers": [{{"name": "Speaker {}", "photo": "{}"}}]}})",
          i == 0 ? "" : ",", i + 1, 52 + i, 53 + i, i + 1, photos[i]);
    }
    event.answer("/day.json", test::reply(200, {"ETag: \"1\""},
                                          R"({"format": "roomsign/1", "sessions": [)" + sessions +
                                              R"(], "event": {"time_zone": "Etc/GMT+8"}})"));
    write("sign.toml", fmt::format("source.url = \"{}\"\nstate_dir = \".\"\nview.photos = {}\n",
                                   event.url("/day.json"), wanted));
  }

  test::HttpServer event;
  test::HttpServer router;
};

long lines_with(const std::string& text, const std::string& part) {
  return std::ranges::count_if(split(text, '\n'),
                               [&](std::string_view line) { return line.contains(part); });
}

}  // namespace

TEST_CASE("A photograph that cannot be had leaves the picture as it is without, and is told once") {
  Photographer sign;
  const auto [photo, complaint] = GENERATE(table<std::string, std::string>(
      {{"huge.png",
        "/huge.png: 10000 x 10000 pixels are too many: save it with at most 24 million"},
       {"page.png", "/page.png: this is no PNG, JPEG, WebP or SVG"},
       {"big.png", "/big.png: it has more than 4 MB: save it smaller"},
       {"gone.png", "/gone.png: the server answered with status 404"},
       {"away.png", "and another server is asked by https only"},
       {"https://ada:hunter2@127.0.0.1/a.png", "a user or a password is not asked"},
       {"ROUTER", "another server than the schedule's is asked by https only"}}));
  const std::string address = photo == "ROUTER" ? sign.router.url("/reboot") : photo;
  CAPTURE(photo);
  sign.publish({address}, false);
  const auto without = sign.drawn();
  sign.publish({address});
  std::string complaints;
  CHECK(sign.drawn(&complaints) == without);
  const auto checked = sign.ran({"check"});
  INFO(complaints << checked.out << checked.err);
  CHECK(lines_with(checked.out, complaint) == 1);
  CHECK(checked.out.contains("Speaker 1"));
  CHECK(checked.status == 3);
  CHECK_FALSE(checked.out.contains("hunter2"));
  CHECK(sign.router.hits("/reboot") == 0);
}

TEST_CASE("A photograph behind a redirect of its own server is shown") {
  Photographer sign;
  sign.publish({"moved.png"});
  CHECK(count(sign.drawn(), kMagenta) > 500);
  CHECK(sign.ran({"check"}).status == 0);
}

TEST_CASE("Where photographs are not wanted nobody asks for them, or complains") {
  Photographer sign;
  sign.publish({"gone.png", sign.router.url("/reboot")}, false);
  const auto checked = sign.ran({"check"});
  INFO(checked.out);
  CHECK(checked.status == 0);
  CHECK_FALSE(checked.out.contains("photo"));
  CHECK(sign.event.hits("/gone.png") == 0);
}

TEST_CASE("check names those whose photographs are missing, each kind of reason once") {
  Photographer sign;
  sign.publish({"gone.png", "page.png", "good.png", "gone2.png", "gone3.png"});
  const auto checked = sign.ran({"check"});
  INFO(checked.out);
  CHECK(lines_with(checked.out,
                   "gone.png: the server answered with status 404; likewise Speaker 4, "
                   "Speaker 5") == 1);
  CHECK(lines_with(checked.out, "is left out") == 2);
}

TEST_CASE("A server that does not answer is asked for one photograph, not for all of them") {
  Photographer sign;
  sign.publish({"https://127.0.0.1:1/a.png", "https://127.0.0.1:1/b.png"});
  const auto checked = sign.ran({"check"});
  INFO(checked.out);
  CHECK(lines_with(checked.out,
                   "photograph of Speaker 1 is left out: https://127.0.0.1:1/a.png: "
                   "no connection to 127.0.0.1") == 1);
  CHECK(checked.out.contains("; likewise Speaker 2"));
}

TEST_CASE("A running sign tells of bad photographs once each, and shows the good one") {
  Photographer sign;
  sign.publish({"good.png", "huge.png", "away.png", "gone.png", "gone2.png"});
  const auto file = sign.folder / "shown.png";
  const test::Program daemon({ROOMSIGN_PROGRAM, "run", "--display", "offscreen", "--config",
                              (sign.folder / "sign.toml").string(), "--at",
                              "2025-12-06T08:52:10-08:00", "--size", "800x480", "-o",
                              file.string()});
  const auto told = [&] {
    return daemon.err().contains("photographs: 1 more: the server answered with status 404");
  };
  CHECK(test::eventually(told));
  const auto shows_it = [&] {
    const auto png = read_file(file);
    return png && count(render::decode_png(*png), kMagenta) > 500;
  };
  CHECK(test::eventually(shows_it));
  const std::string log = daemon.err();
  INFO(log);
  CHECK(lines_with(log, "huge.png: 10000 x 10000 pixels are too many") == 1);
  CHECK(lines_with(log, "away.png redirects to http://127.0.0.1") == 1);
  CHECK(lines_with(log, "gone.png: the server answered with status 404") == 1);
  CHECK(lines_with(log, "gone2.png") == 0);
  CHECK(sign.router.hits("/reboot") == 0);
}
