// What a row's cell says about its session: label, title, speakers, parts.
//
//   <b>Keynote:</b> Ada Lovelace (<i>Analytical Society</i>)<br>Notes on Engines
//   == {label "Keynote", kind keynote, title "Notes on Engines", speakers {Ada Lovelace, ...}}
// Where no rule fits, the line is the title: what is printed stays legible.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/formats/html/rich_text.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::html {

struct Content {
  schedule::Kind kind = schedule::Kind::kTalk;
  std::string label;
  std::string title;
  std::string subtitle;
  std::string room;  // "Award Lecture (Symphony Hall)"
  std::string note;  // who chairs
  bool cancelled = false;
  std::vector<schedule::Speaker> speakers;
  std::vector<schedule::Talk> talks;
  std::optional<std::chrono::minutes> length;  // "Closing (10 min)"
};

struct ContentHints {
  std::vector<Line> label;             // from a column of its own
  std::string speakers;                // likewise; its lines separated by '\n'
  std::string chair;                   // likewise
  bool cancelled = false;              // likewise
  bool name_before_title = false;      // the table writes "Name: Title" without marking the name
  bool people_behind_numbers = false;  // and "Talk 3: Name"
};

Content read_content(std::vector<Line> lines, const ContentHints& hints = {});

// All that the content says of a session; its times are still to be set.
schedule::Session as_session(Content content);

}  // namespace roomsign::formats::html
