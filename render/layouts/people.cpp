#include "render/layouts/people.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include "render/characters.hpp"

namespace roomsign::render {
namespace {

constexpr double kAffiliation = 3.8 / type::kName;  // of a name's size
constexpr std::size_t kRowEach = 3;                 // so many people get a row of their own

std::string joined_names(const std::vector<Person>& people) {
  std::string names;
  for (const Person& person : people) {
    if (person.name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += person.name;
  }
  return names;
}

// Names that no line breaks: their blanks are no-break spaces.
std::vector<Person> unbreakable(std::vector<Person> people) {
  for (Person& person : people) {
    for (auto at = person.name.find(' '); at != std::string::npos; at = person.name.find(' ', at)) {
      person.name.replace(at, 1, "\u00a0");
    }
  }
  return people;
}

// Fills rows with runs from the left.
class NameSetter {
 public:
  NameSetter(Sheet& sheet, double size_u, int width)
      : sheet_(sheet),
        width_(width),
        name_(sheet.font(Face::kSemiBold, size_u)),
        affiliation_(sheet.font(Face::kRegular, size_u * kAffiliation)),
        within_(sheet.px(size_u * 0.36)),
        between_(sheet.px(size_u * 0.9)) {
    names_.pitch = sheet.pitch(name_, type::kListLeading);
  }

  void add(const Person& person, bool own_row) {
    Canvas& canvas = sheet_.canvas();
    const int name = canvas.measure(person.name, name_);
    const int affiliation = canvas.measure(person.affiliation, affiliation_);
    const int whole = name + (affiliation > 0 ? within_ + affiliation : 0);
    if (own_row || x_ + between_ + whole > width_) x_ = 0;
    const int start = x_ == 0 ? 0 : x_ + between_;
    put(person.name, name_, sheet_.theme.text, start);
    put(person.affiliation, affiliation_, sheet_.theme.second, x_ == 0 ? 0 : x_ + within_);
  }

  Names take() { return std::move(names_); }

 private:
  // At `x` of the current row (0: of a new one); on rows of its own where it is too wide for that.
  void put(const std::string& text, const Font& font, Color color, int x) {
    if (text.empty()) return;
    const int width = sheet_.canvas().measure(text, font);
    if (x > 0 && x + width <= width_) {
      names_.rows.back().push_back({text, font, color, x, width});
      x_ = x + width;
      return;
    }
    const Paragraph lines = break_lines(sheet_.canvas(), text, font, width_, 2, Balance::kFull);
    names_.cut = names_.cut || lines.cut;
    for (const std::string& line : lines.lines) {
      x_ = sheet_.canvas().measure(line, font);
      names_.rows.push_back({{line, font, color, 0, x_}});
    }
  }

  Sheet& sheet_;
  int width_;
  Font name_;
  Font affiliation_;
  int within_;   // from a name to its affiliation
  int between_;  // from one person to the next
  int x_ = 0;    // where the row's text ends; 0: at the start of a row
  Names names_;
};

Names set_with_affiliations(Sheet& sheet, const std::vector<Person>& people, double size_u,
                            int width) {
  NameSetter setter(sheet, size_u, width);
  for (const Person& person : people) setter.add(person, people.size() <= kRowEach);
  return setter.take();
}

Names set_names_only(Sheet& sheet, const std::vector<Person>& people, double size_u, int width,
                     int max_rows) {
  const Font font = sheet.font(Face::kSemiBold, size_u);
  Names names;
  names.pitch = sheet.pitch(font, type::kListLeading);
  const auto set = [&](const std::vector<Person>& named) {
    return break_lines(sheet.canvas(), joined_names(named), font, width, max_rows, Balance::kEven);
  };
  Paragraph lines = set(unbreakable(people));
  if (lines.forced) lines = set(people);  // a name too wide for a row: better at its blanks
  names.cut = lines.cut;
  for (const std::string& line : lines.lines) {
    names.rows.push_back({{line, font, sheet.theme.text, 0, sheet.canvas().measure(line, font)}});
  }
  return names;
}

// ---- With photographs ----

constexpr double kCircle = 1.72;  // of a row
constexpr double kCircleGap = 0.4;

// No part of a name: "Dr.", "Jr.", "(she/her)". "J." is one.
bool is_beside_the_name(std::string_view word) {
  const auto first = character_end(word, 0);
  return word.starts_with('(') || word.ends_with(')') ||
         (word.ends_with('.') && word.size() > first + 1);
}

// "Dr. Ada van Lovelace": "AL"; of a name of one word its first letter.
std::string initials_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const auto end = std::min(name.find(' '), name.size());
    const auto word = name.substr(0, end);
    if (!word.empty() && !is_beside_the_name(word)) words.push_back(word);
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  if (words.empty()) return {};
  const auto first_of = [](std::string_view word) {
    return std::string(word.substr(0, character_end(word, 0)));
  };
  return first_of(words.front()) + (words.size() > 1 ? first_of(words.back()) : "");
}

// One line of the text, at `x`.
NameRun line_of(Sheet& sheet, const std::string& text, const Font& font, Color color, int x,
                int width) {
  const std::string line = cut_line(sheet.canvas(), text, font, width - x);
  return {line, font, color, x, sheet.canvas().measure(line, font)};
}

Names set_with_photos(Sheet& sheet, const std::vector<Person>& people, double size_u, int width) {
  const Font name = sheet.font(Face::kSemiBold, size_u);
  const Font small = sheet.font(Face::kRegular, size_u * kAffiliation);
  Names names;
  names.pitch = sheet.pitch(name, type::kListLeading);
  const int x = static_cast<int>(names.pitch * (kCircle + kCircleGap));
  for (const Person& person : people) {
    names.portraits.push_back(
        {person.photo, initials_of(person.name), static_cast<int>(names.rows.size())});
    names.rows.push_back({line_of(sheet, person.name, name, sheet.theme.text, x, width)});
    names.rows.push_back({line_of(sheet, person.affiliation, small, sheet.theme.second, x, width)});
    NameRun& first = names.rows[names.rows.size() - 2].front();
    NameRun& second = names.rows.back().front();
    const int nearer = names.pitch / 10;  // to each other than to the next person
    first.lower = person.affiliation.empty() ? names.pitch / 2 : nearer;
    second.lower = -nearer;
    names.cut = names.cut || first.text != person.name ||
                names.rows.back().front().text != person.affiliation;
  }
  return names;
}

void draw_portrait(Sheet& sheet, const Portrait& portrait, int pitch, int x, int top) {
  const int side = static_cast<int>(pitch * kCircle);
  const Rect box = {x, top + (2 * pitch - side) / 2, side, side};
  if (portrait.photo != nullptr) return sheet.canvas().picture(portrait.photo, box, side / 2);
  sheet.canvas().fill(box, sheet.theme.rule, side / 2);
  const Font font = {.face = Face::kSemiBold, .size = side * 2 / 5};
  const int width = sheet.canvas().measure(portrait.initials, font);
  const auto& theme = sheet.theme;  // no rule has a contrast to keep
  const bool text = contrast(theme.text, theme.rule) >= contrast(theme.ground, theme.rule);
  const Color color = text ? theme.text : theme.ground;
  sheet.canvas().text(portrait.initials, x + (side - width) / 2,
                      box.y + (side + sheet.canvas().metrics(font).cap_height) / 2, font, color);
}

}  // namespace

std::vector<Names> ways_with_photos(Sheet& sheet, const std::vector<Person>& people, int width) {
  const auto has_photo = [](const Person& person) { return person.photo != nullptr; };
  if (people.size() > kRowEach || std::ranges::none_of(people, has_photo)) return {};
  std::vector<Names> ways;
  for (const double size : {type::kName, (type::kName + type::kTimes) / 2, type::kTimes}) {
    Names names = set_with_photos(sheet, people, size, width);
    if (!names.cut) ways.push_back(std::move(names));
  }
  return ways;
}

std::vector<Names> ways_to_set(Sheet& sheet, const std::vector<Person>& people, int width,
                               std::initializer_list<int> last_rows) {
  if (joined_names(people).empty()) return {};
  constexpr int kAnyRows = std::numeric_limits<int>::max();
  constexpr double kMiddle = (type::kName + type::kTimes) / 2;
  const bool affiliated =
      std::ranges::any_of(people, [](const Person& person) { return !person.affiliation.empty(); });
  std::vector<Names> ways;
  for (const double size : {type::kName, kMiddle, type::kTimes}) {
    ways.push_back(affiliated ? set_with_affiliations(sheet, people, size, width)
                              : set_names_only(sheet, people, size, width, kAnyRows));
  }
  for (const int rows : last_rows) {
    ways.push_back(set_names_only(sheet, people, type::kTimes, width, std::max(rows, 1)));
  }
  return ways;
}

void draw_names(Sheet& sheet, const Names& names, const std::vector<Person>& people,
                const Rect& box, Align align) {
  if (names.cut) sheet.drawn.cut.push_back(joined_names(people));
  for (const Portrait& portrait : names.portraits) {
    draw_portrait(sheet, portrait, names.pitch, box.x, box.y + portrait.row * names.pitch);
  }
  int top = box.y;
  for (const auto& row : names.rows) {
    const int spare = box.width - (row.back().x + row.back().width);
    const int shift = align == Align::kLeft ? 0 : align == Align::kCenter ? spare / 2 : spare;
    // One baseline for both sizes.
    const int baseline = sheet.baseline(row.front().font, top, names.pitch);
    for (const NameRun& run : row) {
      sheet.canvas().text(run.text, box.x + shift + run.x, baseline + run.lower, run.font,
                          run.color);
    }
    top += names.pitch;
  }
}

}  // namespace roomsign::render
