// The ways in which a page may hold its programme, one function each: a table of times, schema.org
// data, elements that hold a time.
//
// Each answers with a whole programme, or with an Error that says in words what it found and what
// was missing ("no table of times"): html.cpp joins these to the one refusal of the page. An error
// other than "no-sessions" says that the programme was found, but could not be read ("no-date").
#pragma once

#include "daemon/formats/format.hpp"
#include "daemon/formats/html/about.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/linked_data.hpp"
#include "daemon/formats/html/page.hpp"
#include "daemon/formats/html/rows.hpp"
#include "daemon/formats/html/source.hpp"
#include "daemon/formats/reading/civil_time.hpp"

namespace roomsign::formats::html {

struct Material {
  const Source& source;
  const Document& document;
  const Page& page;
  const LinkedData& linked;
  const Hints& hints;
};

// What is wrong with times that have no day ("no-date").
inline constexpr std::string_view kNoDay =
    "neither the page nor the configuration (source.date, --date) says of which day";

Result<Parsed> read_tables(const Material& material);
Result<Parsed> read_linked_events(const Material& material);
Result<Parsed> read_time_elements(const Material& material);

// What the words of `page`, the schema.org data and the configuration say about the event; each
// wins over those before it in the date, words over data in the rest.
About describe(const Material& material, const Page& page);

// Sets what an About says about the event and its source.
void put(const About& about, const ZoneChoice& zone, Parsed& parsed);

// Leaves out rows that repeat another in all they say, infers the ends that are missing, makes
// civil times instants and adds the sessions to `parsed`. `what` names a row in warnings: "row".
void add_rows(std::vector<Row> rows, const Zone& zone, const Hints& hints, std::string_view what,
              Parsed& parsed);

// Sorts and names the sessions, and names the programme's first day.
void finish(Parsed& parsed, const Zone& zone, std::string_view date_from);

}  // namespace roomsign::formats::html
