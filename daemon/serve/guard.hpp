// The guard at a sign's door: what may be asked, by whom, and how. Pure.
//
// A request is judged by its head alone, before anything else of it is read. Against web pages that
// make a visitor's browser ask: a page of another site is told by Sec-Fetch-Site, by its Origin
// where the browser says no more, a name that was made to lead here (DNS rebinding), which to the
// browser is the same site, by its Host, where no token keeps it out already; what changes
// something is a POST of application/json, which no form can send and no page without CORS, which
// is never granted.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/serve/mailbox.hpp"

namespace roomsign::serve {

struct Route {
  std::string_view path;
  bool changes = false;  // POST; the others are GET (and HEAD)
  bool open = false;     // asked without a token as well
  int cost = 1;          // of the rate limit (limiter.hpp)
};

std::span<const Route> routes();
const Route* find_route(std::string_view path);  // null: there is none

// Of a request; empty where there is no such header.
struct Head {
  std::string_view method;
  std::string_view path;
  std::string_view host;
  std::string_view origin;
  std::string_view fetch_site;
  std::string_view content_type;
  std::string_view content_length;
  std::string_view authorization;
};

// Which way it came.
struct Door {
  bool local = false;  // the Unix socket, whose file says who may
  std::string token;   // empty: by this door nobody may change anything
  std::string host_name;
};

inline constexpr std::size_t kLargestBody = 64U << 10U;

// Why it is refused; none: it may be asked. 401 is to be given after a while.
std::optional<Answer> refusal(const Head& head, const Door& door);

// Whether it has the door's token; no request has one where the door has none.
bool has_token(const Head& head, const Door& door);

// Takes as long whatever is wrong with `presented`, but for its length.
bool same_token(std::string_view presented, std::string_view token);

}  // namespace roomsign::serve
