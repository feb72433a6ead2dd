// What stands above a place of the page and holds for it: the day, the room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

class Surroundings {
 public:
  // Each heading, in the page's order.
  void pass_heading(const Node& heading);

  // Another short text: counts if it is nothing but a day, "Monday, 5 June" or "Day 2".
  void pass_text(std::string_view text);

  void enter_list() { ++group_; }

  const std::string& day() const { return day_; }    // "Monday, 5 June"; empty: none yet
  const std::string& room() const { return room_; }  // "Room A"
  std::size_t group() const { return group_; }       // changes with the day, the room, the list

 private:
  std::string day_;
  std::string room_;
  char room_rank_ = '9';  // of the heading: '2' of h2
  std::size_t group_ = 0;
};

// Words about other things than the programme: comments, footers, opening hours, blog posts.
bool stands_apart(const Node& node);

}  // namespace roomsign::formats::html
