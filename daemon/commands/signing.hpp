// What a desk signs, for signs that want it signed (signatures/envelope.hpp).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/commands/options.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::commands {

// Signs with one key. Made once for all that is signed.
class Signer {
 public:
  // Errors: "no-library", and those of the key's file.
  static Result<Signer> open(const std::string& key_file);

  // The finished document. The envelope's key and signature are filled in.
  std::string sign(signatures::Envelope envelope) const;

 private:
  Signer(const signatures::Sodium& sodium, signatures::SecretKey key)
      : sodium_(&sodium), key_(std::move(key)) {}

  const signatures::Sodium* sodium_;
  signatures::SecretKey key_;
};

// The key's file: that of --key, else the configuration's; empty: neither names one.
std::string key_file_of(const SigningOptions& signing, const signatures::Options& configured);

// A document of announcements, or a configuration for config_url, as an envelope that is not signed
// yet. For `scopes`, none: for all; `from` none: the earliest of now and its entries' beginnings;
// `until` none: the last of their ends, a day from now where there are none, a year of a
// configuration, whose sequence is the time in milliseconds. Errors: those of
// formats::parse_notices() and config::parse_config(); "refused" (an entry that signs would
// refuse); "usage" (a scope that is none, an `until` that is over).
Result<signatures::Envelope> envelope_of(const std::string& document, const SigningOptions& signing,
                                         std::chrono::milliseconds since_1970);

// What is said to a sign, good for some minutes. The sequence is the time in milliseconds and
// rises with `number`, of those that are said at once.
signatures::Envelope envelope_of_said(const std::string& entry, const std::string& scope,
                                      std::chrono::milliseconds since_1970, int number);

}  // namespace roomsign::commands
