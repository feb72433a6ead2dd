// Elements that are nothing but a time, and the words that belong to them.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/html/leading_time.hpp"
#include "daemon/formats/html/markup.hpp"
#include "daemon/formats/html/surroundings.hpp"
#include "daemon/formats/html/time_data.hpp"
#include "daemon/formats/html/time_items.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kMostItems = 2000;
constexpr std::size_t kLongestTime = 80;
constexpr std::size_t kWidest = 6;        // elements around a time that may be its session's
constexpr std::size_t kMostSiblings = 8;  // that may follow a time as its session's words

struct Step {
  const Node* node = nullptr;
  std::size_t index = 0;  // of the child that leads down to the time
};

struct Mark {
  const Node* node = nullptr;
  std::vector<const Node*> nodes;  // it and, of a start and an end, the other
  std::vector<Step> up;            // its parent first
  TimeItem item;
  std::size_t widest = 0;  // steps up to the widest element that holds no other
};

// Says when something was written, or is not about now.
bool is_stamp(const Node& node, const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 8> kWords{"published", "updated", "modified", "posted",
                                                   "created",   "edited",  "post",     "ago"};
  const std::string property = to_lower(node.attribute("itemprop"));
  return has_word(words, kWords) || property.starts_with("date") || property == "uploaddate" ||
         std::ranges::any_of(node.attributes,
                             [](const auto& attribute) { return attribute.first == "pubdate"; });
}

std::optional<TimeItem> time_in(const Node& node) {
  constexpr std::array<std::string_view, 7> kTimeWords{"time",    "times", "timeslot", "datetime",
                                                       "uhrzeit", "zeit",  "horaire"};
  const bool own_tag = node.is("time");
  const bool plain = node.is("dt") || is_heading(node);
  if (!own_tag && !plain && node.attribute("class").empty()) return std::nullopt;
  const auto words = class_words(node);
  if (!own_tag && !plain && !has_word(words, kTimeWords)) return std::nullopt;
  if (is_stamp(node, words)) return std::nullopt;
  const auto text = short_text(node, kLongestTime);
  if (!text) return std::nullopt;
  TimeItem item;
  item.text = *text;
  item.time = whole_time(*text);
  const TimeData data = time_data(node);
  item.start = data.start;
  item.end = data.end;
  if (own_tag && item.time.kind == TimeCell::Kind::kNone && !data.start)
    item.time = parse_time_cell(node.attribute("datetime"));  // <time datetime="09:00">nine
  if (!dates_in(*text).empty()) item.day = *text;
  const bool undecided = item.time.kind == TimeCell::Kind::kUndecided;
  if (undecided && !text->empty())
    return own_tag || text->size() < 3 ? std::nullopt : std::optional(item);
  if (item.time.kind == TimeCell::Kind::kTime) return item;
  const bool only_data = text->empty() && data.start;
  return only_data ? std::optional(item) : std::nullopt;
}

// A block that nothing marks, but that says from when to when and not a word more. Bare numbers
// ("10-12", "2026-05") may be anything.
std::optional<TimeItem> range_in(const Node& node) {
  const auto text = is_block(node) ? short_text(node, kLongestTime) : std::nullopt;
  if (!text || is_stamp(node, class_words(node))) return std::nullopt;
  TimeItem item;
  item.text = *text;
  item.time = parse_time_cell(*text);
  const bool is_range = item.time.kind == TimeCell::Kind::kTime && item.time.end &&
                        text->find_first_of(":.hm") != std::string::npos;
  return is_range ? std::optional(std::move(item)) : std::nullopt;
}

bool is_separator(std::string_view text) {
  constexpr std::array<std::string_view, 8> kMarks{"",       "-",  "\u2013", "\u2014",
                                                   "\u2212", "to", "until",  "bis"};
  return std::ranges::find(kMarks, trim(text)) != kMarks.end();
}

bool has_end_word(const Node& node) {
  constexpr std::array<std::string_view, 3> kWords{"end", "dtend", "finish"};
  return has_word(class_words(node), kWords);
}

class Collector {
 public:
  std::vector<TimeItem> collect(const Node& document, bool& cut) {
    find(document);
    unmarked_ranges_ = marks_.empty();
    if (unmarked_ranges_) find(document);
    choose_levels();
    for (std::size_t i = 0; i < marks_.size(); ++i) place(i);
    walk(document);
    cut = cut_;
    return std::move(items_);
  }

 private:
  // ---- Where the times are ----

  std::size_t find(const Node& node) {
    if (node.tag.empty() || node.is("table") || stands_apart(node)) return 0;
    if (auto item = time_in(node)) return keep(node, std::move(*item));
    std::size_t count = 0;
    std::size_t last = kNone;  // the mark that the child before is
    std::string between;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node& child = node.children[i];
      path_.push_back({&node, i});
      const std::size_t before = marks_.size();
      std::size_t found = find(child);
      path_.pop_back();
      const bool is_mark =
          found == 1 && marks_.size() == before + 1 && marks_[before].node == &child;
      if (is_mark && last != kNone && joins(last, between)) {
        found = 0;
      } else if (is_mark) {
        last = before;
        between.clear();
      } else if (child.tag.empty() && between.size() < kLongestTime) {
        between += child.text;
      } else {
        last = kNone;
      }
      count += found;
    }
    if (count == 0 && unmarked_ranges_) {
      if (auto item = range_in(node)) return keep(node, std::move(*item));
    }
    if (count > 0) counts_[&node] = count;
    return count;
  }

  std::size_t keep(const Node& node, TimeItem item) {
    if (marks_.size() == kMostItems) {
      cut_ = true;
      return 0;
    }
    Mark mark;
    mark.node = &node;
    mark.nodes = {&node};
    mark.item = std::move(item);
    for (std::size_t i = path_.size(); i-- > 0 && mark.up.size() <= kWidest;)
      mark.up.push_back(path_[i]);
    marks_.push_back(std::move(mark));
    counts_[&node] = 1;
    return 1;
  }

  // The last mark is the end of the one before: "<time>9:00</time> - <time>9:40</time>".
  bool joins(std::size_t first, const std::string& between) {
    Mark& start = marks_[first];
    Mark& end = marks_.back();
    const bool said = !trim(between).empty() || has_end_word(*end.node);
    if (!said || !is_separator(between) || start.item.time.end || start.item.end) return false;
    if (start.item.time.kind != end.item.time.kind) return false;
    if (end.item.time.kind == TimeCell::Kind::kTime) start.item.time.end = end.item.time.start;
    start.item.end = end.item.start;
    start.item.text += "-" + end.item.text;
    start.nodes.push_back(end.node);
    marks_.pop_back();
    return true;
  }

  // ---- How far a session reaches around its time ----

  std::size_t count_in(const Node& node) const {
    const auto found = counts_.find(&node);
    return found == counts_.end() ? 0 : found->second;
  }

  static bool may_be_session(const Node& node) {
    return !is_list(node) && !node.is("body") && !node.is("html") && !node.is("main");
  }

  static std::string shape(const Mark& mark) {
    const std::string_view parent = mark.up.empty() ? std::string_view() : mark.up[0].node->tag;
    return mark.node->tag + "<" + std::string(parent);
  }

  // Times of one shape stand in sessions of one shape: what most of them do holds for all, so that
  // the only session of a day does not take the day's heading for its own.
  void choose_levels() {
    std::map<std::string, std::map<std::size_t, std::size_t>> levels;
    for (Mark& mark : marks_) {
      while (mark.widest + 1 < mark.up.size() && count_in(*mark.up[mark.widest].node) == 1 &&
             may_be_session(*mark.up[mark.widest].node))
        ++mark.widest;
      ++levels[shape(mark)][mark.widest];
    }
    for (Mark& mark : marks_) {
      const auto& of_shape = levels[shape(mark)];
      const auto usual =
          std::ranges::max_element(of_shape, {}, [](const auto& level) { return level.second; });
      mark.widest = std::min(mark.widest, usual->first);
    }
  }

  // ---- The words ----

  static void copy_without(const Node& from, const std::vector<const Node*>& without, Node& to) {
    for (const Node& child : from.children) {
      if (std::ranges::find(without, &child) != without.end()) continue;
      if (child.children.empty()) {
        to.children.push_back(child);
        continue;
      }
      Node copy{.tag = child.tag, .text = {}, .attributes = child.attributes, .children = {}};
      copy_without(child, without, copy);
      to.children.push_back(std::move(copy));
    }
  }

  // What follows up to the next time, where the time stands beside its words.
  void take_siblings(const Mark& mark, Node& content) {
    if (mark.widest >= mark.up.size()) return;
    const Step& step = mark.up[mark.widest];
    const Node& own = step.node->children[step.index];
    std::size_t taken = 0;
    for (std::size_t i = step.index + 1; i < step.node->children.size(); ++i) {
      const Node& next = step.node->children[i];
      if (std::ranges::find(mark.nodes, &next) != mark.nodes.end()) continue;
      const bool another_section = is_heading(own) && is_heading(next) && next.tag[1] <= own.tag[1];
      const bool not_ours = own.is("dt") && !next.tag.empty() && !next.is("dd");
      if (count_in(next) > 0 || another_section || not_ours || taken == kMostSiblings) return;
      taken += next.tag.empty() ? 0 : 1;
      content.children.push_back(next);
      taken_.insert(&next);
    }
  }

  void place(std::size_t i) {
    Mark& mark = marks_[i];
    const Node& own = mark.widest == 0 ? *mark.node : *mark.up[mark.widest - 1].node;
    Node& content = mark.item.content;
    content.tag = "div";
    if (mark.widest > 0) copy_without(own, mark.nodes, content);
    const auto text = short_text(content, kLongestTime);
    if (text && text->empty()) take_siblings(mark, content);
    places_.emplace(&own, i);
  }

  // ---- What stands above ----

  void walk(const Node& node) {
    if (node.tag.empty() || node.is("table") || stands_apart(node) || taken_.contains(&node))
      return;
    if (const auto found = places_.find(&node); found != places_.end()) {
      TimeItem& item = marks_[found->second].item;
      if (item.day.empty()) item.day = above_.day();
      item.room = above_.room();
      item.group = above_.group();
      items_.push_back(std::move(item));
      return;
    }
    if (is_heading(node)) return above_.pass_heading(node);
    if (is_list(node)) above_.enter_list();
    if (is_block(node) && count_in(node) == 0) {
      if (const auto text = short_text(node, kLongestTime)) above_.pass_text(*text);
    }
    for (const Node& child : node.children) walk(child);
  }

  bool unmarked_ranges_ = false;
  std::vector<Step> path_;
  std::vector<Mark> marks_;
  std::unordered_map<const Node*, std::size_t> counts_;  // of times in an element
  std::unordered_map<const Node*, std::size_t> places_;  // where a session begins
  std::unordered_set<const Node*> taken_;
  std::vector<TimeItem> items_;
  Surroundings above_;
  bool cut_ = false;
};

}  // namespace

std::vector<TimeItem> marked_items(const Node& document, bool& cut) {
  return Collector().collect(document, cut);
}

}  // namespace roomsign::formats::html
