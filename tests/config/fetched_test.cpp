// Configurations that are fetched: where from, what they may say, and how they lie over the
// machine's own.
#include "daemon/config/config.hpp"
#include "daemon/config/config_url.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::config {
namespace {

constexpr const char* kOwn = R"(config_url = "https://signs.example/{hostname}.toml"
room = "Own"
[[source]]
url = "https://own.example/a"
[[source]]
url = "https://own.example/b"
[view]
language = "de"
clock = "24h"
)";

Result<Config> over(std::string_view fetched, std::string_view own = kOwn) {
  const Layer layer{"https://signs.example/a.toml", std::string(fetched)};
  return parse_config(own, "/etc/roomsign/roomsign.toml", true, &layer);
}

std::string trouble(std::string_view fetched, std::string_view own = kOwn) {
  const auto config = over(fetched, own);
  return config ? "none" : config.error().message;
}

TEST_CASE(
    "A fetched configuration lies over the machine's own, key by key, and a list takes a list's "
    "place") {
  const auto config = over(
      "room = \"Hall A\"\n[source]\nurl = \"https://c.example/\"\n"
      "[view]\nclock = \"12h\"\n");
  if (!config) FAIL(config.error().message);
  CHECK(config->room == "Hall A");
  REQUIRE(config->sources.size() == 1);
  CHECK(config->sources[0].urls == std::vector<std::string>{"https://c.example/"});
  CHECK(config->view.language == "de");
  CHECK(config->view.clock == view::ClockHours::k12);
  CHECK(config->config_urls.size() == 1);
  CHECK(over("room = \"x\"")->sources.size() == 2);
}

TEST_CASE("A fault is told with the file it is in, and its place there") {
  CHECK(trouble("\n\nroon = 1") ==
        "https://signs.example/a.toml:3:1: roon is no known key; did you mean room?");
  CHECK(trouble("[view]\nclock = 7") ==
        "https://signs.example/a.toml:2:9: view.clock must be one of \"auto\", \"12h\", \"24h\"");
  CHECK(trouble("room = ").starts_with("https://signs.example/a.toml:1:"));
  CHECK(trouble("room = \"a\"", "view.clock = 7")
            .starts_with("/etc/roomsign/roomsign.toml:1:14: view.clock"));
}

TEST_CASE("What only the machine's own file may say is refused, with its reason") {
  for (const char* text :
       {"config_url = \"https://x.example/\"", "state_dir = \"/tmp\"", "trust_clock = true",
        "http.proxy = \"http://x\"", "[http]\nmax_redirects = 3", "remote.listen = \"0.0.0.0:80\"",
        "mqtt.broker = \"mqtts://x.example\"", "mqtt.insecure = true", "mqtt.user = \"x\"",
        "mqtt.password_file = \"/etc/shadow\"", "mqtt.ca_file = \"x\"", "[signatures]\nkeys = {}",
        "display.driver = \"offscreen\"", "display.cec = \"/dev/sda\"", "demo.speed = 2.0"}) {
    INFO(text);
    CHECK(trouble(text).contains(" may stand in the machine's own file only: "));
  }
  CHECK(trouble("mqtt.groups = [\"a\"]\ndisplay.rotate = 90\npoll.interval = \"2 min\"") == "none");
}

TEST_CASE("A fetched configuration names no files but the theme's beside the machine's own") {
  for (const char* text :
       {"source.url = \"/etc/passwd\"", "source.url = \"file:///etc/passwd\"",
        R"(source.url = ["https://x.example/", "a.json"])", "announcements.url = \"a.json\"",
        "[[source]]\nurl = \"https://x.example/\"\n[[source]]\nurl = \"a.json\""}) {
    INFO(text);
    CHECK(trouble(text).contains(".url must be an http or https address"));
  }
  for (const char* text : {"theme.file = \"/etc/shadow\"", "theme.logo = \"../token\"",
                           "theme.background = \"a/../../b\"", "theme.fonts.bold = \"/x.otf\""}) {
    INFO(text);
    CHECK(trouble(text).contains("must be a file in the folder of the machine's own"));
  }
  CHECK(over("theme.logo = \"logos/a.png\"")->pictures.logo == "/etc/roomsign/logos/a.png");
}

TEST_CASE("An address is filled in with the machine's names, as an address holds them") {
  const MachineNames names{"foyer 1", "10000000a1b2c3d4", "b8-27-eb-12-34-56"};
  CHECK(fill_in("https://a.example/{hostname}/{serial}-{mac}.toml", names) ==
        "https://a.example/foyer%201/10000000a1b2c3d4-b8-27-eb-12-34-56.toml");
  CHECK(fill_in("https://a.example/all.toml", {}) == "https://a.example/all.toml");
  CHECK(fill_in("https://a.example/{serial}", {}).error().message.contains("no serial number"));
  CHECK(fill_in("https://a.example/{mac}", {}).error().code == "no-name");
}

TEST_CASE("An address is http or https, and has no braces but for the names") {
  const auto fault = [](const std::string& url) {
    const auto config = parse_config("config_url = \"" + url + "\"", "sign.toml");
    return config ? "none" : config.error().message;
  };
  CHECK(fault("https://a.example/{mac}.toml") == "none");
  CHECK(fault("http://a.example/{serial}.toml") == "none");
  CHECK(fault("file:///a.toml") == "sign.toml:1:14: config_url must be an https or http address");
  CHECK(fault("sign.toml").contains("must be an https or http address"));
  CHECK(fault("https://a.example/{name}").contains("no other braces"));
  CHECK(fault("https://a.example/{mac").contains("no other braces"));
}

}  // namespace
}  // namespace roomsign::config
