#include <cstdio>
#include <limits>
#include <new>

#include <fmt/format.h>
#include <malloc.h>

#include "daemon/base/file.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/load.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/formats/envelope.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/looks.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/sign/config_source.hpp"

namespace roomsign::commands {
namespace {

// A web page in the place of an operator's document is called what it is: mostly a portal's.
std::unexpected<Error> what_it_is(const std::string& bytes, Error error) {
  if (!formats::is_web_page(bytes)) return std::unexpected(std::move(error));
  if (auto known = formats::not_a_schedule(bytes)) return std::unexpected(*std::move(known));
  return failure(std::move(error.code), "there is a web page in its place: " + error.message);
}

// Of a configuration no more than that it can be read: where it stands in the text, which the sign
// reads as well, only the text says.
Result<std::string> read_configuration(const std::string& bytes, const std::string& name) {
  const auto read = config::check_toml(bytes, name);
  if (read) return std::string();
  const auto other = formats::not_a_schedule(bytes);
  return std::unexpected(other ? *other : read.error());
}

// What the reader of a format prints.
Result<std::string> read_and_print(const std::string& bytes, const formats::Hints& hints,
                                   const std::string& format) {
  if (format == sign::kConfigFormat) return read_configuration(bytes, hints.url);
  if (format == formats::kNoticesFormat) {
    const auto parsed = formats::parse_notices(bytes);
    if (!parsed) return what_it_is(bytes, parsed.error());
    return formats::print_notices(*parsed);
  }
  if (format == signatures::kFormat) {
    const auto envelope = formats::parse_envelope(bytes);
    if (!envelope) return what_it_is(bytes, envelope.error());
    return formats::print_envelope(*envelope);
  }
  const auto parsed = formats::parse(bytes, hints, format);
  if (!parsed) return std::unexpected(parsed.error());
  return formats::print_native(*parsed);
}

// Also where the memory that a document is given was not enough.
Result<std::string> read_within_memory(const std::string& bytes, const formats::Hints& hints,
                                       const std::string& format) {
  try {
    return read_and_print(bytes, hints, format);
  } catch (const std::bad_alloc&) {
    return failure("too-large", "to read it takes more memory than a schedule is given");
  }
}

// For a process that does one thing and ends: what it gave back it would only ask for again, and
// each page of it would be cleared again.
void keep_freed_memory() {
  ::mallopt(M_MMAP_MAX, 0);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

// The daemon's child: reads foreign bytes within the limits that its parent set. Its error is two
// lines, code and message; its warnings are in its output.
int import_as_child(const Settled& settled, const Options& options) {
  keep_freed_memory();
  const auto& source = settled.config.sources.front();
  const auto bytes = read_file("-", fetch::kLargestDocument);
  formats::Hints hints;
  hints.content_type = options.content_type;
  hints.url = options.address;
  hints.zone = source.zone;
  hints.machine_zone = Zone::system();
  hints.date = source.date;
  if (options.day_change >= 0) hints.day_change = std::chrono::minutes(options.day_change);
  if (const auto now = parse_instant(options.now)) hints.now = *now;
  const auto printed = bytes ? read_within_memory(*bytes, hints, source.format)
                             : Result<std::string>(std::unexpected(bytes.error()));
  if (!printed) {
    fmt::print(stderr, "{}\n{}\n", printed.error().code, printed.error().message);
    return 1;
  }
  return std::fwrite(printed->data(), 1, printed->size(), stdout) == printed->size() ? 0 : 1;
}

}  // namespace

int import(const Options& options, const Clocks& clocks) {
  auto settled = settle(options);
  if (!settled) return complain(settled.error());
  if (options.child) return import_as_child(*settled, options);

  const auto parsed = load(settled->config, sign_time(*settled, clocks));
  if (!parsed) return complain(parsed.error());
  for (const auto& warning : parsed->warnings) fmt::print(stderr, "warning: {}\n", warning);
  const std::string text = formats::print_native(*parsed);
  if (options.output.empty() || options.output == "-") {
    fmt::print("{}", text);
    return 0;
  }
  const auto written = write_file_atomically(options.output, text);
  return written ? 0 : complain(written.error());
}

}  // namespace roomsign::commands
