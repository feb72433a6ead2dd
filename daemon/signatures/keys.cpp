#include "daemon/signatures/keys.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "daemon/base/base64.hpp"
#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::signatures {
namespace {

constexpr std::string_view kFormat = "roomsign-key/1";
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestFile = 4096;
constexpr mode_t kOwnersAlone = 0600;

static_assert(kKeyBytes == crypto_sign_ed25519_PUBLICKEYBYTES);
static_assert(kKeyBytes == crypto_sign_ed25519_SEEDBYTES);
static_assert(kSignatureBytes == crypto_sign_ed25519_BYTES);

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

struct Pair {
  std::array<unsigned char, crypto_sign_ed25519_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> secret{};
};

Pair pair_of(const Sodium& sodium, const SecretKey& key) {
  Pair pair;
  sodium.keys_of_seed(pair.open.data(), pair.secret.data(), bytes_of(key.seed));
  return pair;
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '_';
  });
}

Result<PublicKey> parse_public_key(std::string_view name, std::string_view text) {
  if (!is_key_name(name)) {
    return failure("bad-key", R"(must name each key by up to 64 letters, digits, "-" and "_")");
  }
  auto bytes = from_base64(text);
  if (!bytes || bytes->size() != kKeyBytes) {
    return failure("bad-key",
                   fmt::format("must give for \"{}\" a public key, the 44 characters that "
                               "`roomsign keys new` prints",
                               name));
  }
  return PublicKey{std::string(name), *std::move(bytes)};
}

SecretKey make_key(const Sodium& sodium, std::string name) {
  SecretKey key{std::move(name), std::string(kKeyBytes, '\0')};
  sodium.random(key.seed.data(), key.seed.size());
  return key;
}

PublicKey public_key_of(const Sodium& sodium, const SecretKey& key) {
  const auto pair = pair_of(sodium, key);
  return {key.name, std::string(pair.open.begin(), pair.open.end())};
}

std::string sign(const Sodium& sodium, const SecretKey& key, std::string_view bytes) {
  const auto pair = pair_of(sodium, key);
  std::array<unsigned char, kSignatureBytes> signature{};
  sodium.sign(signature.data(), nullptr, bytes_of(bytes), bytes.size(), pair.secret.data());
  return {signature.begin(), signature.end()};
}

bool is_signed_by(const Sodium& sodium, const PublicKey& key, std::string_view signature,
                  std::string_view bytes) {
  return key.bytes.size() == kKeyBytes && signature.size() == kSignatureBytes &&
         sodium.verify(bytes_of(signature), bytes_of(bytes), bytes.size(), bytes_of(key.bytes)) ==
             0;
}

Result<SecretKey> read_key_file(const std::filesystem::path& file) {
  const auto bytes = read_regular_file(file, kLongestFile);
  if (!bytes) return std::unexpected(bytes.error());
  struct stat info{};
  if (::stat(file.c_str(), &info) == 0 && (info.st_mode & (S_IROTH | S_IWOTH)) != 0) {
    return failure("open-key",
                   fmt::format("{}: every user of this machine may {} this secret key: chmod 600, "
                               "or better make a new one",
                               file.string(), (info.st_mode & S_IROTH) != 0 ? "read" : "write"));
  }
  const auto words = split(trim(*bytes), ' ');
  if (words.size() == 3 && words[0] == kFormat && is_key_name(words[1])) {
    auto seed = from_base64(words[2]);
    if (seed && seed->size() == kKeyBytes)
      return SecretKey{std::string(words[1]), *std::move(seed)};
  }
  return failure("bad-key", fmt::format("{}: no secret key; make one: roomsign keys new -o FILE",
                                        file.string()));
}

Result<void> write_key_file(const std::filesystem::path& file, const SecretKey& key) {
  return write_new_file(file, fmt::format("{} {} {}\n", kFormat, key.name, to_base64(key.seed)),
                        kOwnersAlone);
}

}  // namespace roomsign::signatures
