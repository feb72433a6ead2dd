#!/usr/bin/env python3
"""Measures a fleet of simulated signs at a web server and a broker. scripts/scale builds and installs
what it needs, and says what is measured."""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "bench"
sys.path.insert(0, str(BENCH))

import one_sign
import processes
import schedule
from certificate import Certificate
from crowd import Crowd
from figures import Figures
from one_sign import notices
from progress import Progress
from relay import Relay
from report import median
from servers import Broker, WebServer

PARTS = ["sign", "web", "fleet"]
GROUPS = 10
INTERVAL = 60  # seconds between two polls of a sign, by default
SWITCHED_ON = 1000  # signs a second, when the power comes back: machines do not boot at once


@dataclass
class Plan:
    announcements: int = 24
    memory_rounds: int = 2
    polls: int = 10
    rush_seconds: int = 2
    broadcasts: int = 4


@dataclass
class Tools:
    roomsign: Path
    watch: Path
    signs: Path
    log: object


def parse_words():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--signs", default="")
    parser.add_argument("--build", type=Path, required=True)
    words = parser.parse_args()
    words.only = words.only.split(",") if words.only else PARTS
    if unknown := set(words.only) - set(PARTS):
        sys.exit(f"scale: no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    try:
        words.signs = [int(number) for number in
                       (words.signs or ("1000" if words.quick else "1000,10000")).split(",")]
    except ValueError:
        sys.exit(f"scale: --signs takes numbers such as 1000,10000, and not {words.signs}")
    if min(words.signs) < GROUPS:
        sys.exit(f"scale: --signs must be {GROUPS} at least")
    return words


def open_files(signs):
    """Lets servers have as many connections as signs; how many files they may open."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    needed = signs + 500
    if hard != resource.RLIM_INFINITY and hard < needed:
        sys.exit(f"scale: a server of {signs} signs must have {needed} files open, and the system "
                 f"gives a process {hard}: raise the hard limit (ulimit -Hn {needed}), or ask for "
                 f"fewer by --signs")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    return needed


# ---- The web server ----

def polls_by_way(tools, web, plan, figures):
    """Bytes of a poll, through a relay that counts them, all ways at once."""
    with ExitStack() as stack:
        polling = {}
        for way, port in web.port.items():
            relay = stack.enter_context(Relay(port))
            polling[way] = relay, stack.enter_context(
                Crowd(tools.signs, "poll", web.url(way, relay.port), 1, tools.log, "--interval",
                      "1", "--ca-file", str(web.certificate.chain)))
        time.sleep(0.7)
        first = {way: (relay.bytes, crowd.ask("polls")) for way, (relay, crowd) in polling.items()}
        time.sleep(plan.polls)
        for way, (relay, crowd) in polling.items():
            before, (whole, *_) = first[way]
            more_whole, unchanged, failed, *_ = crowd.ask("polls")
            if (whole, more_whole, failed) != (1, 0, 0) or unchanged < plan.polls / 2:
                raise RuntimeError(f"{way}: {unchanged} polls found nothing new, {more_whole} did, "
                                   f"{failed} failed")
            each = (relay.bytes - before) / unchanged
            figures.add(f"first poll with its connection, {way}", before, "B")
            figures.add(f"poll that finds nothing new, {way}", each, "B")
            figures.add(f"... a sign a day, every {INTERVAL} s", each * 86400 / INTERVAL / 1e3, "kB")


def rush(tools, web, plan, figures):
    """As fast as it goes, on a machine that asks and answers."""
    for way in "gzip", "tls, gzip":
        for kind, options in ("unchanged", []), ("whole", ["--whole"]):
            before = processes.Counters(web.processes)
            done = subprocess.run(
                [tools.signs, "rush", web.url(way), "--count", "16", "--milliseconds",
                 str(1000 * plan.rush_seconds), "--ca-file", web.certificate.chain, *options],
                stdout=subprocess.PIPE, check=True, text=True)
            whole, unchanged, failed = map(int, done.stdout.split())
            busy = processes.Counters(web.processes).since(before)[0]
            if failed:
                raise RuntimeError(f"{way}: {failed} polls failed of {whole + unchanged}")
            polls = whole + unchanged
            figures.add(f"polls a second at full speed, {kind}, {way}", polls / plan.rush_seconds, "")
            figures.add("... nginx's processor time for one", 1e6 * busy / polls, "us")
            figures.add("... and so a core of nginx answers a second", polls / busy, "")


# ---- A fleet ----

def fleet(tools, folder, web, broker, signs, tls, plan, whole, figures, say):
    """What a fleet of so many is held to. `whole`: told to poll, at rest and without its broker as
    well."""
    way = f"{signs:,} signs{' by TLS' if tls else ''}"
    status = folder / "status.json"
    options = ["--groups", str(GROUPS), "--status", str(status), "--ca-file",
               str(broker.certificate.chain), "--within", str(1000 * signs // SWITCHED_ON)]
    before = processes.memory(broker.processes).pss_mb
    say(f"{way}: switching on")
    begun = time.monotonic_ns()
    with Crowd(tools.signs, "fleet", broker.url(tls), signs, tools.log, *options) as crowd:
        await_all(crowd, 60)
        all_at = crowd.count_of("connected 0 0").last
        figures.add(f"{way}: switched on within {signs / SWITCHED_ON:g} s, all connected after",
                    (all_at - begun) / 1e9, "s")
        time.sleep(3)
        traffic = crowd.ask(f"traffic {broker.tls_port if tls else broker.port}")
        broadcasts(crowd, folder, signs, way, plan, figures, say)
        after = crowd.ask(f"traffic {broker.tls_port if tls else broker.port}")
        said = sum_of_words(plan, signs)
        figures.add(f"{way}: an announcement and the status after it",
                    (after[1] - traffic[1]) / said, "B")
        figures.add(f"{way}: the broker's memory for each",
                    1e3 * (processes.memory(broker.processes).pss_mb - before) / signs, "kB")
        if whole:
            say(f"{way}: the schedule changed")
            crowd.call("roomsign/all/changed")
            polled = crowd.count_of(lambda first, count: f"polled {count} 20")
            expect(polled.signs == signs, f"{polled.signs} of {signs} signs polled")
            figures.add(f"{way}: told to poll, from the first to the last",
                        (polled.last - polled.first) / 1e9, "s")
            at_rest(tools, folder, web, broker, signs, figures, say)
        if not whole and not tls:
            return
        say(f"{way}: the broker restarts")
        broker.stop()
        time.sleep(1)
        broker.start()
        come_back(crowd, way, figures)


def come_back(crowd, way, figures):
    """To a broker that was started anew. A few may be late: a sign whom an overrun broker did not
    answer waits longer each time, up to two minutes."""
    begun, most, there = time.monotonic(), None, 0
    while there < crowd.count and time.monotonic() - begun < 90:
        time.sleep(0.5)
        there = crowd.count_of("connected 0 0").signs
        if most is None and there >= 0.99 * crowd.count:
            most = time.monotonic() - begun
    expect(most is not None, f"{there} of {crowd.count} signs are back after 90 s")
    figures.add(f"{way}: the broker started anew, 99 of 100 back after", most, "s", most=30)
    figures.add("... signs that were not back when no more were waited for", crowd.count - there, "",
                most=crowd.count / 1000)
    figures.add("... which was after", time.monotonic() - begun, "s")


def await_all(crowd, seconds):
    there = crowd.count_of(lambda first, count: f"connected {count} {seconds}").signs
    expect(there == crowd.count, f"{there} of {crowd.count} signs have a connection after {seconds} s")


def expect(holds, otherwise):
    if not holds:
        raise RuntimeError(otherwise)


def broadcasts(crowd, folder, signs, way, plan, figures, say):
    """From publishing to the last sign that hears it."""
    say(f"{way}: announcements")
    number = 0
    for whom, topic, hears, most in (
            ("all", "all", lambda sign: True, 2000),
            (f"a group of {signs // GROUPS:,}", "group/floor-1", lambda sign: sign % GROUPS == 1, 2000),
            ("one", "sign/sign-00001", lambda sign: sign == 1, None)):
        took = []
        for _ in range(plan.broadcasts):
            number += 1
            file = folder / f"announcement-{number}.json"
            file.write_text(notices(number))
            begun = crowd.publish(f"roomsign/{topic}/notices", file)[0]

            def heard(first, count):
                wanted = sum(hears(sign) for sign in range(first, first + count))
                return f"heard {file} {wanted} 20"

            count = crowd.count_of(heard)
            wanted = sum(map(hears, range(signs)))
            expect(count.signs == wanted, f"{count.signs} of {wanted} signs heard what was published")
            took.append((count.last - begun) / 1e6)
            time.sleep(1)  # in which they say what they show
        figures.add(f"{way}: published to {whom}, heard by the last after", median(took),
                    "ms", most=most, samples=took)
    odd = crowd.ask("odd")[0]
    expect(odd == 0, f"{odd} messages came twice, or were refused")


def sum_of_words(plan, signs):
    return plan.broadcasts * (signs + len(range(1, signs, GROUPS)) + 1)


def at_rest(tools, folder, web, broker, signs, figures, say):
    """An interval in which nothing happens but that all poll: what it takes of the servers, and of
    a sign."""
    way, port = f"{signs:,} signs", web.port["gzip"]
    say(f"{way}: first polls")
    with Crowd(tools.signs, "poll", web.url("gzip"), signs, tools.log, "--interval",
               str(INTERVAL)) as polling, \
            one_sign.Idle(tools.roomsign, folder, web, broker, figures) as real:
        begun = time.monotonic()
        whole = failures = 0
        while whole < signs:
            expect(time.monotonic() - begun < 40, f"{whole} of {signs} signs have a schedule")
            time.sleep(0.2)
            more, _, failed, *_ = polling.ask("polls")
            whole, failures = whole + more, failures + failed
        figures.add(f"{way}: all at once poll for the first time, answered after",
                    time.monotonic() - begun, "s")
        figures.add("... polls that failed", failures, "", most=0)
        time.sleep(max(begun + 20 - time.monotonic(), 0))
        say(f"{way}: 70 s at rest, in which all poll once")
        before = polling.ask(f"traffic {port}")
        busy = {server: processes.Counters(server.processes) for server in (web, broker)}
        real.begin()
        time.sleep(70)
        real.end()
        spent = {server: processes.Counters(server.processes).since(counters)[0]
                 for server, counters in busy.items()}
        after = polling.ask(f"traffic {port}")
        whole, unchanged, failed, *_ = polling.ask("polls")
        expect(after[0] == before[0] == signs, "signs lost their connections at rest")
        expect((whole, failed) == (0, 0), f"{whole} polls found something new, {failed} failed")
        expect(unchanged >= signs, f"{unchanged} of {signs} signs polled in an interval")
        figures.add(f"{way}: polls of each in an interval", unchanged / signs, "", most=1)
        figures.add("... bytes of one", (after[1] - before[1]) / unchanged, "B")
        figures.add("... packets of one", (after[2] - before[2]) / unchanged, "")
        figures.add("... nginx's share of a core for them", 100 * spent[web] / INTERVAL, "%")
        figures.add(f"{way}: mosquitto's share of a core at rest", 100 * spent[broker] / 70, "%")


class Quiet:
    """A few signs at a broker of their own, to whom nobody says anything: for as long as all else
    takes, as they are heard only every two minutes. Use it in a `with`."""

    SIGNS = 100

    def __init__(self, tools, folder, certificate, figures):
        self._folder, self._figures = folder, figures
        self._broker = Broker(folder, certificate, tools.log)
        self._signs = Crowd(tools.signs, "fleet", self._broker.url(tls=True), self.SIGNS, tools.log,
                            "--ca-file", str(certificate.chain), "--status",
                            str(folder / "status.json"))
        self._before, self._begun = [], 0

    def __enter__(self):
        self._broker.__enter__()
        self._signs.__enter__()
        await_all(self._signs, 60)
        time.sleep(3)
        self._begun = time.monotonic()
        self._before = self._signs.ask(f"traffic {self._broker.tls_port}")
        return self

    def __exit__(self, *_):
        minutes = (time.monotonic() - self._begun) / 60
        connections, payload, packets = (after - before for before, after in zip(
            self._before, self._signs.ask(f"traffic {self._broker.tls_port}")))
        self._signs.__exit__()
        self._broker.__exit__()
        expect(connections == 0, "quiet signs lost their connection")
        # What it says of itself goes once in five minutes: if that was within this time, it counts
        # twice, which is not in the sign's favour.
        status = (self._folder / "status.json").stat().st_size / 5
        line = payload / minutes / self.SIGNS
        self._figures.add(f"an idle sign's line by TLS, {minutes:.1f} minutes: a minute", line, "B")
        self._figures.add("... packets", packets / minutes / self.SIGNS, "")
        self._figures.add("... what it says of itself every 5 minutes", status, "B")
        self._figures.add("... in all", line + status, "B", most=1000)


def measure(words, tools, folder, plan, figures, say):
    files = open_files(max(words.signs))
    certificate = Certificate(folder)
    document = schedule.around(int(time.time()))
    with WebServer(folder, document, certificate, files, tools.log) as web, \
            Broker(folder, certificate, tools.log) as broker:
        with one_sign.Sign(tools.roomsign, folder, web.url("gzip"), broker.url()) as sign:
            time.sleep(3)
            (folder / "status.json").write_text(sign.status())
        if "sign" in words.only:
            say("a sign's memory")
            one_sign.memory(tools.roomsign, folder, web, broker, plan.memory_rounds, figures)
            say("a sign's lateness")
            with Crowd(tools.signs, "fleet", broker.url(), 0, tools.log) as desk:
                one_sign.lateness(tools, folder, web, broker, desk, plan.announcements, figures)
        if "web" in words.only:
            say("polls")
            polls_by_way(tools, web, plan, figures)
            rush(tools, web, plan, figures)
    if "fleet" not in words.only:
        return
    with Quiet(tools, folder, certificate, figures):
        for signs, tls in fleets(words):
            with tempfile.TemporaryDirectory(prefix="roomsign-scale-") as name:
                here = Path(name)  # nothing is retained from the fleet before
                (here / "status.json").write_text((folder / "status.json").read_text())
                with WebServer(here, document, certificate, files, tools.log) as web, \
                        Broker(here, certificate, tools.log) as broker:
                    fleet(tools, here, web, broker, signs, tls, plan,
                          signs == words.signs[-1] and not tls, figures, say)


def fleets(words):
    """How many signs, and whether by TLS: that takes both sides' work, which is on one machine here."""
    if not words.quick:
        yield words.signs[0], True
    for signs in words.signs:
        yield signs, False


def main():
    words = parse_words()
    plan = Plan(announcements=20, memory_rounds=1, polls=5, rush_seconds=1) if words.quick else Plan()
    output = words.build / "scale"
    say, figures = Progress(), Figures()
    with open(output / "scale.log", "w", encoding="utf-8") as log, \
            tempfile.TemporaryDirectory(prefix="roomsign-scale-") as folder:
        tools = Tools(words.build / "roomsign", words.build / "bench/watch", output / "signs", log)
        trouble = None
        try:
            measure(words, tools, Path(folder), plan, figures, say)
        except RuntimeError as error:
            trouble = error
    say.end()
    (output / "figures.json").write_text(figures.json(
        machine=processes.machine(), date=date.today().isoformat(), quick=words.quick, seconds=say.seconds))
    print(figures.table())
    if os.getloadavg()[1] > os.cpu_count():
        print("scale: the machine had other things to do: these figures say little", file=sys.stderr)
    if trouble:
        sys.exit(f"scale: {trouble} (see {output}/scale.log)")
    if figures.missed:
        sys.exit("scale: missed: " + "; ".join(figures.missed))


if __name__ == "__main__":
    main()
