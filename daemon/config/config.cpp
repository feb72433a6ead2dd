#include "daemon/config/config.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "daemon/config/config_url.hpp"
#include "daemon/config/fetched_keys.hpp"
#include "daemon/config/theme_reader.hpp"
#include "daemon/config/toml_reader.hpp"

namespace roomsign::config {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMaxFileSize = 256U << 10U;
constexpr std::size_t kMostHosts = 20;
constexpr int kMostPasses = 100;  // over a text that was good once

void read_addresses(TomlReader& reader, const std::string& key, std::vector<std::string>& urls,
                    const std::filesystem::path& folder) {
  std::vector<std::string> written;
  reader.texts(key, written, kMostAddresses);
  for (const std::string& text : written) {
    if (auto url = source_url(text, folder)) {
      urls.push_back(*std::move(url));
    } else {
      reader.fail(key, "must be an http, https or file address, or the path of a file");
    }
  }
}

void read_config_urls(TomlReader& reader, std::vector<std::string>& urls) {
  reader.texts("config_url", urls, kMostAddresses);
  for (const std::string& url : urls) {
    if (const auto fault = config_url_fault(url)) reader.fail("config_url", *fault);
  }
}

void read_sources(TomlReader& reader, std::vector<SourceOptions>& sources,
                  const std::filesystem::path& folder) {
  const auto sections = reader.sections("source", kMostSources);
  std::vector<std::string> keys;  // of the addresses
  for (const std::string& section : sections) {
    SourceOptions source;
    const std::string url = section + ".url";
    read_addresses(reader, url, source.urls, folder);
    reader.text(section + ".name", source.name);
    reader.text(section + ".room", source.room);
    reader.text(section + ".format", source.format);
    reader.zone(section + ".time_zone", source.zone);
    reader.date(section + ".date", source.date);
    if (!source.urls.empty()) {
      sources.push_back(std::move(source));
      keys.push_back(url);
    } else if (sections.size() > 1) {
      reader.fail(url, "must be given for each of several sources");
    }
  }
  if (const auto repeated = repeated_address(sources)) {
    reader.fail(keys[repeated->first], "must not give an address a second time");
  }
}

void read_aliases(TomlReader& reader, schedule::RoomAliases& aliases) {
  reader.lists("rooms.aliases", aliases, R"({ "HS 1" = ["Lecture Hall 1", "H1"] })");
  if (const auto repeated = schedule::repeated_name(aliases)) {
    reader.fail("rooms.aliases",
                fmt::format("must not give \"{}\" to two rooms", clean_line(*repeated, 60)));
  }
}

void read_poll(TomlReader& reader, fetch::PollOptions& poll) {
  reader.duration("poll.interval", poll.interval, 5s, std::chrono::seconds(24h));
  reader.duration("poll.max_interval", poll.max_interval, 5s, std::chrono::seconds(24h));
  reader.real("poll.jitter", poll.jitter, 0, 0.5);
  poll.max_interval = std::max(poll.max_interval, poll.interval);
}

void read_http(TomlReader& reader, fetch::HttpOptions& http, const std::filesystem::path& folder) {
  reader.duration("http.connect_timeout", http.connect_timeout, 1s, std::chrono::seconds(5min));
  reader.duration("http.total_timeout", http.total_timeout, 1s, std::chrono::seconds(10min));
  reader.integer("http.low_speed_bytes", http.low_speed_bytes, 0, 1'000'000);
  reader.duration("http.low_speed_time", http.low_speed_time, 1s, std::chrono::seconds(5min));
  reader.integer("http.max_bytes", http.max_bytes, 1'024, fetch::kLargestDocument);
  reader.integer("http.max_redirects", http.max_redirects, 0, 20);
  reader.text("http.proxy", http.proxy);
  reader.texts("http.own_hosts", http.own_hosts, kMostHosts);
  reader.text("http.ca_file", http.ca_file);
  if (!http.ca_file.empty()) http.ca_file = (folder / http.ca_file).lexically_normal();
}

void read_rules(TomlReader& reader, schedule::Rules& rules) {
  const std::chrono::minutes day = 24h;
  reader.duration("rules.soon", rules.soon, 0min, day);
  reader.duration("rules.countdown", rules.countdown, 0min, day);
  reader.duration("rules.shortest_break", rules.shortest_break, 0min, day);
  reader.duration("rules.default_length", rules.default_length, 1min, day);
  reader.time_of_day("rules.day_change", rules.day_change);
}

void read_language(TomlReader& reader, const std::string& key, std::string& language) {
  reader.text(key, language);
  if (language.empty() || view::find_phrases(language) != nullptr) return;
  reader.fail(key, fmt::format("must be one of \"{}\"", fmt::join(view::languages(), "\", \"")));
}

void read_clock(TomlReader& reader, view::ClockHours& clock) {
  std::string word = "auto";
  reader.word("view.clock", word, {"auto", "12h", "24h"});
  clock = word == "12h"   ? view::ClockHours::k12
          : word == "24h" ? view::ClockHours::k24
                          : view::ClockHours::kUsual;
}

void read_view(TomlReader& reader, view::ViewOptions& view) {
  reader.text("view.room", view.room);
  reader.text("view.title", view.title);
  read_language(reader, "view.language", view.language);
  read_language(reader, "view.second_language", view.second_language);
  read_clock(reader, view.clock);
  reader.flag("view.photos", view.photos);
  reader.duration("view.stale_after", view.stale_after, 1min, std::chrono::minutes(7 * 24h));
}

void read_light(TomlReader& reader, const std::string& key, render::Light& light) {
  const std::vector<std::string> words{"on", "dim", "off"};  // as the enumeration counts them
  std::string word = words[static_cast<std::size_t>(light)];
  reader.word(key, word, words);
  light = static_cast<render::Light>(std::ranges::find(words, word) - words.begin());
}

void read_display(TomlReader& reader, DisplayOptions& display) {
  reader.word("display.driver", display.driver, {"auto", "kmsdrm", "x11", "wayland", "offscreen"});
  reader.integer("display.width", display.width, 0, 16'384);
  reader.integer("display.height", display.height, 0, 16'384);
  if ((display.width == 0) != (display.height == 0)) {
    reader.fail(display.width == 0 ? "display.height" : "display.width",
                "must come with the other side: give both, or neither");
  }
  reader.flag("display.fullscreen", display.fullscreen);
  reader.integer("display.rotate", display.rotate, 0, 270);
  if (display.rotate % 90 != 0) reader.fail("display.rotate", "must be 0, 90, 180 or 270");
  reader.flag("display.fade", display.fade);
  reader.flag("display.drift", display.drift);
  read_light(reader, "display.night", display.night);
  const std::chrono::minutes day = 24h;
  reader.duration("display.night_after", display.night_rules.after, 0min, day);
  reader.duration("display.wake_before", display.night_rules.before, 0min, day);
  reader.text("display.cec", display.cec);
}

void read_remote(TomlReader& reader, serve::Options& remote, const std::filesystem::path& folder) {
  const auto absolute = [&](const char* key, std::string& path) {
    reader.text(key, path);
    if (!path.empty()) path = (folder / path).lexically_normal();
  };
  absolute("remote.socket", remote.socket);
  absolute("remote.token_file", remote.token_file);
  reader.text("remote.listen", remote.listen);
  if (remote.listen.empty()) return;
  const auto endpoint = serve::parse_endpoint(remote.listen);
  if (!endpoint) {
    reader.fail("remote.listen", endpoint.error().message);
  } else if (!endpoint->loopback && remote.token_file.empty()) {
    reader.fail("remote.listen",
                "must be this machine's own, such as \"127.0.0.1:8080\", unless "
                "remote.token_file names a file with a token: others could ask the sign as well");
  }
}

void read_mqtt_names(TomlReader& reader, mqtt::Options& mqtt) {
  const char* name = R"(must be a name without "/", "+" and "#", of at most 64 bytes)";
  reader.text("mqtt.id", mqtt.id);
  if (!mqtt.id.empty() && !mqtt::is_level(mqtt.id)) reader.fail("mqtt.id", name);
  reader.texts("mqtt.groups", mqtt.groups, mqtt::kMostGroups);
  std::set<std::string> groups;
  for (const auto& group : mqtt.groups) {
    if (!mqtt::is_level(group)) reader.fail("mqtt.groups", name);
    if (!groups.insert(group).second) reader.fail("mqtt.groups", "must not name a group twice");
  }
  reader.text("mqtt.prefix", mqtt.prefix);
  if (!mqtt::is_prefix(mqtt.prefix)) {
    reader.fail("mqtt.prefix", R"(must be the beginning of topics, such as "roomsign" or "a/b")");
  }
  reader.text("mqtt.home_assistant", mqtt.home_assistant);
  if (!mqtt.home_assistant.empty() && !mqtt::is_prefix(mqtt.home_assistant)) {
    reader.fail("mqtt.home_assistant",
                R"(must be the beginning of Home Assistant's topics: "homeassistant", or empty)");
  }
}

void read_mqtt(TomlReader& reader, mqtt::Options& mqtt, const std::filesystem::path& folder) {
  const auto absolute = [&](const char* key, std::string& path) {
    reader.text(key, path);
    if (!path.empty()) path = (folder / path).lexically_normal();
  };
  reader.text("mqtt.broker", mqtt.broker);
  reader.text("mqtt.user", mqtt.user);
  absolute("mqtt.password_file", mqtt.password_file);
  absolute("mqtt.ca_file", mqtt.ca_file);
  reader.flag("mqtt.insecure", mqtt.insecure);
  read_mqtt_names(reader, mqtt);
  if (!mqtt.password_file.empty() && mqtt.user.empty()) {
    reader.fail("mqtt.password_file", "must come with mqtt.user");
  }
  if (mqtt.broker.empty()) return;
  const auto broker = mqtt::parse_broker(mqtt.broker);
  if (!broker) {
    reader.fail("mqtt.broker", broker.error().message);
  } else if (!broker->tls && !broker->loopback && !mqtt.insecure) {
    reader.fail("mqtt.broker",
                "must begin with mqtts://, unless the broker is this machine's own: without TLS "
                "everybody on the way can read and change what is said (mqtt.insecure = true "
                "allows it)");
  }
}

void read_signatures(TomlReader& reader, signatures::Options& signatures,
                     const std::filesystem::path& folder) {
  TomlReader::Lists keys;
  reader.lists("signatures.keys", keys, R"({ desk = "the 44 characters of a public key" })");
  for (const auto& [name, texts] : keys) {
    if (texts.empty())
      reader.fail("signatures.keys", fmt::format(R"(must give "{}" a key)", clean_line(name, 64)));
    for (const auto& text : texts) {
      auto key = signatures::parse_public_key(name, text);
      if (key) {
        signatures.keys.push_back(*std::move(key));
      } else {
        reader.fail("signatures.keys", key.error().message);
      }
    }
  }
  reader.text("signatures.key_file", signatures.key_file);
  if (!signatures.key_file.empty()) {
    signatures.key_file = (folder / signatures.key_file).lexically_normal();
  }
}

Config read_config(TomlReader& reader, const std::filesystem::path& file) {
  const auto folder = std::filesystem::absolute(file).parent_path();
  Config config = default_config();
  std::vector<std::string> rooms;
  reader.texts("room", rooms, kMostRooms);
  std::string state_dir;
  reader.text("state_dir", state_dir);
  reader.flag("trust_clock", config.trust_clock);
  if (!state_dir.empty()) config.state_dir = (folder / state_dir).lexically_normal();
  read_config_urls(reader, config.config_urls);
  read_sources(reader, config.sources, folder);
  read_aliases(reader, config.aliases);
  read_addresses(reader, "announcements.url", config.announcements, folder);
  read_poll(reader, config.poll);
  read_http(reader, config.http, folder);
  read_rules(reader, config.rules);
  read_view(reader, config.view);
  read_display(reader, config.display);
  read_theme(reader, file, config);
  read_remote(reader, config.remote, folder);
  read_mqtt(reader, config.mqtt, folder);
  read_signatures(reader, config.signatures, folder);
  reader.instant("demo.at", config.demo.at);
  reader.real("demo.speed", config.demo.speed, 0.1, 3'600);
  reader.done();

  set_rooms(config, std::move(rooms));
  return config;
}

// Moved, because a copied value does not know any more where it was written.
void lay_over(toml::table& below, toml::table&& above) {
  for (auto&& [key, node] : above) {
    auto* const section = below.get_as<toml::table>(key);
    if (section != nullptr && node.is_table()) {
      lay_over(*section, std::move(*node.as_table()));
      continue;
    }
    below.erase(key);  // its name as well
    node.visit([&, &name = key](auto& value) { below.insert(name, std::move(value)); });
  }
}

Result<Config> read_table(toml::table table, const std::filesystem::path& file, bool with_theme,
                          const Layer* over) {
  if (over != nullptr) {
    toml::table fetched = toml::parse(over->toml, over->name);
    if (const auto fault = forbidden(fetched)) return failure("bad-config", fault->text());
    lay_over(table, std::move(fetched));
  }
  if (!with_theme) table.erase("theme");
  TomlReader reader(table);
  Config config = read_config(reader, file);
  if (const auto fault = reader.first_fault()) return failure("bad-config", fault->text());
  return config;
}

bool is_at(const toml::source_region& region, const Fault& fault) {
  return region.begin.line == fault.line && region.begin.column == fault.column;
}

bool take_out(toml::table& table, const Fault& fault);
bool take_out(toml::array& list, const Fault& fault);

bool take_out_within(toml::node& node, const Fault& fault) {
  if (auto* const table = node.as_table()) return take_out(*table, fault);
  if (auto* const list = node.as_array()) return take_out(*list, fault);
  return false;
}

// Takes out what stands where the fault is, the innermost. Whether anything does.
bool take_out(toml::table& table, const Fault& fault) {
  for (auto it = table.begin(); it != table.end(); ++it) {
    auto&& [key, node] = *it;
    if (take_out_within(node, fault)) return true;
    if (!is_at(key.source(), fault) && !is_at(node.source(), fault)) continue;
    table.erase(it);
    return true;
  }
  return false;
}

bool take_out(toml::array& list, const Fault& fault) {
  for (auto it = list.begin(); it != list.end(); ++it) {
    if (take_out_within(*it, fault)) return true;
    if (!is_at(it->source(), fault)) continue;
    list.erase(it);
    return true;
  }
  return false;
}

// What a key stands for may be at fault only because of another: so again, until nothing is.
Result<void> take_out_faults(toml::table& table, const std::filesystem::path& file,
                             std::vector<std::string>& told) {
  const auto* const keys = table.at_path("signatures.keys").node();
  const bool believes_keys = keys != nullptr && !(keys->is_table() && keys->as_table()->empty());
  for (int pass = 0; pass < kMostPasses; ++pass) {
    TomlReader reader(table);
    const Config config = read_config(reader, file);
    const auto faults = reader.faults();
    if (faults.empty() && believes_keys && config.signatures.keys.empty()) {
      return failure("bad-config", "signatures.keys: none of its keys can be used");
    }
    if (faults.empty()) return {};
    bool any = false;
    for (const auto& fault : faults) {
      if (!take_out(table, fault)) continue;  // it went with another
      told.push_back(fault.text());
      any = true;
    }
    if (!any) return failure("bad-config", faults.front().text());
  }
  return failure("bad-config", "too much of it is at fault");
}

}  // namespace

Config default_config() {
  Config config;
  config.theme = render::built_in_theme("dark").value();
  return config;
}

Result<Config> load_config(const std::filesystem::path& file, bool with_theme, const Layer* over) {
  const auto text = read_config_file(file);
  if (!text) return std::unexpected(text.error());
  return parse_config(*text, file, with_theme, over);
}

Result<std::string> read_config_file(const std::filesystem::path& file) {
  return read_file(file, kMaxFileSize);
}

Result<Config> parse_config(std::string_view toml, const std::filesystem::path& file,
                            bool with_theme, const Layer* over) {
  try {
    return read_table(toml::parse(toml, file.string()), file, with_theme, over);
  } catch (const toml::parse_error& error) {
    return failure("bad-config", fault_of(error).text());
  }
}

Result<Config> parse_once_good(std::string_view toml, const std::filesystem::path& file,
                               std::vector<std::string>& passed_over, bool with_theme,
                               const Layer* over) {
  try {
    toml::table table = toml::parse(toml, std::string("the last good configuration"));
    const auto done = take_out_faults(table, file, passed_over);
    if (!done) return std::unexpected(done.error());
    return read_table(std::move(table), file, with_theme, over);
  } catch (const toml::parse_error& error) {
    return failure("bad-config", fault_of(error).text());
  }
}

Result<void> check_toml(std::string_view toml, const std::string& name) {
  try {
    if (!toml::parse(toml, name).empty()) return {};
    return failure("bad-config", fmt::format("{}: it says nothing", name));
  } catch (const toml::parse_error& error) {
    return failure("bad-config", fault_of(error).text());
  }
}

void set_rooms(Config& config, std::vector<std::string> rooms) {
  const bool all = std::ranges::find(rooms, "*") != rooms.end();
  config.view.lobby = all || rooms.size() > 1;
  config.room = config.view.lobby || rooms.empty() ? std::string() : rooms.front();
  config.rooms = config.view.lobby && !all ? std::move(rooms) : std::vector<std::string>();
  if (config.view.room.empty()) config.view.room = config.room;
}

std::vector<std::string> config_keys() {
  const toml::table nothing;
  TomlReader reader(nothing);
  read_config(reader, "/roomsign.toml");
  return reader.asked();
}

std::string source_name(const SourceOptions& source) {
  return source.name.empty() ? fetch::public_address(source.urls.front())
                             : clean_line(source.name, 60);
}

std::optional<std::pair<std::size_t, std::size_t>> repeated_address(
    const std::vector<SourceOptions>& sources) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t j = 0; j < sources[i].urls.size(); ++j) {
      if (!seen.insert(sources[i].urls[j]).second) return std::pair(i, j);
    }
  }
  return std::nullopt;
}

Result<std::string> source_url(std::string_view written, const std::filesystem::path& folder) {
  if (const auto scheme = to_lower(written.substr(0, written.find("://")));
      scheme.size() < written.size()) {
    if (scheme == "http" || scheme == "https" || scheme == "file") return std::string(written);
    return failure("bad-url", "a source is an http, https or file address, or the path of a file");
  }
  return fetch::file_url(std::filesystem::absolute(folder / written).lexically_normal());
}

}  // namespace roomsign::config
