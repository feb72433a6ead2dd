// A day of a real workshop, as its page tells it: the programme that the pictures are about.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/support/schedules.hpp"

namespace roomsign::test {

inline schedule::Session row(schedule::Kind kind, const char* start, const char* end,
                             std::string label, std::string title,
                             std::vector<schedule::Speaker> speakers = {},
                             const std::vector<std::string>& talks = {}) {
  const std::string day = "2025-12-06 ";
  schedule::Session row = session(std::move(title), day + start, *end ? day + end : "", kind);
  row.room = "Upper Level Room 5AB";
  row.label = std::move(label);
  row.speakers = std::move(speakers);
  for (const std::string& talk : talks) row.talks.push_back({.title = talk, .speakers = {}});
  return row;
}

inline schedule::Schedule workshop_schedule() {
  using schedule::Kind;
  schedule::Schedule schedule;
  schedule.event.name = "Workshop on ML for Systems at NeurIPS 2025";
  schedule.event.url = "https://mlforsystems.org/";
  schedule.event.time_zone = "America/Los_Angeles";
  schedule.sessions = {
      row(Kind::kOpening, "08:15", "08:20", "", "Opening Remarks", {{"Mimee Xu", "NYU", ""}}),
      row(Kind::kKeynote, "08:20", "09:15", "Keynote", "Advances in Machine Learning for Systems",
          {{"Jeff Dean", "Google", ""}}),
      row(Kind::kInvited, "09:15", "09:55", "Invited",
          "Leveraging Deep Multi-agent Reinforcement Learning (MARL) for NP-hard Combinatorial "
          "Optimization",
          {{"Natasha Jaques", "University of Washington", ""}}),
      row(Kind::kBreak, "09:55", "10:10", "", "Coffee Break"),
      row(Kind::kTalk, "10:10", "10:40", "Hardware",
          "Navigating Scaling and Efficiency Challenges of ML Systems",
          {{"Richard Ho", "OpenAI", ""}}),
      row(Kind::kTalk, "10:40", "11:10", "Retrospective", "ML and Generative AI for Data Systems",
          {{"Tim Kraska", "MIT, AWS", ""}}),
      row(Kind::kPoster, "11:10", "12:00", "", "Poster Session 1"),
      row(Kind::kBreak, "12:00", "13:00", "", "Lunch Break"),
      row(Kind::kPanel, "13:00", "13:45", "Panel", "",
          {{"Jeff Dean", "", ""}, {"Natasha Jaques", "", ""}, {"Tim Kraska", "", ""}}),
      row(Kind::kBreak, "13:45", "14:00", "", "Coffee Break"),
      row(Kind::kTalk, "14:00", "14:20", "CodeGen", "OpenAI’s o1 Competing on IOI",
          {{"Ahmed El-Kishky", "OpenAI", ""}}),
      row(Kind::kTalks, "14:20", "14:40", "", "CodeGen Contributed Talks", {},
          {"Don’t Transform the Code, Code the Transforms", "LLMs for Query Optimization"}),
      row(Kind::kQa, "14:40", "14:50", "CodeGen", "Q & A"),
      row(Kind::kBreak, "14:50", "15:10", "", "Tea Break"),
      row(Kind::kTalks, "15:10", "15:30", "", "Contributed Talks", {},
          {"Scalable RL for Systems", "WarpDrive"}),
      row(Kind::kPoster, "15:30", "", "", "Poster Session 2"),
  };
  return schedule;
}

inline schedule::Programme workshop() {
  return {finished(workshop_schedule()), "Upper Level Room 5AB", zone("America/Los_Angeles"), {}};
}

}  // namespace roomsign::test
