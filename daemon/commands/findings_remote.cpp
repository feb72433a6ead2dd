#include "daemon/commands/findings_remote.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <sys/stat.h>

namespace roomsign::commands {
namespace {

// Systemd's, for the service alone, and there only while it runs.
constexpr std::string_view kCredentials = "/run/credentials/";

Finding warning(const std::string& code, std::string text) {
  return {Severity::kWarning, code, std::move(text), {}, "remote"};
}

// A secret that every user may read or write. `so`: what he may do then.
std::optional<Finding> open_secret(const std::string& code, const std::string& file,
                                   const struct stat& info, std::string_view so) {
  if ((info.st_mode & (S_IROTH | S_IWOTH)) == 0) return std::nullopt;
  return warning(code,
                 fmt::format("every user of this machine may {} {}, and so {}: chmod o= {}",
                             (info.st_mode & S_IROTH) != 0 ? "read" : "write", file, so, file));
}

void review_token(const serve::Options& remote, const std::optional<SignUser>& sign,
                  std::vector<Finding>& findings) {
  const auto& file = remote.token_file;
  const auto nothing = fmt::format("nothing listens at {} then", remote.listen);
  if (const auto token = serve::read_token(file); !token) {
    findings.push_back(
        warning(token.error().code, fmt::format("{}; {}", token.error().message, nothing)));
  }
  struct stat info{};
  if (::stat(file.c_str(), &info) != 0) return;
  if (auto open = open_secret("open-token", file, info, "speak to the sign from anywhere")) {
    findings.push_back(*std::move(open));
  } else if (sign && !may_read(info, *sign)) {
    findings.push_back(
        warning("unreadable",
                fmt::format("{} cannot be read by the sign, which runs as the user roomsign: chgrp "
                            "roomsign {} and chmod 640 {}; {}",
                            file, file, file, nothing)));
  }
}

}  // namespace

std::vector<Finding> review_remote(const serve::Options& remote,
                                   const std::optional<Error>& no_library,
                                   const std::optional<SignUser>& sign) {
  std::vector<Finding> findings;
  if (!remote.is_on()) return findings;
  if (no_library) {
    findings.push_back(warning(
        no_library->code, fmt::format("nobody can ask the sign, which {}", no_library->message)));
  }
  const bool has_token = !remote.listen.empty() && !remote.token_file.empty();
  if (has_token && !remote.token_file.starts_with(kCredentials)) {
    review_token(remote, sign, findings);
  }
  return findings;
}

std::vector<Finding> review_password(const mqtt::Options& mqtt) {
  const auto& file = mqtt.password_file;
  struct stat info{};
  if (!mqtt.is_on() || file.empty() || ::stat(file.c_str(), &info) != 0) return {};
  auto open = open_secret("open-password", file, info, "be the sign at its broker");
  if (!open) return {};
  return {*std::move(open)};
}

}  // namespace roomsign::commands
