// What announcements and configurations have in common: they are an operator's, may have to be
// signed, and whoever takes them keeps them.
#pragma once

#include <string_view>
#include <thread>

#include "daemon/base/result.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/sign/source.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::sign {

// What is within a signed document of this kind. Foreign bytes are read in a child; who signed them
// is judged here. Errors: the child's, and those of formats::open_envelope().
Result<signatures::Opened> open_in_child(const fetch::Response& document, std::string_view kind,
                                         const signatures::Guard& guard, const ReadOptions& read);

// A thread that polls until it is to stop, without a cache. It calls all of these; the bell must
// outlive it.
std::jthread poll_unkept(fetch::PollOptions poll, fetch::HttpOptions http,
                         fetch::Poller::Accept accept, fetch::Poller::Listen listen,
                         Source::Now now, fetch::Bell& bell);

}  // namespace roomsign::sign
