#include "daemon/formats/html/document.hpp"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <span>

#include <fmt/format.h>
#include <gumbo.h>

#include "daemon/base/large_memory.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

// The tree is built by recursion; the parser may add a few levels to what check_nesting() counted.
constexpr std::size_t kDeepest = 600;

// Gumbo's tree, in memory that is given back as a whole: it asks for each word on its own.
class Tree {
 public:
  explicit Tree(std::string_view html) : memory_(kBytesAByte * html.size() + 1, &large_) {
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = &memory_;
    options.allocator = [](void* memory, std::size_t size) {
      return static_cast<std::pmr::monotonic_buffer_resource*>(memory)->allocate(size);
    };
    options.deallocator = [](void*, void*) {};
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
  }

  const GumboElement& root() const { return output_->root->v.element; }

 private:
  static constexpr std::size_t kBytesAByte = 10;  // of a page, about
  LargeMemory large_;
  std::pmr::monotonic_buffer_resource memory_;
  GumboOutput* output_ = nullptr;
};

std::span<void* const> items(const GumboVector& vector) { return {vector.data, vector.length}; }

std::string tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  return name.data == nullptr ? "unknown" : to_lower({name.data, name.length});
}

// Navigation within the page: Bootstrap puts its labels of tabs into a <nav>.
bool holds_tabs(const GumboElement& element) {
  return std::ranges::any_of(items(element.children), [](void* item) {
    const auto& child = *static_cast<const GumboNode*>(item);
    if (child.type != GUMBO_NODE_ELEMENT) return false;
    const GumboAttribute* role = gumbo_get_attribute(&child.v.element.attributes, "role");
    return role != nullptr && std::string_view(role->value) == "tablist";
  });
}

// What no visitor sees, or what is no part of the programme. (A title is not shown, but wanted.)
bool is_left_out(const GumboElement& element) {
  constexpr std::array kTags{GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE,
                             GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SELECT, GUMBO_TAG_OPTION,
                             GUMBO_TAG_SVG,      GUMBO_TAG_IFRAME};
  return std::ranges::find(kTags, element.tag) != kTags.end() ||
         (element.tag == GUMBO_TAG_NAV && !holds_tabs(element)) ||
         gumbo_get_attribute(&element.attributes, "hidden") != nullptr;
}

bool is_linked_data(const GumboElement& element) {
  const GumboAttribute* type = gumbo_get_attribute(&element.attributes, "type");
  return element.tag == GUMBO_TAG_SCRIPT && type != nullptr &&
         to_lower(trim(type->value)).starts_with("application/ld+json");
}

class Builder {
 public:
  explicit Builder(Document& document) : document_(document) {}

  void append_children(const GumboVector& from, Node& to, std::size_t depth) {
    to.children.reserve(from.length);
    for (void* child : items(from)) append(*static_cast<const GumboNode*>(child), to, depth);
  }

 private:
  void append(const GumboNode& from, Node& parent, std::size_t depth) {
    switch (from.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        parent.children.push_back(
            {.tag = {}, .text = from.v.text.text, .attributes = {}, .children = {}});
        break;
      case GUMBO_NODE_ELEMENT:
        append_element(from.v.element, parent, depth);
        break;
      default:  // comments, templates, the document
        break;
    }
  }

  void append_element(const GumboElement& element, Node& parent, std::size_t depth) {
    if (is_linked_data(element)) return keep_data(element);
    if (depth > kDeepest || is_left_out(element)) return;
    Node node;
    node.tag = tag_name(element);
    for (void* item : items(element.attributes)) {
      const auto& attribute = *static_cast<const GumboAttribute*>(item);
      node.attributes.emplace_back(attribute.name, attribute.value);
    }
    append_children(element.children, node, depth + 1);
    parent.children.push_back(std::move(node));
  }

  void keep_data(const GumboElement& element) {
    DataScript script;
    script.line = element.start_pos.line;
    for (void* item : items(element.children)) {
      const auto& child = *static_cast<const GumboNode*>(item);
      const bool text = child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE ||
                        child.type == GUMBO_NODE_CDATA;
      if (text) script.text += child.v.text.text;
    }
    document_.data_scripts.push_back(std::move(script));
  }

  Document& document_;
};

void append_text(const Node& node, std::string& text) {
  text += node.text;
  for (const Node& child : node.children) append_text(child, text);
}

}  // namespace

std::string_view Node::attribute(std::string_view name) const {
  const auto found = std::ranges::find(
      attributes, name, [](const auto& attribute) { return std::string_view(attribute.first); });
  return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

Result<Document> parse_document(std::string_view html, const DocumentLimits& limits) {
  if (html.size() > limits.bytes) {
    return failure("too-large", fmt::format("the page has {} bytes; at most {} are read",
                                            html.size(), limits.bytes));
  }
  if (auto fits = check_nesting(html, limits); !fits) return std::unexpected(fits.error());
  const Tree tree(html);
  Document document;
  document.tag = "html";
  Builder(document).append_children(tree.root().children, document, 0);
  return document;
}

std::string text_of(const Node& node) {
  std::string text;
  append_text(node, text);
  return text;
}

}  // namespace roomsign::formats::html
