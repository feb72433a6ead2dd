// Eight years of one workshop's page: counts and a few sessions a year, checked by hand.
#include <algorithm>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;

Parsed imported(const std::filesystem::path& path, const std::string& zone = "UTC") {
  const auto bytes = read_file(path);
  REQUIRE(bytes);
  Hints hints;
  hints.zone = *Zone::find(zone);
  auto parsed = parse(*bytes, hints);
  if (!parsed) FAIL(path << ": " << parsed.error().message);
  return *parsed;
}

// The session that starts then; fails where there is none.
Session at(const Parsed& parsed, const std::string& start) {
  const auto instant = parse_instant(start);
  REQUIRE(instant);
  const auto found = std::ranges::find(parsed.schedule.sessions, *instant, &Session::start);
  CAPTURE(start);
  REQUIRE(found != parsed.schedule.sessions.end());
  return *found;
}

std::vector<std::string> names(const Session& session) {
  std::vector<std::string> names;
  for (const auto& speaker : session.speakers) names.push_back(speaker.name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("The page of 2018 has names behind numbered labels and titles in italics", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems");
  if (!folder) return;
  const Parsed parsed = imported(*folder / "2018.html", "America/Montreal");
  REQUIRE(parsed.schedule.sessions.size() == 18);
  CHECK(parsed.warnings.empty());
  CHECK(parsed.source.announced_hours == "8:30AM-6:00PM");
  CHECK(parsed.schedule.event.venue.empty());

  const Session first = at(parsed, "2018-12-08T09:10:00-05:00");
  CHECK(first.label == "Invited Speaker 1");
  CHECK(first.kind == Kind::kInvited);
  CHECK(first.title == "A Crash Course in Stochastic Program Optimization");
  CHECK(names(first) == Names{"Eric Schkufza"});
  CHECK(first.room == "Room 510 AC");

  const Session contributed = at(parsed, "2018-12-08T11:00:00-05:00");
  CHECK(contributed.label.empty());
  CHECK(names(contributed) == Names{"Caroline Lemieux"});
  CHECK(contributed.title == "Neural Inference of API Functions from Input\u2013Output Examples");

  const Session bare = at(parsed, "2018-12-08T11:15:00-05:00");
  CHECK(bare.title == "Placeto: Efficient Progressive Device Placement Optimization");
  CHECK(bare.speakers.empty());

  const Session panel = at(parsed, "2018-12-08T16:50:00-05:00");
  CHECK(panel.kind == Kind::kPanel);
  CHECK(panel.title == "Panel Discussion");
  CHECK(names(panel) == Names{"Jeff Dean", "Partha Ranganathan", "Song Han", "Ion Stoica"});

  const Session closing = at(parsed, "2018-12-08T17:50:00-05:00");
  CHECK(closing.title == "Closing Remarks");
  REQUIRE(closing.end);
  CHECK(*closing.end - closing.start == std::chrono::minutes(10));  // "(10mn)"
  CHECK_FALSE(closing.end_inferred);
}

TEST_CASE("The page of 2019 leaves the day open and says Invited Speaker of a person", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems");
  if (!folder) return;
  const Parsed parsed = imported(*folder / "2019.html", "America/Vancouver");
  REQUIRE(parsed.schedule.sessions.size() == 18);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(parsed.warnings.front().find("not decided") != std::string::npos);
  CHECK(parsed.source.date == "2019-12-13");

  const Session invited = at(parsed, "2019-12-13T09:10:00-08:00");
  CHECK(invited.label == "Invited Speaker");
  CHECK(invited.title.empty());
  CHECK(names(invited) == Names{"Eytan Bakshy"});

  const Session talk = at(parsed, "2019-12-13T11:45:00-08:00");
  CHECK(talk.label == "Contributed Talk");
  CHECK(talk.title == "Neural Hardware Architecture Search");  // capitals, but no person
  CHECK(talk.speakers.empty());

  const Session panel = at(parsed, "2019-12-13T17:20:00-08:00");
  CHECK(panel.title == "Panel Discussion");  // "(TBD)" is no part of it
  CHECK_FALSE(panel.end);
}

TEST_CASE("The page of 2020 has machine-readable times and lists of talks", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems");
  if (!folder) return;
  const Parsed parsed = imported(*folder / "2020.html", "America/Los_Angeles");
  REQUIRE(parsed.schedule.sessions.size() == 15);
  CHECK(parsed.warnings.empty());
  CHECK(parsed.schedule.event.venue == "Zoomville");

  const Session talks = at(parsed, "2020-12-12T10:40:00-08:00");
  CHECK(talks.kind == Kind::kTalks);
  CHECK(talks.label == "Contributed Talks");
  REQUIRE(talks.talks.size() == 4);
  CHECK(talks.talks[1].title == "DEff-ARTS: Differentiable Efficient Architecture Search");

  const Session lunch = at(parsed, "2020-12-12T12:05:00-08:00");
  CHECK(lunch.kind == Kind::kBreak);

  const Session invited = at(parsed, "2020-12-12T13:50:00-08:00");
  CHECK(names(invited) == Names{"Benoit Steiner"});
  CHECK(invited.title ==
        "Value Function Based Performance Optimization of Deep Learning Workloads");

  std::size_t parts = 0;
  for (const Session& session : parsed.schedule.sessions) parts += session.talks.size();
  CHECK(parts == 17);
}

TEST_CASE("Without a configured zone the offset in the times of 2020 is used", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems");
  if (!folder) return;
  const auto parsed = parse(*read_file(*folder / "2020.html"), Hints{});
  REQUIRE(parsed);
  CHECK(parsed->schedule.event.time_zone == "Etc/GMT+8");
  CHECK(parsed->source.zone_from == "offset in the time cells' data");
  CHECK(parsed->schedule.sessions.front().start == *parse_instant("2020-12-12T09:00:00-08:00"));
}

TEST_CASE("The pages of 2024 and 2025 are imported with all their rows", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems");
  if (!folder) return;
  const Parsed vancouver = imported(*folder / "2024.html", "America/Vancouver");
  REQUIRE(vancouver.schedule.sessions.size() == 16);
  CHECK(vancouver.schedule.event.venue == "Vancouver Convention Center");
  CHECK(at(vancouver, "2024-12-15T13:00:00-08:00").room == "West Room 201");

  const Parsed san_diego = imported(*folder / "2025.html", "America/Los_Angeles");
  REQUIRE(san_diego.schedule.sessions.size() == 18);
  CHECK(san_diego.warnings.empty());
  const Session spotlight = at(san_diego, "2025-12-06T10:50:00-08:00");
  CHECK(spotlight.label == "Spotlight");
  CHECK(spotlight.kind == Kind::kTalk);
  CHECK(names(spotlight) == Names{"Yusheng Zheng"});
  CHECK(spotlight.speakers.front().affiliation == "UCSC");  // no blank before its bracket

  const Session debate = at(san_diego, "2025-12-06T14:15:00-08:00");
  CHECK(debate.kind == Kind::kPanel);
  CHECK(debate.title == "\"Will Agentic AI Systems Replace System Developers?\"");
  CHECK(names(debate) == Names{"Jason Ansel", "Dylan Patel", "Neeraja Yadwadkar", "Hanson Wang"});

  const Session party = at(san_diego, "2025-12-06T18:00:00-08:00");
  CHECK(party.kind == Kind::kSocial);
  CHECK_FALSE(party.end);
}

TEST_CASE("A page of ranges puts titles first and speakers on lines of their own", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  const Parsed parsed = imported(*folder / "20190702T115958-da25566.html", "America/Phoenix");
  REQUIRE(parsed.schedule.sessions.size() == 20);
  CHECK(parsed.warnings.empty());

  const Session best = at(parsed, "2019-06-23T09:40:00-07:00");
  CHECK(names(best) == Names{"Charith Mendis"});
  CHECK(best.speakers.front().affiliation == "MIT");
  CHECK(best.title.find("Best Paper") == std::string::npos);
  CHECK(best.title.starts_with("Ithemal: Accurate, Portable and Fast"));
  CHECK(best.end == *parse_instant("2019-06-23T09:50:00-07:00"));
  CHECK_FALSE(best.end_inferred);

  CHECK(at(parsed, "2019-06-23T09:10:00-07:00").kind == Kind::kKeynote);
  CHECK(at(parsed, "2019-06-23T11:55:00-07:00").end == *parse_instant("2019-06-23T12:20:00-07:00"));
  const Session lecture = at(parsed, "2019-06-23T17:15:00-07:00");
  CHECK(lecture.title == "Turing Award Lecture");
  CHECK(lecture.room == "Symphony Hall");
}

}  // namespace roomsign::formats
