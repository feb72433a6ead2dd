// What the sign calls a session, whenever that is. Pure; nothing here knows the time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/schedule/schedule.hpp"
#include "daemon/view/photos.hpp"
#include "daemon/view/phrases.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

// Between things of one line: "Natasha Jaques · University of Washington".
std::string join(const std::vector<std::string>& parts, std::string_view separator = " · ");

// Its title, else its label, else its kind in words. Never empty.
std::string headline(const schedule::Session& session, const Phrases& words);

// The words above the headline: its label, else a kind that says more than the title does
// ("Keynote"), without what would only repeat the headline; then its track.
std::string chip(const schedule::Session& session, const Phrases& words);

// The name of a track that its event gives a colour, and so tells apart by it: wherever the colour
// is, the name is. Empty where the title or the label says it.
std::string track_word(const schedule::Session& session, const Phrases& words);
std::optional<render::Color> track_color(const schedule::Session& session);

// Its headline in a list, where no chip stands beside it: "CodeGen: Q & A".
std::string list_title(const schedule::Session& session, const Phrases& words);

// "Natasha Jaques · University of Washington"; several: "Jeff Dean, Natasha Jaques".
std::string byline(const std::vector<schedule::Speaker>& speakers);

// The second line in a list: who speaks, else what the talks are.
std::string detail(const schedule::Session& session);

// With those of the photographs that there are; null: none.
std::vector<render::Person> people(const schedule::Session& session, const Photos* photos);
std::vector<render::Part> parts(const schedule::Session& session);

}  // namespace roomsign::view
