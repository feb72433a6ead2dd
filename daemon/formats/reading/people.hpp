// Which words are people's names, and who belongs where.
//
// A name is two to five capitalised words without digits, colons, all-capital words or words that
// only titles and organisations have. Errs towards "no name": a title that is shown whole reads
// well, a title taken for a person does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats {

bool is_name(std::string_view text);                  // "Ada van Lovelace", "Dr. H.T. Kung"
bool is_organisation(std::string_view text);          // "Harvard University", "UCSD", "Modular.ai"
bool is_telling_organisation(std::string_view text);  // only by words that only they have

// "Name", "Name (Org)", "Name(Org)", "Name - Org", "Name, Org" where Org is a telling one.
std::optional<schedule::Speaker> person(std::string_view text);

// "A, B (Org) and C": all of them, or nothing if one is not a person.
std::vector<schedule::Speaker> people(std::string_view text);

// Parts of `text` between commas, semicolons, "and", "&" outside brackets.
std::vector<std::string> list_parts(std::string_view text);

}  // namespace roomsign::formats
