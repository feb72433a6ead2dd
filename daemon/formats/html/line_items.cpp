// Lines that begin with a time: list items, headings, paragraphs broken by <br>.
#include <algorithm>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/leading_time.hpp"
#include "daemon/formats/html/markup.hpp"
#include "daemon/formats/html/surroundings.hpp"
#include "daemon/formats/html/time_items.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kMostItems = 2000;
constexpr std::size_t kLongestItem = 4000;  // bytes of a list's item or of what follows a heading
constexpr std::size_t kMostSiblings = 6;

bool is_leaf(const Node& node) {
  return std::ranges::none_of(node.children,
                              [](const Node& child) { return is_block(child) || !is_leaf(child); });
}

class Collector {
 public:
  std::vector<TimeItem> collect(const Node& document, bool& cut) {
    visit(document);
    cut = cut_;
    return std::move(items_);
  }

 private:
  void visit(const Node& node) {
    if (node.tag.empty() || node.is("table") || node.is("head") || stands_apart(node)) return;
    if (is_heading(node)) return above_.pass_heading(node);
    if (is_list(node)) above_.enter_list();
    if (node.is("li") && take_item(node)) return;
    if (is_block(node) && is_leaf(node)) return take_lines(lines_of(node));
    visit_children(node);
  }

  // Words that stand in a container beside blocks are lines too.
  void visit_children(const Node& node) {
    Node words;
    words.tag = "p";
    const auto flush = [&] {
      if (!words.children.empty()) take_lines(lines_of(words));
      words.children.clear();
    };
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node& child = node.children[i];
      if (child.tag.empty() || (!is_block(child) && is_leaf(child))) {
        words.children.push_back(child);
        continue;
      }
      flush();
      if (is_heading(child) && take_heading(node, i)) continue;
      visit(child);
    }
    flush();
  }

  TimeItem* add(const Line& line, const LeadingTime& time) {
    if (items_.size() == kMostItems) {
      cut_ = true;
      return nullptr;
    }
    TimeItem item;
    item.text = std::string(trim(line.text().substr(0, time.length)));
    item.time = time.cell;
    if (Line rest = line.sub(time.length); !rest.empty()) item.lines.push_back(std::move(rest));
    item.day = above_.day();
    item.room = above_.room();
    item.group = above_.group();
    items_.push_back(std::move(item));
    return &items_.back();
  }

  // A list's item is one session, unless its parts have times themselves.
  bool take_item(const Node& node) {
    if (!short_text(node, kLongestItem)) return false;
    const auto lines = lines_of(node);
    const auto timed = std::ranges::count_if(
        lines, [](const Line& line) { return leading_time(line.text()).has_value(); });
    const auto time = lines.empty() ? std::nullopt : leading_time(lines.front().text());
    if (timed > 1 || !time) return false;
    TimeItem* item = add(lines.front(), *time);
    if (item == nullptr) return true;
    for (std::size_t i = 1; i < lines.size(); ++i) item->lines.push_back(lines[i]);
    if (!item->lines.empty()) item->lines.front().item = false;
    return true;
  }

  void take_lines(const std::vector<Line>& lines) {
    TimeItem* item = nullptr;
    for (const Line& line : lines) {
      if (const auto time = leading_time(line.text())) {
        item = add(line, *time);
        if (item == nullptr) return;
        if (!item->lines.empty()) item->lines.front().item = false;
      } else if (item != nullptr) {
        item->lines.push_back(line);
      } else {
        above_.pass_text(line.text());
      }
    }
  }

  // "<h3>9:00 Keynote</h3><p>Ada Lovelace</p>"; `i` moves to the last that belongs to it.
  bool take_heading(const Node& parent, std::size_t& i) {
    const Node& heading = parent.children[i];
    const auto lines = lines_of(heading);
    const auto time = lines.empty() ? std::nullopt : leading_time(lines.front().text());
    if (!time || time->length >= lines.front().text().size()) return false;
    TimeItem* item = add(lines.front(), *time);
    if (item == nullptr) return true;
    std::size_t taken = 0;
    while (i + 1 < parent.children.size() && taken < kMostSiblings) {
      const Node& next = parent.children[i + 1];
      if (is_heading(next) || !short_text(next, kLongestItem)) break;
      const auto more = next.tag.empty() ? std::vector<Line>() : lines_of(next);
      const bool timed = std::ranges::any_of(
          more, [](const Line& line) { return leading_time(line.text()).has_value(); });
      if (timed) break;
      item->lines.insert(item->lines.end(), more.begin(), more.end());
      taken += next.tag.empty() ? 0 : 1;
      ++i;
    }
    return true;
  }

  std::vector<TimeItem> items_;
  Surroundings above_;
  bool cut_ = false;
};

}  // namespace

std::vector<TimeItem> line_items(const Node& document, bool& cut) {
  return Collector().collect(document, cut);
}

}  // namespace roomsign::formats::html
