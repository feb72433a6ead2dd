// A desk of a test's own: a key that is the same each time, and what is signed with it.
#pragma once

#include <string>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/base64.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::test {

inline const signatures::Sodium& sodium() { return **signatures::load_sodium(); }

inline signatures::SecretKey key(const std::string& name = "desk", char seed = 'd') {
  return {name, std::string(signatures::kKeyBytes, seed)};
}

inline signatures::PublicKey public_key(const std::string& name = "desk", char seed = 'd') {
  return signatures::public_key_of(sodium(), key(name, seed));
}

// Of a sign's configuration, for a sign that knows it.
inline std::string keys_line() {
  return fmt::format("[signatures]\nkeys = {{ desk = \"{}\" }}\n", to_base64(public_key().bytes));
}

// That of a sign that is called hall-a, of the group ground.
inline signatures::Guard guard() {
  return {{public_key()}, {"all", "group/ground", "sign/hall-a"}};
}

inline signatures::Envelope envelope(std::string payload = "{}", std::int64_t sequence = 5) {
  signatures::Envelope envelope;
  envelope.kind = signatures::kAnnouncements;
  envelope.scope = {"all"};
  envelope.sequence = sequence;
  envelope.from = "2026-05-01T08:00:00+00:00";
  envelope.until = "2026-05-01T18:00:00+00:00";
  envelope.payload = std::move(payload);
  return envelope;
}

inline signatures::Envelope sealed(signatures::Envelope envelope,
                                   const signatures::SecretKey& with = key()) {
  signatures::seal(sodium(), with, envelope);
  return envelope;
}

}  // namespace roomsign::test
