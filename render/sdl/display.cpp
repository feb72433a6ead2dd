#include "render/sdl/display.hpp"

#include <array>
#include <cstdlib>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "render/sdl/console_panel.hpp"
#include "render/sdl/drm.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/texture_panel.hpp"
#include "render/sdl/window_panel.hpp"

namespace roomsign::render {
namespace {

constexpr Size kWindow{1280, 720};
constexpr Size kOffscreen{1920, 1080};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::string chosen_driver(const std::string& asked) {
  if (asked != "auto") return asked;
  if (is_set("WAYLAND_DISPLAY")) return "wayland";
  if (is_set("DISPLAY")) return "x11";
  return "kmsdrm";
}

std::unique_ptr<Panel> make_panel(const std::string& driver, const DisplayOptions& options) {
  const Size window = options.size == Size{} ? kWindow : options.size;
  if (driver == "kmsdrm") return std::make_unique<ConsolePanel>();
  if (driver == "wayland") {
    return std::make_unique<TexturePanel>(driver, options.title, window, options.fullscreen);
  }
  if (driver == "x11") {
    return std::make_unique<WindowPanel>(driver, options.title, window, options.fullscreen);
  }
  return std::make_unique<MemoryPanel>(options.size == Size{} ? kOffscreen : options.size);
}

}  // namespace

std::expected<std::unique_ptr<Display>, NoDisplay> open_display(const DisplayOptions& options) {
  const std::string driver = chosen_driver(options.driver);
  if (driver != "kmsdrm" && driver != "wayland" && driver != "x11" && driver != "offscreen") {
    return std::unexpected(NoDisplay{false, fmt::format("there is no display driver {}", driver)});
  }
  if (driver == "kmsdrm" && drm::cards().empty()) {
    return std::unexpected(NoDisplay{true, "no graphics card in /dev/dri"});
  }
  if (driver == "kmsdrm" && drm::monitors().empty()) {
    return std::unexpected(NoDisplay{true, "no monitor is plugged in"});
  }
  std::unique_ptr<Panel> panel;
  try {
    panel = make_panel(driver, options);
    if (options.turn != Turn::kNone) {
      panel = std::make_unique<TurnedPanel>(std::move(panel), options.turn);
    }
  } catch (const std::exception& error) {
    return std::unexpected(NoDisplay{true, error.what()});
  }
  return std::make_unique<PanelDisplay>(std::move(panel));
}

}  // namespace roomsign::render
