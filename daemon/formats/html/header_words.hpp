// What the word in a column's header says that the column holds, in the languages of the pages that
// we meet: English, German, French, Spanish, Japanese.
#pragma once

#include <string_view>

namespace roomsign::formats::html {

enum class Heading {
  kNone,      // no word, or none that is known: often a room
  kDay,       // "Date"
  kTime,      // "Time", "Start"
  kEnd,       // "End"
  kDuration,  // "Length"
  kLabel,     // "Type"
  kChair,     // "Chair"
  kRoom,      // "Room", but not "Room 5", which is a room
  kTitle,     // "Talk"
  kSessions,  // "Talks": the title's column, or one of several side by side
  kSpeakers,  // "Speaker"
  kLinks,     // "Slides": nothing for a sign
};

// The first that fits, in the order above. "Session 2" is a column of sessions: kNone.
Heading heading_of(std::string_view header);

bool says_time(std::string_view header);

}  // namespace roomsign::formats::html
