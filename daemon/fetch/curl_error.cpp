#include "daemon/fetch/curl_error.hpp"

#include <string>
#include <system_error>

#include <fmt/format.h>

#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {
namespace {

using std::chrono::microseconds;

// libcurl has one code for four kinds of waiting too long.
Error explain_timeout(CURL* easy, const CurlAddress& address, microseconds budget) {
  const auto& host = address.host();
  const auto shown = public_address(address.url());
  if (time_of(easy, CURLINFO_PRETRANSFER_TIME_T) == microseconds{0}) {
    if (time_of(easy, CURLINFO_NAMELOOKUP_TIME_T) == microseconds{0}) {
      return {"dns", fmt::format("the name {} was not found in time", host)};
    }
    return {"connect", fmt::format("no connection to {} came about in time", host)};
  }
  // Its clocks may differ by a millisecond or two.
  if (time_of(easy, CURLINFO_TOTAL_TIME_T) + std::chrono::milliseconds{50} < budget) {
    return {"too-slow", fmt::format("{} sends too slowly or nothing", shown)};
  }
  return {"timeout", fmt::format("{} did not send everything in time", shown)};
}

Error explain_connect(CURL* easy, const CurlAddress& address) {
  long number = 0;
  curl().easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
  const auto reason =
      number == 0 ? "" : ": " + std::generic_category().message(static_cast<int>(number));
  return {"connect", fmt::format("no connection to {}{}", address.host(), reason)};
}

Error explain_tls(const CurlAddress& address, std::string_view detail) {
  std::string_view clock;
  if (detail.contains("expired")) clock = " (if not, this machine's clock is wrong)";
  if (detail.contains("not yet valid"))
    clock = ": this machine's clock must be wrong; it is tried again as soon as that is set";
  return {"tls", fmt::format("no trusted connection to {}: {}{}", address.host(), detail, clock)};
}

// "proxy.example:3128", without user and password. Where it has no scheme libcurl takes it for
// http.
std::string name_of_proxy(const std::string& proxy) {
  const auto shown = public_address(proxy.contains("://") ? proxy : "http://" + proxy);
  const auto host = shown.substr(shown.find("://") + 3);
  return host.substr(0, host.find('/'));
}

}  // namespace

microseconds time_of(CURL* easy, CURLINFO which) {
  curl_off_t time = 0;
  curl().easy_getinfo(easy, which, &time);
  return microseconds{time};
}

Error refused_by_proxy(const std::string& proxy, long status, const CurlAddress& address) {
  const auto* wants = status == kProxyWantsUser ? ", it wants another user or password" : "";
  return {"connect", fmt::format("the proxy {} gives no connection to {}: status {}{}",
                                 name_of_proxy(proxy), address.host(), status, wants)};
}

Error explain(CURL* easy, CURLcode code, const CurlAddress& address, std::string_view detail,
              microseconds budget, const std::string& proxy) {
  long tunnel = 0;  // what the proxy said to CONNECT; 0: nothing
  curl().easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnel);
  if (tunnel != 0 && tunnel / 100 != 2) return refused_by_proxy(proxy, tunnel, address);
  const auto shown = public_address(address.url());
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {"dns", fmt::format("the name {} is not known", address.host())};
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {"dns", "the name of the proxy is not known"};
    case CURLE_COULDNT_CONNECT:
      return explain_connect(easy, address);
    case CURLE_PROXY:
      return {"connect", fmt::format("the proxy gives no connection to {}", address.host())};
    case CURLE_OPERATION_TIMEDOUT:
      return explain_timeout(easy, address, budget);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return explain_tls(address, detail);
    case CURLE_FILESIZE_EXCEEDED:
      return {"too-large", fmt::format("{} is larger than the limit", shown)};
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return {"cut-short", fmt::format("the connection to {} broke off", address.host())};
    default:
      return {"bad-answer", fmt::format("{}: {}", shown, curl().easy_strerror(code))};
  }
}

}  // namespace roomsign::fetch
