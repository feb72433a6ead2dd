// Signed announcements from end to end: keys and documents from the command line, a real broker and
// a real web server, a running sign that takes what is signed and nothing else.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <sys/stat.h>

#include "daemon/base/file.hpp"
#include "daemon/config/config.hpp"
#include "tests/commands/desk.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/signing.hpp"

using namespace roomsign;
using namespace std::chrono_literals;
using test::await_line;
using test::Broker;
using test::comes_to_say;
using test::Desk;
using test::document;

namespace {

using Sign = test::RunningSign;

// As of the morning that a test's sign shows.
std::string signed_document(int sequence, const std::string& text,
                            const std::string& scope = "all") {
  auto envelope = test::envelope(document(sequence, text), sequence);
  envelope.scope = {scope};
  return formats::print_envelope(test::sealed(envelope));
}

std::string with_key(const Broker& broker) { return test::settings(broker, test::keys_line()); }

struct Announced {
  test::HttpServer server;
  std::string settings() const {
    return fmt::format("[remote]\nsocket = \"control\"\n[announcements]\nurl = \"{}\"\n",
                       server.url("/announcements")) +
           "[poll]\ninterval = \"5 s\"\n[mqtt]\nid = \"hall-a\"\n";
  }
  void answer(const std::string& body) {
    server.answer("/announcements", test::reply(200, {"Content-Type: application/json"}, body));
  }
};

test::Finished roomsign_with(std::vector<std::string> words) {
  words.insert(words.begin(), ROOMSIGN_PROGRAM);
  return test::run_program(words);
}

void write(const std::string& file, const std::string& text) { std::ofstream(file) << text; }

// A sign by the real time, as what is signed at a desk is for that time.
void start_by_real_time(Sign& sign) {
  sign.stop();
  sign.start({});
  await_line(sign);
}

}  // namespace

TEST_CASE("A sign with a key shows what is signed at the broker, and refuses all else by name") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  const Sign sign(with_key(broker));
  await_line(sign);
  CHECK(comes_to_say(sign, "\"keys\": [\n      \"desk\"\n    ]"));
  const auto refuses = [&](const std::string& topic, const std::string& payload,
                           const std::string& code) {
    desk.say(topic, payload, true);
    CHECK(comes_to_say(sign, fmt::format("\"refusal\": {{\n      \"code\": \"{}\"", code)));
  };
  refuses("all/notices", document(1, "Tea"), "unsigned");
  desk.say("all/notices", signed_document(5, "Coffee"), true);
  CHECK(comes_to_say(sign, "Coffee"));
  refuses("all/notices", signed_document(4, "Tea"), "replayed");
  auto forged = signed_document(6, "Teas");
  forged.replace(forged.find("Teas"), 4, "Beer");
  refuses("all/notices", forged, "bad-signature");
  refuses("sign/hall-a/notices", signed_document(6, "Tea"), "out-of-scope");
  refuses("all/notices", signed_document(6, "Tea", "sign/hall-a"), "out-of-scope");
  refuses("all/notices", "{", "bad-json");
  CHECK(comes_to_say(sign, "\"refused\": 6"));
  desk.say("sign/hall-a/notices", signed_document(1, "Door", "sign/hall-a"), true);
  CHECK(comes_to_say(sign, "Door"));
  const auto status = sign.status();
  CHECK(status.contains("Coffee"));
  CHECK_FALSE(status.contains("Tea"));
  CHECK_FALSE(status.contains("Beer"));
  CHECK(sign.daemon->err().contains(
      "mqtt: refused: roomsign/all/notices: it is not signed, but signatures.keys wants it to be"));
  CHECK(sign.get("/metrics").contains("roomsign_mqtt_refused 6\n"));
}

TEST_CASE("What is signed stays up over a restart, and an older one is refused then as well") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  Sign sign(with_key(broker));
  start_by_real_time(sign);
  auto envelope = test::envelope(document(5, "Coffee"));
  envelope.until = "2036-05-01T12:00:00Z";
  desk.say("all/notices", formats::print_envelope(test::sealed(envelope)));
  REQUIRE(comes_to_say(sign, "Coffee"));
  start_by_real_time(sign);
  CHECK(sign.status().contains("Coffee"));
  envelope.payload = document(4, "Tea");
  envelope.sequence = 4;
  desk.say("all/notices", formats::print_envelope(test::sealed(envelope)));
  CHECK(comes_to_say(sign, "\"code\": \"replayed\""));
  CHECK(sign.status().contains("Coffee"));
}

TEST_CASE("A sign that is given a key forgets what was unsigned, and hears the broker anew") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  Sign sign(test::settings(broker));
  start_by_real_time(sign);
  auto envelope = test::envelope(document(5, "Coffee"));
  envelope.until = "2036-05-01T12:00:00Z";
  desk.say("all/notices", document(9, "Tea"), true);
  REQUIRE(comes_to_say(sign, "Tea"));
  desk.say("all/notices", formats::print_envelope(test::sealed(envelope)), true);
  REQUIRE(comes_to_say(sign, "\"code\": \"unknown-key\""));  // never taken unseen
  CHECK(sign.status().contains("Tea"));
  std::ofstream(sign.folder / "roomsign.toml", std::ios::app) << test::keys_line();
  REQUIRE(sign.say({"reload"}).status == 0);
  CHECK(comes_to_say(sign, "Coffee"));
  CHECK_FALSE(sign.status().contains("Tea"));
}

TEST_CASE("A polled document is shown if it is signed, and else named as what it is") {
  Announced announced;
  announced.answer(document(1, "Tea"));
  const Sign sign(announced.settings() + test::keys_line());
  sign.await_programme();
  CHECK(comes_to_say(sign, "\"code\": \"unsigned\""));
  CHECK_FALSE(sign.status().contains("Tea"));
  announced.answer(signed_document(5, "Coffee"));
  CHECK(comes_to_say(sign, "Coffee"));
  CHECK_FALSE(sign.status().contains("unsigned"));
  announced.answer(signed_document(4, "Tea"));
  CHECK(comes_to_say(sign, "\"code\": \"replayed\""));
  announced.answer(signed_document(6, "Tea", "sign/hall-b"));
  CHECK(comes_to_say(sign, "\"code\": \"out-of-scope\""));
  std::string status;  // who asks too often is told to wait
  CHECK(test::eventually([&] { return (status = sign.status()).contains("Coffee"); }));
  CHECK_FALSE(status.contains("Tea"));
}

TEST_CASE("Who the sign knows by its socket, and a file of its own, need no signature") {
  const test::TemporaryFolder folder;
  const std::string file = folder / "announcements.json";
  write(file, document(1, "Coffee"));
  const Sign sign(fmt::format("[remote]\nsocket = \"control\"\n[announcements]\nurl = \"{}\"\n{}",
                              file, test::keys_line()));
  sign.await_programme();
  CHECK(comes_to_say(sign, "Coffee"));
  CHECK(sign.say({"announce", "Cake"}).status == 0);
  CHECK(test::status_of(sign.post("/notices", document(1, "Stairs"))) == 200);
  CHECK(comes_to_say(sign, "Cake"));
  CHECK(comes_to_say(sign, "Stairs"));
  std::ofstream(sign.folder / "roomsign.toml", std::ios::app) << "[poll]\ninterval = \"5 s\"\n";
  write(file, signed_document(2, "Tea"));  // one may stand there as well
  REQUIRE(sign.say({"reload"}).status == 0);
  CHECK(comes_to_say(sign, "Tea"));
}

TEST_CASE("Check names what would be refused") {
  Announced announced;
  const test::TemporaryFolder folder;
  const std::string file = folder / "roomsign.toml";
  write(folder / "schedule.json", test::kSchedule);
  write(file, "[source]\nurl = \"schedule.json\"\n" + announced.settings() + test::keys_line());
  const auto check = [&](const std::string& body, const std::string& at) {
    announced.answer(body);
    return roomsign_with({"check", "--config", file, "--at", at});
  };
  const auto plain = check(document(1, "Tea"), "2026-05-01T09:00:00Z");
  INFO(plain.out << plain.err);
  CHECK(plain.status == 1);
  CHECK(plain.out.contains("announcements: it is not signed, but signatures.keys wants it to be"));
  CHECK(check(signed_document(1, "Tea"), "2026-05-02T09:00:00Z")
            .out.contains("announcements: expired at 2026-05-01T18:00:00+00:00"));
  const auto fine = check(signed_document(1, "Tea"), "2026-05-01T09:00:00Z");
  CHECK_FALSE(fine.out.contains("announcements: "));
  CHECK(fine.status != 1);
}

TEST_CASE("From the command line a desk makes its key, and signs what a sign then shows") {
  Broker broker;
  broker.start();
  const test::TemporaryFolder folder;
  const std::string key = folder / "desk.key";
  const auto made = roomsign_with({"keys", "new", "-o", key});
  INFO(made.out << made.err);
  REQUIRE(made.status == 0);
  CHECK(made.out.contains("in place of keys = {}:\nkeys = { desk = \""));
  auto shipped = read_file(ROOMSIGN_SOURCE_DIR "/config/roomsign.toml").value();
  shipped.replace(shipped.find("keys = {}"), 9, made.out);
  CHECK(config::parse_config(shipped, "/roomsign.toml", false)->signatures.keys.size() == 1);
  struct stat info{};
  REQUIRE(::stat(key.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  const auto secret = read_file(key).value();
  CHECK_FALSE(made.out.contains(secret.substr(secret.rfind(' ') + 1, 43)));
  CHECK(roomsign_with({"keys", "show", key}).out == made.out);
  CHECK(roomsign_with({"keys", "new", "-o", key}).err.contains("File exists"));
  CHECK(read_file(key).value() == secret);
  CHECK(roomsign_with({"keys", "new", "-o", folder / "a desk.key"}).status == 2);

  Sign sign(test::settings(broker, "[signatures]\n" + made.out));
  start_by_real_time(sign);
  const std::string plain = folder / "announcements.json";
  const std::string sealed = folder / "signed.json";
  write(plain, document(3, "Coffee"));
  const auto ran =
      roomsign_with({"sign", "--key", key, "--scope", "group/ground", plain, "-o", sealed});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(formats::parse_envelope(read_file(sealed).value())->until == "2036-05-01T12:00:00+00:00");
  Desk desk(broker);
  desk.say("group/ground/notices", read_file(sealed).value(), true);
  CHECK(comes_to_say(sign, "Coffee"));

  write(folder / "desk.toml", fmt::format("[mqtt]\nbroker = \"{}\"\n", broker.url()));
  const auto say = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"say", "--config", folder / "desk.toml"});
    return roomsign_with(words);
  };
  const auto without = say({"--all", "announce", "Tea"});
  CHECK(without.status == 1);
  CHECK(without.err.contains("hall-a: it is not signed, but signatures.keys wants it to be"));
  const auto said = say({"--key", key, "--all", "announce", "Lunch"});
  INFO(said.out << said.err);
  CHECK(said.status == 0);
  CHECK(said.out.starts_with("hall-a: info in Hall A: \"Lunch\""));
  write(folder / "desk.toml",
        fmt::format("[mqtt]\nbroker = \"{}\"\n[signatures]\nkey_file = \"desk.key\"\n",
                    broker.url()));
  CHECK(say({"--sign", "hall-a", "--group", "ground", "delay", "+10"}).status == 0);
  CHECK(say({"--key", "/nowhere", "--all", "identify"}).err.contains("/nowhere"));
  CHECK(say({"--key", key, "identify"}).status == 2);
  const auto status = sign.status();
  CHECK(status.contains("Lunch"));
  CHECK_FALSE(status.contains("Tea"));
  CHECK_FALSE(sign.daemon->err().contains(secret.substr(secret.rfind(' ') + 1, 43)));
}

TEST_CASE("What was said once is not done again for whoever repeats it") {
  Broker broker;
  broker.start();
  Desk desk(broker);
  Sign sign(with_key(broker));
  start_by_real_time(sign);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  auto envelope = test::envelope(R"({"kind": "announcement", "text": "Encore"})", 7);
  envelope.kind = signatures::kSay;
  envelope.scope = {"sign/hall-a"};
  envelope.from = format_instant(now - 1min);
  envelope.until = format_instant(now + 1min);
  const auto word = formats::print_envelope(test::sealed(envelope));
  desk.say("sign/hall-a/say", word);
  CHECK(desk.next("sign/hall-a/answer").contains("Encore"));
  REQUIRE(sign.say({"lift", "1"}).status == 0);
  desk.say("sign/hall-a/say", word);
  CHECK(desk.next("sign/hall-a/answer").contains("\"code\": \"replayed\""));
  start_by_real_time(sign);
  desk.say("sign/hall-a/say", word);
  CHECK(desk.next("sign/hall-a/answer").contains("\"code\": \"replayed\""));
  envelope.sequence = 8;
  envelope.until = format_instant(now - 30s);
  desk.say("sign/hall-a/say", formats::print_envelope(test::sealed(envelope)));
  CHECK(desk.next("sign/hall-a/answer").contains("\"code\": \"expired\""));
  envelope.kind = signatures::kAnnouncements;
  desk.say("sign/hall-a/say", formats::print_envelope(test::sealed(envelope)));
  CHECK(desk.next("sign/hall-a/answer").contains("\"code\": \"wrong-kind\""));
  CHECK_FALSE(sign.status().contains("Encore"));
}

TEST_CASE("What no sign would take is not signed, and the reason is said") {
  const test::TemporaryFolder folder;
  const std::string key = folder / "desk.key";
  REQUIRE(roomsign_with({"keys", "new", "-o", key, "--name", "front-desk"}).status == 0);
  const std::string file = folder / "announcements.json";
  const auto sign = [&](const std::string& text, std::vector<std::string> more = {}) {
    write(file, text);
    more.insert(more.begin(), {"sign", "--key", key, file});
    return roomsign_with(more);
  };
  const auto ran = sign(document(1, "Coffee"));
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK(formats::parse_envelope(ran.out)->key == "front-desk");
  CHECK(sign("{").status == 1);
  CHECK(sign(document(1, "Coffee"), {"--scope", "hall-a"}).status == 2);
  CHECK(sign(document(1, "Coffee"), {"--until", "2020-01-01T00:00:00Z"})
            .err.contains("it would expire at 2020-01-01T00:00:00+00:00"));
  CHECK(sign(document(1, "Coffee"), {"--until", "noon"}).err.contains("--until"));
  CHECK(sign("roon = \"Hall A\"\n").err.contains("roon is no known key"));
  CHECK(sign("room = \"a\"\nsource.url = \"https://e.example/\"\nremote.socket = \"x\"\n")
            .err.contains("remote may stand in the machine's own file only"));
  const auto configuration = sign("room = \"a\"\nsource.url = \"https://e.example/\"\n");
  CHECK(formats::parse_envelope(configuration.out)->kind == signatures::kConfiguration);
  const auto long_one =
      sign("room = \"a\"\nsource.url = \"https://e.example/\"\n" + std::string(66'000, '#') + "\n");
  CHECK(long_one.out.empty());
  CHECK(long_one.err.contains("signs take no configuration of more than 65536"));
  const auto padded = sign(document(1, "Coffee") + std::string(66'000, ' '));
  CHECK(padded.status == 0);
  CHECK(padded.err.contains("but no more than 65536 from a broker"));
  auto endless = document(1, "Coffee");
  endless.replace(endless.find("\"until\""), 7, "\"unti\"");
  CHECK(sign(endless).err.contains("entries[0].until: is missing"));
  ::chmod(key.c_str(), 0644);
  CHECK(sign(document(1, "Coffee")).err.contains("chmod 600"));
  CHECK(roomsign_with({"sign", file}).err.contains("--key FILE"));
}
