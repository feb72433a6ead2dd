#include "daemon/base/json_writer.hpp"
#include "daemon/formats/notices.hpp"

namespace roomsign::formats {
namespace {

using schedule::Notices;
using schedule::SessionRef;
using schedule::Term;
using schedule::Texts;

class Printer {
 public:
  std::string print(const ParsedNotices& parsed) {
    json_.open('{').member("format", kNoticesFormat).member("sequence", parsed.sequence);
    json_.key("entries").open('[');
    const Notices& notices = parsed.notices;
    for (const auto& each : notices.announcements) entry(each);
    for (const auto& each : notices.delays) entry(each);
    for (const auto& each : notices.called_off) entry(each);
    for (const auto& each : notices.moves) entry(each);
    for (const auto& each : notices.full) entry(each);
    json_.close();
    json_.put("warnings", parsed.warnings).put("refused", parsed.refused).close();
    return json_.text();
  }

 private:
  void begin(std::string_view kind, const Term& term) {
    json_.open('{').member("kind", kind).put("id", term.id);
    if (term.from != Instant{}) json_.member("from", format_instant(term.from));
    json_.member("until", format_instant(term.until));
  }

  void entry(const schedule::Announcement& announcement) {
    begin("announcement", announcement.term);
    json_.put("rooms", announcement.rooms);
    json_.member("level", to_string(announcement.level));
    texts("text", announcement.text);
    texts("instructions", announcement.instructions);
    json_.put("url", announcement.url).close();
  }

  void entry(const schedule::Delay& delay) {
    begin("delay", delay.term);
    json_.put("rooms", delay.rooms).member("minutes", delay.by.count()).close();
  }

  void entry(const schedule::CalledOff& called_off) {
    begin("cancelled", called_off.term);
    session(called_off.session);
    json_.put("note", called_off.note).close();
  }

  void entry(const schedule::Move& move) {
    begin("moved", move.term);
    session(move.session);
    json_.key("to").open('{').put("room", move.room);
    if (move.start) json_.member("start", format_instant(*move.start));
    json_.close().close();
  }

  void entry(const schedule::RoomFull& full) {
    begin("full", full.term);
    json_.member("room", full.room).put("alternative", full.alternative).close();
  }

  void session(const SessionRef& session) {
    json_.key("session").open('{').member("start", format_instant(session.start));
    json_.put("room", session.room).put("name", session.name).close();
  }

  void texts(std::string_view key, const Texts& texts) {
    if (texts.empty()) return;
    json_.key(key);
    if (texts.size() == 1 && texts.front().first.empty()) {
      json_.value(texts.front().second);
      return;
    }
    json_.open('{');
    for (const auto& [tag, text] : texts) json_.member(tag, text);
    json_.close();
  }

  JsonWriter json_;
};

}  // namespace

std::string print_notices(const ParsedNotices& parsed) { return Printer().print(parsed); }

}  // namespace roomsign::formats
