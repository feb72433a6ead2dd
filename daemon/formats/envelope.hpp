// How a signed document is written (signatures/envelope.hpp says what is signed):
//
//   { "format": "roomsign-signed/1",
//     "kind": "announcements",
//     "key": "desk",
//     "scope": ["group/ground-floor"],
//     "sequence": 12,
//     "from": "2026-05-01T09:00:00+00:00", "until": "2026-05-01T18:00:00+00:00",
//     "payload": "{ \"format\": \"roomsign-announcements/1\", ... }",
//     "signature": "... base64" }
//
// These keys and no others. The payload is a text: after JSON's own escapes it is, byte
// for byte, what was signed. parse(print(x)) == x. Pure.
#pragma once

#include <string>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::formats {

// Whether it means to be one, by its front.
bool is_envelope(std::string_view bytes);

// The error "unsigned": of what is no envelope, but must be one.
std::unexpected<Error> not_signed();

// Errors: "bad-json", "unsigned" (JSON, but no envelope), "bad-envelope".
Result<signatures::Envelope> parse_envelope(std::string_view bytes);

std::string print_envelope(const signatures::Envelope& envelope);

// parse_envelope() and signatures::unseal(): from bytes to what somebody whom the guard knows has
// signed for this sign.
Result<signatures::Opened> open_envelope(std::string_view bytes, std::string_view kind,
                                         const signatures::Guard& guard);

}  // namespace roomsign::formats
