#include "daemon/fetch/linked_address.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace roomsign::fetch {
namespace {

std::string linked(const char* document, const char* reference) {
  return linked_address(document, reference).value_or("refused");
}

TEST_CASE("A reference is resolved against the document that it stands in") {
  const char* const page = "https://me:secret@example.org/2026/schedule.json?key=1";
  CHECK(linked(page, "ada.jpg") == "https://example.org/2026/ada.jpg");
  CHECK(linked(page, "/photos/ada.jpg") == "https://example.org/photos/ada.jpg");
  CHECK(linked(page, "//cdn.example.net/ada b.jpg") == "https://cdn.example.net/ada%20b.jpg");
  CHECK(linked(page, "https://cdn.example.net/a") == "https://cdn.example.net/a");
  CHECK(linked("http://10.0.0.7:8080/s.json", "a.jpg") == "http://10.0.0.7:8080/a.jpg");
  CHECK(linked("-", "https://example.org/a.jpg") == "https://example.org/a.jpg");
}

TEST_CASE("No other server is asked in the clear, so that no schedule reaches into the network") {
  CHECK(linked("http://example.org/s", "http://192.168.0.1/reboot") == "refused");
  CHECK(linked("http://example.org/s", "http://example.org:8080/a") == "refused");
  CHECK(linked("https://example.org/s", "http://example.org/a.jpg") == "refused");
  CHECK(linked("file:///srv/s.json", "http://192.168.0.1/") == "refused");
  CHECK(linked("-", "http://example.org/a.jpg") == "refused");
  CHECK(linked("-", "a.jpg") == "refused");
  for (const char* reference : {"ftp://example.org/a", "gopher://x/", "file:///etc/passwd", ""}) {
    CHECK(linked("https://example.org/s", reference) == "refused");
  }
}

TEST_CASE("No address is asked with a user or a password") {
  for (const char* reference : {"https://me:secret@example.org/a.jpg",
                                "https://me@example.org/a.jpg", "//me:secret@example.org/a.jpg"}) {
    const auto address = linked_address("https://example.org/s", reference);
    REQUIRE_FALSE(address);
    CHECK(address.error().message.contains("a user or a password"));
    CHECK_FALSE(address.error().message.contains("secret"));
    CHECK(linked("file:///srv/s.json", reference) == "refused");
  }
}

TEST_CASE("A file's pictures lie in its folder, and nowhere else") {
  const char* const file = "file:///srv/my%20event/day.json";
  CHECK(linked(file, "photos/ada 1.jpg") == "file:///srv/my%20event/photos/ada%201.jpg");
  CHECK(linked(file, "https://example.org/a.jpg") == "https://example.org/a.jpg");
  for (const char* reference :
       {"/etc/passwd", "../key", "a/../../b", "file:///etc/passwd", "file:a"}) {
    CHECK(linked(file, reference) == "refused");
  }
}

}  // namespace
}  // namespace roomsign::fetch
