// libmicrohttpd, loaded when a server is first wanted and not before. It stays loaded.
#pragma once

#include <microhttpd.h>

#include "daemon/base/result.hpp"

namespace roomsign::serve {

// The functions that are wanted of it.
struct Microhttpd {
  decltype(&MHD_start_daemon) start_daemon = nullptr;
  decltype(&MHD_stop_daemon) stop_daemon = nullptr;
  decltype(&MHD_lookup_connection_value) header = nullptr;
  decltype(&MHD_get_connection_info) connection_info = nullptr;
  decltype(&MHD_suspend_connection) suspend = nullptr;
  decltype(&MHD_resume_connection) resume = nullptr;
  decltype(&MHD_create_response_from_buffer) make_response = nullptr;
  decltype(&MHD_add_response_header) add_header = nullptr;
  decltype(&MHD_queue_response) queue = nullptr;
  decltype(&MHD_destroy_response) destroy_response = nullptr;
};

// Errors: "no-library": what to install.
Result<const Microhttpd*> load_microhttpd();

}  // namespace roomsign::serve
