#include "daemon/formats/html/page.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/rich_text.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestText = 400;  // longer paragraphs say nothing short about the event

bool is_heading(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

bool is_inline(const Node& node) {
  constexpr std::array<std::string_view, 12> kInline{
      "a", "b", "i", "em", "strong", "span", "u", "font", "small", "code", "time", "abbr"};
  return std::ranges::find(kInline, node.tag) != kInline.end() && node.children.size() < 20;
}

// Holds no block that would be visited by itself.
bool is_leaf(const Node& node) {
  constexpr std::array<std::string_view, 14> kBlocks{
      "p",  "div",  "section", "article", "table",   "ul",     "ol",
      "li", "main", "header",  "dl",      "details", "footer", "form"};
  return std::ranges::none_of(node.children, [&](const Node& child) {
    return std::ranges::find(kBlocks, child.tag) != kBlocks.end() || is_heading(child.tag) ||
           !is_leaf(child);
  });
}

class Reader {
 public:
  void visit(const Node& node) {
    if (node.tag.empty()) return;
    if (node.is("head") || node.is("title") || node.is("meta")) return head(node);
    if (node.is("input") && to_lower(node.attribute("type")) == "password") {
      page.has_password_field = true;
    }
    if (node.is("table")) return table(node);
    if (is_heading(node.tag)) return add(Block::Kind::kHeading, node);
    if (is_leaf(node)) {
      find_password_fields(node);
      return add(Block::Kind::kText, node);
    }
    visit_children(node);
  }

  Page page;

 private:
  // Words that stand in a container beside blocks are a text of their own.
  void visit_children(const Node& node) {
    Node words;
    words.tag = "p";
    const auto flush = [&] {
      if (!words.children.empty()) add(Block::Kind::kText, words);
      words.children.clear();
    };
    for (const Node& child : node.children) {
      const bool new_paragraph = child.tag.empty() && child.text.find("\n\n") != std::string::npos;
      if (new_paragraph) flush();  // of Markdown
      if (child.tag.empty() || is_inline(child)) {
        words.children.push_back(child);
      } else {
        flush();
        visit(child);
      }
    }
    flush();
  }

  void head(const Node& node) {
    if (node.is("title") && page.title.empty()) page.title = clean_line(text_of(node));
    if (node.is("meta")) meta(node);
    for (const Node& child : node.children) {
      if (!child.tag.empty()) head(child);
    }
  }

  void meta(const Node& node) {
    const std::string name = to_lower(node.attribute("name"));
    const std::string property = to_lower(node.attribute("property"));
    const bool wanted =
        name == "description" || (property == "og:description" && page.description.empty());
    if (wanted) page.description = clean_line(node.attribute("content"), kLongestText);
  }

  void table(const Node& node) {
    std::string caption;
    for (const Node& child : node.children) {
      if (child.is("caption")) caption = clean_line(text_of(child));
    }
    page.blocks.push_back({Block::Kind::kTable, 0, std::move(caption), &node, {}});
    nested_tables(node);
  }

  void nested_tables(const Node& node) {
    for (const Node& child : node.children) {
      if (child.is("table")) {
        table(child);
      } else {
        find_password_field(child);
        nested_tables(child);
      }
    }
  }

  void find_password_field(const Node& node) {
    if (node.is("input") && to_lower(node.attribute("type")) == "password") {
      page.has_password_field = true;
    }
  }

  void find_password_fields(const Node& node) {
    find_password_field(node);
    for (const Node& child : node.children) find_password_fields(child);
  }

  void add(Block::Kind kind, const Node& node) {
    const std::vector<Line> lines = lines_of(node);
    const std::string text = joined(lines);
    if (text.empty() || text.size() > kLongestText) return;
    const bool heading = kind == Block::Kind::kHeading;
    const std::size_t level = heading ? static_cast<std::size_t>(node.tag[1] - '0') : 0;
    page.blocks.push_back({kind, level, clean_line(text, kLongestText), nullptr, {}});
    for (const Line& line : lines) page.blocks.back().lines.push_back(clean_line(line.text()));
  }
};

}  // namespace

Page read_page(const Node& document) {
  Reader reader;
  reader.visit(document);
  return std::move(reader.page);
}

}  // namespace roomsign::formats::html
