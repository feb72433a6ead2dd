#include "daemon/config/config.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::config {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path kConfigFolder = std::filesystem::path(ROOMSIGN_SOURCE_DIR) / "config";

Config parse_good(std::string_view toml) {
  auto config = parse_config(toml, "/etc/roomsign/roomsign.toml");
  if (!config) FAIL(config.error().message);
  return *std::move(config);
}

std::string message_of(std::string_view toml) {
  const auto config = parse_config(toml, "sign.toml");
  if (config) return "no error";
  CHECK(config.error().code == "bad-config");
  return config.error().message;
}

std::vector<std::string> keys_in(const toml::table& table, const std::string& path = "") {
  std::vector<std::string> keys;
  for (const auto& [key, node] : table) {
    const std::string name = path + std::string(key.str());
    if (!node.is_table() || node.as_table()->empty()) {  // empty: of the operator's own keys
      keys.push_back(name);
    } else {
      std::ranges::copy(keys_in(*node.as_table(), name + "."), std::back_inserter(keys));
    }
  }
  return keys;
}

TEST_CASE("the documented file holds every key there is, at its default") {
  const auto file = kConfigFolder / "roomsign.toml";
  const auto config = load_config(file);
  if (!config) FAIL(config.error().message);
  const Config defaults = default_config();
  CHECK(config->http == defaults.http);
  CHECK(config->poll == defaults.poll);
  CHECK(config->rules == defaults.rules);
  CHECK(config->view == defaults.view);
  CHECK(config->display == defaults.display);
  REQUIRE(*config == defaults);
  REQUIRE(parse_good("") == defaults);

  auto known = config_keys();
  auto documented = keys_in(toml::parse_file(file.string()));
  std::ranges::sort(known);
  std::ranges::sort(documented);
  REQUIRE(documented == known);
}

TEST_CASE("every room, or some of them, make a lobby's sign") {
  const auto all = parse_good("room = \"*\"");
  CHECK(all.view.lobby);
  CHECK(all.room.empty());
  CHECK(all.rooms.empty());
  const auto some = parse_good("room = [\"Hall A\", \"Hall B\"]\nview.room = \"Foyer\"");
  CHECK(some.view.lobby);
  CHECK(some.rooms == std::vector<std::string>{"Hall A", "Hall B"});
  CHECK(some.room.empty());
  CHECK(some.view.room == "Foyer");
  const auto one = parse_good("room = [\"Hall A\"]");
  CHECK_FALSE(one.view.lobby);
  CHECK(one.room == "Hall A");
}

TEST_CASE("a room and an address are all that a sign needs") {
  const Config config = parse_good(R"(
room = "Room 5AB"
[source]
url = "https://example.org/schedule")");
  Config expected = default_config();
  expected.room = "Room 5AB";
  expected.view.room = "Room 5AB";
  expected.sources.emplace_back().urls = {"https://example.org/schedule"};
  REQUIRE(config == expected);
}

TEST_CASE("every key arrives where it belongs") {
  const Config config = parse_good(R"(
room = "r"
state_dir = "../state"
config_url = ["https://a.example/{mac}", "https://b.example/"]
source = {url = ["file:///a.html", "b.html"], name = "n", room = "q", format = "html", time_zone = "Asia/Tokyo", date = 2025-12-06}
rooms.aliases = {"HS 1" = ["Hall 1", "H1"], "A" = "B"}
poll = {interval = "2 min", max_interval = "1 h", jitter = 0.25}
http.connect_timeout = "1 s"
http.total_timeout = "2 s"
http.low_speed_bytes = 3
http.low_speed_time = "4 s"
http.max_bytes = 5000
http.max_redirects = 6
http.own_hosts = ["photos.lan", "10.1.2.3"]
http.proxy = "http://proxy"
http.ca_file = "ca.pem"
rules = {soon = "7 min", countdown = "8 min", default_length = "9 min", day_change = "10:11"}
view = {room = "R", title = "T", language = "de", second_language = "ar", clock = "24h", photos = true, stale_after = "12 min"}
[display]
driver = "x11"
width = 13
height = 14
fullscreen = false
rotate = 270
fade = false
drift = false
night = "off"
night_after = "15 min"
wake_before = "16 min"
cec = "/dev/cec1"
[demo]
at = 2025-12-06T08:52:00-08:00
speed = 60
[theme]
name = "light"
ground = "#ffFFff"
text = "#000001"
second = "#000002"
faint = "#000003"
rule = "#000004"
accent = "#000005"
logo = "logo.svg"
background = "/srv/hall.jpg"
scrim = 0.75
tracks = { "Kernels" = "#ffd166" }
[theme.fonts]
display = "a.otf"
bold = "/srv/b.ttf"
semibold = "c.ttf"
medium = "d.ttf"
regular = "e.ttf"
[remote]
socket = "/run/sign"
listen = "0.0.0.0:8080"
token_file = "token"
[mqtt]
broker = "mqtt://b.example"
insecure = true
user = "u"
password_file = "p"
ca_file = "c.pem"
id = "i"
groups = ["g", "h"]
prefix = "x/y"
home_assistant = "ha"
[signatures]
keys = { desk = "ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ=" }
key_file = "desk.key")");
  Config expected;
  expected.room = "r";
  expected.state_dir = "/etc/state";
  expected.config_urls = {"https://a.example/{mac}", "https://b.example/"};
  expected.sources = {{.name = "n",
                       .urls = {"file:///a.html", "file:///etc/roomsign/b.html"},
                       .room = "q",
                       .format = "html",
                       .zone = *Zone::find("Asia/Tokyo"),
                       .date = std::chrono::year(2025) / 12 / 6}};
  expected.aliases = {{"HS 1", {"Hall 1", "H1"}}, {"A", {"B"}}};
  expected.http.connect_timeout = 1s;
  expected.http.total_timeout = 2s;
  expected.http.low_speed_bytes = 3;
  expected.http.low_speed_time = 4s;
  expected.http.max_bytes = 5000;
  expected.http.max_redirects = 6;
  expected.http.own_hosts = {"photos.lan", "10.1.2.3"};
  expected.http.proxy = "http://proxy";
  expected.http.ca_file = "/etc/roomsign/ca.pem";
  expected.poll.interval = 2min;
  expected.poll.max_interval = 1h;
  expected.poll.jitter = 0.25;
  expected.rules = {
      .soon = 7min, .countdown = 8min, .default_length = 9min, .day_change = 10h + 11min};
  expected.view = {.room = "R",
                   .title = "T",
                   .language = "de",
                   .second_language = "ar",
                   .clock = view::ClockHours::k24,
                   .stale_after = 12min,
                   .photos = true};
  expected.display = {.driver = "x11",
                      .width = 13,
                      .height = 14,
                      .fullscreen = false,
                      .rotate = 270,
                      .fade = false,
                      .drift = false,
                      .night = render::Light::kOff,
                      .night_rules = {.after = 15min, .before = 16min},
                      .cec = "/dev/cec1"};
  expected.theme = {.name = "light",
                    .ground = {255, 255, 255},
                    .text = {0, 0, 1},
                    .second = {0, 0, 2},
                    .faint = {0, 0, 3},
                    .rule = {0, 0, 4},
                    .accent = {0, 0, 5}};
  expected.pictures = {
      .logo = "/etc/roomsign/logo.svg", .background = "/srv/hall.jpg", .scrim = 0.75};
  const std::string file = "/etc/roomsign/roomsign.toml";
  expected.fonts = {{{"/etc/roomsign/a.otf", file + ":47:11: theme.fonts.display"},
                     {"/srv/b.ttf", file + ":48:8: theme.fonts.bold"},
                     {"/etc/roomsign/c.ttf", file + ":49:12: theme.fonts.semibold"},
                     {"/etc/roomsign/d.ttf", file + ":50:10: theme.fonts.medium"},
                     {"/etc/roomsign/e.ttf", file + ":51:11: theme.fonts.regular"}}};
  expected.track_colors = {{"Kernels", "#ffd166"}};
  expected.remote = {
      .socket = "/run/sign", .listen = "0.0.0.0:8080", .token_file = "/etc/roomsign/token"};
  expected.mqtt = {.broker = "mqtt://b.example",
                   .user = "u",
                   .password_file = "/etc/roomsign/p",
                   .ca_file = "/etc/roomsign/c.pem",
                   .id = "i",
                   .groups = {"g", "h"},
                   .prefix = "x/y",
                   .home_assistant = "ha",
                   .insecure = true};
  expected.signatures = {.keys = {{"desk", std::string(32, 'd')}},
                         .key_file = "/etc/roomsign/desk.key"};
  expected.demo = {.at = *parse_instant("2025-12-06T16:52:00Z"), .speed = 60};
  REQUIRE(config == expected);
}

TEST_CASE("A broker without TLS must be this machine's own, or be said to be safe") {
  CHECK(parse_good("mqtt.broker = \"mqtts://b.example\"").mqtt.is_on());
  CHECK(parse_good("mqtt.broker = \"mqtt://[::1]:1884\"").mqtt.is_on());
  CHECK(parse_good("mqtt = { broker = \"mqtt://b.example\", insecure = true }").mqtt.is_on());
  CHECK_FALSE(parse_good("").mqtt.is_on());
  CHECK(message_of("mqtt.broker = \"mqtt://b.example\"")
            .starts_with("sign.toml:1:15: mqtt.broker must begin with mqtts://, unless"));
  CHECK(message_of("mqtt.broker = \"mqtts://u:p@b.example\"") ==
        "sign.toml:1:15: mqtt.broker must be a broker's address such as "
        "\"mqtts://broker.example.org:8883\", without a user or a path");
}

TEST_CASE("What could not be a level of a topic is neither a sign's name nor a group's") {
  for (const std::string name : {"a/b", "+", "x#"}) {
    CHECK(message_of("mqtt.id = \"" + name + "\"") ==
          "sign.toml:1:11: mqtt.id must be a name without \"/\", \"+\" and \"#\", of at most 64 "
          "bytes");
    CHECK(
        message_of("mqtt.groups = [\"" + name + "\"]").starts_with("sign.toml:1:15: mqtt.groups"));
  }
  CHECK(message_of("mqtt.groups = [\"a\", \"a\"]") ==
        "sign.toml:1:15: mqtt.groups must not name a group twice");
  for (const std::string prefix : {"/a", "a/", "$SYS", "a/#"}) {
    CHECK(
        message_of("mqtt.prefix = \"" + prefix + "\"").starts_with("sign.toml:1:15: mqtt.prefix"));
    CHECK(message_of("mqtt.home_assistant = \"" + prefix + "\"")
              .starts_with("sign.toml:1:23: mqtt.home_assistant"));
  }
  CHECK(message_of("mqtt.password_file = \"p\"") ==
        "sign.toml:1:22: mqtt.password_file must come with mqtt.user");
}

TEST_CASE("Keys have plain names, one key or several each, and none is dropped unnoticed") {
  const std::string key = "ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ=";
  const auto keys = [](const std::string& text) {
    return parse_good("signatures.keys = " + text).signatures.keys.size();
  };
  CHECK(keys("{}") == 0);
  CHECK(keys(fmt::format("{{ a = \"{0}\", b = [\"{0}\", \"{0}\"] }}", key)) == 3);
  for (const std::string text : {"{ a = \"\" }", "{ a = [] }"}) {
    CHECK(message_of("signatures.keys = " + text) ==
          "sign.toml:1:19: signatures.keys must give \"a\" a key");
  }
  CHECK(message_of("signatures.keys = { a = \"" + key.substr(1) + "\" }") ==
        "sign.toml:1:19: signatures.keys must give for \"a\" a public key, the 44 characters that "
        "`roomsign keys new` prints");
  CHECK(message_of("signatures.keys = { \"a b\" = \"" + key + "\" }")
            .starts_with("sign.toml:1:19: signatures.keys must name each key by up to 64"));
  CHECK(message_of("signatures.keys = \"" + key + "\"")
            .starts_with("sign.toml:1:19: signatures.keys must be a table such as { desk = "));
}

TEST_CASE("only this machine may ask a sign that has no token") {
  CHECK(parse_good("remote.listen = \"127.0.0.1:8080\"").remote.is_on());
  CHECK(parse_good("remote.listen = \"[::1]:8080\"").remote.is_on());
  CHECK_FALSE(parse_good("").remote.is_on());
  for (const char* open : {"0.0.0.0:8080", "[::]:8080", "192.0.2.7:80"}) {
    CHECK(message_of(fmt::format("remote.listen = \"{}\"", open)) ==
          "sign.toml:1:17: remote.listen must be this machine's own, such as \"127.0.0.1:8080\", "
          "unless remote.token_file names a file with a token: others could ask the sign as well");
    CHECK(parse_good(fmt::format("remote.listen = \"{}\"\nremote.token_file = \"t\"", open))
              .remote.is_on());
  }
  CHECK(message_of("remote.listen = \"localhost\"")
            .starts_with("sign.toml:1:17: remote.listen must be an address and a port, such as"));
}

TEST_CASE("several sources are several sections, each with its own addresses") {
  const Config config = parse_good(R"(
[[source]]
url = "https://example.org/page"
name = "page"
[[source]]
url = ["https://a.example/hall.ics", "https://b.example/hall.ics"]
room = "Hall A"
time_zone = "Europe/Berlin")");
  REQUIRE(config.sources.size() == 2);
  CHECK(source_name(config.sources[0]) == "page");
  CHECK(config.sources[1].urls.size() == 2);
  CHECK(config.sources[1].room == "Hall A");
  CHECK(config.sources[1].zone == *Zone::find("Europe/Berlin"));
  CHECK(source_name(config.sources[1]) == "https://a.example/hall.ics");
}

TEST_CASE("faults of several sources are told with line and column") {
  std::string many;
  for (int i = 0; i < 33; ++i) many += fmt::format("[[source]]\nurl = \"{}.html\"\n", i);
  const auto [toml, message] = GENERATE_COPY(table<std::string, std::string>({
      {"[[source]]\nurl = \"a\"\n[[source]]\nurl = \"b\"\ndate = 6",
       "sign.toml:5:8: source.date must be a date"},
      {"[[source]]\nurl = \"a\"\n[[source]]\nname = \"b\"",
       "sign.toml:3:1: source.url must be given for each of several sources"},
      {"[[source]]\nurl = \"a\"\n[[source]]\nurl = \"a\"",
       "sign.toml:4:7: source.url must not give an address a second time"},
      {"source.url = [\"a\", \"a\"]",
       "sign.toml:1:14: source.url must not give an address a second time"},
      {"[[source]]\nurl = \"a\"\n[[source]]\nurll = \"b\"",
       "sign.toml:3:1: source.url must be given"},
      {"[[source]]\nurl = \"a\"\n[[source]]\nurl = \"b\"\nrom = \"c\"",
       "sign.toml:5:1: source.rom is no known key; did you mean source.room?"},
      {"source.url = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]",
       "sign.toml:1:14: source.url must be text, in quotation marks, or a list of up to 8"},
      {"source = []", "sign.toml:1:10: source must be a section"},
      {many, "sign.toml:65:1: source may be given up to 32 times"},
      {"rooms.aliases = 5", "sign.toml:1:17: rooms.aliases must be a table such as"},
      {"[rooms.aliases]\nA = 5", "sign.toml:2:5: rooms.aliases must be a table such as"},
      {"[rooms.aliases]\nA = \"C\"\nB = [\"c\"]",
       "sign.toml:1:1: rooms.aliases must not give \"c\" to two rooms"},
  }));
  INFO(toml);
  REQUIRE_THAT(message_of(toml), Catch::Matchers::StartsWith(message));
}

TEST_CASE("dates and times may be written as text") {
  const Config config = parse_good(R"(
source = {url = "a.html", date = "2025-12-06"}
demo.at = "2025-12-06T08:52:00-08:00")");
  REQUIRE(config.sources.at(0).date == std::chrono::year(2025) / 12 / 6);
  REQUIRE(config.demo.at == *parse_instant("2025-12-06T16:52:00Z"));
}

// A theme file with this content, named by a configuration beside it.
Result<Config> with_theme_file(std::string_view theme, std::string_view section = "") {
  const test::TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder.path() / "acme.toml", theme));
  return parse_config(fmt::format("[theme]\nfile = \"acme.toml\"\n{}", section),
                      folder.path() / "sign.toml");
}

TEST_CASE("a theme file lays its colours over a built-in theme, and the configuration over both") {
  const auto config = with_theme_file("name = \"light\"\naccent = \"#7a1020\"\nrule = \"#112233\"",
                                      "rule = \"#445566\"");
  if (!config) FAIL(config.error().message);
  render::Theme expected = *render::built_in_theme("light");
  expected.accent = {0x7a, 0x10, 0x20};
  expected.rule = {0x44, 0x55, 0x66};
  CHECK(config->theme == expected);
}

TEST_CASE("a theme file names fonts beside it, and the configuration others in their place") {
  const auto config = with_theme_file("[fonts]\nregular = \"acme.otf\"\nbold = \"bold.otf\"",
                                      "fonts.bold = \"/srv/other.otf\"");
  if (!config) FAIL(config.error().message);
  const auto& bold = config->fonts.at(static_cast<std::size_t>(render::Face::kBold));
  const auto& regular = config->fonts.at(static_cast<std::size_t>(render::Face::kRegular));
  CHECK(bold.file == "/srv/other.otf");
  CHECK(bold.place.ends_with("/sign.toml:3:14: theme.fonts.bold"));
  CHECK(regular.file.ends_with("/acme.otf"));
  CHECK(regular.place.ends_with("/acme.toml:2:11: fonts.regular"));
  CHECK(config->fonts.at(static_cast<std::size_t>(render::Face::kMedium)).file.empty());
}

TEST_CASE("a theme file gives tracks their colours, and the configuration others") {
  const std::string file = "[tracks]\nKernels = \"#ffd166\"\nAgents = \"#aabbcc\"";
  using Colors = TrackColors;
  CHECK(with_theme_file(file, "")->track_colors ==
        Colors{{"Kernels", "#ffd166"}, {"Agents", "#aabbcc"}});
  CHECK(with_theme_file(file, "tracks = { Agents = \"#112233\" }")->track_colors ==
        Colors{{"Agents", "#112233"}});
}

TEST_CASE("a faulty theme file is refused with both places, and what was expected") {
  const auto [theme, message] = GENERATE(table<std::string, std::string>({
      {"\naccent = \"red\"", "acme.toml:2:10: accent must be a colour such as \"#0b1020\""},
      {"text = \"#404040\"",
       "acme.toml:1:8: text must be easier to read: text on ground: 1.8:1, needs 7:1"},
      {"ground = \"#808080\"", "acme.toml:1:10: ground must be easier to read: text on ground: "},
      {"name = \"pink\"", "acme.toml:1:8: name must be one of \"dark\", "},
      {"acent = \"#ffffff\"", "acme.toml:1:1: acent is no known key; did you mean accent?"},
      {"file = \"other.toml\"", "acme.toml:1:1: file is no known key"},
      {"[text]", "acme.toml:1:1: text must be "},
      {"[fonts]\nbold = 7", "acme.toml:2:8: fonts.bold must be text, in quotation marks"},
      {"[fonts]\nheavy = \"a.ttf\"", "acme.toml:2:1: fonts.heavy is no known key"},
      {"fonts = \"a.ttf\"", "acme.toml:1:9: fonts must be a section, [fonts]"},
      {"fonts.bold = \"https://example.org/a.ttf\"",
       "acme.toml:1:14: fonts.bold must be the path of a file"},
      {"tracks = { Kernels = \"blue\" }",
       "acme.toml:1:10: tracks must give each track a colour, such as "},
      {"accent = ", "acme.toml:1:10: "},
  }));
  const auto config = with_theme_file(theme);
  REQUIRE_FALSE(config);
  INFO(config.error().message);
  CHECK(config.error().message.contains("sign.toml:2:8: theme.file must be a theme's; "));
  CHECK(config.error().message.contains(message));
}

TEST_CASE("a theme file that is not there, or is an address, is an error") {
  CHECK_THAT(message_of("theme.file = \"/nonexistent/acme.toml\""),
             Catch::Matchers::StartsWith("sign.toml:1:14: theme.file must be a theme's; "
                                         "/nonexistent/acme.toml: No such file"));
  CHECK(message_of("theme.file = \"https://user:hunter2@example.org/acme.toml\"") ==
        "sign.toml:1:14: theme.file must be the path of a file");
}

TEST_CASE("the example of a theme file can be used") {
  const auto config = parse_config("theme.file = \"theme-example.toml\"", kConfigFolder / "x.toml");
  if (!config) FAIL(config.error().message);
  CHECK(config->theme != default_config().theme);
}

TEST_CASE("both built-in themes may be chosen by name") {
  REQUIRE(parse_good("theme.name = \"dark\"").theme == *render::built_in_theme("dark"));
  REQUIRE(parse_good("theme.name = \"light\"").theme == *render::built_in_theme("light"));
}

TEST_CASE("the longest wait is never shorter than the usual one") {
  const Config config = parse_good("poll.interval = \"30 min\"");
  REQUIRE(config.poll.max_interval == config.poll.interval);
}

TEST_CASE("bad values are errors with file, line, column and what was expected") {
  const auto [toml, message] = GENERATE(table<std::string, std::string>({
      {"room = 5", "sign.toml:1:8: room must be text, in quotation marks"},
      {"\n\nstate_dir = true", "sign.toml:3:13: state_dir must be text, in quotation marks"},
      {"[source]\nurl = 7",
       "sign.toml:2:7: source.url must be text, in quotation marks, or a list of up to 8 texts"},
      {"source.url = \"ftp://example.org\"",
       "sign.toml:1:14: source.url must be an http, https or file address, or the path of a file"},
      {"source.time_zone = \"Mars\"",
       "sign.toml:1:20: source.time_zone must be a time zone of this machine's database, such as "
       "\"America/Los_Angeles\""},
      {"source.date = 6", "sign.toml:1:15: source.date must be a date such as 2025-12-06"},
      {"source.date = \"6 Dec\"", "sign.toml:1:15: source.date must be a date such as 2025-12-06"},
      {"[poll]\ninterval = 60",
       "sign.toml:2:12: poll.interval must be a length of time such as \"1 min\", from 5 s to 24 "
       "h"},
      {"[poll]\ninterval = \"60\"", "sign.toml:2:12: poll.interval must be a length of time"},
      {"[poll]\ninterval = \"1 s\"", "sign.toml:2:12: poll.interval must be a length of time"},
      {"[poll]\ninterval = \"25 h\"", "sign.toml:2:12: poll.interval must be a length of time"},
      {"poll.jitter = 0.6", "sign.toml:1:15: poll.jitter must be a number from 0 to 0.5"},
      {"poll.jitter = nan", "sign.toml:1:15: poll.jitter must be a number from 0 to 0.5"},
      {"poll.jitter = \"0.1\"", "sign.toml:1:15: poll.jitter must be a number from 0 to 0.5"},
      {"http.max_redirects = -1",
       "sign.toml:1:22: http.max_redirects must be a whole number from 0 to 20"},
      {"http.max_redirects = 1.5",
       "sign.toml:1:22: http.max_redirects must be a whole number from 0 to 20"},
      {"rules.soon = \"90 s\"",
       "sign.toml:1:14: rules.soon must be a length of time such as \"1 min\", from 0 s to 24 h, "
       "in "
       "whole minutes"},
      {"rules.day_change = \"4\"",
       "sign.toml:1:20: rules.day_change must be a time of day such as \"04:00\""},
      {"view.language = \"tlh\"",
       "sign.toml:1:17: view.language must be one of \"ar\", \"de\", \"en\", \"es\", \"fr\", "
       "\"ja\", \"zh\", "
       "\"zh-hant\""},
      {"view.clock = \"yes\"",
       "sign.toml:1:14: view.clock must be one of \"auto\", \"12h\", \"24h\""},
      {"display.driver = \"dummy\"",
       "sign.toml:1:18: display.driver must be one of \"auto\", \"kmsdrm\", \"x11\", \"wayland\", "
       "\"offscreen\""},
      {"[display]\nrotate = 45", "sign.toml:2:10: display.rotate must be 0, 90, 180 or 270"},
      {"[display]\nwidth = 800",
       "sign.toml:2:9: display.width must come with the other side: give both, or neither"},
      {"theme.name = \"pink\"",
       "sign.toml:1:14: theme.name must be one of \"dark\", \"light\", "
       "\"contrast\""},
      {"theme.accent = \"red\"",
       "sign.toml:1:16: theme.accent must be a colour such as \"#0b1020\""},
      {"[theme]\nsecond = \"#303030\"",
       "sign.toml:2:10: theme.second must be easier to read: second on ground: 1."},
      {"demo.at = 2025-12-06T08:52:00",
       "sign.toml:1:11: demo.at must be a time with its offset, such as 2025-12-06T08:52:00-08:00"},
      {"demo.at = 08:52:00", "sign.toml:1:11: demo.at must be a time with its offset"},
      {"demo.speed = 0", "sign.toml:1:14: demo.speed must be a number from 0.1 to 3600"},
      {"poll = 60", "sign.toml:1:8: poll must be a section, [poll]"},
      {"[[poll]]", "sign.toml:1:1: poll must be a section, [poll]"},
      {"[room]\nname = \"x\"", "sign.toml:1:1: room must be text, in quotation marks"},
  }));
  INFO(toml);
  REQUIRE_THAT(message_of(toml), Catch::Matchers::StartsWith(message));
}

TEST_CASE("unknown keys are errors that say what was probably meant") {
  const auto [toml, message] = GENERATE(table<std::string, std::string>({
      {"[poll]\nintervall = \"60 s\"",
       "sign.toml:2:1: poll.intervall is no known key; did you mean poll.interval?"},
      {"rom = \"5AB\"", "sign.toml:1:1: rom is no known key; did you mean room?"},
      {"url = \"a.html\"", "sign.toml:1:1: url is no known key; did you mean source.url?"},
      {"[source]\nrom = \"5AB\"",
       "sign.toml:2:1: source.rom is no known key; did you mean source.room?"},
      {"[wifi]\nname = \"x\"", "sign.toml:1:2: wifi is no known section"},
      {"[sauce]\nurl = \"a.html\"",
       "sign.toml:1:2: sauce is no known section; did you mean source?"},
      {"[view]\nwallpaper = \"a.png\"", "sign.toml:2:1: view.wallpaper is no known key"},
  }));
  INFO(toml);
  REQUIRE(message_of(toml) == message);
}

TEST_CASE("of several faults the first in the file is named") {
  REQUIRE_THAT(message_of("nonsense = 1\n[poll]\njitter = 7\ninterval = 8"),
               Catch::Matchers::StartsWith("sign.toml:1:1: nonsense"));
  REQUIRE_THAT(message_of("[poll]\njitter = 7\ninterval = 8\nnonsense = 1"),
               Catch::Matchers::StartsWith("sign.toml:2:10: poll.jitter"));
}

TEST_CASE("what is not TOML is an error at its line and column") {
  REQUIRE_THAT(message_of("room = \"5AB\"\n[source\nurl = \"x\""),
               Catch::Matchers::StartsWith("sign.toml:2:8: "));
  REQUIRE_THAT(message_of("room = \"a\"\nroom = \"b\""),
               Catch::Matchers::StartsWith("sign.toml:2:"));
  REQUIRE_THAT(message_of("room = \"\xff\""), Catch::Matchers::StartsWith("sign.toml:1:8: "));
  REQUIRE_THAT(message_of("[=x]"), Catch::Matchers::StartsWith("sign.toml:1:2: "));
  REQUIRE_THAT(message_of("[[.x]]"), Catch::Matchers::StartsWith("sign.toml:1:3: "));
  std::string deep = "room = ";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  REQUIRE_THAT(message_of(deep), Catch::Matchers::StartsWith("sign.toml:1:"));
}

TEST_CASE("no error repeats a password, wherever it was written") {
  const std::string secret = "https://user:hunter2@example.org/";
  for (const std::string& toml : {
           "source.url = " + secret,
           "source.url = '" + secret,
           "source.url = \"" + secret + "\n",
           "source.url = \"" + secret + "\" x",
           "source.url = \"ftp" + secret + "\"",
           "source.url = [\"" + secret + "\", 7]",
           fmt::format(R"(source.url = ["{0}", "{0}"])", secret),
           fmt::format("[[source]]\nurl = \"{0}\"\n[[source]]\nurl = \"{0}\"", secret),
           "source.url = [\"ftp" + secret + "\"]",
           "rooms.aliases = \"" + secret + "\"",
           "source.urls = \"" + secret + "\"",
           fmt::format("source.url = \"{0}\"\nsource.url = \"{0}\"", secret),
           "source.url = \"" + secret + "\"\n[source.url]",
           "[source]\nurl == \"" + secret + "\"",
           "source = \"" + secret + "\"",
           "display.driver = \"" + secret + "\"",
           "http.proxy = " + secret,
           "poll.interval = \"" + secret + "\"",
           "source.date = \"" + secret + "\"",
           "source.time_zone = \"" + secret + "\"",
           secret,
           "\"" + secret + "\"",
           "\"" + secret + "\" = 1",
       }) {
    const std::string message = message_of(toml);
    INFO(toml << "\n" << message);
    REQUIRE(message != "no error");
    REQUIRE_FALSE(message.contains("hunter2"));
    REQUIRE_FALSE(message.contains("user"));
  }
}

TEST_CASE("paths of sources are relative to the file, and become addresses") {
  REQUIRE(parse_good("source.url = \"page.html\"").sources.at(0).urls.at(0) ==
          "file:///etc/roomsign/page.html");
  REQUIRE(*source_url("../a b%.html", "/srv/x") == "file:///srv/a%20b%25.html");
  REQUIRE(*source_url("/srv/\xc3\xa9.ics", "/etc") == "file:///srv/%C3%A9.ics");
  REQUIRE(*source_url("HTTPS://example.org/?a=b", "/etc") == "HTTPS://example.org/?a=b");
  REQUIRE(*source_url("file:///a", "/etc") == "file:///a");
  REQUIRE(source_url("ftp://example.org/", "/etc").error().code == "bad-url");
  REQUIRE(source_url("://", "/etc").error().code == "bad-url");
}

TEST_CASE("the demo replays the sample programme that lies beside it") {
  const auto config = load_config(kConfigFolder / "demo.toml");
  if (!config) FAIL(config.error().message);
  REQUIRE(config->sources.at(0).urls.at(0) == fetch::file_url(kConfigFolder / "demo.json"));
  REQUIRE(std::filesystem::exists(kConfigFolder / "demo.json"));
  REQUIRE(config->demo.at.has_value());
}

TEST_CASE("a file that cannot be read says so") {
  REQUIRE(load_config("/nonexistent/sign.toml").error().code == "unreadable");
}

}  // namespace
}  // namespace roomsign::config
