#include "daemon/commands/photographs.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/log.hpp"
#include "daemon/commands/progress_line.hpp"
#include "daemon/fetch/curl_http.hpp"

namespace roomsign::commands {
namespace {

std::vector<std::string> wanted_on(const schedule::Programme& programme,
                                   const std::vector<std::chrono::local_days>& days) {
  std::vector<std::string> wanted;
  for (const auto day : days) {
    auto more = view::wanted_photos(programme, day);
    if (more.size() > sign::Photos::kMostWanted) more.resize(sign::Photos::kMostWanted);
    for (auto& address : more) {
      if (std::ranges::find(wanted, address) == wanted.end()) wanted.push_back(std::move(address));
    }
  }
  return wanted;
}

// "https://example.org" of an address there.
std::string server_of(std::string_view address) {
  const auto host = address.find("://");
  return std::string(address.substr(0, address.find('/', host + 3)));
}

bool is_silence(const Error& error) {
  constexpr std::array<std::string_view, 5> kCodes{"connect", "dns", "timeout", "tls", "too-slow"};
  return std::ranges::find(kCodes, error.code) != kCodes.end();
}

void add(const schedule::Programme& programme, const std::string& address, const std::string& first,
         const std::string& reason, std::vector<MissingPhotos>& missing) {
  auto group = std::ranges::find(missing, reason, &MissingPhotos::reason);
  if (group == missing.end()) group = missing.insert(missing.end(), {first, reason, {}, {}});
  for (const auto& slot : programme.slots()) {
    for (const auto& speaker : slot.session->speakers) {
      if (speaker.photo != address) continue;
      group->sessions.push_back(slot.session);
      if (std::ranges::find(group->people, speaker.name) == group->people.end())
        group->people.push_back(speaker.name);
    }
  }
}

}  // namespace

std::string MissingPhotos::text() const {
  constexpr std::size_t kMostNames = 5;
  std::string text = fmt::format("the photograph of {} is left out: {}", people.front(), first);
  const std::size_t named = std::min(people.size(), kMostNames);
  if (named > 1) {
    const std::vector<std::string> others(people.begin() + 1,
                                          people.begin() + static_cast<std::ptrdiff_t>(named));
    text += fmt::format("; likewise {}", fmt::join(others, ", "));
  }
  if (people.size() > named) text += fmt::format(" and {} more", people.size() - named);
  return text;
}

sign::PhotoOptions photo_options(const config::Config& config) {
  sign::PhotoOptions options;
  options.http = config.http;
  for (const auto& source : config.sources) {
    auto& hosts = options.http.own_hosts;
    hosts.insert(hosts.end(), source.urls.begin(), source.urls.end());
  }
  return options;
}

Photographs load_photographs(const schedule::Programme& programme,
                             const std::vector<std::chrono::local_days>& days,
                             const config::Config& config) {
  if (!config.view.photos) return {};
  const auto options = photo_options(config);
  fetch::CurlHttp http(sign::photo_http(options.http));
  Photographs found;
  view::Photos photos;
  std::map<std::string, std::string> silent;  // the reason, by server
  ProgressLine line;
  const auto wanted = wanted_on(programme, days);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string& address = wanted[i];
    const auto server = server_of(address);
    if (const auto known = silent.find(server); known != silent.end()) {
      add(programme, address, {}, known->second, found.missing);  // its group is there
      continue;
    }
    line.say(fmt::format("photographs: {} of {}", i + 1, wanted.size()));
    auto image = sign::photo(address, options, http);
    if (image) {
      photos[address] = *std::move(image);
      continue;
    }
    const std::string reason(sign::reason_of(address, image.error()));
    if (is_silence(image.error())) silent.emplace(server, reason);
    add(programme, address, image.error().message, reason, found.missing);
  }
  found.photos = std::make_shared<const view::Photos>(std::move(photos));
  return found;
}

std::shared_ptr<const view::Photos> photographs_or_warn(const schedule::Programme& programme,
                                                        std::chrono::local_days day,
                                                        const config::Config& config) {
  auto found = load_photographs(programme, {day}, config);
  for (const auto& missing : found.missing) log_warning("{}", missing.text());
  return std::move(found.photos);
}

}  // namespace roomsign::commands
