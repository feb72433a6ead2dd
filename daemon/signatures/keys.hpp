// Keys of Ed25519: the public ones by which signs know what was signed, and the secret one of a
// desk, in a file of its own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/signatures/sodium.hpp"

namespace roomsign::signatures {

inline constexpr std::size_t kKeyBytes = 32;        // of a public key, and of a secret one's seed
inline constexpr std::size_t kSignatureBytes = 64;  // of a signature

struct PublicKey {
  std::string name;   // by which a document says whose it is
  std::string bytes;  // kKeyBytes
  bool operator==(const PublicKey&) const = default;
};

struct SecretKey {
  std::string name;
  std::string seed;  // kKeyBytes; never to be logged or printed
};

struct Options {
  std::vector<PublicKey> keys;  // by which documents must be signed; empty: they need not be
  std::string key_file;         // absolute; of a desk that signs; empty: it does not
  bool operator==(const Options&) const = default;
};

// Letters, digits, "-" and "_", 1 to 64 of them.
bool is_key_name(std::string_view name);

// As it stands in the configuration: base64. Errors: "bad-key".
Result<PublicKey> parse_public_key(std::string_view name, std::string_view text);

SecretKey make_key(const Sodium& sodium, std::string name);
PublicKey public_key_of(const Sodium& sodium, const SecretKey& key);

// The bytes of a signature.
std::string sign(const Sodium& sodium, const SecretKey& key, std::string_view bytes);
bool is_signed_by(const Sodium& sodium, const PublicKey& key, std::string_view signature,
                  std::string_view bytes);

// A line: "roomsign-key/1 NAME BASE64". Errors of reading: "unreadable", "too-large", "open-key"
// (other users may read it), "bad-key"; of writing: "unwritable", also where the file exists. None
// of them repeats what is in it.
Result<SecretKey> read_key_file(const std::filesystem::path& file);
Result<void> write_key_file(const std::filesystem::path& file, const SecretKey& key);

}  // namespace roomsign::signatures
