#!/usr/bin/env python3
"""Holds what the sign's work costs to what it cost when that was recorded, by counting and not by a
clock: a busy machine changes nothing.

    costs.py BUILD            fails where something costs more than recorded, by more than its margin
    costs.py BUILD --record   records what it costs now, in costs.txt

Counted are instructions (valgrind), pieces of memory asked for, and how often the sign wakes up in
ten minutes. Recorded on Debian 12: other compilers and libraries have other numbers.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import processes
import schedule

RECORD = Path(__file__).with_name("costs.txt")
BEGIN = 1_890_000_000  # of the schedule: 2029-11-22T00:00:00Z
AT = "2029-11-22T00:01:30Z"  # none begins or ends in the minutes that are counted
MARGIN = {"instructions": 0.10, "allocations": 0.10, "wake-ups": 0.50}


def count_work(build, name):
    """Instructions of one piece of work, and how often it asked for memory."""
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         "--toggle-collect=measured", build / "bench/work", name],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    instructions = re.search(r"Collected : (\d+)", counted.stderr)
    if counted.returncode != 0 or not instructions:
        sys.exit(f"costs: {name} failed:\n{counted.stderr}")
    return int(instructions[1]), int(counted.stdout)


def count_wake_ups(build):
    """Of a sign whose time runs sixty times as fast, in ten of its minutes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "schedule.json"
        source.write_bytes(schedule.schedule(BEGIN, 1800, 20))
        with subprocess.Popen(
                [build / "roomsign", "run", "--source", source, "--room", schedule.ROOM, "--display",
                 "offscreen", "--size", "1920x1080", "--speed", "60", "--at", AT],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as sign:
            time.sleep(5)
            before = processes.Counters([sign.pid])
            time.sleep(10)
            _, switches, _ = processes.Counters([sign.pid]).since(before)
            alive = sign.poll() is None
            sign.terminate()
        if not alive:
            sys.exit("costs: the sign ended by itself")
        return switches


def count(build):
    """{cost: number}"""
    names = subprocess.run([build / "bench/work"], stdout=subprocess.PIPE, text=True,
                           check=True).stdout.split()
    costs = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = pool.map(lambda name: count_work(build, name), names)
        for name, (instructions, allocations) in zip(names, counted):
            costs[f"{name} instructions"], costs[f"{name} allocations"] = instructions, allocations
    costs["ten-minutes wake-ups"] = count_wake_ups(build)
    return costs


def recorded():
    lines = [line.split() for line in RECORD.read_text().splitlines() if not line.startswith("#")]
    return {f"{name} {kind}": int(value) for name, kind, value in lines}


def record(costs):
    RECORD.write_text("# What the sign's work cost when this was recorded: see costs.py.\n" +
                      "".join(f"{cost} {value}\n" for cost, value in costs.items()))


def compare(costs, before):
    """Whether nothing costs more than it did."""
    fine = costs.keys() == before.keys()
    if not fine:
        print(f"not recorded, or not counted: {', '.join(sorted(costs.keys() ^ before.keys()))}")
    for cost in (cost for cost in costs if cost in before):
        margin = MARGIN[cost.split()[1]]
        change = costs[cost] / before[cost] - 1 if before[cost] else float(costs[cost] > 0)
        verdict = "" if abs(change) <= margin else "  MORE" if change > 0 else "  less: record it"
        print(f"{cost:<32} {costs[cost]:>12,} {change:>+8.1%}{verdict}")
        fine = fine and change <= margin
    return fine


def main():
    build = Path(sys.argv[1])
    costs = count(build)
    if sys.argv[2:] == ["--record"]:
        record(costs)
    elif not compare(costs, recorded()):
        sys.exit("costs: more than recorded; if it is worth it, record it: "
                 f"tests/bench/costs.py {build} --record")


if __name__ == "__main__":
    main()
