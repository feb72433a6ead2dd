// Which of a page's tables are its programme, and of which day each is.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/html/columns.hpp"
#include "daemon/formats/html/days.hpp"
#include "daemon/formats/html/grid.hpp"
#include "daemon/formats/html/page.hpp"

namespace roomsign::formats::html {

struct Table {
  Grid grid;
  Columns columns;
  std::string heading;         // nearest above it
  std::string day_heading;     // nearest above it that names a day
  std::size_t number = 0;      // among the page's tables, from 1
  std::size_t rows_above = 0;  // where this is a later part of it
  std::string room;            // its heading's, where tables of a day are rooms
  std::size_t split_rows = 0;  // rows that held the cells of several
  bool named = false;          // id, class or heading say schedule, programme, agenda...
  std::optional<std::chrono::local_days> day;
};

// "Schedule", "agenda", "Programm": words for what we look for, in a heading, an id or a class.
bool says_schedule(std::string_view text);

// Tables with a column of times and at least two timed rows, or one and a header that says time;
// not those inside the cell of another such table. In the page's order. A table with headings of
// days across it, a column of days, or a column for each day is taken apart into one for each day;
// tables of one session that follow each other are one.
std::vector<Table> schedule_tables(const Page& page);

// Gives each table its day: the date in its heading (year from `first_day` if none), the weekday or
// "Day 2" counted from `first_day`, a date in its cells' data; else `first_day`.
void assign_days(std::vector<Table>& tables, std::optional<std::chrono::year_month_day> first_day);

// All days stay. Of tables of one day: all, if they follow each other in time or stand under the
// names of rooms; else the first that is named, else the first. What is left out is named in
// `warnings`.
std::vector<Table> chosen(const std::vector<Table>& tables, std::vector<std::string>& warnings);

}  // namespace roomsign::formats::html
