// What stands before a colon: labels ("Keynote:"), roles ("Moderator:") and names ("Ada
// Lovelace:").
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/formats/html/rich_text.hpp"

namespace roomsign::formats::html {

enum class Role { kSpeaker, kChair, kTitle, kEmployer };

struct RoleLine {
  Role role = Role::kSpeaker;
  std::string name;  // "Keynote Speaker"
  std::string text;  // behind the colon
};

// "Panelists: ...", "Session Chair: ...", "Title: ..."
std::optional<RoleLine> role_line(const Line& line);

struct Label {
  std::string text;  // without the colon
  Line rest;
};

// At most four words before the first colon that are marked as a label (bold or italic up to
// there), or are words for kinds of sessions, or are one word with nothing or "Q & A" behind; never
// a person's name.
std::optional<Label> split_label(const Line& line);

// The colon that may end a label or a name: not that of "10:30" or "http://". npos: none.
std::size_t label_colon(const Line& line);

// Bold or italic exactly up to the colon.
bool is_marked(const Line& line, std::size_t colon);

// Does a line open with a person and a colon ("Ada Lovelace: Notes")? None where it has no colon or
// a word for a kind of session before it.
std::optional<bool> opens_with_name(const Line& line);

// Does nothing but a person follow a numbered label ("Talk 3: Ada Lovelace")? None where there is
// no such label, or nothing but "TBD" behind it.
std::optional<bool> has_name_behind_number(const Line& line);

}  // namespace roomsign::formats::html
