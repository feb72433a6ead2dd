#include "daemon/signatures/envelope.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/base64.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::signatures {
namespace {

constexpr std::size_t kLongestScope = 80;

bool is_among(std::string_view scope, const std::vector<std::string>& scopes) {
  return std::ranges::find(scopes, scope) != scopes.end();
}

std::string series_of(const Envelope& envelope, const PublicKey& key) {
  return fmt::format("{}\t{}\t{}", to_base64(key.bytes), envelope.kind,
                     fmt::join(envelope.scope, "\t"));
}

// The key by which it is signed. A name may have several keys, while one takes the other's place.
Result<PublicKey> signer_of(const Envelope& envelope, const std::vector<PublicKey>& keys) {
  const auto sodium = load_sodium();
  if (!sodium) return std::unexpected(sodium.error());
  const auto bytes = signed_bytes(envelope);
  bool known = false;
  for (const auto& key : keys) {
    if (key.name != envelope.key) continue;
    known = true;
    if (is_signed_by(**sodium, key, envelope.signature, bytes)) return key;
  }
  const auto name = clean_line(envelope.key, 64);
  if (known) {
    return failure("bad-signature",
                   fmt::format("it is not as \"{}\" signed it, or that is another key than the one "
                               "in signatures.keys",
                               name));
  }
  return failure("unknown-key",
                 fmt::format("signed by \"{}\", a key that signatures.keys does not name", name));
}

}  // namespace

std::string signed_bytes(const Envelope& envelope) {
  std::string bytes;
  const auto add = [&](std::string_view field) {
    bytes += fmt::format("{}:{},", field.size(), field);
  };
  add(kFormat);
  add(envelope.kind);
  add(envelope.key);
  add(std::to_string(envelope.scope.size()));
  for (const auto& scope : envelope.scope) add(scope);
  add(std::to_string(envelope.sequence));
  add(envelope.from);
  add(envelope.until);
  add(envelope.payload);
  return bytes;
}

bool is_scope(std::string_view text) {
  if (text == "all") return true;
  const auto slash = text.find('/');
  const auto kind = text.substr(0, slash);
  if (slash == text.npos || (kind != "group" && kind != "sign")) return false;
  const auto name = text.substr(slash + 1);
  return !name.empty() && text.size() <= kLongestScope && std::ranges::none_of(name, [](char c) {
    return c == '/' || c == '+' || c == '#' || static_cast<unsigned char>(c) < 0x20;
  });
}

Result<Opened> unseal(const Envelope& envelope, std::string_view kind, const Guard& guard) {
  if (envelope.kind != kind) {
    return failure("wrong-kind", fmt::format(R"(signed as "{}", not as "{}")",
                                             clean_line(envelope.kind, 40), kind));
  }
  const auto key = signer_of(envelope, guard.keys);
  if (!key) return std::unexpected(key.error());
  const auto is_mine = [&](const auto& scope) { return is_among(scope, guard.scopes); };
  if (std::ranges::none_of(envelope.scope, is_mine)) {
    return failure("out-of-scope",
                   fmt::format("signed for {}, not for {}",
                               clean_line(fmt::format("{}", fmt::join(envelope.scope, ", ")), 100),
                               fmt::join(guard.scopes, ", ")));
  }
  const auto from = parse_instant(envelope.from);
  const auto until = parse_instant(envelope.until);
  if (!from || !until) {
    return failure("bad-envelope", (from ? until : from).error().message);
  }
  return Opened{envelope.payload, series_of(envelope, *key), envelope.sequence, *from, *until};
}

Result<void> is_time(const Opened& opened, std::optional<Instant> now) {
  if (!now) {
    return failure("no-clock",
                   "this sign does not trust its clock yet, and cannot tell whether what is signed "
                   "has expired");
  }
  const auto at = format_instant(*now);
  if (*now < opened.from) {
    return failure("not-yet",
                   fmt::format("not to be taken up before {}; by this sign's clock it is "
                               "{}",
                               format_instant(opened.from), at));
  }
  if (*now >= opened.until) {
    return failure("expired", fmt::format("expired at {}; by this sign's clock it is {}",
                                          format_instant(opened.until), at));
  }
  return {};
}

bool is_trusted(std::string_view series, const Guard& guard) {
  const auto fields = split(series, '\t');  // as series_of() has them
  return std::ranges::any_of(
             guard.keys, [&](const auto& key) { return to_base64(key.bytes) == fields.front(); }) &&
         std::any_of(fields.begin() + std::min<std::ptrdiff_t>(2, std::ssize(fields)), fields.end(),
                     [&](const auto& scope) { return is_among(scope, guard.scopes); });
}

void seal(const Sodium& sodium, const SecretKey& key, Envelope& envelope) {
  envelope.key = key.name;
  envelope.signature = sign(sodium, key, signed_bytes(envelope));
}

}  // namespace roomsign::signatures
