// The small readers under the page reader: dates, zones, people, kinds and lines of words.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/rich_text.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/zone_text.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::formats::html {
namespace {

using schedule::Kind;
using namespace std::chrono_literals;

// "06 12 2025", the year left out where the date has none; "" for no date.
std::string date_of(const std::string& text) {
  const auto dates = dates_in(text);
  if (dates.empty()) return {};
  std::string spelled = std::to_string(static_cast<unsigned>(dates[0].day.month())) + "-" +
                        std::to_string(static_cast<unsigned>(dates[0].day.day()));
  if (dates[0].year) spelled = std::to_string(static_cast<int>(*dates[0].year)) + "-" + spelled;
  return spelled;
}

std::string zone_name(const std::string& text) {
  const auto found = zone_in(text);
  if (!found) return "none";
  return found->zone ? found->zone->name() : "unknown";
}

std::vector<Line> lines(const std::string& html) {
  const auto document = parse_document("<body><div>" + html + "</div></body>");
  REQUIRE(document);
  for (const Node& node : document->children) {
    if (node.is("body")) return lines_of(node);
  }
  return {};
}

}  // namespace

TEST_CASE("Dates are found in the ways that people write them") {
  CHECK(date_of("Rivers 2030, December 6th, Harbour") == "12-6");
  CHECK(date_of("December 6, 2025") == "2025-12-6");
  CHECK(date_of("Friday 18th September 2015") == "2015-9-18");
  CHECK(date_of("on the 18th of September, 2015") == "2015-9-18");
  CHECK(date_of("Dec 6") == "12-6");
  CHECK(date_of("2025-12-06T09:00") == "2025-12-6");
  CHECK(date_of("6. Dezember 2025") == "2025-12-6");
  CHECK(date_of("le 14 ao\u00fbt 2026") == "2026-8-14");
  CHECK(date_of("December 6-7, 2025").starts_with("12-6"));
}

TEST_CASE("The day stands before the month where a number stands on either side") {
  CHECK(date_of("Sat 6 Dec, 8 a.m. PST") == "12-6");
  CHECK(date_of("mardi 9 juin, 14h00") == "6-9");
  CHECK(date_of("Freitag, 13. M\u00e4rz, 9 Uhr") == "3-13");
  CHECK(date_of("16 June 9.30 am, 2026") == "6-16");
  CHECK(date_of("Sunday 14 June, 9-17, Boston") == "6-14");
  CHECK(date_of("Day 1 June 3, 2026") == "2026-6-3");
  CHECK(date_of("Session 2: June 5") == "6-5");
  CHECK(date_of("9:30 June 3") == "6-3");
  CHECK(date_of("9.30 June 3") == "6-3");
  CHECK(date_of("June 3, July 4").starts_with("6-3"));
}

TEST_CASE("An hour behind the month's name is no day") {
  for (const char* text : {"June 9:30", "June 9.30", "June 9 am", "June 9 a.m.", "Juni 9 Uhr",
                           "June 9h30", "June 9h"}) {
    CAPTURE(text);
    CHECK(date_of(text).empty());
  }
}

TEST_CASE("Of several days of a month the first is the date") {
  CHECK(date_of("10-11 September 2026, Lisbon") == "2026-9-10");
  CHECK(date_of("10\u201311 September 2026") == "2026-9-10");
  CHECK(date_of("10th and 11th September 2026") == "2026-9-10");
  CHECK(date_of("10.-11. September 2026") == "2026-9-10");
  CHECK(date_of("Am 12. und 13. M\u00e4rz 2026") == "2026-3-12");
  CHECK(date_of("Thu 10 \u2013 Fri 11 September 2026") == "2026-9-10");
  CHECK(date_of("Thursday, 10 \u2013 Friday, 11 September 2026") == "2026-9-10");
  CHECK(date_of("del 3 al 5 de junio de 2026") == "2026-6-3");
  CHECK(date_of("30 June - 2 July 2026") == "6-30");
  CHECK(date_of("June 30\u2013July 2, 2026") == "6-30");
  CHECK(date_of("Room 5 - 10 June 2026") == "2026-6-10");
  CHECK(date_of("Hall 9, 10 June 2026") == "2026-6-10");
}

TEST_CASE("Months and weekdays have names in six languages") {
  CHECK(date_of("12 de marzo de 2026, Madrid") == "2026-3-12");
  CHECK(date_of("Jueves, 3 y 4 de junio del 2026") == "2026-6-3");
  CHECK(date_of("1\u00ba de maio de 2026") == "2026-5-1");
  CHECK(date_of("gioved\u00ec 12 febbraio 2026") == "2026-2-12");
  for (const char* text :
       {"Donnerstag", "jeudi", "jueves", "gioved\u00ec", "quinta-feira", "Thu"}) {
    CAPTURE(text);
    CHECK(weekday_in(text) == std::chrono::Thursday);
  }
  CHECK_FALSE(weekday_in("quinta sesi\u00f3n"));
  CHECK_FALSE(weekday_in("Die Sonne"));
}

TEST_CASE("Dates in numbers are taken where they can be nothing else") {
  CHECK(date_of("Donnerstag, 12.03.2026") == "2026-3-12");
  CHECK(date_of("12. 3. 2026") == "2026-3-12");
  CHECK(date_of("12.03.26, 9.00 Uhr") == "2026-3-12");
  CHECK(date_of("12.-13.03.2026") == "2026-3-12");
  CHECK(date_of("30.06. \u2013 02.07.2026") == "2026-6-30");
  CHECK(date_of("12.03. und 13.03.2026") == "2026-3-12");
  CHECK(date_of("Do 12.03. \u2013 Fr 13.03.2026") == "2026-3-12");
  CHECK(date_of("30.12.-02.01.2027") == "2026-12-30");
  CHECK(date_of("13/05/2026") == "2026-5-13");
  CHECK(date_of("05/13/2026") == "2026-5-13");
  CHECK(date_of("2026/03/12") == "2026-3-12");
  CHECK(date_of("2026\u5e743\u670812\u65e5\uff08\u6728\uff09") == "2026-3-12");
  for (const char* text : {"12/03/2026", "Version 1.12.03.2026", "10.12.13.14", "3.2.15",
                           "12.13.2026", "9.10", "10.11. 12 people"}) {
    CAPTURE(text);
    CHECK(date_of(text).empty());
  }
}

TEST_CASE("What is no date is left alone") {
  CHECK(date_of("September 2015").empty());  // not the 20th
  CHECK(date_of("Day 1 (Tuesday, 11/5)").empty());
  CHECK(date_of("February 31").empty());
  CHECK(date_of("may 5 of you come").starts_with("5-5"));  // a price of reading any order
  CHECK(date_of("Room 12, Level 3").empty());
}

TEST_CASE("A year stands beside the day or elsewhere in four digits or two") {
  CHECK(year_in("NeurIPS 2025, December 6") == std::chrono::year(2025));
  CHECK(year_in("NeurIPS '25, Dec 6") == std::chrono::year(2025));
  CHECK(year_in("NeurIPS \u201925, Dec 6") == std::chrono::year(2025));
  CHECK(date_of("Sun 14th Jun '26, 09:00 BST") == "2026-6-14");
  CHECK(date_of("14 June \u201926") == "2026-6-14");
  CHECK_FALSE(year_in("Room 20255, Dec 6"));
}

TEST_CASE("Alternatives are undecided dates") {
  CHECK(is_undecided_date("December 13th or 14th"));
  CHECK_FALSE(is_undecided_date("December 13th, Orlando"));
}

TEST_CASE("Zones in running text are names or offsets that can be nothing else") {
  CHECK(zone_name("All times are local (UTC)") == "Etc/UTC");
  CHECK(zone_name("Times in GMT+2") == "Etc/GMT-2");
  CHECK(zone_name("Pacific Daylight Time (GMT\u22127)") == "America/Los_Angeles");
  CHECK(zone_name("Central European Summer Time (GMT+2)") == "Europe/Brussels");
  CHECK(zone_name("schedule in Europe/Berlin time") == "Europe/Berlin");
  CHECK(zone_name("9:00 UTC+05:30") == "Asia/Kolkata");
  CHECK(zone_name("UTC+8:45") == "unknown");
  CHECK(zone_name("the best of the west") == "none");
  CHECK(zone_name("Welcome to the EU, et al.") == "none");
}

TEST_CASE("Offsets off the full hour have zones or none") {
  REQUIRE(zone_at_offset(-8h));
  CHECK(zone_at_offset(-8h)->name() == "Etc/GMT+8");
  CHECK(zone_at_offset(9h + 30min)->name() == "Australia/Darwin");
  CHECK_FALSE(zone_at_offset(7min));
}

TEST_CASE("Names of people are told from titles and organisations") {
  for (const char* name :
       {"Ada Lovelace", "H.T. Kung", "Neeraja J. Yadwadkar", "Ludwig van Beethoven",
        "Dr. Fei-Fei Li", "No\u00e9mie Elhadad", "Ahmed El-Kishky"}) {
    CAPTURE(name);
    CHECK(is_name(name));
  }
  for (const char* title :
       {"Opening Remarks", "On Rivers", "Machine Learning", "Harvard University", "MIT",
        "GPU Kernels", "Ada", "Poster Session 1", "ada lovelace"}) {
    CAPTURE(title);
    CHECK_FALSE(is_name(title));
  }
}

TEST_CASE("Lists of people split at commas and words outside brackets") {
  const auto three = people("Ada Lovelace (MIT, AWS), Grace Hopper and Alan Turing.");
  REQUIRE(three.size() == 3);
  CHECK(three[0].affiliation == "MIT, AWS");
  CHECK(three[2].name == "Alan Turing");
  CHECK(people("Ada Lovelace, floods and dams").empty());
}

TEST_CASE("Kinds come from words in labels and from the ends of titles") {
  CHECK(kind_of_label("Invited Speaker 1") == Kind::kInvited);
  CHECK(kind_of_label("Contributed Talks") == Kind::kTalks);
  CHECK(kind_of_label("Panel Discussion") == Kind::kPanel);
  CHECK_FALSE(kind_of_label("Hardware"));
  CHECK_FALSE(kind_of_label("End-to-end"));
  CHECK(kind_of_title("Poster Session | Coffee Break") == Kind::kPoster);
  CHECK(kind_of_title("\"Lunch\" Break / Live Interactions") == Kind::kBreak);
  CHECK(kind_of_title("Q & A") == Kind::kQa);
  CHECK(kind_of_title("Introduction and opening remarks") == Kind::kOpening);
  CHECK(kind_of_title("Workshop After Party") == Kind::kSocial);
  CHECK_FALSE(kind_of_title("Opening black boxes"));
  CHECK_FALSE(kind_of_title("A pause for thought and what it costs the networks of this world"));
}

TEST_CASE("Breaks have many names and pictures") {
  for (const char* title :
       {"\u2615 Coffee break", "\u2615\uFE0F Coffee", "\U0001F37D Lunch", "\u2014 Break \u2014",
        "Mittagspause", "D\u00e9jeuner", "Pausa caf\u00e9", "Refreshments", "Health break",
        "Bio break", "Stretch break", "Boxed lunch", "Virtual coffee break"}) {
    CAPTURE(title);
    CHECK(kind_of_title(title) == Kind::kBreak);
  }
  CHECK(kind_of_title("\U0001F3A4 Keynote") == Kind::kKeynote);
  CHECK_FALSE(kind_of_title("Health data in the cloud"));
  CHECK_FALSE(kind_of_title("\u6df1\u5c64\u5b66\u7fd2"));
}

TEST_CASE("A title says that its session is cancelled by a word that stands apart") {
  using Rest = std::optional<std::string_view>;
  for (const char* title :
       {"Cancelled: Tides", "[Cancelled] Tides", "(canceled) Tides", "CANCELLED Tides",
        "CANCELED - Tides", "Abgesagt \u2013 Tides", "ENTF\u00c4LLT: Tides", "Annul\u00e9 : Tides",
        "Tides (cancelled)", "Tides [ABGESAGT]", "Tides CANCELLED", "Tides - cancelled"}) {
    CAPTURE(title);
    CHECK(without_cancelled(title) == Rest("Tides"));
  }
  for (const char* title :
       {"Cancelling POSIX syscalls", "Cancelled orders and what to do", "Cancelled",
        "Informal discussion (original talk cancelled)", "WHY MY FLIGHT WAS CANCELLED",
        "CANCELLED FLIGHTS", "How my flight was cancelled", "Tides", ""}) {
    CAPTURE(title);
    CHECK(without_cancelled(title) == Rest());
  }
  CHECK(is_cancelled("(Cancelled)"));
  CHECK_FALSE(is_cancelled("Cancelled talk"));
}

TEST_CASE("Lines break at blocks and br but not inside items") {
  const auto all =
      lines("One<br>two <b>three</b><ul><li>four:<br>five</li><li>six</li></ul><p>seven</p>");
  REQUIRE(all.size() == 5);
  CHECK(all[1].text() == "two three");
  CHECK(all[1].run(kBold, 4) == 5);
  CHECK(all[2].text() == "four: five");
  CHECK(all[2].item);
  CHECK(all[3].item);
  CHECK_FALSE(all[4].item);
}

TEST_CASE("Blanks of every kind are one blank") {
  const auto all = lines(" a&nbsp;\n\t b ");
  REQUIRE(all.size() == 1);
  CHECK(all[0].text() == "a b");
}

}  // namespace roomsign::formats::html
