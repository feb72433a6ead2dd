// The report for machines.
#include <algorithm>

#include "daemon/base/json_writer.hpp"
#include "daemon/commands/report.hpp"

namespace roomsign::commands {
namespace {

using schedule::Session;

class Json {
 public:
  explicit Json(const Report& report) : report_(report) {}

  std::string text() {
    json_.open('{').member("format", "roomsign-check/1");
    list("sources", report_.sources, [&](const SourceRead& source) { write(source); });
    json_.member("room", report_.room);
    if (report_.programme) write_rooms();
    list("findings", report_.findings, [&](const Finding& finding) { write(finding); });
    if (report_.compared_with) json_.member("compared_with", time(*report_.compared_with));
    list("changes", report_.changes, [&](const schedule::Change& change) { write(change); });
    write_summary();
    return json_.close().text();
  }

 private:
  template <class List, class Write>
  void list(std::string_view name, const List& items, Write write) {
    json_.key(name).open('[');
    for (const auto& item : items) {
      json_.open('{');
      write(item);
      json_.close();
    }
    json_.close();
  }

  std::string time(Instant instant) const {
    const auto offset =
        report_.programme ? report_.programme->zone().offset_at(instant) : std::chrono::seconds(0);
    return format_instant(instant, std::chrono::duration_cast<std::chrono::minutes>(offset));
  }

  void write(const SourceRead& source) {
    json_.put("name", source.name);
    json_.put("address", source.address);
    if (!source.parsed) {
      json_.key("error").open('{').member("code", source.parsed.error().code);
      json_.member("text", source.parsed.error().message).close();
      return;
    }
    json_.put("format", source.parsed->source.format);
    json_.put("event", source.parsed->schedule.event.name);
    json_.put("date", source.parsed->source.date);
    json_.put("date_from", source.parsed->source.date_from);
    json_.put("time_zone", source.parsed->schedule.event.time_zone);
    json_.put("zone_from", source.parsed->source.zone_from);
    json_.member("sessions", source.parsed->schedule.sessions.size());
  }

  void write_rooms() {
    const Census counted = census(*report_.programme);
    list("rooms", counted.rooms, [&](const RoomDays& room) {
      json_.member("name", room.room).member("sessions", room.sessions);
      json_.key("days").open('[');
      for (std::size_t i = 0; i < counted.days.size(); ++i) {
        if (room.by_day[i] == 0) continue;
        const auto date = format_date(std::chrono::year_month_day(counted.days[i]));
        json_.open('{').member("date", date).member("sessions", room.by_day[i]).close();
      }
      json_.close();
    });
  }

  void write_members(const Session& session) {
    json_.member("id", session.id).member("title", headline(session));
    json_.put("room", session.room);
    json_.member("start", time(session.start));
    if (session.end) json_.member("end", time(*session.end));
  }

  void write(const Finding& finding) {
    json_.member("severity", to_string(finding.severity)).member("code", finding.code);
    json_.member("text", finding.text);
    json_.put("place", finding.place);
    list("sessions", finding.sessions, [&](const Session* session) { write_members(*session); });
  }

  void write(const schedule::Change& change) {
    json_.key("aspects").open('[');
    for (const auto aspect : change.aspects) json_.value(to_string(aspect));
    json_.close();
    json_.member("text", describe(change, report_.programme->zone(), kClock24h));
    for (const auto& [name, session] :
         {std::pair("before", change.before), std::pair("after", change.after)}) {
      if (session == nullptr) continue;
      json_.key(name).open('{');
      write_members(*session);
      json_.close();
    }
  }

  void write_summary() {
    const auto count = [&](Severity severity) {
      return std::ranges::count(report_.findings, severity, &Finding::severity);
    };
    json_.key("summary").open('{');
    json_.member("errors", count(Severity::kError)).member("warnings", count(Severity::kWarning));
    json_.member("notes", count(Severity::kNote)).member("changes", report_.changes.size());
    json_.member("status", exit_status(report_)).close();
  }

  const Report& report_;
  JsonWriter json_;
};

}  // namespace

std::string print_json(const Report& report) { return Json(report).text(); }

}  // namespace roomsign::commands
