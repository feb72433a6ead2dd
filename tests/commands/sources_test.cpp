// The daemon with several sources and mirrors: real servers, real files.
#include "daemon/sign/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include <signal.h>

#include "daemon/base/file.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "render/sdl/png.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

constexpr const char* kAt = "2026-05-01T09:20:10Z";

std::string native(const std::string& title, const std::string& room = "") {
  return R"({"format": "roomsign/1", "event": {"name": "A Day", "time_zone": "UTC"}, "sessions": [
    {"title": ")" +
         title + R"(", "room": ")" + room +
         R"(", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z"}]})";
}

std::string answer(const std::string& body) {
  return test::reply(200, {"Content-Type: application/json"}, body);
}

void hang(const test::HttpServer::Request&, test::HttpServer::Connection& to) {
  while (to.pause(100ms)) {
  }
}

class Signs {
 public:
  std::string address(const std::string& path) const { return '"' + server.url(path) + '"'; }

  void configure(const std::string& more) const {
    std::ofstream(folder / "sign.toml")
        << "trust_clock = true\nstate_dir = \"" << (folder / "state").string() << "\"\n"
        << "[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\nfade = false\n"
        << "[poll]\ninterval = \"5 s\"\n"
        << more;
  }
  std::vector<std::string> command(std::vector<std::string> more = {}) const {
    std::vector<std::string> argv{
        ROOMSIGN_PROGRAM, "run", "--config", (folder / "sign.toml").string(), "-o", file()};
    argv.insert(argv.end(), more.begin(), more.end());
    return argv;
  }
  std::string file() const { return (folder / "picture.png").string(); }
  render::Picture picture() const {
    const auto png = read_file(file());
    return png ? render::decode_png(*png) : render::Picture();
  }
  // The picture of a schedule in a file.
  render::Picture expected(const std::string& sessions) const {
    std::ofstream(folder / "expected.json") << sessions;
    const auto png = (folder / "expected.png").string();
    const auto ran = test::run_program(
        {ROOMSIGN_PROGRAM, "snapshot", "--config", (folder / "sign.toml").string(), "--source",
         (folder / "expected.json").string(), "--at", kAt, "--size", "800x480", "-o", png});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return render::decode_png(read_file(png).value());
  }

  test::TemporaryFolder folder;
  test::HttpServer server;
};

// A server without a network: up or not, and with a clock that is right.
class NearServer : public fetch::HttpClient {
 public:
  explicit NearServer(const Instant& truth) : truth_(truth) {}

  Result<fetch::Response> get(const fetch::Request& /*request*/) override {
    if (!up) return failure("dns", "no such host");
    fetch::Response response;
    response.status = 200;
    response.body = document;
    response.date = truth_;
    response.verified = true;
    return response;
  }

  bool up = true;
  std::string document = native("A Talk");

 private:
  const Instant& truth_;
};

// Two sources, asked at a test's own pace, on a machine whose clock is off by `error`.
class TwoSources {
 public:
  TwoSources() {
    std::vector<sign::Source::Options> options(2);
    for (std::size_t i = 0; i < 2; ++i) {
      options[i].name = i == 0 ? "a" : "b";
      options[i].poll.urls = {"https://" + options[i].name + ".example/"};
      options[i].read.program = ROOMSIGN_PROGRAM;
    }
    sources.set(options, {}, {});
  }

  Instant clock() const { return truth + error; }
  void set_clock(std::chrono::seconds other_error) {
    sources.clock_was_set(other_error - error);
    error = other_error;
  }
  // What they say once these were asked.
  sign::Gathered after(const std::vector<fetch::Poller*>& pollers) {
    truth += 1min;
    for (auto* poller : pollers) poller->poll();
    if (auto news = sources.take()) gathered = *std::move(news);
    return gathered;
  }

  Instant truth = parse_instant(kAt).value();
  std::chrono::seconds error{};
  NearServer a_server{truth};
  NearServer b_server{truth};
  sign::Sources sources{[this] { return clock(); }};
  sign::Gathered gathered;
};

}  // namespace

TEST_CASE("Several sources are one programme, and one that hangs does not delay the others") {
  Signs signs;
  signs.server.answer("/a", answer(native("From A", "Hall")));
  signs.server.handle("/b", hang);
  signs.server.answer("/c", answer(native("From C", "Foyer")));
  signs.configure("[[source]]\nurl = " + signs.address("/b") + "\n[[source]]\nurl = " +
                  signs.address("/a") + "\n[[source]]\nurl = " + signs.address("/c") + "\n");
  test::Program daemon(signs.command({"--at", kAt}));
  const std::string both = R"({"format": "roomsign/1",
    "event": {"name": "A Day", "time_zone": "UTC"}, "sessions": [
    {"title": "From A", "room": "Hall", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z"},
    {"title": "From C", "room": "Foyer", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z"}]})";
  const auto expected = signs.expected(both);
  CHECK(test::eventually([&] { return signs.picture() == expected; }, 8s));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE(
    "A mirror stands in for a source that fails or shows a portal, and the log says so once") {
  Signs signs;
  const auto bad = GENERATE(as<std::string>{}, "error", "portal");
  signs.server.answer("/a", bad == "error" ? test::reply(500, {}, "oops")
                                           : answer("<html><form>Room number</form></html>"));
  signs.server.answer("/b", answer(native("From the mirror")));
  signs.configure("[source]\nurl = [" + signs.address("/a") + ", " + signs.address("/b") + "]\n");
  test::Program daemon(signs.command({"--at", kAt}));
  const auto expected = signs.expected(native("From the mirror"));
  CHECK(test::eventually([&] { return signs.picture() == expected; }, 10s));
  CHECK(test::eventually([&] { return signs.server.hits("/b") > 1; }));
  const auto log = daemon.err();
  INFO(log);
  const auto said = log.find("/b instead");
  REQUIRE(said != std::string::npos);
  CHECK(log.find("/b instead", said + 1) == std::string::npos);
}

TEST_CASE("Two sources are up again without a network, from a cache each") {
  Signs signs;
  signs.server.answer("/a", answer(native("From A", "Hall")));
  signs.server.answer("/b", answer(native("From B")));  // in a calendar of one room
  std::filesystem::create_directory(signs.folder / "state");
  signs.configure("[[source]]\nurl = " + signs.address("/a") +
                  "\n[[source]]\nroom = \"Foyer\"\nurl = " + signs.address("/b") + "\n");
  const auto a = fetch::cache_file(signs.folder / "state", signs.server.url("/a"));
  const auto b = fetch::cache_file(signs.folder / "state", signs.server.url("/b"));
  const auto former = signs.folder / "state" / "schedule-0123456789abcdef.cache";
  std::ofstream(former) << "of a former source";
  std::ofstream(signs.folder / "state" / "notes.txt") << "not ours";
  {
    test::Program daemon(signs.command());
    REQUIRE(
        test::eventually([&] { return std::filesystem::exists(a) && std::filesystem::exists(b); }));
    CHECK(test::eventually([&] { return !std::filesystem::exists(former); }));
    daemon.signal(SIGTERM);
    REQUIRE(daemon.wait(5s) == 0);
  }
  CHECK(fetch::Cache(b).load()->content.find("\"room\": \"Foyer\"") != std::string::npos);
  CHECK(std::filesystem::exists(signs.folder / "state" / "notes.txt"));

  // The single cache of a former version is taken over; while nobody answers, no other is removed.
  std::ofstream(former) << "perhaps of an address that was mistyped";
  std::filesystem::rename(a, signs.folder / "state" / "schedule.cache");
  std::filesystem::remove(signs.file());
  for (const auto* path : {"/a", "/b"})
    signs.server.handle(path, [](const auto&, auto& connection) { connection.reset(); });
  test::Program daemon(signs.command());
  REQUIRE(test::eventually([&] { return std::filesystem::exists(signs.file()); }));
  CHECK(std::filesystem::exists(a));
  CHECK_FALSE(std::filesystem::exists(signs.folder / "state" / "schedule.cache"));
  CHECK(std::filesystem::exists(former));
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("A reload keeps the sources that stay, and an unknown room is told with a suggestion") {
  Signs signs;
  signs.server.handle("/a", [](const test::HttpServer::Request& request, auto& to) {
    const bool had = request.header("If-None-Match") == "\"1\"";
    to.send(had ? "HTTP/1.1 304 Same\r\n\r\n"
                : test::reply(200, {"ETag: \"1\"", "Content-Type: application/json"},
                              native("From A", "Hall")));
  });
  signs.server.answer("/b", answer(native("From B", "Foyer")));
  const std::string one = "[[source]]\nurl = " + signs.address("/a") + "\n";
  const std::string two = one + "[[source]]\nurl = " + signs.address("/b") + "\n";
  signs.configure(one);
  test::Program daemon(signs.command({"--at", kAt}));
  const auto first = signs.expected(native("From A", "Hall"));
  REQUIRE(test::eventually([&] { return signs.picture() == first; }));
  const auto count = [&](const std::string& words) {
    const auto log = daemon.err();
    int n = 0;
    for (auto i = log.find(words); i != std::string::npos; i = log.find(words, i + 1)) ++n;
    return n;
  };
  signs.configure(two);
  daemon.signal(SIGHUP);
  CHECK(test::eventually([&] { return signs.server.hits("/b") > 0; }));
  CHECK(test::eventually([&] { return count("/b: 1 sessions") == 1; }));
  CHECK(count("/a: 1 sessions") == 1);  // never read again

  signs.configure(two);
  std::ofstream(signs.folder / "sign.toml", std::ios::app) << "";
  const auto toml = read_file(signs.folder / "sign.toml").value();
  std::ofstream(signs.folder / "sign.toml") << "room = \"Foyr\"\n" << toml;
  daemon.signal(SIGHUP);
  CHECK(test::eventually([&] { return count("did you mean \"Foyer\"?") == 1; }));
  CHECK(count("the schedule's rooms: Foyer, Hall") == 1);
  INFO(daemon.err());
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("What repeats is read around the right time, not around the machine's") {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "week.ics")
      << "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Weekly\nDTSTART:20260306T090000Z\n"
         "DTEND:20260306T100000Z\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n";
  const Instant right = parse_instant("2026-05-01T09:20:00Z").value();
  sign::Source::Options options;
  options.poll.urls = {fetch::file_url(folder / "week.ics")};
  options.read.program = ROOMSIGN_PROGRAM;
  options.read.zone = Zone();
  std::mutex reading;
  sign::Source source(options, [&] { return right + 70 * 24h; }, reading);
  source.set_correction(-70 * 24h);
  fetch::CurlHttp http(options.http);
  auto poller = source.poller(http);
  poller.poll();
  const auto received = source.news().take();
  REQUIRE(received);
  REQUIRE(received->schedule);
  CHECK(std::ranges::any_of(received->schedule->sessions, [&](const auto& session) {
    return session.start < right && right < session.end;
  }));
}

TEST_CASE("A word from before the clock was set back does not outlast the newer words of others") {
  TwoSources two;
  auto a = two.sources.at(0).poller(two.a_server);
  auto b = two.sources.at(1).poller(two.b_server);
  two.error = 1h;
  REQUIRE(two.after({&a, &b}).clock);
  two.b_server.up = false;
  const bool is_asked_before = GENERATE(false, true);
  if (is_asked_before) two.after({&a, &b});
  two.set_clock(0s);
  for (int i = 0; i < 3; ++i) {
    const auto gathered = two.after({&a, &b});
    REQUIRE(gathered.clock);
    CHECK(gathered.clock->server_date == two.truth);
    CHECK(gathered.clock->server_date_at == two.clock());
  }
}

TEST_CASE("What was known before the clock was set stays so far ago, whatever fails since") {
  TwoSources two;
  auto a = two.sources.at(0).poller(two.a_server);
  two.error = 1h;
  two.after({&a});
  const auto then = two.truth;
  two.a_server.up = false;
  two.set_clock(0s);
  for (int i = 0; i < 3; ++i) {
    const auto gathered = two.after({&a});
    REQUIRE(gathered.clock);
    CHECK(gathered.clock->server_date == gathered.clock->server_date_at);
    CHECK(two.sources.reports().front().report.checked == then);
    CHECK(gathered.checked == then);
  }
}

TEST_CASE("A clock that is ahead and not corrected yet lets no programme be lost") {
  TwoSources two;
  auto a = two.sources.at(0).poller(two.a_server);
  two.after({&a});
  two.error = 72h;
  two.a_server.document = native("Another Talk");
  two.a_server.document.replace(two.a_server.document.find("2026-05-01T09"), 13, "2026-04-01T09");
  two.a_server.document.replace(two.a_server.document.find("2026-05-01T10"), 13, "2026-04-01T10");
  const auto gathered = two.after({&a});
  CHECK(two.sources.reports().front().report.trouble.value().code == "lost-all");
  CHECK(gathered.schedule->sessions.front().title == "A Talk");
}

TEST_CASE("A server whose clock leaps about is not polled at each leap") {
  test::HttpServer server;
  server.answer("/a", answer(native("A Talk")));
  sign::Source::Options options;
  options.poll.urls = {server.url("/a")};
  options.read.program = ROOMSIGN_PROGRAM;
  std::mutex reading;
  sign::Source source(options, [] { return parse_instant(kAt).value(); }, reading);
  source.start();
  REQUIRE(test::eventually([&] { return server.hits("/a") == 1; }));
  source.set_correction(24h);
  REQUIRE(test::eventually([&] { return server.hits("/a") == 2; }));
  for (int i = 0; i < 10; ++i) {
    source.set_correction(i % 2 == 0 ? 0h : 24h);
    std::this_thread::sleep_for(30ms);
  }
  CHECK(server.hits("/a") == 2);
}
