#include "daemon/sign/pictures.hpp"

#include <memory>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign::sign {
namespace {

TEST_CASE("a picture that a child prints is the picture that its parent reads") {
  const render::Image image({3, 2}, {1, 0xFFFFFFFF, 0x80402010, 0, 0x0A0A0A0A, 5});
  const auto read = parse_image(print_image(image));
  REQUIRE(read);
  CHECK((*read)->size() == image.size());
  CHECK((*read)->pixels() == image.pixels());
}

TEST_CASE("an answer that is cut, too long or no picture is an error") {
  const std::string whole = print_image(render::Image({2, 1}, {1, 2}));
  for (const std::string& answer :
       {whole.substr(0, whole.size() - 1), whole + "x", std::string(), std::string("0 0\n"),
        std::string("-1 -1\nabcd"), std::string("99999999 99999999\n"), std::string("2 1"),
        std::string("2x1\n12345678")}) {
    const auto read = parse_image(answer);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == "bad-picture");
  }
}

TEST_CASE("a decoder that says nothing, dies or is not there is an error") {
  CHECK(decode_in_child("x", {.box = {200, 200}, .program = "/bin/false"}).error().message ==
        "it cannot be decoded");
  CHECK(decode_in_child("x", {.box = {200, 200}, .program = "/nonexistent"}).error().code ==
        "child-start");
}

}  // namespace
}  // namespace roomsign::sign
