#include "daemon/formats/html/item_content.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/markup.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/places.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestField = 120;
constexpr std::size_t kLongestRoom = 60;

enum class Field { kNone, kRoom, kLabel, kSpeaker, kEmployer, kUnwanted };

Field field_of(const Node& node) {
  if (node.tag.empty() ||
      (node.attribute("class").empty() && node.attribute("aria-label").empty() &&
       node.attribute("aria_label").empty()))
    return Field::kNone;
  constexpr std::array<std::string_view, 9> kRooms{"room", "location", "venue", "place", "hall",
                                                   "ort",  "raum",     "lieu",  "salle"};
  constexpr std::array<std::string_view, 5> kLabels{"type", "kind", "category", "format", "badge"};
  constexpr std::array<std::string_view, 7> kSpeakers{
      "speaker", "speakers", "presenter", "presenters", "author", "authors", "instructor"};
  constexpr std::array<std::string_view, 6> kEmployers{"affiliation",  "company", "organisation",
                                                       "organization", "org",     "institution"};
  constexpr std::array<std::string_view, 11> kUnwanted{"description", "abstract", "bio", "duration",
                                                       "excerpt",     "button",   "btn", "links",
                                                       "job",         "status",   "done"};
  const auto words = class_words(node);
  if (has_word(words, kUnwanted)) return Field::kUnwanted;
  if (has_word(words, kEmployers)) return Field::kEmployer;
  if (has_word(words, kSpeakers)) return Field::kSpeaker;
  if (has_word(words, kRooms)) return Field::kRoom;
  return has_word(words, kLabels) ? Field::kLabel : Field::kNone;
}

// "📍 Room: Hall 2" -> "Hall 2"; where one is not in a room there is none.
std::string room_name(std::string_view text) {
  const std::string name = without_label(text);
  constexpr std::array<std::string_view, 6> kNowhere{"inperson", "hybrid", "tba",
                                                     "tbd",      "onsite", "tbc"};
  if (std::ranges::find(kNowhere, fold_name(name)) != kNowhere.end()) return {};
  return name.size() <= kLongestRoom ? clean_line(name) : std::string();
}

// A heading, or "div.title".
bool is_title(const Node& node) {
  if (is_heading(node)) return true;
  if (node.attribute("class").empty()) return false;
  constexpr std::array<std::string_view, 3> kWords{"title", "headline", "summary"};
  return has_word(class_words(node), kWords) && short_text(node, 2 * kLongestField).has_value();
}

class Sorter {
 public:
  ItemWords sort(const Node& content) {
    Node rest{.tag = "div", .text = {}, .attributes = {}, .children = {}};
    copy(content, rest);
    out_.lines = lines_of(rest);
    if (out_.lines.empty() && out_.hints.label.empty()) out_.lines = lines_of(content);
    lead_with_heading();
    for (std::string& speaker : speakers_)
      out_.hints.speakers += (out_.hints.speakers.empty() ? "" : ", ") + speaker;
    return std::move(out_);
  }

 private:
  static bool has_inner_field(const Node& node) {
    return std::ranges::any_of(node.children, [](const Node& child) {
      return is_heading(child) || field_of(child) != Field::kNone || has_inner_field(child);
    });
  }

  void copy(const Node& from, Node& to) {
    for (const Node& child : from.children) {
      if (take(child)) continue;
      if (heading_.empty() && is_title(child)) {
        const auto lines = lines_of(child);
        if (!lines.empty()) heading_ = lines.front().text();
      }
      Node kept{.tag = child.tag, .text = child.text, .attributes = {}, .children = {}};
      copy(child, kept);
      to.children.push_back(std::move(kept));
    }
  }

  // An inner element that is one field and nothing else.
  bool take(const Node& node) {
    const Field field = field_of(node);
    if (field == Field::kNone || is_heading(node)) return false;
    const auto text = short_text(node, kLongestField);
    if (field == Field::kUnwanted) {
      out_.hints.cancelled = out_.hints.cancelled || (text && is_cancelled(*text));
      return true;
    }
    if (!text || has_inner_field(node)) return false;
    switch (field) {
      case Field::kRoom:
        if (out_.room.empty()) out_.room = room_name(*text);
        return true;
      case Field::kLabel:
        if (split(*text, ' ').size() > 4 || !out_.hints.label.empty()) return false;
        out_.hints.label = lines_of(node);
        return true;
      case Field::kSpeaker:
        if (!text->empty()) speakers_.push_back(*text);
        return true;
      default:
        if (speakers_.empty() || text->empty()) return false;
        speakers_.back() += " (" + *text + ")";
        return true;
    }
  }

  void lead_with_heading() {
    const auto title = std::ranges::find(out_.lines, heading_, &Line::text);
    if (heading_.empty() || title == out_.lines.begin() || title == out_.lines.end()) return;
    const bool label = title - out_.lines.begin() == 1 && out_.hints.label.empty() &&
                       kind_of_label(out_.lines.front().text()).has_value();
    if (label) {
      out_.hints.label.push_back(out_.lines.front());
      out_.lines.erase(out_.lines.begin());
    } else {
      std::rotate(out_.lines.begin(), title, title + 1);
    }
  }

  ItemWords out_;
  std::vector<std::string> speakers_;
  std::string heading_;
};

}  // namespace

std::string take_room_line(std::vector<Line>& lines) {
  const auto line =
      std::ranges::find_if(lines, [](const Line& one) { return is_place_line(one.text()); });
  if (line == lines.end() || lines.size() == 1) return {};
  std::string room = room_name(line->text());
  lines.erase(line);
  return room;
}

ItemWords words_of(const Node& content) {
  ItemWords words = Sorter().sort(content);
  std::string room = take_room_line(words.lines);
  if (words.room.empty()) words.room = std::move(room);
  return words;
}

ItemWords words_of(std::vector<Line> lines) {
  ItemWords words;
  words.room = take_room_line(lines);
  words.lines = std::move(lines);
  return words;
}

}  // namespace roomsign::formats::html
