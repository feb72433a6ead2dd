#include "daemon/formats/html/about.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/date_words.hpp"
#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/html/deadlines.hpp"
#include "daemon/formats/html/time_cell.hpp"
#include "daemon/formats/reading/places.hpp"
#include "daemon/formats/reading/words.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestPart = 100;  // longer ones are sentences

// A text that may describe the event, and what to call the place where it stands.
struct Passage {
  std::string text;
  std::string from;
  std::vector<std::string> lines{};  // of `text`, where it has several
};

// "The workshop will take place on May 14, 2030." of a longer text, whose other dates are
// deadlines.
std::string sentence_of_the_day(const std::string& text) {
  for (const std::string_view words : {"take place", "takes place", "be held", "is held"}) {
    const std::size_t at = text.find(words);
    if (at == std::string::npos) continue;
    const std::size_t before = text.rfind(". ", at);
    const std::size_t begin = before == std::string::npos ? 0 : before + 2;
    std::string sentence = text.substr(begin, text.find(". ", at) - begin);
    if (sentence.size() < 200) return sentence;
  }
  return {};
}

// Front matter first, then what the page shows above its first table.
std::vector<Passage> passages_of(const Source& source, const Page& page) {
  constexpr std::array kFields{
      "date",        "event_date", "start_date", "site_description", "mini_site_description",
      "description", "subtitle"};
  std::vector<Passage> passages;
  for (const std::string_view field : kFields) {
    const std::string_view value = source.field(field);
    if (!value.empty())
      passages.push_back({clean_line(value, 400), fmt::format("front matter {}", field)});
  }
  if (!page.description.empty()) passages.push_back({page.description, "meta description"});
  if (!page.title.empty()) passages.push_back({page.title, "page title"});
  for (const Block& block : page.blocks) {
    if (block.kind == Block::Kind::kTable) {
      passages.push_back({block.text, "table caption"});
      break;
    }
    const bool heading = block.kind == Block::Kind::kHeading;
    if (block.text.size() < 200) {
      if (auto lines = without_deadlines(block.lines); !lines.empty())
        passages.push_back({fmt::format("{}", fmt::join(lines, " ")),
                            heading ? "page heading" : "page text", lines});
    } else if (auto sentence = sentence_of_the_day(block.text); !sentence.empty()) {
      passages.push_back({std::move(sentence), "page text"});
    }
  }
  return passages;
}

bool is_hours(std::string_view part) {
  const TimeCell cell = parse_time_cell(part);
  return cell.kind == TimeCell::Kind::kTime && cell.end.has_value();
}

// "(CET)"
bool is_zone(std::string_view part) {
  part = trim(part);
  return part.starts_with('(') && part.ends_with(')') &&
         zone_called(part.substr(1, part.size() - 2)).zone.has_value();
}

bool is_weekday(std::string_view text) { return text.size() < 12 && weekday_in(text).has_value(); }

// "", "Saturday, ", "Date: Wednesday"
bool is_nothing_or_weekday(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSmall{"on",   "date",  "when", "am",
                                                   "wann", "datum", "le",   "el"};
  const std::string lower = to_lower(without_label(text));
  return std::ranges::all_of(date_words(lower), [&](const DateWord& word) {
    return weekday_called(word.text).has_value() || one_of(word.text, kSmall);
  });
}

// "Schedule" alone: what the page is, not what the event is called.
bool is_word_for_programme(std::string_view part) {
  constexpr std::array<std::string_view, 8> kWords{"schedule", "programme", "program",  "agenda",
                                                   "programm", "timetable", "zeitplan", "horaire"};
  return std::ranges::find(kWords, to_lower(part)) != kWords.end();
}

// Not "17", "-" or ".30 am", which are left of a date.
bool has_words(std::string_view part) {
  const auto is_letter = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (is_letter_or_digit(c) && !is_digit(c));
  };
  return std::ranges::count_if(part, is_letter) >= 3;
}

// Not "Workshop day:" or "jeudi".
bool may_be_name(std::string_view part) {
  const bool small_word = part.find(' ') == std::string_view::npos && part == to_lower(part);
  return has_words(part) && !small_word && !part.ends_with(':') && !is_word_for_programme(part);
}

// "Date: May 14 | Room 5", its marks as commas.
std::string with_commas(std::string text) {
  for (const std::string_view mark : {" | ", " \u00b7 ", " \u2022 "}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), ", ");
  }
  return text;
}

// Without its label, "(PST)" behind it, and what is left of a date or leads to it: a weekday, an
// open bracket, a dash.
std::string cleaned(std::string_view part) {
  std::string words = without_label(part);
  const std::size_t open = words.rfind(" (");
  if (open != std::string::npos && words.ends_with(')') && zone_in(words.substr(open)))
    words.erase(open);
  const std::size_t blank = words.rfind(' ');
  if (blank != std::string::npos && is_weekday(std::string_view(words).substr(blank + 1)))
    words.erase(blank);
  for (const std::string_view mark : {" (", " [", " -", " \u2013", " \u2014", " |"}) {
    if (words.ends_with(mark)) words.erase(words.size() - mark.size());
  }
  const std::size_t begin = words.find_first_not_of(" )]");
  return begin == std::string::npos ? std::string() : words.substr(begin);
}

// The parts between commas, without the date, whose own comma ("December 6, 2025") would cut it.
std::vector<std::string> parts_without_date(const std::string& text, bool& date_first) {
  std::string rest = text;
  date_first = false;
  const auto dates = dates_in(text);
  for (const DateText& date : dates | std::views::reverse) {
    date_first = date_first || is_nothing_or_weekday(std::string_view(text).substr(0, date.begin));
    rest.replace(date.begin, date.end - date.begin, ",");
  }
  std::vector<std::string> parts;
  for (const std::string_view part : split(rest, ',')) {
    if (is_zone(part) || part.size() > kLongestPart || part.find(". ") != std::string_view::npos)
      continue;
    const std::string words = cleaned(part);
    const bool leftover = part.size() < 12 && to_lower(words).starts_with("or ");
    if (leftover || is_nothing_or_weekday(words)) continue;  // also the dash between two dates
    parts.push_back(words);
  }
  return parts;
}

bool is_prose(std::string_view text) {
  return text.find(". ") != std::string_view::npos && text.size() > kLongestPart;
}

// A passage in the form of a description: a name, a date and more, between commas.
void take_description(const std::string& text, About& about) {
  bool date_first = false;
  const auto parts = parts_without_date(text, date_first);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0 && !date_first) {
      if (about.name.empty() && may_be_name(parts[i])) about.name = parts[i];
    } else if (is_hours(parts[i])) {
      if (about.hours.empty()) about.hours = parts[i];
    } else if (is_place(parts[i])) {
      if (about.room.empty()) about.room = parts[i];
    } else if (about.venue.empty() && has_words(parts[i])) {
      about.venue = parts[i];
    }
  }
}

std::optional<std::chrono::year> any_year(const std::vector<Passage>& passages) {
  for (const Passage& passage : passages) {
    if (const auto year = year_in(passage.text)) return year;
  }
  return std::nullopt;
}

// The first date; its year from beside it, from the same passage, or from another.
void take_date(const Passage& passage, std::optional<std::chrono::year> other_year, About& about) {
  const auto dates = dates_in(passage.text);
  if (dates.empty() || about.date) return;
  auto year = dates.front().year;
  if (!year) year = year_in(passage.text);
  if (!year) year = other_year;
  if (!year) {
    about.warnings.push_back(fmt::format(
        "{}: \"{}\" names a day without a year", passage.from,
        passage.text.substr(dates.front().begin, dates.front().end - dates.front().begin)));
    return;
  }
  const std::chrono::year_month_day date{*year, dates.front().day.month(), dates.front().day.day()};
  if (!date.ok()) return;
  about.date = date;
  about.date_from = passage.from;
  const auto said = dates.front().weekday;
  if (said && *said != std::chrono::weekday(std::chrono::local_days(date))) {
    about.warnings.push_back(fmt::format("{}: {} is not the weekday that \"{}\" names",
                                         passage.from, format_date(date),
                                         clean_line(passage.text, 120)));
  }
  if (is_undecided_date(passage.text)) {
    about.date_from += " (the first of two that it names)";
    about.warnings.push_back(
        fmt::format("{}: the day is not decided (\"{}\"); the first is taken, "
                    "the configuration can name another",
                    passage.from, passage.text));
  }
}

void warn_of_contradiction(const Source& source, About& about) {
  const std::string_view full = source.field("site_description");
  const std::string_view mini = source.field("mini_site_description");
  const auto a = dates_in(full);
  const auto b = dates_in(mini);
  const auto year_a = year_in(full);
  const auto year_b = year_in(mini);
  const bool days_differ = !a.empty() && !b.empty() && a.front().day != b.front().day;
  const bool years_differ = year_a && year_b && *year_a != *year_b;
  if (days_differ || years_differ) {
    about.warnings.push_back(
        fmt::format("front matter: site_description and mini_site_description "
                    "name different days (\"{}\", \"{}\")",
                    clean_line(full, 120), clean_line(mini, 120)));
  }
}

// UTC-12, "anywhere on Earth": a clock for deadlines, where nobody meets.
bool is_anywhere_on_earth(const ZoneText& named) {
  return named.zone && *named.zone == zone_at_offset(std::chrono::hours(-12));
}

void take_zone(const Source& source, const std::vector<Passage>& passages, About& about) {
  for (const std::string_view key : {"timezone", "time_zone"}) {
    if (const auto value = source.field(key); !value.empty()) {
      const ZoneText named = zone_called(value);
      about.zone = named.zone;
      if (named.zone) about.zone_from = fmt::format("front matter {}", key);
      if (!named.zone) {
        about.warnings.push_back(fmt::format("front matter {}: the time zone \"{}\" is not known",
                                             key, clean_line(value, 40)));
      }
    }
  }
  for (const Passage& passage : passages) {
    if (about.zone) return;
    const auto named = zone_in(passage.text);
    if (!named || is_anywhere_on_earth(*named)) continue;
    about.zone = named->zone;
    if (named->zone) about.zone_from = fmt::format("{} \"{}\"", passage.from, named->text);
    if (!named->zone) {
      about.warnings.push_back(fmt::format("{}: the time zone \"{}\" is not known", passage.from,
                                           clean_line(named->text, 40)));
    }
  }
}

// What most pages of programmes are called, and no event.
bool only_says_programme(std::string_view text) {
  constexpr std::array<std::string_view, 14> kNames{
      "morning", "afternoon", "schedule",           "program",  "programme",
      "agenda",  "timetable", "conferenceschedule", "programm", "fullprogram",
      "horaire", "zeitplan",  "workshopschedule",   "programa"};
  return std::ranges::find(kNames, fold_name(text)) != kNames.end();
}

}  // namespace

About read_about(const Source& source, const Page& page) {
  About about;
  about.short_name = clean_line(source.field("site_title"));
  about.page_title = clean_line(source.field("title"));
  if (about.page_title.empty()) about.page_title = page.title;

  const std::vector<Passage> passages = passages_of(source, page);
  const auto year = any_year(passages);
  bool described = false;
  for (const Passage& passage : passages) {
    take_date(passage, year, about);
    const std::string parts = passage.lines.empty()
                                  ? passage.text
                                  : with_commas(fmt::format("{}", fmt::join(passage.lines, ", ")));
    const bool is_description =
        !dates_in(passage.text).empty() && parts.find(',') != std::string::npos && !is_prose(parts);
    if (is_description && !described) {
      take_description(parts, about);
      described = !about.name.empty();
    }
  }
  const auto offer = [&](const std::string& name) {
    if (about.name.empty() && !only_says_programme(name)) about.name = name;
  };
  offer(page.title);
  for (const Passage& passage : passages) {
    if (passage.from == "page heading" && dates_in(passage.text).empty()) offer(passage.text);
  }
  offer(about.page_title);
  warn_of_contradiction(source, about);
  take_zone(source, passages, about);
  return about;
}

}  // namespace roomsign::formats::html
