"""The figures of the sign and its peers, each in the same run and in turns."""
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import processes
import schedule
from certificate import Certificate
from desktop import Desktop
from peers import MINUTE, SECOND, Scene
from relay import Relay
from server import Server

QUIET = 1.5  # seconds without a change after which a picture is complete
PATIENCE = 60  # seconds until a peer's picture must be complete
STEP = 5  # seconds of a session where lateness is measured


@dataclass
class Plan:
    """How much is measured."""
    startups: int
    idle_rounds: int
    idle_seconds: int
    settling: int  # seconds from a start until a peer is idle
    aging: int  # seconds from a start until a peer has all the memory that it will have
    instants: int  # at which lateness is measured
    polls: int
    poll_seconds: int = 5  # the shortest that the sign allows


class Figures:
    """Values of a figure for each peer, in the order in which they came."""

    def __init__(self, say):
        self.all = {}  # (figure, unit): {peer: [value]}
        self._say = say

    def add(self, figure, unit, peer, value):
        self.all.setdefault((figure, unit), {}).setdefault(peer, []).append(value)

    def say(self, words):
        self._say(words)


def away_from_a_minutes_edge(seconds):
    """Until the clocks on the pictures stay as they are for so long."""
    left = 60 - time.time() % 60
    if left < seconds:
        time.sleep(left + 1)


class Stage:
    """A desktop with the server and the pictures that the peers need."""

    def __init__(self, tools, peers, figures, size):
        self.tools = tools
        self.peers = peers
        self.figures = figures
        self.size = size
        self._desktop = Desktop(size, tools.folder)

    def __enter__(self):
        self._desktop.__enter__()
        return self

    def __exit__(self, *_):
        self._desktop.__exit__()

    @property
    def environment(self):
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.tools.folder), "LANG": "C.UTF-8",
                "DISPLAY": self._desktop.display, "XDG_RUNTIME_DIR": str(self.tools.folder)}

    def scene(self, port, document, certificate=None, **more):
        folder = self.tools.folder / f"{self.size[0]}"
        folder.mkdir(exist_ok=True)
        return Scene(f"http{'s' if certificate else ''}://127.0.0.1:{port}", self.size, folder,
                     picture=self._picture(document), certificate=certificate, **more)

    def _picture(self, document):
        """What feh shows: drawn by the sign for this minute."""
        source, picture = self.tools.folder / "picture.json", self.tools.folder / "picture.png"
        source.write_bytes(document)
        subprocess.run([self.tools.roomsign, "snapshot", "--source", source, "--room",
                        schedule.ROOM, "--size", "{}x{}".format(*self.size), "-o", picture,
                        "--at", time.strftime("%Y-%m-%dT%H:%M:00Z", time.gmtime())],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return picture

    def until_complete(self, command):
        """Milliseconds from exec; the command is ended after it."""
        watched = subprocess.run(
            [self.tools.watch, self._desktop.frame_buffer, "settle", str(QUIET), str(PATIENCE),
             *command], env=self.environment, stdout=subprocess.PIPE, stderr=self.tools.log,
            check=True)
        took = float(watched.stdout.split()[-1])
        if took < 0:
            raise RuntimeError(f"no complete picture in {PATIENCE} s; its last words are in "
                               f"{self.tools.log.name}: {' '.join(map(str, command))}")
        return took

    def changes(self, seconds):
        """When the picture began to change, and when the change was complete."""
        watched = subprocess.run([self.tools.watch, self._desktop.frame_buffer, "changes",
                                  str(seconds)], stdout=subprocess.PIPE, check=True, text=True)
        return [tuple(map(float, line.split())) for line in watched.stdout.splitlines()]

    def start(self, peer, scene):
        return Running(subprocess.Popen(peer.command(scene), env=self.environment,
                                        stdout=subprocess.DEVNULL, stderr=self.tools.log),
                       {self._desktop.pid})


class Running:
    """A peer that runs; ended with all its children at the end of the `with`."""

    def __init__(self, program, others):
        self._program = program
        self._others = others

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._program.terminate()
        try:
            self._program.wait(10)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        for pid in self.family():
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):  # it left, or a parent waited for it
                pass

    def family(self):
        return processes.family(self._others)


def startup(tools, peers, figures, plan, size, cold=False):
    """From exec to the first complete picture. Cold: nothing of the disk in memory."""
    figure = "exec to first complete picture, {}x{}, {}".format(*size, "cold" if cold else "warm")
    with Stage(tools, peers, figures, size) as stage, \
            Server(schedule.around(int(time.time()))) as server:
        scene = stage.scene(server.port, server.schedule)
        for attempt in range(plan.startups + 1):
            figures.say(f"{figure}: {attempt} of {plan.startups}")
            for peer in peers:
                away_from_a_minutes_edge(15)
                if cold:
                    drop_caches()
                took = stage.until_complete(peer.command(scene))
                if attempt > 0:  # the first one fills caches and profiles
                    figures.add(figure, "ms", peer.name, took)


def drop_caches():
    subprocess.run(["sync"], check=True)
    Path("/proc/sys/vm/drop_caches").write_text("3")


def can_drop_caches():
    try:
        drop_caches()
    except OSError:
        return False
    return True


def idle(tools, peers, figures, plan, tick):
    """What it takes to show a picture whose clock ticks."""
    with Stage(tools, peers, figures, (1920, 1080)) as stage, \
            Server(schedule.long_talks(int(time.time()))) as server:
        scene = stage.scene(server.port, server.schedule, tick=tick)
        for attempt in range(plan.idle_rounds):
            for peer in peers:
                if peer.only_starts or (tick == SECOND and not peer.lives):
                    continue
                figures.say(f"idle, a tick a {tick}: {peer.name}, "
                            f"{attempt + 1} of {plan.idle_rounds}")
                with stage.start(peer, scene) as running:
                    time.sleep(plan.settling)
                    if tick == MINUTE and plan.idle_seconds < 60:  # around a tick
                        time.sleep((60 - plan.idle_seconds / 2 - time.time()) % 60)
                    _measure_idle(running, peer, figures, plan, tick)


def _living(running, peer):
    family = running.family()
    if not family:
        raise RuntimeError(f"{peer.name} ended by itself")
    return family


def _measure_idle(running, peer, figures, plan, tick):
    before = processes.Counters(running.family())
    time.sleep(plan.idle_seconds)
    family = _living(running, peer)
    seconds, switches, written = processes.Counters(family).since(before)
    figures.add(f"CPU in a minute, a tick a {tick}", "s", peer.name,
                seconds * 60 / plan.idle_seconds)
    figures.add(f"wake-ups in a second, a tick a {tick}", "", peer.name,
                switches / plan.idle_seconds)
    if tick == MINUTE:
        _add_memory(figures, "memory", peer, family)
        figures.add("written in an hour", "MB", peer.name,
                    written * 3600 / plan.idle_seconds / 1e6)


def _add_memory(figures, figure, peer, family):
    held = processes.memory(family)
    figures.add(f"{figure}, PSS", "MB", peer.name, held.pss_mb)
    figures.add(f"{figure}, USS", "MB", peer.name, held.uss_mb)


def aged(tools, peers, figures, plan):
    """Memory after a long time. In turns: beside others the libraries that they share would count
    for none of them."""
    with Stage(tools, peers, figures, (1920, 1080)) as stage, \
            Server(schedule.long_talks(int(time.time()))) as server:
        scene = stage.scene(server.port, server.schedule)
        for peer in peers:
            if peer.only_starts:
                continue
            after = f"memory after {plan.aging / 60:.2g} minutes"
            figures.say(f"{after}: {peer.name}")
            with stage.start(peer, scene) as running:
                time.sleep(plan.aging)
                _add_memory(figures, after, peer, _living(running, peer))


def lateness(tools, peers, figures, plan):
    """From a scheduled instant to the last pixel of its picture."""
    with Stage(tools, peers, figures, (1920, 1080)) as stage:
        for peer in peers:
            if not peer.lives or peer.only_starts:
                continue
            figures.say(f"lateness: {peer.name}, {plan.instants} instants")
            now = int(time.time()) // STEP * STEP
            with Server(schedule.schedule(now, STEP, plan.instants + 20)) as server:
                with stage.start(peer, stage.scene(server.port, server.schedule, fade=False)):
                    time.sleep(plan.settling)
                    changes = stage.changes(plan.instants * STEP)
            late = lateness_of(changes)
            if len(late) < plan.instants - 1:
                raise RuntimeError(f"{peer.name} showed {len(late)} of {plan.instants} instants")
            for value in late:
                figures.add("lateness of the picture", "ms", peer.name, value)


def lateness_of(changes):
    """Milliseconds from each instant to the end of the first change after it."""
    ends = {}
    for begin, end in changes:
        instant = begin // STEP * STEP
        if begin - instant < STEP / 2:
            ends.setdefault(instant, end)
    return [1e3 * (end - instant) for instant, end in ends.items()]


def polls(tools, peers, figures, plan):
    """Bytes over the connection for each time that the schedule is asked for."""
    document = schedule.around(int(time.time()))
    certificate = Certificate(tools.folder)
    kinds = {"unchanged (304)": {}, "changed (200)": {"always_new": True},
             "changed, gzip": {"always_new": True, "packed": True},
             "unchanged (304), TLS": {"certificate": certificate}}
    with Stage(tools, peers, figures, (1920, 1080)) as stage:
        for kind, options in kinds.items():
            with Server(document, **options) as server:
                for peer in peers:
                    if not peer.asks or peer.only_starts:
                        continue
                    figures.say(f"bytes of a poll, {kind}: {peer.name}")
                    with Relay(server.port) as relay:
                        scene = stage.scene(relay.port, document, options.get("certificate"),
                                            poll=plan.poll_seconds)
                        with stage.start(peer, scene):
                            server.wait_for_answers(2, PATIENCE)
                            time.sleep(plan.poll_seconds / 2)
                            before, answered = relay.bytes, len(server.answers)
                            server.wait_for_answers(plan.polls, 60 + 20 * plan.polls)
                            time.sleep(plan.poll_seconds / 2)
                            figures.add(f"bytes of a poll, {kind}", "B", peer.name,
                                        (relay.bytes - before) / (len(server.answers) - answered))


def installed(tools, peers, figures):
    """Size of all packages that a bare Debian would have to fetch and install."""
    for peer in peers:
        if peer.only_starts:
            continue
        figures.say(f"installed size: {peer.name}")
        packages, own = peer.packages, 0
        if packages is None:
            packages = sorted(_packages_of_libraries(peer.program) | set(tools.show_packages))
            own = _stripped_size(peer.program, tools.folder) / 1e6
        download, unpacked = _closure(packages)
        figures.add("installed, with all it needs", "MB", peer.name, own + unpacked)
        figures.add("to download for it", "MB", peer.name, own + download)


def _stripped_size(program, folder):
    """As a package has it, without what is for debuggers."""
    stripped = folder / "stripped"
    subprocess.run(["strip", "-o", stripped, program], check=True)
    return stripped.stat().st_size


def _packages_of_libraries(program):
    linked = subprocess.run(["ldd", program], stdout=subprocess.PIPE, check=True, text=True).stdout
    files = [Path(path).resolve() for path in re.findall(r"=> (\S+)", linked)]
    owners = subprocess.run(["dpkg", "-S", *files], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True, check=False).stdout
    return set(re.findall(r"^([^:,\s]+)", owners, re.M))


def _closure(packages):
    """MB to download and MB installed, on a Debian that has nothing yet."""
    simulated = subprocess.run(
        ["apt-get", "--simulate", "--no-install-recommends", "-o", "Dir::State::status=/dev/null",
         "install", *packages], stdout=subprocess.PIPE, check=True, text=True).stdout
    names = re.findall(r"^Inst (\S+)", simulated, re.M)
    told = subprocess.run(["apt-cache", "show", "--no-all-versions", *names],
                          stdout=subprocess.PIPE, check=True, text=True).stdout
    download = sum(map(int, re.findall(r"^Size: (\d+)", told, re.M)))
    unpacked = sum(map(int, re.findall(r"^Installed-Size: (\d+)", told, re.M)))
    return download / 1e6, unpacked * 1024 / 1e6
