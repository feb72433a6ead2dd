#!/usr/bin/env python3
"""Boots a Debian with the sign and holds it to what a sign must do. scripts/boot makes the Debian.

    boot.py FOLDER: with root/, vmlinux, initrd.gz and disk. The panel is compared with what
    `roomsign snapshot` draws in root/ for the same schedule and minute: the sign draws its pixels
    itself and the driver only copies them, so that not one of them may differ; only where on the
    panel the picture is, is the sign's own affair (see daemon/sign/drift.hpp).
"""
import argparse
import re
import signal
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from machine import Failure, Machine, clock_at, fresh_parts, has_kvm
from server import ScheduleServer
from sign import Drawn, Sign, programme

STATE = "/var/lib/roomsign"
FIRST = "unconfigured"  # of the checks
# 8:52:05 in Los Angeles, in the keynote.
KEYNOTE = int(datetime(2030, 12, 6, 16, 52, 5, tzinfo=timezone.utc).timestamp())
TO_THE_NEXT_TALK = 40 * 60
WATCHDOG = 20  # seconds until a hang is noticed, at the most
RESTART = 3  # seconds from there, or from a crash, to the same picture
PLUGGED = 5  # seconds from a monitor plugged in, or a panel that is free, to the picture on it
OTHER_SIZE = (1440, 2560)  # of another monitor: larger than the first, and on its side
CUTS = 3  # once on an emulated processor: each takes a boot


class Checks:
    """Says what holds, and when that was seen; the figures once more at the end. Spans of time are
    by the machine's clock, not by ours: a busy host has no part in them, but where the machine
    waits for it, as for its disk."""

    def __init__(self):
        self._begin = time.monotonic()
        self._figures = []

    def holds(self, what, condition=True):
        if not condition:
            raise Failure(f"does not hold: {what}")
        print(f"{time.monotonic() - self._begin:6.1f} s  {what}", flush=True)

    def figure(self, what, value):
        self._figures.append(f"{value:>10}  {what}")

    def summary(self):
        return "\n".join(self._figures)


def check_unconfigured(sign, checks):
    """No monitor is plugged in at first."""
    machine = sign.machine
    sign.comes_up(60)
    machine.wait_for("the sign to miss a monitor",
                     lambda: sign.awaits("no monitor is plugged in"), 10)
    checks.holds("without a monitor it comes up, and waits for one",
                 machine.property("NRestarts") == "0")
    waiting = sign.drawn.waiting()
    begin = sign.uptime()
    machine.monitor.plug(*Machine.SIZE)
    machine.wait_for("the waiting picture on the panel",
                     lambda: machine.screen().shows(waiting), PLUGGED)
    took = sign.display_opened() - begin
    checks.holds("a monitor is plugged in: installed and not configured, it says what it needs "
                 f"{took:.1f} s later", machine.property("NRestarts") == "0" and took <= PLUGGED)

    machine.run("echo '<1>a word of the kernel' >/dev/kmsg; echo another >/dev/tty1")
    machine.run("sleep 0.5")
    checks.holds("what is written on the console is not seen",
                 machine.screen().shows(waiting))
    checks.holds("nobody is asked to log in there",
                 machine.run("systemctl is-active getty@tty1", status=None) == "inactive")


def check_sandbox(sign, checks):
    report = sign.machine.run("systemd-analyze security --no-pager roomsign", 30)
    exposure = float(re.search(r"exposure level for roomsign.service: ([0-9.]+)", report)[1])
    checks.holds(f"the sandbox is as tight in operation: exposure {exposure}", exposure <= 1.3)
    checks.figure("exposure, as systemd-analyze security has it", exposure)

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
    machine.run("sleep 1")
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
    sign.clock = sign.machine_clock
    for what, instant in (("forward into the right day", server.date),
                          ("forward to the next talk", server.date + TO_THE_NEXT_TALK),
                          ("back again", server.date)):
        set_clock(sign, instant)
        begin = sign.uptime()
        # A poll may have to pass: until then the small print may say "as of" by the old clock.
        sign.must_show("the picture of the clock's new time", 25)
        checks.holds(f"the clock steps {what}: right {sign.uptime() - begin:.1f} s later")


def check_recovery(sign, what, signal, checks, hangs=False):
    """It dies or hangs."""
    machine = sign.machine
    begin, old = sign.uptime(), machine.property("MainPID")
    machine.run(f"systemctl kill --kill-who=main -s {signal} roomsign")
    machine.wait_for(f"another process after {signal}",
                     lambda: sign.is_up() and machine.property("MainPID") not in (old, "0"),
                     WATCHDOG + 10)
    noticed = sign.seconds("ActiveExitTimestampMonotonic")
    took = sign.first_picture() - noticed
    sign.must_show("the same picture", 5)
    checks.holds(f"{what}: noticed in {noticed - begin:.1f} s, the same picture {took:.1f} s later",
                 noticed - begin <= (WATCHDOG if hangs else 0) + 0.25 * machine.slowness
                 and took <= RESTART * machine.slowness)
    checks.figure(f"{what}: until the same picture is there", f"{noticed - begin + took:.1f} s")


def check_hung_driver(sign, checks):
    """As check_recovery, of a sign that was started with hang.cpp."""
    def restart():
        sign.machine.run("systemctl daemon-reload && systemctl restart roomsign", 60)
        sign.must_show("the picture", 5)

    folder = "/run/systemd/system/roomsign.service.d"
    sign.machine.run(f"mkdir -p {folder} && echo '[Service]' >{folder}/hang.conf && "
                     f"echo 'Environment=LD_PRELOAD=/usr/lib/hang.so' >>{folder}/hang.conf")
    restart()
    check_recovery(sign, "its driver hangs", "USR1", checks, hangs=True)
    sign.machine.run(f"rm {folder}/hang.conf")
    restart()


def check_cable(sign, server, checks):
    # A sign that was just started and has heard nothing says how old the kept schedule is.
    before = server.hits
    sign.machine.wait_for("a poll", lambda: server.hits > before, 20)
    sign.machine.run("sleep 1")
    sign.machine.plug(False)
    sign.machine.run("sleep 12", 30)
    sign.must_show("the picture", 1)
    checks.holds("the network goes: the picture stays")


def check_monitor(sign, checks):
    machine, process = sign.machine, sign.machine.property("MainPID")
    # At once: before the sign sees that none is there.
    for what, size, at_once in (("another one", OTHER_SIZE, False),
                                ("the first one again", Machine.SIZE, False),
                                ("another one at once", OTHER_SIZE, True),
                                ("the first one at once", Machine.SIZE, True)):
        if at_once:
            begin = sign.uptime()
        machine.monitor.unplug()
        if not at_once:
            machine.wait_for("the sign to miss its monitor",
                             lambda: sign.awaits("no monitor is plugged in"), PLUGGED)
            begin = sign.uptime()
        machine.monitor.plug(*size)
        sign.drawn.size = size
        sign.must_show(f"the picture at {size[0]}x{size[1]}", PLUGGED)
        took = sign.display_opened() - begin
        checks.holds(f"the monitor is unplugged and {what} plugged in: its picture {took:.1f} s later",
                     sign.is_up() and machine.property("MainPID") == process and took <= PLUGGED)


def check_taken_panel(sign, checks):
    """Whoever opens the card first has the panel: here the test's shell."""
    machine = sign.machine
    machine.run("systemctl stop roomsign; exec 9<>/dev/dri/card?")
    machine.run("systemctl start roomsign", 60)
    machine.wait_for("the sign to wait for the panel",
                     lambda: sign.awaits("waiting for a display"), 10)
    reason = machine.property("StatusText").removeprefix("waiting for a display: ")
    begin = sign.uptime()
    machine.run("exec 9>&-")
    sign.must_show("the picture", PLUGGED)
    took = sign.display_opened() - begin
    checks.holds(f"another program had the panel: it waited (\"{reason}\"), and its picture is "
                 f"there {took:.1f} s after that program has gone", took <= PLUGGED)


def check_bad_configuration(sign, checks):
    """A slip of the pen, or a key of another version's, and a start."""
    machine, file = sign.machine, "/etc/roomsign/roomsign.toml"
    machine.run(f"cp {file} /root/good.toml && sed -i '1i sparkle = true' {file} && "
                "systemctl restart roomsign", 60)
    sign.must_show("the picture", 5)
    checks.holds("with an error in its configuration it starts all the same, and says so",
                 sign.awaits("the last good one is in force"))
    machine.run(f"cat /root/good.toml >{file}")
    machine.wait_for("the mended configuration",
                     lambda: "last good" not in machine.property("StatusText"), 15)
    checks.holds("once it is mended it is taken", sign.is_up())


def cut_in_a_write(sign, server, document):
    """Pulls the plug while the cache is being replaced, on a disk slow enough to see it."""
    machine = sign.machine
    machine.tell("block_set_io_throttle", device="disk", bps=0, bps_rd=0, bps_wr=8192,
                 iops=0, iops_rd=0, iops_wr=0)
    server.document = document
    machine.plug(True)
    machine.run(f"until ls {STATE}/*.new 2>/dev/null; do sleep 0.05; done", 60)
    machine.cut()


def check_power_cut(sign, shown, other, checks):
    sign.comes_up(60)
    sign.must_show("the old schedule or the new one, whole", 5, shown, other)
    checks.holds("the power is cut in a write: the next start shows the "
                 f"{'new' if sign.shows(other) else 'old'} schedule without a network, "
                 f"{sign.first_picture():.1f} s after the kernel's start")


def measure(sign, checks):
    machine = sign.machine
    checks.figure("from the kernel's start to the picture", f"{sign.first_picture():.1f} s")
    took = sign.first_picture() - sign.seconds("ExecMainStartTimestampMonotonic")
    checks.figure("from the program's start to the picture", f"{took:.1f} s")
    memory = machine.run("awk '/^Pss:/ { print $2 }' "
                         f"/proc/{machine.property('MainPID')}/smaps_rollup")
    checks.figure("memory (PSS)", f"{int(memory) / 1024:.0f} MiB")


def check_upgrade(sign, checks):
    """By a version whose configuration file is another than that of the version before."""
    machine, ours = sign.machine, "sha256sum /etc/roomsign/roomsign.toml"
    process, configuration = machine.property("MainPID"), machine.run(ours)
    machine.run("dpkg --install --force-confold /root/newer.deb", 60)
    machine.wait_for("the later version's process",
                     lambda: sign.is_up() and machine.property("MainPID") not in (process, "0"), 10)
    sign.must_show("the same picture", 5)
    checks.holds("upgraded, it restarts itself with the same picture, and keeps the operator's "
                 "configuration",
                 machine.run(ours) == configuration and machine.run(
                     "tail -n 1 /etc/roomsign/roomsign.toml.dpkg-dist").endswith("later version.")
                 and machine.run("systemctl is-enabled roomsign") == "enabled")


def check_removal(sign, checks):
    machine = sign.machine
    machine.run("dpkg --remove roomsign", 60)
    checks.holds("removed, it stops, and keeps its configuration and schedules",
                 not sign.is_up() and machine.run(f"ls /etc/roomsign {STATE}"))
    machine.wait_for("the console's login",
                     lambda: machine.run("systemctl is-active getty@tty1", status=None) == "active",
                     30)
    checks.holds("the console has its login again", True)
    machine.run("dpkg --purge roomsign", 60)
    left = machine.run(f"ls -d /etc/roomsign {STATE} /etc/systemd/system/*/roomsign.service "
                       "2>/dev/null", status=None)
    checks.holds("purged, it leaves nothing", left == "")


def steps(sign, server, checks):
    """In their order, of the first boot."""
    return {
        "unconfigured": lambda: check_unconfigured(sign, checks),
        "sandbox": lambda: check_sandbox(sign, checks),
        "network": lambda: check_network(sign, server, checks),
        "clock": lambda: check_clock(sign, server, checks),
        "kill": lambda: check_recovery(sign, "it is killed", "KILL", checks),
        "hang": lambda: check_recovery(sign, "it hangs", "STOP", checks, hangs=True),
        "driver": lambda: check_hung_driver(sign, checks),
        "cable": lambda: check_cable(sign, server, checks),
        "monitor": lambda: check_monitor(sign, checks),
        # After it the picture soon says how old its schedule is: what takes long comes before.
        "offline": lambda: check_recovery(sign, "it is killed without a network", "KILL", checks),
        "panel": lambda: check_taken_panel(sign, checks),
        "configuration": lambda: check_bad_configuration(sign, checks),
        "power": lambda: prepare_power_cuts(sign, server),
    }


def first_steps(sign, server, checks, begin):
    """From the check `begin` on, with what it needs of those before."""
    every = steps(sign, server, checks)
    names = list(every)
    at = names.index(begin)
    sign.comes_up(60)
    if at > names.index("network"):
        every["network"]()
        set_clock(sign, server.date)
        sign.clock = sign.machine_clock
        sign.must_show("the picture of the machine's time", 25)
    for name in names[at:]:
        every[name]()


def prepare_power_cuts(sign, server):
    """From here on the machine has a battery clock that is right."""
    sign.configure(f"http://10.0.2.2:{server.port}/schedule.json", "trust_clock = true")
    sign.machine.run("sync", 30)


def run(folder, kvm, checks, begin):
    parts = fresh_parts(folder, kvm)
    drawn, server = Drawn(folder / "root"), ScheduleServer(KEYNOTE)
    server.document = programme()
    machine = Machine(parts, folder / "first", "2030-12-04T03:00:00", begin != FIRST)
    try:
        machine.await_shell(120)
        sign = Sign(machine, drawn)
        first_steps(sign, server, checks, begin)
        for cut in range(1, (CUTS if kvm else 1) + 1):
            shown, other = server.document, programme(f"Cut {cut} Times")
            cut_in_a_write(sign, server, other)
            machine = Machine(parts, folder / f"cut-{cut}", clock_at(server.date))
            machine.await_shell(120)
            sign = Sign(machine, drawn)
            check_power_cut(sign, shown, other, checks)
            server.document = sign.document = other if sign.shows(other) else shown
        measure(sign, checks)
        check_upgrade(sign, checks)
        check_removal(sign, checks)
    except Failure:
        machine.keep("failed")
        raise
    finally:
        machine.cut()
        server.stop()


def main():
    names = list(steps(None, None, None))
    options = argparse.ArgumentParser(description="Boots a Debian with the sign: see scripts/boot.")
    options.add_argument("folder", type=lambda folder: Path(folder).resolve())
    options.add_argument("--tcg", action="store_true", help="emulate the processor in any case")
    options.add_argument("--from", dest="begin", default=FIRST, choices=names, metavar="CHECK",
                         help=f"pass over the checks before this one: {', '.join(names)}")
    asked = options.parse_args()
    folder, kvm = asked.folder, has_kvm() and not asked.tcg
    print(f"== booting, {'with KVM' if kvm else 'with an emulated processor: no KVM'}", flush=True)
    checks = Checks()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("boot: told to stop"))  # and so is QEMU
    try:
        run(folder, kvm, checks, asked.begin)
    except Failure as failure:
        sys.exit(f"boot: {failure}\n(panel, journal and console: {folder}/*/)")
    print(f"== all of it holds; {'with KVM' if kvm else 'with an emulated processor'}:\n"
          f"{checks.summary()}")


if __name__ == "__main__":
    main()
