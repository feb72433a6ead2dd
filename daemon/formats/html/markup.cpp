#include "daemon/formats/html/markup.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kMostWords = 24;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void add_words(std::string_view text, std::vector<std::string>& words) {
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && words.size() < kMostWords) words.push_back(to_lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size() && words.size() < kMostWords; ++i) {
    const bool hump =
        i > 0 && is_upper(text[i]) && is_letter(text[i - 1]) && !is_upper(text[i - 1]);
    if (!is_letter(text[i]) || hump) end_word();
    if (is_letter(text[i])) word += text[i];
  }
  end_word();
}

// False: `text` is longer than `limit`.
bool append_short(const Node& node, std::size_t limit, std::string& text) {
  text += node.text;
  if (is_block(node) || node.is("br")) text += ' ';
  if (text.size() > 4 * limit + 200) return false;  // blanks count too, but not much
  for (const Node& child : node.children)
    if (!append_short(child, limit, text)) return false;
  return true;
}

}  // namespace

std::vector<std::string> class_words(const Node& node) {
  std::vector<std::string> words;
  for (const std::string_view name : {"class", "aria-label", "aria_label"})
    add_words(node.attribute(name), words);
  return words;
}

bool has_word(std::span<const std::string> words, std::span<const std::string_view> wanted) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::find(wanted, word) != wanted.end();
  });
}

std::optional<std::string> short_text(const Node& node, std::size_t limit) {
  std::string text;
  if (!append_short(node, limit, text)) return std::nullopt;
  text = clean_line(text, limit + 1);
  if (text.size() > limit) return std::nullopt;
  return text;
}

bool is_heading(const Node& node) {
  return node.tag.size() == 2 && node.tag[0] == 'h' && node.tag[1] >= '1' && node.tag[1] <= '6';
}

bool is_list(const Node& node) { return node.is("ul") || node.is("ol") || node.is("dl"); }

bool is_block(const Node& node) {
  constexpr std::array<std::string_view, 20> kBlocks{
      "p",  "div", "section", "article", "table", "ul",      "ol",     "li",  "main", "header",
      "dl", "dt",  "dd",      "details", "form",  "summary", "footer", "pre", "tr",   "hr"};
  return is_heading(node) || std::ranges::find(kBlocks, node.tag) != kBlocks.end();
}

}  // namespace roomsign::formats::html
