#include "daemon/signatures/sodium.hpp"

#include "daemon/base/shared_library.hpp"

namespace roomsign::signatures {
namespace {

void find(SharedLibrary& library, Sodium& all) {
  library.find(all.init, "sodium_init");
  library.find(all.random, "randombytes_buf");
  library.find(all.keys_of_seed, "crypto_sign_ed25519_seed_keypair");
  library.find(all.sign, "crypto_sign_ed25519_detached");
  library.find(all.verify, "crypto_sign_ed25519_verify_detached");
}

}  // namespace

Result<const Sodium*> load_sodium() {
  const auto& loaded = functions_of<Sodium>("libsodium.so.23", find);
  static const bool ready = loaded && loaded->init() >= 0;
  if (ready) return &*loaded;
  return failure("no-library", "signatures need libsodium: install Debian's libsodium23");
}

}  // namespace roomsign::signatures
