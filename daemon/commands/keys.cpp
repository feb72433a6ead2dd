#include "daemon/signatures/keys.hpp"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "daemon/base/base64.hpp"
#include "daemon/commands/commands.hpp"

namespace roomsign::commands {
namespace {

// The line for a sign's configuration.
void print_public_key(const signatures::Sodium& sodium, const signatures::SecretKey& key) {
  const auto open = signatures::public_key_of(sodium, key);
  fmt::print("# in the section [signatures], in place of keys = {{}}:\nkeys = {{ {} = \"{}\" }}\n",
             open.name, to_base64(open.bytes));
}

}  // namespace

int new_key(const Options& options) {
  const std::filesystem::path file = options.output;
  const auto name = options.signing.name.empty() ? file.stem().string() : options.signing.name;
  if (!signatures::is_key_name(name)) {
    return complain({"usage",
                     "a key is called by up to 64 letters, digits, \"-\" and \"_\": name it with "
                     "--name"});
  }
  const auto sodium = signatures::load_sodium();
  if (!sodium) return complain(sodium.error());
  const auto key = signatures::make_key(**sodium, name);
  const auto written = signatures::write_key_file(file, key);
  if (!written) return complain(written.error());
  print_public_key(**sodium, key);
  return 0;
}

int show_key(const Options& options) {
  const auto sodium = signatures::load_sodium();
  if (!sodium) return complain(sodium.error());
  const auto key = signatures::read_key_file(options.signing.file);
  if (!key) return complain(key.error());
  print_public_key(**sodium, *key);
  return 0;
}

}  // namespace roomsign::commands
