#include "daemon/fetch/http.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::fetch {
namespace {

constexpr std::size_t kShown = 200;  // bytes of an address that are worth a line

// False where what follows the host is no port: then a password with an unescaped '/', '?' or '#'
// may have been taken apart at the wrong place.
bool has_sound_port(std::string_view host) {
  const auto bracket = host.rfind(']');  // [2001:db8::1]:8080
  const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return colon == std::string_view::npos || std::ranges::all_of(host.substr(colon + 1), is_digit);
}

}  // namespace

Result<Response> get_document(HttpClient& http, const Request& request) {
  auto got = http.get(request);
  if (got && got->status != 200) {
    return failure("http-status", fmt::format("{}: the server answered with status {}",
                                              public_address(request.url), got->status));
  }
  return got;
}

std::string public_address(std::string_view url) {
  const auto slashes = url.find("://");
  const auto start = slashes == std::string_view::npos ? 0 : slashes + 3;
  const auto scheme = url.substr(0, start);
  url.remove_prefix(start);

  auto host = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(host.size());
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (!scheme.empty() && !has_sound_port(host)) return std::string(scheme) + "...";

  auto shown = std::string(scheme).append(host).append(url.substr(0, url.find_first_of("?#")));
  if (shown.size() > kShown) shown.replace(kShown, std::string::npos, "...");
  return shown;
}

std::string file_url(const std::filesystem::path& absolute) {
  return "file://" + percent_encoded(absolute.string(), "/");
}

}  // namespace roomsign::fetch
