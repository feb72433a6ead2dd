#include "daemon/formats/answer.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

TEST_CASE("An answer is its message and its notes, a line each, and cannot steer a terminal") {
  CHECK(parse_answer(R"({"message": "done", "id": "1", "notes": ["but", 3, "late"]})") ==
        Answered{.message = "done", .id = "1", .notes = {"but", "late"}});
  CHECK(parse_answer(R"({"message": "a\u001b[2J\nb"})")->message.find('\x1b') == std::string::npos);
  const auto refused = parse_answer(R"({"error": {"code": "unknown-id", "message": "no 7"}})");
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == Error{"unknown-id", "no 7"});
}

TEST_CASE("What is no answer is refused as such") {
  for (const auto* bytes : {"", "{", "[]", "{}", R"({"message": 3})", R"({"message": ""})"}) {
    INFO(bytes);
    const auto answer = parse_answer(bytes);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == "bad-answer");
  }
}

}  // namespace
}  // namespace roomsign::formats
