#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 14> kVoid{"area",  "base", "br",     "col",  "embed",
                                                   "hr",    "img",  "input",  "link", "meta",
                                                   "param", "wbr",  "source", "track"};
  return one_of(name, kVoid);
}

// Elements that the next of their kind closes: they do not pile up when left open.
bool closes_itself(std::string_view name) {
  constexpr std::array<std::string_view, 15> kImplied{
      "p",     "li",   "dt",   "dd",   "option",  "optgroup", "thead", "tbody",
      "tfoot", "html", "head", "body", "caption", "colgroup", "tr"};
  return one_of(name, kImplied);
}

bool is_cell(std::string_view name) { return name == "td" || name == "th"; }

// Elements that are opened again in each block for as long as nobody closes them.
bool is_formatting(std::string_view name) {
  constexpr std::array<std::string_view, 14> kFormatting{
      "a",    "b", "big",   "code", "em",     "font",   "i",
      "nobr", "s", "small", "tt",   "strike", "strong", "u"};
  return one_of(name, kFormatting);
}

struct Tag {
  std::string name;
  bool end = false;
  std::size_t attributes = 0;
};

// Reads one tag that begins at `at` ("<"), moves `at` behind it.
Tag read_tag(std::string_view html, std::size_t& at) {
  Tag tag;
  std::size_t i = at + 1;
  if (i < html.size() && html[i] == '/') {
    tag.end = true;
    ++i;
  }
  const std::size_t name_end = std::min(html.find_first_of(" \t\r\n\f/>", i), html.size());
  tag.name = to_lower(html.substr(i, std::min<std::size_t>(name_end - i, 32)));
  bool between = true;
  char quote = 0;
  for (i = name_end; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
        between = true;
      }
    } else if (c == '>') {
      break;
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/') {
      between = true;
    } else if (between && c != '=') {
      ++tag.attributes;
      between = false;
    }
  }
  at = std::min(i + 1, html.size());
  return tag;
}

// The elements open at a point of the page, about as an HTML5 parser would have them.
class OpenElements {
 public:
  void apply(const Tag& tag) {
    if (is_cell(tag.name) || tag.name == "tr") leave_cell();
    if (tag.end) {
      close(tag.name);
    } else if (!is_void(tag.name) && !closes_itself(tag.name)) {
      open_.push_back(tag.name);
      formatting_ += is_formatting(tag.name) ? 1 : 0;
    }
  }
  std::size_t depth() const { return open_.size(); }
  std::size_t formatting() const { return formatting_; }
  bool in_foreign() const {
    return std::ranges::any_of(open_, [](const auto& n) { return n == "svg" || n == "math"; });
  }

 private:
  void forget(std::size_t index) {
    formatting_ -= is_formatting(open_[index]) ? 1 : 0;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));
  }
  // A cell keeps what was left open in it to itself.
  void leave_cell() {
    for (std::size_t cell = open_.size(); cell-- > 0;) {
      if (open_[cell] == "table") return;
      if (!is_cell(open_[cell])) continue;
      while (open_.size() > cell) forget(open_.size() - 1);
      return;
    }
  }
  void close(std::string_view name) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == name) return forget(i);
    }
  }

  std::vector<std::string> open_;
  std::size_t formatting_ = 0;
};

// Behind a comment that begins at `at`: it ends at "-->", also in "<!-->", or at "--!>".
std::size_t behind_comment(std::string_view html, std::size_t at) {
  const std::size_t words = at + 4;
  for (std::size_t end = html.find("--", at + 2); end != std::string_view::npos;
       end = html.find("--", end + 1)) {
    const std::string_view rest = html.substr(end + 2);
    if (rest.starts_with('>')) return end + 3;
    if (end >= words && rest.starts_with("!>")) return end + 4;
  }
  return html.size();
}

// Behind a comment or a doctype that begins at `at`.
std::size_t behind_declaration(std::string_view html, std::size_t at) {
  if (html.substr(at).starts_with("<!--")) return behind_comment(html, at);
  return std::min(html.find('>', at), html.size() - 1) + 1;
}

std::size_t behind_raw_text(std::string_view html, std::string_view name, std::size_t at) {
  const std::string closing = "</" + std::string(name);
  for (; at < html.size(); ++at) {
    at = html.find('<', at);
    if (at == std::string_view::npos) break;
    if (to_lower(html.substr(at, closing.size())) == closing) return at;
  }
  return html.size();
}

std::unexpected<Error> too_deep(std::string_view html, std::size_t at, std::string_view what) {
  const auto line = 1 + std::ranges::count(html.substr(0, at), '\n');
  return failure("too-deep", fmt::format("line {}: {}; no schedule needs that", line, what));
}

}  // namespace

Result<void> check_nesting(std::string_view html, const DocumentLimits& limits) {
  OpenElements open;
  std::size_t reopened = 0;
  std::size_t at = html.find('<');
  while (at != std::string_view::npos && at + 1 < html.size()) {
    const char next = html[at + 1];
    if (next == '!' || next == '?') {
      at = html.find('<', behind_declaration(html, at));
      continue;
    }
    const bool is_tag = next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (!is_tag) {
      at = html.find('<', at + 1);
      continue;
    }
    const std::size_t begin = at;
    const Tag tag = read_tag(html, at);
    open.apply(tag);
    reopened += open.formatting();
    if (tag.attributes > limits.attributes) {
      return too_deep(html, begin,
                      fmt::format("a tag with more than {} attributes", limits.attributes));
    }
    if (open.depth() > limits.depth) {
      return too_deep(html, begin, fmt::format("more than {} nested elements", limits.depth));
    }
    if (reopened > limits.reopened) {
      return too_deep(html, begin, "too many formatting elements left open");
    }
    if (!tag.end && (tag.name == "script" || tag.name == "style") && !open.in_foreign()) {
      at = behind_raw_text(html, tag.name, at);
    }
    at = html.find('<', at);
  }
  return {};
}

}  // namespace roomsign::formats::html
