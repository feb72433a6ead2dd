#include "daemon/fetch/linked_address.hpp"

#include <fmt/format.h>

#include "daemon/fetch/curl_address.hpp"
#include "daemon/fetch/file_source.hpp"
#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {
namespace {

constexpr std::size_t kLongest = 2'000;

std::unexpected<Error> refused(std::string_view reference, std::string_view why) {
  const bool no_scheme = reference.starts_with("//");  // but perhaps a password
  const auto whole = (no_scheme ? "https:" : "") + std::string(reference);
  return failure("bad-url", fmt::format("{}: {}", public_address(whole), why));
}

Result<std::string> beside_file(std::string_view document, std::string_view reference) {
  const auto folder = document.substr(0, document.rfind('/') + 1);
  const bool leads_away = reference.starts_with('/') || reference.contains("..");
  if (leads_away || is_file_url(reference)) {
    return refused(reference, "not in the folder of the schedule that names it");
  }
  constexpr std::string_view kRoot = "file:///";
  return std::string(folder) + file_url("/" + std::string(reference)).substr(kRoot.size());
}

}  // namespace

Result<std::string> linked_address(std::string_view document, std::string_view reference) {
  if (reference.empty() || reference.size() > kLongest) return refused("", "no address");
  const bool is_absolute = reference.contains("://");
  if (is_file_url(document) && !is_absolute) return beside_file(document, reference);
  const auto base = CurlAddress::parse(document);
  const auto address = base ? base->follow(reference) : CurlAddress::parse(reference);
  if (!address) return refused(reference, "cannot be fetched for this schedule");
  const auto& [user, password] = address->credentials();
  if (!user.empty() || !password.empty())
    return refused(reference, "an address with a user or a password is not asked");
  if (address->is_secure() || (base && address->same_origin(*base))) return address->url();
  return refused(reference, "another server than the schedule's is asked by https only");
}

}  // namespace roomsign::fetch
