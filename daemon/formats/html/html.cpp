#include "daemon/formats/html/html.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/about.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/ends.hpp"
#include "daemon/formats/html/page.hpp"
#include "daemon/formats/html/rows.hpp"
#include "daemon/formats/html/source.hpp"
#include "daemon/formats/html/tables.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

// Why a page without a programme has none, as far as its looks tell.
std::unexpected<Error> no_programme(const Page& page) {
  const std::string which =
      page.title.empty() ? "the page" : fmt::format("the page \"{}\"", clean_line(page.title, 60));
  if (page.has_password_field) {
    return failure("login-page",
                   fmt::format("{} asks for a password: a login page, perhaps of this "
                               "network's portal, and no programme",
                               which));
  }
  std::string rows;
  for (const Block& block : page.blocks) {
    if (block.kind != Block::Kind::kTable) continue;
    rows += fmt::format("{}{}", rows.empty() ? "" : ", ", grid_of(*block.table).rows.size());
  }
  if (rows.empty()) return failure("no-sessions", which + " has no table of times");
  return failure(
      "no-sessions",
      fmt::format("{} has no table with times yet (rows of its tables: {})", which, rows));
}

void take_date(About& about, const Hints& hints) {
  if (!hints.date) return;
  if (about.date && *about.date != *hints.date &&
      about.date_from.find("first of two") == std::string::npos) {
    about.warnings.push_back(fmt::format("the configuration's date {} is used; {} says {}",
                                         format_date(*hints.date), about.date_from,
                                         format_date(*about.date)));
  }
  about.date = hints.date;
  about.date_from = "configuration";
}

// A zone behind a time ("9:00 AM PST"), in the time column's header ("Time (UTC)"), or an offset in
// the cells' data.
void take_zone_of_table(const Table& table, About& about) {
  const auto take = [&](const ZoneText& named, const std::string& from) {
    if (about.zone) return;
    about.zone = named.zone;
    about.zone_from = fmt::format("{} \"{}\"", from, named.text);
    if (!named.zone) {
      about.warnings.push_back(
          fmt::format("{}: the time zone \"{}\" is not known", from, clean_line(named.text, 40)));
    }
  };
  const std::string& header = table.columns.time_header;
  const std::size_t open = header.find('(');
  const std::size_t close = header.find(')', open == std::string::npos ? 0 : open);
  if (close != std::string::npos && open != std::string::npos) {
    const std::string_view inside = std::string_view(header).substr(open + 1, close - open - 1);
    if (to_lower(inside) != "local" && to_lower(inside) != "local time")
      take(zone_called(inside), "table header");
  } else if (const auto named = zone_in(header)) {
    take(*named, "table header");
  }
  std::set<std::string> seen;
  for (std::size_t row = table.columns.first_row; row < table.grid.rows.size(); ++row) {
    const Node* cell = table.grid.cell(row, table.columns.start);
    if (cell == nullptr) continue;
    const TimeCell time = parse_time_cell(cell_text(cell), table.columns.bare_digits);
    if (!time.zone.empty() && seen.insert(time.zone).second)
      take(zone_called(time.zone), "time cell");
    const auto data = time_attribute(*cell);
    if (data && data->offset && !about.zone) {
      about.zone = zone_at_offset(*data->offset);
      about.zone_from = "offset in the time cells' data";
    }
  }
}

// All rows of the chosen tables, as sessions in `parsed`.
void add_sessions(const std::vector<Table>& tables, const About& about, const Zone& zone,
                  const Hints& hints, Parsed& parsed) {
  std::vector<Row> rows;
  for (const Table& table : tables) {
    Rows read = rows_of(table.grid, table.columns, {.day = *table.day, .zone = zone});
    std::ranges::move(read.rows, std::back_inserter(rows));
    for (std::string& warning : read.warnings) {
      const bool several = tables.size() > 1;
      parsed.warnings.push_back(several ? fmt::format("table {}, {}", table.number, warning)
                                        : std::move(warning));
    }
  }
  const bool rooms_in_table = std::ranges::any_of(tables, [](const Table& table) {
    return !table.columns.rooms.empty() || table.columns.room.has_value();
  });
  for (Row& row : rows) {
    if (row.session.room.empty() && !rooms_in_table) row.session.room = about.room;
  }
  infer_ends(rows, hints.day_change);
  for (Row& row : rows) {
    row.session.start =
        instant_of(row.start, zone, fmt::format("row {}", row.number), parsed.warnings);
    if (row.end) row.session.end = zone.resolve(*row.end).instant;
    parsed.schedule.sessions.push_back(std::move(row.session));
  }
}

Parsed described(const About& about, const ZoneChoice& zone) {
  Parsed parsed;
  parsed.schedule.event.name = clean_line(about.name);
  parsed.schedule.event.short_name = about.short_name;
  parsed.schedule.event.venue = clean_line(about.venue);
  parsed.schedule.event.time_zone = zone.zone.name();
  parsed.source.format = "html";
  parsed.source.title = about.page_title;
  parsed.source.date_from = about.date_from;
  parsed.source.zone_from = zone.from;
  parsed.source.announced_hours = about.hours;
  return parsed;
}

}  // namespace

bool accepts_html(std::string_view bytes, const Hints& hints) {
  const std::string type = to_lower(hints.content_type);
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) return true;
  const std::string url = to_lower(hints.url.substr(0, hints.url.find_first_of("?#")));
  constexpr std::array<std::string_view, 5> kEndings{".html", ".htm", ".xhtml", ".md", ".markdown"};
  if (std::ranges::any_of(kEndings, [&](auto ending) { return url.ends_with(ending); }))
    return true;

  std::string_view front = bytes.substr(0, 4096);
  if (front.starts_with("\xEF\xBB\xBF")) front.remove_prefix(3);
  if (front.starts_with("---\n") || front.starts_with("---\r\n")) return true;
  const std::string lower = to_lower(trim(front));
  constexpr std::array<std::string_view, 3> kMarkdown{"|", "# ", "## "};
  if (std::ranges::any_of(kMarkdown, [&](auto mark) { return lower.starts_with(mark); }))
    return true;
  constexpr std::array<std::string_view, 5> kOthers{"{", "[", "begin:", "<rss", "<schedule"};
  const bool is_template = lower.starts_with("{%") || lower.starts_with("{{");
  const bool is_other =
      std::ranges::any_of(kOthers, [&](auto mark) { return lower.starts_with(mark); });
  if (is_other && !is_template) return false;
  if (lower.starts_with("<?xml")) return lower.find("<html") != std::string::npos;
  constexpr std::array<std::string_view, 9> kTags{
      "<!doctype html", "<html", "<head", "<body", "<table", "<div", "<h1", "<h2", "<p>"};
  return std::ranges::any_of(kTags, [&](auto tag) { return lower.find(tag) != std::string::npos; });
}

Result<Parsed> parse_html(std::string_view bytes, const Hints& hints) {
  const auto source = read_source(bytes, hints.content_type);
  if (!source) return std::unexpected(source.error());
  const auto document = parse_document(source->html);
  if (!document) return std::unexpected(document.error());
  const Page page = read_page(*document);
  std::vector<Table> tables = schedule_tables(page);
  if (tables.empty()) return no_programme(page);

  About about = read_about(*source, page);
  take_date(about, hints);
  assign_days(tables, about.date);
  if (!tables.front().day) {
    return failure("no-date",
                   fmt::format("table {}: {} timed rows, but neither the page nor the "
                               "configuration says of which day",
                               tables.front().number, tables.front().columns.timed_rows));
  }
  std::vector<std::string> table_warnings;
  tables = chosen(tables, table_warnings);
  for (const Table& table : tables) take_zone_of_table(table, about);
  const ZoneChoice zone = choose_zone(hints, about.zone, about.zone_from);

  Parsed parsed = described(about, zone);
  parsed.warnings = source->warnings;
  std::ranges::move(about.warnings, std::back_inserter(parsed.warnings));
  std::ranges::move(table_warnings, std::back_inserter(parsed.warnings));
  add_sessions(tables, about, zone.zone, hints, parsed);
  if (parsed.schedule.sessions.empty()) {
    return failure("no-sessions", parsed.warnings.empty()
                                      ? std::string("the programme's table has no session yet")
                                      : fmt::format("the programme's table has no session yet ({})",
                                                    parsed.warnings.back()));
  }
  schedule::finish(parsed.schedule);
  const Instant first = parsed.schedule.sessions.front().start;
  parsed.source.date = format_instant(first, zone.zone.offset_at(first)).substr(0, 10);
  if (parsed.source.date_from.empty()) parsed.source.date_from = "table heading or data";
  return parsed;
}

}  // namespace roomsign::formats::html
