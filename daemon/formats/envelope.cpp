#include "daemon/formats/envelope.hpp"

#include <utility>

#include <fmt/format.h>

#include "daemon/base/base64.hpp"
#include "daemon/base/json_writer.hpp"
#include "daemon/base/text.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_object.hpp"

namespace roomsign::formats {
namespace {

using signatures::Envelope;

constexpr std::size_t kKeys = 9;  // of the document

// The text as it stands there: what is signed must not be tidied.
std::string exact_text(Object& object, std::string_view key) {
  const json* value = object.find(key);
  if (value != nullptr && value->is_string()) return value->get<std::string>();
  object.fail(key, "must be text");
  return {};
}

void read_scope(Object& object, Findings& findings, Envelope& envelope) {
  object.each("scope", [&](const json& scope, const Place& place) {
    if (envelope.scope.size() == signatures::kMostScopes) {
      findings.fail(place.path(), "is one too many");
    } else if (!scope.is_string() || !signatures::is_scope(scope.get_ref<const std::string&>())) {
      findings.fail(place.path(), R"(must be "all", "group/NAME" or "sign/ID")");
    } else {
      envelope.scope.push_back(scope.get<std::string>());
    }
  });
  if (envelope.scope.empty()) object.fail("scope", "is missing: for whom is it?");
}

}  // namespace

bool is_envelope(std::string_view bytes) {
  return front_has(bytes.substr(0, 200), signatures::kFormat);
}

std::unexpected<Error> not_signed() {
  return failure("unsigned", "it is not signed, but signatures.keys wants it to be: roomsign sign");
}

Result<Envelope> parse_envelope(std::string_view bytes) {
  const auto value = parse_json(bytes);
  if (!value) return std::unexpected(value.error());
  if (text_at(*value, "format") != signatures::kFormat) return not_signed();
  Envelope envelope;
  Findings findings{.code = "bad-envelope"};
  Object object(findings, &*value, {});
  envelope.kind = exact_text(object, "kind");
  envelope.key = exact_text(object, "key");
  read_scope(object, findings, envelope);
  const auto sequence = object.number("sequence");
  if (!sequence || *sequence < 0 || *sequence > kHighestSequence) {
    object.fail("sequence", fmt::format("must be a whole number from 0 to {}", kHighestSequence));
  }
  envelope.sequence = sequence.value_or(0);
  envelope.from = exact_text(object, "from");
  envelope.until = exact_text(object, "until");
  envelope.payload = exact_text(object, "payload");
  auto signature = from_base64(exact_text(object, "signature"));
  if (!signature || signature->size() != signatures::kSignatureBytes) {
    object.fail("signature", "must be 64 bytes in base64");
  } else {
    envelope.signature = *std::move(signature);
  }
  if (value->size() != kKeys) object.fail("document", "must have no other keys");
  if (findings.fault) return std::unexpected(*findings.fault);
  return envelope;
}

std::string print_envelope(const Envelope& envelope) {
  JsonWriter json(envelope.payload.size() + 1'000);
  json.open('{').member("format", signatures::kFormat).member("kind", envelope.kind);
  json.member("key", envelope.key).member("scope", envelope.scope);
  json.member("sequence", envelope.sequence);
  json.member("from", envelope.from).member("until", envelope.until);
  json.member("payload", envelope.payload);
  json.member("signature", to_base64(envelope.signature)).close();
  return json.text();
}

Result<signatures::Opened> open_envelope(std::string_view bytes, std::string_view kind,
                                         const signatures::Guard& guard) {
  const auto envelope = parse_envelope(bytes);
  if (!envelope) return std::unexpected(envelope.error());
  return signatures::unseal(*envelope, kind, guard);
}

}  // namespace roomsign::formats
