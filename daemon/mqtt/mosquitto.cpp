#include "daemon/mqtt/mosquitto.hpp"

#include <optional>
#include <type_traits>

#include <dlfcn.h>

namespace roomsign::mqtt {
namespace {

std::optional<Mosquitto> load() {
  void* const library = ::dlopen("libmosquitto.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  Mosquitto all;
  bool found = true;
  const auto find = [&](auto& function, const char* name) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    found = found && function != nullptr;
  };
  find(all.lib_init, "mosquitto_lib_init");
  find(all.make, "mosquitto_new");
  find(all.destroy, "mosquitto_destroy");
  find(all.int_option, "mosquitto_int_option");
  find(all.set_will, "mosquitto_will_set");
  find(all.set_user, "mosquitto_username_pw_set");
  find(all.set_tls, "mosquitto_tls_set");
  find(all.connect, "mosquitto_connect_async");
  find(all.socket, "mosquitto_socket");
  find(all.wants_to_write, "mosquitto_want_write");
  find(all.read, "mosquitto_loop_read");
  find(all.write, "mosquitto_loop_write");
  find(all.keep_alive, "mosquitto_loop_misc");
  find(all.publish, "mosquitto_publish");
  find(all.subscribe, "mosquitto_subscribe");
  find(all.on_connect, "mosquitto_connect_callback_set");
  find(all.on_message, "mosquitto_message_callback_set");
  find(all.on_subscribe, "mosquitto_subscribe_callback_set");
  find(all.on_log, "mosquitto_log_callback_set");
  find(all.error_words, "mosquitto_strerror");
  if (!found || all.lib_init() != MOSQ_ERR_SUCCESS) return std::nullopt;
  return all;
}

}  // namespace

Result<const Mosquitto*> load_mosquitto() {
  static const std::optional<Mosquitto> loaded = load();
  if (loaded) return &*loaded;
  return failure("no-library", "needs libmosquitto: install Debian's libmosquitto1");
}

}  // namespace roomsign::mqtt
