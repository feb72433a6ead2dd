// Who is billed in one line of a programme, and what is left of the line.
//
//   "Ada Lovelace - Notes on engines"   == {speakers {Ada Lovelace}, title "Notes on engines"}
//   "Panel (Ada Lovelace, Alan Turing)" == {speakers {both}, title "Panel"}
// Each function knows one form and gives nothing where the line has another: which form is tried
// where is content.cpp's affair.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/formats/html/rich_text.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::html {

struct Billing {
  std::vector<schedule::Speaker> speakers;
  Line title;        // may be empty
  std::string note;  // "on behalf of Grace Hopper"
};

// "A, B (Org) and C", and nothing but that.
std::optional<Billing> all_people(const Line& line);

// "Name (Org)", several such, or "Name, Org": with an affiliation a line is of people for sure.
std::optional<Billing> affiliated_people(const Line& line);

// Behind "Keynote:": "Name", "Name - Org", "Name - Title", "Name: Title", a name and a title that
// is a link or stands on the author's next line.
std::optional<Billing> person_then_title(const Line& line);

// "Panel (A, B, and C)", "Fireside chat with A and B"
std::optional<Billing> title_then_people(const Line& line);

// "<b>Ada Lovelace:</b> Notes"; `unmarked`: also where the name is not marked.
std::optional<Billing> name_before_title(const Line& line, bool unmarked);

// Takes ", moderated by A" off the end of `line` and returns "Moderator: A"; "" where there is
// none.
std::string take_moderator(Line& line);

}  // namespace roomsign::formats::html
