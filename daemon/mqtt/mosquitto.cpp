#include "daemon/mqtt/mosquitto.hpp"

#include "daemon/base/shared_library.hpp"

namespace roomsign::mqtt {
namespace {

void find(SharedLibrary& library, Mosquitto& all) {
  library.find(all.lib_init, "mosquitto_lib_init");
  library.find(all.make, "mosquitto_new");
  library.find(all.destroy, "mosquitto_destroy");
  library.find(all.int_option, "mosquitto_int_option");
  library.find(all.set_will, "mosquitto_will_set");
  library.find(all.set_user, "mosquitto_username_pw_set");
  library.find(all.set_tls, "mosquitto_tls_set");
  library.find(all.connect, "mosquitto_connect_async");
  library.find(all.socket, "mosquitto_socket");
  library.find(all.wants_to_write, "mosquitto_want_write");
  library.find(all.read, "mosquitto_loop_read");
  library.find(all.write, "mosquitto_loop_write");
  library.find(all.keep_alive, "mosquitto_loop_misc");
  library.find(all.publish, "mosquitto_publish");
  library.find(all.subscribe, "mosquitto_subscribe");
  library.find(all.on_connect, "mosquitto_connect_callback_set");
  library.find(all.on_message, "mosquitto_message_callback_set");
  library.find(all.on_subscribe, "mosquitto_subscribe_callback_set");
  library.find(all.on_log, "mosquitto_log_callback_set");
  library.find(all.error_words, "mosquitto_strerror");
}

}  // namespace

Result<const Mosquitto*> load_mosquitto() {
  const auto& loaded = functions_of<Mosquitto>("libmosquitto.so.1", find);
  static const bool ready = loaded && loaded->lib_init() == MOSQ_ERR_SUCCESS;
  if (ready) return &*loaded;
  return failure("no-library", "needs libmosquitto: install Debian's libmosquitto1");
}

}  // namespace roomsign::mqtt
