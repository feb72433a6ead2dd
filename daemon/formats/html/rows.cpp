#include "daemon/formats/html/rows.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/content.hpp"
#include "daemon/formats/html/item_content.hpp"
#include "daemon/formats/html/labels.hpp"
#include "daemon/formats/html/trimmings.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"

namespace roomsign::formats::html {
namespace {

using Kind = TimedRow::Kind;
using Block = std::span<const TimedRow>;  // a row and those that continue it

// Further rows of a session are its speaker, or its parts.
void add_further_rows(std::vector<Line>& lines, std::vector<std::vector<Line>> further) {
  const bool parts =
      further.size() >= 2 &&
      !person(further.front().empty() ? std::string() : further.front().front().text());
  for (std::vector<Line>& row : further) {
    for (Line& line : row) {
      line.item = line.item || parts;
      lines.push_back(std::move(line));
    }
  }
}

// A dash in a cell says that nothing is there.
std::vector<Line> lines_without_dashes(const Node& cell) {
  std::vector<Line> lines = lines_of(cell);
  std::erase_if(lines, [](const Line& line) { return is_dash(line.text()); });
  return lines;
}

class Reader {
 public:
  Reader(const Grid& grid, const Columns& columns, const RowsOptions& options)
      : grid_(grid), columns_(columns), timeline_(timeline_of(grid, columns, options)) {}

  Rows read() {
    out_.warnings = std::move(timeline_.warnings);
    read_hints();
    const std::vector<TimedRow>& rows = timeline_.rows;
    for (std::size_t i = 0; i < rows.size();) {
      std::size_t end = i + 1;
      while (end < rows.size() && rows[end].kind == Kind::kContinues) ++end;
      if (rows[i].kind == Kind::kTimed) {
        ++out_.timed;
        read_block(Block(rows).subspan(i, end - i));
      } else {
        read_untimed(rows[i]);
      }
      i = end;
    }
    return std::move(out_);
  }

 private:
  // ---- Rows that are no session ---------------------------------------------------------------

  void pass_over(const TimedRow& row, std::string why) {
    std::string text = fmt::format("row {}: {}", row.number, why);
    if (out_.passed_over++ == 0) out_.first_passed_over = text;
    out_.warnings.push_back(std::move(text) + "; left out");
  }

  void read_untimed(const TimedRow& row) {
    const std::string text = clean_line(row.text, 40);
    switch (row.kind) {
      case Kind::kEmpty:
        if (row.has_time()) pass_over(row, fmt::format("\"{}\" has nothing beside it", text));
        break;
      case Kind::kUndecided:
        out_.warnings.push_back(fmt::format("row {}: no time yet; left out", row.number));
        break;
      case Kind::kUnreadable:
        pass_over(row, fmt::format("\"{}\" is not a time", text));
        break;
      default:
        if (!kind_of_title(row.text)) section_ = clean_line(row.text, 120);
    }
  }

  // ---- Cells ----------------------------------------------------------------------------------

  // Does this cell begin in this row and, in case of several columns, not left of this one?
  bool begins(std::size_t index, std::size_t column) const {
    const Node* cell = grid_.cell(index, column);
    return cell != nullptr &&
           (index == columns_.first_row || grid_.cell(index - 1, column) != cell);
  }

  std::vector<Line> lines_at(const TimedRow& row, std::size_t column) const {
    const Node* cell = grid_.cell(row.index, column);
    return cell == nullptr ? std::vector<Line>() : lines_without_dashes(*cell);
  }

  std::vector<Line> content_lines(const TimedRow& row) const {
    if (row.prefix > 0) return banner_lines(row);
    std::vector<Line> lines;
    const Node* last = nullptr;
    for (const std::size_t column : columns_.content) {
      const Node* cell = grid_.cell(row.index, column);
      if (cell == nullptr || cell == last || cell == grid_.cell(row.index, columns_.start))
        continue;
      last = cell;
      std::ranges::move(lines_without_dashes(*cell), std::back_inserter(lines));
    }
    return lines;
  }

  // What follows the time in a row of one cell.
  std::vector<Line> banner_lines(const TimedRow& row) const {
    auto lines = lines_of(*row.opener);
    std::size_t from = row.prefix;
    const std::string& text = lines.front().text();
    while (from < text.size() && std::string_view(" :-|,").find(text[from]) != std::string::npos)
      ++from;
    lines.front() = lines.front().sub(from);
    if (lines.front().empty()) lines.erase(lines.begin());
    return lines;
  }

  // The row's cell in a column beside the content; null where one cell spans both.
  const Node* column_cell(const TimedRow& row, std::optional<std::size_t> column) const {
    if (!column || row.prefix > 0) return nullptr;
    const Node* cell = grid_.cell(row.index, *column);
    const bool spans = cell == grid_.cell(row.index, columns_.start) ||
                       std::ranges::any_of(columns_.content, [&](std::size_t content) {
                         return cell == grid_.cell(row.index, content);
                       });
    return spans ? nullptr : cell;
  }

  std::string column_text(const TimedRow& row, std::optional<std::size_t> column) const {
    return clean_line(cell_text(column_cell(row, column)));
  }

  // Of a row whose content stands in a column of another kind.
  std::vector<Line> any_lines(const TimedRow& row) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      auto lines = columns_.is_of_time(column) ? std::vector<Line>() : lines_at(row, column);
      if (!lines.empty()) return lines;
    }
    return {};
  }

  void read_hints() {
    std::size_t names = 0;
    std::size_t colons = 0;
    std::size_t people = 0;
    std::size_t numbers = 0;
    for (const TimedRow& row : timeline_.rows) {
      if (row.kind == Kind::kSection) continue;
      const auto lines = content_lines(row);
      if (lines.empty()) continue;
      const auto opens = opens_with_name(lines.front());
      const auto numbered = has_name_behind_number(lines.front());
      colons += opens ? 1 : 0;
      names += opens.value_or(false) ? 1 : 0;
      numbers += numbered ? 1 : 0;
      people += numbered.value_or(false) ? 1 : 0;
    }
    hints_.name_before_title = names >= 2 && names * 10 >= colons * 6;
    hints_.people_behind_numbers = people >= 2 && people * 10 >= numbers * 6;
  }

  // ---- Sessions -------------------------------------------------------------------------------

  void read_block(Block block) {
    if (columns_.one_of_days) {  // nothing in a cell: nothing on this day
      while (!block.empty() && content_lines(block.front()).empty()) block = block.subspan(1);
      if (block.empty()) return;
    }
    const std::size_t before = out_.rows.size();
    if (!columns_.rooms.empty() && block.front().prefix == 0) {
      read_parallel(block);
    } else if (columns_.room && block.size() > 1 && names_several_rooms(block)) {
      for (const TimedRow& row : block) read_session(row, Block(&row, 1));
    } else {
      read_session(block.front(), block);
    }
    if (out_.rows.size() > before) return;
    if (is_covered(block.front()) || any_lines(block.front()).empty()) return;  // nothing is there
    pass_over(block.front(),
              fmt::format("\"{}\" gave no session", clean_line(block.front().text, 40)));
  }

  // All that stands beside the time began in a row above.
  bool is_covered(const TimedRow& row) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Node* cell = grid_.cell(row.index, column);
      if (cell != nullptr && column != columns_.start && !begins(row.index, column)) return true;
    }
    return false;
  }

  bool names_several_rooms(Block block) const {
    std::set<std::string> rooms;
    for (const TimedRow& row : block) rooms.insert(column_text(row, columns_.room));
    return rooms.size() > 1;
  }

  void read_session(const TimedRow& row, Block block) {
    const std::size_t main = columns_.content.empty() ? columns_.start : columns_.content.front();
    const bool spanned = row.prefix == 0 && main != columns_.start &&
                         row.index > columns_.first_row && !begins(row.index, main) &&
                         grid_.cell(row.index, main) != nullptr;
    if (spanned && column_text(row, columns_.speakers).empty()) return;
    std::vector<Line> lines = content_lines(row);
    ContentHints hints = hints_of(row);
    if (lines.empty() && hints.label.empty()) lines = any_lines(row);
    if (lines.empty() && hints.label.empty()) return;
    Content parts = parts_of(block.subspan(1));
    if (parts.talks.empty()) {
      std::vector<std::vector<Line>> further;
      for (const TimedRow& more : block.subspan(1)) further.push_back(further_lines(more));
      add_further_rows(lines, std::move(further));
    }
    std::string room = take_room_line(lines);
    if (room.empty()) room = column_text(row, columns_.room);
    Content content = read_content(std::move(lines), hints);
    std::ranges::move(parts.talks, std::back_inserter(content.talks));
    add(row, std::move(content), std::move(room), last_row(row, main, block.size()));
  }

  ContentHints hints_of(const TimedRow& row) const {
    ContentHints hints = hints_;
    if (const Node* label = column_cell(row, columns_.label)) hints.label = lines_of(*label);
    hints.speakers = cell_text(column_cell(row, columns_.speakers));
    hints.chair = column_text(row, columns_.chair);
    hints.cancelled = std::ranges::any_of(columns_.unread, [&](std::size_t column) {  // "Status"
      return is_cancelled(column_text(row, column));
    });
    return hints;
  }

  // Further rows with a title and people in columns of their own are talks.
  Content parts_of(Block further) const {
    Content parts;
    if (!columns_.speakers) return parts;
    for (const TimedRow& row : further) {
      auto lines = content_lines(row);
      if (lines.empty()) return {};
      Content content = read_content(std::move(lines), hints_of(row));
      parts.talks.push_back({.title = content.title.empty() ? content.label : content.title,
                             .speakers = std::move(content.speakers)});
    }
    return parts;
  }

  // What a row that continues another adds: all its cells that begin in it.
  std::vector<Line> further_lines(const TimedRow& row) const {
    std::vector<Line> lines;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (columns_.is_of_time(column) || !begins(row.index, column)) continue;
      if (columns_.one_of_days && column != columns_.content.front()) continue;
      if (column > 0 && grid_.cell(row.index, column - 1) == grid_.cell(row.index, column))
        continue;
      std::ranges::move(lines_at(row, column), std::back_inserter(lines));
    }
    return lines;
  }

  // One session a cell and room; a cell across all rooms is for everybody. Nothing in a cell:
  // nothing there.
  void read_parallel(Block block) {
    std::set<std::pair<const Node*, std::string>> seen;  // a room may have several columns
    for (const TimedRow& row : block) {
      const auto& places = grid_.rows[row.index];
      const Node* first = places[columns_.rooms.front().column].cell;
      const bool everywhere = columns_.rooms.size() > 1 &&
                              std::ranges::all_of(columns_.rooms, [&](const RoomColumn& room) {
                                return places[room.column].cell == first;
                              });
      for (const RoomColumn& room : columns_.rooms) {
        const Node* cell = places[room.column].cell;
        const bool new_here =
            begins(row.index, room.column) && !is_further(block, row, room.column);
        if (!new_here || !seen.emplace(cell, room.room).second) continue;
        read_parallel_cell(block, row, room, everywhere);
        if (everywhere) break;
      }
    }
  }

  // A cell in a row that continues, below a cell that began in the same block.
  bool is_further(Block block, const TimedRow& row, std::size_t column) const {
    return row.index != block.front().index && begins(block.front().index, column) &&
           !lines_at(block.front(), column).empty();
  }

  void read_parallel_cell(Block block, const TimedRow& row, const RoomColumn& room,
                          bool everywhere) {
    std::vector<Line> lines = lines_at(row, room.column);
    if (lines.empty()) return;
    std::vector<std::vector<Line>> further;
    for (const TimedRow& more : block) {
      if (more.index > row.index && begins(more.index, room.column))
        further.push_back(lines_at(more, room.column));
    }
    add_further_rows(lines, std::move(further));
    std::string place = take_room_line(lines);
    if (place.empty() && !everywhere) place = room.room;
    add(row, read_content(std::move(lines), hints_), std::move(place),
        last_row(row, room.column, block.size()));
  }

  // ---- Ends -----------------------------------------------------------------------------------

  // The position in the timeline of the last row that a cell covers; at least its block's last.
  std::size_t last_row(const TimedRow& row, std::size_t column, std::size_t block) const {
    const std::size_t at = row.index - columns_.first_row;
    std::size_t last = at;
    const Node* cell = grid_.cell(row.index, column);
    while (cell != nullptr && last + 1 < timeline_.rows.size() && row.prefix == 0 &&
           grid_.cell(row.index + (last - at) + 1, column) == cell)
      ++last;
    const auto& rows = timeline_.rows;
    while (block > 1 && last + 1 < rows.size() && rows[last + 1].kind == Kind::kContinues) ++last;
    return last;
  }

  bool spans_rows() const {
    for (const RoomColumn& room : columns_.rooms) {
      for (std::size_t row = columns_.first_row + 1; row < grid_.rows.size(); ++row) {
        const Node* cell = grid_.cell(row, room.column);
        if (cell != nullptr && cell == grid_.cell(row - 1, room.column)) return true;
      }
    }
    return false;
  }

  // The start of the first later row behind `last`; none across a row without a time.
  std::optional<LocalTime> start_behind(std::size_t last, LocalTime start) const {
    for (std::size_t i = last + 1; i < timeline_.rows.size(); ++i) {
      const TimedRow& row = timeline_.rows[i];
      if (row.kind == Kind::kUndecided || row.kind == Kind::kUnreadable) return std::nullopt;
      if (row.kind == Kind::kTimed && row.start > start) return row.start;
    }
    return std::nullopt;
  }

  void settle_end(const TimedRow& row, std::size_t last, Row& session) {
    const TimedRow& bottom = timeline_.rows[last];
    session.end = bottom.end ? bottom.end : row.end;
    if (&bottom != &row && bottom.kind == Kind::kTimed && !bottom.end) session.end.reset();
    const bool by_layout = grid_spans_ || bottom.start > row.start;
    if (!session.end && by_layout) {
      session.end = start_behind(last, session.start);
      session.session.end_inferred = session.end.has_value();
    }
    if (session.end && *session.end <= session.start) session.end.reset();
    // No end is guessed across a row whose time is to be determined.
    if (last + 1 < timeline_.rows.size()) {
      const TimedRow& below = timeline_.rows[last + 1];
      session.undecided_follows = (below.kind == Kind::kUndecided && !below.text.empty()) ||
                                  below.kind == Kind::kUnreadable;
    }
  }

  void add(const TimedRow& row, Content content, std::string room, std::size_t last) {
    Row added;
    added.start = row.start;
    added.number = row.number;
    const auto length = content.length;
    schedule::Session& session = added.session;
    session = as_session(std::move(content));
    settle_end(row, last, added);
    if (length && (!added.end || session.end_inferred)) {
      added.end = row.start + *length;
      session.end_inferred = false;
    }
    session.track.name = section_;
    if (session.room.empty()) session.room = std::move(room);
    if (session.kind == schedule::Kind::kTalk && !session.talks.empty())
      session.kind = schedule::Kind::kTalks;
    out_.rows.push_back(std::move(added));
  }

  const Grid& grid_;
  const Columns& columns_;
  Timeline timeline_;
  const bool grid_spans_ = spans_rows();
  ContentHints hints_;
  std::string section_;  // the heading that the rows stand under
  Rows out_;
};

}  // namespace

Rows rows_of(const Grid& grid, const Columns& columns, const RowsOptions& options) {
  return Reader(grid, columns, options).read();
}

}  // namespace roomsign::formats::html
