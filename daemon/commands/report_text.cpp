// The report for people.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/report.hpp"

namespace roomsign::commands {
namespace {

using std::chrono::local_days;

constexpr std::size_t kMostRooms = 24;
constexpr std::size_t kMostDays = 9;
constexpr std::size_t kWidestRoom = 28;

std::string weekday(local_days day) {
  constexpr std::array<const char*, 7> kNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
  return kNames.at(std::chrono::weekday(day).c_encoding());
}

std::string day_text(local_days day) {
  return fmt::format("{} {}", weekday(day), format_date(std::chrono::year_month_day(day)));
}

std::string count_of(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

// At most `width` letters, filled up with blanks.
std::string cell(const std::string& text, std::size_t width) {
  const std::string cut = clean_line(text, width);
  return cut + std::string(width - decode_utf8(cut).size(), ' ');
}

std::size_t width_of(const std::string& text) { return decode_utf8(text).size(); }

class Text {
 public:
  explicit Text(const Report& report) : report_(report) {}

  std::string text() {
    for (const auto& source : report_.sources) print_source(source);
    if (report_.programme) print_rooms();
    print_findings(Severity::kError, "ERRORS");
    print_findings(Severity::kWarning, "WARNINGS");
    print_findings(Severity::kNote, "NOTES");
    print_changes();
    print_counts();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void print(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
  }

  void print_field(const char* name, const std::string& value, const std::string& from = {}) {
    if (value.empty()) return;
    print("{:<10} {}{}\n", name, value, from.empty() ? "" : " from " + from);
  }

  void print_source(const SourceRead& source) {
    print_field("source", source.name == source.address || source.name.empty()
                              ? source.address
                              : fmt::format("{}: {}", source.name, source.address));
    if (!source.parsed) return;  // among the errors
    const auto& read = source.parsed->source;
    print_field("format", read.format);
    print_field("event", source.parsed->schedule.event.name);
    print_field("first day", read.date, read.date_from);
    print_field("time zone", source.parsed->schedule.event.time_zone, read.zone_from);
  }

  // ---- How many sessions where and when ----

  void print_rooms() {
    const Census counted = census(*report_.programme);
    if (counted.days.empty()) return;
    const auto sessions = report_.programme->schedule().sessions.size();
    const auto rooms =
        std::ranges::count_if(counted.rooms, [](const auto& room) { return !room.room.empty(); });
    print("{:<10} {}", "sessions", sessions);
    if (rooms > 0) print(" in {}", count_of(static_cast<std::size_t>(rooms), "room"));
    print(", {}", day_text(counted.days.front()));
    if (counted.days.size() > 1) print(" to {}", day_text(counted.days.back()));
    print("\n");
    if (rooms > 0 || counted.days.size() > 1) print_table(counted);
    if (!report_.room.empty() && !report_.programme->room_unknown()) {
      print("{:<10} {}: {}\n", "room", report_.room,
            count_of(report_.programme->slots().size(), "session"));
    }
  }

  void print_table(const Census& counted) {
    std::size_t width = width_of("(every room)");
    for (const auto& room : counted.rooms) width = std::max(width, width_of(room.room));
    width = std::min(width, kWidestRoom);
    const bool by_day = counted.days.size() > 1 && counted.days.size() <= kMostDays;
    if (by_day) print_days(counted.days, width);
    const auto shown = std::min(counted.rooms.size(), kMostRooms);
    for (std::size_t i = 0; i < shown; ++i) {
      const RoomDays& room = counted.rooms[i];
      print("{:<11}{}", "", cell(room.room.empty() ? "(every room)" : room.room, width));
      const auto counts = by_day ? room.by_day : std::vector{room.sessions};
      for (const auto count : counts) print("  {:>6}", count == 0 ? "-" : std::to_string(count));
      print("\n");
    }
    if (counted.rooms.size() == shown) return;
    std::size_t left_out = 0;
    for (std::size_t i = shown; i < counted.rooms.size(); ++i)
      left_out += counted.rooms[i].sessions;
    print("{:<11}and {} with {}\n", "", count_of(counted.rooms.size() - shown, "more room"),
          count_of(left_out, "session"));
  }

  void print_days(const std::vector<local_days>& days, std::size_t width) {
    print("{:<11}{}", "", cell("", width));
    for (const auto day : days) {
      const std::chrono::year_month_day date(day);
      print("  {} {:>2}", weekday(day).substr(0, 3), static_cast<unsigned>(date.day()));
    }
    print("\n");
  }

  // ---- Findings ----

  // The same finding in one room or more: a plenary is often listed in each.
  struct Group {
    const Finding* first = nullptr;
    std::size_t rooms = 1;
  };

  // Those of no session first, then by day and time.
  std::vector<Group> groups_of(Severity severity) const {
    std::vector<const Finding*> all;
    for (const auto& finding : report_.findings) {
      if (finding.severity == severity) all.push_back(&finding);
    }
    const auto start = [](const Finding& finding) {
      return finding.sessions.empty() ? Instant::min() : finding.sessions.front()->start;
    };
    std::ranges::stable_sort(all, {}, [&](const Finding* finding) { return start(*finding); });
    std::vector<Group> groups;
    std::map<std::tuple<Instant, std::string_view, std::string_view>, std::size_t> known;
    for (const Finding* finding : all) {
      const auto [group, is_new] =
          known.try_emplace({start(*finding), finding->code, finding->text}, groups.size());
      if (is_new || finding->sessions.empty()) {
        groups.push_back({finding});
      } else {
        ++groups[group->second].rooms;
      }
    }
    return groups;
  }

  void print_findings(Severity severity, const char* title) {
    const auto groups = groups_of(severity);
    if (groups.empty()) return;
    print("\n{}\n", title);
    std::map<std::string, std::size_t> printed;  // by code
    std::optional<local_days> day;
    for (const Group& group : groups) {
      if (++printed[group.first->code] <= kMostOfAKind) print_group(group, day);
    }
    for (const auto& [code, count] : printed) {
      if (count > kMostOfAKind)
        print("  and {} more of \"{}\" (--json has all)\n", count - kMostOfAKind, code);
    }
  }

  void print_group(const Group& group, std::optional<local_days>& day) {
    const Finding& finding = *group.first;
    if (finding.sessions.empty()) {
      print("  {}{}{}\n", finding.place, finding.place.empty() ? "" : ": ", finding.text);
      return;
    }
    const auto& session = *finding.sessions.front();
    print_day(report_.programme->day_of(session.start), day);
    const std::string time = session.all_day ? "all day" : local_time(session.start);
    const bool names_room = report_.programme->rooms().size() > 1 && !session.room.empty();
    const std::string room = group.rooms > 1 ? count_of(group.rooms, "room") : session.room;
    print("    {:<8} {}{}\n", time, names_room ? room + ": " : "", finding.text);
  }

  void print_day(local_days its, std::optional<local_days>& day) {
    if (day == its) return;
    day = its;
    print("  {}\n", day_text(its));
  }

  std::string local_time(Instant instant) const {
    const auto offset = report_.programme->zone().offset_at(instant);
    return format_instant(instant, offset).substr(11, 5);
  }

  // ---- What comes next ----

  void print_changes() {
    if (!report_.compared_with || !report_.programme) return;
    const auto& zone = report_.programme->zone();
    const auto had = format_instant(*report_.compared_with, zone.offset_at(*report_.compared_with));
    print("\nCHANGES against what the sign has, which is of {} {}\n", had.substr(0, 10),
          had.substr(11, 5));
    if (report_.changes.empty()) print("  none\n");
    std::optional<local_days> day;
    for (std::size_t i = 0; i < std::min(report_.changes.size(), kMostChanges); ++i) {
      const auto& change = report_.changes[i];
      print_day(report_.programme->day_of(change.session().start), day);
      print("    {}\n", describe(change, zone, kClock24h));
    }
    if (report_.changes.size() > kMostChanges)
      print("  and {} more (--json has all)\n", report_.changes.size() - kMostChanges);
  }

  void print_counts() {
    const auto count = [&](Severity severity) {
      return static_cast<std::size_t>(
          std::ranges::count(report_.findings, severity, &Finding::severity));
    };
    std::vector<std::string> counts;
    for (const auto severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
      if (count(severity) > 0) counts.push_back(count_of(count(severity), to_string(severity)));
    }
    const bool fine = exit_status(report_) == 0;
    print("\n{}{}\n", fine ? "fine" : fmt::format("{}", fmt::join(counts, ", ")),
          fine && !counts.empty() ? ", with " + counts.front() : "");
  }

  const Report& report_;
  std::string out_;
};

}  // namespace

std::string print_text(const Report& report) { return Text(report).text(); }

}  // namespace roomsign::commands
