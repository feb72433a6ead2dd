#include "render/bidi.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

// Letters as they stand from left to right.
std::u32string drawn(std::u32string_view line) {
  std::u32string turned;
  for (const std::size_t i : visual_order(embedding_levels(line))) turned += line[i];
  return turned;
}

}  // namespace

TEST_CASE("only what runs from right to left needs any turning") {
  CHECK_FALSE(has_right_to_left(""));
  CHECK_FALSE(has_right_to_left("Naïve Ωμέγα, Привет — 東京 ไทย हिन्दी 😀"));
  CHECK(has_right_to_left("abc אבג"));
  CHECK(has_right_to_left("مرحبا"));
  CHECK(has_right_to_left("\u202Eabc"));
}

TEST_CASE("a line runs as its first letter does, whatever stands before it") {
  CHECK(runs_right_to_left("abc אבג") == false);
  CHECK(runs_right_to_left("אבג abc") == true);
  CHECK(runs_right_to_left("12. (אבג) abc") == true);
  CHECK(runs_right_to_left("\u2067אבג\u2069 abc") == false);  // isolated: not the line's own
  CHECK(runs_right_to_left("\u200Fabc") == true);
  CHECK_FALSE(runs_right_to_left("10:30").has_value());
}

TEST_CASE("words of the other direction are turned, numbers and Latin within them are not") {
  CHECK(drawn(U"abc") == U"abc");
  CHECK(drawn(U"abc אבג def") == U"abc גבא def");
  CHECK(drawn(U"אבג 12 דה") == U"הד 12 גבא");
  CHECK(drawn(U"אבג abc דה") == U"הד abc גבא");
  CHECK(drawn(U"").empty());
}

TEST_CASE("lone overrides and unbalanced isolates turn no more than their own line") {
  for (const std::u32string_view line :
       {U"\u202E", U"\u2067\u2067\u2067a", U"\u2069\u2069", U"\u202Eabc", U"\u202C"}) {
    CHECK(drawn(line).size() == line.size());
  }
}

}  // namespace roomsign::render
