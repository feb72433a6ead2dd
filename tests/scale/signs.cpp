// Many signs at once, without pictures, for scale.py: it starts this program several times where
// one process may not open as many files, says by lines on standard input what is to be done, and
// reads one line for each. Instants are nanoseconds of the machine's steady clock, one for all
// processes.
//
//   signs fleet BROKER ...      signs at a broker; with --count 0 a desk that only publishes
//     connected COUNT SECONDS       waits for so many; "COUNT FIRST LAST": that there are, and when
//                                   the first and the last of them came
//     publish TOPIC FILE            a retained message; "INSTANT UNIX-SECONDS" when it left
//     call TOPIC                    the same with an empty one that is not retained
//     heard FILE COUNT SECONDS      waits until it came to so many; "COUNT FIRST LAST"
//     polled COUNT SECONDS          waits until so many polled as they were called to; likewise
//     odd                           messages that came twice, or were refused
//   signs poll URL ...          signs that poll
//     polls                         "WHOLE UNCHANGED FAILED BUSIEST-SECOND SLOWEST-MS" since asked
//     last
//   both
//     traffic PORT                  "CONNECTIONS BYTES PACKETS" of what is open
//   signs rush URL ...          asks without a pause, prints "WHOLE UNCHANGED FAILED", and ends
//   signs room                  prints how many signs of a fleet fit into a process, as many files
//   as
//                               the system lets it open, and how many that poll
#include <chrono>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/mqtt/line.hpp"
#include "daemon/sign/source.hpp"
#include "tests/scale/open_files.hpp"
#include "tests/scale/simulated_fleet.hpp"
#include "tests/scale/simulated_polls.hpp"
#include "tests/scale/traffic.hpp"

namespace {

using namespace roomsign;
using namespace std::chrono_literals;
using std::chrono::steady_clock;
using Words = std::istringstream;
using Answers = std::map<std::string, std::function<std::string(Words&)>>;

std::string contents(const std::string& file) {
  constexpr std::size_t kLargest = 64U << 10U;
  auto text = read_regular_file(file, kLargest);
  if (!text) throw std::runtime_error(text.error().message);
  return *std::move(text);
}

long long instant(steady_clock::time_point time) {
  return std::chrono::nanoseconds(time.time_since_epoch()).count();
}

template <class T>
T next(Words& words) {
  T word{};
  if (!(words >> word)) throw std::runtime_error("a word is missing or wrong");
  return word;
}

// Asks until there are as many as the next word says, or for as many seconds as the one after it.
std::string await(Words& words, const std::function<test::SimulatedFleet::Count()>& ask) {
  const auto wanted = next<std::size_t>(words);
  const auto until = steady_clock::now() + std::chrono::seconds(next<int>(words));
  auto count = ask();
  while (count.signs < wanted && steady_clock::now() < until) {
    std::this_thread::sleep_for(10ms);
    count = ask();
  }
  return fmt::format("{} {} {}", count.signs, instant(count.first), instant(count.last));
}

std::string tell_traffic(Words& words) {
  const auto traffic = test::traffic_to(next<std::uint16_t>(words));
  return fmt::format("{} {} {}", traffic.connections, traffic.payload, traffic.packets);
}

// Answers each line of standard input until it ends.
void serve(const Answers& answers) {
  for (std::string line; std::getline(std::cin, line);) {
    Words words(line);
    const auto found = answers.find(next<std::string>(words));
    if (found == answers.end()) throw std::runtime_error("not understood: " + line);
    std::cout << found->second(words) << std::endl;
  }
}

// ---- signs fleet ----

// Whoever publishes.
class Desk {
 public:
  explicit Desk(mqtt::Options options) {
    if (!options.user.empty()) options.user = "desk";
    auto line = commands::line_to(options);
    if (!line) throw std::runtime_error(line.error().message);
    const auto library = mqtt::load_mosquitto();
    if (!library) throw std::runtime_error(library.error().message);
    line->id = fmt::format("desk-{}", ::getpid());
    line_ = std::make_unique<mqtt::Line>(
        **library, *std::move(line), [] { return steady_clock::now().time_since_epoch(); },
        sign::random_share);
  }

  std::string publish(const std::string& topic, std::string payload, bool retained) {
    const auto until = steady_clock::now() + 10s;
    while (!line_->report().connected) {
      if (steady_clock::now() > until) throw std::runtime_error("the desk has no connection");
      std::this_thread::sleep_for(10ms);
    }
    const auto now = steady_clock::now();
    const std::chrono::duration<double> unix_time =
        std::chrono::system_clock::now().time_since_epoch();
    line_->publish({topic, std::move(payload), retained});
    return fmt::format("{} {:.6f}", instant(now), unix_time.count());
  }

 private:
  std::unique_ptr<mqtt::Line> line_;
};

void run_fleet(const test::FleetOfMany& of) {
  test::SimulatedFleet fleet(of);
  Desk desk(of.options);
  serve(
      {{"connected", [&](Words& words) { return await(words, [&] { return fleet.connected(); }); }},
       {"publish",
        [&](Words& words) {
          const auto topic = next<std::string>(words);
          return desk.publish(topic, contents(next<std::string>(words)), true);
        }},
       {"call", [&](Words& words) { return desk.publish(next<std::string>(words), "", false); }},
       {"heard",
        [&](Words& words) {
          const auto payload = contents(next<std::string>(words));
          return await(words, [&] { return fleet.heard(payload); });
        }},
       {"polled", [&](Words& words) { return await(words, [&] { return fleet.polled(); }); }},
       {"odd", [&](Words&) { return std::to_string(fleet.odd()); }},
       {"traffic", tell_traffic}});
}

// ---- signs poll ----

void run_polls(const test::PollsOfMany& of) {
  test::SimulatedPolls polls(of);
  serve({{"polls",
          [&](Words&) {
            const auto count = polls.take();
            if (count.failed > 0) std::cerr << "signs: " << count.trouble << '\n';
            return fmt::format("{} {} {} {} {:.3f}", count.whole, count.unchanged, count.failed,
                               count.busiest, static_cast<double>(count.slowest.count()) / 1000);
          }},
         {"traffic", tell_traffic}});
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Many signs at once, without pictures");
  app.require_subcommand(1);
  test::FleetOfMany fleet;
  std::string status_file;
  int within = 0;
  auto* const at_broker = app.add_subcommand("fleet");
  at_broker->add_option("broker", fleet.options.broker)->required();
  at_broker->add_option("--first", fleet.first);
  at_broker->add_option("--count", fleet.signs);
  at_broker->add_option("--groups", fleet.groups);
  at_broker->add_option("--status", status_file);
  at_broker->add_option("--within", within, "milliseconds");
  at_broker->add_option("--ca-file", fleet.options.ca_file);
  at_broker->add_option("--password-file", fleet.options.password_file);

  test::PollsOfMany polls;
  int interval = 60;
  int milliseconds = 1000;
  bool whole = false;
  auto* const at_server = app.add_subcommand("poll");
  auto* const rush = app.add_subcommand("rush");
  for (auto* const command : {at_server, rush}) {
    command->add_option("url", polls.url)->required();
    command->add_option("--count", polls.signs);
    command->add_option("--ca-file", polls.ca_file);
  }
  at_server->add_option("--interval", interval, "seconds");
  rush->add_option("--milliseconds", milliseconds);
  rush->add_flag("--whole", whole);

  auto* const room = app.add_subcommand("room");

  CLI11_PARSE(app, argc, argv);
  try {
    if (*at_broker) {
      if (!status_file.empty()) fleet.status = contents(status_file);
      if (!fleet.options.password_file.empty()) fleet.options.user = "a sign's id";
      fleet.within = std::chrono::milliseconds(within);
      run_fleet(fleet);
    } else if (*at_server) {
      polls.interval = std::chrono::seconds(interval);
      run_polls(polls);
    } else if (*room) {
      const auto files = test::most_open_files() - test::kOtherFiles;
      fmt::print("{} {}\n", files / test::SimulatedFleet::kFilesOfASign,
                 files / test::SimulatedPolls::kFilesOfASign);
    } else {
      const auto count =
          test::ask_without_pause(polls, std::chrono::milliseconds(milliseconds), whole);
      fmt::print("{} {} {}\n", count.whole, count.unchanged, count.failed);
    }
  } catch (const std::exception& error) {
    std::cerr << "signs: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
