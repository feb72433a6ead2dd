// Speakers' photographs for the commands that show or judge a programme once: brought from where
// the schedule says, without those that the sign keeps.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "daemon/config/config.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/sign/photos.hpp"
#include "daemon/view/photos.hpp"

namespace roomsign::commands {

// Those that cannot be shown for one reason.
struct MissingPhotos {
  std::string first;                               // sign::photo()'s message of the first
  std::string reason;                              // of all
  std::vector<std::string> people;                 // at least one
  std::vector<const schedule::Session*> sessions;  // where they speak

  // "the photograph of Ada Klein is left out: https://...; likewise Ben, Carl and 3 more"
  std::string text() const;
};

struct Photographs {
  std::shared_ptr<const view::Photos> photos;  // null: none are wanted
  std::vector<MissingPhotos> missing;
};

// Photographs may be where the schedule is, also inside of this network. Without a folder.
sign::PhotoOptions photo_options(const config::Config& config);

// Those that the sign would want on `days`. A server that does not answer is asked once.
Photographs load_photographs(const schedule::Programme& programme,
                             const std::vector<std::chrono::local_days>& days,
                             const config::Config& config);

// The same, where what is missing is told in the log.
std::shared_ptr<const view::Photos> photographs_or_warn(const schedule::Programme& programme,
                                                        std::chrono::local_days day,
                                                        const config::Config& config);

}  // namespace roomsign::commands
