// What a running sign answers to those who ask it from a distance (daemon/serve/).
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/host_name.hpp"
#include "daemon/base/json_writer.hpp"
#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"
#include "daemon/commands/daemon.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/commands/sessions.hpp"
#include "daemon/commands/spoken.hpp"
#include "daemon/formats/answer.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/formats/notices.hpp"
#include "render/sdl/png.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;
using serve::Answer;
using serve::Request;

constexpr auto kIdentifying = 30s;
constexpr const char* kJson = "application/json";

int status_of(const Error& error) {
  if (error.code == "unknown-id") return 404;
  return error.code == "replayed" || error.code == "too-many" ? 409 : 400;
}

Answer refused(const Request& request, const Error& error) {
  Answer answer{.status = status_of(error)};
  if (request.plain) {
    answer.body = error.message + "\n";
    return answer;
  }
  JsonWriter json;
  json.open('{').key("error").open('{').member("code", error.code);
  json.member("message", error.message).close().close();
  answer.type = kJson;
  answer.body = json.text();
  return answer;
}

// In a sentence, with what is to be noted beside it.
Answer done(const Request& request, const std::string& message, const std::string& id = {},
            const std::vector<std::string>& notes = {}) {
  Answer answer;
  if (request.plain) {
    answer.body = message + "\n";
    for (const auto& note : notes) answer.body += note + "\n";
    return answer;
  }
  JsonWriter json;
  json.open('{').member("message", message).put("id", id).member("notes", notes).close();
  answer.type = kJson;
  answer.body = json.text();
  return answer;
}

}  // namespace

// A picture that becomes a PNG once, when the first asks for it, in his thread.
class Daemon::Png {
 public:
  explicit Png(render::Picture picture) : size_(picture.size), picture_(std::move(picture)) {}
  render::Size size() const { return size_; }
  std::string bytes() {
    const std::scoped_lock lock(mutex_);
    if (bytes_.empty()) bytes_ = render::encode_png(std::exchange(picture_, {}));
    return bytes_;
  }

 private:
  const render::Size size_;
  std::mutex mutex_;
  render::Picture picture_;
  std::string bytes_;
};

void Daemon::answer_questions() {
  for (const auto& question : mailbox_.take()) {
    if (!question->is_answered()) question->answer(answer(question->request()));
  }
}

Answer Daemon::answer(const Request& request) {
  if (request.path == "/say") return say(request);
  if (request.path == "/notices") return post_notices(request);
  if (request.path == "/reload") return read_again(request);
  if (request.path == "/picture.png") return picture();
  if (request.path == "/sessions.json") return sessions();
  const Status now = status();
  if (request.path == "/status.json") return {.type = kJson, .body = status_json(now)};
  if (request.path == "/metrics") {
    return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics(now)};
  }
  const auto all = ills(now);
  if (all.empty()) return {.body = "ok\n"};
  return {.status = 503, .body = fmt::format("{}\n", fmt::join(all, "\n"))};
}

Answer Daemon::read_again(const Request& request) {
  const auto done_so = reload();
  return done_so ? done(request, "configuration read again") : refused(request, done_so.error());
}

Status Daemon::status() const {
  Status status;
  const auto steady = clocks_.steady();
  const auto& sign = showing_.sign();
  const auto in_seconds = [](auto span) {
    return std::chrono::duration_cast<std::chrono::seconds>(span);
  };
  status.now = showing_.now();
  status.uptime = in_seconds(steady - started_);
  status.host_name = host_name();
  status.room = settled().config.room;
  status.machine = look_at_machine("/");
  status.screen = sign.screen();
  status.identifying = identified_until_.has_value();
  if (ready_ && presented_.count() != 0) status.presented_ago = in_seconds(steady - presented_);
  status.light = sign.light();
  if (display_) {
    status.display = display_->description();
    status.size = display_->size();
    status.display_off = display_->is_off();
  }
  status.display_trouble = no_display_;
  status.clock = showing_.clock();
  status.room_trouble = showing_.room_trouble();
  status.programme = sign.programme_at(status.now);
  status.sources = sources_.reports();
  status.configuration = enrolment_.report();
  status.file_fault = own_file_.fault();
  if (announcements_) status.announcements = *announcements_;
  status.posted = showing_.posted();
  status.fleet = fleet_.report();
  status.signatures = signature_report(settled().config.signatures);
  return status;
}

// Those of no day where nobody knows which it is.
Answer Daemon::sessions() const {
  const auto& announced = showing_.programme();
  std::vector<DaySession> sessions;
  const auto now = showing_.now();
  const auto standing = showing_.sign().programme_at(now);
  if (announced && standing && showing_.clock().trust != view::Trust::kUntrusted) {
    const auto posted = showing_.posted() ? *showing_.posted() : sign::Posted();
    sessions = day_sessions(*announced, *standing, showing_.here(posted.together()),
                            showing_.here(posted.of(sign::Origin::kSaid).notices), now);
  }
  return {.type = kJson, .body = sessions_json(announced.get(), sessions)};
}

// Copied here, as the panel's pixels are this thread's; encoded, which takes longer, by who waits
// for it. Who asks again before the next present gets the same one.
Answer Daemon::picture() {
  const auto nothing = [](const std::string& why) {
    return Answer{.status = 503, .body = fmt::format("{}\n", why)};
  };
  if (!display_) return nothing("there is no display: " + no_display_);
  if (new_display_) return nothing("nothing was shown yet");
  if (!png_ || png_->size() != display_->size()) png_ = std::make_shared<Png>(display_->frame());
  return {.type = "image/png", .make = [png = png_] { return png->bytes(); }};
}

// What is left out of what is said: by the programme day, else by the calendar's.
formats::Saying Daemon::saying() const {
  const auto& config = settled().config;
  formats::Saying saying;
  saying.now = showing_.now();
  saying.room = config.room;
  if (const auto& programme = showing_.programme()) {
    const auto day = programme->day_of(saying.now);
    saying.zone = programme->zone();
    saying.day_begins = programme->day_begins(day);
    saying.until = programme->day_begins(day + std::chrono::days(1));
    return saying;
  }
  const bool zoned = !config.sources.empty() && config.sources.front().zone;
  saying.zone = zoned ? *config.sources.front().zone : Zone::system();
  const auto change = config.rules.day_change;
  const auto day = std::chrono::floor<std::chrono::days>(saying.zone.to_local(saying.now) - change);
  saying.day_begins = saying.zone.resolve(day + change).instant;
  saying.until = saying.zone.resolve(day + std::chrono::days(1) + change).instant;
  return saying;
}

// What came from a broker. Returns how long until there is something to do for it.
std::chrono::nanoseconds Daemon::hear_fleet() {
  for (const auto& word : fleet_.take()) hear(word);
  std::chrono::nanoseconds until = sign::kLongestSleep;
  const auto is_due = [&](const std::optional<std::chrono::nanoseconds>& wait) {
    if (wait && wait->count() > 0) until = std::min(until, *wait);
    return wait && wait->count() == 0;
  };
  if (is_due(fleet_.until_poll())) {
    log_notice("mqtt: the schedule is said to have changed");
    enrolment_.poll_now();
    sources_.poll_now();
    if (notice_source_) notice_source_->poll_now();
  }
  if (is_due(fleet_.until_picture())) {
    fleet_.show(display_ && !new_display_ ? display_->frame() : render::Picture());
  }
  return until;
}

void Daemon::hear(const Fleet::Word& word) {
  if (word.meaning.verb == mqtt::Verb::kSay) return hear_said(word);
  if (word.payload.empty()) return;  // the broker has none any more; what is up has its ends
  const auto origin = origin_of(word.meaning);
  const auto& topic = word.topic;
  const auto refuse = [&](const Error& why) {
    fleet_.refuse({why.code, fmt::format("{}: {}", topic, why.message)});
  };
  const auto& topics = board_options_.topics;
  const auto heard = topics.find(origin);
  if (heard == topics.end() || heard->second != topic) return;  // it was, before a reload
  const auto opened = open(word, signatures::kAnnouncements);
  if (!opened) return refuse(opened.error());
  const auto& signed_as = *opened;
  auto document = formats::parse_notices(signed_as ? signed_as->payload : word.payload);
  if (!document) return refuse(document.error());
  const auto warnings = document->warnings;
  const auto refused = document->refused;
  const auto before = board_->news().take();
  const auto now = pace_.at(clocks_.real());
  const auto up = signed_as ? board_->post_signed(origin, std::move(*document), *signed_as, now)
                            : board_->post(origin, std::move(*document), now);
  if (!up) return refuse(up.error());
  fleet_.accept();
  if (board_->news().take() == before) return;  // as after each connection
  for (const auto& warning : warnings) log_notice("{}: {}", topic, warning);
  for (const auto& entry : refused) log_warning("{}: refused: {}", topic, entry);
}

// What is within a signed word, for whom its topic is; none: it need not be signed, and is not.
// What is signed is not to be taken unseen.
Result<std::optional<signatures::Opened>> Daemon::open(const Fleet::Word& word,
                                                       std::string_view kind) const {
  const auto& keys = board_options_.guard.keys;
  if (keys.empty() && !formats::is_envelope(word.payload)) return std::nullopt;
  return formats::open_envelope(word.payload, kind, {keys, {word.scope}});
}

void Daemon::hear_said(const Fleet::Word& word) {
  const Request request{.method = "POST", .path = "/say"};
  const auto entry = open_said(word);
  const auto answer = entry ? say({.method = "POST", .path = "/say", .body = *entry})
                            : refused(request, entry.error());
  if (const auto answered = formats::parse_answer(answer.body)) {
    fleet_.accept();
  } else {
    fleet_.refuse({answered.error().code, "say: " + answered.error().message});
  }
  fleet_.answer(formats::with_ask(answer.body, entry ? *entry : word.payload));
}

// The entry, of a signed one only if it is one to be done now.
Result<std::string> Daemon::open_said(const Fleet::Word& word) {
  const auto opened = open(word, signatures::kSay);
  if (!opened) return std::unexpected(opened.error());
  const auto& signed_as = *opened;
  if (!signed_as) return word.payload;
  if (const auto may = board_->admit(*signed_as, pace_.at(clocks_.real())); !may) {
    return std::unexpected(may.error());
  }
  return signed_as->payload;
}

// How this sign is doing, whenever that is another thing, and now and then.
void Daemon::tell_fleet() {
  if (!ready_ || !fleet_.is_open()) return;
  std::string gist = status_;
  if (const auto& posted = showing_.posted()) {
    for (const auto& document : posted->documents) gist += fmt::format(" {}", document.sequence);
  }
  if (const auto report = fleet_.report()) gist += fmt::format(" {}", report->refused);
  if (fleet_.state_is_due(gist)) fleet_.tell_state(status_within(status(), mqtt::kLargestMessage));
}

Answer Daemon::say(const Request& request) {
  const auto posted = board_->news().take();
  const auto own = posted ? posted->of(sign::Origin::kSaid) : formats::ParsedNotices();
  auto saying = this->saying();
  saying.id = next_id(own);
  const auto said = formats::parse_said(request.body, saying);
  if (!said) return refused(request, said.error());
  if (said->kind == formats::kIdentify) {
    identify();
    return done(request, fmt::format("showing for {} s which sign this is", kIdentifying.count()));
  }
  if (said->kind == formats::kReload) return read_again(request);
  auto spoken = speak(own, *said, saying.now, saying.zone);
  if (!spoken) return refused(request, spoken.error());
  log_.begin_hour(clocks_.steady());
  log_notice("said: {}", spoken->message);
  const auto up = board_->post(sign::Origin::kSaid, std::move(spoken->document), saying.now);
  if (!up) return refused(request, up.error());
  auto notes = said->warnings;
  for (auto& doubt : doubts(said->notices)) notes.push_back(std::move(doubt));
  if (showing_.clock().trust == view::Trust::kUntrusted) {
    notes.push_back("the sign does not trust its clock yet, and shows this once it does: " +
                    showing_.clock().reason);
  }
  auto message = std::move(spoken->message);
  // To who says it by `roomsign say`; the page has a button, and a script the id.
  if (request.plain && said->kind != formats::kLift) {
    message += fmt::format("; to lift it: roomsign say lift {}", said->id);
  }
  return done(request, message, said->id, notes);
}

// Whether the schedule knows what it is about.
std::vector<std::string> Daemon::doubts(const schedule::Notices& said) const {
  std::vector<std::string> doubts;
  if (!showing_.programme()) return doubts;
  formats::ParsedNotices document;
  document.notices = said;
  const schedule::RoomNames names(settled().config.aliases);
  for (auto& finding :
       review_announcements(document, *showing_.programme(), names, showing_.now())) {
    if (finding.severity == Severity::kWarning) doubts.push_back(std::move(finding.text));
  }
  return doubts;
}

Answer Daemon::post_notices(const Request& request) {
  auto document = formats::parse_notices(request.body);
  if (!document) return refused(request, document.error());
  std::vector<std::string> notes = document->warnings;
  for (const auto& entry : document->refused) notes.push_back("refused: " + entry);
  const auto sequence = document->sequence;
  const auto up = board_->post(sign::Origin::kPosted, std::move(*document), showing_.now());
  if (!up) return refused(request, up.error());
  return done(request, fmt::format("version {} is up", sequence), {}, notes);
}

void Daemon::identify() {
  auto identity = this_machine();
  if (display_) identity.detail += "  ·  " + display_->description();
  showing_.set_identity(std::move(identity));
  identified_until_ = clocks_.steady() + kIdentifying;
}

// How long it is to be shown yet; zero: it is not.
std::chrono::nanoseconds Daemon::identifying() {
  if (!identified_until_) return {};
  const auto left = *identified_until_ - clocks_.steady();
  if (left.count() > 0) return left;
  identified_until_.reset();
  showing_.set_identity(std::nullopt);
  return {};
}

// What is configured is opened after the first picture, and after a reload was answered.
void Daemon::set_remote() {
  if (!std::exchange(remote_is_new_, false)) return;
  const auto& config = settled().config;
  fleet_.configure(config.mqtt, config.room, config.signatures.keys.empty());
  serve::Options options = config.remote;
  std::string token;
  if (!options.listen.empty() && !options.token_file.empty()) {
    auto read = serve::read_token(options.token_file);
    if (read) {
      token = std::move(*read);
    } else {
      log_error("remote: {}; nothing listens at {}", read.error().message, options.listen);
      options.listen.clear();
    }
  }
  const bool stands = !server_ || server_->is_whole();
  if (options == remote_ && token == token_ && stands) return;
  server_.reset();
  remote_ = options;
  token_ = token;
  if (!options.is_on()) return;
  server_ = std::make_unique<serve::Server>(options, std::move(token), mailbox_, clocks_.steady);
  for (const auto& trouble : server_->troubles()) log_error("remote: {}", trouble.message);
  for (const auto& place : server_->places()) log_notice("remote: may be asked at {}", place);
}

}  // namespace roomsign::commands
