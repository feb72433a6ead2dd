// A network of a test's own: network and mount namespaces, in which nothing is but the loopback.
#pragma once

#include <functional>
#include <string>

namespace roomsign::test {

// Runs `test` in a thread that, with all it starts, has such a network; its loopback is up, with
// 127.0.0.0/8 and ::1, and every port is free. What `test` throws is thrown.
//
// It needs to be root, or a kernel that gives everybody namespaces of users. Where neither is so
// the test fails under CI=true, and elsewhere says on standard error that it was skipped.
void in_own_network(const std::function<void()>& test);

// Within one:

// What /etc/resolv.conf says from now on; another file each time, as after DHCP.
void use_resolv_conf(const std::string& text);

// One more IPv6 address of this machine's: "64:ff9b::c000:201".
void add_ipv6_address(const std::string& address);

// Whether the loopback, and with it every address, is there.
void set_link(bool up);

// As of a machine that only has IPv6.
void remove_ipv4();

}  // namespace roomsign::test
