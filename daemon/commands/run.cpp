#include <utility>

#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"
#include "daemon/commands/daemon.hpp"

namespace roomsign::commands {
namespace {

// A sign that starts is better plain than dark: a theme that is missing, faulty or hard to read is
// left out, and complained of. (One that runs keeps the configuration in force, see reload().)
Result<Settled> settle_at_start(const Options& options) {
  auto settled = settle_sign(options);
  if (settled || settled.error().code != "bad-config") return settled;
  auto plain = settle_sign(options, false);
  if (!plain) return settled;
  log_error("{}; shown without any theme of its own until that is mended", settled.error().message);
  return plain;
}

}  // namespace

int run(const Options& options, const Clocks& clocks) {
  auto settled = settle_at_start(options);
  if (!settled) return complain(settled.error());
  return Daemon(options, std::move(*settled), clocks).run();
}

}  // namespace roomsign::commands
