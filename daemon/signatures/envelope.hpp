// Envelope: a document with the signature of somebody whose key a sign was given, and with what
// bounds it: for what it is, for whom, which one of many, from when and until when.
//
// What is signed, by Ed25519 (RFC 8032), is signed_bytes(): every field, each as its length in
// bytes (decimal), ":", its bytes and ",", in this order, the document's own bytes last:
//   17:roomsign-signed/1,13:announcements,4:desk,1:1,3:all,2:12,25:2026-05-01T09:00:00+00:00,
//   25:2026-05-01T18:00:00+00:00,58:{...},
// (without the line break): the format, the kind, the key's name, how many scopes there are and
// each, the sequence in decimal, from, until, the payload. So no two envelopes have the same bytes,
// and nothing that is signed for another purpose or by another program has such bytes.
//
// How it is written: formats/envelope.hpp. Pure, but for the library, which is loaded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/signatures/keys.hpp"

namespace roomsign::signatures {

inline constexpr std::string_view kFormat = "roomsign-signed/1";
inline constexpr std::size_t kMostScopes = 64;

// Kinds of payload. What is signed as one is never taken for another.
inline constexpr std::string_view kAnnouncements = "announcements";  // formats/notices.hpp
inline constexpr std::string_view kSay = "say";                      // one entry, as for POST /say
inline constexpr std::string_view kConfiguration = "configuration";  // TOML, for config_url

struct Envelope {
  std::string kind;
  std::string key;                 // whose it is, by its name
  std::vector<std::string> scope;  // "all", "group/NAME", "sign/ID": whoever is one of them
  std::int64_t sequence = 0;       // 0 or more; rises with each of its key, kind and scope
  std::string from;                // RFC 3339, as written; not to be taken up before
  std::string until;               // nor from then on
  std::string payload;             // the document, byte for byte
  std::string signature;           // kSignatureBytes
  bool operator==(const Envelope&) const = default;
};

std::string signed_bytes(const Envelope& envelope);

// "all", "group/NAME" or "sign/ID".
bool is_scope(std::string_view text);

// What a sign goes by.
struct Guard {
  std::vector<PublicKey> keys;      // empty: nothing need be signed
  std::vector<std::string> scopes;  // whatever is for one of them is for this sign

  bool is_on() const { return !keys.empty(); }
  bool operator==(const Guard&) const = default;
};

// What comes of an envelope that is good.
struct Opened {
  std::string payload;
  std::string series;  // its key itself, kind and scope; within one the sequence rises
  std::int64_t sequence = 0;
  Instant from{};
  Instant until{};
};

// Whether it is signed by one of the guard's keys, as this kind, for one of its scopes. Errors:
// "no-library", "wrong-kind", "unknown-key", "bad-signature", "out-of-scope", "bad-envelope" (its
// times cannot be read). Whether it is time, and whether it was here before, is not asked.
Result<Opened> unseal(const Envelope& envelope, std::string_view kind, const Guard& guard);

// Whether it may be taken up at `now`, by a clock that is trusted; none: there is no such clock.
// Errors: "no-clock", "not-yet", "expired".
Result<void> is_time(const Opened& opened, std::optional<Instant> now);

// Whether a series is of a key and a scope that the guard still goes by.
bool is_trusted(std::string_view series, const Guard& guard);

// Signs all of its other fields; the key's name is the envelope's from then on.
void seal(const Sodium& sodium, const SecretKey& key, Envelope& envelope);

}  // namespace roomsign::signatures
