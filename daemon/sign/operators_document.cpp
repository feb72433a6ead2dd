#include "daemon/sign/operators_document.hpp"

#include <optional>
#include <string>
#include <utility>

#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/sign/trust.hpp"

namespace roomsign::sign {

Result<signatures::Opened> open_in_child(const fetch::Response& document, std::string_view kind,
                                         const signatures::Guard& guard, const ReadOptions& read) {
  const auto printed = run_reader({"--format", std::string(signatures::kFormat)}, document, read);
  if (!printed) return std::unexpected(printed.error());
  return formats::open_envelope(*printed, kind, guard);
}

std::jthread poll_unkept(fetch::PollOptions poll, fetch::HttpOptions http,
                         fetch::Poller::Accept accept, fetch::Poller::Listen listen,
                         Source::Now now, fetch::Bell& bell) {
  return std::jthread([poll = std::move(poll), http = std::move(http), accept = std::move(accept),
                       listen = std::move(listen), now = std::move(now),
                       &bell](const std::stop_token& stop) {
    fetch::CurlHttp client(http);
    const fetch::Cache none{{}};
    fetch::Poller(poll, client, none, std::nullopt, accept, listen, now, random_share,
                  time_service_says)
        .run(stop, bell);
  });
}

}  // namespace roomsign::sign
