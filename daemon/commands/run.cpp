#include <utility>

#include "daemon/commands/commands.hpp"
#include "daemon/commands/daemon.hpp"
#include "daemon/commands/own_file.hpp"

namespace roomsign::commands {

int run(const Options& options, const Clocks& clocks) {
  OwnFile own_file(options);
  auto settled = own_file.begin();
  if (!settled) return complain(settled.error());
  return Daemon(options, std::move(*settled), clocks, own_file).run();
}

}  // namespace roomsign::commands
