#include "daemon/formats/html/content.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/billing.hpp"
#include "daemon/formats/html/labels.hpp"
#include "daemon/formats/html/talks.hpp"
#include "daemon/formats/html/trimmings.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/places.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

using schedule::Kind;

constexpr std::size_t kLongestLine = 200;  // longer ones are abstracts
constexpr std::size_t kLongestSubtitle = 120;

bool is_one_of(Kind kind, std::initializer_list<Kind> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

// Inside a bracket, or behind a comma.
bool goes_on(const std::string& text) {
  const auto open = std::ranges::count(text, '(');
  return text.ends_with(',') || open > std::ranges::count(text, ')');
}

// "A (Director of B<br>and C)" is one line that its author broke for looks.
std::vector<Line> with_broken_lines_joined(std::vector<Line> lines) {
  std::vector<Line> whole;
  for (Line& line : lines) {
    const bool continues = !whole.empty() && !line.item && !whole.back().item &&
                           goes_on(whole.back().text()) &&
                           whole.back().text().size() + line.text().size() < kLongestLine;
    if (continues) {
      whole.back().append(line);
    } else {
      whole.push_back(std::move(line));
    }
  }
  return whole;
}

bool is_numbered(std::string_view label) { return !label.empty() && is_digit(label.back()); }

// "Hinges (cancelled)", "<s>Hinges</s> cancelled": takes the word out of the line.
bool take_cancelled(Line& line) {
  const std::string_view text = line.text();
  const std::size_t struck = line.run(kStruck);
  if (struck > 0 && is_cancelled(text.substr(struck))) {
    line = line.sub(0, struck);
    return true;
  }
  const auto rest = without_cancelled(text);
  if (rest) line = line.sub(static_cast<std::size_t>(rest->data() - text.data()), rest->size());
  return rest.has_value();
}

// "Invited talk 1", "Keynote 2"
bool is_numbered_talk(std::string_view text) {
  const auto kind = kind_of_title(text);
  return is_numbered(text) && (kind == Kind::kInvited || kind == Kind::kKeynote) &&
         count_words(text) <= 3;
}

bool is_title_line(const Line& line) {
  const auto role = role_line(line);
  return role && role->role == Role::kTitle && to_lower(role->name) == "title";
}

// "MIT", "University of Toronto", "<i>Modular</i>", between a name and a title.
bool is_employer(const Line& line) {
  const std::string& text = line.text();
  if (line.all(kItalic) && count_words(text) <= 3) return is_organisation(text);
  if (count_words(text) == 1) return is_telling_organisation(text);
  const std::size_t last_word = text.rfind(' ') + 1;
  return is_upper(text.front()) && is_upper(text[last_word]) &&
         is_telling_organisation(to_lower(text));  // by its words, not by an acronym in a title
}

class Reader {
 public:
  explicit Reader(const ContentHints& hints) : hints_(hints) {}

  Content read(std::vector<Line> lines) {
    prepare(std::move(lines));
    read_columns();
    if (!take_pairs()) {
      take_role_lines();
      read_first_line();
      read_further_lines();
    }
    read_items();
    settle_kind();
    return std::move(content_);
  }

 private:
  void prepare(std::vector<Line> lines) {
    settle_cancelled(lines);
    for (Line& line : with_broken_lines_joined(std::move(lines))) {
      if (const auto length = take_trimmings(line)) content_.length = length;
      if (line.empty() || is_placeholder(line.text()) || line.text().size() > kLongestLine)
        continue;
      if (auto moderator = take_moderator(line); !moderator.empty())
        content_.note = std::move(moderator);
      (line.item ? items_ : lines_).push_back(std::move(line));
    }
  }

  // All is struck out, the first line says so, or a line of its own.
  void settle_cancelled(std::vector<Line>& lines) {
    if (lines.empty()) return;
    const auto is_word = [](const Line& line) { return is_cancelled(line.text()); };
    const bool struck =
        std::ranges::all_of(lines, [](const Line& line) { return line.all(kStruck); });
    const bool in_line = take_cancelled(lines.front());
    const bool alone = std::ranges::any_of(lines, is_word);
    if (lines.size() > 1) std::erase_if(lines, is_word);
    content_.cancelled = hints_.cancelled || struck || in_line || alone;
  }

  void read_columns() {
    std::vector<Line> label = hints_.label;
    for (Line& line : label) take_trimmings(line);
    std::erase_if(label, [&](const Line& line) {
      const bool cancelled = is_cancelled(line.text());
      content_.cancelled = content_.cancelled || cancelled;
      return line.empty() || cancelled;
    });
    if (lines_.empty() && items_.empty()) {
      lines_ = std::move(label);  // "Break" in the label's column, nothing beside it
    } else if (!label.empty()) {
      content_.label = joined(label);
      while (content_.label.ends_with(':')) content_.label.pop_back();
      has_label_column_ = true;
    }
    if (!hints_.chair.empty() && !is_placeholder(hints_.chair))
      content_.note = "Chair: " + clean_line(hints_.chair);
    read_speakers_column();
  }

  // A person a line, or a list of them; where neither, the words as they are.
  void read_speakers_column() {
    std::string text;
    for (const std::string_view raw : split(hints_.speakers, '\n')) {
      Line line;
      line.append(trim(raw), kPlain);
      take_trimmings(line);
      if (line.empty() || is_placeholder(line.text())) continue;
      text += (text.empty() ? "" : ", ") + line.text();
    }
    content_.speakers = people(text);
    if (content_.speakers.empty()) add_speakers(text);
  }

  void add_speaker(std::string_view name, std::string_view affiliation) {
    content_.speakers.push_back(
        {.name = clean_line(name), .affiliation = clean_line(affiliation), .photo = {}});
  }

  // Several talks in one cell, each a line with a name and a line with a title.
  bool take_pairs() {
    std::vector<Line> rest = lines_;
    Content chaired;
    std::erase_if(rest, [&](const Line& line) {
      const auto role = role_line(line);
      if (!role || role->role != Role::kChair) return false;
      chaired.note = clean_line(line.text());
      return true;
    });
    auto talks = talks_of_pairs(rest);
    if (talks.size() < 2) return false;
    content_.talks = std::move(talks);
    if (!chaired.note.empty()) content_.note = chaired.note;
    lines_.clear();
    return true;
  }

  // The first line has a role only behind a label in a column of its own, or if it is the title:
  // elsewhere "Keynote Speaker: ..." is the label.
  void take_role_lines() {
    const bool from_first =
        has_label_column_ || (lines_.size() > 1 && is_title_line(lines_.front()));
    for (std::size_t i = from_first ? 0 : 1; i < lines_.size();) {
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
      } else if (role->role == Role::kEmployer) {
        if (content_.speakers.size() == 1)
          content_.speakers.front().affiliation = clean_line(role->text);
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
    if (found.empty()) {  // "Name - Org", with a name that the rules of names do not know
      const std::size_t dash = text.find(" - ");
      const bool split_here = dash != std::string::npos;
      add_speaker(std::string_view(text).substr(0, dash),
                  split_here ? std::string_view(text).substr(dash + 3) : std::string_view());
    }
    std::ranges::move(found, std::back_inserter(content_.speakers));
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
        if (is_placeholder(line.text())) line = Line();
        if (line.empty() && items_.empty()) line = take_line();
      }
    }
    if (line.empty()) return;
    const bool is_label = content_.label.empty() && lines_.size() > 1 &&
                          is_numbered_talk(line.text()) && all_people(lines_.front());
    if (is_label) {
      content_.label = clean_line(line.text());
      line = take_line();
    }
    if (has_role_line_ && is_one_of(kind(), {Kind::kPanel, Kind::kDiscussion}) &&
        !people(line.text()).empty()) {
      return add_speakers(line.text());
    }
    const bool is_title = content_.title.empty() && (has_role_line_ || !content_.speakers.empty());
    if (is_title) {
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
    std::string_view words = rest.text();
    if (!items_.empty() && words.ends_with(':')) words.remove_suffix(1);
    if (content_.title.empty()) content_.title = clean_line(words);
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

  bool has_more() const { return !lines_.empty() || !content_.title.empty(); }

  void read_behind_label(const Line& line) {
    const Kind kind = kind_of_label(content_.label).value_or(Kind::kTalk);
    const bool of_people = is_one_of(kind, {Kind::kPanel, Kind::kDiscussion});
    const bool of_one = is_one_of(kind, {Kind::kKeynote, Kind::kInvited}) ||
                        to_lower(content_.label).find("speaker") != std::string::npos ||
                        (hints_.people_behind_numbers && is_numbered(content_.label));
    if (bill(affiliated_people(line))) return;
    if ((of_people || has_more()) && bill(all_people(line))) return;
    if (of_one && bill(person_then_title(line))) return;
    set_title(line);
  }

  void read_without_label(const Line& line) {
    if (bill(title_then_people(line)) || bill(affiliated_people(line))) return;
    if (has_more() && !kind_of_title(line.text()) && bill(all_people(line))) return;
    if (bill(name_before_title(line, hints_.name_before_title))) return;
    set_title(line);
  }

  bool bill(std::optional<Billing> found) {
    if (!found) return false;
    std::ranges::move(found->speakers, std::back_inserter(content_.speakers));
    if (!found->title.empty()) set_title(found->title);
    if (!found->note.empty()) content_.note = std::move(found->note);
    return true;
  }

  void read_further_lines() {
    take_affiliation();
    for (const Line& line : std::exchange(lines_, {})) {
      const bool wants_title =
          content_.title.empty() && (!content_.speakers.empty() || content_.label.empty());
      if (wants_title) {
        set_title(line);
      } else if (content_.speakers.empty() && !content_.title.empty() && takes_speakers()) {
        if (!bill(all_people(line)) && !bill(affiliated_people(line))) lines_.push_back(line);
      } else {
        lines_.push_back(line);
      }
    }
    if (lines_.size() >= 2 && is_one_of(kind(), {Kind::kTalks, Kind::kPanel, Kind::kPoster})) {
      items_.insert(items_.begin(), lines_.begin(), lines_.end());
    } else if (!lines_.empty() && content_.title.empty()) {
      set_title(lines_.front());
    } else if (!lines_.empty() && lines_.front().text().size() <= kLongestSubtitle) {
      content_.subtitle = clean_line(lines_.front().text());
    }
  }

  bool takes_speakers() const {
    return !is_one_of(kind(), {Kind::kBreak, Kind::kPoster, Kind::kSocial, Kind::kRegistration});
  }

  // The line behind a lone speaker: whom they work for. Where no title follows, it must be short
  // and in italics.
  void take_affiliation() {
    const bool lone = content_.speakers.size() == 1 && content_.title.empty() &&
                      content_.speakers.front().affiliation.empty();
    if (!lone || lines_.empty()) return;
    const Line& line = lines_.front();
    const bool marked = line.all(kItalic) && count_words(line.text()) <= 3;
    if ((lines_.size() == 1 && !marked) || !is_employer(line)) return;
    content_.speakers.front().affiliation = clean_line(take_line().text());
  }

  void read_items() {
    const bool all_people = !items_.empty() && std::ranges::all_of(items_, [](const Line& item) {
      return person(item.text()).has_value();
    });
    if (all_people && !is_one_of(kind(), {Kind::kTalks, Kind::kPoster})) {
      for (const Line& item : items_) content_.speakers.push_back(*person(item.text()));
    } else {
      std::ranges::move(talks_of_items(items_), std::back_inserter(content_.talks));
    }
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
  bool has_label_column_ = false;
  bool has_role_line_ = false;
};

}  // namespace

Content read_content(std::vector<Line> lines, const ContentHints& hints) {
  return Reader(hints).read(std::move(lines));
}

schedule::Session as_session(Content content) {
  schedule::Session session;
  session.kind = content.kind;
  session.label = std::move(content.label);
  session.title = std::move(content.title);
  session.subtitle = std::move(content.subtitle);
  session.speakers = std::move(content.speakers);
  session.talks = std::move(content.talks);
  session.note = std::move(content.note);
  session.room = std::move(content.room);
  if (content.cancelled) session.status = schedule::Status::kCancelled;
  return session;
}

}  // namespace roomsign::formats::html
