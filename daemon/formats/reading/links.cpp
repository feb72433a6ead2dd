#include "daemon/formats/reading/links.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

constexpr std::size_t kLongest = 500;

bool is_number(std::string_view value) {
  return !value.empty() && value.size() <= 10 &&
         value.find_first_not_of("0123456789") == value.npos;
}

// "id=17&day=2"
bool asks_for_numbers(std::string_view query) {
  return std::ranges::all_of(split(query, '&'), [](std::string_view part) {
    const auto equals = part.find('=');
    return equals != part.npos && is_number(part.substr(equals + 1));
  });
}

// "http" of "HTTP://example.org"; "" where the text is no such address.
std::string web_scheme(std::string_view text) {
  std::string scheme = to_lower(text.substr(0, text.find(':')));
  const bool web = (scheme == "http" || scheme == "https") && text.find("://") == scheme.size();
  return web ? scheme : std::string();
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

// "w=400", "1434042041" (when it was changed), or what picture servers say in words.
bool describes_picture(std::string_view part) {
  constexpr std::array<std::string_view, 8> kNames{"auto", "crop",   "dpr",    "fit",
                                                   "fm",   "format", "resize", "size"};
  constexpr std::size_t kLongestWord = 20;
  const auto equals = part.find('=');
  const auto value = equals == part.npos ? part : part.substr(equals + 1);
  if (is_number(value)) return true;
  const bool is_named = std::ranges::find(kNames, part.substr(0, equals)) != kNames.end();
  return is_named && equals != part.npos && value.size() <= kLongestWord;
}

// "example.org" of "https://example.org:80/a" and "//example.org/a"; "" of "/a".
std::string host_of(std::string_view text) {
  const auto slashes = text.find("//");
  if (slashes == text.npos || text.substr(0, text.find('/')).size() != slashes) return {};
  text.remove_prefix(slashes + 2);
  return to_lower(text.substr(0, text.find_first_of("/?:")));
}

bool is_at(std::string_view host, std::string_view site) {
  return host == site || (host.ends_with(site) && host[host.size() - site.size() - 1] == '.');
}

// A name that is nothing but a hash, without an ending.
bool ends_in_hash(std::string_view path) {
  constexpr std::size_t kShortest = 16;
  const auto name = path.substr(path.rfind('/') + 1);  // npos + 1 == 0
  return name.size() >= kShortest && is_hex(name);
}

}  // namespace

std::string public_link(std::string_view text) {
  constexpr auto is_strange = [](char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '"' || c == '<' || c == '>' || c == '@';
  };
  text = trim(text);
  if (text.size() > kLongest || std::ranges::any_of(text, is_strange)) return {};
  if (web_scheme(text).empty()) return {};
  text = text.substr(0, text.find('#'));  // a place in the page, or what its script keeps there
  const auto query = text.find('?');
  if (query != text.npos && !asks_for_numbers(text.substr(query + 1))) return {};
  return clean_line(text, kLongest);
}

std::string photo_link(std::string_view text) {
  text = trim(text);
  const bool strange = text.find_first_of(" \t\r\n\"<>@\\") != text.npos || text.contains("%40");
  if (text.empty() || text.size() > kLongest || strange) return {};
  text = text.substr(0, text.find('#'));
  const auto path = text.substr(0, text.find('?'));
  const std::string host = host_of(path);
  const bool web = !web_scheme(path).empty();
  if (web ? host.empty() : path.contains(':')) return {};
  if (!path.contains('.')) return {};  // "none"
  if (is_at(host, "gravatar.com") || is_at(host, "libravatar.org") || ends_in_hash(path)) return {};
  if (path.size() < text.size()) {
    const auto query = text.substr(path.size() + 1);
    const bool names_file =
        is_at(host, "sessionize.com") && query.starts_with("f=") && !query.contains('&');
    if (!names_file && !std::ranges::all_of(split(query, '&'), describes_picture)) return {};
  }
  return clean_line(text, kLongest);
}

std::string based_link(std::string_view base, std::string_view relative) {
  const bool is_whole = !host_of(relative).empty();
  const auto host = base.find("://");
  if (relative.empty() || is_whole || host == base.npos) return std::string(relative);
  base = base.substr(0, base.find('?'));
  const auto root = base.substr(0, base.find('/', host + 3));
  if (relative.starts_with('/')) return std::string(root).append(relative);
  const auto folder = base.size() > root.size() ? base.substr(0, base.rfind('/')) : root;
  return std::string(folder).append("/").append(relative);
}

}  // namespace roomsign::formats
