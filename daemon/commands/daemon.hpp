// Daemon: the sign in operation. Waits, listens to signals, sources and window system, and brings
// what they say, and beats, to what is shown (showing.hpp).
//
// A display that is not there yet (no monitor, a card that comes later) is asked for again each
// second; meanwhile everything else goes on. One thread, which no disk holds up; sources, servers
// and the scribe bring their own.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/log.hpp"
#include "daemon/base/scribe.hpp"
#include "daemon/commands/enrolment.hpp"
#include "daemon/commands/fleet.hpp"
#include "daemon/commands/options.hpp"
#include "daemon/commands/own_file.hpp"
#include "daemon/commands/showing.hpp"
#include "daemon/commands/status.hpp"
#include "daemon/serve/mailbox.hpp"
#include "daemon/serve/server.hpp"
#include "daemon/service/systemd.hpp"
#include "daemon/sign/board.hpp"
#include "daemon/sign/notice_source.hpp"
#include "daemon/sign/pace.hpp"
#include "daemon/sign/photos.hpp"
#include "daemon/sign/sources.hpp"
#include "daemon/sign/starts.hpp"
#include "daemon/sign/television.hpp"
#include "daemon/sign/waiter.hpp"
#include "render/display.hpp"

namespace roomsign::commands {

class Daemon {
 public:
  // References must outlive it.
  Daemon(const Options& options, Settled settled, const Clocks& clocks, OwnFile& own_file);

  // Until SIGTERM, SIGINT, or the window is closed. Returns the exit status.
  int run();

 private:
  // What a board is made of, as sign::Board has it.
  struct BoardOptions {
    std::filesystem::path folder;
    std::string address;
    sign::Board::Topics topics;
    signatures::Guard guard;
    bool operator==(const BoardOptions&) const = default;
  };

  void apply(Settled settled);
  Result<void> reload();
  const Settled& settled() const { return showing_.settled(); }
  std::filesystem::path folder() const;  // of the state; empty: nothing is kept, as in a replay
  std::filesystem::path file_in_folder(std::string_view name) const;
  void set_sources();
  void set_announcements();
  void set_board(BoardOptions options);
  void set_photos();
  void set_television();
  void start_polling();
  void judge_start();
  void retry();
  void want_photos(Instant now);
  void open_display();
  void lose_display(const std::string& reason);
  void await_display(const std::string& reason);
  void tell_systemd(const std::string& status);
  bool pump();
  void take_news();
  void take_announcements();
  std::chrono::nanoseconds take_configuration();
  std::chrono::nanoseconds look_at_file();
  sign::RealTime tell_time();
  void tell_board_the_time();
  sign::RealTime beat(sign::RealTime real);
  void picture_is_up();
  std::string words() const;
  std::string night() const;
  void tell_display();
  void tell_night();
  bool present_is_due() const;
  void name_missing_letters();
  void write_picture();

  // For those who ask from a distance (daemon_answers.cpp).
  class Png;
  void set_remote();
  void answer_questions();
  serve::Answer answer(const serve::Request& request);
  serve::Answer read_again(const serve::Request& request);
  serve::Answer picture();
  serve::Answer sessions() const;
  serve::Answer say(const serve::Request& request);
  std::vector<std::string> doubts(const schedule::Notices& said) const;
  serve::Answer post_notices(const serve::Request& request);
  std::chrono::nanoseconds hear_fleet();
  void hear(const Fleet::Word& word);
  void hear_said(const Fleet::Word& word);
  Result<std::string> open_said(const Fleet::Word& word);
  Result<std::optional<signatures::Opened>> open(const Fleet::Word& word,
                                                 std::string_view kind) const;
  void tell_fleet();
  formats::Saying saying() const;
  Status status() const;
  void identify();
  std::chrono::nanoseconds identifying();

  const Options& options_;
  const Clocks& clocks_;
  OwnFile& own_file_;
  QuietLog log_;         // goes last
  sign::Waiter waiter_;  // before any thread is started
  service::Systemd systemd_;
  Scribe scribe_;  // goes after all who write
  Enrolment enrolment_;
  Showing showing_;
  sign::Pace pace_;
  sign::Starts starts_;
  sign::Sources sources_;
  std::vector<std::string> first_urls_;  // of each source
  bool may_tidy_ = false;                // caches of other sources may be there still
  BoardOptions board_options_;
  std::unique_ptr<sign::Board> board_;
  std::unique_ptr<sign::NoticeSource>
      notice_source_;  // goes before the board; null: none is polled
  sign::NoticeSource::Options notice_options_;
  std::shared_ptr<const fetch::PollReport> announcements_;  // how the last poll of them went
  std::optional<sign::PhotoOptions> photo_options_;         // none: no photographs
  std::unique_ptr<sign::Photos> photos_;
  std::vector<std::string> wanted_photos_;
  std::unique_ptr<render::Display> display_;
  bool new_display_ = false;  // it has shown nothing yet
  std::optional<sign::Television> television_;
  std::string no_display_;  // why there is none, as logged
  std::string status_;
  std::string night_;                     // as logged
  std::chrono::nanoseconds presented_{};  // steady
  std::set<char32_t> named_letters_;      // that no font has; a few at most
  bool ready_ = false;

  std::chrono::nanoseconds started_;                            // steady
  std::optional<std::chrono::nanoseconds> identified_until_{};  // steady; none: it is not shown
  std::shared_ptr<Png> png_;  // of what was presented last; null: nobody has asked for it
  serve::Options remote_;     // as opened
  std::string token_;
  bool remote_is_new_ = true;
  serve::Mailbox mailbox_;
  std::unique_ptr<serve::Server> server_;  // goes before the mailbox; null: nobody may ask
  Fleet fleet_;
};

}  // namespace roomsign::commands
