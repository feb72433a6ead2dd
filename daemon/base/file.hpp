// Whole files, in one step and bounded.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "daemon/base/disk.hpp"
#include "daemon/base/result.hpp"

namespace roomsign {

// The file's bytes; "-" is standard input. Errors: "unreadable" (path and the system's reason),
// "too-large" (path and the limit).
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 8U << 20U);

// The same of a path that foreign hands may have chosen: what is no regular file is "unreadable",
// as a pipe could hang.
Result<std::string> read_regular_file(const std::filesystem::path& path, std::size_t limit);

// Replaces `path` by `bytes` so that after a crash or a power cut there is the old file or the new
// one, never a mixture: temporary file beside it, fsync, rename, fsync of the folder. The temporary
// file, `path` + ".new", is gone on every failure. Where `older` is given, what `path` held is kept
// there (a hard link, so that `path` is never missing; nothing where the file system has none).
// What is a device or a pipe is written to, and stays what it is.
// Errors: "unwritable". All that must outlive the program is written by this, but for what must not
// be replaced.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                                   Disk& disk = real_disk(),
                                   const std::filesystem::path& older = {});

// Writes a file that must not exist yet, with this mode from its first byte on: for what nobody
// else may read, or nothing may replace. What could not be written whole is gone. Errors:
// "unwritable", also where there is something already.
Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes, mode_t mode,
                            Disk& disk = real_disk());

}  // namespace roomsign
