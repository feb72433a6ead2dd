// A sign of a fleet, from end to end: a running sign and a desk, which meet at a real broker.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "daemon/base/file.hpp"
#include "daemon/mqtt/line.hpp"
#include "render/sdl/png.hpp"
#include "tests/commands/desk.hpp"
#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace std::chrono_literals;
using test::await_line;
using test::Broker;
using test::comes_to_say;
using test::Desk;
using test::document;
using test::settings;

namespace {

using Sign = test::RunningSign;

// Of the status, that a template of Home Assistant's names: "value_json.a.b" is "/a/b".
std::vector<std::string> fields_of(const std::string& text) {
  static const std::regex kField(R"(value_json((\.\w+)+))");
  std::vector<std::string> fields;
  for (std::sregex_iterator each(text.begin(), text.end(), kField), end; each != end; ++each) {
    fields.push_back((*each)[1]);
    std::ranges::replace(fields.back(), '.', '/');
  }
  return fields;
}

bool has_library(const Sign& sign) {
  return read_file(fmt::format("/proc/{}/maps", sign.daemon->pid()))
      .value()
      .contains("libmosquitto");
}

}  // namespace

TEST_CASE("A sign of no fleet has not even the library for one") {
  const Sign alone("[remote]\nsocket = \"control\"\n[mqtt]\nid = \"hall-a\"");
  alone.await_programme();
  CHECK_FALSE(has_library(alone));
  CHECK_FALSE(alone.status().contains("mqtt"));
}

TEST_CASE("A sign hears what is announced to all, to its group and to itself") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  desk.say("all/notices", document(1, "Coffee"), true);
  const Sign sign(settings(broker));
  await_line(sign);
  CHECK(has_library(sign));
  CHECK(comes_to_say(sign, "Coffee"));
  desk.say("group/ground/notices", document(5, "Stairs"), true);
  desk.say("group/attic/notices", document(5, "Bats"), true);
  desk.say("sign/hall-a/notices", document(2, "Door"), true);
  CHECK(comes_to_say(sign, "Door"));
  const auto status = sign.status();
  INFO(status);
  CHECK(status.contains(R"("origin": "broker-all")"));
  CHECK(status.contains(R"("origin": "broker-group-1")"));
  CHECK(status.contains(R"("origin": "broker-sign")"));
  CHECK(status.contains("Stairs"));
  CHECK_FALSE(status.contains("Bats"));
  CHECK(status.contains("\"refused\": 0"));
  CHECK(sign.get("/metrics").contains("roomsign_notices_in_force{origin=\"broker-all\"} 1\n"));
}

TEST_CASE("What is malformed, old, too large or empty is counted and changes nothing") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(settings(broker));
  await_line(sign);
  desk.say("all/notices", document(7, "Coffee"), true);
  REQUIRE(comes_to_say(sign, "Coffee"));
  const auto [payload, is_refused] = GENERATE(table<std::string, bool>({
      {"{", true},
      {R"({"format": "roomsign/1"})", true},
      {document(6, "Tea"), true},
      {document(8, std::string(64U << 10U, 'x')), true},
      {std::string(60'000, '['), true},
      {std::string(100, '\0'), true},
      {"", false},
  }));
  desk.say("all/notices", payload);
  desk.say("all/notices", document(9, "Lunch"), true);
  CHECK(comes_to_say(sign, "Lunch"));  // the line held
  const auto status = sign.status();
  INFO(status);
  CHECK(status.contains(is_refused ? "\"refused\": 1" : "\"refused\": 0"));
  CHECK_FALSE(status.contains("Tea"));
}

TEST_CASE("What was heard stays up over a restart without the broker, and not for another group") {
  Broker broker;
  broker.start();
  Sign sign(settings(broker));
  {
    Desk desk(broker);
    await_line(sign);
    sign.stop();
    sign.start({});
    await_line(sign);
    desk.say("group/ground/notices", document(5, "Stairs"), true);
    desk.say("all/notices", document(5, "Coffee"), true);
    REQUIRE(comes_to_say(sign, "Coffee"));
    REQUIRE(comes_to_say(sign, "Stairs"));
  }
  sign.stop();
  broker.stop();
  sign.start({});
  CHECK(comes_to_say(sign, "\"code\": \"unreachable\""));
  CHECK(sign.status().contains("Coffee"));
  CHECK(sign.status().contains("Stairs"));
  auto text = read_file(sign.folder / "roomsign.toml").value();
  text.replace(text.find("ground"), 6, "attic");
  std::ofstream(sign.folder / "roomsign.toml") << text;
  REQUIRE(sign.say({"reload"}).status == 0);
  CHECK(test::eventually([&] { return !sign.status().contains("Stairs"); }));
  CHECK(sign.status().contains("Coffee"));
}

TEST_CASE("A sign that is told that the schedule changed polls it at once, and a fleet soon") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(settings(broker, "[poll]\ninterval = \"1 h\""));
  await_line(sign);
  REQUIRE(comes_to_say(sign, "\"title\": \"Hinges\""));
  const auto retitle = [&](const std::string& title) {
    std::string text = test::kSchedule;
    text.replace(text.find("Hinges"), 6, title);
    std::ofstream(sign.folder / "schedule.json") << text;
  };
  retitle("Handles");
  std::this_thread::sleep_for(300ms);
  CHECK(sign.status().contains("Hinges"));
  desk.say("sign/hall-a/changed", "");
  CHECK(test::eventually([&] { return sign.status().contains("Handles"); }, 5s));
  retitle("Knobs");
  for (int i = 0; i < 20; ++i) desk.say("all/changed", "");
  CHECK(test::eventually([&] { return sign.status().contains("Knobs"); }, 25s));
  const auto log = sign.daemon->err();
  const std::string line = "the schedule is said to have changed";
  const auto first = log.find(line);
  REQUIRE(first != std::string::npos);
  const auto second = log.find(line, first + 1);
  REQUIRE(second != std::string::npos);
  CHECK(log.find(line, second + 1) == std::string::npos);  // twenty words, one poll
}

TEST_CASE("The fleet's desk sees which signs are there, and what they show") {
  Broker broker;
  broker.start();
  auto sign = std::make_unique<Sign>(settings(broker));
  await_line(*sign);
  Desk desk(broker);
  CHECK(desk.next("sign/hall-a/online") == "1");
  CHECK(desk.hears("sign/hall-a/status", "\"title\": \"Hinges\""));
  desk.say("all/notices", document(7, "Coffee"), true);
  CHECK(desk.hears("sign/hall-a/status", "Coffee"));
  desk.say("all/notices", "{", true);
  CHECK(desk.hears("sign/hall-a/status", "\"refused\": 1"));
  sign->daemon->signal(SIGKILL);
  CHECK(desk.next("sign/hall-a/online") == "0");
  sign->start();
  CHECK(desk.next("sign/hall-a/online") == "1");
  sign->stop();
  CHECK(desk.next("sign/hall-a/online") == "0");
}

TEST_CASE("What was announced outlives a reload, also where nothing is kept") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(settings(broker));
  await_line(sign);
  desk.say("all/notices", document(7, "Coffee"), true);
  REQUIRE(comes_to_say(sign, "Coffee"));
  REQUIRE(sign.say({"announce", "Lunch"}).status == 0);
  const auto reload_with = [&](const std::string& line) {
    const auto text = read_file(sign.folder / "roomsign.toml").value();
    std::ofstream(sign.folder / "roomsign.toml") << line << "\n" << text;
    REQUIRE(sign.say({"reload"}).status == 0);
  };
  reload_with("poll.interval = \"2 min\"");
  auto status = sign.status();
  CHECK(status.contains("Coffee"));
  CHECK(status.contains("Lunch"));
  reload_with("announcements.url = \"http://127.0.0.1:1/\"");
  CHECK(comes_to_say(sign, "Coffee"));  // the broker has it
}

TEST_CASE("What the desk says to one sign is shown there and answered, but never if retained") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(settings(broker));
  await_line(sign);
  desk.say("sign/hall-a/say", R"({"kind": "delay", "minutes": 10})");
  const auto answer = desk.next("sign/hall-a/answer");
  INFO(answer);
  CHECK(answer.contains(R"("message": "10 min late in Hall A, until)"));
  CHECK(answer.contains(R"("id": "1")"));
  CHECK(sign.status().contains("\"late_seconds\": 600"));
  desk.say("sign/hall-a/say", R"({"kind": "dance"})");
  CHECK(desk.next("sign/hall-a/answer").contains(R"("code": "refused")"));
  CHECK(sign.status().contains("\"refused\": 1"));
  desk.say("sign/hall-a/say", "{");
  CHECK(desk.next("sign/hall-a/answer").contains(R"("code": "bad-json")"));
  CHECK(sign.status().contains(
      "\"refusal\": {\n      \"code\": \"bad-json\",\n      \"message\": \"say: line 1"));
  desk.say("sign/hall-a/say", R"({"kind": "announcement", "text": "Encore"})", true);
  CHECK(comes_to_say(sign, "Encore"));  // that it is retained is seen by who comes later
  REQUIRE(sign.say({"lift", "2"}).status == 0);
  const auto rest = sign.status();
  CHECK_FALSE(rest.contains("Encore"));
  broker.stop();
  REQUIRE(comes_to_say(sign, "\"connected\": false"));
  CHECK(sign.status().contains("\"late_seconds\": 600"));
}

TEST_CASE("An answer names what was asked, and a sign reads its configuration again when told so") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(settings(broker));
  await_line(sign);
  desk.say("all/say", R"({"kind": "reload", "ask": "a7"})");
  const auto answer = desk.next("sign/hall-a/answer");
  CHECK(answer.contains(R"("ask":"a7","message":"configuration read again")"));
  std::ofstream(sign.folder / "roomsign.toml") << "room = ";
  desk.say("all/say", R"({"kind": "reload", "ask": "a8"})");
  const auto refused = desk.next("sign/hall-a/answer");
  INFO(refused);
  CHECK(refused.contains(R"("ask":"a8")"));
  CHECK(refused.contains("the configuration in force stays"));
  CHECK(sign.daemon->err().contains("mqtt: refused: say: "));
  CHECK(sign.status().contains("Hinges"));
}

TEST_CASE(
    "Who asks to look at one sign is shown its panel, small, and not more often than it can") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  desk.say("sign/hall-a/look", "now", true);
  desk.settle();
  const Sign sign(settings(broker));
  await_line(sign);
  CHECK(comes_to_say(sign, "\"refused\": 1"));  // it was asked before somebody was there to see
  desk.say("sign/hall-b/look", "");
  for (int i = 0; i < 5; ++i) desk.say("sign/hall-a/look", "");
  const auto first = render::decode_png(desk.next("sign/hall-a/picture"));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(first.size == render::Size{320, 192});
  desk.say("sign/hall-a/say", R"({"kind": "announcement", "text": "Fire", "level": "drill"})");
  desk.say("sign/hall-a/look", "");
  REQUIRE(desk.hears("sign/hall-a/answer", "Fire"));
  CHECK(render::decode_png(desk.next("sign/hall-a/picture")) != first);
  CHECK(std::chrono::steady_clock::now() - begin > 2s);
  std::this_thread::sleep_for(3500ms);  // of the rest nothing comes
  CHECK_FALSE(desk.hears_now("sign/hall-a/picture"));
  CHECK(sign.status().contains("\"refused\": 1"));
}

TEST_CASE("Home Assistant is told of a sign what holds, by topics and fields that there are") {
  Broker broker;
  broker.start();
  const std::string topic = "homeassistant/device/roomsign_hall-a/config";
  mqtt::LineOptions eyes;
  eyes.topics = {topic};
  Desk desk(broker, eyes);
  const Sign sign(settings(broker, "home_assistant = \"homeassistant\""));
  await_line(sign);
  const auto text = desk.next(topic);
  INFO(text);
  const auto document = nlohmann::json::parse(text);
  CHECK(document.at("device").at("name") == "Hall A");
  CHECK(document.at("origin").at("name") == "roomsign");
  const auto status = nlohmann::json::parse(sign.status());
  const std::map<std::string, std::string> said{{"roomsign/sign/hall-a/online", "1"},
                                                {"roomsign/sign/hall-a/status", sign.status()}};
  std::set<std::string> ids;
  for (const auto& [key, component] : document.at("components").items()) {
    INFO(key);
    CHECK(ids.insert(component.at("unique_id")).second);
    if (component.contains("state_topic")) CHECK(said.contains(component.at("state_topic")));
    if (key != "connected") CHECK(said.contains(component.at("availability_topic")));
    for (const auto* name : {"value_template", "json_attributes_template"}) {
      const auto fields = fields_of(component.value(name, ""));
      CHECK(fields.empty() == !component.contains(name));
      for (const auto& field : fields) {
        INFO(field);
        if (field == "/shown/headline") continue;  // that of pictures without a title
        CHECK(status.contains(nlohmann::json::json_pointer(field)));
      }
    }
    if (component.at("platform") != "button") continue;
    CHECK(component.at("command_topic") == "roomsign/sign/hall-a/say");
    desk.say("sign/hall-a/say", component.at("payload_press"));
    CHECK(desk.next("sign/hall-a/answer").contains("\"message\""));
  }
  CHECK(ids.size() == (status.at("machine").contains("temperature_celsius") ? 7U : 6U));

  auto file = read_file(sign.folder / "roomsign.toml").value();
  file.erase(file.find("home_assistant"));
  std::ofstream(sign.folder / "roomsign.toml") << file;
  REQUIRE(sign.say({"reload"}).status == 0);
  CHECK(desk.next(topic).empty());  // taken back, and not kept by the broker
  Desk later(broker, eyes, "later");
  CHECK(later.hears("sign/hall-a/online", "1"));
  CHECK_FALSE(later.hears_now(topic));
}

TEST_CASE("A word that the broker kept is not said again when a sign comes back") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  desk.say("sign/hall-a/say", R"({"kind": "announcement", "text": "Encore"})", true);
  desk.say("sign/hall-a/changed", "now", true);
  desk.settle();
  const Sign sign(settings(broker));
  await_line(sign);
  CHECK(comes_to_say(sign, "\"refused\": 2"));
  CHECK_FALSE(sign.status().contains("Encore"));
  CHECK(sign.daemon->err().contains("roomsign/sign/hall-a/say: must not be retained"));
}

TEST_CASE(
    "From a desk it is said to one sign, to a group or to all, and each answers by its name") {
  Broker broker;
  broker.start();
  const auto of = [&](const std::string& id, const std::string& group) {
    return fmt::format(
        "[remote]\nsocket = \"control\"\n[mqtt]\nid = \"{}\"\ngroups = [\"{}\"]\nbroker = \"{}\"\n",
        id, group, broker.url());
  };
  const Sign a(of("hall-a", "ground"));
  const Sign b(of("hall-b", "attic"));
  await_line(a);
  await_line(b);
  const test::TemporaryFolder folder;
  const std::string file = folder / "desk.toml";
  std::ofstream(file) << fmt::format("[mqtt]\nbroker = \"{}\"\n", broker.url());
  const auto say = [&](const std::vector<std::string>& words) {
    std::vector<std::string> argv{ROOMSIGN_PROGRAM, "say", "--config", file};
    argv.insert(argv.end(), words.begin(), words.end());
    return test::run_program(argv);
  };
  const auto all = say({"--all", "announce", "Coffee"});
  INFO(all.out << all.err);
  CHECK(all.status == 0);
  CHECK(all.out.starts_with("hall-a: info in Hall A: \"Coffee\", until "));
  CHECK(all.out.contains("\nhall-b: info in Hall A: \"Coffee\", until "));
  CHECK(all.out.contains(" (id 1)\n"));  // to lift it by
  CHECK(say({"--group", "attic", "delay", "+10"}).out.starts_with("hall-b: 10 min late in Hall A"));
  CHECK(b.status().contains("\"late_seconds\": 600"));
  CHECK_FALSE(a.status().contains("late_seconds"));
  const auto one = say({"--sign", "hall-a", "lift", "7"});
  CHECK(one.status == 1);
  CHECK(one.err.starts_with("hall-a: nothing with the id \"7\" was said to this sign"));
  const auto nobody = say({"--sign", "hall-c", "--sign", "hall-a", "identify"});
  CHECK(nobody.status == 1);
  CHECK(nobody.out == "hall-a: showing for 30 s which sign this is\n");
  CHECK(nobody.err.contains("hall-c: no answer in 3 s\n"));
  CHECK_FALSE(nobody.err.contains("mosquitto.acl"));
  const auto refused = say({"--sign", "hall-c", "identify"});  // as far as one sees
  CHECK(refused.err.contains("or the broker does not let this user say it: see mosquitto.acl"));
  CHECK(say({"--sign", "a/b", "identify"}).status == 2);
  CHECK(say({"--all", "status"}).status == 2);
  broker.stop();
  const auto away = say({"--all", "identify"});
  CHECK(away.status == 1);
  CHECK(away.err.contains("Connection refused"));
  std::ofstream(file) << "";
  CHECK(say({"--all", "identify"}).err.contains("the configuration must name it (mqtt.broker)"));
}

TEST_CASE(
    "A password that cannot be read is named by check and by the sign, which shows all else") {
  const Broker broker;
  const auto more = "user = \"hall-a\"\npassword_file = \"secret\"";
  const Sign sign(settings(broker, more));
  sign.await_programme();
  CHECK(comes_to_say(sign, "\"code\": \"unreadable\""));
  CHECK_FALSE(has_library(sign));
  const auto checked =
      test::run_program({ROOMSIGN_PROGRAM, "check", "--config", sign.folder / "roomsign.toml"});
  INFO(checked.out << checked.err);
  CHECK(checked.out.contains("the sign would hear nothing from mqtt://127.0.0.1:"));
  CHECK(checked.out.contains("secret"));
  std::ofstream(sign.folder / "secret") << "open sesame\n";
  CHECK(sign.say({"reload"}).status == 0);
  CHECK(comes_to_say(sign, "\"code\": \"unreachable\""));  // of the broker, which is not there
}

TEST_CASE("Check tries the broker, and leaves a running sign its connection there") {
  Broker broker;
  broker.start();
  const Sign sign(settings(broker));
  await_line(sign);
  const auto checked = [&] {
    return test::run_program({ROOMSIGN_PROGRAM, "check", "--config", sign.folder / "roomsign.toml"})
        .out;
  };
  CHECK_FALSE(checked().contains("hear nothing"));
  CHECK(broker.log().contains("roomsign-check-"));
  CHECK_FALSE(broker.log().contains("already connected"));
  broker.stop();
  CHECK(checked().contains("the sign would hear nothing from " + broker.url() + ": "));
}

TEST_CASE("With the example's broker a sign hears its desk by TLS, and is heard for itself alone") {
  auto setup = read_file(ROOMSIGN_SOURCE_DIR "/config/mosquitto.conf").value();
  setup.erase(setup.find("listener 8883\n"), 14);  // it has a port of its own
  setup.replace(setup.find("listener 9001"), 13, fmt::format("listener {}", test::free_port()));
  const std::string page = "/usr/share/roomsign/fleet";
  setup.replace(setup.find(page), page.size(), ROOMSIGN_SOURCE_DIR "/config/fleet");
  for (auto at = setup.find("/etc/mosquitto"); at != std::string::npos;
       at = setup.find("/etc/mosquitto")) {
    setup.replace(at, 14, "$F");
  }
  Broker broker(setup);
  std::filesystem::create_directory(broker.file("certs"));
  broker.write("roomsign.acl", read_file(ROOMSIGN_SOURCE_DIR "/config/mosquitto.acl").value());
  const auto run = [](const std::vector<std::string>& argv) {
    const auto finished = test::run_program(argv);
    INFO(finished.out << finished.err);
    REQUIRE(finished.status == 0);
  };
  const auto certificate = broker.file("certs/cert.pem");
  run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
       "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1",
       "-keyout", broker.file("certs/key.pem"), "-out", certificate});
  const auto passwords = broker.file("passwords");
  run({"/usr/bin/mosquitto_passwd", "-b", "-c", passwords, "desk", "lectern"});
  run({"/usr/bin/mosquitto_passwd", "-b", passwords, "hall-a", "open sesame"});
  run({"/usr/bin/mosquitto_passwd", "-b", passwords, "hall-b", "open barley"});
  broker.start();

  mqtt::LineOptions login;
  login.ca_file = certificate;
  login.user = "desk";
  login.password = "lectern";
  Desk desk(broker, login);
  const Sign sign(
      fmt::format("[remote]\nsocket = \"control\"\n[mqtt]\nid = \"hall-a\"\ngroups = [\"ground\"]\n"
                  "broker = \"{}\"\nuser = \"hall-a\"\npassword_file = \"{}\"\nca_file = \"{}\"\n",
                  broker.url("mqtts"), broker.file("password"), certificate));
  sign.await_programme();
  broker.write("password", "open sesame\n");
  REQUIRE(sign.say({"reload"}).status == 0);
  await_line(sign);
  CHECK(desk.next("sign/hall-a/online") == "1");
  desk.say("all/notices", document(1, "Coffee"), true);
  desk.say("group/ground/notices", document(1, "Stairs"), true);
  CHECK(comes_to_say(sign, "Stairs"));
  desk.say("sign/hall-a/say", R"({"kind": "delay", "minutes": 10})");
  CHECK(desk.next("sign/hall-a/answer").contains("10 min late"));
  CHECK(desk.hears("sign/hall-a/status", "\"late_seconds\": 600"));

  login.user = "hall-b";  // a sign that lies
  login.password = "open barley";
  Desk liar(broker, login, "liar");
  liar.say("all/notices", document(2, "Tea"), true);
  liar.say("sign/hall-a/say", R"({"kind": "announcement", "text": "Tea"})");
  liar.say("sign/hall-a/status", "Tea", true);
  liar.say("sign/hall-b/online", "1", true);
  CHECK(desk.next("sign/hall-b/online") == "1");  // and so the others would have come
  CHECK_FALSE(sign.status().contains("Tea"));
  desk.say("sign/hall-a/say", R"({"kind": "delay", "minutes": 5})");
  CHECK(desk.hears("sign/hall-a/status", "\"late_seconds\": 300"));
  CHECK_FALSE(desk.heard("Tea"));
}
