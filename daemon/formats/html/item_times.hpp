// When the sessions are whose times stand in the elements of a page.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/html/rows.hpp"
#include "daemon/formats/html/time_items.hpp"

namespace roomsign::formats::html {

struct ItemTimesOptions {
  std::optional<std::chrono::year_month_day> first_day;   // the page's or the configuration's
  std::optional<std::chrono::year_month_day> configured;  // only the configuration's
  Zone zone;
  std::string what;  // what to call an item in warnings: "line"
};

struct ItemTimes {
  std::vector<Row> rows;        // without their sessions; `number` is the item's, from 1
  bool used_first_day = false;  // else the days are all the items' own
  std::vector<std::string> warnings;
};

// The day is that of the text above, else of the data, else the first day; items for which there is
// none get no row. Where print and data agree, print counts; where they do not, the data does, for
// that is what the page's script shows. Data of another day than the one printed above (last
// year's) keeps its time of day only.
ItemTimes times_of(const std::vector<TimeItem>& items, const ItemTimesOptions& options);

// How far what is printed lies before what the data says in UTC, if it is the same for all items
// that have both, two at least: data in UTC beside a text in local time gives the page's offset.
std::optional<std::chrono::seconds> printed_offset(const std::vector<TimeItem>& items);

}  // namespace roomsign::formats::html
