// A programme as elements that hold a time: lists, definition lists, cards, paragraphs.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/item_content.hpp"
#include "daemon/formats/html/item_times.hpp"
#include "daemon/formats/html/labels.hpp"
#include "daemon/formats/html/leading_time.hpp"
#include "daemon/formats/html/tables.hpp"
#include "daemon/formats/html/time_items.hpp"
#include "daemon/formats/html/ways.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/words.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kFewest = 3;  // sessions in a row that go on in time

struct Entry {
  TimeItem item;
  ItemWords words;
};

bool has_letters(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) >= 0x80);
  };
  return std::ranges::count_if(text, letter) >= 2;
}

// "Monday to Friday", "closed": opening hours; "Last updated": when the page was written.
bool is_about_something_else(std::string_view text) {
  constexpr std::array<std::string_view, 15> kHours{
      "mon",     "tue",       "wed",      "thu",    "fri",      "sat",    "sun",   "monday",
      "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "closed"};
  constexpr std::array<std::string_view, 8> kStamps{"last updated", "last modified", "updated",
                                                    "posted",       "published",     "edited",
                                                    "written",      "last edit"};
  const std::string lower = to_lower(trim(text));
  if (std::ranges::any_of(kStamps, [&](auto stamp) { return starts_with_word(lower, stamp); }))
    return true;
  std::string words = lower;
  std::ranges::replace_if(words, [](char c) { return (c < 'a' || c > 'z'); }, ' ');
  const auto parts = split(words, ' ');
  return std::ranges::all_of(parts, [&](std::string_view word) {
    return word.size() < 3 || one_of(word, kHours) || word == "and";
  });
}

std::vector<Entry> entries_of(std::vector<TimeItem> items) {
  std::vector<Entry> entries;
  for (TimeItem& item : items) {
    Entry entry;
    entry.words = item.lines.empty() ? words_of(item.content) : words_of(std::move(item.lines));
    const std::string text =
        joined(entry.words.lines) + joined(entry.words.hints.label) + entry.words.hints.speakers;
    if (!has_letters(text) || is_about_something_else(text)) continue;
    item.content = Node();
    entry.item = std::move(item);
    entries.push_back(std::move(entry));
  }
  return entries;
}

// "Title (Name)" is one where most of the page's brackets hold people.
bool has_people_behind(const std::vector<Entry>& entries) {
  std::size_t brackets = 0;
  std::size_t with_people = 0;
  for (const Entry& entry : entries) {
    if (entry.words.lines.empty()) continue;
    const std::string& text = entry.words.lines.front().text();
    const std::size_t open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string::npos || open == 0) continue;
    ++brackets;
    with_people += people(text.substr(open + 1, text.size() - open - 2)).empty() ? 0 : 1;
  }
  return with_people >= 2 && with_people * 10 >= brackets * 6;
}

bool writes_names_before_titles(const std::vector<Entry>& entries) {
  std::size_t names = 0;
  std::size_t colons = 0;
  for (const Entry& entry : entries) {
    const auto opens =
        entry.words.lines.empty() ? std::nullopt : opens_with_name(entry.words.lines.front());
    colons += opens ? 1 : 0;
    names += opens.value_or(false) ? 1 : 0;
  }
  return names >= 2 && names * 10 >= colons * 6;
}

void take_people_behind(Content& content) {
  const std::size_t open = content.title.rfind('(');
  if (!content.speakers.empty() || !content.title.ends_with(')') || open == std::string::npos)
    return;
  auto found =
      people(std::string_view(content.title).substr(open + 1, content.title.size() - open - 2));
  const std::string_view title = trim(std::string_view(content.title).substr(0, open));
  if (found.empty() || title.empty()) return;
  content.title = std::string(title);
  content.speakers = std::move(found);
}

schedule::Session session_of(Entry& entry, bool people_behind) {
  Content content = read_content(std::move(entry.words.lines), entry.words.hints);
  if (people_behind) take_people_behind(content);
  schedule::Session session = as_session(std::move(content));
  if (session.room.empty()) session.room = entry.words.room;
  if (session.room.empty()) session.room = entry.item.room;
  return session;
}

// The page as far as it speaks of the event: dates in the programme are not the event's.
Page above_first_time(const Page& page) {
  Page above = page;
  const auto first = std::ranges::find_if(
      above.blocks, [](const Block& block) { return begins_with_time(block.text); });
  above.blocks.erase(first, above.blocks.end());
  return above;
}

std::vector<TimeItem> items_of(const std::vector<Entry>& entries) {
  std::vector<TimeItem> items;
  for (const Entry& entry : entries) items.push_back(entry.item);
  return items;
}

// The first zone behind a time, which wins over the rest of the page; where there is none at all,
// the offset of the data where it agrees with what is printed.
void take_zone(const std::vector<TimeItem>& items, const Hints& hints, About& about) {
  for (const TimeItem& item : items) {
    if (item.time.zone.empty()) continue;
    const ZoneText named = zone_called(item.time.zone);
    if (!named.zone) continue;
    about.zone = named.zone;
    about.zone_from = fmt::format("time \"{}\"", clean_line(item.text, 40));
    break;
  }
  if (about.zone || hints.zone) return;
  if (const auto offset = printed_offset(items)) {
    const bool is_machines = std::ranges::all_of(items, [&](const TimeItem& item) {
      return !item.start || hints.machine_zone.offset_at(item.start->instant) == *offset;
    });
    if (is_machines) return;
    about.zone = zone_at_offset(*offset);
    about.zone_from = "the times' data beside what is printed";
  }
}

// Is this a programme, and not the times of many other things? It takes sessions that follow one
// another on one day: three, or two where the page says "programme".
bool goes_on(const std::vector<Row>& rows, std::size_t fewest) {
  std::map<std::chrono::local_days, std::set<LocalTime>> days;
  std::size_t descents = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    days[std::chrono::floor<std::chrono::days>(rows[i].start)].insert(rows[i].start);
    descents += i > 0 && rows[i].start < rows[i - 1].start ? 1 : 0;
  }
  const bool enough =
      std::ranges::any_of(days, [&](const auto& day) { return day.second.size() >= fewest; });
  return enough && descents * 2 < rows.size();
}

bool page_says_schedule(const Page& page) {
  return says_schedule(page.title) || std::ranges::any_of(page.blocks, [](const Block& block) {
           return block.kind == Block::Kind::kHeading && says_schedule(block.text);
         });
}

class Reader {
 public:
  explicit Reader(const Material& material)
      : material_(material), page_(above_first_time(material.page)) {}

  Result<Parsed> read() {
    auto [entries, what] = richer_entries();
    if (entries.size() < 2) {
      return failure("no-sessions", entries.empty()
                                        ? std::string("no list of times")
                                        : std::string("no list of times (one line with a time)"));
    }
    About about = describe(material_, page_);
    std::vector<TimeItem> items = items_of(entries);
    take_zone(items, material_.hints, about);
    const ZoneChoice zone = choose_zone(material_.hints, about.zone, about.zone_from);
    ItemTimes times = times_of(items, {.first_day = about.date,
                                       .configured = material_.hints.date,
                                       .zone = zone.zone,
                                       .what = std::string(what)});
    if (times.rows.empty()) {
      return failure("no-date",
                     fmt::format("{} {}s with a time, but {}", entries.size(), what, kNoDay));
    }
    fill(entries, times.rows);
    const bool named = page_says_schedule(material_.page);
    if (!goes_on(times.rows, named && what == kMarked ? 2 : kFewest)) {
      return failure("no-sessions", fmt::format("{} {}s with a time, which do not follow one "
                                                "another as a programme's do",
                                                entries.size(), what));
    }
    if (is_cut_short(material_.source.html)) {
      return failure("truncated", fmt::format("{} {}s with a time, but the page ends inside an "
                                              "open element: it was cut short",
                                              entries.size(), what));
    }
    return parsed(std::move(times), about, zone, what);
  }

 private:
  static constexpr std::string_view kMarked = "element";

  std::pair<std::vector<Entry>, std::string_view> richer_entries() {
    bool marked_cut = false;
    bool lines_cut = false;
    auto marked = entries_of(marked_items(material_.document, marked_cut));
    auto lines = entries_of(line_items(material_.document, lines_cut));
    const bool use_lines = lines.size() > marked.size() && lines.size() >= kFewest;
    cut_ = use_lines ? lines_cut : marked_cut;
    if (use_lines) return {std::move(lines), "line"};
    return {std::move(marked), kMarked};
  }

  // Row n - 1 is of the entry that its number names.
  static void fill(std::vector<Entry>& entries, std::vector<Row>& rows) {
    const bool people_behind = has_people_behind(entries);
    const bool names_first = writes_names_before_titles(entries);
    for (Row& row : rows) {
      Entry& entry = entries[row.number - 1];
      entry.words.hints.name_before_title = names_first;
      row.session = session_of(entry, people_behind);
    }
  }

  Result<Parsed> parsed(ItemTimes times, About& about, const ZoneChoice& zone,
                        std::string_view what) {
    Parsed parsed;
    if (!times.used_first_day) about.date_from.clear();
    put(about, zone, parsed);
    parsed.warnings = std::move(about.warnings);
    std::ranges::move(times.warnings, std::back_inserter(parsed.warnings));
    if (cut_) {
      parsed.warnings.push_back(
          fmt::format("only the first {} {}s are read", times.rows.size(), what));
    }
    const bool any_room =
        std::ranges::any_of(times.rows, [](const Row& row) { return !row.session.room.empty(); });
    for (Row& row : times.rows) {
      if (!any_room) row.session.room = about.room;
    }
    add_rows(std::move(times.rows), zone.zone, material_.hints, what, parsed);
    finish(parsed, zone.zone, "headings or data of the times");
    return parsed;
  }

  const Material& material_;
  Page page_;
  bool cut_ = false;
};

}  // namespace

Result<Parsed> read_time_elements(const Material& material) { return Reader(material).read(); }

}  // namespace roomsign::formats::html
