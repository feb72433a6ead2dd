#include "render/layouts/people.hpp"

#include <algorithm>
#include <limits>

namespace roomsign::render {
namespace {

constexpr std::size_t kRowEach = 3;  // so many people get a row of their own

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
        affiliation_(sheet.font(Face::kRegular, size_u * 3.8 / type::kName)),
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

}  // namespace

std::vector<Names> ways_to_set(Sheet& sheet, const std::vector<Person>& people, int width,
                               int last_rows) {
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
  ways.push_back(set_names_only(sheet, people, type::kTimes, width, last_rows));
  return ways;
}

void draw_names(Sheet& sheet, const Names& names, const std::vector<Person>& people,
                const Rect& box, Align align) {
  if (names.cut) sheet.drawn.cut.push_back(joined_names(people));
  int top = box.y;
  for (const auto& row : names.rows) {
    const int spare = box.width - (row.back().x + row.back().width);
    const int shift = align == Align::kLeft ? 0 : align == Align::kCenter ? spare / 2 : spare;
    // One baseline for both sizes.
    const int baseline = sheet.baseline(row.front().font, top, names.pitch);
    for (const NameRun& run : row) {
      sheet.canvas().text(run.text, box.x + shift + run.x, baseline, run.font, run.color);
    }
    top += names.pitch;
  }
}

}  // namespace roomsign::render
