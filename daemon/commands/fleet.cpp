#include "daemon/commands/fleet.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/host_name.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/commands/machine.hpp"
#include "daemon/commands/thumbnail.hpp"
#include "daemon/mqtt/home_assistant.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;
using mqtt::Scope;
using mqtt::Verb;

constexpr std::chrono::nanoseconds kSpread = 10s;   // of a fleet's polls
constexpr std::chrono::nanoseconds kBetween = 10s;  // polls of one sign for that reason
constexpr std::chrono::nanoseconds kBetweenPictures = 3s;
constexpr std::chrono::nanoseconds kTelling = 1s;      // a broker has that for what it refuses
constexpr std::chrono::nanoseconds kHeartbeat = 5min;  // the state is said so often at least

mqtt::Topics topics_of(const mqtt::Options& options) {
  return {.prefix = options.prefix,
          .id = options.id.empty() ? host_name() : options.id,
          .groups = options.groups};
}

// "PREFIX/group/G/say" -> "group/G".
std::string scope_of(std::string_view topic, const std::string& prefix) {
  topic.remove_prefix(prefix.size() + 1);
  return std::string(topic.substr(0, topic.rfind('/')));
}

Result<mqtt::LineOptions> line_of_sign(const mqtt::Options& options) {
  const auto topics = topics_of(options);
  if (!mqtt::is_level(topics.id)) {
    return failure("no-id", "this machine's name is no name for a sign: set mqtt.id");
  }
  auto line = line_to(options);
  if (!line) return line;
  line->id = "roomsign-" + topics.id;
  line->topics = topics.heard();
  line->last_will = mqtt::Message{topics.sign("online"), "0", true};
  return line;
}

}  // namespace

Result<mqtt::LineOptions> line_to(const mqtt::Options& options) {
  mqtt::LineOptions line;
  const auto broker = mqtt::parse_broker(options.broker);
  if (!broker) return std::unexpected(broker.error());
  line.broker = *broker;
  line.user = options.user;
  if (!options.password_file.empty()) {
    auto password = mqtt::read_password(options.password_file);
    if (!password) return std::unexpected(password.error());
    line.password = std::move(*password);
  }
  line.ca_file = options.ca_file;
  return line;
}

std::vector<Error> fleet_troubles(const mqtt::Options& options) {
  std::vector<Error> all;
  if (!options.is_on()) return all;
  if (const auto line = line_of_sign(options); !line) all.push_back(line.error());
  if (const auto library = mqtt::load_mosquitto(); !library) all.push_back(library.error());
  if (!options.ca_file.empty() && ::access(options.ca_file.c_str(), R_OK) != 0) {
    all.push_back({"unreadable", fmt::format("{}: {}", options.ca_file, std::strerror(errno))});
  }
  return all;
}

Result<void> try_broker(const mqtt::Options& options, const mqtt::Line::Steady& steady,
                        const mqtt::Line::Random& random) {
  const auto library = mqtt::load_mosquitto();
  if (!library) return std::unexpected(library.error());
  auto wanted = line_of_sign(options);
  if (!wanted) return std::unexpected(wanted.error());
  wanted->id = fmt::format("roomsign-check-{}-{}", host_name(), ::getpid());
  wanted->last_will.reset();
  mqtt::Line line(**library, *std::move(wanted), steady, random);
  if (auto connected = mqtt::await_connection(line, steady, kConnecting); !connected)
    return connected;
  // Which topics it may not hear is told after that.
  for (const auto end = steady() + kTelling; mqtt::await_word(line, steady, end); line.take()) {
    if (const auto trouble = line.report().trouble) return std::unexpected(*trouble);
  }
  return {};
}

std::map<sign::Origin, std::string> notice_topics(const mqtt::Options& options) {
  if (!options.is_on()) return {};
  const auto topics = topics_of(options);
  std::map<sign::Origin, std::string> all;
  for (const auto& topic : topics.heard()) {
    const auto meaning = topics.meaning_of(topic);
    if (meaning->verb == Verb::kNotices) all[origin_of(*meaning)] = topic;
  }
  return all;
}

sign::Origin origin_of(const mqtt::Meaning& meaning) {
  if (meaning.scope == Scope::kAll) return sign::Origin::kForAll;
  if (meaning.scope == Scope::kSign) return sign::Origin::kForSign;
  return static_cast<sign::Origin>(static_cast<std::size_t>(sign::Origin::kForGroup1) +
                                   meaning.group);
}

signatures::Guard guard_of(const signatures::Options& signatures, const mqtt::Options& mqtt) {
  const auto topics = topics_of(mqtt);
  signatures::Guard guard{signatures.keys, {"all"}};
  for (const auto& group : topics.groups) guard.scopes.push_back("group/" + group);
  guard.scopes.push_back("sign/" + topics.id);
  return guard;
}

void Fleet::configure(const mqtt::Options& options, const std::string& room, bool takes_unsigned) {
  options_ = options;
  closed_.reset();
  if (!options.is_on()) return close();
  topics_ = topics_of(options);
  auto wanted = line_of_sign(options);
  if (wanted && opened_ == *wanted) return tell_home_assistant(room, takes_unsigned);
  close();
  if (wanted) open(std::move(*wanted));
  if (!wanted) closed_ = wanted.error();
  tell_home_assistant(room, takes_unsigned);
  if (closed_) log_error("mqtt: {}; nothing is heard from {}", closed_->message, options.broker);
}

void Fleet::close() {
  showing_ = {};
  line_.reset();
  opened_.reset();
}

void Fleet::open(mqtt::LineOptions options) {
  const auto library = mqtt::load_mosquitto();
  if (!library) {
    closed_ = library.error();
    return;
  }
  opened_ = options;
  discovery_.payload.clear();  // it is to be told again
  line_ = std::make_unique<mqtt::Line>(**library, std::move(options), steady_, random_);
  line_->publish({topics_.sign("online"), "1", true});
  told_at_.reset();
  connected_ = false;
  trouble_.reset();
}

// What it was told before by another topic, or is to be told no more, is taken back.
void Fleet::tell_home_assistant(const std::string& room, bool takes_unsigned) {
  if (!line_) return;
  const auto& prefix = options_.home_assistant;
  mqtt::Message message{.topic = {}, .payload = {}, .retained = true};
  if (!prefix.empty()) {
    const mqtt::Device device{.room = room,
                              .has_temperature = look_at_machine("/").temperature.has_value(),
                              .takes_unsigned = takes_unsigned};
    message.topic = mqtt::discovery_topic(prefix, topics_);
    message.payload = mqtt::discovery_document(topics_, device);
  }
  if (message == discovery_) return;
  const auto before = std::exchange(discovery_, message).topic;
  if (!before.empty() && before != message.topic) line_->publish({before, "", true});
  if (!message.topic.empty()) line_->publish(std::move(message));
}

std::vector<Fleet::Word> Fleet::take() {
  std::vector<Word> words;
  if (!line_) return words;
  note_trouble();
  for (auto& message : line_->take()) {
    const auto meaning = topics_.meaning_of(message.topic);
    if (!meaning) {
      refuse(
          {"unknown-topic", fmt::format("{} is not listened to", clean_line(message.topic, 160))});
    } else if (message.retained && meaning->verb != Verb::kNotices) {
      // It would be done again with each connection.
      refuse({"retained", fmt::format("{}: must not be retained", message.topic)});
    } else if (meaning->verb == Verb::kChanged) {
      note_change(meaning->scope);
    } else if (meaning->verb == Verb::kLook) {
      picture_.ask(steady_(), kBetweenPictures);
    } else {
      words.push_back({*meaning, message.topic, std::move(message.payload),
                       scope_of(message.topic, topics_.prefix)});
    }
  }
  return words;
}

// When trouble begins, when it becomes another, and when it ends.
void Fleet::note_trouble() {
  const auto report = line_->report();
  if (report.trouble && report.trouble != trouble_)
    log_warning("mqtt: {}", report.trouble->message);
  if (report.connected && !report.trouble && (trouble_ || !connected_)) {
    log_notice("mqtt: connected to {}", options_.broker);
    connected_ = true;
  }
  trouble_ = report.trouble;
}

void Fleet::note_change(Scope scope) {
  if (poll_.due) return;
  poll_.ask(steady_(), kBetween);
  if (scope == Scope::kSign) return;
  *poll_.due += std::chrono::duration_cast<std::chrono::nanoseconds>(kSpread * random_());
}

void Fleet::Wish::ask(std::chrono::nanoseconds now, std::chrono::nanoseconds between) {
  due = done ? std::max(now, *done + between) : now;
}

std::optional<std::chrono::nanoseconds> Fleet::Wish::until(std::chrono::nanoseconds now) {
  if (!due) return std::nullopt;
  if (now < *due) return *due - now;
  due.reset();
  done = now;
  return std::chrono::nanoseconds(0);
}

void Fleet::show(render::Picture frame) {
  if (!line_) return;
  showing_ = std::jthread(
      [line = line_.get(), topic = topics_.sign("picture"), frame = std::move(frame)]() mutable {
        std::string bytes;
        try {
          if (frame != render::Picture()) bytes = thumbnail(std::exchange(frame, {}));
        } catch (const std::exception& error) {
          log_warning("mqtt: no picture: {}", error.what());
        }
        line->publish({topic, std::move(bytes), false});
      });
}

void Fleet::answer(std::string json) {
  if (line_) line_->publish({topics_.sign("answer"), std::move(json), false});
}

bool Fleet::state_is_due(const std::string& gist) {
  if (!line_) return false;
  const auto now = steady_();
  if (told_at_ && gist == gist_ && now - *told_at_ < kHeartbeat) return false;
  told_at_ = now;
  gist_ = gist;
  return true;
}

void Fleet::tell_state(std::string json) {
  if (line_) line_->publish({topics_.sign("status"), std::move(json), true});
}

void Fleet::refuse(const Error& why) {
  ++refused_;
  refusal_ = why;
  if (std::exchange(told_refusal_, why.message) != why.message) {
    log_warning("mqtt: refused: {}", why.message);
  }
}

std::optional<FleetReport> Fleet::report() const {
  if (!options_.is_on()) return std::nullopt;
  FleetReport report{.broker = options_.broker,
                     .id = topics_.id,
                     .groups = options_.groups,
                     .refused = refused_,
                     .refusal = refusal_};
  if (line_) {
    const auto line = line_->report();
    report.connected = line.connected;
    report.trouble = line.trouble;
    report.refused += line.not_taken;
  } else {
    report.trouble = closed_;
  }
  return report;
}

}  // namespace roomsign::commands
