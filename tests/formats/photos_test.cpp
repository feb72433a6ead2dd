// Photographs of speakers, in the places in which exports have their addresses. The samples are our
// own, in the shapes of real ones.
#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/native.hpp"
#include "daemon/formats/reading/links.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using Photos = std::map<std::string, std::string>;  // by the name of their speaker

Photos photos_of(const Parsed& parsed) {
  Photos photos;
  for (const auto& session : parsed.schedule.sessions) {
    for (const auto& speaker : session.speakers) photos[speaker.name] = speaker.photo;
  }
  return photos;
}

Parsed read(const std::string& document) {
  Hints hints;
  hints.machine_zone = *Zone::find("Etc/UTC");
  auto parsed = parse(document, hints);
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return *std::move(parsed);
}

Photos photos_in(const std::string& document) { return photos_of(read(document)); }

// frab's version 1 with these persons.
std::string frab(const std::string& persons, const std::string& base_url = {}) {
  return fmt::format(
      R"({{"schedule": {{"base_url": "{}", "conference": {{"title": "Rivers", "days": [
          {{"date": "2030-05-14", "rooms": {{"Hall A": [{{"id": 1, "title": "Tides",
            "date": "2030-05-14T09:00:00+02:00", "persons": [{}]}}]}}}}]}}}}}})",
      base_url, persons);
}

std::string real(const std::filesystem::path& file) {
  const auto bytes = read_file(file);
  REQUIRE(bytes);
  return *bytes;
}

long count_with_photo(const Photos& photos) {
  return std::ranges::count_if(photos, [](const auto& one) { return !one.second.empty(); });
}

}  // namespace

// ---- Addresses --------------------------------------------------------------------------------

TEST_CASE("A photograph's address is of the web, or relative with the name of a file") {
  for (const std::string good :
       {"https://example.org/media/avatars/ADA_x1.jpg", "http://example.org/a.png",
        "HTTPS://example.org/a", "//cdn.example.org/a.jpg", "/img/ada.jpg", "ada.jpg",
        "../photos/ada.webp", "https://example.org/7684d945a38d1c60e64cae48dc0b7b29_maEI1Pp.jpg"}) {
    CHECK(photo_link(good) == good);
  }
  CHECK(photo_link(" https://example.org/a.jpg#face ") == "https://example.org/a.jpg");
  for (const std::string bad :
       {"", "none", "coming soon.", "mailto:ada@example.org", "data:image/png;base64,iVBORw0.",
        "ftp://example.org/a.jpg", "file:///etc/a.jpg", "javascript:a.b", "https:a.jpg", "https://",
        "https:///a.jpg", "C:\\ada.jpg", "https://example.org/a b.jpg", "<img src=a.jpg>"}) {
    CHECK(photo_link(bad).empty());
  }
  CHECK(photo_link("https://example.org/" + std::string(600, 'a') + ".jpg").empty());
}

TEST_CASE("A photograph's query says the picture's size and kind, and never opens anything") {
  for (const std::string good :
       {"https://example.org/a.jpg?1434042041", "https://example.org/a.jpg?v=2&w=400",
        "https://example.org/a.jpg?fit=crop&auto=format,compress&dpr=1.5&resize=300%2C300",
        "https://avatars.githubusercontent.com/u/17?v=4",
        "https://sessionize.com/image?f=173facb7f63103ba,400,400,True,False,a.jpg"}) {
    CHECK(photo_link(good) == good);
  }
  for (const std::string bad :
       {"https://example.org/a.jpg?token=c0ffee5ec4e7",
        "https://example.org/a.jpg?w=400&pwd=hunter2",
        "https://example.org/a.jpg?X-Amz-Signature=0bee89b07a248e27&X-Amz-Expires=60",
        "https://example.org/a.jpg?format=0bee89b07a248e270bee89b07a248e27",
        "https://example.org/image?f=173facb7f63103ba,400", "https://notsessionize.com/i?f=1a.jpg",
        "https://sessionize.com/image?f=1a.jpg&token=c0ffee", "https://example.org/a.jpg?secret"}) {
    CHECK(photo_link(bad).empty());
  }
}

TEST_CASE("No photograph is asked for by a password or by somebody's e-mail address") {
  for (const std::string bad :
       {"https://ada:pw@example.org/a.jpg", "https://example.org/ada@example.org.jpg",
        "https://example.org/ada%40example.org.jpg",
        "https://www.gravatar.com/avatar/0bee89b07a248e27e4f5c0ffee5ec4e7?s=512",
        "https://gravatar.com/avatar/x.jpg", "//secure.gravatar.com/avatar/x.jpg",
        "https://SECCDN.libravatar.org/avatar/x.png",
        "https://avatars.example.org/avatar/0bee89b07a248e27e4f5c0ffee5ec4e7?s=80"}) {
    CHECK(photo_link(bad).empty());
  }
}

TEST_CASE("A relative address follows the document's base where it has one") {
  CHECK(based_link("https://example.org/2030/schedule/", "a/ada.jpg") ==
        "https://example.org/2030/schedule/a/ada.jpg");
  CHECK(based_link("https://example.org/2030/schedule", "ada.jpg") ==
        "https://example.org/2030/ada.jpg");
  CHECK(based_link("https://example.org", "ada.jpg") == "https://example.org/ada.jpg");
  CHECK(based_link("https://example.org/2030/?day=1", "/system/ada.jpg") ==
        "https://example.org/system/ada.jpg");
  CHECK(based_link("https://example.org/", "//cdn.example.org/a.jpg") == "//cdn.example.org/a.jpg");
  CHECK(based_link("https://example.org/", "https://a.example/b.jpg") == "https://a.example/b.jpg");
  CHECK(based_link("", "/ada.jpg") == "/ada.jpg");
  CHECK(based_link("https://example.org/", "").empty());
}

// ---- Formats ----------------------------------------------------------------------------------

TEST_CASE("frab's and pretalx's JSON have photographs with their persons") {
  const std::string document =
      frab(R"({"public_name": "Ada", "avatar": "https://a.example/ada.jpg"},
      {"public_name": "Ben", "avatar_url": "https://a.example/ben.jpg"},
      {"public_name": "Cy", "avatar": null}, {"public_name": "Di", "avatar": 7},
      {"public_name": "Eve", "avatar": "", "avatar_url": ""}, "Fay",
      {"public_name": "Gus", "avatar": "https://a.example/g.jpg?token=c0ffee"})");
  CHECK(photos_in(document) == Photos{{"Ada", "https://a.example/ada.jpg"},
                                      {"Ben", "https://a.example/ben.jpg"},
                                      {"Cy", ""},
                                      {"Di", ""},
                                      {"Eve", ""},
                                      {"Fay", ""},
                                      {"Gus", ""}});
}

TEST_CASE("A relative photograph of frab's is relative to its base_url") {
  const std::string ada = R"({"public_name": "Ada", "avatar": "/system/avatars/1/ada.jpg?1434"})";
  CHECK(photos_in(frab(ada, "https://cfp.example.org/2030/")).at("Ada") ==
        "https://cfp.example.org/system/avatars/1/ada.jpg?1434");
  CHECK(photos_in(frab(ada)).at("Ada") == "/system/avatars/1/ada.jpg?1434");
  CHECK(photos_in(frab(ada, "https://ada:pw@example.org/")).at("Ada") ==
        "/system/avatars/1/ada.jpg?1434");
}

TEST_CASE("The hub's version 2 has its photographs in a list of all persons") {
  CHECK(photos_in(R"({"schedule": {"version": "2", "conference": {"title": "Rivers"},
    "events": [{"guid": "e-1", "title": "Tides", "start": "2030-05-14T09:00:00+02:00",
      "end": "2030-05-14T10:00:00+02:00",
      "participants": [{"guid": "p-1", "name": "Ada"}, {"guid": "p-2", "name": "Ben"},
                       {"name": "Cy"}]}],
    "persons": [{"guid": "p-1", "name": "Ada", "avatar": {"url": "https://a.example/ada.png"}},
                {"guid": "p-2", "name": "Ben"},
                {"name": "Cy", "avatar": {"url": "https://a.example/cy.png"}}]}})") ==
        Photos{{"Ada", "https://a.example/ada.png"}, {"Ben", ""}, {"Cy", ""}});
}

TEST_CASE("Of pretalx's widget the thumbnail is enough") {
  CHECK(photos_in(R"({"timezone": "Etc/UTC", "rooms": [],
    "talks": [{"code": "T", "title": "Tides", "start": "2030-05-14T09:00:00Z",
      "speakers": ["A", "B", "C"]}],
    "speakers": [{"code": "A", "name": "Ada", "avatar": "https://p.example/media/A.webp",
        "avatar_thumbnail_default": "https://p.example/media/A_thumbnail_default.webp",
        "avatar_thumbnail_tiny": "https://p.example/media/A_thumbnail_tiny.webp"},
      {"code": "B", "name": "Ben", "avatar": "https://p.example/media/B.webp",
        "avatar_thumbnail_default": null},
      {"code": "C", "name": "Cy", "avatar": null}]})") ==
        Photos{{"Ada", "https://p.example/media/A_thumbnail_default.webp"},
               {"Ben", "https://p.example/media/B.webp"},
               {"Cy", ""}});
}

TEST_CASE("pretalx's API has photographs with the speakers of a talk") {
  CHECK(photos_in(R"({"results": [{"code": "T", "title": "Tides", "submission_type": "Talk",
      "slots": [{"start": "2030-05-14T09:00:00Z", "room": {"name": "Hall A"}}],
      "speakers": [{"code": "A", "name": "Ada", "avatar_url": "https://p.example/media/A.webp"},
                   {"code": "B", "name": "Ben", "avatar_url": ""}]}]})") ==
        Photos{{"Ada", "https://p.example/media/A.webp"}, {"Ben", ""}});
}

TEST_CASE("Sessionize's view All has photographs of its speakers") {
  CHECK(photos_in(R"({"sessions": [{"id": "1", "title": "Tides", "roomId": 3,
        "startsAt": "2030-05-14T09:00:00Z", "speakers": ["x-1", "x-2", "x-3"]}],
      "speakers": [
        {"id": "x-1", "fullName": "Ada", "profilePicture": "https://sessionize.com/image/a.jpg"},
        {"id": "x-2", "fullName": "Ben", "profilePicture": "/img/speakers/ben.jpg"},
        {"id": "x-3", "fullName": "Cy", "profilePicture": null}],
      "questions": [], "categories": [], "rooms": [{"id": 3, "name": "Hall B"}]})") ==
        Photos{{"Ada", "https://sessionize.com/image/a.jpg"},
               {"Ben", "/img/speakers/ben.jpg"},
               {"Cy", ""}});
}

TEST_CASE("schema.org's people have photographs as text, as an object or as a list") {
  const auto page = [](const std::string& image) {
    return R"(<!DOCTYPE html><html><head><title>Rivers</title><script type="application/ld+json">
      [{"@type": "ImageObject", "@id": "#face", "name": "x", "contentUrl": "/img/face.jpg"},
       {"@type": "Event", "name": "Tides", "startDate": "2030-05-14T09:00:00Z",
        "performer": {"@type": "Person", "name": "Ada", "image": )" +
           image + R"(}},
       {"@type": "Event", "name": "Winds", "startDate": "2030-05-14T10:00:00Z"}]
      </script></head><body></body></html>)";
  };
  for (const auto& [image, photo] : std::map<std::string, std::string>{
           {R"("https://example.org/ada.jpg")", "https://example.org/ada.jpg"},
           {R"("ada.jpg")", "ada.jpg"},
           {R"({"@type": "ImageObject", "url": "/ada.jpg"})", "/ada.jpg"},
           {R"({"contentUrl": "/large.jpg", "url": "/page.html"})", "/large.jpg"},
           {R"(["data:image/png;base64,x.", {"url": "/2.jpg"}, "/3.jpg"])", "/2.jpg"},
           {R"({"@id": "#face"})", "/img/face.jpg"},
           {R"("https://www.gravatar.com/avatar/1.jpg")", ""},
           {"17", ""},
           {"[[]]", ""}}) {
    CAPTURE(image);
    CHECK(photos_in(page(image)) == Photos{{"Ada", photo}});
  }
}

TEST_CASE("What import prints carries the photographs") {
  const Parsed parsed =
      read(frab(R"({"public_name": "Ada", "avatar": "https://a.example/ada.jpg"})"));
  const auto again = parse_native(print_native(parsed), {});
  REQUIRE(again);
  CHECK(photos_of(*again) == Photos{{"Ada", "https://a.example/ada.jpg"}});
}

// ---- Real ones --------------------------------------------------------------------------------

TEST_CASE("The hub's real persons have their photographs", "[shared]") {
  const auto file = test::shared_or_skip("data/frab-json/voc-example-hub-schedule2.json");
  if (!file) return;
  const std::string folder = "https://fahrplan.events.ccc.de/congress/2024/fahrplan/media/avatars/";
  const auto photos = photos_in(real(*file));
  CHECK(photos.size() == 4);
  CHECK(photos.at("Gabriela Bogk") == folder + "SB9MER_Hwgr1fW.jpg");
  CHECK(photos.at("Sebastian Schwarz") == folder + "CTUZKV_q240tlm.png");
  CHECK(count_with_photo(photos) == 4);
}

TEST_CASE("Real talks of pretalx have photographs of some of their speakers", "[shared]") {
  const auto file = test::shared_or_skip("data/pretalx/pyconfr-2025-schedule.json");
  if (!file) return;
  const auto photos = photos_in(real(*file));
  CHECK(photos.at("Lucie Anglade") == "https://cfp.pycon.fr/media/avatars/avatar_IVxfMJT.jpg");
  CHECK(count_with_photo(photos) > 20);
  CHECK(count_with_photo(photos) < static_cast<long>(photos.size()));
}

TEST_CASE("Sessionize's real views have photographs at its own address and at the event's",
          "[shared]") {
  const auto folder = test::shared_or_skip("data/sessionize");
  if (!folder) return;
  const auto sample = photos_in(real(*folder / "sdk-sample-All.json"));
  CHECK(sample.at("Aiden Test") ==
        "https://sessionize.com/image?f=e82a4a80c16abc546f05e05a8ef591ef,400,400,True,False,"
        "test4.jpg");
  const auto linz = photos_in(real(*folder / "gab-linz-2022-All.json"));
  CHECK(linz.at("Jürgen Etzlstorfer") == "/img/speakers/juergen-etzlstorfer.jpg");
  CHECK(count_with_photo(linz) == static_cast<long>(linz.size()));
  CHECK(count_with_photo(photos_in(real(*folder / "sdk-sample-GridSmart.json"))) == 0);
}

}  // namespace roomsign::formats
