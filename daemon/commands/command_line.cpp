#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/log.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/formats/format.hpp"

namespace roomsign::commands {
namespace {

constexpr const char* kExamples = R"(
examples:
  roomsign snapshot --source page.html --time-zone America/Los_Angeles \
      --at 2025-12-06T08:52:00-08:00 -o sign.png
  roomsign timeline --source https://example.org/schedule -o day.pdf
  roomsign run --source https://example.org/schedule --room "Hall A"
  roomsign say delay +10

Each option overrides the same key of the configuration; none needs one.
Exit status: 0 fine, 1 failed, 2 wrong usage or configuration; check: 3 with warnings only.)";

void add_source(CLI::App& app, Options& options) {
  app.add_option("--config", options.config,
                 fmt::format("Configuration (TOML); without --source: {}", machine_config()))
      ->type_name("FILE");
  app.add_option("--source", options.sources,
                 "The schedule, as the event publishes it; may be given several times")
      ->type_name("FILE-or-URL")
      ->allow_extra_args(false);
  app.add_option("--format", options.format, "Read the schedule as this; else it is found out")
      ->type_name("NAME");
  app.add_option("--time-zone", options.time_zone,
                 "The event's time zone, like Europe/Berlin, where the schedule names none or a "
                 "wrong one")
      ->type_name("IANA");
  app.add_option("--date", options.date, "The first day, for a schedule without a date")
      ->type_name("YYYY-MM-DD");
}

void add_room(CLI::App& app, Options& options) {
  app.add_option(
         "--room", options.rooms,
         "Only this room's sessions; given several times, or \"*\" for all rooms: what is on "
         "and what comes next in each, for the lobby")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

void add_size(CLI::App& app, Options& options) {
  app.add_option("--size", options.sizes, "Pixels, like 1920x1080")
      ->type_name("WxH")
      ->expected(1)
      ->take_last();
}

void add_theme(CLI::App& app, Options& options) {
  app.add_option("--theme", options.theme, "dark, light or contrast")->type_name("NAME");
  app.add_option("--language", options.language, "Of the sign's own words, like de")
      ->type_name("TAG");
}

// What is shown, and how it looks.
void add_sign(CLI::App& app, Options& options) {
  add_source(app, options);
  app.add_option("--announcements", options.announcements,
                 "The operator's word: announcements, delays, moved sessions")
      ->type_name("FILE-or-URL");
  add_room(app, options);
  add_theme(app, options);
}

void add_time(CLI::App& app, Options& options, const std::string& help) {
  app.add_option("--at", options.at, help)->type_name("INSTANT");
}

void add_output(CLI::App& app, Options& options, const std::string& help) {
  app.add_option("-o,--output", options.output, help)->type_name("FILE");
}

void describe_run(CLI::App& app, Options& options) {
  add_sign(app, options);
  add_size(app, options);
  add_time(app, options, "Show the sign as if it were now this time: 2025-12-06T08:20:00-08:00");
  app.add_option("--speed", options.speed, "Let time run N times as fast (1440: a day a minute)")
      ->type_name("N")
      ->check(CLI::Range(0.01, 1e5));
  app.add_option("--display", options.driver,
                 "auto, kmsdrm, x11, wayland, or offscreen (pictures go to the file of -o only)")
      ->type_name("NAME");
  add_output(app, options, "Also write each picture to this PNG file");
}

void describe_snapshot(CLI::App& app, Options& options) {
  add_sign(app, options);
  add_size(app, options);
  add_time(app, options, "The instant to show; now, if not given: 2025-12-06T08:20:00-08:00");
  add_output(app, options, "PNG file to write (sign.png); - is standard output");
}

constexpr const char* kTimelineHelp = R"(
Draws each picture that the sign shows on a day, from an hour before the first session on, with the
time at which it comes up and what is new in it; a picture that differs by the minute alone is left
out, one in pages has all of them. A PDF has pages of A4; a PNG that would need several pages is
numbered: day-1.png, day-2.png.

  roomsign timeline --source https://example.org/schedule --room "Hall A" -o hall-a.pdf
  roomsign timeline --config sign.toml --size 1080x1920         (an upright panel)
  roomsign timeline --source page.html --room "*" -o lobby.pdf  (the lobby's sign: all rooms)
  roomsign timeline --source page.html --at 2025-12-07T12:00:00+01:00 -o second-day.pdf)";

void describe_timeline(CLI::App& app, Options& options) {
  add_sign(app, options);
  add_size(app, options);
  add_time(app, options, "An instant of the day to show; else the next day that has sessions");
  add_output(app, options, "PNG or PDF file to write (day.png)");
  app.get_option("--output")->check([](const std::string& file) {
    return file == "-" ? "a day may take several files: name one, like day.pdf" : "";
  });
  app.footer(kTimelineHelp);
}

void describe_import(CLI::App& app, Options& options) {
  app.add_option("FILE-or-URL", options.sources, "The schedule; - is standard input")
      ->type_name("")
      ->expected(1);
  add_source(app, options);
  add_output(app, options, "File to write; standard output, if not given");
  app.add_flag("--child", options.child)->group("");
  app.add_option("--content-type", options.content_type)->group("");
  app.add_option("--address", options.address)->group("");
  app.add_option("--day-change", options.day_change)->group("");
  app.add_option("--now", options.now)->group("");
}

void describe_decode(CLI::App& app, Options& options) {
  app.group("");  // the daemon's own
  app.add_option("--size", options.sizes)->required();
  app.add_flag("--cut", options.cut);
}

constexpr const char* kCheckHelp = R"(
Reads the schedule as the sign would and says, worst first, what to look at: overlaps and gaps,
ends that are missing, times that had to be mended, rooms spelled in two ways, titles that look cut
or do not fit the panel, letters that cannot be drawn, a guessed time zone. Where a sign ran on this machine,
also what its next poll would change. Tries the sign's broker, where the configuration has one.

  roomsign check --source https://example.org/schedule --time-zone Europe/Berlin --room "Hall A"
  roomsign check --size 1920x1080 --size 480x800    (panels of two kinds)
  roomsign check --json | jq -r '.findings[] | select(.severity == "warning") | .text'

Exit status: 0 fine (notes at the most), 1 an error (a source that cannot be read, a room that
nobody knows), 3 warnings but no error, 2 wrong usage or configuration.)";

void describe_check(CLI::App& app, Options& options) {
  add_sign(app, options);
  app.add_option("--size", options.sizes,
                 "A panel's pixels, like 1920x1080; given several times, each is tried")
      ->type_name("WxH")
      ->allow_extra_args(false);
  add_time(app, options, "Look at it as if it were now this time");
  app.add_flag("--json", options.json, "One JSON document, for machines");
  app.footer(kCheckHelp);
}

constexpr const char* kSayHelp = R"(
Says something to the sign that runs on this machine, by the socket that its configuration names
(remote.socket), and prints what the sign understood. Everything that is said has an end: --until,
else the end of the day. Times are RFC 3339, or times of day at the event's place.

  roomsign say delay +10                                   what runs is late, and all that follows
  roomsign say on-time
  roomsign say announce "Lunch is in Hall E" --until 14:00
  roomsign say announce "Leave the building" --level emergency
  roomsign say cancel 14:30 --note "The speaker is ill"
  roomsign say move 14:30 --to "Hall B"
  roomsign say full --alternative "Hall C"
  roomsign say lift 12                                     the number is in each answer, and in status
  roomsign say identify                                    shows for 30 s which sign this is
  roomsign say status | jq .shown

With --sign, --group or --all it is said to signs elsewhere, by the broker that the configuration
names (mqtt.broker), and what each answers within 3 s is printed. Who is away then does not hear it.
It is said to each of those that are named: a sign that is named, and is of a group that is named as
well, hears it twice, and puts it up twice unless it has an --id.

  roomsign say --group ground-floor announce "Lunch is in Hall E"

Signs that want signatures (signatures.keys) do it only where it is signed, with --key or the key
that the configuration names (signatures.key_file); see roomsign keys --help.

Exit status: 0 it is done, 1 a sign refused it or did not answer, 2 wrong usage.)";

CLI::App* add_saying(CLI::App& app, Options& options, const char* name, const char* kind,
                     const char* help) {
  auto* const said = app.add_subcommand(name, help);
  said->callback([&options, kind] { options.say.kind = kind; });
  return said;
}

// An entry: about rooms, and with an end.
CLI::App* add_entry(CLI::App& app, Options& options, const char* name, const char* kind,
                    const char* help) {
  auto* const said = add_saying(app, options, name, kind, help);
  said->add_option("--room", options.say.rooms, "This room's; else every room's of the sign")
      ->type_name("NAME")
      ->allow_extra_args(false);
  said->add_option("--until", options.say.until, "Its end, like 14:00; else the end of the day")
      ->type_name("TIME");
  said->add_option("--id", options.say.id, "To lift it by; takes the place of what has the same")
      ->type_name("ID");
  return said;
}

void add_what(CLI::App& app, Options& options, const char* name, const char* help) {
  app.add_option(name, options.say.what, help)->required()->type_name("");
}

void describe_say(CLI::App& app, Options& options) {
  auto& say = options.say;
  app.add_option("--socket", options.socket, "Where the sign answers")->type_name("PATH");
  app.add_option("--config", options.config, "Configuration that names it, or the broker")
      ->type_name("FILE");
  app.add_option("--sign", options.to.signs, "Not to this machine's sign but to the one of this id")
      ->type_name("ID")
      ->allow_extra_args(false);
  app.add_option("--group", options.to.groups, "To all signs of this group")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_flag("--all", options.to.all, "To all signs");
  app.add_option("--key", options.signing.key, "Sign it with this secret key")->type_name("FILE");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(kSayHelp);
  add_what(*add_entry(app, options, "delay", "delay", "A room runs late"), options, "MINUTES",
           "Like +10");
  add_entry(app, options, "on-time", "on-time", "It is on time again");
  auto* const announce =
      add_entry(app, options, "announce", "announcement", "A text along the bottom, or all over");
  add_what(*announce, options, "TEXT", "What is to be said");
  announce->add_option("--level", say.level, "info, warning, emergency or drill");
  announce->add_option("--instructions", say.instructions, "Emergency and drill: what to do");
  announce->add_option("--url", say.url, "For a QR code");
  auto* const cancel =
      add_entry(app, options, "cancel", "cancelled", "A session does not take place");
  auto* const move =
      add_entry(app, options, "move", "moved", "A session is elsewhere, or at another time");
  for (auto* const session : {cancel, move}) {
    add_what(*session, options, "START", "When it was to begin");
    session->add_option("--name", say.name, "Which, where several begin then");
  }
  cancel->add_option("--note", say.note, "Why");
  move->add_option("--to", say.to, "The room")->type_name("ROOM");
  move->add_option("--at", say.at, "The time")->type_name("TIME");
  auto* const full = add_entry(app, options, "full", "full", "Nobody gets in any more");
  full->add_option("--alternative", say.alternative, "Where one gets in instead");
  add_what(*add_saying(app, options, "lift", "lift", "Takes down what was said"), options, "ID",
           "What it was given");
  add_saying(app, options, "identify", "identify", "Shows which sign this is");
  add_saying(app, options, "reload", "reload", "Reads the configuration again");
  add_saying(app, options, "status", "status", "What is shown, and why, as JSON");
}

constexpr const char* kKeysHelp = R"(
A desk has a secret key, in a file that never leaves it; signs are given the public key that belongs
to it, in their configuration. From then on they refuse announcements and configurations from a
network that are not signed with it: nobody who gets at the web server, the broker or the network can put up a word.

  roomsign keys new -o desk.key           makes it, and prints the line for the signs' configuration
  roomsign keys show desk.key             prints this line again
  roomsign sign --key desk.key announcements.json -o signed.json
  roomsign say --key desk.key --all announce "Lunch is in Hall E"

Whoever has the file may speak to every sign: copy it to a medium in a drawer, and to no other
machine. Each desk has a key of its own. For a new key give signs both for a while, under two names
or as a list, then take the old one away: keys = { desk = ["NEW", "OLD"] }.)";

void describe_keys(CLI::App& app, Options& options) {
  app.require_subcommand(1);
  app.footer(kKeysHelp);
  auto* const make = app.add_subcommand("new", "Make a key, and print its lines for the signs");
  add_output(*make, options, "The secret key's file, which must not exist yet");
  make->get_option("--output")->required();
  make->add_option("--name", options.signing.name,
                   "What documents and signs call it; else as the file is called")
      ->type_name("NAME");
  auto* const show = app.add_subcommand("show", "Print the lines for the signs again");
  show->add_option("FILE", options.signing.file, "The secret key's file")
      ->required()
      ->type_name("");
}

constexpr const char* kSignHelp = R"(
Signs a document of announcements, or a configuration, for signs whose own configuration wants it
signed (signatures.keys).
What comes out is published in the document's place, at announcements.url or retained at the broker:

  roomsign sign --key desk.key announcements.json -o signed.json
  roomsign sign --key desk.key --scope group/ground-floor announcements.json |
      mosquitto_pub -h broker.example.org -p 8883 --capath /etc/ssl/certs \
          -t roomsign/group/ground-floor/notices -r -s

A configuration for config_url is signed likewise, and put in its own place on the web server; one that
was signed earlier is not taken any more, so sign an old one again to go back to it:

  roomsign sign --key desk.key --scope sign/hall-a hall-a.toml -o www/hall-a.toml

At a broker it must be signed for those whose topic it is, as above; a sign's id and groups are those
of its section [mqtt]. Of one key and scope each document has a higher sequence than the one before,
wherever it is published; the newest is up alone. A sign takes it up from --from until --until, by a
clock that it trusts; what is up then stays until its own ends.

Exit status: 0 fine, 1 it cannot be read, or the key, 2 wrong usage.)";

void describe_sign(CLI::App& app, Options& options) {
  auto& signing = options.signing;
  app.add_option("FILE", signing.file,
                 "The announcements, or a configuration in TOML; - is standard input")
      ->required()
      ->type_name("");
  app.add_option("--key", signing.key, "The secret key: roomsign keys new")->type_name("FILE");
  app.add_option("--config", options.config, "Configuration that names it (signatures.key_file)")
      ->type_name("FILE");
  app.add_option("--scope", signing.scopes,
                 "For whom: all (if not given), group/NAME or sign/ID; may be given several times")
      ->type_name("SCOPE")
      ->allow_extra_args(false);
  app.add_option("--from", signing.from,
                 "No sign takes it up before; else now, or when its first entry began")
      ->type_name("INSTANT");
  app.add_option("--until", signing.until,
                 "No sign takes it up after; else the last of its entries' ends, a day from now "
                 "where it has none, a year for a configuration: 2025-12-06T18:00:00-08:00")
      ->type_name("INSTANT");
  add_output(app, options, "File to write; standard output, if not given");
  app.footer(kSignHelp);
}

std::string format_list() {
  std::size_t width = 0;
  for (const auto& format : formats::formats()) width = std::max(width, format.name.size());
  std::string text = "Formats (found from the document itself; --format NAME overrides):\n";
  for (const auto& format : formats::formats())
    text += fmt::format("  {:<{}}  {}\n", format.name, width, format.summary);
  return text;
}

// The library would only say that a command is missing.
std::optional<Error> wrong_command(const CLI::App& app, int argc, const char* const* argv) {
  const std::string_view word = argc > 1 ? argv[1] : "";
  if (word.empty() || word.starts_with('-')) return std::nullopt;
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) {
    if (command->get_name() == word) return std::nullopt;
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return Error{"usage", fmt::format("\"{}\" is no command; there are {}, and each has a --help",
                                    clean_line(word, 60), fmt::join(names, ", "))};
}

// What the library found wrong, and where to read on.
Error wrong_usage(const CLI::App& app, const CLI::ParseError& error) {
  const auto given = app.get_subcommands();
  const CLI::App& command = given.empty() ? app : *given.front();
  const std::string help =
      fmt::format("see roomsign {}--help", given.empty() ? "" : command.get_name() + " ");
  const auto left = app.remaining(true);
  if (!left.empty() && !left.front().starts_with('-') && command.get_option_no_throw("--source")) {
    return {"usage", fmt::format("\"{}\" was not expected: a schedule is named by --source; {}",
                                 clean_line(left.front(), 60), help)};
  }
  return {"usage", fmt::format("{}; {}", error.what(), help)};
}

}  // namespace

int complain(const Error& error) {
  log_error("{}", error.message);
  const bool usage = error.code == "usage" || error.code == "bad-config";
  return usage ? 2 : 1;
}

int main(int argc, const char* const* argv, const Clocks& clocks) {
  Options options;
  CLI::App app("roomsign: the sign beside a conference room, drawn from the event's own schedule.",
               "roomsign");
  app.set_version_flag("--version", fmt::format("roomsign {}", kVersion));
  app.require_subcommand(1);
  app.footer(kExamples);

  auto* const run_app = app.add_subcommand("run", "Show the sign until told to stop (the daemon)");
  describe_run(*run_app, options);
  auto* const snapshot_app =
      app.add_subcommand("snapshot", "Draw the sign at one instant into a PNG file");
  describe_snapshot(*snapshot_app, options);
  auto* const timeline_app =
      app.add_subcommand("timeline", "Draw every picture of a day on one sheet");
  describe_timeline(*timeline_app, options);
  auto* const import_app = app.add_subcommand(
      "import", "Print a schedule in the native format: proof-read it, or keep it by hand");
  import_app->footer(format_list());
  describe_import(*import_app, options);
  auto* const decode_app = app.add_subcommand("decode", "Decode a picture");
  describe_decode(*decode_app, options);
  auto* const check_app =
      app.add_subcommand("check", "Say what is wrong before the day: run it the day before");
  describe_check(*check_app, options);

  auto* const say_app = app.add_subcommand("say", "Say something to the sign that runs here");
  describe_say(*say_app, options);

  auto* const sign_app = app.add_subcommand(
      "sign", "Sign announcements or configurations, for signs that want them signed");
  describe_sign(*sign_app, options);
  auto* const keys_app = app.add_subcommand("keys", "Make a key to sign with");
  describe_keys(*keys_app, options);

  if (const auto wrong = wrong_command(app, argc, argv)) return complain(*wrong);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked_for_help = error.get_exit_code() == 0;
    return asked_for_help ? app.exit(error) : complain(wrong_usage(app, error));
  }
  if (run_app->parsed()) return run(options, clocks);
  if (snapshot_app->parsed()) return snapshot(options, clocks);
  if (timeline_app->parsed()) return timeline(options, clocks);
  if (import_app->parsed()) return import(options, clocks);
  if (decode_app->parsed()) return decode(options);
  if (say_app->parsed()) return say(options, clocks);
  if (sign_app->parsed()) return sign_document(options, clocks);
  if (keys_app->parsed()) {
    return keys_app->got_subcommand("new") ? new_key(options) : show_key(options);
  }
  return check(options, clocks);
}

}  // namespace roomsign::commands
