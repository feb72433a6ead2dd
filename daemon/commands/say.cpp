#include <charconv>
#include <cstdio>

#include <fmt/format.h>

#include "daemon/base/json_writer.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/say_to_fleet.hpp"
#include "daemon/fetch/local_http.hpp"

namespace roomsign::commands {
namespace {

constexpr const char* kUsualSocket = "/run/roomsign/control";

// The one that is named, else the configuration's, else the usual one. The machine's configuration
// says nothing where this user cannot read it. Errors: those of one that was named.
Result<std::string> socket_of(const Options& options) {
  if (!options.socket.empty()) return options.socket;
  const bool named = !options.config.empty();
  const auto config = config::load_config(named ? options.config : machine_config(), false);
  if (!config && named) return std::unexpected(config.error());
  if (config && !config->remote.socket.empty()) return config->remote.socket;
  if (!named) return kUsualSocket;
  return failure("usage",
                 fmt::format("{} names no remote.socket, and a sign listens to nobody else: "
                             "write there, below [remote], socket = \"{}\"",
                             options.config, kUsualSocket));
}

// "+10", "10", "10 min"
std::optional<int> minutes(std::string text) {
  if (text.starts_with('+')) text.erase(0, 1);
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit(read.ptr, text.data() + text.size());
  const bool fits = unit.empty() || unit == "min" || unit == " min" || unit == "m";
  return read.ec == std::errc() && fits ? std::optional(value) : std::nullopt;
}

void write_session(JsonWriter& json, const SayOptions& say) {
  json.key("session").open('{').member("start", say.what);
  json.put("room", say.room()).put("name", say.name).close();
}

// The entry, as formats/notices.hpp has it. Errors: "usage".
Result<std::string> entry(const SayOptions& say) {
  JsonWriter json;
  json.open('{').member("kind", say.kind);
  if (say.kind == "delay") {
    const auto late = minutes(say.what);
    if (!late) {
      return failure("usage", fmt::format("\"{}\" is no delay; say how late, like +10", say.what));
    }
    json.member("minutes", *late);
  }
  if (say.kind == "delay" || say.kind == "on-time" || say.kind == "announcement") {
    json.put("rooms", say.rooms);
  }
  if (say.kind == "announcement") {
    json.member("text", say.what).put("level", say.level).put("instructions", say.instructions);
    json.put("url", say.url);
  }
  if (say.kind == "cancelled" || say.kind == "moved") write_session(json, say);
  if (say.kind == "cancelled") json.put("note", say.note);
  if (say.kind == "moved") {
    json.key("to").open('{').put("room", say.to).put("start", say.at).close();
  }
  if (say.kind == "full") json.put("room", say.room()).put("alternative", say.alternative);
  json.put("id", say.kind == "lift" ? say.what : say.id).put("until", say.until).close();
  return json.text();
}

int say_elsewhere(const Options& options, const Clocks& clocks) {
  if (options.say.kind == "status") {
    return complain(
        {"usage", "status is for the sign on this machine, without --sign, --group and --all"});
  }
  const auto written = entry(options.say);
  if (!written) return complain(written.error());
  const auto config =
      config::load_config(options.config.empty() ? machine_config() : options.config, false);
  if (!config) return complain(config.error());
  const auto key_file = key_file_of(options.signing, config->signatures);
  if (key_file.empty()) return say_to_fleet(options.to, config->mqtt, *written, nullptr, clocks);
  const auto signer = Signer::open(key_file);
  if (!signer) return complain(signer.error());
  return say_to_fleet(options.to, config->mqtt, *written, &*signer, clocks);
}

}  // namespace

int say(const Options& options, const Clocks& clocks) {
  if (options.to.any()) return say_elsewhere(options, clocks);
  if (!options.signing.key.empty()) {
    return complain({"usage",
                     "--key is for signs elsewhere, with --sign, --group or --all: the one on this "
                     "machine knows by its socket who speaks"});
  }
  auto socket = socket_of(options);
  if (!socket) return complain(socket.error());
  fetch::LocalRequest request{.socket = *std::move(socket), .path = "/say", .json = {}};
  if (options.say.kind == "status") {
    request.path = "/status.json";
  } else if (options.say.kind == "reload") {
    request.path = "/reload";
    request.json = "{}";
  } else {
    const auto written = entry(options.say);
    if (!written) return complain(written.error());
    request.json = *written;
  }
  const auto answer = fetch::ask_locally(request);
  if (!answer) return complain(answer.error());
  const bool fine = answer->status == 200;
  fmt::print(fine ? stdout : stderr, "{}{}", fine ? "" : "roomsign: ", answer->body);
  return fine ? 0 : 1;
}

}  // namespace roomsign::commands
