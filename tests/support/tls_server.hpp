// An HTTPS server on the loopback, by the openssl command: serves the files of its folder, each of
// which is a whole answer with its head. For tests; they fail where there is no openssl command.
#pragma once

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

class TlsServer {
 public:
  // Its certificate is for 127.0.0.1, signed by itself, and holds between the two years.
  explicit TlsServer(int from_year = 2001, int until_year = 2099) {
    make_certificate(from_year, until_year);
    start();
  }
  ~TlsServer() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    ::close(output_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  void answer(const std::string& file, const std::string& bytes) { write(file, bytes); }
  std::string url(const std::string& file, const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + port_ + "/" + file;
  }
  std::string ca_file() const { return (folder_ / "cert.pem").string(); }

 private:
  void write(const std::string& file, const std::string& bytes) {
    std::ofstream(folder_ / file, std::ios::binary) << bytes;
  }

  void make_certificate(int from_year, int until_year) {
    write("index.txt", "");
    write("ca.conf",
          "[ca]\ndefault_ca = me\n[me]\ndatabase = index.txt\nnew_certs_dir = .\n"
          "rand_serial = yes\ndefault_md = sha256\npolicy = any\nx509_extensions = names\n"
          "[any]\ncommonName = supplied\n[names]\nsubjectAltName = IP:127.0.0.1\n"
          "[req]\ndistinguished_name = name\n[name]\n");
    const auto command =
        "cd '" + folder_.path().string() +
        "' && exec 2>openssl.log && openssl req -config ca.conf -new -subj /CN=test -nodes"
        " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout key.pem -out request.pem"
        " && openssl ca -config ca.conf -batch -selfsign -notext -keyfile key.pem -in request.pem"
        " -startdate " +
        std::to_string(from_year) +
        "0101000000Z"
        " -enddate " +
        std::to_string(until_year) + "0101000000Z -out cert.pem >/dev/null";
    if (std::system(command.c_str()) != 0) {
      throw std::runtime_error("no certificate: this test needs the openssl command");
    }
  }

  void start() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
      if (::chdir(folder_.path().c_str()) == 0) {
        ::execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem",
                 "-key", "key.pem", "-HTTP", static_cast<char*>(nullptr));
      }
      ::_exit(127);
    }
    ::close(ends[1]);
    port_ = read_port(ends[0]);
    output_ = ends[0];
  }

  // From its line "ACCEPT 127.0.0.1:34589".
  static std::string read_port(int fd) {
    const std::string before = "ACCEPT 127.0.0.1:";
    std::string line;
    for (char c = 0; ::read(fd, &c, 1) == 1;) {
      if (c != '\n') {
        line += c;
      } else if (line.starts_with(before)) {
        return line.substr(before.size());
      } else {
        line.clear();
      }
    }
    throw std::runtime_error("openssl s_server did not start");
  }

  TemporaryFolder folder_;
  pid_t pid_ = -1;
  int output_ = -1;  // kept open: a broken pipe would end the server
  std::string port_;
};

}  // namespace roomsign::test
