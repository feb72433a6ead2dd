#include "daemon/formats/html/tabs.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/days.hpp"
#include "daemon/formats/html/markup.hpp"
#include "daemon/formats/reading/places.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestLabel = 80;

using Labels = std::map<std::string, std::string, std::less<>>;  // by the id of the part

bool is_tab_list(const Node& node) {
  if (node.attribute("role") == "tablist") return true;
  const std::string_view names = node.attribute("class");
  if (names.find("nav-") == names.npos) return false;
  const auto classes = split(names, ' ');
  return std::ranges::any_of(
      classes, [](std::string_view name) { return name == "nav-tabs" || name == "nav-pills"; });
}

// The id of the part that a label shows: "#day-1" == "day-1".
std::string_view target_of(const Node& label) {
  for (const std::string_view name : {"data-bs-target", "data-target", "href"}) {
    const std::string_view value = label.attribute(name);
    if (value.starts_with('#')) return value.substr(1);
  }
  return label.attribute("aria-controls");
}

void collect_labels(const Node& node, Labels& labels) {
  for (const Node& child : node.children) {
    const std::string_view target = target_of(child);
    const auto text = target.empty() ? std::nullopt : short_text(child, kLongestLabel);
    if (text && (names_a_day(*text) || is_place(*text))) labels.emplace(target, *text);
    collect_labels(child, labels);
  }
}

bool holds_parts(const Node& node) {
  return std::ranges::any_of(node.children, [](const Node& child) {
    return child.is("table") || child.attribute("role") == "tabpanel" || holds_parts(child);
  });
}

void take_lists(Node& node, Labels& labels) {
  std::erase_if(node.children, [&](const Node& child) {
    if (child.tag.empty() || !is_tab_list(child) || holds_parts(child)) return false;
    collect_labels(child, labels);
    return true;
  });
  for (Node& child : node.children) take_lists(child, labels);
}

Node heading(const std::string& text) {
  Node heading{.tag = "h2", .text = {}, .attributes = {}, .children = {}};
  heading.children.push_back({.tag = {}, .text = text, .attributes = {}, .children = {}});
  return heading;
}

void put_headings(Node& node, const Labels& labels) {
  for (Node& child : node.children) {
    put_headings(child, labels);
    const auto label = labels.find(child.attribute("id"));
    if (label != labels.end())
      child.children.insert(child.children.begin(), heading(label->second));
  }
}

}  // namespace

void label_tabs(Node& document) {
  Labels labels;
  take_lists(document, labels);
  if (!labels.empty()) put_headings(document, labels);
}

}  // namespace roomsign::formats::html
