#include "daemon/commands/status.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include <fmt/format.h>

#include "daemon/base/json_writer.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/notice_lines.hpp"
#include "daemon/schedule/wording.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto kPresentIsOld = 90s;  // a clock brings one each minute, a watchdog more

constexpr std::array<std::string_view, 6> kScenes{"session", "agenda", "message",
                                                  "waiting", "lobby",  "emergency"};
constexpr std::array<std::string_view, 8> kStates{
    "now", "break", "soon", "agenda", "day-over", "programme-over", "next-day", "empty"};
constexpr std::array<std::string_view, 3> kLights{"full", "dim", "off"};

template <class Enum, std::size_t size>
std::string_view word(const std::array<std::string_view, size>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

bool is_trusted(const Status& status) { return status.clock.trust == view::Trust::kTrusted; }

std::int64_t age(const Status& status, Instant then) {
  return (status.now - status.clock.correction - then).count();
}

class Writer {
 public:
  Writer(const Status& status, std::size_t most_notices)
      : status_(status), most_notices_(most_notices) {}

  std::string write() {
    json_.open('{').member("version", kVersion).member("host", status_.host_name);
    json_.member("room", status_.room).member("time", format_instant(status_.now, offset()));
    json_.member("uptime_seconds", status_.uptime.count());
    const auto all = ills(status_);
    json_.member("healthy", all.empty()).member("ills", all);
    shown();
    clock();
    configuration();
    sources();
    notices();
    signatures();
    fleet();
    display();
    machine();
    json_.close();
    return json_.text();
  }

 private:
  Zone zone() const { return status_.programme ? status_.programme->zone() : Zone::system(); }
  std::chrono::seconds offset() const { return zone().offset_at(status_.now); }

  void shown() {
    const auto& screen = status_.screen;
    json_.key("shown").open('{').member("scene", word(kScenes, screen.scene));
    json_.put("headline", screen.headline).put("eyebrow", screen.eyebrow);
    json_.put("title", screen.title).put("stamp", screen.stamp);
    json_.put_flag("identifying", status_.identifying);
    json_.member("light", word(kLights, status_.light));
    if (status_.presented_ago) {
      json_.member("presented_seconds_ago", status_.presented_ago->count());
    }
    why();
    json_.close();
  }

  // By which rule, and of which session.
  void why() {
    json_.key("why").open('{');
    if (status_.programme && is_trusted(status_)) {
      const auto agenda = schedule::agenda_at(*status_.programme, status_.now);
      json_.member("state", word(kStates, agenda.state));
      slot("session", agenda.hero);
      slot("next", agenda.next);
    } else {
      json_.member("state", status_.programme ? "no-time" : "no-schedule");
    }
    json_.put("room_trouble", status_.room_trouble);
    json_.close();
  }

  void slot(std::string_view key, const schedule::Slot* slot) {
    if (slot == nullptr) return;
    json_.key(key).open('{').put("id", slot->session->id);
    json_.member("title", schedule::headline(*slot->session)).put("room", slot->session->room);
    json_.member("start", format_instant(slot->start, offset()));
    if (slot->end_known) json_.member("end", format_instant(slot->end, offset()));
    if (slot->late.count() != 0) json_.member("late_seconds", slot->late.count());
    json_.close();
  }

  void clock() {
    json_.key("clock").open('{').member("trusted", is_trusted(status_));
    json_.member("reason", status_.clock.reason);
    json_.member("correction_seconds", status_.clock.correction.count()).close();
  }

  void report(const fetch::PollReport& report) {
    if (report.checked) {
      json_.member("checked", format_instant(*report.checked, offset()));
      json_.member("age_seconds", age(status_, *report.checked));
    }
    json_.put("address", report.address);
    json_.member("failures", report.failures);
    trouble("trouble", report.trouble);
    trouble("unsaved", report.unsaved);
  }

  void trouble(std::string_view key, const std::optional<Error>& error) {
    if (!error) return;
    json_.key(key).open('{').member("code", error->code).member("message", error->message).close();
  }

  std::string_view in_force() const {
    const auto& config = status_.configuration;
    if (config && config->on_trial) return "on-trial";
    if (config && config->fetched) return "fetched";
    if (!status_.file_fault) return "own";
    return status_.file_fault->has_last_good ? "last-good" : "none";
  }

  void configuration() {
    if (!status_.configuration && !status_.file_fault) return;
    json_.key("configuration").open('{').member("in_force", in_force());
    if (status_.configuration) enrolment(*status_.configuration);
    if (status_.file_fault) trouble("file_trouble", status_.file_fault->why);
    json_.close();
  }

  void enrolment(const ConfigReport& config) {
    json_.put("from", config.address);
    if (config.since) {
      json_.member("since", format_instant(*config.since, offset()));
      json_.member("age_seconds", age(status_, *config.since));
    }
    if (config.trial_left) json_.member("trial_seconds_left", config.trial_left->count());
    json_.put("failed_trial", config.failed).put("asked", config.asked);
    if (config.poll.checked) {
      json_.member("checked", format_instant(*config.poll.checked, offset()));
    }
    json_.member("failures", config.poll.failures);
    trouble("trouble", config.trouble);
  }

  void sources() {
    json_.key("sources").open('[');
    for (const auto& source : status_.sources) {
      json_.open('{').member("name", source.name).member("has_schedule", source.has_schedule);
      report(source.report);
      json_.close();
    }
    json_.close();
    if (!status_.announcements) return;
    json_.key("announcements").open('{');
    report(*status_.announcements);
    json_.close();
  }

  void notices() {
    std::size_t left_out = 0;
    json_.key("notices").open('[');
    for (std::size_t i = 0; status_.posted && i < sign::kOrigins; ++i) {
      const auto origin = static_cast<sign::Origin>(i);
      const auto lines = notice_lines(status_.posted->of(origin).notices, zone());
      const auto listed = std::min(lines.size(), most_notices_);
      left_out += lines.size() - listed;
      for (const auto& line : std::span(lines).first(listed)) {
        json_.open('{').member("origin", sign::to_string(origin)).put("id", line.term.id);
        json_.member("kind", line.kind).member("words", line.words);
        if (line.term.from != Instant{}) {
          json_.member("from", format_instant(line.term.from, offset()));
        }
        json_.member("until", format_instant(line.term.until, offset()));
        json_.member("in_force", line.term.holds(status_.now)).close();
      }
    }
    json_.close();
    if (left_out > 0) json_.member("notices_left_out", left_out);
  }

  void fleet() {
    if (!status_.fleet) return;
    json_.key("mqtt").open('{').member("broker", status_.fleet->broker);
    json_.member("id", status_.fleet->id)
        .put("groups", status_.fleet->groups)
        .member("connected", status_.fleet->connected);
    json_.member("refused", status_.fleet->refused);
    trouble("refusal", status_.fleet->refusal);
    trouble("trouble", status_.fleet->trouble);
    json_.close();
  }

  void signatures() {
    if (!status_.signatures) return;
    json_.key("signatures").open('{').member("keys", status_.signatures->keys);
    trouble("trouble", status_.signatures->trouble);
    json_.close();
  }

  void display() {
    json_.key("display").open('{').put("description", status_.display);
    json_.put("trouble", status_.display_trouble);
    json_.member("width", status_.size.width).member("height", status_.size.height);
    json_.member("off", status_.display_off).close();
  }

  void machine() {
    json_.key("machine").open('{').member("memory_bytes", status_.machine.memory);
    if (const auto degrees = status_.machine.temperature) {
      json_.member("temperature_celsius", std::lround(*degrees));
    }
    if (const auto under = status_.machine.under_voltage) json_.member("under_voltage", *under);
    json_.close();
  }

  const Status& status_;
  std::size_t most_notices_;
  JsonWriter json_;
};

// A label's value, as the format has it.
std::string quoted(std::string_view text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"') all += '\\';
    c == '\n' ? all += "\\n" : all += c;
  }
  return all + '"';
}

class Metrics {
 public:
  // One metric; its samples follow.
  void gauge(std::string_view name, std::string_view help) {
    name_ = name;
    text_ += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
  }
  void sample(double value, std::string_view label = {}, std::string_view label_value = {}) {
    text_ += name_;
    if (!label.empty()) text_ += fmt::format("{{{}={}}}", label, quoted(label_value));
    text_ += fmt::format(" {}\n", value);
  }
  void one(std::string_view name, std::string_view help, double value) {
    gauge(name, help);
    sample(value);
  }
  std::string text() { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

void measure_sources(Metrics& metrics, const Status& status) {
  metrics.gauge("roomsign_source_up", "Whether the last poll of a schedule went well.");
  for (const auto& source : status.sources) {
    metrics.sample(source.report.checked && !source.report.trouble ? 1 : 0, "source", source.name);
  }
  metrics.gauge("roomsign_source_age_seconds", "Since a schedule was last checked with success.");
  for (const auto& source : status.sources) {
    if (!source.report.checked) continue;
    metrics.sample(static_cast<double>(age(status, *source.report.checked)), "source", source.name);
  }
  metrics.gauge("roomsign_source_consecutive_failures",
                "Polls of a schedule that failed in a row.");
  for (const auto& source : status.sources) {
    metrics.sample(source.report.failures, "source", source.name);
  }
}

void measure_configuration(Metrics& metrics, const Status& status) {
  if (!status.configuration) return;
  const auto& config = *status.configuration;
  metrics.one("roomsign_config_up", "Whether the last poll of the configuration went well.",
              config.poll.checked && !config.trouble ? 1 : 0);
  metrics.one("roomsign_config_fetched", "Whether a fetched configuration is in force.",
              config.fetched);
  metrics.one("roomsign_config_on_trial", "Whether it is on trial.", config.on_trial);
  metrics.one("roomsign_config_failed_trial", "Whether another failed its trial.",
              !config.failed.empty());
  if (config.since) {
    metrics.one("roomsign_config_age_seconds", "Since the one in force came.",
                static_cast<double>(age(status, *config.since)));
  }
}

void measure_notices(Metrics& metrics, const Status& status) {
  metrics.gauge("roomsign_notices_in_force", "Announcements, delays and the like in force.");
  for (std::size_t i = 0; i < sign::kOrigins; ++i) {
    const auto origin = static_cast<sign::Origin>(i);
    if (origin >= sign::Origin::kForAll && !status.fleet) break;
    int count = 0;
    if (status.posted) {
      schedule::for_each_term(status.posted->of(origin).notices, [&](const schedule::Term& term) {
        count += term.holds(status.now) ? 1 : 0;
      });
    }
    metrics.sample(count, "origin", sign::to_string(origin));
  }
}

void measure_fleet(Metrics& metrics, const Status& status) {
  if (!status.fleet) return;
  metrics.one("roomsign_mqtt_connected", "Whether there is a line to the broker.",
              status.fleet->connected);
  metrics.one("roomsign_mqtt_refused", "Messages that could not be read as they were meant.",
              static_cast<double>(status.fleet->refused));
}

void measure_machine(Metrics& metrics, const Status& status) {
  metrics.one("process_resident_memory_bytes", "Memory of this process that is in use.",
              static_cast<double>(status.machine.memory));
  if (const auto degrees = status.machine.temperature) {
    metrics.one("roomsign_temperature_celsius", "Of the processor.", *degrees);
  }
  if (const auto under = status.machine.under_voltage) {
    metrics.one("roomsign_under_voltage", "Whether the power supply is too weak now.", *under);
  }
}

}  // namespace

std::optional<SignatureReport> signature_report(const signatures::Options& options) {
  if (options.keys.empty()) return std::nullopt;
  SignatureReport report;
  for (const auto& key : options.keys) report.keys.push_back(key.name);
  if (const auto sodium = signatures::load_sodium(); !sodium) report.trouble = sodium.error();
  return report;
}

std::vector<std::string> ills(const Status& status) {
  std::vector<std::string> all;
  if (status.display.empty()) {
    all.push_back("there is no display: " + status.display_trouble);
  } else if (!status.presented_ago) {
    all.emplace_back("nothing was shown yet");
  } else if (*status.presented_ago > kPresentIsOld && !status.display_off &&
             status.screen.scene != render::Scene::kEmergency) {  // that has no clock
    all.push_back(fmt::format("nothing was shown for {} s", status.presented_ago->count()));
  }
  if (status.configuration && !status.configuration->fetched && status.sources.empty()) {
    all.emplace_back("the sign was given no configuration yet");
  } else if (!status.programme) {
    all.emplace_back("there is no schedule yet");
  } else if (!status.sources.empty() &&
             std::ranges::none_of(status.sources, &sign::SourceReport::has_schedule)) {
    all.emplace_back("no source has a schedule yet: what is shown is that of an earlier one");
  }
  if (!is_trusted(status)) all.push_back("the clock is not trusted: " + status.clock.reason);
  if (!status.room_trouble.empty()) all.push_back(status.room_trouble);
  if (status.file_fault) all.push_back(status.file_fault->text());
  return all;
}

std::string status_json(const Status& status, std::size_t most_notices) {
  return Writer(status, most_notices).write();
}

std::string status_within(const Status& status, std::size_t most_bytes) {
  for (std::size_t most = formats::kMostEntries;; most /= 2) {
    auto json = status_json(status, most);
    if (json.size() <= most_bytes || most == 0) return json;
  }
}

std::string metrics(const Status& status) {
  Metrics metrics;
  metrics.gauge("roomsign_build_info", "1, with the version.");
  metrics.sample(1, "version", kVersion);
  metrics.one("roomsign_uptime_seconds", "Since the sign was started.",
              static_cast<double>(status.uptime.count()));
  metrics.one("roomsign_healthy", "Whether a right picture is up, as /healthz has it.",
              ills(status).empty());
  metrics.gauge("roomsign_scene", "1 for the kind of picture that is up.");
  for (const auto scene : kScenes) {
    metrics.sample(scene == word(kScenes, status.screen.scene), "scene", scene);
  }
  metrics.one("roomsign_display_up", "Whether there is a display.", !status.display.empty());
  metrics.one("roomsign_display_off", "Whether it is switched off for the night.",
              status.display_off);
  if (status.presented_ago) {
    metrics.one("roomsign_present_age_seconds", "Since a picture was last brought to the panel.",
                static_cast<double>(status.presented_ago->count()));
  }
  metrics.one("roomsign_clock_trusted", "Whether the sign goes by its clock.", is_trusted(status));
  metrics.one("roomsign_clock_correction_seconds", "What is added to the machine's clock.",
              static_cast<double>(status.clock.correction.count()));
  measure_configuration(metrics, status);
  measure_sources(metrics, status);
  measure_notices(metrics, status);
  measure_fleet(metrics, status);
  measure_machine(metrics, status);
  return metrics.text();
}

}  // namespace roomsign::commands
