// Notices, each in one line for people and machines: what status and `say` tell.
#pragma once

#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/schedule/notices.hpp"

namespace roomsign::commands {

struct NoticeLine {
  std::string kind;   // as in the document: "delay"
  std::string words;  // "10 min late in Hall A"
  schedule::Term term;
};

std::vector<NoticeLine> notice_lines(const schedule::Notices& notices, const Zone& zone);

}  // namespace roomsign::commands
