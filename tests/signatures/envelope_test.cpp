#include "daemon/signatures/envelope.hpp"

#include <functional>
#include <string>
#include <vector>

#include "daemon/formats/envelope.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/signing.hpp"

namespace roomsign::signatures {
namespace {

using namespace std::chrono_literals;

std::string code_of(const Envelope& envelope, const Guard& guard = test::guard(),
                    std::string_view kind = kAnnouncements) {
  const auto opened = unseal(envelope, kind, guard);
  return opened ? "fine" : opened.error().code;
}

TEST_CASE("What is signed are all fields, each with its length, as they are documented") {
  auto envelope = test::envelope("{\"a\": 1}");
  envelope.key = "desk";
  envelope.scope = {"all", "sign/hall-a"};
  CHECK(signed_bytes(envelope) ==
        "17:roomsign-signed/1,13:announcements,4:desk,1:2,3:all,11:sign/hall-a,1:5,"
        "25:2026-05-01T08:00:00+00:00,25:2026-05-01T18:00:00+00:00,8:{\"a\": 1},");
}

TEST_CASE("What a known key signed for this sign is opened, with its payload byte for byte") {
  const std::string payload = "{ \"text\": \"Caf\u00e9\\n\" }\t \u0001";
  const auto opened = unseal(test::sealed(test::envelope(payload)), kAnnouncements, test::guard());
  REQUIRE(opened);
  CHECK(opened->payload == payload);
  CHECK(opened->sequence == 5);
  CHECK(opened->from == *parse_instant("2026-05-01T08:00:00Z"));
  CHECK(opened->until == *parse_instant("2026-05-01T18:00:00Z"));
}

TEST_CASE("Each field that is another than the signed one is refused") {
  const auto good = test::sealed(test::envelope());
  REQUIRE(code_of(good) == "fine");
  const std::vector<std::function<void(Envelope&)>> forgeries = {
      [](Envelope& e) { e.scope = {"group/ground"}; },
      [](Envelope& e) { e.scope.emplace_back("sign/hall-a"); },
      [](Envelope& e) { e.sequence = 6; },
      [](Envelope& e) { e.from = "2026-05-01T07:00:00+00:00"; },
      [](Envelope& e) { e.from = "2026-05-01T08:00:00Z"; },  // the same, but not as it was signed
      [](Envelope& e) { e.until = "2027-05-01T18:00:00+00:00"; },
      [](Envelope& e) { std::swap(e.from, e.until); },
      [](Envelope& e) { e.payload += ' '; },
      [](Envelope& e) { e.payload.clear(); },
      [](Envelope& e) { e.signature.front() ^= 1; },
      [](Envelope& e) { e.signature.pop_back(); },
      [](Envelope& e) { e.signature.assign(kSignatureBytes, '\0'); },
      [](Envelope& e) {  // a border that moves between two fields
        e.payload.insert(0, 1, e.until.back());
        e.until.pop_back();
      },
  };
  for (std::size_t i = 0; i < forgeries.size(); ++i) {
    INFO(i);
    auto forged = good;
    forgeries[i](forged);
    CHECK(code_of(forged) == "bad-signature");
  }
  auto forged = good;
  forged.kind = kSay;
  CHECK(code_of(forged) == "wrong-kind");
  CHECK(code_of(forged, test::guard(), kSay) == "bad-signature");
  forged = good;
  forged.key = "lectern";
  CHECK(code_of(forged) == "unknown-key");
  auto both = test::guard();
  both.keys.push_back({"lectern", test::public_key().bytes});
  CHECK(code_of(forged, both) == "bad-signature");  // also under a second name of the same key
}

TEST_CASE("What another key signed, or a key of that name that is another, is refused") {
  CHECK(code_of(test::sealed(test::envelope(), test::key("lectern", 'x'))) == "unknown-key");
  CHECK(code_of(test::sealed(test::envelope(), test::key("desk", 'x'))) == "bad-signature");
  CHECK(code_of(test::sealed(test::envelope()), {{}, {"all"}}) == "unknown-key");
  auto both = test::guard();
  both.keys.push_back(test::public_key("desk", 'x'));  // while one takes the other's place
  CHECK(code_of(test::sealed(test::envelope(), test::key("desk", 'x')), both) == "fine");
  CHECK(code_of(test::sealed(test::envelope()), both) == "fine");
}

TEST_CASE("What is signed for others is refused, and says for whom it is") {
  auto envelope = test::envelope();
  for (const auto& [scope, code] : {std::pair(std::vector<std::string>{"all"}, "fine"),
                                    {{"group/ground"}, "fine"},
                                    {{"sign/hall-a"}, "fine"},
                                    {{"group/attic", "sign/hall-a"}, "fine"},
                                    {{"group/attic"}, "out-of-scope"},
                                    {{"sign/hall-b"}, "out-of-scope"},
                                    {{"group/hall-a"}, "out-of-scope"},
                                    {{}, "out-of-scope"}}) {
    envelope.scope = scope;
    CHECK(code_of(test::sealed(envelope)) == code);
  }
  envelope.scope = {"group/attic"};
  CHECK(unseal(test::sealed(envelope), kAnnouncements, test::guard()).error().message ==
        "signed for group/attic, not for all, group/ground, sign/hall-a");
}

TEST_CASE("It is time from its beginning to before its end, by a clock that is trusted") {
  const auto opened = unseal(test::sealed(test::envelope()), kAnnouncements, test::guard());
  REQUIRE(opened);
  CHECK(is_time(*opened, opened->from));
  CHECK(is_time(*opened, opened->until - 1s));
  CHECK(is_time(*opened, opened->from - 1s).error().code == "not-yet");
  CHECK(is_time(*opened, opened->until).error().code == "expired");
  CHECK(is_time(*opened, std::nullopt).error().code == "no-clock");
}

TEST_CASE("Times that cannot be read are refused although they are signed") {
  auto envelope = test::envelope();
  envelope.until = "tomorrow";
  CHECK(code_of(test::sealed(envelope)) == "bad-envelope");
  envelope.until = "2026-05-01T18:00:00";  // of no zone
  CHECK(code_of(test::sealed(envelope)) == "bad-envelope");
}

TEST_CASE("Series are told apart by the key itself, the kind and the scope") {
  const auto series = [](const Envelope& envelope, const SecretKey& with = test::key()) {
    auto all = test::guard();
    all.keys = {public_key_of(test::sodium(), with)};
    const auto opened = unseal(test::sealed(envelope, with), envelope.kind, all);
    REQUIRE(opened);
    return opened->series;
  };
  const auto one = series(test::envelope());
  CHECK(series(test::envelope("[]", 6)) == one);
  CHECK(series(test::envelope(), test::key("lectern")) == one);  // by another name
  CHECK(series(test::envelope(), test::key("desk", 'x')) != one);
  auto other = test::envelope();
  other.scope = {"group/ground"};
  CHECK(series(other) != one);
  other = test::envelope();
  other.kind = kSay;
  CHECK(series(other) != one);
  CHECK(is_trusted(one, test::guard()));
  CHECK_FALSE(is_trusted(one, {{test::public_key("desk", 'x')}, {"all"}}));
  CHECK_FALSE(is_trusted(one, {{test::public_key()}, {"sign/hall-a"}}));
  CHECK_FALSE(is_trusted("", test::guard()));
}

TEST_CASE("An envelope is read as it was printed") {
  auto envelope = test::envelope("Caf\u00e9 \\ \" \n\t\u0001 \U0001F600");
  envelope.scope = {"group/a b", "sign/\u00fc"};
  const auto sealed = test::sealed(envelope);
  const auto again = formats::parse_envelope(formats::print_envelope(sealed));
  REQUIRE(again);
  CHECK(*again == sealed);
}

TEST_CASE("A bit flipped anywhere in an envelope is refused") {
  const auto good =
      formats::print_envelope(test::sealed(test::envelope("{\"text\": \"Caf\u00e9\"}")));
  REQUIRE(formats::open_envelope(good, kAnnouncements, test::guard()));
  for (std::size_t i = 0; i < good.size() * 8; ++i) {
    auto flipped = good;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << i % 8));
    if (formats::open_envelope(flipped, kAnnouncements, test::guard())) FAIL(flipped);
  }
}

TEST_CASE("An envelope that is cut off anywhere is refused") {
  const auto good = formats::print_envelope(test::sealed(test::envelope()));
  for (std::size_t i = 0; i + 2 < good.size(); ++i) {
    CHECK_FALSE(formats::open_envelope(good.substr(0, i), kAnnouncements, test::guard()));
  }
}

TEST_CASE(
    "A document without a signature, or with something beside it, is refused with the reason") {
  const auto error = [](const std::string& bytes) {
    const auto opened = formats::open_envelope(bytes, kAnnouncements, test::guard());
    return opened ? Error{} : opened.error();
  };
  CHECK(error("{").code == "bad-json");
  CHECK(error("{}").code == "unsigned");
  CHECK(error("[]").code == "unsigned");
  CHECK(error(R"({"format": "roomsign-announcements/1"})").code == "unsigned");
  CHECK(error(R"({"format": "roomsign-signed/1"})").code == "bad-envelope");
  const auto changed = [&](const std::string& part, const std::string& by) {
    auto text = formats::print_envelope(test::sealed(test::envelope()));
    text.replace(text.find(part), part.size(), by);
    return error(text);
  };
  CHECK(changed(R"("key")", R"("more": 1, "key")") ==
        Error{"bad-envelope", "document: must have no other keys"});
  CHECK(changed(R"("all")", R"("everybody")") ==
        Error{"bad-envelope", R"(scope[0]: must be "all", "group/NAME" or "sign/ID")"});
  CHECK(changed(R"("sequence": 5)", R"("sequence": -5)") ==
        Error{"bad-envelope", "sequence: must be a whole number from 0 to 9007199254740991"});
  CHECK(changed(R"("sequence": 5)", R"("sequence": 9007199254740992)").code == "bad-envelope");
  CHECK(changed(R"("sequence": 5)", R"("sequence": 5.0)").code == "bad-envelope");
  CHECK(changed(R"("payload": "{}")", R"("payload": {})") ==
        Error{"bad-envelope", "payload: must be text"});
}

}  // namespace
}  // namespace roomsign::signatures
