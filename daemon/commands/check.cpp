#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/commands/rehearsal.hpp"
#include "daemon/fetch/http.hpp"
#include "render/sdl/snapshot.hpp"

namespace roomsign::commands {
namespace {

// Prints what was found, and remembers the worst.
class Report {
 public:
  void add(Severity severity, const std::string& text) {
    constexpr const char* kWords[] = {"note", "warning", "error"};
    fmt::print("{}: {}\n", kWords[static_cast<int>(severity)], text);
    worst_ = std::max(worst_, severity);
  }
  int exit_status() const { return worst_ == Severity::kNote ? 0 : 1; }

 private:
  Severity worst_ = Severity::kNote;
};

void print_source(const config::Config& config, const formats::Parsed& parsed) {
  const auto& source = parsed.source;
  const auto line = [](const char* name, const std::string& value) {
    if (!value.empty()) fmt::print("{:<10} {}\n", name, value);
  };
  line("source", fetch::public_address(config.source.url));
  line("format", source.format);
  line("event", parsed.schedule.event.name);
  line("date", source.date_from.empty() ? source.date
                                        : fmt::format("{} ({})", source.date, source.date_from));
  line("time zone",
       source.zone_from.empty()
           ? parsed.schedule.event.time_zone
           : fmt::format("{} ({})", parsed.schedule.event.time_zone, source.zone_from));
  line("sessions", fmt::format("{}", parsed.schedule.sessions.size()));
  line("rooms", fmt::format("{}", fmt::join(schedule::rooms(parsed.schedule), ", ")));
}

// Draws every picture of the programme and says which words do not fit.
void check_pictures(const schedule::Programme& programme, const config::Config& config,
                    render::Size size, Report& report) {
  std::set<std::string> said;
  const auto say_once = [&](Severity severity, const std::string& text) {
    if (said.insert(text).second) report.add(severity, text);
  };
  render::Typesetter typesetter;
  std::set<std::chrono::local_days> days;
  for (const auto& slot : programme.slots()) days.insert(slot.day);
  for (const auto day : days) {
    const auto [from, to] = day_span(programme, day);
    rehearse(programme, config.view, from, to, [&](const Stop& stop) {
      const auto drawn = render::snapshot(stop.screen, config.theme, size, 0, typesetter).drawn;
      for (const auto& text : drawn.cut) {
        if (text == stop.screen.title) {
          say_once(Severity::kWarning, fmt::format("too long for the sign: \"{}\"", text));
        } else {
          say_once(Severity::kNote, fmt::format("shortened where it is listed: \"{}\"", text));
        }
      }
      for (const auto& text : drawn.smallest)
        say_once(Severity::kNote, fmt::format("fits only in the smallest size: \"{}\"", text));
    });
  }
}

// Characters of the schedule that the typeface would draw as empty boxes, each once.
void check_glyphs(const schedule::Schedule& schedule, Report& report) {
  render::Typesetter typesetter;
  std::set<char32_t> seen;
  const auto look = [&](const std::string& text) {
    for (const char32_t c : decode_utf8(text)) {
      if (!seen.insert(c).second || typesetter.provides(c, render::Face::kRegular)) continue;
      report.add(Severity::kWarning, fmt::format("the typeface has no glyph for U+{:04X} in \"{}\"",
                                                 static_cast<unsigned>(c), text));
    }
  };
  look(schedule.event.name);
  for (const auto& session : schedule.sessions) {
    for (const auto* text : {&session.title, &session.subtitle, &session.label, &session.room})
      look(*text);
    for (const auto& speaker : session.speakers) look(speaker.name + " " + speaker.affiliation);
    for (const auto& talk : session.talks) {
      look(talk.title);
      for (const auto& speaker : talk.speakers) look(speaker.name);
    }
  }
}

}  // namespace

int check(const Options& options, const Clocks& clocks) {
  const auto settled = settle(options);
  if (!settled) return complain(settled.error());
  const auto& config = settled->config;
  auto parsed = load(config, sign_time(*settled, clocks));
  if (!parsed) return complain(parsed.error());

  Report report;
  print_source(config, *parsed);
  for (const auto& warning : parsed->warnings) report.add(Severity::kWarning, warning);
  if (parsed->source.zone_from.find("guessed") != std::string::npos) {
    report.add(Severity::kWarning,
               "the time zone was guessed: write it into the configuration (source.time_zone)");
  }
  const auto shown =
      programme(config, std::make_shared<schedule::Schedule>(std::move(parsed->schedule)));
  for (const auto& finding : review(*shown, config.room))
    report.add(finding.severity, finding.text);
  check_pictures(*shown, config, settled->size.value_or(render::Size{1920, 1080}), report);
  check_glyphs(shown->schedule(), report);
  fmt::print("{}\n", report.exit_status() == 0 ? "fine" : "see the warnings above");
  return report.exit_status();
}

}  // namespace roomsign::commands
