// Foreign JSON: bounded before it is parsed, and faults have a place.
#include "daemon/formats/reading/json.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

Error error_of(const std::string& bytes) {
  const auto parsed = parse_json(bytes);
  return parsed ? Error{"none", ""} : parsed.error();
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("Thirty-two levels are read and the thirty-third is named by line and column") {
  CHECK(parse_json(repeated("[", 32) + repeated("]", 32)));
  CHECK(error_of(repeated("[", 33) + repeated("]", 33)) ==
        Error{"bad-json", "line 1, column 33: lists and objects are nested deeper than 32"});
  CHECK(error_of("[\n  " + repeated("{\"a\":", 33)).message ==
        "line 2, column 158: lists and objects are nested deeper than 32");
}

TEST_CASE("Many lists side by side are not deep") {
  CHECK(parse_json("[" + repeated("[[],{}],", 1000) + "[]]"));
}

TEST_CASE("Brackets, commas and quotes inside texts count for nothing") {
  const std::string text = "\"" + repeated(R"([{,\"[\\)", 200'000) + "\"";
  const auto parsed = parse_json("[" + text + "]");
  REQUIRE(parsed);
  CHECK(parsed->front().get_ref<const std::string&>().size() == 6 * 200'000);
}

TEST_CASE("A structure bomb is refused before anything is made of it") {
  for (const std::string& bomb : {"[" + repeated("[],", 2'700'000) + "[]]",
                                  "{\"a\":[" + repeated("{\"\":{}},", 900'000) + "0]}",
                                  "[" + repeated("0,", 4'000'000) + "0]"}) {
    CHECK(error_of(bomb).code == "too-large");
    CHECK(error_of(bomb).message ==
          "the JSON has more than 750000 values: no programme is that long");
  }
  CHECK(parse_json("[" + repeated("0,", 749'000) + "0]"));
}

TEST_CASE("A fault is named by line and column and not quoted") {
  CHECK(error_of("[1,\n 2,\n secret]").message == "line 3, column 2: not JSON: invalid literal");
  CHECK(error_of("[1,\n]") ==
        Error{"bad-json",
              "line 2, column 1: not JSON: unexpected ']'; expected '[', '{', or a literal"});
  CHECK_THAT(error_of(R"(["a\nb; expected secret)"
                      "\n\"]")
                 .message,
             Catch::Matchers::EndsWith("must be escaped to \\u000A or \\n"));
  CHECK(error_of("\xEF\xBB\xBF").message == "line 1, column 1: not JSON: the document is empty");
  CHECK(error_of("\"\\").code == "bad-json");
  CHECK(error_of("]]]]").code == "bad-json");
  CHECK(error_of("{\"a\": \"\xC3\"}").code == "bad-json");
}

TEST_CASE("Members of another type are the same as none") {
  const auto object = parse_json(R"({"a": null, "b": 7, "c": "x", "d": [1], "e": true, "f": -3})");
  REQUIRE(object);
  CHECK(member(*object, "a") == nullptr);
  CHECK(member(*object, "z") == nullptr);
  CHECK(member(json(3), "a") == nullptr);
  CHECK(text_at(*object, "b").empty());
  CHECK(text_at(*object, "c") == "x");
  CHECK(list_at(*object, "c").empty());
  CHECK(list_at(*object, "d").size() == 1);
  CHECK(flag_at(*object, "e"));
  CHECK_FALSE(flag_at(*object, "c"));
  CHECK(id_at(*object, "b") == "7");
  CHECK(id_at(*object, "c") == "x");
  CHECK(id_at(*object, "f") == "-3");
  CHECK(id_at(*object, "e").empty());
}

}  // namespace roomsign::formats
