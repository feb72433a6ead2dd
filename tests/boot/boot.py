#!/usr/bin/env python3
"""Boots a Debian with the sign and holds it to what a sign must do. scripts/boot makes the Debian.

    boot.py FOLDER: with root/, vmlinux, initrd.gz and disk. The panel is compared with what
    `roomsign snapshot` draws in root/ for the same schedule and minute: the sign draws its pixels
    itself and the driver only copies them, so that not one of them may differ.
"""
import os
import re
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from machine import Failure, Machine, Parts, wait_for
from picture import read_png
from server import ScheduleServer

TOP = Path(__file__).resolve().parents[2]
STATE = "/var/lib/roomsign"
# 8:52:05 in Los Angeles, in the keynote.
KEYNOTE = int(datetime(2030, 12, 6, 16, 52, 5, tzinfo=timezone.utc).timestamp())
TO_THE_NEXT_TALK = 40 * 60
WATCHDOG_LIMIT = 23  # RELIABILITY: 20 s, and a restart
CUTS = 3  # once on an emulated processor: each takes a boot


def programme(keynote="Advances in Machine Learning for Systems"):
    """The demonstration's day, moved to where the test's clock is."""
    text = (TOP / "config" / "demo.json").read_text().replace("2025-12-06", "2030-12-06")
    return text.replace("Advances in Machine Learning for Systems", keynote).encode()


def configuration(source, more=""):
    return f"""room = "Upper Level Room 5AB"
{more}
[source]
url = "{source}"
[poll]
interval = "5 s"
max_interval = "10 s"
"""


class Drawn:
    """What the sign should show, drawn by the installed program in the machine's own root."""

    def __init__(self, root):
        self._root = root
        self._known = {}
        (root / "root/expected.toml").write_text(configuration("/root/expected.json"))

    def at(self, document, instant):
        minute = int(instant) // 60 * 60
        if (document, minute) not in self._known:
            (self._root / "root/expected.json").write_bytes(document)
            at = datetime.fromtimestamp(minute, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._known[document, minute] = self._draw("snapshot", "--at", at)
        return self._known[document, minute]

    def waiting(self):
        """Of a sign that was installed and not configured."""
        return self._draw("run", "--display", "offscreen", config="/etc/roomsign/roomsign.toml")

    def _draw(self, command, *options, config="/root/expected.toml"):
        width, height = Machine.SIZE
        picture = self._root / "root/expected.png"
        picture.unlink(missing_ok=True)
        sign = subprocess.Popen(
            ["unshare", "--uts", "--mount", "sh", "-c",
             'hostname sign; mount -t proc proc "$0/proc"; exec chroot "$0" roomsign "$@"',
             self._root, command, "--config", config, "--size", f"{width}x{height}",
             "-o", "/root/expected.png", *options], stdout=subprocess.DEVNULL)
        try:
            wait_for(f"roomsign {command} to draw a picture", picture.exists, 60)
        finally:
            sign.terminate()
            sign.wait()
        return read_png(picture.read_bytes())


class Sign:
    """The sign in the machine, and what it should be showing."""

    def __init__(self, machine, drawn):
        self.machine = machine
        self.document = programme()
        self._drawn = drawn
        self.clock = lambda: int(machine.run("date +%s"))  # what it should go by

    def shows(self, *documents):
        before = self.clock()
        panel = self.machine.screen()
        if self.clock() // 60 != before // 60:
            return False
        return any(panel.differing(self._drawn.at(document, before)) == 0
                   for document in documents or [self.document])

    def is_up(self):
        return self.machine.property("ActiveState") == "active"

    def comes_up(self, seconds):
        wait_for("the sign's service to be active", self.is_up, seconds * self.machine.patience)

    def must_show(self, what, seconds, *documents):
        wait_for(f"the panel to show {what}", lambda: self.shows(*documents),
                 seconds * self.machine.patience)

    def first_picture(self):
        """Seconds from the kernel's start; the service is active when a picture is on the panel."""
        return int(self.machine.property("ActiveEnterTimestampMonotonic")) / 1e6

    def configure(self, url, more=""):
        self.machine.run(f"cat >/etc/roomsign/roomsign.toml <<'END'\n{configuration(url, more)}END")
        self.machine.run("systemctl reload roomsign", 30)

    def uptime(self):
        return float(self.machine.run("cut -d' ' -f1 /proc/uptime"))


class Checks:
    """Says what holds, and how long it took to see it."""

    def __init__(self):
        self._begin = time.monotonic()

    def holds(self, what, condition=True):
        if not condition:
            raise Failure(f"does not hold: {what}")
        print(f"{time.monotonic() - self._begin:6.1f} s  {what}", flush=True)


def check_unconfigured(sign, drawn, checks):
    machine = sign.machine
    sign.comes_up(60)
    waiting = drawn.waiting()
    wait_for("the waiting picture on the panel", lambda: machine.screen().differing(waiting) == 0,
             10 * machine.patience)
    checks.holds("installed and not configured, it comes up, waits, and says what it needs: "
                 f"{sign.first_picture():.1f} s after the kernel's start")

    machine.run("echo '<1>a word of the kernel' >/dev/kmsg; echo another >/dev/tty1")
    time.sleep(0.5)
    checks.holds("what is written on the console is not seen",
                 machine.screen().differing(waiting) == 0)
    checks.holds("nobody is asked to log in there",
                 machine.run("systemctl is-active getty@tty1", status=None) == "inactive")


def check_sandbox(sign, checks):
    report = sign.machine.run("systemd-analyze security --no-pager roomsign", 30)
    exposure = float(re.search(r"exposure level for roomsign.service: ([0-9.]+)", report)[1])
    checks.holds(f"the sandbox is as tight in operation: exposure {exposure}", exposure <= 1.3)

    sockets = sign.machine.run("cat /proc/net/tcp /proc/net/tcp6", status=None)
    listening = [line for line in sockets.splitlines() if re.match(r"\s*\d+: \S+ \S+ 0A ", line)]
    user = sign.machine.run("id -u roomsign")
    datagrams = sign.machine.run("cat /proc/net/udp /proc/net/udp6", status=None)
    own = [line for line in datagrams.splitlines()[1:] if line.split()[7] == user]
    checks.holds("no port is open", not listening and not own)


def check_network(sign, server, checks):
    """The cable is plugged in; the clock is two days behind, and the server's is right."""
    machine = sign.machine
    sign.configure(f"http://10.0.2.2:{server.port}/schedule.json")
    time.sleep(1)
    checks.holds("configured without a network, it waits on", sign.is_up())
    sign.clock = lambda: server.date
    machine.plug(True)
    sign.must_show("the schedule at the server's time", 40)
    checks.holds("the network comes: the schedule is read in the sandbox, and the picture is that "
                 "of the server's hour, not of the machine's clock")


def set_clock(sign, instant):
    """As the time service does it."""
    sign.machine.run(f"date -s @{int(instant)} && mkdir -p /run/systemd/timesync && "
                     "touch /run/systemd/timesync/synchronized")


def check_clock(sign, server, checks):
    sign.clock = lambda: int(sign.machine.run("date +%s"))
    for what, instant in (("forward into the right day", server.date),
                          ("forward to the next talk", server.date + TO_THE_NEXT_TALK),
                          ("back again", server.date)):
        set_clock(sign, instant)
        begin = time.monotonic()
        # A poll may have to pass: until then the small print may say "as of" by the old clock.
        sign.must_show("the picture of the clock's new time", 25)
        checks.holds(f"the clock steps {what}: right {time.monotonic() - begin:.1f} s later")


def check_recovery(sign, what, signal, limit, checks):
    """It dies or hangs; the journal's clock, not ours, says how long nothing was seen."""
    begin, old = sign.uptime(), sign.machine.property("MainPID")
    sign.machine.run(f"systemctl kill -s {signal} roomsign")
    wait_for(f"another process after {signal}",
             lambda: sign.is_up() and sign.machine.property("MainPID") not in (old, "0"),
             (limit + 10) * sign.machine.patience)
    took = sign.first_picture() - begin
    sign.must_show("the same picture", 5)
    checks.holds(f"{what}: the same picture {took:.1f} s later",
                 took <= limit * sign.machine.patience)


def check_cable(sign, checks):
    sign.machine.plug(False)
    time.sleep(12)
    sign.must_show("the picture", 1)
    checks.holds("the network goes: the picture stays")


def check_monitor(sign, checks):
    """The kernel is told that the monitor went and came: QEMU's own is always there."""
    machine = sign.machine
    status = machine.run("ls /sys/class/drm/card*-Virtual-1/status")
    machine.run(f"echo off >{status}")
    wait_for("the sign to miss its display",
             lambda: "waiting for a display" in machine.property("StatusText"),
             15 * machine.patience)
    machine.run(f"echo detect >{status}")
    begin = time.monotonic()
    sign.must_show("the picture on the monitor", 10)
    checks.holds("the monitor is unplugged and plugged in again: the picture "
                 f"{time.monotonic() - begin:.1f} s later", sign.is_up())


def cut_in_a_write(sign, server, document):
    """Pulls the plug while the cache is being replaced, on a disk slow enough to see it."""
    machine = sign.machine
    machine.tell("block_set_io_throttle", device="disk", bps=0, bps_rd=0, bps_wr=8192,
                 iops=0, iops_rd=0, iops_wr=0)
    server.document = document
    machine.plug(True)
    machine.run(f"until ls {STATE}/*.new 2>/dev/null; do :; done", 60)
    machine.cut()


def check_removal(sign, checks):
    machine = sign.machine
    machine.run("dpkg --remove roomsign", 60)
    checks.holds("removed, it stops, and keeps its configuration and schedules",
                 not sign.is_up() and machine.run(f"ls /etc/roomsign {STATE}"))
    machine.run("dpkg --purge roomsign", 60)
    left = machine.run(f"ls -d /etc/roomsign {STATE} /etc/systemd/system/*/roomsign.service "
                       "2>/dev/null", status=None)
    checks.holds("purged, it leaves nothing", left == "")


def run(folder, kvm, checks):
    parts = Parts(folder / "vmlinux", folder / "initrd.gz", folder / "disk", kvm)
    drawn, server = Drawn(folder / "root"), ScheduleServer(KEYNOTE)
    server.document = programme()
    machine = Machine(parts, folder / "first", "2030-12-04T03:00:00")
    try:
        machine.await_shell(120)
        sign = Sign(machine, drawn)
        check_unconfigured(sign, drawn, checks)
        check_sandbox(sign, checks)
        check_network(sign, server, checks)
        check_clock(sign, server, checks)
        check_recovery(sign, "it is killed", "KILL", 3, checks)
        check_recovery(sign, "it hangs", "STOP", WATCHDOG_LIMIT, checks)
        check_cable(sign, checks)
        check_recovery(sign, "it is killed without a network", "KILL", 3, checks)
        check_monitor(sign, checks)
        # From here on the machine has a battery clock that is right.
        sign.configure(f"http://10.0.2.2:{server.port}/schedule.json", "trust_clock = true")
        machine.run("sync", 30)

        for cut in range(1, (CUTS if kvm else 1) + 1):
            shown, other = server.document, programme(f"Cut {cut} Times")
            cut_in_a_write(sign, server, other)
            clock = datetime.fromtimestamp(server.date, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
            machine = Machine(parts, folder / f"cut-{cut}", clock)
            sign = Sign(machine, drawn)
            machine.await_shell(120)
            sign.comes_up(60)
            sign.must_show("the old schedule or the new one, whole", 5, shown, other)
            checks.holds("the power is cut in a write: the next start shows the "
                         f"{'new' if sign.shows(other) else 'old'} schedule without a network, "
                         f"{sign.first_picture():.1f} s after the kernel's start")
            server.document = other if sign.shows(other) else shown
        check_removal(sign, checks)
    except Failure:
        machine.keep("failed")
        raise
    finally:
        machine.cut()
        server.stop()


def has_kvm():
    """A KVM inside a virtual machine may be there and run nothing: the processor's word counts."""
    flags = Path("/proc/cpuinfo").read_text().split()
    return os.access("/dev/kvm", os.R_OK | os.W_OK) and ("vmx" in flags or "svm" in flags)


def main():
    folder = Path(sys.argv[1]).resolve()
    kvm = has_kvm() and "--tcg" not in sys.argv[2:]
    print(f"== booting, {'with KVM' if kvm else 'with an emulated processor: no KVM'}", flush=True)
    checks = Checks()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("boot: told to stop"))  # and so is QEMU
    try:
        run(folder, kvm, checks)
    except Failure as failure:
        sys.exit(f"boot: {failure}\n(panel, journal and console: {folder}/*/)")


if __name__ == "__main__":
    main()
