#include "daemon/fetch/curl_http.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/socket.h>

#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"
#include "daemon/fetch/curl_address.hpp"
#include "daemon/fetch/curl_error.hpp"
#include "daemon/fetch/curl_handles.hpp"
#include "daemon/fetch/file_source.hpp"
#include "daemon/fetch/public_network.hpp"

namespace roomsign::fetch {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::size_t kMaxHeaderBytes = 64U << 10U;
constexpr std::size_t kMaxValidatorBytes = 1024;  // it is kept, cached and sent back

struct Library {
  Library() {
    if (curl().global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::bad_alloc();
  }
  ~Library() { curl().global_cleanup(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

// OpenSSL writes to a socket that the other side may have closed, and libcurl leaves the signal of
// that to us (CURLOPT_NOSIGNAL). Keeps it from this thread while it lives.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    if (sigismember(&before_, SIGPIPE) == 1) return;
    const timespec at_once{};
    sigtimedwait(&pipe_, nullptr, &at_once);  // one that waits would come with the old mask
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

// What libcurl's callbacks fill. Nothing may be thrown through C: memory that runs out is a body
// that is too large.
struct Arriving {
  std::size_t max_bytes;
  const std::function<void(const Progress&)>& progress;
  CURL* easy;
  std::string body;
  std::size_t header_bytes = 0;
  bool too_large = false;

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
    return static_cast<Arriving*>(self)->take_body({data, size}) ? size : 0;
  }
  static std::size_t on_header(char*, std::size_t, std::size_t size, void* self) {
    auto& arriving = *static_cast<Arriving*>(self);
    arriving.header_bytes += size;
    arriving.too_large = arriving.header_bytes > kMaxHeaderBytes;
    return arriving.too_large ? 0 : size;
  }
  // The whole length; none: nobody said, or said it of the compressed bytes.
  std::optional<std::size_t> announced() const {
    curl_header* coding = nullptr;
    if (curl().easy_header(easy, "Content-Encoding", 0, CURLH_HEADER, -1, &coding) == CURLHE_OK)
      return std::nullopt;
    curl_off_t length = -1;
    curl().easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return length < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(length));
  }
  milliseconds elapsed() const {
    curl_off_t time = 0;
    curl().easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &time);
    return std::chrono::duration_cast<milliseconds>(microseconds{time});
  }
  bool take_body(std::string_view bytes) noexcept {
    try {
      too_large = bytes.size() > max_bytes - body.size();
      if (too_large) return false;
      body += bytes;
      if (progress) progress({body.size(), announced(), elapsed()});
      return true;
    } catch (const std::exception&) {
      too_large = true;
      return false;
    }
  }
};

// Where connections may go. Judged by the address that libcurl is about to connect to: a name may
// be anybody's.
struct Door {
  bool is_open = false;  // to every address
  std::string refused;   // the last address that was

  static curl_socket_t on_open(void* self, curlsocktype, curl_sockaddr* address) {
    auto& door = *static_cast<Door*>(self);
    if (!door.is_open && !is_public(address->addr)) {
      door.refused = text_of(address->addr);
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
};

// `names`: hosts, or addresses of them.
bool names_host(const std::vector<std::string>& names, const std::string& host) {
  return std::ranges::any_of(names, [&](const std::string& name) {
    const auto address = CurlAddress::parse(is_web_address(name) ? name : "https://" + name);
    return address && address->host() == host;
  });
}

template <class T>
void set(const Easy& easy, CURLoption option, T value) {
  const auto code = curl().easy_setopt(easy.get(), option, value);
  if (code == CURLE_OK) return;
  // This libcurl was built without it. As some options guard us, that must not go unseen.
  throw std::runtime_error(fmt::format("libcurl: {}", curl().easy_strerror(code)));
}

std::string header(const Easy& easy, const char* name) {
  curl_header* found = nullptr;
  if (curl().easy_header(easy.get(), name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

bool is_plain(std::string_view value) {
  return std::ranges::none_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::string validator(const Easy& easy, const char* name) {
  auto value = header(easy, name);
  return value.size() <= kMaxValidatorBytes && is_plain(value) ? value : std::string();
}

std::optional<Instant> http_date(const std::string& text) {
  const auto seconds = text.empty() ? -1 : curl().getdate(text.c_str(), nullptr);
  if (seconds < 0) return std::nullopt;
  return Instant{std::chrono::seconds{seconds}};
}

// Whether an answer has lain in a cache for so long that its Date is no word on the time: some
// caches keep the origin's, others put their own (RFC 9111, 5.1). What is no number is not
// believed.
bool is_from_a_store(const std::string& age) {
  constexpr unsigned kFresh = 5;  // seconds
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(age.data(), age.data() + age.size(), seconds);
  if (age.empty()) return false;
  return error != std::errc() || end != age.data() + age.size() || seconds > kFresh;
}

// Whether the document may change once more within the second that its Last-Modified names, which
// nobody could tell by it (RFC 9110, 8.8.2.2). Without a Date nobody knows.
bool is_too_fresh(const std::string& last_modified, std::optional<Instant> date) {
  constexpr std::chrono::minutes kSettled{1};  // the two may be by different clocks
  const auto changed = http_date(last_modified);
  return changed && date && *date - *changed < kSettled;
}

// Seconds, or a date: that is by the server's clock, as ours may be wrong.
std::optional<std::chrono::seconds> retry_after(const std::string& text,
                                                std::optional<Instant> server_now) {
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (end != text.data() && end == text.data() + text.size()) {
    return std::chrono::seconds{error == std::errc() ? seconds : ~0U};
  }
  const auto then = http_date(text);
  if (!then || !server_now) return std::nullopt;
  return std::max(*then - *server_now, std::chrono::seconds{0});
}

Lines conditions(const Request& request) {
  Lines lines;
  for (const auto& [name, value] : {std::pair("If-None-Match", &request.etag),
                                    std::pair("If-Modified-Since", &request.last_modified)}) {
    if (value->empty() || !is_plain(*value)) continue;
    auto* longer = curl().slist_append(lines.get(), fmt::format("{}: {}", name, *value).c_str());
    if (longer == nullptr) throw std::bad_alloc();
    if (!lines) lines.reset(longer);  // else it is the same list
  }
  return lines;
}

// Whether what was connected to is this machine.
bool is_from_here(const Easy& easy) {
  const auto address = [&](CURLINFO which) {
    const char* text = nullptr;
    curl().easy_getinfo(easy.get(), which, &text);
    return std::string_view(text == nullptr ? "" : text);
  };
  const auto theirs = address(CURLINFO_PRIMARY_IP);
  return theirs.starts_with("127.") || theirs == address(CURLINFO_LOCAL_IP);
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

class CurlHttp::Session {
 public:
  Session() : multi_(curl().multi_init()), easy_(curl().easy_init()) {
    if (!multi_ || !easy_) throw std::bad_alloc();
  }

  Result<Response> get(const Request& request, const HttpOptions& options) {
    const auto first = CurlAddress::parse(request.url);
    if (!first) return std::unexpected(first.error());
    CurlAddress address = *first;
    microseconds budget = options.total_timeout;
    for (long hops = 0;; ++hops) {
      const bool own = address.same_origin(*first);
      const bool named = !options.foreign && address.host() == first->host();
      Door door{.is_open = named || !options.proxy.empty() ||
                           names_host(options.own_hosts, address.host())};
      auto response = transfer(request, options, address,
                               own ? first->credentials() : Credentials{}, budget, door);
      const auto location = header(easy_, "Location");
      if (!response || !is_redirect(response->status) || location.empty()) {
        // From https there is no way back, so that the first address speaks for the whole way.
        if (response) {
          response->verified = first->is_secure();
          response->from_here = options.proxy.empty() && is_from_here(easy_);
        }
        return response;
      }
      if (hops == options.max_redirects) {
        return failure("redirect", fmt::format("{} redirects more than {} times",
                                               public_address(request.url), hops));
      }
      auto next = address.follow(location);
      if (!next) return std::unexpected(std::move(next.error()));
      if (options.foreign && !next->is_secure() && !next->same_origin(*first)) {
        return failure("redirect",
                       fmt::format("{} redirects to {}, and another server is asked by https only",
                                   public_address(address.url()), public_address(next->url())));
      }
      address = std::move(*next);
      // Not zero, which would mean for ever.
      budget = std::max(budget - time_of(easy_.get(), CURLINFO_TOTAL_TIME_T),
                        microseconds{milliseconds{1}});
    }
  }

 private:
  Result<Response> transfer(const Request& request, const HttpOptions& options,
                            const CurlAddress& address, const Credentials& credentials,
                            microseconds budget, Door& door) {
    Arriving arriving{.max_bytes = options.max_bytes,
                      .progress = request.progress,
                      .easy = easy_.get(),
                      .body = {}};
    std::array<char, CURL_ERROR_SIZE> detail{};
    const Lines lines = conditions(request);
    configure(options, budget);
    set(easy_, CURLOPT_URL, address.url().c_str());
    set(easy_, CURLOPT_HTTPHEADER, lines.get());
    set(easy_, CURLOPT_ERRORBUFFER, detail.data());
    set(easy_, CURLOPT_WRITEFUNCTION, &Arriving::on_body);
    set(easy_, CURLOPT_WRITEDATA, static_cast<void*>(&arriving));
    set(easy_, CURLOPT_HEADERFUNCTION, &Arriving::on_header);
    set(easy_, CURLOPT_HEADERDATA, static_cast<void*>(&arriving));
    set(easy_, CURLOPT_OPENSOCKETFUNCTION, &Door::on_open);
    set(easy_, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&door));
    if (!credentials.user.empty() || !credentials.password.empty()) {
      set(easy_, CURLOPT_USERNAME, credentials.user.c_str());
      set(easy_, CURLOPT_PASSWORD, credentials.password.c_str());
    }

    const auto code = perform(request.stop);
    set(easy_, CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    if (request.stop.stop_requested()) return failure("stopped", "the download was stopped");
    if (code == CURLE_OK) {
      auto answer = response(std::move(arriving.body));
      const bool is_by_proxy = !options.proxy.empty() && !address.is_secure();
      if (!is_by_proxy || answer.status != kProxyWantsUser) return answer;
      return std::unexpected(refused_by_proxy(options.proxy, answer.status, address));
    }
    if (code == CURLE_COULDNT_CONNECT && !door.refused.empty()) {
      return failure("own-network",
                     fmt::format("{}: {} is inside of this network ({}), and not named in the "
                                 "configuration (http.own_hosts)",
                                 public_address(request.url), address.host(), door.refused));
    }
    const auto why = arriving.too_large ? CURLE_FILESIZE_EXCEEDED : code;
    return std::unexpected(
        explain(easy_.get(), why, address, detail.data(), budget, options.proxy));
  }

  void configure(const HttpOptions& options, microseconds budget) {
    curl().easy_reset(easy_.get());  // keeps connections
    set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy_, CURLOPT_ACCEPT_ENCODING, "gzip");
    set(easy_, CURLOPT_USERAGENT, fmt::format("roomsign/{}", kVersion).c_str());
    // Empty rather than unset: the environment has no say.
    set(easy_, CURLOPT_PROXY, options.proxy.c_str());
    set(easy_, CURLOPT_NOPROXY, "");

    set(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
    set(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) {
      set(easy_, CURLOPT_CAINFO, options.ca_file.c_str());
      set(easy_, CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }

    // libcurl's own size limit refuses early by the announced length; the one that counts is in
    // Arriving, as lengths may be missing, and compressed.
    set(easy_, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options.max_bytes));
    set(easy_, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
    set(easy_, CURLOPT_TIMEOUT_MS,
        static_cast<long>(std::chrono::ceil<milliseconds>(budget).count()));
    set(easy_, CURLOPT_LOW_SPEED_LIMIT, options.low_speed_bytes);
    set(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.low_speed_time.count()));
    set(easy_, CURLOPT_MAXLIFETIME_CONN, 3600L);  // then the certificate is looked at anew
    set(easy_, CURLOPT_NOSIGNAL, 1L);
    set(easy_, CURLOPT_QUICK_EXIT, 1L);  // does not wait for a resolver that hangs
  }

  // As curl_easy_perform, but a request to stop is heard at once.
  CURLcode perform(const std::stop_token& stop) {
    const NoSigpipe no_sigpipe;
    curl().multi_add_handle(multi_.get(), easy_.get());
    {
      const std::stop_callback wake(stop, [this] { curl().multi_wakeup(multi_.get()); });
      int running = 1;
      while (running > 0 && !stop.stop_requested()) {
        if (curl().multi_perform(multi_.get(), &running) != CURLM_OK) break;
        if (running > 0) curl().multi_poll(multi_.get(), nullptr, 0, 1000, nullptr);
      }
    }
    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    int left = 0;
    while (const CURLMsg* message = curl().multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    curl().multi_remove_handle(multi_.get(), easy_.get());
    return code;
  }

  Response response(std::string body) const {
    Response response;
    curl().easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &response.status);
    response.body = std::move(body);
    response.content_type = header(easy_, "Content-Type");
    response.etag = validator(easy_, "ETag");
    response.last_modified = validator(easy_, "Last-Modified");
    response.date = http_date(header(easy_, "Date"));
    if (response.etag.empty() && is_too_fresh(response.last_modified, response.date))
      response.last_modified.clear();
    response.retry_after = retry_after(header(easy_, "Retry-After"), response.date);
    if (is_from_a_store(header(easy_, "Age"))) response.date.reset();
    return response;
  }

  Library library_;  // first: the handles need it
  Multi multi_;
  Easy easy_;  // last: it leaves the multi handle before that goes
};

CurlHttp::CurlHttp(HttpOptions options) : options_(std::move(options)) {}

CurlHttp::~CurlHttp() = default;

Result<Response> CurlHttp::get(const Request& request) {
  if (is_file_url(request.url)) return get_file(request, options_.max_bytes);
  if (auto there = load_curl(); !there) return std::unexpected(there.error());
  if (!session_) session_ = std::make_unique<Session>();
  auto response = session_->get(request, options_);
  if (!response) session_.reset();
  return response;
}

}  // namespace roomsign::fetch
