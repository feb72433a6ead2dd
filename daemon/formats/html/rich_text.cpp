#include "daemon/formats/html/rich_text.hpp"

#include <algorithm>
#include <array>

#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_no_break_space(std::string_view text, std::size_t at) {
  return text[at] == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0';
}

bool is_block(std::string_view tag) {
  constexpr std::array<std::string_view, 23> kBlocks{
      "p",       "div",   "ul", "ol",  "dl", "dt",      "dd",     "section",
      "article", "h1",    "h2", "h3",  "h4", "h5",      "h6",     "header",
      "footer",  "table", "tr", "pre", "hr", "details", "summary"};
  return one_of(tag, kBlocks);
}

std::uint8_t style_of(std::string_view tag) {
  constexpr std::array<std::string_view, 2> kBolds{"b", "strong"};
  constexpr std::array<std::string_view, 3> kItalics{"i", "em", "cite"};
  constexpr std::array<std::string_view, 3> kStrucks{"s", "del", "strike"};
  if (one_of(tag, kBolds)) return kBold;
  if (one_of(tag, kItalics)) return kItalic;
  if (one_of(tag, kStrucks)) return kStruck;
  return tag == "a" ? kLink : kPlain;
}

class LineBuilder {
 public:
  void visit(const Node& node, std::uint8_t style) {
    if (node.tag.empty()) {
      words(node.text, style);
      return;
    }
    if (node.is("br")) return line_break();
    const bool item = node.is("li");
    const bool breaks = item || is_block(node.tag);
    const bool outer_item = line_.item;
    if (breaks) end_line(item || (in_item_ && outer_item));
    in_item_ += item ? 1 : 0;
    for (const Node& child : node.children) visit(child, style | style_of(node.tag));
    in_item_ -= item ? 1 : 0;
    if (breaks) end_line(in_item_ > 0);
  }

  std::vector<Line> finish() {
    end_line(false);
    return std::move(lines_);
  }

 private:
  void line_break() {
    if (in_item_ > 0) {
      blank_ = true;
    } else {
      end_line(false);
    }
  }

  void words(std::string_view text, std::uint8_t style) {
    std::size_t at = 0;
    while (at < text.size()) {
      const bool no_break = is_no_break_space(text, at);
      if (is_blank(text[at]) || no_break) {
        blank_ = true;
        source_break_ = source_break_ || text[at] == '\n';
        at += no_break ? 2 : 1;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && !is_blank(text[end]) && !is_no_break_space(text, end)) ++end;
      if (blank_ && !line_.empty()) {
        line_.append(" ", source_break_ ? style | kSourceBreak : style);
      }
      blank_ = false;
      source_break_ = false;
      line_.append(text.substr(at, end - at), style);
      at = end;
    }
  }

  void end_line(bool next_is_item) {
    if (!line_.empty()) lines_.push_back(std::move(line_));
    line_ = Line();
    line_.item = next_is_item;
    blank_ = false;
    source_break_ = false;
  }

  std::vector<Line> lines_;
  Line line_;
  int in_item_ = 0;
  bool blank_ = false;
  bool source_break_ = false;  // in these blanks
};

}  // namespace

std::size_t Line::run(Style style, std::size_t from) const {
  std::size_t end = from;
  while (end < text_.size() && ((style_at(end) & style) != 0 || text_[end] == ' ')) ++end;
  while (end > from && text_[end - 1] == ' ') --end;
  return end - from;
}

void Line::append(std::string_view text, std::uint8_t style) {
  text_ += text;
  style_.append(text.size(), static_cast<char>(style));
}

void Line::append(const Line& other) {
  append(" ", kPlain);
  text_ += other.text_;
  style_ += other.style_;
  trim_ends();
}

void Line::erase(std::size_t begin, std::size_t length) {
  length = std::min(length, text_.size() - begin);
  text_.erase(begin, length);
  style_.erase(begin, length);
  const bool doubled =
      begin > 0 && begin < text_.size() && text_[begin - 1] == ' ' && text_[begin] == ' ';
  if (doubled) {
    text_.erase(begin, 1);
    style_.erase(begin, 1);
  }
  trim_ends();
}

Line Line::sub(std::size_t begin, std::size_t length) const {
  Line part;
  part.item = item;
  begin = std::min(begin, text_.size());
  part.text_ = text_.substr(begin, length);
  part.style_ = style_.substr(begin, length);
  part.trim_ends();
  return part;
}

void Line::trim_ends() {
  while (!text_.empty() && text_.back() == ' ') {
    text_.pop_back();
    style_.pop_back();
  }
  const std::size_t lead = std::min(text_.find_first_not_of(' '), text_.size());
  text_.erase(0, lead);
  style_.erase(0, lead);
}

std::vector<Line> lines_of(const Node& cell) {
  LineBuilder builder;
  for (const Node& child : cell.children) builder.visit(child, kPlain);
  return builder.finish();
}

std::string joined(const std::vector<Line>& lines, std::string_view separator) {
  std::string text;
  for (const Line& line : lines) {
    if (!text.empty()) text += separator;
    text += line.text();
  }
  return text;
}

}  // namespace roomsign::formats::html
