// Screens as a day at a workshop brings them, and harder ones; each with a short name. For golden
// drawing calls, golden pictures and looking at.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "render/screen.hpp"

namespace roomsign::test {

struct SampleScreen {
  std::string name;
  render::Screen screen;
};

inline render::Screen sample_frame(render::Scene scene, const std::string& time) {
  render::Screen screen;
  screen.scene = scene;
  screen.room = "Upper Level Room 5AB";
  screen.event = "Workshop on ML for Systems at NeurIPS 2025";
  screen.clock = {.time = time, .suffix = "AM", .date = "Saturday, December 6"};
  return screen;
}

inline std::vector<render::Entry> sample_day() {
  return {
      {.time = "8:15", .title = "Opening Remarks", .detail = "Mimee Xu · NYU"},
      {.time = "8:20",
       .title = "Advances in Machine Learning for Systems",
       .detail = "Jeff Dean · Google"},
      {.time = "9:15",
       .title = "Leveraging Deep Multi-agent Reinforcement Learning (MARL) for NP-hard "
                "Combinatorial Optimization",
       .detail = "Natasha Jaques · University of Washington"},
      {.time = "9:55", .title = "Coffee Break", .quiet = true},
      {.time = "10:10",
       .title = "Navigating Scaling and Efficiency Challenges of ML Systems",
       .detail = "Richard Ho · OpenAI"},
      {.time = "10:40",
       .title = "ML and Generative AI for Data Systems",
       .detail = "Tim Kraska · MIT, AWS"},
      {.time = "11:10", .title = "Poster Session 1"},
      {.time = "12:00", .title = "Lunch Break", .quiet = true},
      {.time = "1:00", .title = "Panel", .detail = "Jeff Dean, Natasha Jaques, Tim Kraska"},
      {.time = "2:20",
       .title = "CodeGen Contributed Talks",
       .detail = "Don’t Transform the Code, Code the Transforms: Towards Precise Code Rewriting"},
      {.time = "2:40", .title = "CodeGen: Q & A"},
      {.time = "2:50", .title = "Tea Break", .quiet = true},
      {.time = "3:10",
       .title = "Contributed Talks",
       .detail = "Scalable RL for Systems via Offline Imitation"},
      {.time = "3:30", .title = "Poster Session 2"},
  };
}

inline std::vector<render::Entry> sample_rest_of_day(std::size_t first) {
  const auto day = sample_day();
  return {day.begin() + static_cast<std::ptrdiff_t>(first), day.end()};
}

inline render::Screen sample_talk() {
  auto screen = sample_frame(render::Scene::kSession, "8:52");
  screen.eyebrow = "Keynote";
  screen.title = "Advances in Machine Learning for Systems";
  screen.people = {{"Jeff Dean", "Google"}};
  screen.progress = {.range = "8:20 – 9:15 AM", .remaining = "23 min left", .permille = 581};
  screen.list_heading = "Up next";
  screen.list = sample_rest_of_day(2);
  return screen;
}

inline render::Screen sample_long_title() {
  auto screen = sample_frame(render::Scene::kSession, "9:31");
  screen.eyebrow = "Invited";
  screen.title = sample_day()[2].title;
  screen.people = {{"Natasha Jaques", "University of Washington"}};
  screen.progress = {.range = "9:15 – 9:55 AM", .remaining = "24 min left", .permille = 400};
  screen.list_heading = "Up next";
  screen.list = sample_rest_of_day(3);
  return screen;
}

inline render::Screen sample_talks() {
  auto screen = sample_frame(render::Scene::kSession, "2:23");
  screen.clock.suffix = "PM";
  screen.eyebrow = "CodeGen Contributed Talks";
  screen.parts = {
      {"Don’t Transform the Code, Code the Transforms: Towards Precise Code Rewriting using LLMs",
       ""},
      {"The Unreasonable Effectiveness of LLMs for Query Optimization",
       "Peter Akioyamen, Zixuan "
       "Yi, Ryan Marcus"}};
  screen.progress = {.range = "2:20 – 2:40 PM", .remaining = "17 min left", .permille = 150};
  screen.list_heading = "Up next";
  screen.list = sample_rest_of_day(10);
  return screen;
}

inline render::Screen sample_break() {
  auto screen = sample_frame(render::Scene::kSession, "10:01");
  screen.aside = "Coffee Break · until 10:10 AM";
  screen.eyebrow = "Next in 9 min";
  screen.title = "Navigating Scaling and Efficiency Challenges of ML Systems";
  screen.people = {{"Richard Ho", "OpenAI"}};
  screen.progress = {
      .range = "9:55 – 10:10 AM", .remaining = "9 min left", .permille = 400, .quiet = true};
  screen.list_heading = "Later";
  screen.list = sample_rest_of_day(5);
  return screen;
}

// Nothing is on; the next session begins within half an hour.
inline render::Screen sample_soon() {
  auto screen = sample_frame(render::Scene::kSession, "12:48");
  screen.clock.suffix = "PM";
  screen.eyebrow = "Next in 12 min";
  screen.title = "Panel";
  screen.people = {{"Jeff Dean", "Google"},
                   {"Natasha Jaques", "University of Washington"},
                   {"Tim Kraska", "MIT, AWS"}};
  screen.progress.range = "1:00 – 2:00 PM";
  screen.list_heading = "Later";
  screen.list = sample_rest_of_day(9);
  return screen;
}

inline render::Screen sample_agenda() {
  auto screen = sample_frame(render::Scene::kAgenda, "7:40");
  screen.headline = "Today starts at 8:15 AM";
  screen.headline_aside = "in 35 min";
  screen.list = sample_day();
  screen.foot_left = "mlforsystems.org";
  screen.foot_right = "Schedule as of 7:38 AM";
  return screen;
}

// Nothing in this room today.
inline render::Screen sample_next_day() {
  auto screen = sample_frame(render::Scene::kAgenda, "");
  screen.clock = {.time = "3:20", .suffix = "PM", .date = "Friday, December 5"};
  screen.headline = "Programme of Saturday, December 6";
  screen.list = sample_day();
  screen.foot_left = "mlforsystems.org";
  return screen;
}

// The clock is not trusted: every day, and no now.
inline render::Screen sample_several_days() {
  auto screen = sample_frame(render::Scene::kAgenda, "");
  screen.clock = {};
  screen.headline = "Programme";
  for (const char* day : {"Friday, December 5", "Saturday, December 6", "Sunday, December 7"}) {
    screen.list.push_back({.title = day, .heading = true});
    for (const auto& entry : sample_day()) screen.list.push_back(entry);
  }
  screen.list[3].struck = true;
  screen.list[3].detail = "Cancelled";
  screen.foot_left = "mlforsystems.org";
  return screen;
}

inline render::Screen sample_day_over() {
  auto screen = sample_frame(render::Scene::kMessage, "6:05");
  screen.clock.suffix = "PM";
  screen.headline = "That’s all for today";
  screen.eyebrow = "Tomorrow · 8:15 AM";
  screen.title = "Opening Remarks";
  screen.people = {{"Mimee Xu", "NYU"}};
  screen.foot_left = "mlforsystems.org";
  return screen;
}

inline render::Screen sample_programme_over() {
  auto screen = sample_frame(render::Scene::kMessage, "6:05");
  screen.clock.suffix = "PM";
  screen.headline = "Thank you for coming";
  screen.lines = {"The programme is over."};
  screen.qr = "https://mlforsystems.org/";
  screen.foot_left = "mlforsystems.org";
  return screen;
}

inline render::Screen sample_waiting() {
  render::Screen screen;
  screen.room = "Upper Level Room 5AB";
  screen.headline = "Waiting for the schedule";
  screen.lines = {"Trying https://mlforsystems.org/neurips2025/",
                  "The address’s name cannot be found.", "This sign: roomsign-5ab"};
  return screen;
}

// Which sign this is, for whoever stands before a row of them.
inline render::Screen sample_identify() {
  auto screen = sample_frame(render::Scene::kMessage, "8:52");
  screen.headline = "roomsign-5ab";
  screen.title = "192.168.17.42";
  screen.lines = {"2001:db8:5ab::17:42", "roomsign 0.1.0"};
  return screen;
}

// Nobody knows this sign yet.
inline render::Screen sample_unenrolled() {
  render::Screen screen;
  screen.scene = render::Scene::kMessage;
  screen.headline = "roomsign-5ab";
  screen.eyebrow = "This sign is not set up yet";
  screen.title = "192.168.17.42";
  screen.lines = {"Trying https://signs.example.org/roomsign-5ab.toml",
                  "The server answers with status 404",
                  "serial\u00a010000000a1b2c3d4  ·  MAC\u00a0b8-27-eb-12-34-56", "roomsign 0.1.0"};
  return screen;
}

// Several at once, many people, a cancelled entry, a stale schedule.
inline render::Screen sample_crowded() {
  auto screen = sample_frame(render::Scene::kSession, "12:59");
  screen.room = "San Diego Convention Center, Upper Level Room 29A-D (Ballroom)";
  screen.event = "The Thirty-Ninth Annual Conference on Neural Information Processing Systems";
  screen.eyebrow = "Panel";
  screen.title =
      "What will it take to trust machine-learned components at the heart of operating "
      "systems, databases and compilers, and who is going to maintain them?";
  screen.people = {{"Jeff Dean", "Google"},
                   {"Natasha Jaques", "University of Washington"},
                   {"Tim Kraska", "MIT, AWS"},
                   {"Richard Ho", "OpenAI"},
                   {"Mimee Xu", "NYU"},
                   {"Amir Yazdanbakhsh", "Google DeepMind"},
                   {"Milad Hashemi", "Google"},
                   {"Dan Zhang", "Google DeepMind"},
                   {"Xinlei Xu", "New York University"},
                   {"Neel Kant", "University of California, Berkeley"}};
  screen.progress = {.range = "1:00 – 2:20 PM", .remaining = "1 h 20 min left", .permille = 0};
  screen.also_heading = "Also now";
  screen.also_now = {{.time = "12:30", .title = "Posters, continued", .detail = "Hall E"}};
  screen.list_heading = "Up next";
  screen.list = sample_rest_of_day(9);
  screen.list[0].struck = true;
  screen.list[0].detail = "Cancelled";
  screen.foot_right = "Schedule as of 9:02 AM";
  return screen;
}

inline render::Screen sample_chinese() {
  auto screen = sample_frame(render::Scene::kSession, "14:05");
  screen.clock = {.time = "14:05", .suffix = "", .date = "12月6日 星期六"};
  screen.eyebrow = "主题演讲";
  screen.title = "面向大规模分布式系统的机器学习方法及其在数据中心资源调度中的应用与实践";
  screen.people = {{"张伟", "清华大学"}};
  screen.progress = {.range = "13:30 – 14:30", .remaining = "还剩 25 分钟", .permille = 583};
  return screen;
}

// Read from the right.
inline render::Screen sample_arabic() {
  auto screen = sample_frame(render::Scene::kSession, "8:52");
  screen.right_to_left = true;
  screen.room = "القاعة 5";
  screen.event = "ورشة عمل التعلم الآلي للأنظمة 2025";
  screen.clock = {.time = "8:52", .suffix = "ص", .date = "السبت 6 ديسمبر"};
  screen.eyebrow = "كلمة رئيسية";
  screen.title = "التعلم الآلي للأنظمة: مستقبل MLSys في عام 2025";
  screen.people = {{"محمد الأحمد", "جامعة القاهرة"}};
  screen.progress = {
      .range = "8:20 – 9:15 ص", .remaining = "النهاية بعد 23 دقيقة", .permille = 581};
  screen.list_heading = "التالي";
  screen.list = {
      {.time = "9:15", .title = "خوارزميات التحسين في مراكز البيانات", .detail = "ليلى حداد"},
      {.time = "9:55", .title = "استراحة", .quiet = true},
      {.time = "10:10", .title = "Scaling ML Systems", .detail = "Richard Ho · OpenAI"}};
  return screen;
}

// The last session of a day, with a word for a title and nobody named.
inline render::Screen sample_bare() {
  auto screen = sample_frame(render::Scene::kSession, "15:41");
  screen.clock.suffix.clear();
  screen.title = "Posters";
  screen.progress.range = "since 15:30";
  return screen;
}

// A lobby at ten: a break for all, rooms where something is on, one that begins later.
inline render::Screen sample_lobby() {
  auto screen = sample_frame(render::Scene::kLobby, "10:02");
  screen.room = std::exchange(screen.event, "");
  screen.now_heading = "Now";
  screen.list_heading = "Up next";
  const auto day = sample_day();
  const auto door = [&](const char* room, std::size_t now, const char* left, std::size_t next) {
    render::Door door{.room = room, .now = day[now], .next = day[next]};
    door.now.time = left;
    return door;
  };
  screen.doors = {door("All rooms", 3, "8 min left", 7),
                  door("Exhibit Hall F", 6, "28 min left", 13),
                  door("Upper Level Ballroom 20AB", 1, "13 min left", 4),
                  door("Upper Level Room 5AB", 2, "until 11:55", 5),
                  door("Upper Level Room 6A", 12, "since 9:30 AM", 8),
                  door("Upper Level Room 10", 9, "18 min left", 10),
                  {.room = "Upper Level Room 11", .next = day[4]},
                  {.room = "Upper Level Room 29A-D", .now = day[8]}};
  screen.doors[7].now.time = "58 min left";
  screen.doors[5].next.struck = true;
  screen.doors[5].next.detail = "Cancelled";
  screen.foot_left = "mlforsystems.org";
  return screen;
}

// ---- The operator's word ----

inline render::Screen sample_late() {
  auto screen = sample_long_title();
  screen.eyebrow = "Invited · Running 10 min late";
  screen.progress = {
      .range = "9:25 – 10:05 AM", .remaining = "34 min left", .permille = 150, .was = "9:15"};
  screen.list.front().time = "10:05";
  screen.list.front().was = "9:55";
  screen.bands = {
      {.text = "Poster Session 1 has moved to Hall E. Please take the stairs on your left.",
       .warning = true,
       .qr = ""}};
  return screen;
}

// Moved away, cancelled and full, with an announcement that has an address.
inline render::Screen sample_changes() {
  auto screen = sample_talk();
  screen.stamp = "Room full · Overflow in Hall C";
  screen.eyebrow = "Keynote · Moved here from Hall A";
  screen.also_heading = "Moved";
  screen.also_now = {{.time = "8:15",
                      .title = "Opening Remarks",
                      .detail = "Moved to Hall E · 9:00 AM",
                      .struck = true}};
  screen.list[0].struck = true;
  screen.list[0].detail = "Cancelled · The speaker is ill";
  screen.list[2].detail = "was 9:40 AM · Richard Ho · OpenAI";
  screen.bands = {{.text = "Tell us how the morning went: the form takes a minute.",
                   .qr = "https://workshop.example/feedback"}};
  screen.foot_right = "Schedule as of 9:02 AM";
  return screen;
}

inline render::Screen sample_emergency() {
  render::Screen screen;
  screen.scene = render::Scene::kEmergency;
  screen.eyebrow = "Emergency";
  screen.headline = "Leave the building now";
  screen.lines = {"Use the stairs, not the lifts. Meet at the fountain in front of the main hall."};
  screen.qr = "https://venue.example/emergency";
  return screen;
}

inline render::Screen sample_drill() {
  auto screen = sample_emergency();
  screen.drill = true;
  screen.eyebrow = "This is only a drill";
  screen.qr.clear();
  return screen;
}

inline std::vector<SampleScreen> sample_screens() {
  return {{"talk", sample_talk()},           {"long-title", sample_long_title()},
          {"talks", sample_talks()},         {"break", sample_break()},
          {"soon", sample_soon()},           {"agenda", sample_agenda()},
          {"next-day", sample_next_day()},   {"several-days", sample_several_days()},
          {"day-over", sample_day_over()},   {"programme-over", sample_programme_over()},
          {"waiting", sample_waiting()},     {"crowded", sample_crowded()},
          {"chinese", sample_chinese()},     {"arabic", sample_arabic()},
          {"bare", sample_bare()},           {"lobby", sample_lobby()},
          {"late", sample_late()},           {"changes", sample_changes()},
          {"emergency", sample_emergency()}, {"drill", sample_drill()},
          {"identify", sample_identify()},   {"unenrolled", sample_unenrolled()}};
}

}  // namespace roomsign::test
