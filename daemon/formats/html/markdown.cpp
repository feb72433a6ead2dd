#include <algorithm>
#include <array>
#include <cctype>
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

// ---- Marks inside a line ------------------------------------------------------------------------

constexpr std::size_t kLongestMarked = 1'000;  // bytes: no mark is looked for further away

// Bytes between the marks at `at` and the next ones, which must touch the words: "**so**". Empty:
// they are no marks.
std::string_view between(std::string_view line, std::size_t at, std::string_view mark) {
  line = line.substr(0, at + kLongestMarked);
  const std::size_t from = at + mark.size();
  if (!line.substr(at).starts_with(mark) || from >= line.size() || line[from] == ' ') return {};
  const std::size_t to = line.find(mark, from);
  if (to == line.npos || to == from || line[to - 1] == ' ') return {};
  return line.substr(from, to - from);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// "[text](address)" at `at`: its text, and how long all of it is; 0: none.
std::size_t link_at(std::string_view line, std::size_t at, std::string_view& text) {
  line = line.substr(0, at + kLongestMarked);
  const std::size_t close = line.find("](", at);
  const std::size_t end = close == line.npos ? close : line.find(')', close);
  if (end == line.npos || line.substr(at + 1, close - at - 1).find('[') != line.npos) return 0;
  text = line.substr(at + 1, close - at - 1);
  return end + 1 - at;
}

// Emphasis becomes its element, of links the text stays; tags are left alone.
std::string inline_html(std::string_view line) {
  struct Mark {
    std::string_view mark;
    std::string_view tag;  // empty: code, which is shown as it is
  };
  constexpr std::array<Mark, 6> kMarks{
      {{"~~", "s"}, {"**", "b"}, {"__", "b"}, {"*", "i"}, {"_", "i"}, {"`", ""}}};
  std::string html;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == '\\' && at + 1 < line.size() &&
        std::ispunct(static_cast<unsigned char>(line[at + 1]))) {
      html += line[at + 1];
      at += 2;
      continue;
    }
    if (c == '<') {
      const std::size_t end = std::min(line.find('>', at), line.size() - 1);
      html += line.substr(at, end + 1 - at);
      at = end + 1;
      continue;
    }
    std::string_view text;
    if (const std::size_t length = c == '[' ? link_at(line, at, text) : 0; length > 0) {
      html += inline_html(text);
      at += length;
      continue;
    }
    const bool inside_word = c == '_' && at > 0 && is_word(line[at - 1]);
    const auto* mark = std::ranges::find_if(kMarks, [&](const Mark& candidate) {
      text = inside_word ? std::string_view() : between(line, at, candidate.mark);
      return !text.empty();
    });
    if (mark == kMarks.end()) {
      html += c;
      ++at;
      continue;
    }
    const std::string inner = mark->tag.empty() ? std::string(text) : inline_html(text);
    html += mark->tag.empty() ? inner : fmt::format("<{0}>{1}</{0}>", mark->tag, inner);
    at += text.size() + 2 * mark->mark.size();
  }
  return html;
}

// ---- Tables -------------------------------------------------------------------------------------

bool is_table_line(std::string_view line) {
  return line.size() > 2 && line.front() == '|' && line.find('|', 1) != std::string_view::npos;
}

// "|---|:---:|": between the header and the body.
bool is_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t+=") == std::string_view::npos;
}

// A header without bars at its ends, which the rule below it makes one.
bool heads_table(std::string_view line, std::string_view below) {
  return line.find('|') != line.npos && !line.starts_with('<') && is_rule(below) &&
         below.find('|') != below.npos;
}

std::string table_row(std::string_view line, std::string_view cell_tag) {
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
  std::string row = "<tr>";
  for (std::size_t from = 0; from <= line.size();) {
    std::size_t to = from;
    while (to < line.size() && (line[to] != '|' || (to > 0 && line[to - 1] == '\\'))) ++to;
    row += fmt::format("<{0}>{1}</{0}>", cell_tag, inline_html(trim(line.substr(from, to - from))));
    from = to + 1;
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

// ---- Lists --------------------------------------------------------------------------------------

// What follows "- " or "* "; empty: no item.
std::string_view item_of(std::string_view line) {
  const bool marked =
      line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ';
  return marked ? trim(line.substr(2)) : std::string_view();
}

// Lines of Markdown one after the other, as HTML.
class Converter {
 public:
  void take(std::string_view raw, std::string_view below) {
    const std::string_view line = trim(raw);
    const bool in_table = !table_.empty() && line.find('|') != line.npos;
    if (is_table_line(line) || in_table || heads_table(line, below)) {
      end_list();
      end_paragraph();
      table_.push_back(line);
    } else {
      end_table();
      take_text(raw, line);
    }
    pass_code(line);
    after_blank_ = line.empty() || heading_level(line) > 0;  // a list may begin
    if (line.starts_with('<')) in_html_ = true;
    if (line.empty()) in_html_ = false;
  }

  std::string finished() {
    end_table();
    end_list();
    end_paragraph();
    return std::move(html_);
  }

 private:
  // Blank lines do not end a script.
  void pass_code(std::string_view line) {
    for (const std::string_view tag : {"script", "style"}) {
      const std::size_t open = line.rfind(fmt::format("<{}", tag));
      const std::size_t close = line.rfind(fmt::format("</{}", tag));
      if (open != line.npos || close != line.npos)
        in_code_ = open != line.npos && (close == line.npos || close < open);
    }
  }

  void take_text(std::string_view raw, std::string_view line) {
    const bool is_html = in_html_ || line.starts_with('<');
    const std::string_view item = in_html_ ? std::string_view() : item_of(line);
    if (!item.empty() && (in_list_ || after_blank_)) {
      end_paragraph();
      if (!in_list_) html_ += "<ul>";
      in_list_ = true;
      html_ += fmt::format("<li>{}</li>\n", inline_html(item));
      return;
    }
    const std::size_t level = heading_level(line);
    if (!line.empty()) end_list();
    if (line.empty() || is_html || level > 0) end_paragraph();
    if (!line.empty() && !is_html && level == 0 && !in_code_) {
      take_words(raw, line);
    } else if (level > 0) {
      html_ += fmt::format("<h{0}>{1}</h{0}>\n", level, inline_html(trim(line.substr(level))));
    } else {
      html_ += std::string(raw) + "\n";
    }
  }

  // A line of a paragraph. It begins a new line where the one above asks for that, and where it
  // has a label: "**Room:** 5".
  void take_words(std::string_view raw, std::string_view line) {
    const bool breaks = breaks_ || line.starts_with("**");
    html_ += !in_paragraph_ ? "<p>" : breaks ? "<br>" : "";
    html_ += inline_html(line) + "\n";
    in_paragraph_ = true;
    breaks_ = raw.ends_with("  ");
  }

  void end_paragraph() {
    if (in_paragraph_) html_.insert(html_.size() - 1, "</p>");  // before the last line's end
    in_paragraph_ = false;
    breaks_ = false;
  }

  void end_table() {
    if (table_.size() > 1) html_ += html_table(table_) + "\n";
    if (table_.size() == 1) html_ += std::string(table_.front()) + "\n";
    table_.clear();
  }

  void end_list() {
    if (!in_list_) return;
    in_list_ = false;
    html_.insert(html_.size() - 1, "</ul>");  // before the last line's end
  }

  std::string html_;
  std::vector<std::string_view> table_;
  bool in_list_ = false;
  bool in_paragraph_ = false;
  bool breaks_ = false;   // the line above ends in two blanks
  bool in_html_ = false;  // up to the next blank line
  bool in_code_ = false;  // up to the end of the script or style
  bool after_blank_ = true;
};

}  // namespace

std::string with_markdown_as_html(std::string_view text) {
  Converter converter;
  const auto lines = split(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i)
    converter.take(lines[i], i + 1 < lines.size() ? trim(lines[i + 1]) : std::string_view());
  return converter.finished();
}

}  // namespace roomsign::formats::html
