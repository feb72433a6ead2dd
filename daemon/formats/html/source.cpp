#include "daemon/formats/html/source.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted = value.size() > 1 && value.front() == value.back() &&
                      (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// Takes the front matter off `text`; nested values and lists are not ours to read.
void take_front_matter(std::string_view& text, Source& source) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return;
  std::size_t at = text.find('\n') + 1;
  std::vector<std::pair<std::string, std::string>> fields;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (trim(line) == "---") {
      source.front_matter = std::move(fields);
      source.has_front_matter = true;
      text.remove_prefix(at);
      return;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    if (line.front() == '#' || line.front() == ' ' || line.front() == '-') continue;
    const std::string_view value = without_quotes(trim(line.substr(colon + 1)));
    if (!value.empty()) fields.emplace_back(trim(line.substr(0, colon)), value);
  }
}

// ---- Template tags: {% ... %} and {{ ... }} ----------------------------------------------------

struct TemplateTag {
  std::size_t begin = 0;
  std::size_t end = 0;    // behind the closing mark
  std::string_view word;  // "for", "include"; empty for {{ ... }}
};

std::optional<TemplateTag> next_tag(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('{', from); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('{', at + 1)) {
    const char second = text[at + 1];
    if (second != '%' && second != '{') continue;
    const std::size_t close = text.find(second == '%' ? "%}" : "}}", at + 2);
    if (close == std::string_view::npos) return std::nullopt;
    TemplateTag tag{at, close + 2, {}};
    if (second == '%') {
      std::string_view inside = trim(text.substr(at + 2, close - at - 2));
      if (inside.starts_with('-')) inside = trim(inside.substr(1));
      tag.word = inside.substr(0, inside.find_first_of(" \t\r\n-"));
    }
    return tag;
  }
  return std::nullopt;
}

// Follows the text between template tags: is this inside a table, is this inside <...>?
class Place {
 public:
  void advance(std::string_view text) {
    const std::string lower = to_lower(text);
    for (std::size_t i = 0; i < lower.size(); ++i) {
      if (lower[i] == '<') in_tag_ = true;
      if (lower[i] == '>') in_tag_ = false;
      if (lower.compare(i, 6, "<table") == 0) in_table_ = true;
      if (lower.compare(i, 7, "</table") == 0) in_table_ = false;
    }
  }
  bool in_table() const { return in_table_; }
  bool in_tag() const { return in_tag_; }

 private:
  bool in_table_ = false;
  bool in_tag_ = false;
};

std::string_view block_end(std::string_view word) {
  if (word == "comment") return "endcomment";
  return word == "raw" ? "endraw" : std::string_view();
}

// Only what the generator fills in inside a table is lost; links with a {{ baseurl }} are not.
bool is_fatal(const TemplateTag& tag, const Place& place) {
  constexpr std::array kLoops{"for", "tablerow", "range"};
  const bool loop =
      std::ranges::any_of(kLoops, [&](std::string_view word) { return word == tag.word; });
  return place.in_table() && (loop || (tag.word.empty() && !place.in_tag()));
}

Result<std::string> without_template_tags(std::string text) {
  if (!next_tag(text, 0)) return text;
  std::string out;
  Place place;
  std::size_t from = 0;
  while (const auto tag = next_tag(text, from)) {
    const std::string_view before = std::string_view(text).substr(from, tag->begin - from);
    place.advance(before);
    out += before;
    if (is_fatal(*tag, place)) {
      return failure("template",
                     fmt::format("line {}: {} inside a table: this is a template, and only the "
                                 "built page has the programme; point at that",
                                 line_of(text, tag->begin),
                                 clean_line(text.substr(tag->begin, tag->end - tag->begin), 60)));
    }
    from = tag->end;
    const std::string_view closing = block_end(tag->word);
    if (closing != "endcomment") continue;
    for (auto inner = next_tag(text, from); inner; inner = next_tag(text, from)) {
      from = inner->end;
      if (inner->word == closing) break;
    }
  }
  out += std::string_view(text).substr(from);
  return out;
}

// A page that was cut while it was sent ends inside its table. (Many complete pages leave out the
// closing tags of html and body, so these tell nothing.)
std::optional<Error> truncation(std::string_view html) {
  const std::string lower = to_lower(html);
  const std::size_t open = lower.rfind("<table");
  if (open == std::string::npos || lower.find("</table", open) != std::string::npos) return {};
  if (lower.find("</html", open) != std::string::npos) return {};
  if (lower.find("</body", open) != std::string::npos) return {};
  return Error{"truncated", fmt::format("line {}: the page ends inside the table that begins in "
                                        "line {}: it was cut short",
                                        line_of(html, html.size()), line_of(html, open))};
}

// How often `tag` begins, as a whole word: "<ul" but not "<ulx".
std::size_t count_tags(std::string_view html, std::string_view tag) {
  std::size_t count = 0;
  for (std::size_t at = html.find(tag); at != std::string_view::npos; at = html.find(tag, at + 1)) {
    const std::size_t end = at + tag.size();
    const bool longer = end < html.size() && html[end] >= 'a' && html[end] <= 'z';
    count += longer ? 0 : 1;
  }
  return count;
}

}  // namespace

std::string_view Source::field(std::string_view key) const {
  const auto found = std::ranges::find(
      front_matter, key, [](const auto& entry) { return std::string_view(entry.first); });
  return found == front_matter.end() ? std::string_view() : std::string_view(found->second);
}

bool is_cut_short(std::string_view html) {
  const std::string lower = to_lower(html);
  if (lower.find("</body") != std::string::npos || lower.find("</html") != std::string::npos)
    return false;
  const std::size_t last_open = lower.rfind('<');
  const bool in_tag =
      last_open != std::string::npos && lower.find('>', last_open) == std::string::npos;
  if (in_tag) return true;
  constexpr std::array<std::string_view, 8> kClosed{"ul",   "ol",      "dl",      "details",
                                                    "main", "section", "article", "div"};
  return std::ranges::any_of(kClosed, [&](std::string_view tag) {
    return count_tags(lower, fmt::format("<{}", tag)) > count_tags(lower, fmt::format("</{}", tag));
  });
}

Result<Source> read_source(std::string_view bytes, std::string_view content_type) {
  Source source;
  auto text = decode(bytes, content_type, source.warnings);
  if (!text) return std::unexpected(text.error());
  std::string_view page = *text;
  take_front_matter(page, source);
  const auto front = std::string_view(*text).substr(0, text->size() - page.size());
  const auto lines = static_cast<std::size_t>(std::ranges::count(front, '\n'));
  text->replace(0, front.size(), lines, '\n');  // what is left keeps the numbers of its lines
  auto plain = without_template_tags(std::move(*text));
  if (!plain) return std::unexpected(plain.error());
  if (auto cut = truncation(*plain)) return std::unexpected(std::move(*cut));
  const bool is_document = to_lower(plain->substr(0, 2048)).find("<html") != std::string::npos;
  source.html = is_document ? std::move(*plain) : with_markdown_as_html(*plain);
  return source;
}

}  // namespace roomsign::formats::html
