#include <string>
#include <utility>
#include <vector>

#include "daemon/fetch/http.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::fetch {
namespace {

TEST_CASE("A public address has no user, password, query or fragment") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"https://example.org/page", "https://example.org/page"},
      {"https://example.org", "https://example.org"},
      {"https://me:secret@example.org/page?key=secret#secret", "https://example.org/page"},
      {"https://secret@example.org/", "https://example.org/"},
      {"https://me:secret@secret@example.org/", "https://example.org/"},
      {"https://example.org?secret", "https://example.org"},
      {"https://example.org#secret", "https://example.org"},
      {"https://me:secret@[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"},
      {"http://example.org:8080/@me/a", "http://example.org:8080/@me/a"},
      {"me:secret@example.org/page", "example.org/page"},
      {"file:///srv/day%201.html", "file:///srv/day%201.html"},
      {"page.html", "page.html"},
      {"", ""},
      // An unescaped '/', '?' or '#' in the password: better nothing than half of it.
      {"https://me:sec/ret@example.org/", "https://..."},
      {"https://me:sec?ret@example.org/", "https://..."},
      {"https://me:sec#ret@example.org/", "https://..."},
  };
  for (const auto& [url, shown] : cases) CHECK(public_address(url) == shown);
}

TEST_CASE("A long address is cut") {
  CHECK(public_address("https://example.org/" + std::string(10'000, 'a')).size() < 250);
}

TEST_CASE("A file's address escapes what an address cannot hold") {
  CHECK(file_url("/srv/day 1.html") == "file:///srv/day%201.html");
  CHECK(file_url("/a?b#c%41\n\xc3\xa9") == "file:///a%3Fb%23c%2541%0A%C3%A9");
}

}  // namespace
}  // namespace roomsign::fetch
