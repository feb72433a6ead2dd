// A server that does to a sign whatever a network, a portal or a broken export may do to it.
//
// All that it can do stands in one table, in cases(): a new fault is a new line there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/http_server.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tls_server.hpp"

namespace roomsign::hostile {

struct Case {
  std::string fault;
  std::string reason;  // the code of the trouble that the poller must tell
  test::HttpServer::Handler does;
  std::string hint = {};  // what its message must say as well
};

class HostileServer {
 public:
  HostileServer();

  std::vector<Case> cases() const;

  // What is at url() from now on: a fault, or this document.
  void turn(const Case& fault) { server_.handle("/schedule", fault.does); }
  void serve(const std::string& document);

  // With a user, a password and a query that nobody may see: in all of them, as in every address
  // that a redirect leads to, is "secret".
  std::string url() const;
  std::string ca_file() const { return (folder_ / "ca.pem").string(); }  // who is trusted

 private:
  test::TemporaryFolder folder_;
  test::HttpServer server_;
  test::TlsServer trusted_;
  test::TlsServer stranger_;
  test::TlsServer expired_{2001, 2002};
  test::TlsServer early_{2090, 2091};
};

}  // namespace roomsign::hostile
