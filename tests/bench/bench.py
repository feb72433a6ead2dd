#!/usr/bin/env python3
"""Compares the sign with what people use instead. scripts/bench builds and installs what it needs."""
import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import measure
import plots
import processes
import programs
import report
from peers import MINUTE, SECOND, Chromium, Feh, Firefox, Reference, Roomsign, RoomsignAtFirst
from progress import Progress

TOP = Path(__file__).resolve().parents[2]
PARTS = ["reading", "beats", "drawing", "installed", "startup", "cold", "idle", "lateness",
         "polls", "aged"]
QUICK = measure.Plan(startups=2, idle_rounds=1, idle_seconds=15, settling=8, aging=30, instants=4,
                     polls=2)
WHOLE = measure.Plan(startups=7, idle_rounds=2, idle_seconds=60, settling=20, aging=600, instants=30,
                     polls=8)


@dataclass
class Tools:
    roomsign: Path
    watch: Path
    show_packages: list
    folder: Path  # for what a run leaves
    log: IO  # what the peers complain of


def parse_words():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--peers", default="")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--show-packages", default="")
    words = parser.parse_args()
    words.only = words.only.split(",") if words.only else PARTS
    if unknown := set(words.only) - set(PARTS):
        sys.exit(f"bench: no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return words


def chosen(words):
    everyone = [Roomsign(words.build / "roomsign"), RoomsignAtFirst(words.build / "roomsign"),
                Chromium(), Firefox(), Feh(), Reference(words.build / "bench/reference")]
    if not words.peers:
        return everyone
    wanted = words.peers.lower().split(",")
    if unknown := [word for word in wanted if not any(word in peer.name.lower()
                                                      for peer in everyone)]:
        sys.exit(f"bench: no peer is called {', '.join(unknown)}; there are "
                 f"{'; '.join(peer.name for peer in everyone)}")
    return everyone[:1] + [peer for peer in everyone[1:]
                           if any(word in peer.name.lower() for word in wanted)]


def compare(words, tools, figures):
    """Measures a part after the other, and yields after each."""
    plan, peers = (QUICK if words.quick else WHOLE), chosen(words)
    hd, uhd = (1920, 1080), (3840, 2160)
    told = tools, peers, figures, plan
    steps = {"installed": [lambda: measure.installed(tools, peers, figures)],
             "startup": [lambda: measure.startup(*told, hd), lambda: measure.startup(*told, uhd)],
             "cold": [lambda: measure.startup(*told, hd, cold=True)],
             "idle": [lambda: measure.idle(*told, MINUTE), lambda: measure.idle(*told, SECOND)],
             "lateness": [lambda: measure.lateness(*told)],
             "polls": [lambda: measure.polls(*told)],
             "aged": [lambda: measure.aged(*told)]}  # at the end: it takes the longest
    for part, all_of_it in steps.items():
        if part not in words.only:
            continue
        if part == "cold" and not measure.can_drop_caches():
            print("bench: no figures of a cold start: only root may empty the page cache",
                  file=sys.stderr)
            continue
        for step in all_of_it:
            step()
            yield


def measure_growth(words, say):
    """{(name, unit): {sessions: value}} and [(name, value, unit)]."""
    growth, drawing = {}, []
    for part in ("reading", "beats", "drawing"):
        if part not in words.only:
            continue
        say(part)
        for name, sessions, value, unit in programs.figures_of(words.build / "bench/figures",
                                                               f"[{part}]", TOP):
            if sessions:
                growth.setdefault((name, unit), {})[sessions] = value
            else:
                drawing.append((name, value, unit))
    return growth, drawing


def write(output, figures, growth, drawing, quick):
    told = (figures, growth, drawing, processes.machine(), date.today().isoformat(), quick)
    report.write_json(output / "figures.json", *told)
    (output / "performance.md").write_text(report.markdown(*told) + "\n")
    plots.plot_peers(figures, output / "peers.svg")
    plots.plot_growth(growth, output / "growth.svg")


def main():
    words = parse_words()
    output = words.build / "bench"
    progress = Progress()
    processes.adopt_orphans()
    figures = measure.Figures(progress)
    # Not in the build's folder: a profile's sockets want short paths.
    folder = Path(tempfile.mkdtemp(prefix="roomsign-bench-"))
    try:
        growth, drawing = measure_growth(words, progress)
        with open(output / "peers.log", "w", encoding="utf-8") as log:
            tools = Tools(words.build / "roomsign", output / "watch", words.show_packages.split(),
                          folder, log)
            for _ in compare(words, tools, figures):  # lest a break lose what there is
                write(output, figures.all, growth, drawing, words.quick)
    finally:
        progress.end()
        shutil.rmtree(folder, ignore_errors=True)
    write(output, figures.all, growth, drawing, words.quick)
    print(report.table(figures.all))
    print(report.growth_table(growth))
    for name, value, unit in drawing:
        print(f"{name}: {report.number(value)} {unit}")
    print(f"\nFor the README ({output}/performance.md):\n\n"
          f"{(output / 'performance.md').read_text()}")


if __name__ == "__main__":
    main()
