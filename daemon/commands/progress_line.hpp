// One line on standard error that is written over itself while something takes long, and goes away
// after; nothing where nobody watches.
#pragma once

#include <string>

namespace roomsign::commands {

class ProgressLine {
 public:
  ProgressLine() = default;
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  void say(const std::string& text);

 private:
  bool said_ = false;
};

}  // namespace roomsign::commands
