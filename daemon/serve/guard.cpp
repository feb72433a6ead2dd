#include "daemon/serve/guard.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/serve/options.hpp"

namespace roomsign::serve {
namespace {

constexpr std::array<Route, 12> kRoutes{{
    {.path = "/", .open = true},
    {.path = "/page.css", .open = true},
    {.path = "/page.js", .open = true},
    {.path = "/icon.svg", .open = true},
    {.path = "/healthz", .open = true},
    {.path = "/status.json"},
    {.path = "/sessions.json"},
    {.path = "/metrics"},
    {.path = "/picture.png", .cost = 5},
    {.path = "/notices", .changes = true},
    {.path = "/say", .changes = true},
    {.path = "/reload", .changes = true},
}};

Answer refuse(int status, std::string_view why, std::string header = {}) {
  return {.status = status, .body = fmt::format("{}\n", why), .header = std::move(header)};
}

// "example.org" of "example.org:8080", "[::1]" of "[::1]:8080".
std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  if (colon == host.npos || host.find(']', colon) != host.npos) return host;
  return host.substr(0, colon);
}

// A name that was made to lead here is somebody else's; numbers are nobody's.
bool is_ours(std::string_view host, const std::string& host_name) {
  const std::string name = to_lower(without_port(host));
  if (name == "localhost" || is_address(name)) return true;
  const std::string own = to_lower(host_name);
  return !own.empty() && (name == own || name == own + ".local");
}

// What the browser itself says counts first: no page can say it in its place, and it holds as well
// where a proxy asks with another Host than the browser did.
bool is_same_site(const Head& head) {
  if (head.fetch_site == "same-origin") return true;
  if (!head.fetch_site.empty() && head.fetch_site != "none") return false;
  if (head.origin.empty()) return true;
  const std::string host = to_lower(head.host);
  const std::string origin = to_lower(head.origin);
  return origin == "http://" + host || origin == "https://" + host;
}

bool is_json(std::string_view type) {
  return to_lower(trim(type.substr(0, type.find(';')))) == "application/json";
}

bool is_too_long(std::string_view length) {
  if (length.empty()) return false;  // counted as it comes
  std::size_t bytes = 0;
  const auto read = std::from_chars(length.data(), length.data() + length.size(), bytes);
  return read.ec != std::errc() || bytes > kLargestBody;
}

std::optional<Answer> refusal_of_change(const Head& head, const Door& door) {
  if (!door.local && door.token.empty()) {
    return refuse(403,
                  "nothing can be changed here: use the socket (roomsign say), or name a "
                  "remote.token_file in the configuration");
  }
  if (!is_json(head.content_type)) return refuse(415, "must be application/json");
  if (is_too_long(head.content_length)) {
    return refuse(413, fmt::format("is too large: {} bytes are the most", kLargestBody));
  }
  return std::nullopt;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

const Route* find_route(std::string_view path) {
  const auto found = std::ranges::find(kRoutes, path, &Route::path);
  return found == kRoutes.end() ? nullptr : &*found;
}

std::optional<Answer> refusal(const Head& head, const Door& door) {
  if (door.token.empty() && !is_ours(head.host, door.host_name)) {
    return refuse(421, "this host is not known here: ask by the sign's own name or address");
  }
  if (!is_same_site(head)) return refuse(403, "other sites may not ask here");
  const Route* route = find_route(head.path);
  if (route == nullptr) return refuse(404, "there is nothing here");
  const bool fits =
      route->changes ? head.method == "POST" : head.method == "GET" || head.method == "HEAD";
  if (!fits) {
    const std::string_view allowed = route->changes ? "POST" : "GET, HEAD";
    return refuse(405, fmt::format("must be {}", allowed), fmt::format("Allow: {}", allowed));
  }
  const bool asks_for_token = !door.local && !door.token.empty() && !route->open;
  if (asks_for_token && !has_token(head, door)) {
    return refuse(401, "needs the token: Authorization: Bearer ...", "WWW-Authenticate: Bearer");
  }
  return route->changes ? refusal_of_change(head, door) : std::nullopt;
}

bool has_token(const Head& head, const Door& door) {
  constexpr std::string_view kScheme = "bearer ";
  if (to_lower(head.authorization.substr(0, kScheme.size())) != kScheme) return false;
  return same_token(trim(head.authorization.substr(kScheme.size())), door.token);
}

bool same_token(std::string_view presented, std::string_view token) {
  if (token.empty()) return false;
  unsigned different = presented.size() == token.size() ? 0 : 1;
  for (std::size_t i = 0; i < presented.size(); ++i) {
    const auto a = static_cast<unsigned char>(presented[i]);
    const auto b = static_cast<unsigned char>(token[i % token.size()]);
    different |= static_cast<unsigned>(a ^ b);
  }
  return different == 0;
}

}  // namespace roomsign::serve
