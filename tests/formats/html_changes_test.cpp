// The saved revisions of one page, replayed in order: what changes() tells of each step.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <tuple>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/schedule/changes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

// One year's workshop. The page says its day only from 2019 on, and not in every revision.
struct Year {
  const char* from;  // file names
  const char* to;
  const char* zone;
  std::chrono::year_month_day date;
};

using namespace std::chrono_literals;
const Year kWorkshop2019{"20190101", "20190801", "America/Phoenix", 2019y / 6 / 23};
const std::vector<Year> kYears{
    {"2018", "20190101", "America/Montreal", 2018y / 12 / 8},
    kWorkshop2019,
    {"20190801", "20200101", "America/Vancouver", 2019y / 12 / 14},
    {"20200101", "20210101", "America/Los_Angeles", 2020y / 12 / 12},
};

std::vector<fs::path> revisions(const fs::path& folder, const Year& year) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name >= year.from && name < year.to) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

Result<Parsed> import(const fs::path& path, const Year& year) {
  Hints hints;
  hints.zone = Zone::find(year.zone).value();
  hints.date = year.date;
  return parse(read_file(path).value(), hints);
}

// All that a visitor can read of a schedule, field by field and in an order of its own.
auto visible(const schedule::Schedule& schedule) {
  using Person = std::pair<std::string, std::string>;
  const auto people = [](const std::vector<schedule::Speaker>& speakers) {
    std::vector<Person> all;
    for (const auto& speaker : speakers) all.emplace_back(speaker.name, speaker.affiliation);
    return all;
  };
  const auto row = [&](const schedule::Session& s) {
    std::vector<std::pair<std::string, std::vector<Person>>> parts;
    for (const auto& talk : s.talks) parts.emplace_back(talk.title, people(talk.speakers));
    return std::tuple(s.start, s.end, s.room, s.plenary, s.all_day, s.title, s.label, s.kind,
                      s.subtitle, people(s.speakers), parts, s.track.name, s.track.color,
                      s.language, s.status, s.do_not_record, s.note);
  };
  std::vector<decltype(row(schedule.sessions.front()))> rows;
  for (const auto& session : schedule.sessions) rows.push_back(row(session));
  std::ranges::sort(rows);
  return rows;
}

struct Replay {
  Lines changed;   // file names of revisions that show something new
  int silent = 0;  // steps that show nothing new
};

// As a sign does it: a revision that cannot be read leaves the last good one up.
Replay replay(const fs::path& folder, const Year& year) {
  Replay replay;
  std::optional<Parsed> last;
  for (const fs::path& path : revisions(folder, year)) {
    const std::string name = path.filename().string();
    CAPTURE(name);
    auto next = import(path, year);
    if (!next) continue;
    if (last) {
      const bool told = !schedule::changes(last->schedule, next->schedule).empty();
      CHECK(told == (visible(last->schedule) != visible(next->schedule)));
      if (told) replay.changed.push_back(name);
      if (!told) ++replay.silent;
    }
    last = std::move(*next);
  }
  return replay;
}

Lines told(const Parsed& before, const Parsed& after, const Zone& zone) {
  Lines lines;
  for (const auto& change : schedule::changes(before.schedule, after.schedule))
    lines.push_back(describe(change, zone));
  return lines;
}

}  // namespace

TEST_CASE("A replayed page tells of a step exactly if something that is shown differs",
          "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  std::size_t changed = 0;
  int silent = 0;
  for (const Year& year : kYears) {
    const Replay replayed = replay(*folder, year);
    changed += replayed.changed.size();
    silent += replayed.silent;
  }
  CHECK(changed >= 25);
  CHECK(silent >= 50);
}

TEST_CASE("On the days around a workshop four of thirty-six edits can be seen", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  Year days = kWorkshop2019;
  days.from = "20190622";
  days.to = "20190625";
  const Replay replayed = replay(*folder, days);
  CHECK(replayed.changed == Lines{"20190623T094054-0aae7a5.html", "20190623T095310-b47b526.html",
                                  "20190623T103014-25b8437.html", "20190623T103053-79c4b92.html"});
  CHECK(replayed.silent == 32);
}

// At 9:40 the afternoon's talk got the title of the morning's; at 10:30 its own.
TEST_CASE("A title that is exchanged during the day, and back, is told both times", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  const auto step = [&](const char* before, const char* after) {
    const auto a = import(*folder / before, kWorkshop2019);
    const auto b = import(*folder / after, kWorkshop2019);
    REQUIRE(a);
    REQUIRE(b);
    return told(*a, *b, *Zone::find(kWorkshop2019.zone));
  };
  CHECK(step("20190623T090103-dee769d.html", "20190623T094054-0aae7a5.html") ==
        Lines{"2:00 PM \"Talk\" is now called \"Search-Based Approaches to Accelerate Deep "
              "Learning\""});
  CHECK(
      step("20190623T095310-b47b526.html", "20190623T103014-25b8437.html") ==
      Lines{"2:00 PM \"Search-Based Approaches to Accelerate Deep Learning\" is now called "
            "\"Teaching an Old Cache New Tricks:\uFFFDLearning Better Caching Policies Online\""});
  // Only who speaks is now called a keynote speaker.
  CHECK(step("20190623T094819-1712e85.html", "20190623T095310-b47b526.html") ==
        Lines{"9:10 AM \"Automated Building of Safe and Robust Intelligent Systems\" differs in "
              "label, kind",
              "10:30 AM \"Don’t Use a Single Large Systolic Array, Use Many Small Ones Instead\" "
              "differs in label, kind",
              "3:45 PM \"Domain-Specific Architectures for Deep Neural Networks\" differs in "
              "label, kind"});
}

TEST_CASE("An offset with the wrong sign moves every session, where no zone is configured",
          "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  const auto wrong = parse(*read_file(*folder / "20201203T231919-378c243.html"), Hints{});
  const auto right = parse(*read_file(*folder / "20201203T232231-588e40e.html"), Hints{});
  REQUIRE(wrong);
  REQUIRE(right);
  const auto changes = schedule::changes(wrong->schedule, right->schedule);
  CHECK(changes.size() == right->schedule.sessions.size());
  for (const auto& change : changes) {
    CHECK(change.aspects == std::vector{schedule::Aspect::kStart});
    REQUIRE(change.before != nullptr);
    REQUIRE(change.after != nullptr);
    CHECK(change.after->start - change.before->start == 16h);  // from +08:00 to -08:00
  }
}

}  // namespace roomsign::formats
