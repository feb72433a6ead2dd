// Display: the panel. Where the world begins for everything that is drawn.
#pragma once

#include <string>

#include "render/geometry.hpp"
#include "render/layout.hpp"
#include "render/picture.hpp"

namespace roomsign::render {

// kOff: switched off where the panel can be, and black everywhere.
enum class Light { kFull, kDim, kOff };

// How a screen is shown, whatever it says.
struct Manner {
  long page = 0;
  // Over 300 ms out of the picture before, unless the machine is too slow for that.
  bool fade = false;
  // The whole picture is moved by this, a few pixels, so that nothing burns in. At the sides where
  // it leaves room its edge goes on.
  Offset drift;
  Light light = Light::kFull;
  bool operator==(const Manner&) const = default;
};

class Display {
 public:
  struct Events {
    bool quit = false;  // the window was closed, or Escape was pressed in it
    bool lost = false;  // the panel was unplugged or changed: close this display, open another
  };

  virtual ~Display() = default;

  // Draws the screen and returns when it has been presented, or the panel has been told to stay
  // off. A screen that was just shown costs next to nothing. Throws std::runtime_error where the
  // panel is lost.
  virtual Drawn show(const Screen& screen, const Theme& theme, const Manner& manner) = 0;

  // Draws ahead what show() of the same things, soon, then has only to present. Nothing of it is
  // seen before; whatever else is shown in between is drawn as ever.
  virtual void prepare(const Screen& /*screen*/, const Theme& /*theme*/, const Manner& /*manner*/) {
  }

  // Handles what the window system has to say (repaints by itself). Cheap; never waits.
  virtual Events pump() = 0;

  // Readable when pump() has something to do; -1: none (nothing ever comes, or nobody can tell).
  // Drawing may have read events off it already: pump() once more right before each wait.
  virtual int fd() const = 0;

  // A copy of what is on the panel now, upright: moved, dimmed or black as it is there.
  virtual Picture frame() = 0;

  virtual Size size() const = 0;                // of the upright picture
  virtual bool is_off() const = 0;              // has switched the panel off: not merely black
  virtual std::string description() const = 0;  // "kmsdrm, opengles2, 1920x1080", for the log
};

}  // namespace roomsign::render
