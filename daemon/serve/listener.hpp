// Sockets that listen. Each is closed with its Fd; the file of a Unix socket stays, for whoever
// made it to remove.
#pragma once

#include <string>

#include "daemon/base/fd.hpp"
#include "daemon/base/result.hpp"
#include "daemon/serve/options.hpp"

namespace roomsign::serve {

// A Unix socket for its owner and its group (0660). One that a sign left behind is replaced; one at
// which another answers, and a file of another kind, are not. Errors: "unlistenable".
Result<Fd> listen_at(const std::string& path);

// Whether there is a Unix socket's file; who listens there, if anybody, is not asked.
bool is_socket(const std::string& path);

// The address need not be there yet, as a network may come later. Errors: "unlistenable".
Result<Fd> listen_at(const Endpoint& endpoint);

}  // namespace roomsign::serve
