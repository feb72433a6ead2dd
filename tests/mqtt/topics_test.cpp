#include "daemon/mqtt/topics.hpp"

#include <set>

#include "daemon/mqtt/options.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::mqtt {
namespace {

TEST_CASE("Each topic that is heard has one meaning, and others have none") {
  const Topics topics{.prefix = "x/y", .id = "hall-a", .groups = {"ground", "talks"}};
  const auto heard = topics.heard();
  CHECK(std::set<std::string>(heard.begin(), heard.end()) ==
        std::set<std::string>{
            "x/y/all/notices", "x/y/all/changed", "x/y/all/say", "x/y/group/ground/say",
            "x/y/group/talks/say", "x/y/group/ground/notices", "x/y/group/ground/changed",
            "x/y/group/talks/notices", "x/y/group/talks/changed", "x/y/sign/hall-a/notices",
            "x/y/sign/hall-a/changed", "x/y/sign/hall-a/say", "x/y/sign/hall-a/look"});
  for (const auto& topic : heard) CHECK(topics.meaning_of(topic));
  CHECK(topics.meaning_of("x/y/group/talks/changed") == Meaning{Verb::kChanged, Scope::kGroup, 1});
  CHECK(topics.meaning_of("x/y/sign/hall-a/say") == Meaning{Verb::kSay, Scope::kSign});
  for (const auto* other : {"x/y/sign/hall-b/say", "x/y/all/look", "x/y/group/other/notices", "",
                            "x/y/sign/hall-a/say/", "/x/y/all/notices"}) {
    CHECK_FALSE(topics.meaning_of(other));
  }
}

TEST_CASE("A broker's address is read, with the port that is usual for it") {
  CHECK(parse_broker("mqtts://b.example") ==
        Broker{.host = "b.example", .port = 8883, .tls = true, .loopback = false});
  CHECK(parse_broker("mqtt://127.0.0.1/") ==
        Broker{.host = "127.0.0.1", .port = 1883, .tls = false, .loopback = true});
  CHECK(parse_broker("mqtts://[::1]:99") ==
        Broker{.host = "::1", .port = 99, .tls = true, .loopback = true});
  CHECK_FALSE(parse_broker("mqtt://127.evil.example")->loopback);
  for (const auto* bad :
       {"", "b.example", "http://b.example", "mqtts://", "mqtts://u@b.example",
        "mqtts://b.example:0", "mqtts://b.example:65536", "mqtts://b.example:x",
        "mqtts://b.example/path", "mqtts://[::1", "mqtts://[::1]x", "mqtts://[b]:1"}) {
    INFO(bad);
    const auto read = parse_broker(bad);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == "bad-broker");
  }
}

}  // namespace
}  // namespace roomsign::mqtt
