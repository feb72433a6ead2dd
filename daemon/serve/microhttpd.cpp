#include "daemon/serve/microhttpd.hpp"

#include <optional>

#include <dlfcn.h>

namespace roomsign::serve {
namespace {

std::optional<Microhttpd> load() {
  void* const library = ::dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  Microhttpd all;
  bool found = true;
  const auto find = [&](auto& function, const char* name) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    found = found && function != nullptr;
  };
  find(all.start_daemon, "MHD_start_daemon");
  find(all.stop_daemon, "MHD_stop_daemon");
  find(all.header, "MHD_lookup_connection_value");
  find(all.connection_info, "MHD_get_connection_info");
  find(all.suspend, "MHD_suspend_connection");
  find(all.resume, "MHD_resume_connection");
  find(all.make_response, "MHD_create_response_from_buffer");
  find(all.add_header, "MHD_add_response_header");
  find(all.queue, "MHD_queue_response");
  find(all.destroy_response, "MHD_destroy_response");
  return found ? std::optional(all) : std::nullopt;
}

}  // namespace

Result<const Microhttpd*> load_microhttpd() {
  static const std::optional<Microhttpd> loaded = load();
  if (loaded) return &*loaded;
  return failure("no-library", "needs libmicrohttpd: install Debian's libmicrohttpd12");
}

}  // namespace roomsign::serve
