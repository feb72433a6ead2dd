#include "daemon/commands/findings_remote.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace roomsign;
using namespace roomsign::commands;

namespace {

// A token's file with a mode, and what is found of it.
class Token {
 public:
  explicit Token(const std::string& text = "0123456789abcdef0123\n", mode_t mode = 0600) {
    std::ofstream(file()) << text;
    REQUIRE(::chmod(file().c_str(), mode) == 0);
  }
  std::string file() const { return (folder_ / "token").string(); }

  std::vector<std::string> found(const std::optional<SignUser>& sign = std::nullopt) const {
    std::vector<std::string> lines;
    const serve::Options remote{.listen = "127.0.0.1:8080", .token_file = file()};
    for (const auto& finding : review_remote(remote, std::nullopt, sign)) {
      CHECK(finding.severity == Severity::kWarning);
      CHECK(finding.place == "remote");
      lines.push_back(finding.code + ": " + finding.text);
    }
    return lines;
  }

 private:
  test::TemporaryFolder folder_;
};

using Lines = std::vector<std::string>;
constexpr const char* kNothing = "nothing listens at 127.0.0.1:8080 then";

}  // namespace

TEST_CASE("A token that its owner or a group may read has no findings") {
  CHECK(Token().found().empty());
  CHECK(Token("0123456789abcdef", 0640).found().empty());
}

TEST_CASE("A token that is missing or too short is found, with what comes of it") {
  const Token gone;
  std::filesystem::remove(gone.file());
  CHECK(gone.found() ==
        Lines{fmt::format("unreadable: {}: No such file or directory; {}", gone.file(), kNothing)});
  const Token weak("secret\n");
  REQUIRE(weak.found().size() == 1);
  CHECK(weak.found().front().starts_with("bad-token: " + weak.file() + ": a token is a line of"));
  CHECK(weak.found().front().ends_with(kNothing));
}

TEST_CASE("A token that every user may read or write is found, with what shuts it") {
  for (const auto& [mode, may] : {std::pair(0644, "read"), {0606, "read"}, {0602, "write"}}) {
    const Token token("0123456789abcdef", static_cast<mode_t>(mode));
    CHECK(token.found() ==
          Lines{fmt::format("open-token: every user of this machine may {} {}, and so speak to "
                            "the sign from anywhere: chmod o= {}",
                            may, token.file(), token.file())});
  }
}

TEST_CASE("A broker's password that every user may read is found, where there is a broker") {
  const Token password("open sesame", 0644);
  mqtt::Options options{.password_file = password.file()};
  CHECK(review_password(options).empty());
  options.broker = "mqtts://broker.example.org";
  const auto findings = review_password(options);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == "open-password");
  CHECK(findings.front().text ==
        fmt::format("every user of this machine may read {0}, and so be the sign at its broker: "
                    "chmod o= {0}",
                    password.file()));
  REQUIRE(::chmod(password.file().c_str(), 0640) == 0);
  CHECK(review_password(options).empty());
}

TEST_CASE("A token that the sign's own user may not read is found, whoever checks") {
  const SignUser stranger{::getuid() + 1, ::getgid() + 1};
  const SignUser of_group{::getuid() + 1, ::getgid()};
  const Token own;
  CHECK(own.found(SignUser{::getuid(), ::getgid()}).empty());
  REQUIRE(own.found(stranger).size() == 1);
  CHECK(own.found(stranger).front() ==
        fmt::format("unreadable: {0} cannot be read by the sign, which runs as the user roomsign: "
                    "chgrp roomsign {0} and chmod 640 {0}; {1}",
                    own.file(), kNothing));
  CHECK(own.found(of_group).size() == 1);
  const Token shared("0123456789abcdef", 0640);
  CHECK(shared.found(of_group).empty());
  CHECK(shared.found(stranger).size() == 1);
}

TEST_CASE("A missing libmicrohttpd is found where the sign is to be asked, and nowhere else") {
  const Error missing{"no-library", "needs libmicrohttpd: install Debian's libmicrohttpd12"};
  const auto findings = review_remote({.socket = "/run/roomsign/control"}, missing, std::nullopt);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == "no-library");
  CHECK(findings.front().text ==
        "nobody can ask the sign, which needs libmicrohttpd: install Debian's libmicrohttpd12");
  CHECK(review_remote({}, missing, std::nullopt).empty());
}

TEST_CASE("Systemd's credentials are not looked for: they are there while the service runs") {
  CHECK(review_remote(
            {.listen = "127.0.0.1:8080", .token_file = "/run/credentials/roomsign.service/token"},
            std::nullopt, SignUser{})
            .empty());
}

TEST_CASE("Check tells of a sign's token, by the configuration that it is given") {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "schedule.json") << R"({"format": "roomsign/1",
      "event": {"name": "Day of Doors", "time_zone": "UTC"},
      "sessions": [{"title": "Hinges", "start": "2026-05-04T09:00:00Z",
                    "end": "2026-05-04T10:00:00Z"}]})";
  std::ofstream(folder / "token") << "0123456789abcdef";
  REQUIRE(::chmod((folder / "token").c_str(), 0644) == 0);
  const auto config = (folder / "roomsign.toml").string();
  std::ofstream(config) << "[source]\nurl = \"schedule.json\"\n[remote]\n"
                           "listen = \"127.0.0.1:0\"\ntoken_file = \"token\"\n";
  const auto check = [&] {
    return test::run_program(
        {ROOMSIGN_PROGRAM, "check", "--config", config, "--at", "2026-05-01T00:00:00Z"});
  };
  CHECK(check().out.contains("remote: every user of this machine may read"));
  CHECK(check().status == 3);
  REQUIRE(::chmod((folder / "token").c_str(), 0640) == 0);
  CHECK(check().status == 0);
}
