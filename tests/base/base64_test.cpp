#include "daemon/base/base64.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace roomsign {
namespace {

TEST_CASE("Base64 is written and read as RFC 4648 has it") {
  for (const auto& [bytes, text] : {std::pair("", ""),
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"},
                                    {"\xFB\xFF\xBF", "+/+/"}}) {
    INFO(text);
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  CHECK(from_base64(to_base64(all)) == all);
}

TEST_CASE("What is written in another way than the one is no base64") {
  for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z", "=", "====", "Zm9v====", "Zm9v\n",
                           " Zm9v", "Zm-_", "Zm9v=", "Zg==Zg=="}) {
    INFO(text);
    CHECK_FALSE(from_base64(text));
  }
}

}  // namespace
}  // namespace roomsign
