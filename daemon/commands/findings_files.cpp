#include "daemon/commands/findings_files.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <pwd.h>

#include "daemon/fetch/file_source.hpp"

namespace roomsign::commands {
namespace {

// systemd/roomsign.service: ProtectHome=, PrivateTmp=.
constexpr std::array<std::string_view, 4> kHidden{"/home/", "/root/", "/tmp/", "/var/tmp/"};

bool may_enter(const struct stat& folder, const SignUser& who) {
  if (folder.st_uid == who.user) return (folder.st_mode & S_IXUSR) != 0;
  return (folder.st_mode & (folder.st_gid == who.group ? S_IXGRP : S_IXOTH)) != 0;
}

// The first folder on the way that shuts this user out; empty: none.
std::filesystem::path shut_folder(const std::filesystem::path& file, const SignUser& who) {
  std::filesystem::path folder;
  for (const auto& part : file.parent_path()) {
    folder /= part;
    struct stat info{};
    if (::stat(folder.c_str(), &info) == 0 && !may_enter(info, who)) return folder;
  }
  return {};
}

// What is wrong and what to do; empty: nothing.
std::string trouble_with(const std::filesystem::path& file, const SignUser& sign) {
  const std::string path = file.string();
  if (std::ranges::any_of(kHidden, [&](auto folder) { return path.starts_with(folder); })) {
    return fmt::format("the service does not see /home, /root and /tmp: put {} into /etc/roomsign",
                       path);
  }
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) return {};
  if (const auto folder = shut_folder(file, sign); !folder.empty()) {
    return fmt::format(
        "{} cannot be entered by the sign, which runs as the user roomsign: chmod o+x",
        folder.string());
  }
  if (may_read(info, sign)) return {};
  return fmt::format(
      "{} cannot be read by the sign, which runs as the user roomsign: chgrp roomsign "
      "{} and chmod 640 {}",
      path, path, path);
}

}  // namespace

std::optional<SignUser> installed_user() {
  const passwd* const user = ::getpwnam("roomsign");
  if (user == nullptr) return std::nullopt;
  return SignUser{user->pw_uid, user->pw_gid};
}

bool may_read(const struct stat& file, const SignUser& who) {
  if (file.st_uid == who.user) return (file.st_mode & S_IRUSR) != 0;
  return (file.st_mode & (file.st_gid == who.group ? S_IRGRP : S_IROTH)) != 0;
}

std::vector<NamedFile> files_of(const config::Config& config, const std::filesystem::path& own) {
  std::vector<NamedFile> files;
  const auto add = [&](const char* key, const std::filesystem::path& path) {
    if (!path.empty() && !path.string().starts_with("/run/credentials/"))
      files.push_back({key, path});
  };
  const auto add_addresses = [&](const char* key, const std::vector<std::string>& addresses) {
    for (const auto& address : addresses) {
      if (fetch::is_file_url(address)) add(key, fetch::file_path(address).value_or(""));
    }
  };
  add("the configuration", own);
  for (const auto& source : config.sources) add_addresses("source.url", source.urls);
  add_addresses("announcements.url", config.announcements);
  add("http.ca_file", config.http.ca_file);
  add("mqtt.password_file", config.mqtt.password_file);
  add("mqtt.ca_file", config.mqtt.ca_file);
  add("theme.logo", config.pictures.logo);
  add("theme.background", config.pictures.background);
  for (const auto& font : config.fonts) add("theme.fonts", font.file);
  return files;
}

std::vector<Finding> review_files(const std::vector<NamedFile>& files, const SignUser& sign) {
  std::vector<Finding> findings;
  for (const auto& [key, path] : files) {
    auto trouble = trouble_with(path, sign);
    if (!trouble.empty())
      findings.push_back({Severity::kError, "unreadable", std::move(trouble), {}, key});
  }
  return findings;
}

std::vector<Finding> review_state_folder(const std::filesystem::path& folder) {
  const auto inside = folder.lexically_relative(kStateFolder);
  if (folder.empty() || (!inside.empty() && *inside.begin() != "..")) return {};
  return {{Severity::kWarning,
           "unwritable",
           fmt::format("the service may write in {} alone, and would keep nothing in {}: leave "
                       "state_dir empty, or add that to ReadWritePaths= (systemctl edit roomsign)",
                       kStateFolder, folder.string()),
           {},
           "state_dir"}};
}

}  // namespace roomsign::commands
