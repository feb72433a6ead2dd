// libsodium, loaded when a signature is first wanted and not before. It stays loaded.
#pragma once

#include <sodium.h>

#include "daemon/base/result.hpp"

namespace roomsign::signatures {

// The functions that are wanted of it.
struct Sodium {
  decltype(&sodium_init) init = nullptr;
  decltype(&randombytes_buf) random = nullptr;
  decltype(&crypto_sign_ed25519_seed_keypair) keys_of_seed = nullptr;
  decltype(&crypto_sign_ed25519_detached) sign = nullptr;
  decltype(&crypto_sign_ed25519_verify_detached) verify = nullptr;
};

// Errors: "no-library": what to install.
Result<const Sodium*> load_sodium();

}  // namespace roomsign::signatures
