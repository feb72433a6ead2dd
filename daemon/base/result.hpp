// Result<T>: a value, or the Error that says why there is none.
//
// A Result is for what the sign must live through (a broken page, a full disk). What it cannot
// start without is thrown by a constructor; a bug is an assert.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace roomsign {

// `code` is one lower-case word for machines and status pages ("timeout", "no-sessions"); it never
// changes meaning once released. `message` is one sentence for people without a final full stop:
// what went wrong, where (file, line, column, JSON path, table row), and what to do if we know.
// Neither ever holds a secret, a query string or a raw foreign document.
struct Error {
  std::string code;
  std::string message;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> failure(std::string code, std::string message) {
  return std::unexpected(Error{std::move(code), std::move(message)});
}

}  // namespace roomsign
