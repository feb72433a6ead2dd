#include "daemon/mqtt/home_assistant.hpp"

#include <fmt/format.h>

#include "daemon/base/json_writer.hpp"
#include "daemon/base/stable_hash.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::mqtt {
namespace {

bool is_plain(char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; }

// What Home Assistant knows the sign by.
std::string device_id(const Topics& topics) {
  std::string id = "roomsign_" + topics.id;
  bool plain = true;
  for (char& c : id) {
    if (is_plain(c)) continue;
    c = '_';
    plain = false;
  }
  return plain ? id : fmt::format("{}_{:016x}", id, stable_hash(topics.id));
}

class Document {
 public:
  explicit Document(const Topics& topics) : topics_(topics), id_(device_id(topics)) {}

  std::string write(const Device& device) {
    json_.open('{').key("device").open('{');
    json_.member("identifiers", id_).member("name", device.room.empty() ? topics_.id : device.room);
    json_.member("model", "Room sign").member("manufacturer", "roomsign");
    json_.member("sw_version", kVersion).close();
    json_.key("origin").open('{').member("name", "roomsign");
    json_.member("sw_version", kVersion).close();
    json_.key("components").open('{');
    connected();
    trouble();
    showing();
    if (device.has_temperature) temperature();
    clock();
    if (device.takes_unsigned) {
      button("identify", "Which sign?", "identify");
      button("reload", "Read the configuration again", "restart");
    }
    json_.close().close();
    return json_.text();
  }

 private:
  void begin(std::string_view key, std::string_view platform, std::string_view name) {
    json_.key(key).open('{').member("platform", platform).member("name", name);
    json_.member("unique_id", fmt::format("{}_{}", id_, key));
  }

  // Of what is known only while the sign is there.
  void begin_present(std::string_view key, std::string_view platform, std::string_view name) {
    begin(key, platform, name);
    json_.member("availability_topic", topics_.sign("online"));
    json_.member("payload_available", "1").member("payload_not_available", "0");
  }

  void connected() {
    begin("connected", "binary_sensor", "Connected");
    json_.member("device_class", "connectivity").member("entity_category", "diagnostic");
    json_.member("state_topic", topics_.sign("online"));
    json_.member("payload_on", "1").member("payload_off", "0").close();
  }

  void trouble() {
    begin_present("trouble", "binary_sensor", "Trouble");
    json_.member("device_class", "problem").member("state_topic", topics_.sign("status"));
    json_.member("value_template", "{{ 'OFF' if value_json.healthy else 'ON' }}");
    json_.member("json_attributes_topic", topics_.sign("status"));
    json_.member("json_attributes_template", "{{ {'ills': value_json.ills} | tojson }}").close();
  }

  // A state has at most 255 characters.
  void showing() {
    begin_present("showing", "sensor", "Showing");
    json_.member("icon", "mdi:sign-text").member("state_topic", topics_.sign("status"));
    json_.member("value_template",
                 "{{ (value_json.shown.title | default(value_json.shown.headline, true) | "
                 "default('', true))[:255] }}");
    json_.close();
  }

  void temperature() {
    begin_present("temperature", "sensor", "Temperature");
    json_.member("device_class", "temperature").member("unit_of_measurement", "°C");
    json_.member("state_class", "measurement").member("entity_category", "diagnostic");
    json_.member("state_topic", topics_.sign("status"));
    json_.member("value_template", "{{ value_json.machine.temperature_celsius | default(none) }}")
        .close();
  }

  void clock() {
    begin_present("clock", "binary_sensor", "Clock trusted");
    json_.member("entity_category", "diagnostic").member("state_topic", topics_.sign("status"));
    json_.member("value_template", "{{ 'ON' if value_json.clock.trusted else 'OFF' }}").close();
  }

  void button(std::string_view kind, std::string_view name, std::string_view device_class) {
    begin_present(kind, "button", name);
    json_.member("device_class", device_class).member("entity_category", "config");
    json_.member("command_topic", topics_.sign("say"));
    json_.member("payload_press", fmt::format(R"({{"kind": "{}"}})", kind)).close();
  }

  const Topics& topics_;
  const std::string id_;
  JsonWriter json_;
};

}  // namespace

std::string discovery_topic(std::string_view prefix, const Topics& topics) {
  return fmt::format("{}/device/{}/config", prefix, device_id(topics));
}

std::string discovery_document(const Topics& topics, const Device& device) {
  return Document(topics).write(device);
}

}  // namespace roomsign::mqtt
