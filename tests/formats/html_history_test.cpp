// Every saved revision of one page: while it was typed, emptied, broken and mended.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <vector>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> revisions(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

bool begins_with_time(std::string_view text) {
  text = trim(text);
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
}

std::string without_comments(std::string page) {
  for (std::size_t at = page.find("<!--"); at != std::string::npos; at = page.find("<!--", at)) {
    page.erase(at, std::min(page.find("-->", at), page.size()) - at);
  }
  return page;
}

// Cells that begin with a digit, and lines of a pipe table that do: counted without any parser. The
// second of two neighbours is an end.
std::size_t count_times(std::string_view page) {
  std::size_t count = 0;
  bool start_before = false;
  for (std::size_t at = page.find("<td"); at != std::string_view::npos;
       at = page.find("<td", at + 1)) {
    const std::size_t end = page.find('>', at);
    const bool time = end != std::string_view::npos && begins_with_time(page.substr(end + 1, 40));
    start_before = time && !start_before;
    count += start_before ? 1 : 0;
  }
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with("|") && begins_with_time(line.substr(1))) ++count;
  }
  return count;
}

Hints hints_for_2018() {
  Hints hints;
  hints.zone = *Zone::find("America/Montreal");
  hints.date = std::chrono::year(2018) / 12 / 8;
  return hints;
}

}  // namespace

TEST_CASE("Every revision is imported with all its rows or says why not", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  const auto paths = revisions(*folder);
  REQUIRE(paths.size() >= 100);
  std::size_t imported = 0;
  for (const fs::path& path : paths) {
    CAPTURE(path.filename().string());
    const auto bytes = read_file(path);
    REQUIRE(bytes);
    const auto parsed = parse(*bytes, hints_for_2018());
    const std::size_t times = count_times(without_comments(*bytes));
    if (!parsed) {
      CHECK(parsed.error().code == "no-sessions");
      CHECK(times == 0);
      continue;
    }
    ++imported;
    CHECK(parsed->schedule.sessions.size() == times);
    CHECK(std::ranges::is_sorted(parsed->schedule.sessions, {}, &schedule::Session::start));
    for (const auto& session : parsed->schedule.sessions) {
      CAPTURE(session.id);
      CHECK((!session.end || *session.end > session.start));
      CHECK((!session.title.empty() || !session.label.empty() || !session.speakers.empty()));
    }
  }
  CHECK(imported >= 90);
}

TEST_CASE("Revisions that name no day are refused for that and nothing else", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  std::size_t undated = 0;
  for (const fs::path& path : revisions(*folder)) {
    CAPTURE(path.filename().string());
    const auto parsed = parse(*read_file(path), Hints{});
    if (parsed || parsed.error().code == "no-sessions") continue;
    CHECK(parsed.error().code == "no-date");
    CHECK(read_file(path)->find("site_description") == std::string::npos);
    ++undated;
  }
  CHECK(undated > 0);
}

TEST_CASE("An edit of one row during the day changes one session", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  const auto before = parse(*read_file(*folder / "20190623T090103-dee769d.html"), Hints{});
  const auto after = parse(*read_file(*folder / "20190623T094054-0aae7a5.html"), Hints{});
  REQUIRE(before);
  REQUIRE(after);
  const auto& old_sessions = before->schedule.sessions;
  const auto& new_sessions = after->schedule.sessions;
  REQUIRE(old_sessions.size() == new_sessions.size());
  std::size_t changed = 0;
  for (std::size_t i = 0; i < old_sessions.size(); ++i) {
    CHECK(old_sessions[i].start == new_sessions[i].start);
    changed += old_sessions[i].title != new_sessions[i].title ? 1 : 0;
  }
  CHECK(changed == 1);
}

TEST_CASE("A wrong offset in the data does no harm where the zone is configured", "[shared]") {
  const auto folder = test::shared_or_skip("data/mlforsystems/history");
  if (!folder) return;
  Hints hints;
  hints.zone = *Zone::find("America/Los_Angeles");
  const auto wrong = parse(*read_file(*folder / "20201203T231919-378c243.html"), hints);
  const auto right = parse(*read_file(*folder / "20201203T232231-588e40e.html"), hints);
  REQUIRE(wrong);
  REQUIRE(right);
  CHECK(wrong->schedule == right->schedule);
}

}  // namespace roomsign::formats
