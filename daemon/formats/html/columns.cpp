#include "daemon/formats/html/columns.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/kinds.hpp"

namespace roomsign::formats::html {
namespace {

template <std::size_t N>
bool has_word(std::string_view text, const std::array<std::string_view, N>& words) {
  std::string lower = to_lower(text);
  std::ranges::replace_if(
      lower,
      [](char c) { return std::string_view("()/&,:;.-\n").find(c) != std::string_view::npos; },
      ' ');
  const auto parts = split(lower, ' ');
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return std::ranges::find(words, part) != words.end(); });
}

bool says_time(std::string_view text) {
  constexpr std::array<std::string_view, 10> kWords{"time", "times", "start",   "starts", "when",
                                                    "zeit", "heure", "horaire", "hora",   "begin"};
  return has_word(text, kWords);
}
bool says_end(std::string_view text) {
  constexpr std::array<std::string_view, 6> kWords{"end", "ends", "until", "ende", "fin", "finish"};
  return has_word(text, kWords);
}
bool says_label(std::string_view text) {
  constexpr std::array<std::string_view, 4> kWords{"type", "kind", "format", "category"};
  return has_word(text, kWords);
}
bool says_content(std::string_view text) {
  constexpr std::array<std::string_view, 14> kWords{
      "title",   "talk", "talks",   "topic",     "session", "event", "activity",
      "section", "what", "program", "programme", "agenda",  "item",  "description"};
  return has_word(text, kWords);
}
bool says_speakers(std::string_view text) {
  constexpr std::array<std::string_view, 10> kWords{
      "speaker", "speakers",   "presenter", "presenters",  "who",
      "author",  "instructor", "authors",   "instructors", "chair"};
  return has_word(text, kWords);
}
bool says_room(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords{"room", "location", "where", "place", "venue",
                                                   "lieu", "salle",    "ort",   "raum"};
  const bool numbered = text.find_first_of("0123456789") != std::string_view::npos;
  return !numbered && has_word(text, kWords) && split(trim(text), ' ').size() <= 2;
}

struct TimeShare {
  std::size_t times = 0;
  std::size_t others = 0;
};

TimeShare times_in_column(const Grid& grid, std::size_t column, bool bare_digits) {
  TimeShare share;
  for (const auto& row : grid.rows) {
    if (row[column].cell == nullptr || !row[column].first) continue;
    const bool whole_row = row.size() > 1 && std::ranges::all_of(row, [&](const Place& place) {
                             return place.cell == row[column].cell;
                           });
    const std::string text = cell_text(row[column].cell);
    if (whole_row || row[column].cell->is("th")) continue;
    const auto kind = parse_time_cell(text, bare_digits).kind;
    if (kind == TimeCell::Kind::kTime || time_attribute(*row[column].cell)) {
      ++share.times;
    } else if (kind == TimeCell::Kind::kNone) {
      ++share.others;
    }
  }
  return share;
}

bool is_time_column(const TimeShare& share) {
  return share.times > 0 && share.times >= share.others;
}

// Rows above the first that has a time or a cell that spans the body's columns, if they look like a
// header: all th, or one says "time".
std::size_t header_rows(const Grid& grid, std::size_t start) {
  std::size_t rows = 0;
  for (; rows < grid.rows.size() && rows < 3; ++rows) {
    const auto& row = grid.rows[rows];
    const bool all_headers = std::ranges::all_of(
        row, [](const Place& place) { return place.cell == nullptr || place.cell->is("th"); });
    const bool timed = row[start].cell != nullptr &&
                       parse_time_cell(cell_text(row[start].cell)).kind == TimeCell::Kind::kTime;
    if (timed || (!all_headers && !says_time(cell_text(row[start].cell)))) break;
  }
  return rows;
}

// What the header calls a column: its rows joined, each cell once.
std::string header_of(const Grid& grid, std::size_t rows, std::size_t column) {
  std::string text;
  const Node* last = nullptr;
  for (std::size_t row = 0; row < rows; ++row) {
    const Node* cell = grid.cell(row, column);
    if (cell == nullptr || cell == last) continue;
    last = cell;
    const std::string words = clean_line(cell_text(cell));
    if (!words.empty()) text += (text.empty() ? "" : " ") + words;
  }
  return text;
}

bool mostly_kinds(const Grid& grid, std::size_t first_row, std::size_t column) {
  std::size_t kinds = 0;
  std::size_t cells = 0;
  for (std::size_t row = first_row; row < grid.rows.size(); ++row) {
    const std::string text = clean_line(cell_text(grid.cell(row, column)));
    if (text.empty()) continue;
    ++cells;
    kinds += split(text, ' ').size() <= 4 && kind_of_label(text) ? 1 : 0;
  }
  return cells > 0 && kinds * 10 >= cells * 6;
}

// Columns without a telling header: a label column, one of content, or rooms side by side.
void assign_unnamed(const Grid& grid, const std::vector<std::size_t>& unnamed, std::size_t header,
                    Columns& columns) {
  if (unnamed.empty()) return;
  const bool has_content = !columns.content.empty();
  if (header > 0 && unnamed.size() >= 2 && !has_content) {
    for (const std::size_t column : unnamed) {
      columns.rooms.push_back({column, header_of(grid, header, column)});
    }
    return;
  }
  for (const std::size_t column : unnamed) {
    const bool label = !columns.label && unnamed.size() >= 2 && column == unnamed.front() &&
                       mostly_kinds(grid, columns.first_row, column);
    if (label) {
      columns.label = column;
    } else if (!has_content) {
      columns.content.push_back(column);
    }
  }
}

void assign_roles(const Grid& grid, std::size_t header, Columns& columns) {
  std::vector<std::size_t> unnamed;
  std::vector<std::size_t> named_rooms;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    if (column == columns.start || column == columns.end) continue;
    const std::string name = header_of(grid, header, column);
    if (says_label(name)) {
      columns.label = column;
    } else if (says_content(name)) {
      columns.content.push_back(column);
    } else if (says_speakers(name)) {
      columns.speakers = column;
    } else if (says_room(name)) {
      named_rooms.push_back(column);
    } else {
      unnamed.push_back(column);
    }
  }
  if (named_rooms.size() == 1) {
    columns.room = named_rooms.front();
  } else {
    unnamed.insert(unnamed.end(), named_rooms.begin(), named_rooms.end());
    std::ranges::sort(unnamed);
  }
  assign_unnamed(grid, unnamed, header, columns);
  if (columns.content.empty() && columns.rooms.empty() && columns.speakers) {
    columns.content.push_back(*columns.speakers);  // "Time | Speaker": all there is
    columns.speakers.reset();
  }
}

std::optional<std::size_t> end_column(const Grid& grid, const Columns& columns,
                                      std::size_t header) {
  const std::size_t next = columns.start + 1;
  if (next >= grid.columns) return std::nullopt;
  const TimeShare share = times_in_column(grid, next, columns.bare_digits);
  const std::string name = header_of(grid, header, next);
  if (!is_time_column(share) || (!says_end(name) && says_content(name))) return std::nullopt;
  return next;
}

}  // namespace

std::string cell_text(const Node* cell) {
  return cell == nullptr ? std::string() : joined(lines_of(*cell), "\n");
}

std::optional<OffsetInstant> time_attribute(const Node& node) {
  for (const std::string_view name : {"data-value-start", "datetime"}) {
    const std::string_view value = node.attribute(name);
    if (value.empty()) continue;
    if (auto time = parse_time(value.substr(0, value.find('/')))) return *time;
  }
  for (const Node& child : node.children) {
    if (child.tag.empty()) continue;
    if (auto time = time_attribute(child)) return time;
  }
  return std::nullopt;
}

std::optional<Columns> columns_of(const Grid& grid) {
  for (const bool bare_digits : {false, true}) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const TimeShare share = times_in_column(grid, column, bare_digits);
      if (!is_time_column(share)) continue;
      Columns columns;
      columns.start = column;
      columns.bare_digits = bare_digits;
      columns.timed_rows = share.times;
      columns.first_row = header_rows(grid, column);
      columns.time_header = header_of(grid, columns.first_row, column);
      columns.says_time = says_time(columns.time_header);
      columns.end = end_column(grid, columns, columns.first_row);
      assign_roles(grid, columns.first_row, columns);
      return columns;
    }
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
