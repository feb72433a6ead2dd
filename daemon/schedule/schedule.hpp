// The model: an event's sessions, as the sign knows them. Plain values, no behaviour.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/time.hpp"

namespace roomsign::schedule {

struct Speaker {
  std::string name;
  std::string affiliation;
  std::string photo;  // address
  bool operator==(const Speaker&) const = default;
};

// One part of a session of contributed talks.
struct Talk {
  std::string title;
  std::vector<Speaker> speakers;
  bool operator==(const Talk&) const = default;
};

struct Track {
  std::string name;
  std::string color;  // "#rrggbb", or empty
  bool operator==(const Track&) const = default;
};

// A closed set; what a source prints beside it is the session's free `label`.
enum class Kind {
  kTalk,
  kKeynote,
  kInvited,
  kTalks,
  kPanel,
  kPoster,
  kQa,
  kTutorial,
  kOpening,
  kClosing,
  kDiscussion,
  kRegistration,
  kBreak,
  kSocial,
};
std::string_view to_string(Kind kind);  // "talk", "keynote", ...
std::optional<Kind> kind_from(std::string_view word);

// Breaks, meals, socials and registration: nobody needs to sit down for them.
bool is_pause(Kind kind);

enum class Status { kScheduled, kCancelled, kMoved };
std::string_view to_string(Status status);
std::optional<Status> status_from(std::string_view word);

struct Session {
  std::string id;        // unique in its schedule; survives a change of time where it can
  std::string room;      // empty: every room (a source without rooms, or a plenary without a place)
  bool plenary = false;  // for every room; `room` is where it takes place
  Instant start{};
  std::optional<Instant> end;  // exclusive; none where nobody knows
  bool end_inferred = false;   // `end` is the next session's start, not a promise
  bool all_day = false;        // for whole days, midnight to midnight: said in small print, never
                               // what is on now
  Kind kind = Kind::kTalk;
  std::string label;  // as printed, without its colon: "Keynote", "Hardware"
  std::string title;  // may be empty (a panel that is only its names)
  std::string subtitle;
  std::vector<Speaker> speakers;
  std::vector<Talk> talks;
  Track track;
  std::string language;
  Status status = Status::kScheduled;
  bool do_not_record = false;
  std::string note;
  std::string url;
  bool operator==(const Session&) const = default;
};

// When it is over, as far as anybody knows: its end, else its start.
inline Instant over_at(const Session& session) { return session.end.value_or(session.start); }

// What to call a session in one line: its title, else its label, else its kind in words.
std::string headline(const Session& session);

struct Event {
  std::string name;
  std::string short_name;  // for a line that has no room for the name
  std::string venue;
  std::string url;
  std::string time_zone;  // IANA name: in it the sign writes times
  std::string language;
  bool operator==(const Event&) const = default;
};

struct Schedule {
  Event event;
  std::vector<Session> sessions;  // by start, then room, then id; ids unique (see finish())
  bool operator==(const Schedule&) const = default;
};

// Sorts, gives an id to each session that has none (a slug of its headline, "-2" for the second
// of a name) and makes repeated ids unique in the same way. Every reader ends with it.
void finish(Schedule& schedule);

// Whether the id is the one that finish() makes of the session's headline: then it says no more
// than the headline. Told from the id itself, because neither the native schedule nor the readers
// need to carry anything for that; a source whose ids are its titles in small letters loses
// nothing.
bool has_made_up_id(const Session& session);

// Rooms that sessions name, each once, in order of first use.
std::vector<std::string> rooms(const Schedule& schedule);

}  // namespace roomsign::schedule
