#include "tests/support/program.hpp"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/base/file.hpp"

namespace roomsign::test {
namespace {

void redirect(const std::filesystem::path& file, int to) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(fd, to);
}

}  // namespace

Program::Program(const std::vector<std::string>& argv, const std::vector<std::string>& environment)
    : pid_(::fork()) {
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ > 0) return;
  redirect("/dev/null", STDIN_FILENO);
  redirect(folder_ / "out", STDOUT_FILENO);
  redirect(folder_ / "err", STDERR_FILENO);
  ::unsetenv("JOURNAL_STREAM");
  for (const auto& variable : environment) {
    const auto equals = variable.find('=');
    ::setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (const auto& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

Program::~Program() {
  if (status_) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void Program::signal(int number) const { ::kill(pid_, number); }

std::optional<int> Program::wait(std::chrono::milliseconds limit) {
  eventually(
      [this] {
        int status = 0;
        if (!status_ && ::waitpid(pid_, &status, WNOHANG) == pid_)
          status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return status_.has_value();
      },
      limit);
  return status_;
}

std::string Program::out() const { return read_file(folder_ / "out").value_or(""); }
std::string Program::err() const { return read_file(folder_ / "err").value_or(""); }

Finished run_program(const std::vector<std::string>& argv) {
  Program program(argv);
  const int status = program.wait(std::chrono::seconds(120)).value_or(-1);
  return {status, program.out(), program.err()};
}

void pause_shortly() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

}  // namespace roomsign::test
