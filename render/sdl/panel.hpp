// Panel: where finished pixels go. Drawing, comparing and fading are not its business.
#pragma once

#include <string>
#include <vector>

#include "render/picture.hpp"

namespace roomsign::render {

class Panel {
 public:
  struct News {
    bool quit = false;
    bool lost = false;     // see Display::Events
    bool exposed = false;  // what was presented may be gone: present all of it again
  };

  virtual ~Panel() = default;

  // What is shown, and at the same time what is drawn on: nothing of it is seen before present().
  // Keeps its bytes, until pump() reports an exposure: then its address and size may be others.
  virtual Pixels pixels() = 0;

  // Shows these parts of the pixels; returns when that has happened, also where there are none.
  // Throws std::runtime_error where the panel refuses.
  virtual void present(const std::vector<Rect>& parts) = 0;

  // Switches the panel itself off, or on again. False: it cannot be switched. While it is off
  // nothing is presented. Asking for what is so already asks the panel once more: it answers, or
  // hangs as a present would.
  virtual bool power(bool /*on*/) { return false; }

  virtual News pump() = 0;
  virtual int fd() const = 0;
  virtual std::string description() const = 0;
};

}  // namespace roomsign::render
