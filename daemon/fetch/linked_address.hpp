// Which of the addresses that a document names may be fetched for it.
#pragma once

#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::fetch {

// `reference` as it stands in the document at `document` ("-": nowhere), as an absolute address.
// Whoever writes a schedule must not make the sign ask other machines of its own network: only the
// document's own server is asked in the clear, any other by https, whose certificate none of those
// has; and of files only those in the document's folder. None with a user or a password. Errors:
// "bad-url".
Result<std::string> linked_address(std::string_view document, std::string_view reference);

}  // namespace roomsign::fetch
