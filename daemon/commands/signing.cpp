#include "daemon/commands/signing.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/mqtt/line.hpp"
#include "daemon/sign/config_source.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostBytes = 1U << 20U;
constexpr auto kEmptyIsGoodFor = 24h;  // a document without entries
constexpr auto kConfigurationIsGoodFor = 24h * 366;
constexpr auto kSaidIsGoodFor = 5min;  // before and after the desk's time: two clocks differ
constexpr const char* kUnsignedHint =
    "name the key with --key FILE, or in the configuration as "
    "signatures.key_file";

Result<std::optional<Instant>> instant(const char* option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto read = parse_instant(text);
  if (!read) return failure("usage", fmt::format("{}: {}", option, read.error().message));
  return *read;
}

// From the first beginning to the last end of its entries.
signatures::Opened span_of(const schedule::Notices& notices, Instant now) {
  signatures::Opened span;
  span.from = now;
  schedule::for_each_term(notices, [&](const schedule::Term& term) {
    if (term.from != Instant{}) span.from = std::min(span.from, term.from);
    span.until = std::max(span.until, term.until);
  });
  if (span.until == Instant{}) span.until = now + kEmptyIsGoodFor;
  return span;
}

}  // namespace

Result<Signer> Signer::open(const std::string& key_file) {
  if (key_file.empty()) return failure("usage", kUnsignedHint);
  const auto sodium = signatures::load_sodium();
  if (!sodium) return std::unexpected(sodium.error());
  auto key = signatures::read_key_file(key_file);
  if (!key) return std::unexpected(key.error());
  return Signer(**sodium, *std::move(key));
}

std::string Signer::sign(signatures::Envelope envelope) const {
  signatures::seal(*sodium_, key_, envelope);
  return formats::print_envelope(envelope);
}

std::string key_file_of(const SigningOptions& signing, const signatures::Options& configured) {
  return signing.key.empty() ? configured.key_file : signing.key;
}

namespace {

// Kind, sequence and time of a document of announcements: those of its own.
Result<void> describe_notices(const std::string& document, Instant now,
                              signatures::Envelope& envelope, signatures::Opened& span) {
  const auto parsed = formats::parse_notices(document);
  if (!parsed) return std::unexpected(parsed.error());
  if (!parsed->refused.empty()) {
    return failure("refused", fmt::format("signs would refuse {}", parsed->refused.front()));
  }
  envelope.kind = signatures::kAnnouncements;
  envelope.sequence = parsed->sequence;
  span = span_of(parsed->notices, now);
  return {};
}

// Of a configuration, which has none of its own.
Result<void> describe_configuration(const std::string& document, std::chrono::milliseconds now,
                                    signatures::Envelope& envelope, signatures::Opened& span) {
  const config::Layer layer{"it", document};
  const auto config = config::parse_config("", "/roomsign.toml", false, &layer);
  if (!config) return std::unexpected(config.error());
  envelope.kind = signatures::kConfiguration;
  envelope.sequence = now.count();
  span.from = Instant{std::chrono::floor<std::chrono::seconds>(now)};
  span.until = span.from + kConfigurationIsGoodFor;
  return {};
}

// What begins as JSON does is no TOML.
bool is_configuration(std::string_view document) {
  const auto begin = document.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return begin == document.npos || document[begin] != '{';
}

// What no sign takes, for its size, is not signed; nor in silence what none takes from a broker.
Result<void> judge_size(const std::string& text, const std::string& kind) {
  if (kind == signatures::kConfiguration && text.size() > sign::kLargestConfig) {
    return failure("too-large", fmt::format("signed it has {} bytes, and signs take no "
                                            "configuration of more than {}",
                                            text.size(), sign::kLargestConfig));
  }
  if (text.size() > mqtt::kLargestMessage) {
    fmt::print(stderr,
               "roomsign: signed it has {} bytes: a sign takes it from announcements.url, but no "
               "more than {} from a broker\n",
               text.size(), mqtt::kLargestMessage);
  }
  return {};
}

}  // namespace

Result<signatures::Envelope> envelope_of(const std::string& document, const SigningOptions& signing,
                                         std::chrono::milliseconds since_1970) {
  const Instant now{std::chrono::floor<std::chrono::seconds>(since_1970)};
  signatures::Envelope envelope;
  signatures::Opened span;
  const auto described = is_configuration(document)
                             ? describe_configuration(document, since_1970, envelope, span)
                             : describe_notices(document, now, envelope, span);
  if (!described) return std::unexpected(described.error());
  if (!is_valid_utf8(document)) return failure("refused", "it is not UTF-8");
  envelope.scope = signing.scopes.empty() ? std::vector<std::string>{"all"} : signing.scopes;
  for (const auto& scope : envelope.scope) {
    if (signatures::is_scope(scope)) continue;
    return failure("usage", fmt::format("--scope must be all, group/NAME or sign/ID, not \"{}\"",
                                        clean_line(scope, 80)));
  }
  const auto from = instant("--from", signing.from);
  const auto until = instant("--until", signing.until);
  if (!from || !until) return std::unexpected((from ? until : from).error());
  const auto begins = from->value_or(span.from);
  const auto ends = until->value_or(span.until);
  if (ends <= now || ends <= begins) {
    return failure("usage", fmt::format("it would expire at {}, and no sign would take it up: give "
                                        "it a later --until, or its entries later ends",
                                        format_instant(ends)));
  }
  envelope.from = format_instant(begins);
  envelope.until = format_instant(ends);
  envelope.payload = document;
  return envelope;
}

signatures::Envelope envelope_of_said(const std::string& entry, const std::string& scope,
                                      std::chrono::milliseconds since_1970, int number) {
  const Instant now{std::chrono::floor<std::chrono::seconds>(since_1970)};
  signatures::Envelope envelope;
  envelope.kind = signatures::kSay;
  envelope.scope = {scope};
  envelope.sequence = since_1970.count() + number;
  envelope.from = format_instant(now - kSaidIsGoodFor);
  envelope.until = format_instant(now + kSaidIsGoodFor);
  envelope.payload = entry;
  return envelope;
}

int sign_document(const Options& options, const Clocks& clocks) {
  signatures::Options configured;
  if (!options.config.empty()) {
    const auto config = config::load_config(options.config, false);
    if (!config) return complain(config.error());
    configured = config->signatures;
  }
  const auto document = read_file(options.signing.file, kMostBytes);
  if (!document) return complain(document.error());
  const auto now = std::chrono::floor<std::chrono::milliseconds>(clocks.real()).time_since_epoch();
  auto envelope = envelope_of(*document, options.signing, now);
  if (!envelope) {
    return complain({envelope.error().code,
                     fmt::format("{}: {}", options.signing.file, envelope.error().message)});
  }
  const auto signer = Signer::open(key_file_of(options.signing, configured));
  if (!signer) return complain(signer.error());
  const auto kind = envelope->kind;
  const auto text = signer->sign(*std::move(envelope));
  if (const auto fits = judge_size(text, kind); !fits) return complain(fits.error());
  if (options.output.empty() || options.output == "-") {
    fmt::print("{}", text);
    return 0;
  }
  const auto written = write_file_atomically(options.output, text);
  return written ? 0 : complain(written.error());
}

}  // namespace roomsign::commands
