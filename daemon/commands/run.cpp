#include "daemon/commands/commands.hpp"
#include "daemon/commands/daemon.hpp"

namespace roomsign::commands {

int run(const Options& options, const Clocks& clocks) {
  auto settled = settle_sign(options);
  if (!settled) return complain(settled.error());
  return Daemon(options, std::move(*settled), clocks).run();
}

}  // namespace roomsign::commands
