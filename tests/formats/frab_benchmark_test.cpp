// How long ten thousand sessions of frab's kind take, against the libraries' bare parsing of the
// same bytes. Not a test of time: `formats_tests "[.benchmark]"` prints the figures (build with
// optimisation).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats {
namespace {

constexpr int kSessions = 10'000;
constexpr int kRooms = 25;

// What an event says, in either format: `line` gives a field of it.
template <class Line>
std::string fields(int number, Line line) {
  const int slot = number / kRooms;
  const std::string start = fmt::format("{:02}:{:02}", 9 + slot % 100 / 12, slot % 12 * 5);
  return line("date", fmt::format("2031-05-{:02}T{}:00+02:00", 14 + slot / 100, start)) +
         line("start", start) + line("duration", "00:25") +
         line("room", fmt::format("Hall {}", number % kRooms)) +
         line("slug", fmt::format("hinge-{}-the-lattice-and-the-lock", number)) +
         line("url", fmt::format("https://example.org/2031/talk/{}/", number)) +
         line("title", fmt::format("Lattice, hinge and façade: number {} of many", number)) +
         line("subtitle", number % 3 == 0 ? "What the tide leaves open" : "") +
         line("track", fmt::format("Track {}", number % 17)) + line("type", "Talk") +
         line("language", "en") +
         line("abstract", "A window is a hole in a wall, over which somebody has thought.") +
         line("description", "The talk shows how, and what it took to keep the water out.");
}

std::string big_xml() {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<schedule>\n<conference>"
      "<time_zone_name>Europe/Berlin</time_zone_name></conference>\n"
      "<day index=\"1\" date=\"2031-05-14\">\n<room name=\"Hall\">\n";
  for (int i = 0; i < kSessions; ++i) {
    text += fmt::format("<event guid=\"00000000-0000-4000-8000-{:012}\" id=\"{}\">\n", i, i + 1);
    text += fields(i, [](std::string_view name, std::string_view value) {
      return fmt::format("  <{}>{}</{}>\n", name, value, name);
    });
    text +=
        "  <recording>\n    <license></license>\n    <optout>false</optout>\n  </recording>\n"
        "  <persons>\n    <person id=\"1\">Ada Müller</person>\n  </persons>\n</event>\n";
  }
  return text + "</room>\n</day>\n</schedule>\n";
}

std::string big_json() {
  std::string text = R"({"schedule": {"conference": {"time_zone_name": "Europe/Berlin", "days": [
{"date": "2031-05-14", "rooms": {"Hall": [)";
  for (int i = 0; i < kSessions; ++i) {
    text += fmt::format("{}\n{{\"guid\": \"00000000-0000-4000-8000-{:012}\", \"id\": {},\n",
                        i == 0 ? "" : ",", i, i + 1);
    text += fields(i, [](std::string_view name, std::string_view value) {
      return fmt::format("  \"{}\": \"{}\",\n", name, value);
    });
    text += R"(  "do_not_record": false, "persons": [{"id": 1, "public_name": "Ada Müller"}]})";
  }
  return text + "]}}]}}}";
}

// The best of several, in milliseconds: the machine has other work.
template <class Work>
double milliseconds(Work work) {
  using SteadyClock = std::chrono::steady_clock;
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const auto begin = SteadyClock::now();
    work();
    const std::chrono::duration<double, std::milli> took = SteadyClock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

template <class Bare>
void compare(const char* what, const std::string& bytes, std::string_view format, Bare bare) {
  const double library = milliseconds(bare);
  const double ours = milliseconds([&] {
    const auto parsed = parse(bytes, {}, format);
    REQUIRE(parsed);
    REQUIRE(parsed->schedule.sessions.size() == kSessions);
  });
  std::printf("%s, %.1f MB: %.1f ms, bare parsing %.1f ms, %.2f times\n", what,
              static_cast<double>(bytes.size()) / 1e6, ours, library, ours / library);
}

}  // namespace

TEST_CASE("Ten thousand sessions in XML and in JSON", "[.benchmark]") {
  const std::string xml = big_xml();
  compare("XML", xml, "frab-xml", [&] {
    pugi::xml_document document;
    REQUIRE(document.load_buffer(xml.data(), xml.size()));
  });
  const std::string text = big_json();
  compare("JSON", text, "frab-json", [&] { REQUIRE_FALSE(nlohmann::json::parse(text).is_null()); });
}

}  // namespace roomsign::formats
