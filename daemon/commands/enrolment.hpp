// Enrolment: the configuration that a sign fetches for itself (config_url), and whether the sign
// may keep it. It lies over the machine's own; what the server says later is taken on trial
// (config/trial.hpp). One thread, the sign's; polling has another.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/scribe.hpp"
#include "daemon/commands/options.hpp"
#include "daemon/config/config_url.hpp"
#include "daemon/config/trial.hpp"
#include "daemon/sign/config_source.hpp"
#include "daemon/sign/sources.hpp"
#include "daemon/sign/waiter.hpp"
#include "daemon/view/identity.hpp"

namespace roomsign::commands {

// What is said of it.
struct ConfigReport {
  std::string asked;  // the first address, as it may be shown; empty: its names are not known yet
  bool fetched = false;          // what is in force was; else it is the machine's own
  std::string address;           // that it came from, as it may be shown
  std::optional<Instant> since;  // when it came
  bool on_trial = false;
  std::optional<std::chrono::seconds> trial_left;  // none: it has no end
  std::string failed;                              // why another failed its trial; empty: none did
  std::optional<Error> trouble;                    // of polling, or why there is nothing to ask
  fetch::PollReport poll;
};

// What this machine is called, for config_url. `root`: "/".
config::MachineNames machine_names(const std::filesystem::path& root);

// A configuration that came from `url`, over the machine's own.
config::Layer layer_of(const std::string& url, const std::string& text);

class Enrolment {
 public:
  // References must outlive it.
  Enrolment(const Options& options, const Clocks& clocks, Scribe& scribe, sign::Source::Now now);

  // What to begin with: the machine's own, with what was kept in the folder over it. No folder:
  // nothing is kept.
  Settled begin(Settled own, const std::filesystem::path& folder);

  // The machine's own is read again. Errors: as settle(); nothing is changed then.
  Result<Settled> again();

  // Begins to poll, as Source::start(); may be called again. Nobody is asked where there is no
  // config_url.
  void start();
  void retry();
  void poll_now();

  struct Turn {
    std::optional<Settled> settled;  // to be in force from now on
    bool poll = false;               // the schedule is to be polled, on which the trial depends
    std::chrono::nanoseconds next = sign::kLongestSleep;  // until the next turn, at the latest
  };

  // Where it is on: takes what came, and judges the trial by how the schedule's sources are doing.
  // `right_time`: by a clock that is trusted; none: what is signed waits.
  Turn turn(const std::vector<sign::SourceReport>& sources, std::optional<Instant> right_time);

  // What a turn said is in force: only what the sources do from now on counts.
  void applied(const std::vector<sign::SourceReport>& sources);

  // The program ends as it was told to: no configuration made it.
  void end();

  bool is_on() const { return !own_.config_urls.empty(); }

  // The sign has nothing to show before it is given a configuration.
  bool is_waiting() const;
  // What it shows then; none: it does not wait.
  std::optional<view::Unenrolled> unenrolled() const;

  std::optional<ConfigReport> report() const;  // none: there is no config_url
  const fetch::PollReport* word_on_time()
      const;  // what its server says; null: it was not asked yet

  int fd() const;  // readable when a turn has something; below zero: nobody is asked

 private:
  bool look_for_names();
  void set_source();
  bool is_asked(const config::Fetched& fetched) const;
  bool was_kept(const std::string& text) const;
  bool is_believed(const config::Fetched& fetched, const config::Config& own) const;
  void load();
  std::optional<Settled> adopt_kept();
  Result<Settled> settle_over(const std::shared_ptr<const OwnText>& own,
                              const config::Fetched* fetched) const;
  Result<void> may_take(const sign::ReadConfig& config, std::optional<Instant> right_time) const;
  void hold(const Error& why);
  std::optional<Settled> take(std::optional<Instant> right_time);
  std::optional<Settled> judge(const std::vector<sign::SourceReport>& sources, Turn& turn);
  std::optional<Settled> go_back();
  bool does_well(const std::vector<sign::SourceReport>& sources) const;
  void save();

  const Options& options_;
  const Clocks& clocks_;
  Scribe& scribe_;
  sign::Source::Now now_;
  config::Config own_;                       // the machine's
  std::shared_ptr<const OwnText> own_text_;  // of it
  std::filesystem::path file_;
  std::optional<config::Kept> stored_;  // of the file, until it is known whether it is ours
  config::Trial trial_;
  std::optional<config::Fetched> in_use_;  // what lies over the machine's own; none: nothing
  config::MachineNames names_;
  std::vector<std::string> addresses_;  // filled in; empty: not yet
  std::optional<Error> nameless_;       // why
  sign::ConfigSource::Options polled_;
  std::unique_ptr<sign::ConfigSource> source_;
  bool started_ = false;
  std::shared_ptr<const sign::ConfigSource::Received> received_;
  std::optional<Error> held_;  // why what came, and is signed, is not taken
  std::vector<std::optional<Instant>> checked_before_;  // by each source, as the trial began
  std::chrono::nanoseconds poll_at_{};                  // steady; of the schedule, on trial
};

}  // namespace roomsign::commands
