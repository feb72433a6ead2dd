// The least that can be a sign, as the limit to which roomsign is compared: asks for the schedule
// once, draws room, clock, session, progress and what comes next, and again what a tick changed.
// No errors but the plainest, no line breaks, no scripts, no second schedule.
//
//   reference ADDRESS WIDTH HEIGHT minute|second
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

#include <SDL.h>
#include <SDL_ttf.h>
#include <curl/curl.h>
#include <nlohmann/json.hpp>

namespace {

constexpr auto kFonts = "/usr/share/fonts/opentype/inter/";
constexpr SDL_Color kText{240, 244, 248, 255}, kSecond{160, 176, 192, 255};
constexpr SDL_Color kAccent{127, 209, 174, 255}, kGround{11, 16, 32, 255};

struct Session {
  std::time_t start, end;
  std::string title, speaker, times;
};

std::string fetch(const char* address) {
  std::string body;
  CURL* const curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, address);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(
      curl, CURLOPT_WRITEFUNCTION, +[](char* data, std::size_t one, std::size_t count, void* to) {
        static_cast<std::string*>(to)->append(data, one * count);
        return one * count;
      });
  if (curl_easy_perform(curl) != CURLE_OK) throw std::runtime_error("no schedule");
  curl_easy_cleanup(curl);
  return body;
}

std::string clock_at(std::time_t time, const char* format) {
  char text[16];
  return {text, std::strftime(text, sizeof text, format, std::gmtime(&time))};
}

std::time_t time_of(const std::string& text) {  // 2030-01-02T03:04:05Z
  std::tm time{};
  strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time);
  return timegm(&time);
}

std::vector<Session> sessions_of(const std::string& document) {
  std::vector<Session> sessions;
  const auto parsed = nlohmann::json::parse(document);
  for (const auto& one : parsed["sessions"]) {
    const auto start = time_of(one["start"]), end = time_of(one["end"]);
    sessions.push_back({start, end, one["title"], one["speakers"][0]["name"],
                        clock_at(start, "%H:%M") + " to " + clock_at(end, "%H:%M")});
  }
  return sessions;
}

class Picture {
 public:
  Picture(int width, int height) : height_(height) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0) throw std::runtime_error(SDL_GetError());
    window_ = SDL_CreateWindow("reference", 0, 0, width, height, SDL_WINDOW_BORDERLESS);
    surface_ = SDL_GetWindowSurface(window_);
    large_ = TTF_OpenFont((std::string(kFonts) + "Inter-Bold.otf").c_str(), at(72));
    small_ = TTF_OpenFont((std::string(kFonts) + "Inter-Regular.otf").c_str(), at(40));
    if (surface_ == nullptr || large_ == nullptr || small_ == nullptr)
      throw std::runtime_error(SDL_GetError());
  }

  int at(int pixel) const { return pixel * height_ / 1080; }  // pixels are those of 1920x1080

  void clear(SDL_Rect area, SDL_Color colour = kGround) {
    SDL_FillRect(surface_, &area, SDL_MapRGB(surface_->format, colour.r, colour.g, colour.b));
    touched_.push_back(area);
  }

  void write(const std::string& text, int x, int y, bool large, SDL_Color colour) {
    SDL_Surface* const letters =
        TTF_RenderUTF8_Blended(large ? large_ : small_, text.c_str(), colour);
    SDL_Rect place{x, y, 0, 0};
    SDL_BlitSurface(letters, nullptr, surface_, &place);
    SDL_FreeSurface(letters);
  }

  void draw_session(const std::vector<Session>& sessions, std::size_t now) {
    clear({0, 0, surface_->w, surface_->h});
    write("Hall A", at(60), at(40), true, kText);
    write("NOW", at(60), at(200), false, kAccent);
    write(sessions[now].title, at(60), at(260), true, kText);
    write(sessions[now].speaker, at(60), at(370), false, kSecond);
    write(sessions[now].times, at(60), at(430), false, kSecond);
    write("NEXT", at(60), at(620), false, kAccent);
    for (std::size_t i = 1; i <= 4 && now + i < sessions.size(); ++i) {
      const int y = at(600 + 90 * static_cast<int>(i));
      write(clock_at(sessions[now + i].start, "%H:%M"), at(60), y, false, kSecond);
      write(sessions[now + i].title, at(260), y, false, kText);
    }
  }

  void draw_tick(const Session& session, std::time_t now, const char* format) {
    const SDL_Rect clock{surface_->w - at(420), at(40), at(420), at(100)};
    clear(clock);
    write(clock_at(now, format), clock.x, clock.y, true, kText);
    SDL_Rect bar{at(60), at(540), surface_->w - at(120), at(24)};
    clear(bar, kSecond);
    bar.w = static_cast<int>(bar.w * (now - session.start) / (session.end - session.start));
    clear(bar, kAccent);
  }

  void show() {
    SDL_UpdateWindowSurfaceRects(window_, touched_.data(), static_cast<int>(touched_.size()));
    touched_.clear();
  }

 private:
  int height_;
  SDL_Window* window_ = nullptr;
  SDL_Surface* surface_ = nullptr;
  TTF_Font* large_ = nullptr;
  TTF_Font* small_ = nullptr;
  std::vector<SDL_Rect> touched_;
};

// Until the next tick, or the window is closed: then false.
bool wait_until(std::time_t instant) {
  for (;;) {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    const long left = (instant - now.tv_sec) * 1000 - now.tv_nsec / 1'000'000;
    if (left <= 0) return true;
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(left)) != 0 && event.type == SDL_QUIT)
      return false;
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) return 1;
  const bool seconds = std::string(words[4]) == "second";
  Picture picture(std::atoi(words[2]), std::atoi(words[3]));
  const auto sessions = sessions_of(fetch(words[1]));
  for (std::size_t shown = sessions.size();;) {
    const std::time_t now = std::time(nullptr);
    const auto current = std::ranges::find_if(sessions, [&](auto& one) { return now < one.end; });
    if (current == sessions.end()) return 0;
    const auto number = static_cast<std::size_t>(current - sessions.begin());
    if (number != shown) picture.draw_session(sessions, shown = number);
    picture.draw_tick(*current, now, seconds ? "%H:%M:%S" : "%H:%M");
    picture.show();
    const std::time_t tick = seconds ? now + 1 : (now / 60 + 1) * 60;
    if (!wait_until(std::min(tick, current->end))) return 0;
  }
}
