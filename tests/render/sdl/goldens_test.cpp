// What the golden pictures' keeper says and writes, with pictures and folders of its own.
#include "tests/render/sdl/goldens.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {
namespace {

using render::Color;
using render::Picture;
using render::pixel;
using render::Size;

constexpr Color kGround{11, 16, 32};
constexpr Color kText{244, 246, 251};

Picture plain(Size size) {
  Picture picture(size);
  for (auto& p : picture.pixels) p = pixel(kGround);
  return picture;
}

Picture with_dot(Color color) {
  Picture picture = plain({40, 30});
  picture.view().row(20)[10] = pixel(color);
  return picture;
}

struct Keeper {
  TemporaryFolder folder;
  std::filesystem::path kept = folder / "kept";
  std::filesystem::path out = folder / "out";
  Goldens goldens() const { return {kept, "these libraries", out, "say the word"}; }
  void record(const std::string& name, const Picture& picture) const {
    goldens().record(name, picture);
    goldens().finish_record({name}, "these libraries");
  }
};

TEST_CASE("a picture that is as it was has no fault, and what an earlier fault left is removed") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  std::filesystem::create_directories(keeper.out);
  std::ofstream(keeper.out / "dot-actual.png") << "old";
  CHECK(keeper.goldens().exact());
  CHECK(keeper.goldens().fault("dot", with_dot(kText)) == "");
  CHECK(std::filesystem::is_empty(keeper.out));
}

TEST_CASE("of a picture that differs the actual one and the difference are written and named") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  const Picture actual = with_dot({255, 180, 84});
  const std::string fault = keeper.goldens().fault("dot", actual);
  CAPTURE(fault);
  CHECK(fault.find("dot.png differs at 10, 20: f4f6fb and ffb454") != fault.npos);
  CHECK(fault.find((keeper.out / "dot-actual.png").string()) != fault.npos);
  CHECK(fault.find("dot-difference.png") != fault.npos);
  CHECK(fault.find("say the word") != fault.npos);
  CHECK(render::decode_png(read_bytes(keeper.out / "dot-actual.png")) == actual);
  const Picture shown = render::decode_png(read_bytes(keeper.out / "dot-difference.png"));
  CHECK(std::ranges::count(shown.pixels, shown.at(0, 0)) == 40 * 30 - 1);
  CHECK((shown.at(10, 20) >> 16U & 255U) > 200);  // magenta
}

TEST_CASE("a picture that was never recorded, or has another size, is a fault as well") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  const std::string missing = keeper.goldens().fault("new", with_dot(kText));
  CHECK(missing.find("new.png was never recorded") != missing.npos);
  CHECK(missing.find("If the new picture is right: say the word") != missing.npos);
  CHECK(std::filesystem::exists(keeper.out / "new-actual.png"));
  const std::string resized = keeper.goldens().fault("dot", plain({41, 30}));
  CHECK(resized.find("has 40x30 pixels, not 41x30") != resized.npos);
  CHECK(std::filesystem::exists(keeper.out / "dot-actual.png"));
}

TEST_CASE("other libraries than the recorded ones' may draw a little differently, not more") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  const Goldens elsewhere{keeper.kept, "other libraries", keeper.out, "say the word"};
  CHECK_FALSE(elsewhere.exact());
  CHECK(elsewhere.fault("dot", with_dot({230, 232, 236})) == "");
  Picture another = plain({40, 30});
  for (std::size_t i = 0; i < another.pixels.size() / 2; ++i) another.pixels[i] = pixel(kText);
  CHECK(elsewhere.fault("dot", another).find("is another picture") != std::string::npos);
  CHECK(std::filesystem::exists(keeper.out / "dot-difference.png"));
}

TEST_CASE("where lines break otherwise a second picture is kept, for others than the first one's") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  Picture another = plain({40, 30});
  for (std::size_t i = 0; i < another.pixels.size() / 2; ++i) another.pixels[i] = pixel(kText);
  const Goldens elsewhere{keeper.kept, "other libraries", keeper.out, "say the word"};
  elsewhere.record_elsewhere("dot", another);
  CHECK(elsewhere.fault("dot", another) == "");
  CHECK(elsewhere.fault("dot", with_dot(kText)) == "");
  CHECK(elsewhere.fault("dot", plain({41, 30})) != "");
  CHECK(elsewhere.orphans({"dot"}) == "");
  CHECK(elsewhere.orphans({"line"}).find("dot.elsewhere.png is compared") != std::string::npos);
  CHECK(keeper.goldens().fault("dot", another) != "");
  elsewhere.record_elsewhere("dot", with_dot(kText));  // it is not needed any more
  CHECK(elsewhere.fault("dot", another) != "");
}

TEST_CASE("a file that no picture is compared with is named, and recording removes it") {
  const Keeper keeper;
  keeper.record("dot", with_dot(kText));
  keeper.goldens().record("gone", with_dot(kText));
  const std::string orphans = keeper.goldens().orphans({"dot"});
  CHECK(orphans.find("gone.png is compared with nothing") != orphans.npos);
  CHECK(orphans.find("say the word") != orphans.npos);
  keeper.goldens().finish_record({"dot"}, "these libraries");
  CHECK(keeper.goldens().orphans({"dot"}) == "");
  CHECK(keeper.goldens().fault("dot", with_dot(kText)) == "");
}

TEST_CASE("a golden file rounds rare colours by a little, and keeps the common ones") {
  Picture picture = plain({64, 64});
  for (int i = 0; i < 64; ++i) {
    const auto shade = static_cast<std::uint8_t>(i * 3);
    picture.view().row(i)[i] = pixel({shade, shade, static_cast<std::uint8_t>(255 - shade)});
  }
  const Picture kept = render::decode_png(encode_small_png(picture));
  REQUIRE(kept.size == picture.size);
  for (std::size_t i = 0; i < kept.pixels.size(); ++i) {
    REQUIRE(apart(kept.pixels[i], picture.pixels[i]) <= kRounding);
  }
  CHECK(kept.at(0, 1) == pixel(kGround));
  CHECK(encode_small_png(picture).size() < render::encode_png(picture).size());
}

TEST_CASE("a golden file of more colours than a palette has is exact") {
  Picture picture({64, 64});
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    const auto number = static_cast<std::uint32_t>(i);
    picture.pixels[i] = 0xFF000000U | (number % 64) << 18U | (number / 64) << 2U;
  }
  CHECK(render::decode_png(encode_small_png(picture)) == picture);
}

}  // namespace
}  // namespace roomsign::test
