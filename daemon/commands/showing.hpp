// Showing: what the sign knows, and the one picture that it makes of it.
//
// All of a sign's work but for the machine: no thread, no descriptor, no clock and no systemd.
// Daemon brings the news and gives the beats; a test that brings them faster lives through months
// in a minute. What is brought takes effect with the next beat. One thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "daemon/commands/options.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/sign/baseline.hpp"
#include "daemon/sign/board.hpp"
#include "daemon/sign/sign.hpp"
#include "daemon/sign/sources.hpp"
#include "daemon/sign/trust.hpp"
#include "daemon/view/photos.hpp"
#include "render/display.hpp"

namespace roomsign::commands {

class Showing {
 public:
  // Dresses what was settled (dress.hpp).
  explicit Showing(Settled settled);

  // As configured from now on; what is known stays.
  void settle(Settled settled);
  const Settled& settled() const { return settled_; }

  // Why it has nothing to show, where that is another reason now.
  void set_unnamed(std::string why);

  // Where the morning's schedule is kept over a restart; empty: nowhere. `reader`: as Baseline has
  // it, `scribe` and `pass_over` as well. Forgets the one before.
  void set_baseline(const std::filesystem::path& file, std::string reader, Scribe* scribe = nullptr,
                    bool pass_over = false);

  void set_schedules(sign::Gathered gathered);  // what the sources say
  void set_posted(std::shared_ptr<const sign::Posted> posted);
  void set_photographs(std::shared_ptr<const view::Photos> photographs);

  void set_identity(std::optional<view::Identity> identity) {
    sign_.set_identity(std::move(identity));
  }

  // What is said while there is no schedule, for a sign that waits for its configuration.
  void set_unenrolled(std::optional<view::Unenrolled> sign);

  // What a machine knows of the time.
  struct Time {
    Instant clock;                             // what its clock shows
    std::chrono::nanoseconds steady{};         // since some fixed moment; never set
    bool synchronised = false;                 // a time service vouches for the clock
    std::optional<Instant> synchronised_at{};  // as sign::ClockEvidence has it
  };

  // To be told before news that came since: so that it is known whether the clock was set before a
  // server's word came, or after. Returns by how much it was set since the call before.
  std::chrono::seconds set_time(const Time& time);

  // A server's word on the time. That of the schedule's comes with set_schedules(), and goes
  // before.
  void hear_word(const fetch::PollReport& word);

  // Takes in what is known, at the time that was told. A beat begins with it; where there is no
  // display it is for those who ask.
  void update();

  // Shows what is right at the time that was told, if that is not up already. The beat's `next` is
  // by the machine's clock. `again`: as Sign::beat(). Throws std::runtime_error if the display was
  // lost.
  sign::Sign::Beat beat(render::Display& display, bool again);

  // Has drawn ahead what that beat's `next` is to show. Throws as beat() does.
  void draw_ahead(render::Display& display, Instant next);

  // What a beat would have now, where there is no display for one.
  render::Light light() const { return sign_.light_at(now(), clock_.trust); }

  // Of the last beat or update.
  const sign::Sign& sign() const { return sign_; }
  const sign::ClockVerdict& clock() const { return clock_; }
  const std::string& room_trouble() const { return room_trouble_; }  // empty: the room is known
  const std::shared_ptr<const schedule::Programme>& programme() const { return programme_; }

  const std::shared_ptr<const sign::Posted>& posted() const { return posted_; }  // null: nothing
  schedule::Notices here(schedule::Notices notices) const;  // those that are for this sign
  Instant now() const { return time_.clock + clock_.correction; }

  const std::optional<sign::Gathered>& gathered() const { return gathered_; }  // none: not yet

 private:
  std::optional<std::chrono::local_days> today() const;
  void judge_clock();
  void believe(const fetch::PollReport& word);
  void drop_programme();
  void catch_up();
  void tell_programme();
  void tell_room();
  void tell_notices();
  void tell_source();

  Settled settled_;
  sign::Sign sign_;
  std::optional<sign::Gathered> gathered_;
  std::shared_ptr<const schedule::Programme> programme_;  // as announced; null: none yet
  std::unique_ptr<sign::Baseline> baseline_;
  std::optional<std::chrono::local_days> compared_on_;  // the programme day of the comparison
  std::shared_ptr<const sign::Posted> posted_;
  std::shared_ptr<const view::Photos> photographs_;
  std::optional<view::Unenrolled> unenrolled_;
  Time time_;
  sign::ClockEvidence evidence_;                 // the server's word outlives a reload
  std::optional<fetch::PollReport> other_word_;  // that was heard last
  sign::ClockSteps steps_;
  sign::ClockVerdict clock_;
  sign::ClockVerdict logged_clock_;
  std::string room_trouble_;  // as logged

  // What the sign was not told yet.
  bool programme_is_new_ = false;
  bool notices_are_new_ = false;
  bool source_is_new_ = true;
};

}  // namespace roomsign::commands
