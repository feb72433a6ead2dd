#include "daemon/formats/html/roles.hpp"

#include <algorithm>
#include <functional>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/html/days.hpp"
#include "daemon/formats/html/header_words.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/places.hpp"

namespace roomsign::formats::html {
namespace {

using Column = std::size_t;

class Roles {
 public:
  Roles(const Grid& grid, Columns& columns) : grid_(grid), columns_(columns) {}

  void assign() {
    for (Column column = 0; column < grid_.columns; ++column) {
      if (columns_.is_of_time(column) || is_empty(column)) continue;
      column < columns_.start ? assign_left(column) : assign_by_header(column);
    }
    settle_rooms();
    settle_parallel();
    assign_by_cells();
    settle_content();
  }

 private:
  std::string header(Column column) const { return header_of(grid_, columns_, column); }

  // The texts of a column's cells, each cell once, empty ones and cells across the row left out.
  std::vector<std::string> texts(Column column) const {
    std::vector<std::string> texts;
    for (std::size_t row = columns_.first_row; row < grid_.rows.size(); ++row) {
      const Place& place = grid_.rows[row][column];
      if (!place.first || grid_.banner(row) != nullptr) continue;
      std::string text = clean_line(cell_text(place.cell));
      if (!text.empty()) texts.push_back(std::move(text));
    }
    return texts;
  }

  bool is_empty(Column column) const {
    for (std::size_t row = columns_.first_row; row < grid_.rows.size(); ++row) {
      const Node* cell = grid_.cell(row, column);
      const bool own = column == 0 || grid_.cell(row, column - 1) != cell;
      if (cell != nullptr && own && !cell_text(cell).empty()) return false;
    }
    const bool header_of_left =
        column > 0 && columns_.first_row > 0 && grid_.cell(0, column) == grid_.cell(0, column - 1);
    return header_of_left || header(column).empty() || heading_of(header(column)) != Heading::kNone;
  }

  bool mostly(Column column, const std::function<bool(const std::string&)>& is) const {
    const auto all = texts(column);
    const auto some = static_cast<std::size_t>(std::ranges::count_if(all, is));
    return some > 0 && some * 10 >= all.size() * 6;
  }

  bool has_row_spans(Column column) const {
    for (std::size_t row = columns_.first_row; row < grid_.rows.size(); ++row) {
      const Place& place = grid_.rows[row][column];
      if (place.cell != nullptr && !place.first && place.cell == above(row, column)) return true;
    }
    return false;
  }

  const Node* above(std::size_t row, Column column) const {
    return row == 0 ? nullptr : grid_.cell(row - 1, column);
  }

  // Left of the time stand days, numbers, or what holds for several rows: mostly the room.
  void assign_left(Column column) {
    const Heading heading = heading_of(header(column));
    const auto is_number = [](const std::string& text) {
      return text.find_first_not_of("0123456789.#") == std::string::npos;
    };
    const auto is_day = [](const std::string& text) { return names_a_day(text); };
    const auto is_kind = [](const std::string& text) { return kind_of_label(text).has_value(); };
    if (heading == Heading::kDay || mostly(column, is_day)) {
      columns_.day = column;
    } else if (mostly(column, is_number)) {
      return;
    } else if (heading == Heading::kNone && has_row_spans(column) && !mostly(column, is_kind)) {
      columns_.room = column;
    } else {
      assign_by_header(column);
    }
  }

  void assign_by_header(Column column) {
    switch (heading_of(header(column))) {
      case Heading::kDay:
        columns_.day = column;
        break;
      case Heading::kDuration:
        columns_.duration = column;
        break;
      case Heading::kLabel:
        columns_.label = column;
        break;
      case Heading::kChair:
        columns_.chair = column;
        break;
      case Heading::kSpeakers:
        columns_.speakers = column;
        break;
      case Heading::kRoom:
        named_rooms_.push_back(column);
        break;
      case Heading::kTitle:
        columns_.content.push_back(column);
        break;
      case Heading::kSessions:
        sessions_.push_back(column);
        break;
      case Heading::kLinks:
        links_.push_back(column);
        break;
      default:
        unnamed_.push_back(column);
    }
  }

  // One column called room says where; several are rooms side by side, and so is one that stands
  // alone beside the time.
  void settle_rooms() {
    const bool alone = columns_.content.empty() && sessions_.empty() && unnamed_.empty();
    if (named_rooms_.size() == 1 && !alone) {
      columns_.room = named_rooms_.front();
    } else {
      unnamed_.insert(unnamed_.end(), named_rooms_.begin(), named_rooms_.end());
    }
  }

  // Columns of sessions side by side, each under the name of its room or track.
  void settle_parallel() {
    std::vector<Column> side_by_side = unnamed_;
    side_by_side.insert(side_by_side.end(), sessions_.begin(), sessions_.end());
    std::ranges::sort(side_by_side);
    const bool has_header =
        columns_.first_row > 0 &&
        std::ranges::any_of(side_by_side, [&](Column column) { return !header(column).empty(); });
    const bool parallel = side_by_side.size() >= 2 && columns_.content.empty() &&
                          (has_header || are_spanned(side_by_side));
    if (parallel) {
      for (const Column column : side_by_side) columns_.rooms.push_back({column, header(column)});
      unnamed_.clear();
    } else {
      columns_.content.insert(columns_.content.end(), sessions_.begin(), sessions_.end());
    }
  }

  // Without a header, cells across all of them tell columns of sessions, unless one of the columns
  // is of people or of labels.
  bool are_spanned(const std::vector<Column>& columns) const {
    if (columns.size() < 2 || std::ranges::any_of(columns, [&](Column column) {
          return is_of_people(column) || is_of_labels(column);
        }))
      return false;
    for (std::size_t row = columns_.first_row; row < grid_.rows.size(); ++row) {
      const Node* cell = grid_.cell(row, columns.front());
      const bool across = cell != nullptr && cell != grid_.cell(row, columns_.start) &&
                          std::ranges::all_of(columns, [&](Column column) {
                            return grid_.cell(row, column) == cell;
                          });
      if (across) return true;
    }
    return false;
  }

  bool is_of_people(Column column) const {
    return mostly(column, [](const std::string& text) { return !people(text).empty(); });
  }
  bool is_of_labels(Column column) const {
    return mostly(column, [](const std::string& text) {
      return split(text, ' ').size() <= 4 && kind_of_label(text).has_value();
    });
  }
  bool is_of_places(Column column) const {
    return mostly(column, [](const std::string& text) { return is_place(text); });
  }

  // Without a telling header: labels stand before the title, people and places behind it.
  void assign_by_cells() {
    for (const Column column : unnamed_) {
      const bool others = unnamed_.size() >= 2 || !columns_.content.empty();
      if (others && !columns_.label && column == unnamed_.front() && is_of_labels(column)) {
        columns_.label = column;
      } else if (others && !columns_.speakers && is_of_people(column)) {
        columns_.speakers = column;
      } else if (others && !columns_.room && is_of_places(column)) {
        columns_.room = column;
      } else if (header(column).empty()) {
        columns_.content.push_back(column);
      } else {
        rest_.push_back(column);
      }
    }
  }

  void settle_content() {
    std::ranges::sort(columns_.content);
    if (columns_.content.empty() && columns_.rooms.empty()) take_any_content();
    for (const Column column : rest_) {
      if (!texts(column).empty()) columns_.unread.push_back(column);
    }
  }

  void take_any_content() {
    if (!rest_.empty()) {
      columns_.content.push_back(rest_.front());
      rest_.erase(rest_.begin());
    } else if (columns_.speakers) {  // "Time | Speaker": all there is
      columns_.content.push_back(*columns_.speakers);
      columns_.speakers.reset();
    } else if (!links_.empty()) {  // "Time | Paper"
      columns_.content.push_back(links_.front());
    }
  }

  const Grid& grid_;
  Columns& columns_;
  std::vector<Column> unnamed_;
  std::vector<Column> named_rooms_;
  std::vector<Column> sessions_;
  std::vector<Column> links_;
  std::vector<Column> rest_;  // with a header that says nothing to us
};

}  // namespace

void assign_roles(const Grid& grid, Columns& columns) { Roles(grid, columns).assign(); }

}  // namespace roomsign::formats::html
