#!/usr/bin/env python3
"""Boots a Debian with Chromium as a kiosk, in the machine in which boot.py boots one with the sign,
and says how long it takes to its first picture and how much memory. scripts/boot --kiosk makes the
Debian. The browser has its network from the start, and a server that answers at once.

    kiosk.py FOLDER: as boot.py has it.
"""
import subprocess
import sys
import time
from pathlib import Path

from machine import Failure, Machine, clock_at, fresh_parts, has_kvm

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))  # it has another server
import schedule  # pylint: disable=wrong-import-position
from server import Server  # pylint: disable=wrong-import-position

GROUND, ACCENT = bytes([0x0b, 0x10, 0x20]), bytes([0x7f, 0xd1, 0xae])  # of bench/kiosk.html
PATIENCE = 300  # seconds until there must be a picture
MINUTE = 60


def is_complete(panel):
    """The page's ground from corner to corner, and the bar that its script draws of the schedule."""
    pixels = panel.pixels
    return pixels.startswith(GROUND * 9) and pixels.endswith(GROUND * 9) and ACCENT * 9 in pixels


def measure(machine):
    machine.wait_for("the browser's picture", lambda: is_complete(machine.screen()), PATIENCE)
    took = float(machine.run("cut -d' ' -f1 /proc/uptime", MINUTE))
    started = float(machine.property("ExecMainStartTimestampMonotonic", "kiosk"))
    print(f"{took:>8.1f} s  from the kernel's start to the picture\n"
          f"{took - started / 1e6:>8.1f} s  from the program's start to the picture", flush=True)
    machine.run(f"sleep {MINUTE}", 2 * MINUTE)
    memory = machine.run("awk '/^Pss:/ { sum += $2 } END { print sum }' $(grep -lsw "
                         "\"Uid:.$(id -u kiosk)\" /proc/[0-9]*/status | "
                         "sed s/status/smaps_rollup/)", MINUTE)
    print(f"{int(memory) / 1024:>6.0f} MiB  memory (PSS) after a minute", flush=True)


def main():
    folder = Path(sys.argv[1]).resolve()
    parts = fresh_parts(folder, has_kvm())
    now = int(time.time())
    with Server(schedule.around(now)) as server:
        address = folder / "address"
        address.write_text(f"ADDRESS=http://10.0.2.2:{server.port}/kiosk.html\n")
        subprocess.run(["debugfs", "-w", "-R", f"write {address} /etc/kiosk", parts.disk],
                       check=True, stderr=subprocess.DEVNULL)
        machine = Machine(parts, folder / "kiosk", clock_at(now), memory=2048)
        try:
            machine.plug(True)
            machine.await_shell(PATIENCE)
            measure(machine)
        except Failure as failure:
            machine.keep("failed")
            sys.exit(f"kiosk: {failure}\n(panel, journal and console: {folder}/kiosk/)")
        finally:
            machine.cut()


if __name__ == "__main__":
    main()
