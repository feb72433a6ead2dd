// Lengths, times of day and single words of schedules of frab's kind.
#include <optional>
#include <string_view>

#include "daemon/formats/frab/times.hpp"
#include "daemon/formats/frab/words.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats::frab {
namespace {

using schedule::Kind;

int minutes(std::string_view text) {
  const auto length = read_length(text);
  return length ? static_cast<int>(length->count() / 60) : -1;
}

int clock(std::string_view text) {
  const auto time = read_clock(text);
  return time ? static_cast<int>(time->count() / 60) : -1;
}

}  // namespace

TEST_CASE("Two numbers are hours and minutes") {
  CHECK(minutes("00:30") == 30);
  CHECK(minutes("1:05") == 65);
  CHECK(minutes(" 12:00\n") == 720);
  CHECK(minutes("100:00") == 6000);
}

TEST_CASE("Three numbers are what makes a length of a session") {
  CHECK(minutes("00:45:00") == 45);
  CHECK(minutes("01:30:00") == 90);
  CHECK(minutes("01:00:00") == 60);
  CHECK(minutes("00:05:00") == 5);
  CHECK(minutes("0:01:00") == 60);
  CHECK(minutes("0:02:30") == 150);
  CHECK(minutes("1:02:30") == 26 * 60 + 30);
  CHECK(minutes("6944:11:40") == (6944 * 24 + 11) * 60 + 40);
}

TEST_CASE("ISO 8601's lengths") {
  CHECK(minutes("PT15M") == 15);
  CHECK(minutes("PT1H30M") == 90);
  CHECK(minutes("P1DT1H") == 25 * 60);
  CHECK(minutes("P1W") == 7 * 24 * 60);
  CHECK(minutes("PT120S") == 2);
  CHECK(minutes("P1M") == -1);
  CHECK(minutes("PT") == 0);
  CHECK(minutes("PT1") == -1);
}

TEST_CASE("What is no length is none") {
  for (const auto* text : {"", "45", "1h", "00:60", "-1:00", "1:-5", "1:00:00:00",
                           "::", "1:", "99999999999:00", "00:45 min"}) {
    INFO(text);
    CHECK(minutes(text) == -1);
  }
}

TEST_CASE("Times of day go on into the night") {
  CHECK(clock("09:30") == 570);
  CHECK(clock("9:30") == 570);
  CHECK(clock("09:30:59") == 570);
  CHECK(clock("29:59") == 1799);
  CHECK(clock("30:00") == -1);
  CHECK(clock("09:60") == -1);
  CHECK(clock("9") == -1);
}

TEST_CASE("Types become kinds and labels, codes become words") {
  CHECK(type_words("lecture").label.empty());
  CHECK(type_words("TALK").label.empty());
  CHECK(type_words("devroom").label == "Devroom");
  CHECK(type_words("LIGHTNING_TALK").label == "Lightning talk");
  CHECK(type_words("HANDS-ON").label == "Hands on");
  CHECK(type_words("HANDS-ON").kind == Kind::kTutorial);
  CHECK(type_words("BoF").label == "BoF");
  CHECK(type_words("DJ").label == "DJ");
  CHECK(type_words("Panel discussion").kind == Kind::kPanel);
  CHECK(type_words("Panel discussion").label == "Panel discussion");
  CHECK(type_words("Talk 30 min + 10min Q&A").kind == std::nullopt);
  CHECK(type_words("BREAK").kind == Kind::kBreak);
  CHECK(type_words("").label.empty());
}

TEST_CASE("An address is no name") {
  CHECK(name_of("Ada  Müller") == "Ada Müller");
  CHECK(name_of("@ada") == "@ada");
  CHECK(name_of("ada @ the lock") == "ada @ the lock");
  CHECK(name_of("ada@example.org").empty());
  CHECK(name_of("Ada <ada@example.org>").empty());
}

TEST_CASE("Colours are six digits") {
  CHECK(color_of("#2A9D8F") == "#2A9D8F");
  CHECK(color_of("#abc") == "#aabbcc");
  CHECK(color_of("red").empty());
  CHECK(color_of("#12345g").empty());
}

}  // namespace roomsign::formats::frab
