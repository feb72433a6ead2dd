// A file: address, answered as a server would: 200 with an ETag made of the file's time of change,
// identity and size, or 304 where that is the ETag asked about. Nothing else in fetch/ reads
// sources from disk, and no redirect leads here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {

bool is_file_url(std::string_view url);

// Of file:///a, file://localhost/a and file:/a; none: it is not the address of a file.
std::optional<std::string> file_path(std::string_view url);

// Errors: "bad-url", "unreadable" (also what is no regular file: a pipe could hang), "too-large".
Result<Response> get_file(const Request& request, std::size_t max_bytes);

}  // namespace roomsign::fetch
