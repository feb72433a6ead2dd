// Files that the sign's service could not read or write, though who checks, as root, can.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <sys/types.h>

#include "daemon/commands/findings.hpp"
#include "daemon/config/config.hpp"

namespace roomsign::commands {

// As whom the sign runs.
struct SignUser {
  uid_t user = 0;
  gid_t group = 0;
};

// The user that the package made; none: there is no such user on this machine.
std::optional<SignUser> installed_user();

// By the file's own mode alone.
bool may_read(const struct stat& file, const SignUser& who);

// A file, and the key that names it: "source.url".
struct NamedFile {
  std::string key;
  std::filesystem::path path;
};

// All that the service reads, the configuration itself first; but for the token, of which
// findings_remote.hpp tells.
std::vector<NamedFile> files_of(const config::Config& config, const std::filesystem::path& own);

// What is not there is passed over: others tell of it.
std::vector<Finding> review_files(const std::vector<NamedFile>& files, const SignUser& sign);

// Where the installed service keeps what it had (systemd/roomsign.service: StateDirectory=).
inline constexpr const char* kStateFolder = "/var/lib/roomsign";

// Whether the service may write into the folder that is configured (state_dir); empty: none is.
std::vector<Finding> review_state_folder(const std::filesystem::path& folder);

}  // namespace roomsign::commands
