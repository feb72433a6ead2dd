#include "daemon/serve/microhttpd.hpp"

#include "daemon/base/shared_library.hpp"

namespace roomsign::serve {
namespace {

void find(SharedLibrary& library, Microhttpd& all) {
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
}

}  // namespace

Result<const Microhttpd*> load_microhttpd() {
  const auto& loaded = functions_of<Microhttpd>("libmicrohttpd.so.12", find);
  if (loaded) return &*loaded;
  return failure("no-library", "needs libmicrohttpd: install Debian's libmicrohttpd12");
}

}  // namespace roomsign::serve
