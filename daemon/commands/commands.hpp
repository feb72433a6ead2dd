// The commands, one file each. Each returns the exit status: 0 fine, 1 failed, 2 usage or
// configuration. Errors go to standard error, results to standard output or the file of -o.
#pragma once

#include "daemon/commands/options.hpp"

namespace roomsign::commands {

// The daemon: shows the sign until it is told to stop.
int run(const Options& options, const Clocks& clocks);

// One picture, as the sign would show it at --at.
int snapshot(const Options& options, const Clocks& clocks);

// Every picture of a day on one sheet.
int timeline(const Options& options, const Clocks& clocks);

// Prints a schedule as native JSON.
int import(const Options& options, const Clocks& clocks);

// Decodes a picture for its parent, the daemon.
int decode(const Options& options);

// Says what is wrong with configuration, source and schedule before the day.
int check(const Options& options, const Clocks& clocks);

// Says something to a running sign, or to several, and prints what they answer.
int say(const Options& options, const Clocks& clocks);

// Signs a document of announcements, for signs that want it signed.
int sign_document(const Options& options, const Clocks& clocks);

// Makes a key to sign with; prints the line by which signs know it. Of a key that is there: prints
// it again.
int new_key(const Options& options);
int show_key(const Options& options);

// Reads the command line and runs what it says.
int main(int argc, const char* const* argv, const Clocks& clocks);

// Prints "roomsign: ..." on standard error. Status 2 for usage and configuration, else 1.
int complain(const Error& error);

}  // namespace roomsign::commands
