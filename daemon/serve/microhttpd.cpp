#include "daemon/serve/microhttpd.hpp"

#include <optional>

#include "daemon/base/shared_library.hpp"

namespace roomsign::serve {
namespace {

std::optional<Microhttpd> load() {
  SharedLibrary library("libmicrohttpd.so.12");
  Microhttpd all;
  library.find(all.start_daemon, "MHD_start_daemon");
  library.find(all.stop_daemon, "MHD_stop_daemon");
  library.find(all.header, "MHD_lookup_connection_value");
  library.find(all.connection_info, "MHD_get_connection_info");
  library.find(all.suspend, "MHD_suspend_connection");
  library.find(all.resume, "MHD_resume_connection");
  library.find(all.make_response, "MHD_create_response_from_buffer");
  library.find(all.add_header, "MHD_add_response_header");
  library.find(all.queue, "MHD_queue_response");
  library.find(all.destroy_response, "MHD_destroy_response");
  return library.is_whole() ? std::optional(all) : std::nullopt;
}

}  // namespace

Result<const Microhttpd*> load_microhttpd() {
  static const std::optional<Microhttpd> loaded = load();
  if (loaded) return &*loaded;
  return failure("no-library", "needs libmicrohttpd: install Debian's libmicrohttpd12");
}

}  // namespace roomsign::serve
