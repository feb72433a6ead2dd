// Starts: how many in a row came to no good minute, as the sign crashed or hung. After a few, what
// is kept may be what ends it: it is shown before anything else is polled.
//
// Of one boot of the machine, as a power cut is no crash. The count is in a file, which is there
// from a start to its good minute, or its orderly end: so a sign that runs writes nothing.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace roomsign::sign {

inline constexpr int kMostStarts = 3;  // in vain
inline constexpr std::chrono::minutes kGoodRun{1};

class Starts {
 public:
  // Counts this one in the file; empty: nothing is counted. `boot`: which one it is; empty: nobody
  // knows, and nothing is counted either.
  Starts(std::filesystem::path file, const std::string& boot);

  // Whether there were so many before this one that it is to pass over what is kept.
  bool are_in_vain() const { return in_vain_ >= kMostStarts; }

  // This one was none in vain, and those before it no longer count.
  void succeed();

 private:
  std::filesystem::path file_;  // empty: it is not there
  int in_vain_ = 0;             // before this one
};

// Which boot of the machine this is; empty: it does not say.
std::string this_boot();

}  // namespace roomsign::sign
