#include <algorithm>

#include "daemon/base/file.hpp"
#include "tests/formats/ical_test.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::test {
namespace {

formats::Parsed read_shared(const std::filesystem::path& file,
                            const formats::Hints& hints = berlin()) {
  const auto bytes = read_file(file.string(), 1U << 20U);
  REQUIRE(bytes);
  return read_ical(*bytes, hints);
}

// "2023-08-18T13:50:00+09:30 Hall A 30 min: Title [names]", of a title's beginning.
std::string row(const formats::Parsed& parsed, std::string_view title) {
  const auto& sessions = parsed.schedule.sessions;
  const auto found = std::ranges::find_if(
      sessions, [&](const auto& session) { return session.title.starts_with(title); });
  if (found == sessions.end()) return "no such session";
  const Zone zone = Zone::find(parsed.schedule.event.time_zone).value();
  std::string names;
  for (const auto& speaker : found->speakers) names += (names.empty() ? "" : ", ") + speaker.name;
  const auto length = found->end ? (*found->end - found->start) / std::chrono::minutes(1) : 0;
  return format_instant(found->start, zone.offset_at(found->start)) + " " + found->room + " " +
         std::to_string(length) + " min [" + names + "]";
}

}  // namespace

TEST_CASE("a zone that is half an hour wrong in the document moves nothing", "[shared]") {
  const auto folder = shared_or_skip("data/ics");
  if (!folder) return;
  const auto wrong = read_shared(*folder / "pyconau2023-pretalx-as-downloaded.ics");
  const auto right = read_shared(*folder / "pyconau2023-pretalx-adelaide.ics");
  CHECK(wrong.schedule.sessions.size() == 94);
  CHECK(wrong.schedule == right.schedule);
  CHECK(utc(wrong.schedule.sessions.front().start) == "2023-08-17T23:30:00+00:00");
  CHECK(wrong.schedule.event.time_zone == "Australia/Adelaide");
  CHECK(wrong.warnings.empty());
}

TEST_CASE("a conference's calendar as pretalx writes it", "[shared]") {
  const auto folder = shared_or_skip("data/ics");
  if (!folder) return;
  const auto parsed = read_shared(*folder / "pyconau2023-pretalx-as-downloaded.ics");
  CHECK(row(parsed, "Specialist Tracks Combined Opening Address") ==
        "2023-08-18T09:00:00+09:30 Hall C (Plenary) 20 min [Pedro Junqueira, Jack Skinner, Nicky "
        "Ringland, Katie McLaughlin, Lilly Ryan]");
  CHECK(row(parsed, "Wrapping up the Cruft - Making Wrappers to Hide Complexity") ==
        "2023-08-18T10:00:00+09:30 Hall B 30 min [Jack Reichelt]");
  CHECK(row(parsed, "Student Showcase") ==
        "2023-08-18T15:30:00+09:30 Hall B 110 min [Nicky Ringland, Amanda J Hogan, Arjen Lentz]");
  CHECK(row(parsed, "Nothing for Us, Without Us; Breaking Unconscious Bias") ==
        "2023-08-19T12:00:00+09:30 Hall A 30 min [Victor Ogunjobi]");
  CHECK(row(parsed, "PyCon Fair") == "2023-08-20T13:30:00+09:30 Hall E 110 min []");
  CHECK(row(parsed, "Beatmaking with Python and FoxDot") ==
        "2023-08-20T14:50:00+09:30 Hall A 30 min [Sangarshanan]");
  CHECK(row(parsed, "Closing Address (Sunday)") ==
        "2023-08-20T16:50:00+09:30 Hall C (Plenary) 10 min [Daisy Leigh Brenecki, Lilly Ryan]");
  for (const auto& session : parsed.schedule.sessions) {
    CAPTURE(session.title);
    CHECK(session.end);
    CHECK(session.id.starts_with("pretalx-pyconau-2023-"));
    CHECK(session.url.starts_with("https://pretalx.com/pyconau-2023/talk/"));
    CHECK(session.title.find(" - amanda") == std::string::npos);
  }
}

TEST_CASE("88 events with five UIDs and lines of three thousand letters", "[shared]") {
  const auto folder = shared_or_skip("data/ics");
  if (!folder) return;
  const auto parsed = read_shared(*folder / "moca24.ics");
  CHECK(parsed.schedule.sessions.size() == 88);
  CHECK(parsed.schedule.event.time_zone == "Europe/Rome");
  CHECK(parsed.source.zone_from == "VTIMEZONE");
  CHECK(schedule::rooms(parsed.schedule).size() == 4);
  CHECK(row(parsed, "Opening Keynote") == "2024-09-13T12:00:00+02:00 XOR 60 min []");
  CHECK(row(parsed, "Badge Soldering Lab") == "2024-09-13T15:30:00+02:00 FreeKevin 150 min []");
  CHECK(row(parsed, "EUDI - La nuova identit\u00e0 digitale in Europa: un disastro annunciato?") ==
        "2024-09-14T11:30:00+02:00 XOR 45 min []");
  CHECK(row(parsed, "Premiazione CTF") == "2024-09-14T21:00:00+02:00 XOR 15 min []");
  CHECK(row(parsed, "Zap Attack") == "2024-09-15T13:00:00+02:00 XOR 30 min []");
  CHECK(row(parsed, "Closing ceremony") == "2024-09-15T15:00:00+02:00 XOR 60 min []");
}

TEST_CASE("a week of workshops in UTC without a zone", "[shared]") {
  const auto folder = shared_or_skip("data/ics");
  if (!folder) return;
  formats::Hints hints = berlin();
  hints.zone = Zone::find("Europe/London").value();
  const auto parsed = read_shared(*folder / "bristol-dataweek2025.ics", hints);
  CHECK(parsed.schedule.sessions.size() == 20);
  CHECK(parsed.schedule.event.name == "Bristol Data Week 2025");
  CHECK(row(parsed, "Introduction to Python") ==
        "2025-06-02T09:30:00+01:00 In-person; Training 180 min []");
  CHECK(row(parsed, "Gambling Harms Research") ==
        "2025-06-05T13:30:00+01:00 Online & in-person; Workshop 120 min []");
}

TEST_CASE("Outlook's name of a zone without its VTIMEZONE, Sched's UTC", "[shared]") {
  const auto folder = shared_or_skip("data/ics");
  if (!folder) return;
  const auto outlook = read_shared(*folder / "outlook-tzid-without-vtimezone.ics", {});
  REQUIRE(outlook.schedule.sessions.size() == 1);
  CHECK(utc(outlook.schedule.sessions[0].start) == "2026-05-20T07:30:00+00:00");
  CHECK(outlook.schedule.event.time_zone == "Europe/Berlin");

  const auto sched = read_shared(*folder / "sched-litquake2026-trimmed.ics", {});
  REQUIRE(sched.schedule.sessions.size() == 1);
  const auto& session = sched.schedule.sessions[0];
  CHECK(utc(session.start) == "2026-10-13T01:30:00+00:00");
  CHECK(session.room == "Mechanics' Institute");
  CHECK(session.label == "NONFICTION");
  CHECK(session.title == "Tilar J. Mazzeo: The Sea Captain's Wife");
  CHECK(warned(sched, "X-WR-TIMEZONE is UTC"));
}

}  // namespace roomsign::test
