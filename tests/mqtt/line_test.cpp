#include "daemon/mqtt/line.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/file.hpp"
#include "daemon/mqtt/lookup.hpp"
#include "tests/support/broker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/held.hpp"
#include "tests/support/name_server.hpp"
#include "tests/support/own_network.hpp"
#include "tests/support/program.hpp"

namespace roomsign::mqtt {
namespace {

using namespace std::chrono_literals;

const Mosquitto& library() { return **load_mosquitto(); }

std::chrono::nanoseconds steady() { return std::chrono::steady_clock::now().time_since_epoch(); }

LineOptions options(const test::Broker& broker, const std::string& id) {
  LineOptions options;
  options.broker = {.host = "127.0.0.1", .port = broker.port(), .tls = false, .loopback = true};
  options.id = id;
  return options;
}

LineLimits hasty() {
  LineLimits limits;
  limits.first_wait = 50ms;
  limits.longest_wait = 200ms;
  limits.settling = 100ms;
  limits.connecting = 500ms;
  return limits;
}

std::unique_ptr<Line> open(LineOptions options, const LineLimits& limits = hasty()) {
  return std::make_unique<Line>(library(), std::move(options), steady, [] { return 0.5; }, limits);
}

bool connected(const Line& line) {
  return test::eventually([&] { return line.report().connected; });
}

std::string trouble_of(const Line& line) {
  test::eventually([&] { return line.report().trouble.has_value(); });
  const auto report = line.report();
  return report.trouble ? report.trouble->code + ": " + report.trouble->message : "";
}

// The next `count` messages.
std::vector<Message> heard(Line& line, std::size_t count) {
  std::vector<Message> all;
  test::eventually([&] {
    for (auto& message : line.take()) all.push_back(std::move(message));
    return all.size() >= count;
  });
  return all;
}

// One that hears "t", and one that says something.
struct Two {
  std::unique_ptr<test::Broker> broker;  // goes last
  std::unique_ptr<Line> listener;
  std::unique_ptr<Line> speaker;
};

Two listener_and_speaker(const LineLimits& limits = hasty()) {
  auto broker = std::make_unique<test::Broker>();
  broker->start();
  auto listening = options(*broker, "listener");
  listening.topics = {"t"};
  auto listener = open(listening, limits);
  auto speaker = open(options(*broker, "speaker"));
  REQUIRE((connected(*listener) && connected(*speaker)));
  std::this_thread::sleep_for(100ms);
  return {std::move(broker), std::move(listener), std::move(speaker)};
}

TEST_CASE("What one says the other hears, and who comes later hears what was retained") {
  test::Broker broker;
  broker.start();
  auto listening = options(broker, "listener");
  listening.topics = {"a/state", "a/word"};
  const auto listener = open(listening);
  REQUIRE(connected(*listener));
  const auto speaker = open(options(broker, "speaker"));
  REQUIRE(connected(*speaker));
  std::this_thread::sleep_for(100ms);
  speaker->publish({"a/word", "hello", false});
  CHECK(heard(*listener, 1) == std::vector<Message>{{"a/word", "hello", false}});
  speaker->publish({"a/state", "on", true});
  CHECK(heard(*listener, 1) == std::vector<Message>{{"a/state", "on", false}});
  listening.id = "late";
  const auto late = open(listening);
  CHECK(heard(*late, 1) == std::vector<Message>{{"a/state", "on", true}});
}

TEST_CASE("A line that goes says its last will, and a retained state is said again after a while") {
  test::Broker broker;
  broker.start();
  auto listening = options(broker, "listener");
  listening.topics = {"online"};
  auto listener = open(listening);
  REQUIRE(connected(*listener));
  std::this_thread::sleep_for(100ms);
  auto signing = options(broker, "sign");
  signing.last_will = Message{"online", "0", true};
  auto sign = open(signing);
  sign->publish({"online", "1", true});
  CHECK(heard(*listener, 1).front().payload == "1");
  broker.stop();
  REQUIRE(test::eventually([&] { return !sign->report().connected; }));
  CHECK(trouble_of(*sign).starts_with("lost: ") | trouble_of(*sign).starts_with("unreachable: "));
  broker.start();
  CHECK(heard(*listener, 1).front().payload == "1");
  CHECK(test::eventually([&] { return !sign->report().trouble; }));
  sign.reset();
  CHECK(heard(*listener, 1).front().payload == "0");
}

TEST_CASE(
    "Lines that lost their broker at once do not come back at once, but spread over all of the "
    "wait") {
  test::Broker broker;
  broker.start();
  auto limits = hasty();
  limits.first_wait = 6s;
  const auto line = [&](const std::string& id, double chance) {
    return std::make_unique<Line>(
        library(), options(broker, id), steady, [chance] { return chance; }, limits);
  };
  const auto soon = line("soon", 0);
  const auto late = line("late", 1);
  REQUIRE((connected(*soon) && connected(*late)));
  std::this_thread::sleep_for(2 * limits.settling);
  broker.stop();
  broker.start();
  CHECK(test::eventually([&] { return soon->report().connected; }, 2s));
  CHECK_FALSE(late->report().connected);
  CHECK(connected(*late));
}

TEST_CASE("A broker that is away, or no broker at all, is trouble that says where and what") {
  test::Broker broker;  // not started
  const auto away = open(options(broker, "sign"));
  const auto place = fmt::format("unreachable: 127.0.0.1:{}: ", broker.port());
  CHECK(trouble_of(*away) == place + "Connection refused");
  auto trusting = options(broker, "sign");
  trusting.broker.tls = true;
  auto patient = hasty();
  patient.connecting = 20s;
  const auto by_tls = trouble_of(*open(trusting, patient));  // and not after 20 s
  INFO(by_tls);
  // Debian 13's library does not say that the connection did not come about.
  CHECK((by_tls == trouble_of(*away) ||
         by_tls == place + "nobody there speaks TLS: is the broker up, and this its port?"));
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const Fd silent(socket);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(broker.port());
  REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(socket, 8) == 0);
  const auto mute = open(options(broker, "sign"));
  CHECK(trouble_of(*mute) ==
        fmt::format("unreachable: 127.0.0.1:{} did not answer in 0 s: is it a broker, and does it "
                    "speak MQTT without TLS (mqtt)?",
                    broker.port()));
  auto encrypted = options(broker, "sign");
  encrypted.broker.tls = true;
  const auto begun = steady();
  {
    const auto line = open(encrypted);
    std::this_thread::sleep_for(100ms);
  }
  CHECK(steady() - begun < 2s);  // a handshake that never ends holds nobody up
}

TEST_CASE("A broker that is far away is spoken to once it is reached, and waited for asleep") {
  const bool tls = GENERATE(false, true);
  INFO("TLS: " << tls);
  const Fd far(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const name = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(::bind(far.get(), name, size) == 0);
  REQUIRE(::getsockname(far.get(), name, &size) == 0);
  REQUIRE(::listen(far.get(), 0) == 0);
  const auto port = ntohs(address.sin_port);
  const test::RawClient first(port);  // nobody else comes through before it is let in
  LineOptions options;
  options.broker = {.host = "127.0.0.1", .port = port, .tls = tls};
  options.id = "sign";
  auto patient = hasty();
  patient.connecting = 20s;
  CHECK(test::cpu_seconds([&] {
          const auto line = open(options, patient);
          std::this_thread::sleep_for(500ms);
          const Fd let_in(::accept4(far.get(), nullptr, nullptr, SOCK_CLOEXEC));
          const Fd sign(::accept4(far.get(), nullptr, nullptr, SOCK_CLOEXEC));
          pollfd hello{.fd = sign.get(), .events = POLLIN, .revents = 0};
          CHECK(::poll(&hello, 1, 5000) == 1);
          std::this_thread::sleep_for(500ms);  // no answer comes
        }) < 0.2);
}

TEST_CASE("A name that does not exist is said to be none") {
  LineOptions none;
  none.broker = {.host = "no-such-broker.invalid", .port = 8883};
  none.id = "sign";
  CHECK(trouble_of(*open(none)) ==
        "unreachable: no-such-broker.invalid:8883: no such name, or no name server");
}

TEST_CASE("Who asks for a name waits for no answer that does not come") {
  const auto before = test::threads();
  CHECK(has_address("127.0.0.1", 5s, {}));
  std::stop_source stop;
  stop.request_stop();
  const auto begun = steady();
  for (int i = 0; i < 20; ++i) has_address("no-such-broker.invalid", 5s, stop.get_token());
  for (int i = 0; i < 20; ++i) has_address("no-such-broker.invalid", 0ms, {});
  CHECK(steady() - begun < 1s);
  // Those that nobody waits for end when the resolver gives up.
  CHECK(test::eventually([&] { return test::threads() == before; }, 60s));
}

TEST_CASE(
    "A name server that does not answer holds nobody up who wants to leave, and may come back") {
  test::in_own_network([] {
    test::NameServer names("127.0.0.1");
    names.answer("broker.example", {"127.0.0.1"});
    names.fall_silent();
    test::use_resolv_conf("nameserver 127.0.0.1\noptions timeout:2 attempts:1\n");
    test::Broker broker;
    broker.start();
    auto named = options(broker, "sign");
    named.broker.host = "broker.example";
    auto line = open(named);
    REQUIRE(test::eventually([&] { return names.questions() > 0; }));
    const auto begun = steady();
    line.reset();
    CHECK(steady() - begun < 200ms);
    line = open(named);
    CHECK(trouble_of(*line) ==
          fmt::format("unreachable: broker.example:{}: no such name, or no name server",
                      broker.port()));
    names.speak_again();
    CHECK(connected(*line));
  });
}

TEST_CASE("A wrong password is said to be one") {
  test::Broker broker("allow_anonymous false\n");
  broker.start();
  auto options = mqtt::options(broker, "sign");
  options.user = "sign";
  options.password = "guess";
  CHECK(trouble_of(*open(options)).starts_with("refused: 127.0.0.1:"));
}

TEST_CASE("A message that is too large is counted and not taken, and the next one is") {
  const auto [broker, listener, speaker] = listener_and_speaker();
  speaker->publish({"t", std::string((64U << 10U) + 1, 'x'), false});
  speaker->publish({"t", std::string(64U << 10U, 'y'), false});
  const auto messages = heard(*listener, 1);
  REQUIRE(messages.size() == 1);
  CHECK(messages.front().payload.front() == 'y');
  CHECK(listener->report().not_taken == 1);
}

// Over a network it is cut off as it comes. Where the broker is as fast as this machine's memory it
// may be whole before that is seen.
TEST_CASE("A message of many megabytes is not taken, and later ones are") {
  const auto [broker, listener, speaker] = listener_and_speaker();
  speaker->publish({"t", std::string(64U << 20U, 'x'), false});
  CHECK(test::eventually([&] {
    const auto report = listener->report();
    return report.not_taken == 1 || (report.trouble && report.trouble->code == "flooded");
  }));
  std::vector<Message> taken;
  CHECK(test::eventually([&] {
    speaker->publish({"t", "y", false});
    taken = listener->take();
    return !taken.empty();
  }));
  CHECK(taken.front().payload == "y");
}

TEST_CASE("Of a flood no more is taken than may be, and the rest waits at the broker") {
  auto limits = hasty();
  limits.at_once = 5;
  limits.a_second = 1;
  const auto [broker, listener, speaker] = listener_and_speaker(limits);
  for (int i = 0; i < 40; ++i) speaker->publish({"t", std::string(60U << 10U, 'x'), false});
  std::this_thread::sleep_for(1s);
  const auto taken = listener->take().size();
  CHECK(taken >= 4);
  CHECK(taken <= 8);
  CHECK(listener->report().connected);  // what waits in the kernel is no flood
  CHECK_FALSE(listener->report().trouble);
}

TEST_CASE("As many messages wait as may, and those beyond are counted") {
  auto limits = hasty();
  limits.at_once = 200;
  limits.waiting = GENERATE(std::size_t{64}, std::size_t{100});
  const auto [broker, listener, speaker] = listener_and_speaker(limits);
  for (int i = 0; i < 110; ++i) {
    speaker->publish({"t", "x", false});
    std::this_thread::sleep_for(1ms);  // or some would not go
  }
  const auto lost = 110 - limits.waiting;
  CHECK(test::eventually([&] { return listener->report().not_taken == lost; }));
  CHECK(listener->take().size() == limits.waiting);
}

TEST_CASE("What is said last before a line is closed is heard") {
  auto [broker, listener, speaker] = listener_and_speaker();
  for (int i = 0; i < 20; ++i) {
    speaker->publish({"t", "goodbye", false});
    speaker.reset();
    REQUIRE(heard(*listener, 1).size() == 1);
    speaker = open(options(*broker, "speaker"));
    REQUIRE(connected(*speaker));
  }
}

// How often the thread of the one line that there is gave up the processor.
int wakes() {
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    const auto status = read_file(task.path() / "status").value();
    if (!status.starts_with("Name:\tmqtt\n")) continue;
    const std::string key = "\nvoluntary_ctxt_switches:\t";
    return std::stoi(status.substr(status.find(key) + key.size()));
  }
  throw std::runtime_error("no such thread");
}

TEST_CASE("A line with nothing to say or to hear sleeps") {
  test::Broker broker;
  broker.start();
  const auto line = open(options(broker, "sign"));
  REQUIRE(connected(*line));
  std::this_thread::sleep_for(500ms);
  const auto before = wakes();
  std::this_thread::sleep_for(3s);
  CHECK(wakes() == before);
}

TEST_CASE("A quiet connection is kept alive, and a broker that hangs is found out") {
  test::Broker broker("allow_anonymous true\nlog_type all\n");
  broker.start();
  auto limits = hasty();
  limits.keep_alive = 5s;  // libmosquitto has none below
  limits.watching = 1s;
  const auto line = open(options(broker, "sign"), limits);
  REQUIRE(connected(*line));
  std::this_thread::sleep_for(8s);
  CHECK(line->report().connected);
  CHECK(broker.log().find("PINGREQ") != std::string::npos);
  ::kill(broker.pid(), SIGSTOP);
  CHECK(test::eventually([&] { return !line->report().connected; }, 20s));
  ::kill(broker.pid(), SIGCONT);
  CHECK(connected(*line));
  CHECK(trouble_of(*line).ends_with(" does not answer any more"));
}

// With TLS, and only for those that the broker knows: the sign hears t/open, the desk says
// anything.
constexpr const char* kStrict =
    "certfile $F/cert.pem\nkeyfile $F/key.pem\nallow_anonymous false\n"
    "password_file $F/passwords\nacl_file $F/rights\n";

void make_files(const test::Broker& broker) {
  const auto run = [&](const std::vector<std::string>& argv) {
    const auto finished = test::run_program(argv);
    INFO(finished.out << finished.err);
    REQUIRE(finished.status == 0);
  };
  run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
       "-nodes", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1",
       "-keyout", broker.file("key.pem"), "-out", broker.file("cert.pem")});
  const auto passwords = broker.file("passwords");
  run({"/usr/bin/mosquitto_passwd", "-b", "-c", passwords, "sign", "open sesame"});
  run({"/usr/bin/mosquitto_passwd", "-b", passwords, "desk", "lectern"});
  broker.write("rights", "user sign\ntopic read t/open\nuser desk\ntopic write t/#\n");
}

TEST_CASE("By TLS a sign speaks to a broker that it trusts, and hears what it has the right to") {
  test::Broker broker(kStrict);
  make_files(broker);
  broker.start();
  auto signing = options(broker, "sign");
  signing.broker.tls = true;
  signing.ca_file = broker.file("cert.pem");
  signing.user = "sign";
  signing.password = "open sesame";
  signing.topics = {"t/closed", "t/open"};
  const auto sign = open(signing);
  REQUIRE(connected(*sign));
  auto speaking = signing;
  speaking.id = "desk";
  speaking.user = "desk";
  speaking.password = "lectern";
  speaking.topics.clear();
  const auto desk = open(speaking);
  REQUIRE(connected(*desk));
  std::this_thread::sleep_for(100ms);
  desk->publish({"t/closed", "psst", false});
  desk->publish({"t/open", "hello", false});
  CHECK(heard(*sign, 1) == std::vector<Message>{{"t/open", "hello", false}});
  signing.password = "guess";
  CHECK(trouble_of(*open(signing)).starts_with("refused: "));
}

TEST_CASE("A broker whose certificate nobody vouches for is not spoken to") {
  test::Broker broker(kStrict);
  make_files(broker);
  broker.start();
  auto signing = options(broker, "sign");
  signing.broker.tls = true;
  signing.user = "sign";
  signing.password = "open sesame";
  const auto stranger = open(signing);
  CHECK(trouble_of(*stranger).find("certificate verify failed") != std::string::npos);
  signing.ca_file = broker.file("cert.pem");
  signing.broker.host = "localhost";  // the certificate is for 127.0.0.1
  const auto other_name = open(signing);
  CHECK(trouble_of(*other_name).starts_with("unreachable: localhost:"));
  CHECK_FALSE((stranger->report().connected || other_name->report().connected));
}

}  // namespace
}  // namespace roomsign::mqtt
