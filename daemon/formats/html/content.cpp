#include "daemon/formats/html/content.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/kinds.hpp"
#include "daemon/formats/html/people.hpp"
#include "daemon/formats/html/places.hpp"
#include "daemon/formats/html/trimmings.hpp"

namespace roomsign::formats::html {
namespace {

using schedule::Kind;

constexpr std::size_t kLongestLine = 200;  // longer ones are abstracts

std::size_t count_words(std::string_view text) {
  const auto parts = split(trim(text), ' ');
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [](auto word) { return !word.empty(); }));
}

bool is_one_of(Kind kind, std::initializer_list<Kind> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

// ---- "Speaker: ...", "Moderator: ..." on a line of its own -------------------------------------

enum class Role { kSpeaker, kChair, kTitle };

struct RoleLine {
  Role role = Role::kSpeaker;
  std::string name;  // "Keynote Speaker"
  std::string text;  // behind the colon
};

std::optional<RoleLine> role_line(const Line& line) {
  struct Known {
    std::string_view word;
    Role role;
  };
  constexpr std::array<Known, 19> kRoles{{{"speaker", Role::kSpeaker},
                                          {"speakers", Role::kSpeaker},
                                          {"keynote speaker", Role::kSpeaker},
                                          {"invited speaker", Role::kSpeaker},
                                          {"presenter", Role::kSpeaker},
                                          {"presenters", Role::kSpeaker},
                                          {"presented by", Role::kSpeaker},
                                          {"panelist", Role::kSpeaker},
                                          {"panelists", Role::kSpeaker},
                                          {"instructor", Role::kSpeaker},
                                          {"instructors", Role::kSpeaker},
                                          {"author", Role::kSpeaker},
                                          {"authors", Role::kSpeaker},
                                          {"chair", Role::kChair},
                                          {"session chair", Role::kChair},
                                          {"moderator", Role::kChair},
                                          {"moderators", Role::kChair},
                                          {"title", Role::kTitle},
                                          {"talk", Role::kTitle}}};
  const std::size_t colon = line.text().find(':');
  if (colon == std::string::npos) return std::nullopt;
  const std::string name(trim(std::string_view(line.text()).substr(0, colon)));
  const std::string lower = to_lower(name);
  const auto known = std::ranges::find(kRoles, lower, &Known::word);
  if (known == kRoles.end()) return std::nullopt;
  return RoleLine{known->role, name,
                  std::string(trim(std::string_view(line.text()).substr(colon + 1)))};
}

// ---- The label in front of line 1 --------------------------------------------------------------

struct Label {
  std::string text;
  Line rest;
};

// The colon that may end a label: not that of "10:30" or "http:".
std::size_t label_colon(const Line& line) {
  const std::string& text = line.text();
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0) return std::string::npos;
  const bool in_number = colon + 1 < text.size() && text[colon + 1] >= '0' &&
                         text[colon + 1] <= '9' && text[colon - 1] >= '0' && text[colon - 1] <= '9';
  const bool in_address = text.compare(colon, 3, "://") == 0;
  return in_number || in_address ? std::string::npos : colon;
}

bool is_vocabulary(std::string_view before) {
  if (kind_of_label(before)) return true;
  constexpr std::array<std::string_view, 12> kWords{
      "contributed", "spotlight", "oral",  "talk",         "session",  "demo",
      "speaker",     "lightning", "paper", "presentation", "workshop", "invited"};
  const std::string lower = to_lower(before);
  const auto words = split(lower, ' ');
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::find(kWords, word) != kWords.end();
  });
}

bool is_marked(const Line& line, std::size_t colon) {
  const auto ends_here = [&](Style style) {
    const std::size_t run = line.run(style);
    return run == colon || run == colon + 1;
  };
  return ends_here(kBold) || ends_here(kItalic);
}

std::optional<Label> split_label(const Line& line) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return std::nullopt;
  const std::string before(trim(std::string_view(line.text()).substr(0, colon)));
  if (before.empty() || count_words(before) > 4 || is_name(before)) return std::nullopt;
  Line rest = line.sub(colon + 1);
  const bool alone = rest.empty() || kind_of_title(rest.text()) == Kind::kQa;
  const bool one_word = count_words(before) == 1 && alone;
  if (!is_marked(line, colon) && !is_vocabulary(before) && !one_word) return std::nullopt;
  return Label{before, std::move(rest)};
}

// ---- Everything else, line by line -------------------------------------------------------------

class Reader {
 public:
  explicit Reader(const ContentHints& hints) : hints_(hints) {}

  Content read(std::vector<Line> lines) {
    prepare(std::move(lines));
    read_columns();
    take_role_lines();
    read_first_line();
    read_further_lines();
    read_items();
    settle_kind();
    return std::move(content_);
  }

 private:
  void prepare(std::vector<Line> lines) {
    for (Line& line : lines) {
      if (const auto length = take_trimmings(line)) content_.length = length;
      if (line.empty() || is_placeholder(line.text()) || line.text().size() > kLongestLine)
        continue;
      (line.item ? items_ : lines_).push_back(std::move(line));
    }
  }

  void read_columns() {
    if (!hints_.label.empty()) {
      content_.label = hints_.label;
      while (content_.label.ends_with(':')) content_.label.pop_back();
    }
    if (hints_.speakers.empty() || is_placeholder(hints_.speakers)) return;
    content_.speakers = people(hints_.speakers);
    if (content_.speakers.empty()) {
      content_.speakers.push_back(
          {.name = clean_line(hints_.speakers), .affiliation = {}, .photo = {}});
    }
  }

  void take_role_lines() {
    for (std::size_t i = 1; i < lines_.size();) {
      const auto role = role_line(lines_[i]);
      if (!role) {
        ++i;
        continue;
      }
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i));
      has_role_line_ = true;
      if (role->role == Role::kTitle) {
        content_.title = clean_line(role->text);
      } else if (role->role == Role::kChair) {
        content_.note = clean_line(role->name + ": " + role->text);
      } else {
        add_speakers(role->text);
        if (content_.label.empty() && kind_of_label(role->name)) content_.label = role->name;
      }
    }
  }

  // People of a text that can be nothing else; where it does not read as such, whole.
  void add_speakers(const std::string& text) {
    if (text.empty() || is_placeholder(text)) return;
    auto found = people(text);
    if (auto one = person(text); one && found.size() != 1) found = {*one};
    if (found.empty()) found.push_back(named_with_organisation(text));
    std::ranges::move(found, std::back_inserter(content_.speakers));
  }

  // "Name - Org", where the name is one that the rules of names do not know.
  static schedule::Speaker named_with_organisation(std::string_view text) {
    const std::size_t dash = text.find(" - ");
    const bool split_here = dash != std::string_view::npos;
    return {.name = clean_line(text.substr(0, dash)),
            .affiliation = split_here ? clean_line(text.substr(dash + 3)) : std::string(),
            .photo = {}};
  }

  Line take_line() {
    if (lines_.empty()) return {};
    Line line = std::move(lines_.front());
    lines_.erase(lines_.begin());
    return line;
  }

  void read_first_line() {
    Line line = take_line();
    if (content_.label.empty()) {
      if (auto label = split_label(line)) {
        content_.label = label->text;
        line = std::move(label->rest);
        if (line.empty() && items_.empty()) line = take_line();
      }
    }
    if (line.empty()) return;
    if (has_role_line_ || !content_.speakers.empty()) {
      set_title(line);
    } else if (!content_.label.empty()) {
      read_behind_label(line);
    } else {
      read_without_label(line);
    }
  }

  void set_title(const Line& line) {
    Line rest = line;
    take_place(rest);
    if (content_.title.empty()) content_.title = clean_line(rest.text());
  }

  // "Award Lecture (Symphony Hall)"
  void take_place(Line& line) {
    const std::string& text = line.text();
    const std::size_t open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string::npos || open == 0) return;
    const std::string inside = text.substr(open + 1, text.size() - open - 2);
    if (!is_place(inside)) return;
    content_.room = clean_line(inside);
    line.erase(open, text.size() - open);
  }

  void read_behind_label(const Line& line) {
    const Kind kind = kind_of_label(content_.label).value_or(Kind::kTalk);
    const bool more = !lines_.empty();
    const bool of_people = is_one_of(kind, {Kind::kPanel, Kind::kDiscussion});
    const bool of_one = is_one_of(kind, {Kind::kKeynote, Kind::kInvited}) ||
                        to_lower(content_.label).find("speaker") != std::string::npos;
    if (take_person_in_brackets(line)) return;
    if (of_people || more) {
      if (auto found = people(line.text()); !found.empty() && (more || of_people)) {
        content_.speakers = std::move(found);
        return;
      }
    }
    if (of_one && take_person_and_title(line)) return;
    set_title(line);
  }

  // "Name (Org)", or several such.
  bool take_person_in_brackets(const Line& line) {
    auto found = people(line.text());
    const bool all_have_one = !found.empty() && std::ranges::all_of(found, [](const auto& speaker) {
      return !speaker.affiliation.empty();
    });
    if (!all_have_one) return false;
    content_.speakers = std::move(found);
    return true;
  }

  // "Name", "Name - Org", "Name - Title", "Name: Title"
  bool take_person_and_title(const Line& line) {
    if (auto one = person(line.text())) {
      content_.speakers.push_back(std::move(*one));
      return true;
    }
    constexpr std::array<std::string_view, 5> kSeparators{" - ", " \u2013 ", " \u2014 ", ": ",
                                                          ", "};
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = line.text().find(separator);
      if (at == std::string::npos) continue;
      auto one = person(line.text().substr(0, at));
      if (!one) continue;
      content_.speakers.push_back(std::move(*one));
      set_title(line.sub(at + separator.size()));
      return true;
    }
    return false;
  }

  void read_without_label(const Line& line) {
    if (take_title_with_people(line)) return;
    const bool more = !lines_.empty();
    if (take_person_in_brackets(line)) return;
    if (more && !kind_of_title(line.text())) {
      if (auto found = people(line.text()); !found.empty()) {
        content_.speakers = std::move(found);
        return;
      }
    }
    if (take_name_before_title(line)) return;
    set_title(line);
  }

  // "Panel (A, B, and C)", "Fireside chat with A and B"
  bool take_title_with_people(const Line& line) {
    const std::string& text = line.text();
    const std::size_t open = text.find('(');
    if (text.ends_with(')') && open != std::string::npos && kind_of_title(text.substr(0, open))) {
      auto found = people(std::string_view(text).substr(open + 1, text.size() - open - 2));
      if (!found.empty()) {
        content_.speakers = std::move(found);
        set_title(line.sub(0, open));
        return true;
      }
    }
    const std::size_t with = text.rfind(" with ");
    if (with == std::string::npos) return false;
    auto found = people(std::string_view(text).substr(with + 6));
    if (found.empty() || (found.size() < 2 && !kind_of_title(text.substr(0, with)))) return false;
    content_.speakers = std::move(found);
    set_title(line.sub(0, with));
    return true;
  }

  // "<b>Ada Lovelace:</b> Notes", or unmarked where the whole table writes so.
  bool take_name_before_title(const Line& line) {
    const std::size_t colon = label_colon(line);
    if (colon == std::string::npos) return false;
    if (!hints_.name_before_title && !is_marked(line, colon)) return false;
    auto one = person(line.text().substr(0, colon));
    if (!one) return false;
    content_.speakers.push_back(std::move(*one));
    set_title(line.sub(colon + 1));
    return true;
  }

  void read_further_lines() {
    if (lines_.size() == 1 && take_affiliation(lines_.front())) return lines_.clear();
    for (const Line& line : std::exchange(lines_, {})) {
      if (content_.title.empty() && !content_.speakers.empty()) {
        set_title(line);
      } else if (content_.speakers.empty() && !content_.title.empty() && takes_speakers() &&
                 !people(line.text()).empty()) {
        content_.speakers = people(line.text());
      } else if (content_.title.empty() && content_.label.empty()) {
        set_title(line);
      } else {
        lines_.push_back(line);
      }
    }
    if (lines_.size() >= 2 && is_one_of(kind(), {Kind::kTalks, Kind::kPanel, Kind::kPoster})) {
      items_.insert(items_.begin(), lines_.begin(), lines_.end());
    } else if (!lines_.empty() && content_.title.empty()) {
      set_title(lines_.front());
    } else if (!lines_.empty() && lines_.front().text().size() <= 120) {
      content_.subtitle = clean_line(lines_.front().text());
    }
  }

  bool takes_speakers() const {
    return !is_one_of(kind(), {Kind::kBreak, Kind::kPoster, Kind::kSocial, Kind::kRegistration});
  }

  // The only further line behind a lone speaker, short and italic: whom they work for.
  bool take_affiliation(const Line& line) {
    const bool lone = content_.speakers.size() == 1 && content_.title.empty() &&
                      content_.speakers.front().affiliation.empty();
    if (!lone || !line.all(kItalic) || count_words(line.text()) > 3) return false;
    if (!is_organisation(line.text())) return false;
    content_.speakers.front().affiliation = clean_line(line.text());
    return true;
  }

  void read_items() {
    const bool of_people = is_one_of(kind(), {Kind::kPanel, Kind::kDiscussion});
    const bool all_people = std::ranges::all_of(
        items_, [](const Line& item) { return person(item.text()).has_value(); });
    for (const Line& item : items_) {
      if (of_people && all_people) {
        content_.speakers.push_back(*person(item.text()));
      } else {
        content_.talks.push_back(talk(item));
      }
    }
  }

  // "Title", or "<b>Name:</b> Title".
  static schedule::Talk talk(const Line& item) {
    const std::size_t colon = label_colon(item);
    if (colon != std::string::npos && is_marked(item, colon)) {
      if (auto one = person(item.text().substr(0, colon))) {
        return {.title = clean_line(item.sub(colon + 1).text()), .speakers = {*one}};
      }
    }
    return {.title = clean_line(item.text()), .speakers = {}};
  }

  Kind kind() const {
    if (const auto from_label = kind_of_label(content_.label)) return *from_label;
    return kind_of_title(content_.title).value_or(Kind::kTalk);
  }

  void settle_kind() {
    content_.label = clean_line(content_.label, 80);
    content_.kind = kind();
    if (content_.kind == Kind::kTalk && !content_.talks.empty()) content_.kind = Kind::kTalks;
  }

  const ContentHints& hints_;
  Content content_;
  std::vector<Line> lines_;
  std::vector<Line> items_;
  bool has_role_line_ = false;
};

}  // namespace

std::optional<bool> opens_with_name(const Line& line) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return std::nullopt;
  const std::string_view before = std::string_view(line.text()).substr(0, colon);
  if (is_vocabulary(before)) return std::nullopt;
  return is_name(before);
}

Content read_content(std::vector<Line> lines, const ContentHints& hints) {
  return Reader(hints).read(std::move(lines));
}

}  // namespace roomsign::formats::html
