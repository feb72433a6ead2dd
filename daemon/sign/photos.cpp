#include "daemon/sign/photos.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/log.hpp"
#include "daemon/fetch/cache_files.hpp"
#include "daemon/fetch/curl_http.hpp"
#include "daemon/sign/pictures.hpp"

namespace roomsign::sign {
namespace {

constexpr render::Size kSquare{256, 256};  // as large as it is drawn on a panel of 3840 x 2160
constexpr std::size_t kMostBytes = 4U << 20U;

// Beginning with the address, which the client's errors have only where they need it.
Error error_of(const std::string& address, const Error& error) {
  if (error.code == "stopped") return error;
  const auto shown = fetch::public_address(address);
  const std::string reason =
      error.code == "too-large"
          ? fmt::format("it has more than {} MB: save it smaller", kMostBytes >> 20U)
          : error.message;
  return {error.code, reason.starts_with(shown) ? reason : fmt::format("{}: {}", shown, reason)};
}

Result<std::string> download(const std::string& address, fetch::HttpClient& http,
                             const std::stop_token& stop) {
  fetch::Request request;
  request.url = address;
  request.stop = stop;
  auto got = fetch::get_document(http, request);
  if (!got) return std::unexpected(got.error());
  return std::move(got->body);
}

Result<render::ImagePtr> kept(const std::filesystem::path& file) {
  const auto bytes = read_file(file);
  return bytes ? parse_image(*bytes) : std::unexpected(bytes.error());
}

}  // namespace

std::string_view reason_of(const std::string& address, const Error& error) {
  const auto shown = fetch::public_address(address);
  std::string_view reason = error.message;
  if (!reason.starts_with(shown)) return reason;
  reason.remove_prefix(shown.size());
  return reason.starts_with(": ") ? reason.substr(2) : reason;
}

fetch::HttpOptions photo_http(fetch::HttpOptions http) {
  http.max_bytes = std::min(http.max_bytes, kMostBytes);
  http.foreign = true;
  return http;
}

Result<render::ImagePtr> photo(const std::string& address, const PhotoOptions& options,
                               fetch::HttpClient& http, const std::stop_token& stop) {
  const auto file = fetch::photo_file(options.folder, address);
  if (!options.folder.empty()) {
    if (auto image = kept(file)) return image;
  }
  const auto bytes = download(address, http, stop);
  if (!bytes) return std::unexpected(error_of(address, bytes.error()));
  auto image = decode_in_child(*bytes, {.box = kSquare, .cut = true, .program = options.program});
  if (!image) return std::unexpected(error_of(address, image.error()));
  if (options.folder.empty()) return image;
  if (const auto written = write_file_atomically(file, print_image(**image)); !written) {
    log_warning("{}", written.error().message);
  }
  fetch::remove_old_photos(options.folder, Photos::kMostKept);
  return image;
}

Photos::Photos(PhotoOptions options)
    : options_(std::move(options)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Photos::want(std::vector<std::string> addresses) {
  if (addresses.size() > kMostWanted) addresses.resize(kMostWanted);
  {
    const std::scoped_lock lock(mutex_);
    wanted_ = std::move(addresses);
  }
  wake_.notify_one();
}

void Photos::work(const std::stop_token& stop) {
  std::vector<std::string> wanted;
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      const bool complete = have_.size() == wanted.size();
      const auto is_new = [this] { return wanted_.has_value(); };
      if (complete) {
        wake_.wait(lock, stop, is_new);
      } else {
        wake_.wait_for(lock, stop, kRetry, is_new);
      }
      if (wanted_) wanted = *std::exchange(wanted_, std::nullopt);
    }
    std::erase_if(have_, [&](const auto& one) {
      return std::ranges::find(wanted, one.first) == wanted.end();
    });
    bring(wanted, stop);
  }
}

// What is missing, until something else is wanted.
void Photos::bring(const std::vector<std::string>& wanted, const std::stop_token& stop) {
  fetch::CurlHttp http(photo_http(options_.http));
  std::map<std::string, std::size_t> failures;  // that are new, by their reason
  for (const std::string& address : wanted) {
    if (have_.contains(address)) continue;
    if (stop.stop_requested() || is_other_wanted()) break;
    const auto image = photo(address, options_, http, stop);
    if (image) {
      have_[address] = *image;
      news_.publish(std::make_shared<const view::Photos>(have_));
    } else if (image.error().code != "stopped" && failed_.insert(address).second) {
      if (failures[std::string(reason_of(address, image.error()))]++ == 0)
        log_warning("photograph {}", image.error().message);
    }
  }
  for (const auto& [reason, count] : failures) {
    if (count == 1) continue;
    log_warning("photographs: {} more: {}; roomsign check says whose", count - 1, reason);
  }
}

bool Photos::is_other_wanted() {
  const std::scoped_lock lock(mutex_);
  return wanted_.has_value();
}

}  // namespace roomsign::sign
