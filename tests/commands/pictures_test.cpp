// Logo, background and fonts, as an organiser gives them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "daemon/base/file.hpp"
#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"
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
      "the logo " + (sign.folder / "logo.png").string() + ": this is no PNG, JPEG or SVG";
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

TEST_CASE("A speaker's photograph is shown where that is wanted, and not otherwise") {
  const Photographed sign("face.png");
  sign.want(false);
  CHECK(count(sign.drawn(), kMagenta) == 0);
  sign.want(true);
  CHECK(count(sign.drawn(), kMagenta) > 500);
}

TEST_CASE("A photograph that is no picture, or may not be fetched, is left out and said") {
  const auto [photo, complaint] = GENERATE(
      table<std::string, std::string>({{"day.json", "day.json: this is no PNG, JPEG or SVG"},
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
