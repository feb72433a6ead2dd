// Screen: the finished words of one picture. What to show is decided; how it looks is not.
//
// Two equal Screens give equal pictures, so a Screen that did not change need not be drawn. Every
// string is ready to be read (language, 12 or 24 hours, "23 min left"); an empty one is not shown.
// Labels come in sentence case; a layout may set them in capitals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/geometry.hpp"
#include "render/han.hpp"
#include "render/image.hpp"

namespace roomsign::render {

// Which picture. Layouts place things by it; words never depend on it.
enum class Scene {
  kSession,    // a session, running or about to run, is the hero
  kAgenda,     // a day's programme in columns, under `headline`
  kMessage,    // `headline` and `title` large in the middle: day over, programme over
  kWaiting,    // no schedule yet: for whoever installs the sign
  kLobby,      // `doors`: what is on and what comes next in many rooms, in pages
  kEmergency,  // nothing but `headline`, `lines` and `qr`, in the strongest colours there are
};

struct Clock {
  std::string time;    // "8:52", "14:05"; digits sit in equal cells
  std::string suffix;  // "AM"; empty with 24 hours
  std::string date;    // "Saturday, December 6"
  bool operator==(const Clock&) const = default;
};

struct Person {
  std::string name;
  std::string affiliation;
  ImagePtr photo;  // square; null: none
  bool operator==(const Person&) const = default;
};

struct Part {  // one talk of a session of contributed talks
  std::string title;
  std::string speakers;
  bool operator==(const Part&) const = default;
};

struct Progress {
  std::string range;      // "8:20 – 9:15 AM", "since 3:30 PM"
  std::string remaining;  // "23 min left"
  int permille = -1;      // 0..1000 of the session gone by; -1: no bar
  bool quiet = false;     // a break: not in the accent colour
  std::string was;        // "9:15": the time that was announced, struck out before the range
  bool operator==(const Progress&) const = default;
};

struct Entry {       // one row of a list; never shown in part
  std::string time;  // "9:15"
  std::string was;   // "9:05": the time that was announced, struck out beside it
  std::string title;
  std::string detail;          // "Natasha Jaques · University of Washington", one line
  bool quiet = false;          // a break: in the second colour
  bool struck = false;         // cancelled or moved; `detail` says which and is not struck
  bool news = false;           // it takes place, and `detail` begins with what became of it
  bool heading = false;        // a day's name above the entries that follow: only `title` is set
  std::optional<Color> track;  // the colour of its track, for a mark; says nothing by itself
  bool operator==(const Entry&) const = default;
};

struct Door {        // kLobby: one room, or all of them together
  std::string room;  // "Hall A"
  Entry now;         // its `time` is what remains, "23 min left"; without a title nothing is on
  Entry next;        // without a title nothing comes any more
  bool operator==(const Door&) const = default;
};

struct Band {        // an announcement, along the bottom of every scene
  std::string text;  // at most some lines
  bool warning = false;
  std::string qr;  // text for a QR code beside it
  bool operator==(const Band&) const = default;
};

struct Screen {
  Scene scene = Scene::kWaiting;
  bool right_to_left = false;  // read from the right: the picture is mirrored
  std::optional<Han> han;      // none: Chinese characters are written as the other letters say

  // Top line: never moves between scenes.
  std::string room;   // "Upper Level Room 5AB"
  std::string event;  // "Workshop on ML for Systems at NeurIPS 2025"
  Clock clock;        // all empty when the time is not to be trusted

  // kSession
  std::string aside;           // second colour, above: "Coffee Break · until 10:10 AM"
  std::string stamp;           // above all, as if stamped on: "Room full · Overflow in Hall C"
  std::string eyebrow;         // accent: "Keynote", "Next in 9 min"
  std::optional<Color> track;  // tints the eyebrow, as far as it can be read
  std::string title;           // empty where the eyebrow and the parts say it all
  std::vector<Person> people;
  std::vector<Part> parts;  // with or without a title above
  Progress progress;

  // The list beside or below the hero (kSession), or the day in columns (kAgenda).
  std::string list_heading;  // "Up next", "Later"
  std::vector<Entry> list;
  std::vector<Entry> also_now;  // other running sessions
  std::string also_heading;     // "Also now"

  // kLobby, under `headline` where there is one. The list's heading is that of what comes next.
  std::vector<Door> doors;
  std::string now_heading;  // "Now"

  // kAgenda, kLobby: "Today starts at 8:15 AM" + "in 35 min". kMessage: "That’s all for today",
  // below it `eyebrow` ("Tomorrow · 9:00 AM"), `title` and `people` of what comes then, any of them
  // empty. kWaiting: what is waited for. kEmergency: what to know at once; `eyebrow` says what it
  // is.
  std::string headline;
  std::string headline_aside;
  std::vector<std::string> lines;  // kWaiting, kMessage: small lines below; kEmergency: what to do
  bool drill = false;              // kEmergency: only an exercise, and plainly so
  std::string qr;                  // text for a QR code (an address)

  std::vector<Band> bands;  // take turns with the pages; not in kEmergency

  // Bottom line, small print.
  std::string foot_left;   // "mlforsystems.org"
  std::string foot_right;  // "Schedule as of 9:02 AM"

  bool operator==(const Screen&) const = default;
};

}  // namespace roomsign::render
