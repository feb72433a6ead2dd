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

TEST_CASE("An answer names what it was asked with, where that came with a name of its own") {
  const std::string answer = R"({ "message": "done", "id": "1" })";
  for (const auto* entry :
       {R"({"kind": "identify"})", R"({"ask": ""})", R"({"ask": {}})", "{", "", "[]"}) {
    CHECK(with_ask(answer, entry) == answer);
  }
  const auto asked = with_ask(answer, R"({"kind": "identify", "ask": "a\u001b7"})");
  CHECK(asked == R"({"ask":"a7","id":"1","message":"done"})");
  CHECK(parse_answer(asked) == parse_answer(answer));
  const auto refused = with_ask(R"({"error": {"code": "refused", "message": "no"}})",
                                R"({"kind": "dance", "ask": ")" + std::string(100, 'x') + "\"}");
  CHECK(refused.contains(std::string(63, 'x')));
  CHECK_FALSE(refused.contains(std::string(65, 'x')));
  CHECK(parse_answer(refused).error() == Error{"refused", "no"});
}

TEST_CASE("An answer names what it was asked with also where that was signed, if by nobody known") {
  const std::string answer = R"({"error": {"code": "unknown-key", "message": "who?"}})";
  const auto asked = with_ask(answer, R"({"format": "roomsign-signed/1", "ask": "no", "payload":
      "{\"kind\": \"identify\", \"ask\": \"7\"}"})");
  CHECK(asked.contains(R"("ask":"7")"));
  CHECK(parse_answer(asked).error() == Error{"unknown-key", "who?"});
  for (const auto* payload : {R"("{")", R"("[]")", R"("")", "7", R"("{\"ask\": {}}")"}) {
    const auto entry =
        R"({"format": "roomsign-signed/1", "payload": )" + std::string(payload) + "}";
    CHECK(with_ask(answer, entry) == answer);
  }
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
