// What it costs to read a hundred to a hundred thousand sessions, beside what the library below
// needs for the same bytes alone.
//
// All are processor time of a fresh process. "read" is formats::parse(), bytes to schedule; "child"
// is the whole disposable child of the daemon within its limits, from its start to the last byte of
// the native schedule that it prints, with its largest resident size. A page that is longer than
// any is refused.
#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gumbo.h>
#include <libical/ical.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/sign/source.hpp"
#include "tests/support/big_documents.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/figure.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {
namespace {

constexpr std::array kSizes = {100, 1'000, 10'000, 100'000};
constexpr int kLongestPage = 10'000;  // of these; a longer one is refused
constexpr int kRounds = 7;            // of each, alternating; the median counts

double processor_milliseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// In a process of its own, with memory that nobody has touched before: as the daemon reads.
double cost_of(const std::function<void()>& work) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const double before = processor_milliseconds();
    work();
    const double cost = processor_milliseconds() - before;
    ::_exit(::write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  double cost = 0;
  int status = 0;
  const bool told = ::read(ends[0], &cost, sizeof cost) == sizeof cost;
  REQUIRE(::waitpid(child, &status, 0) == child);
  ::close(ends[0]);
  ::close(ends[1]);
  REQUIRE(told);
  REQUIRE(status == 0);
  return cost;
}

void must(bool holds) {
  if (!holds) ::_exit(1);
}

struct ChildCost {
  double milliseconds = 0;
  double peak_mb = 0;
};

// The largest resident size so far of a process that runs, MB. wait4() does not tell it: there it
// is that of the parent where that was larger when it started the process.
double peak_mb(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/status", process));
  for (std::string word; file >> word;) {
    double kilobytes = 0;
    if (word == "VmHWM:" && file >> kilobytes) return kilobytes / 1024;
  }
  return 0;  // it ended
}

// `refuses`: whether it must fail.
ChildCost cost_of_child(const std::string& document, const std::string& format,
                        const ChildLimits& limits, bool refuses) {
  std::vector<std::string> words{"/usr/bin/prlimit",
                                 fmt::format("--as={}", limits.memory),
                                 fmt::format("--cpu={}", limits.cpu.count()),
                                 ROOMSIGN_PROGRAM,
                                 "import",
                                 "-",
                                 "--child",
                                 "--format",
                                 format,
                                 "--time-zone",
                                 "Europe/Berlin"};
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, document.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  if (refuses) ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  REQUIRE(::posix_spawn(&child, argv[0], &files, nullptr, argv.data(), environ) == 0);
  ::posix_spawn_file_actions_destroy(&files);
  ChildCost cost;
  int status = 0;
  rusage used{};
  while (::wait4(child, &status, WNOHANG, &used) == 0) {
    cost.peak_mb = std::max(cost.peak_mb, peak_mb(child));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  INFO(format);
  REQUIRE(WIFEXITED(status));
  REQUIRE((WEXITSTATUS(status) != 0) == refuses);
  const auto milliseconds = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  cost.milliseconds = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
  return cost;
}

template <class T>
T median(std::vector<T> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// `bare` reads the bytes with nothing but the library. `called`: as its figures are, else as the
// format.
void measure(const std::string& format, int sessions, const std::string& bytes,
             const std::function<void()>& bare, const std::string& called = {}) {
  const TemporaryFolder folder;
  const auto file = folder / "document";
  REQUIRE(write_file_atomically(file, bytes));
  formats::Hints hints;
  hints.zone = Zone::find("Europe/Berlin").value();
  const bool refused = format == "html" && sessions > kLongestPage;
  std::vector<double> alone;
  std::vector<double> ours;
  std::vector<double> child;
  double peak = 0;
  for (int i = 0; i < kRounds; ++i) {
    if (!refused) alone.push_back(cost_of(bare));
    if (!refused) {
      ours.push_back(cost_of([&] {
        const auto read = formats::parse(bytes, hints, format);
        must(read && read->schedule.sessions.size() == static_cast<std::size_t>(sessions));
      }));
    }
    const auto cost = cost_of_child(file, format, sign::reading_limits(bytes.size()), refused);
    child.push_back(cost.milliseconds);
    peak = std::max(peak, cost.peak_mb);
  }
  const auto figure = [&](const char* what, double value, const char* unit) {
    print_figure((called.empty() ? format : called) + ": " + what, sessions, value, unit);
  };
  figure("document", static_cast<double>(bytes.size()) / 1e6, "MB");
  if (refused) {
    figure("child that refuses", median(child), "ms");
    figure("peak of a child that refuses", peak, "MB");
    return;
  }
  figure("the library alone", median(alone), "ms");
  figure("read", median(ours), "ms");
  figure("child", median(child), "ms");
  figure("child's peak", peak, "MB");
}

void bare_json(const std::string& bytes) { must(!nlohmann::json::parse(bytes).empty()); }

TEST_CASE("Reading XML of frab", "[reading]") {
  for (const int sessions : kSizes) {
    const auto xml = big_frab_xml(sessions);
    measure("frab-xml", sessions, xml, [&] {
      pugi::xml_document document;
      must(static_cast<bool>(document.load_buffer(xml.data(), xml.size())));
    });
  }
}

TEST_CASE("Reading JSON of frab", "[reading]") {
  for (const int sessions : kSizes) {
    const auto frab = big_frab_json(sessions);
    measure("frab-json", sessions, frab, [&] { bare_json(frab); });
  }
}

TEST_CASE("Reading native schedules", "[reading]") {
  for (const int sessions : kSizes) {
    const auto parsed = formats::parse(big_frab_xml(sessions), {}, "frab-xml");
    REQUIRE(parsed);
    const auto native = formats::print_native(*parsed);
    measure("roomsign/1", sessions, native, [&] { bare_json(native); });
  }
}

TEST_CASE("Reading calendars", "[reading]") {
  for (const int sessions : kSizes) {
    const auto calendar = big_calendar(sessions);
    measure("ical", sessions, calendar, [&] {
      icalcomponent* const parsed = icalparser_parse_string(calendar.c_str());
      must(parsed != nullptr);
      icalcomponent_free(parsed);
    });
  }
}

TEST_CASE("Reading JSON of Sessionize", "[reading]") {
  for (const int sessions : kSizes) {
    const auto sessionize = big_sessionize(sessions);
    measure("sessionize", sessions, sessionize, [&] { bare_json(sessionize); });
  }
}

void bare_page(const std::string& page) {
  GumboOutput* const tree =
      gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  must(tree != nullptr);
  gumbo_destroy_output(&kGumboDefaultOptions, tree);
}

TEST_CASE("Reading pages", "[reading]") {
  for (const int sessions : kSizes) {
    const auto page = big_pages(sessions);
    measure("html", sessions, page, [&] { bare_page(page); });
  }
}

// As conferences have them: most of it is not for a sign.
TEST_CASE("Reading a page of 500 KB", "[reading]") {
  const auto page = big_pages(900, true);
  REQUIRE(page.size() > 500'000);
  measure("html", 900, page, [&] { bare_page(page); }, "html of 500 KB");
}

}  // namespace
}  // namespace roomsign::test
