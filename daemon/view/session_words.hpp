// What the sign calls a session, whenever that is. Pure; nothing here knows the time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/schedule/schedule.hpp"
#include "daemon/view/phrases.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

// Between things of one line: "Natasha Jaques · University of Washington".
std::string join(const std::vector<std::string>& parts, std::string_view separator = " · ");

// Its title, else its label, else its kind in words. Never empty.
std::string headline(const schedule::Session& session, const Phrases& words);

// The word above the headline: its label, else a kind that says more than the title does
// ("Keynote"); empty where it would only repeat the headline.
std::string chip(const schedule::Session& session, const Phrases& words);

// Its headline in a list, where no chip stands beside it: "CodeGen: Q & A".
std::string list_title(const schedule::Session& session, const Phrases& words);

// "Natasha Jaques · University of Washington"; several: "Jeff Dean, Natasha Jaques".
std::string byline(const std::vector<schedule::Speaker>& speakers);

// The second line in a list: who speaks, else what the talks are.
std::string detail(const schedule::Session& session);

std::vector<render::Person> people(const schedule::Session& session);
std::vector<render::Part> parts(const schedule::Session& session);

}  // namespace roomsign::view
