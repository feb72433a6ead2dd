// Every word that a visitor can read, one table a language: languages/*.inc, which hold nothing
// else. Pure; the tables are constants.
//
// A new language is a file beside the others, and its line in phrases.cpp. Whatever is missing or
// lacks its placeholder, a test names; another, what does not fit the smallest panel.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/view/plural.hpp"
#include "render/han.hpp"

namespace roomsign::view {

// {} is the one value of a phrase: a time, a duration, a day, a name. Where there are several, they
// have names. Times and durations come finished, with all that belongs to them.
struct Phrases {
  std::string_view tag;        // BCP 47: "en"
  bool right_to_left = false;  // then the whole picture is mirrored

  std::string_view up_next, later, now, also_now;  // headings of lists
  std::string_view tomorrow;                       // "Tomorrow", alone
  std::string_view all_rooms;                      // where a room is named: for every one
  std::string_view next_in, next_at;               // "Next in {}", a duration; "Next at {}", a time
  std::string_view left;                           // "{} left", of what is on now
  std::string_view until, since;                   // "until {}", "since {}", times
  std::string_view today_starts_at, starts_in;     // "Today starts at {}", a headline; "in {}"
  std::string_view programme_of;                   // "Programme for {}", a day
  std::string_view programme;                      // clock not trusted: "Programme"
  std::string_view day_over, room_over;            // "That’s all for today", "... in this room"
  std::string_view thank_you;                      // "Thank you for coming"
  std::string_view programme_over;                 // below the thanks
  std::string_view as_of;                          // "Schedule as of {}", a time or date and time
  std::string_view waiting, trying, this_sign;     // for installers; {}: an address, a name
  std::string_view not_enrolled;                   // "This sign is not set up yet"
  std::string_view unknown_room, rooms_there_are;  // for installers; {}: names
  std::string_view cancelled, moved, moved_to;     // of a session; "Moved to {}", a room or a time
  std::string_view moved_from, was;                // "Moved here from {}", "was {}", a time
  std::string_view running_late;                   // "Running {} late", a duration
  std::string_view room_full, overflow_in;         // "Overflow in {}", a room
  std::string_view emergency, drill;               // above what to do
  std::string_view label_and_title;                // "{label}: {title}", both the source's

  PluralRule plural = one_for_all;
  Counted seconds, minutes, hours;
  std::string_view hours_and_minutes;  // "{hours} {minutes}": "1 h 40 min"

  bool usual_24h = true;                // what the language's readers are used to
  std::string_view digits_24h;          // "{hour:02}:{minute:02}"; without :02 9:15, not 09:15
  std::string_view time_24h, time_12h;  // in a phrase: "{} Uhr"; "{time} {half}": "9:15 AM"
  std::string_view am, pm;              // {half}
  std::string_view range;               // "{from} – {to}", digits

  std::string_view date;                     // "{weekday}, {month} {day}", in running text
  std::string_view first_day;                // the first of a month: "1er"; empty: "1"
  std::array<std::string_view, 7> weekdays;  // Sunday first
  std::array<std::string_view, 12> months;
  std::string_view date_and_time;  // "{date}, {time}"

  // For sessions that print no better: talk, keynote, invited talk, several talks, panel, posters,
  // questions, tutorial, opening, closing, discussion, registration, break, social
  // (schedule::Kind).
  std::array<std::string_view, 14> kinds;
};

// Every language that the sign speaks: "ar", "de", ...
std::vector<std::string_view> languages();

// The table for a language tag ("en", "en-US", "zh_Hans", "zh-TW"); null where there is none.
const Phrases* find_phrases(std::string_view language);

// The same; English where there is none.
const Phrases& phrases(std::string_view language);

// How a language writes Chinese characters; none: it has none.
std::optional<render::Han> han_of(std::string_view language);

// `pattern` with its {} replaced.
std::string fill(std::string_view pattern, std::string_view value);

// As a line of its own: "monday" -> "Monday". ASCII only.
std::string with_capital(std::string text);

}  // namespace roomsign::view
