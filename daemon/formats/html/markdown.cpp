#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/source.hpp"

namespace roomsign::formats::html {
namespace {

// "## Day 1" -> 2; 0: no heading. The text follows the marks and a blank.
std::size_t heading_level(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  return level <= 6 && level < line.size() && line[level] == ' ' ? level : 0;
}

bool is_table_line(std::string_view line) {
  return line.size() > 2 && line.front() == '|' && line.find('|', 1) != std::string_view::npos;
}

// "|---|:---:|": between the header and the body.
bool is_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t+=") == std::string_view::npos;
}

std::string table_row(std::string_view line, std::string_view cell_tag) {
  line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  std::string row = "<tr>";
  for (const std::string_view cell : split(line, '|')) {
    row += fmt::format("<{0}>{1}</{0}>", cell_tag, trim(cell));
  }
  return row + "</tr>";
}

// One table for the lines of `table`, a line of HTML for each; the first is a header where a rule
// follows it.
std::string html_table(const std::vector<std::string_view>& table) {
  const bool has_header = table.size() > 1 && is_rule(table[1]) && !is_rule(table[0]);
  std::string html = "<table>";
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (i > 0) html += '\n';
    if (!is_rule(table[i])) html += table_row(table[i], has_header && i == 0 ? "th" : "td");
  }
  return html + "</table>";
}

}  // namespace

std::string with_markdown_as_html(std::string_view text) {
  std::string html;
  std::vector<std::string_view> table;
  const auto end_table = [&] {
    if (table.size() > 1) html += html_table(table) + "\n";
    if (table.size() == 1) html += std::string(table.front()) + "\n";
    table.clear();
  };
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = trim(raw);
    if (is_table_line(line)) {
      table.push_back(line);
      continue;
    }
    end_table();
    if (const std::size_t level = heading_level(line); level > 0) {
      html += fmt::format("<h{0}>{1}</h{0}>\n", level, trim(line.substr(level)));
    } else {
      html += std::string(raw) + "\n";
    }
  }
  end_table();
  return html;
}

}  // namespace roomsign::formats::html
