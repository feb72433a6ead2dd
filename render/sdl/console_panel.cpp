#include "render/sdl/console_panel.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <span>
#include <stdexcept>
#include <system_error>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xf86drm.h>

#include "render/sdl/drm_pointers.hpp"

namespace roomsign::render {
namespace {

[[noreturn]] void fail(std::string_view what) {
  throw std::runtime_error(fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

// The operator's mode, the monitor's own, and then the larger ones.
std::vector<drmModeModeInfo> ordered_modes(const drmModeConnector& connector) {
  const std::span all(connector.modes, static_cast<std::size_t>(connector.count_modes));
  std::vector modes(all.begin(), all.end());
  std::ranges::stable_sort(modes, std::greater(), [](const drmModeModeInfo& mode) {
    return std::tuple((mode.type & DRM_MODE_TYPE_USERDEF) != 0,
                      (mode.type & DRM_MODE_TYPE_PREFERRED) != 0, mode.hdisplay * mode.vdisplay);
  });
  return modes;
}

// What drives a connector, or can; 0: nothing.
std::uint32_t crtc_of(int card, const drmModeRes& resources, const drmModeConnector& connector) {
  const drm::Encoder current(drmModeGetEncoder(card, connector.encoder_id));
  if (current != nullptr && current->crtc_id != 0) return current->crtc_id;
  for (const auto id :
       std::span(connector.encoders, static_cast<std::size_t>(connector.count_encoders))) {
    const drm::Encoder encoder(drmModeGetEncoder(card, id));
    for (int i = 0; encoder != nullptr && i < resources.count_crtcs; ++i) {
      if ((encoder->possible_crtcs & (1U << static_cast<unsigned>(i))) != 0) {
        return resources.crtcs[i];
      }
    }
  }
  return 0;
}

}  // namespace

// Open, and this program its master: the only one to show anything by it.
class ConsolePanel::Card {
 public:
  explicit Card(const std::filesystem::path& device)
      : fd_(::open(device.c_str(), O_RDWR | O_CLOEXEC)) {
    if (fd_ < 0) fail(device.string());
  }
  ~Card() { ::close(fd_); }
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

  int fd() const { return fd_; }
  bool is_ours() const { return drmIsMaster(fd_) != 0 || drmSetMaster(fd_) == 0; }

 private:
  int fd_;
};

// Memory that the card can show. Slow to read.
class ConsolePanel::Buffer {
 public:
  Buffer(int card, Size size) : card_(card) {
    const auto width = static_cast<std::uint32_t>(size.width);
    const auto height = static_cast<std::uint32_t>(size.height);
    std::uint64_t bytes = 0;
    if (drmModeCreateDumbBuffer(card, width, height, 32, 0, &handle_, &pitch_, &bytes) != 0) {
      fail("the card has no memory for a picture");
    }
    bytes_ = bytes;
    std::uint64_t at = 0;
    if (drmModeAddFB(card, width, height, 24, 32, pitch_, handle_, &id_) != 0 ||
        drmModeMapDumbBuffer(card, handle_, &at) != 0) {
      give_up("the card shows no plain pictures");
    }
    memory_ =
        ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, card, static_cast<off_t>(at));
    if (memory_ == MAP_FAILED) give_up("the card's memory cannot be written to");
  }
  ~Buffer() {
    ::munmap(memory_, bytes_);
    release();
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  std::uint32_t id() const { return id_; }

  void copy(Pixels from, const std::vector<Rect>& parts) {
    for (const Rect& part : parts) {
      for (int y = part.y; y < part.bottom(); ++y) {
        auto* row =
            static_cast<std::byte*>(memory_) + std::size_t{pitch_} * static_cast<std::size_t>(y);
        std::memcpy(row + static_cast<std::size_t>(part.x) * sizeof(Pixel), from.row(y) + part.x,
                    static_cast<std::size_t>(part.width) * sizeof(Pixel));
      }
    }
  }

 private:
  [[noreturn]] void give_up(std::string_view what) {
    const int error = errno;
    release();
    errno = error;
    fail(what);
  }

  void release() {
    if (id_ != 0) drmModeRmFB(card_, id_);
    drmModeDestroyDumbBuffer(card_, handle_);
  }

  int card_;
  std::uint32_t handle_ = 0;
  std::uint32_t pitch_ = 0;  // bytes of a row
  std::uint32_t id_ = 0;
  std::size_t bytes_ = 0;
  void* memory_ = MAP_FAILED;
};

ConsolePanel::ConsolePanel(const std::filesystem::path& devices, const std::filesystem::path& notes)
    : notes_(notes), output_{}, mode_{} {
  std::string reason = "no card shows anything on a monitor";
  for (const auto& name : drm::cards(devices)) {
    try {
      if (take(devices / name)) return;
    } catch (const std::runtime_error& error) {
      reason = error.what();
    }
  }
  throw std::runtime_error(reason);
}

// Whether the card has a monitor, which is black then.
bool ConsolePanel::take(const std::filesystem::path& device) {
  card_ = std::make_unique<Card>(device);
  drm::look_at_plugs(card_->fd());
  auto output = output_of(card_->fd());
  if (!output) return false;
  if (!card_->is_ours()) {
    throw std::runtime_error(fmt::format("another program has {}", device.string()));
  }
  output_ = *std::move(output);
  monitors_ = drm::monitors();
  take_mode();
  return true;
}

// The best that the card and the monitor can have. Throws why the best of all could not be had.
void ConsolePanel::take_mode() {
  std::string reason;
  for (const auto& mode : output_.modes) {
    const Size size{mode.hdisplay, mode.vdisplay};
    mode_ = mode;
    try {
      shown_ = std::make_unique<Buffer>(card_->fd(), size);
      next_ = std::make_unique<Buffer>(card_->fd(), size);
      set_mode(*shown_);
    } catch (const std::runtime_error& error) {
      if (reason.empty()) reason = error.what();
      next_.reset();  // while the card is open that they are of
      shown_.reset();
      continue;
    }
    picture_ = Picture(size);
    is_set_ = false;  // it shows nothing of the picture yet
    return;
  }
  throw std::runtime_error(reason);
}

ConsolePanel::~ConsolePanel() = default;  // the card closed, the kernel's console is back

// As it is known: the plugs were looked at. Old ones cannot tell whether a monitor is there
// ("unknown"): where nothing else is.
std::optional<ConsolePanel::Output> ConsolePanel::output_of(int card) {
  const drm::Resources resources(drmModeGetResources(card));
  if (resources == nullptr) return std::nullopt;  // it draws, and has no plug
  std::optional<Output> found;
  for (const auto id : drm::connectors(*resources)) {
    const drm::Connector connector(drmModeGetConnectorCurrent(card, id));
    if (connector == nullptr || connector->count_modes == 0) continue;
    const bool is_sure = connector->connection == DRM_MODE_CONNECTED;
    if (!is_sure && (found || connector->connection == DRM_MODE_DISCONNECTED)) continue;
    const auto crtc = crtc_of(card, *resources, *connector);
    if (crtc == 0) continue;
    const char* kind = drmModeGetConnectorTypeName(connector->connector_type);
    found = Output{.name = fmt::format("{}-{}", kind == nullptr ? "unknown" : kind,
                                       connector->connector_type_id),
                   .connector = id,
                   .crtc = crtc,
                   .modes = ordered_modes(*connector)};
    if (is_sure) break;
  }
  return found;
}

bool ConsolePanel::Output::operator==(const Output& other) const {
  const auto timing = [](const drmModeModeInfo& of) {
    return std::tuple(of.clock, of.hdisplay, of.htotal, of.vdisplay, of.vtotal, of.flags);
  };
  return connector == other.connector && timing(modes.front()) == timing(other.modes.front());
}

void ConsolePanel::present(const std::vector<Rect>& parts) {
  const Rect whole{0, 0, picture_.size.width, picture_.size.height};
  const std::vector<Rect> changed = is_set_ ? parts : std::vector{whole};
  // In a fade the same parts change again and again.
  std::erase_if(behind_, [&](const Rect& part) {
    return std::ranges::any_of(changed, [&](const Rect& by) { return common(by, part) == part; });
  });
  next_->copy(picture_.view(), behind_);
  next_->copy(picture_.view(), changed);
  if (is_set_) {
    flip_to(*next_);
  } else {
    set_mode(*next_);
  }
  std::swap(shown_, next_);
  behind_ = changed;
}

// Returns when the monitor shows the buffer.
void ConsolePanel::set_mode(const Buffer& buffer) {
  if (drmModeSetCrtc(card_->fd(), output_.crtc, buffer.id(), 0, 0, &output_.connector, 1, &mode_) !=
      0) {
    fail(fmt::format("{} takes no picture", output_.name));
  }
  is_set_ = true;
}

// The same. Where a driver knows no flips, a change of the picture may be seen halfway.
void ConsolePanel::flip_to(const Buffer& buffer) {
  bool flipped = false;
  if (drmModePageFlip(card_->fd(), output_.crtc, buffer.id(), DRM_MODE_PAGE_FLIP_EVENT, &flipped) !=
      0) {
    set_mode(buffer);
    return;
  }
  drmEventContext events{};
  events.version = 2;
  events.page_flip_handler = [](int, unsigned, unsigned, unsigned, void* done) {
    *static_cast<bool*>(done) = true;
  };
  while (!flipped) {
    pollfd card{.fd = card_->fd(), .events = POLLIN, .revents = 0};
    if (::poll(&card, 1, -1) < 0 && errno != EINTR) fail(output_.name);
    if ((card.revents & POLLIN) != 0 && drmHandleEvent(card_->fd(), &events) != 0) {
      fail(output_.name);
    }
    if ((card.revents & (POLLERR | POLLHUP)) != 0) {
      throw std::runtime_error(fmt::format("{}: its card is gone", output_.name));
    }
  }
}

bool ConsolePanel::power(bool on) {
  if (!drm::switch_monitors(card_->fd(), on)) return false;
  is_set_ = false;
  return true;
}

// A monitor that was unplugged for a moment is the same to look at, and yet shows nothing until its
// mode is set again.
Panel::News ConsolePanel::pump() {
  News news;
  if (notes_.take(card_->fd())) {
    drm::look_at_plugs(card_->fd());
    is_lost_ = output_of(card_->fd()) != output_;
    news.exposed = true;
    is_set_ = false;
  }
  news.lost = is_lost_ || drm::monitors() != monitors_;
  return news;
}

std::string ConsolePanel::description() const {
  return fmt::format("kmsdrm, {}, {}x{}", output_.name, picture_.size.width, picture_.size.height);
}

}  // namespace roomsign::render
