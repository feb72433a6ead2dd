#include "daemon/commands/findings_files.hpp"

#include <algorithm>
#include <iterator>

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace roomsign::commands;

namespace {

constexpr SignUser kSomebodyElse{65'530, 65'530};

std::vector<std::string> found(const std::filesystem::path& file) {
  std::vector<std::string> texts;
  for (const auto& finding : review_files({{"source.url", file}}, kSomebodyElse)) {
    CHECK(finding.severity == Severity::kError);
    CHECK(finding.place == "source.url");
    texts.push_back(finding.text);
  }
  return texts;
}

}  // namespace

TEST_CASE("What the service does not see is told, with where to put it") {
  for (const auto* file : {"/root/day.json", "/home/me/day.json", "/tmp/day.json"}) {
    const auto texts = found(file);
    REQUIRE(texts.size() == 1);
    CHECK(texts.front().contains(std::string("put ") + file + " into /etc/roomsign"));
  }
  CHECK(found("/etc/none.json").empty());
  CHECK(found("/etc/passwd").empty());
}

TEST_CASE("What the sign's own user may not read is told, with what lets it") {
  CHECK(found("/etc/shadow").front().contains("chgrp roomsign /etc/shadow and chmod 640"));
}

TEST_CASE("All files that the service reads are looked at") {
  config::Config config;
  config.sources.resize(2);
  config.sources[0].urls = {"https://example.org/a", "file:///srv/day%201.json"};
  config.announcements = {"file:///srv/announcements.json"};
  config.mqtt.password_file = "/run/credentials/roomsign.service/password";
  config.http.ca_file = "/etc/ca.pem";
  config.pictures.logo = "/srv/logo.svg";
  config.fonts[1].file = "/srv/bold.otf";
  const auto files = files_of(config, "/etc/roomsign/roomsign.toml");
  std::vector<std::string> paths;
  std::ranges::transform(files, std::back_inserter(paths),
                         [](const NamedFile& file) { return file.path.string(); });
  CHECK(paths == std::vector<std::string>{"/etc/roomsign/roomsign.toml", "/srv/day 1.json",
                                          "/srv/announcements.json", "/etc/ca.pem", "/srv/logo.svg",
                                          "/srv/bold.otf"});
}

TEST_CASE("A state folder in which the service may not write is a warning") {
  CHECK(review_state_folder("/srv/signs").front().text.contains("leave state_dir empty"));
  CHECK(review_state_folder("/var/lib/roomsigns").size() == 1);
  for (const auto* folder : {"", "/var/lib/roomsign", "/var/lib/roomsign/a"})
    CHECK(review_state_folder(folder).empty());
}
