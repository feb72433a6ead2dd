// libmosquitto, loaded when a broker is first wanted and not before. It stays loaded.
#pragma once

#include <mosquitto.h>

#include "daemon/base/result.hpp"

namespace roomsign::mqtt {

// The functions that are wanted of it.
struct Mosquitto {
  decltype(&mosquitto_lib_init) lib_init = nullptr;
  decltype(&mosquitto_new) make = nullptr;
  decltype(&mosquitto_destroy) destroy = nullptr;
  decltype(&mosquitto_int_option) int_option = nullptr;
  decltype(&mosquitto_will_set) set_will = nullptr;
  decltype(&mosquitto_username_pw_set) set_user = nullptr;
  decltype(&mosquitto_tls_set) set_tls = nullptr;
  decltype(&mosquitto_connect_async) connect = nullptr;
  decltype(&mosquitto_socket) socket = nullptr;
  decltype(&mosquitto_want_write) wants_to_write = nullptr;
  decltype(&mosquitto_loop_read) read = nullptr;
  decltype(&mosquitto_loop_write) write = nullptr;
  decltype(&mosquitto_loop_misc) keep_alive = nullptr;
  decltype(&mosquitto_publish) publish = nullptr;
  decltype(&mosquitto_subscribe) subscribe = nullptr;
  decltype(&mosquitto_connect_callback_set) on_connect = nullptr;
  decltype(&mosquitto_message_callback_set) on_message = nullptr;
  decltype(&mosquitto_subscribe_callback_set) on_subscribe = nullptr;
  decltype(&mosquitto_log_callback_set) on_log = nullptr;
  decltype(&mosquitto_strerror) error_words = nullptr;
};

// Errors: "no-library": what to install.
Result<const Mosquitto*> load_mosquitto();

}  // namespace roomsign::mqtt
