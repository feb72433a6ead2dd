// What it costs to read ten thousand sessions, beside what the library below needs for the same
// bytes alone. Not a test of time: `commands_tests "[.benchmark]"` prints the figures.
//
// All are processor time of a fresh process. "read" is formats::parse(), bytes to schedule; "child"
// is the whole disposable child of the daemon within its limits, from its start to the last byte of
// the native schedule that it prints, with its largest resident size.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
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
#include "tests/support/big_documents.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {
namespace {

constexpr int kSessions = 10'000;
constexpr int kRounds = 7;  // of each, alternating; the median counts

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

ChildCost cost_of_child(const std::string& document, const std::string& format) {
  std::vector<std::string> words{
      "/usr/bin/prlimit", "--as=268435456", "--cpu=5", ROOMSIGN_PROGRAM, "import",       "-",
      "--child",          "--format",       format,    "--time-zone",    "Europe/Berlin"};
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, document.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  REQUIRE(::posix_spawn(&child, argv[0], &files, nullptr, argv.data(), environ) == 0);
  ::posix_spawn_file_actions_destroy(&files);
  int status = 0;
  rusage used{};
  REQUIRE(::wait4(child, &status, 0, &used) == child);
  INFO(format);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  const auto milliseconds = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  return {.milliseconds = milliseconds(used.ru_utime) + milliseconds(used.ru_stime),
          .peak_mb = static_cast<double>(used.ru_maxrss) / 1024};
}

template <class T>
T median(std::vector<T> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// `bare` reads the bytes with nothing but the library.
void compare(const std::string& format, const std::string& bytes,
             const std::function<void()>& bare) {
  const TemporaryFolder folder;
  const auto file = folder / "document";
  REQUIRE(write_file_atomically(file, bytes));
  formats::Hints hints;
  hints.zone = Zone::find("Europe/Berlin").value();
  const auto read = formats::parse(bytes, hints, format);
  REQUIRE(read);
  const auto sessions = read->schedule.sessions.size();
  std::vector<double> alone;
  std::vector<double> ours;
  std::vector<double> child;
  double peak = 0;
  for (int i = 0; i < kRounds; ++i) {
    alone.push_back(cost_of(bare));
    ours.push_back(cost_of([&] { must(formats::parse(bytes, hints, format).has_value()); }));
    const auto cost = cost_of_child(file, format);
    child.push_back(cost.milliseconds);
    peak = std::max(peak, cost.peak_mb);
  }
  std::printf(
      "%-14s %5.1f MB, %5zu sessions: library %6.1f ms, read %6.1f ms (%.2f x), "
      "child %6.1f ms (%.2f x), peak %5.1f MB\n",
      format.c_str(), static_cast<double>(bytes.size()) / 1e6, sessions, median(alone),
      median(ours), median(ours) / median(alone), median(child), median(child) / median(alone),
      peak);
}

void bare_json(const std::string& bytes) { must(!nlohmann::json::parse(bytes).empty()); }

TEST_CASE("Reading ten thousand sessions", "[.benchmark]") {
  const auto xml = big_frab_xml(kSessions);
  compare("frab-xml", xml, [&] {
    pugi::xml_document document;
    must(static_cast<bool>(document.load_buffer(xml.data(), xml.size())));
  });

  const auto frab = big_frab_json(kSessions);
  compare("frab-json", frab, [&] { bare_json(frab); });

  const auto calendar = big_calendar(kSessions);
  compare("ical", calendar, [&] {
    icalcomponent* const parsed = icalparser_parse_string(calendar.c_str());
    must(parsed != nullptr);
    icalcomponent_free(parsed);
  });

  const auto sessionize = big_sessionize(kSessions);
  compare("sessionize", sessionize, [&] { bare_json(sessionize); });

  formats::Hints hints;
  const auto parsed = formats::parse(frab, hints, "frab-json");
  REQUIRE(parsed);
  const auto native = formats::print_native(*parsed);
  compare("roomsign/1", native, [&] { bare_json(native); });
}

TEST_CASE("Reading a page of 500 KB", "[.benchmark]") {
  const auto page = big_page(500'000);
  formats::Hints hints;
  hints.zone = Zone::find("Europe/Berlin").value();
  std::vector<double> costs;
  for (int i = 0; i < kRounds; ++i) {
    costs.push_back(cost_of([&] { must(formats::parse(page, hints, "html").has_value()); }));
  }
  std::printf("%-14s %5.1f MB: read %6.1f ms\n", "html", static_cast<double>(page.size()) / 1e6,
              median(costs));
}

}  // namespace
}  // namespace roomsign::test
