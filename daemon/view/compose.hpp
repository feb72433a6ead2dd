// compose(): the finished words of the one right picture for an instant. The heart of the program.
//
// Pure: (programme, instant, trust in the clock, what is known of the source, options, the
// operator's notices) -> Composed.
// It also says when the picture can change next, exactly: for every t in [now, next_change) compose
// gives an equal Screen, and at next_change another one. That is the wall clock's next full minute
// at the latest, and sooner only where a session begins or ends within a minute, for the seconds of
// "Next in 45 s", or where it is the other language's turn. Counts of minutes go by the wall
// clock's minute, so they change with it. A picture without a clock lasts until a notice changes
// it. Cheap: well under a millisecond with 10,000 sessions. Lists end after kLongestList entries.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/schedule/agenda.hpp"
#include "daemon/schedule/notices.hpp"
#include "daemon/view/identity.hpp"
#include "daemon/view/photos.hpp"
#include "daemon/view/phrases.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

enum class Trust { kTrusted, kUntrusted };
enum class ClockHours { kUsual, k12, k24 };  // kUsual: as the language's readers are used to

// Languages and the pages of long lists take turns at these edges of unix time, so that all signs
// of a house turn together.
inline constexpr std::chrono::seconds kTurn{12};

struct ViewOptions {
  std::string room;             // as it is to be shown; empty: the sessions' own, where they agree
  bool lobby = false;           // what is on in each of the programme's rooms, not beside one door
  std::string title;            // instead of the event's name; empty: the event's
  std::string language;         // of the sign's own words; empty: the event's, else English
  std::string second_language;  // takes turns with it; empty: none
  ClockHours clock = ClockHours::kUsual;
  std::chrono::minutes stale_after{15};
  bool photos = false;  // whether any are to be fetched
  bool operator==(const ViewOptions&) const = default;
};

// What is known of the source beside its schedule, for small print, for the waiting picture, and
// the photographs that it names.
struct SourceState {
  std::optional<Instant> checked;  // last success (a 304 counts)
  std::string address;             // as shown to an installer: without user, password and query
  std::string host_name;           // this machine's
  std::string trouble;             // one quiet sentence for installers; only shown while waiting
  std::optional<Unenrolled> unenrolled;  // it waits for its configuration; none: for its schedule
  std::shared_ptr<const Photos> photos;  // null: none
  bool operator==(const SourceState&) const = default;
};

struct Composed {
  render::Screen screen;
  std::optional<Instant> next_change;  // none: only new input changes it
};

inline constexpr std::size_t kLongestList = 200;  // nobody waits for more pages than that

// `programme` null: no schedule was ever had. `notices`: those for this sign (notices_for()). Where
// the clock is not trusted an emergency counts from the start and until its end by that clock, as
// late is better than never; no other notice does.
Composed compose(const schedule::Programme* programme, Instant now, Trust trust,
                 const SourceState& source, const ViewOptions& options,
                 const schedule::Notices& notices = {});

// The languages that the sign speaks in turn: one, or two different ones.
class Languages {
 public:
  explicit Languages(const Phrases& one) : all_{&one} {}
  Languages(const Phrases& first, const Phrases& second)
      : all_{&first, &second}, size_(&first == &second ? 1 : 2) {}

  std::size_t size() const { return size_; }
  const Phrases* const* begin() const { return all_.data(); }
  const Phrases* const* end() const { return all_.data() + size_; }
  const Phrases& at_turn(long turn) const { return *all_[static_cast<std::size_t>(turn) % size_]; }

 private:
  std::array<const Phrases*, 2> all_;
  std::size_t size_ = 1;
};

Languages languages_of(const schedule::Programme* programme, const ViewOptions& options);

// The next edge of a turn after `now`.
Instant next_turn(Instant now);

// The number of the page that is up. Where two languages take turns, each page stays for both.
long page_at(const schedule::Programme* programme, Instant now, const ViewOptions& options);

// Whether two screens show the same thing at another minute: then no cross-fade.
bool same_subject(const render::Screen& a, const render::Screen& b);

}  // namespace roomsign::view
