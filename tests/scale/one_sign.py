"""The real sign: what it costs to be of a fleet, and how soon it shows what is published."""
import json
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import processes
import schedule
from desktop import Desktop
from relay import Relay
from report import median
from servers import children, free_port

END = "2099-01-01T00:00:00Z"  # of what is announced


def notices(number, text="Lunch is in Hall E"):
    """A document of announcements, each another one."""
    return json.dumps({"format": "roomsign-announcements/1", "sequence": number, "entries": [
        {"kind": "announcement", "level": "warning", "text": f"{text} ({number})", "until": END}]})


class Sign:
    """One that runs. With a broker's address it is of a fleet, and has a status page. Use it in a
    `with`."""

    def __init__(self, program, folder, source, broker=None, ca_file="", display=None):
        self.page = free_port() if broker else None
        self._environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8",
                             "XDG_RUNTIME_DIR": str(folder), "DISPLAY": display or ""}
        home = Path(tempfile.mkdtemp(prefix="sign-", dir=folder))
        state = home / "state"
        state.mkdir()
        fleet = f"""
[remote]
listen = "127.0.0.1:{self.page}"
[mqtt]
broker = "{broker}"
id = "hall-a"
groups = ["floor-0"]
ca_file = "{ca_file}"
""" if broker else ""
        file = home / "roomsign.toml"
        file.write_text(f"""room = "{schedule.ROOM}"
trust_clock = true
state_dir = "{state}"
[source]
url = "{source}"
[display]
driver = "{"x11" if display else "offscreen"}"
width = 1920
height = 1080
fade = false
{fleet}""")
        self._log = open(folder / "sign.log", "a", encoding="utf-8")
        self._command = [program, "run", "--config", file]
        self._program = None

    def __enter__(self):
        self._program = subprocess.Popen(self._command, env=self._environment,
                                         stdout=subprocess.DEVNULL, stderr=self._log)
        return self

    def __exit__(self, *_):
        self._program.terminate()
        self._program.wait(10)
        self._log.close()

    @property
    def family(self):
        if self._program.poll() is not None:
            raise RuntimeError(f"the sign ended by itself; its last words are in {self._log.name}")
        return [self._program.pid, *children(self._program.pid)]

    def status(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/status.json") as answer:
            return answer.read().decode()


def memory(program, folder, web, broker, rounds, figures):
    """With and without, in turns, as others that run share more or less with it."""
    held = {"alone": [], "of a fleet, with a status page": []}
    for _ in range(rounds):
        for name, values in held.items():
            options = {} if name == "alone" else {"broker": broker.url(tls=True),
                                                  "ca_file": broker.certificate.chain}
            with Sign(program, folder, web.url("gzip"), **options) as sign:
                time.sleep(6)
                values.append(processes.memory(sign.family).pss_mb)
    for name, values in held.items():
        figures.add(f"a sign's memory (PSS), {name}", median(values), "MB", samples=values)
    alone, fleet = held.values()
    figures.add("... what the fleet by TLS and the page add",
                median(fleet) - median(alone), "MB", most=6)


def lateness(tools, folder, web, broker, desk, count, figures):
    """From publishing to the last changed pixel."""
    with Desktop((1920, 1080), folder) as desktop, \
            Sign(tools.roomsign, folder, web.url("gzip"), broker.url(), display=desktop.display):
        time.sleep(6)
        seconds = count * 1.1 + 2
        with subprocess.Popen([tools.watch, desktop.frame_buffer, "changes", str(seconds)],
                              stdout=subprocess.PIPE, text=True) as watching:
            time.sleep(1)
            published = []
            for number in range(count):
                file = folder / "announcement.json"
                file.write_text(notices(number + 1))
                published.append(desk.publish("roomsign/sign/hall-a/notices", file)[1])
                time.sleep(1.1)
            changes = [tuple(map(float, line.split())) for line in watching.stdout]
    took = [1e3 * (end - then) for then in published
            for begin, end in changes if then <= begin < then + 1]
    if len(took) < count:
        raise RuntimeError(f"the sign showed {len(took)} of {count} announcements")
    figures.add("published to shown, 1920x1080, median", median(took), "ms", samples=took)
    figures.add(f"... the worst of {count}", max(took), "ms", most=100)


class Idle:
    """Two signs, one of a fleet, for as long as the `with`, and what they took in it."""

    def __init__(self, program, folder, web, broker, figures):
        self._figures, self._relays = figures, [Relay(broker.tls_port), Relay(web.port["gzip"])]
        line, polls = self._relays
        self._signs = {
            "alone": Sign(program, folder, web.url("gzip")),
            "of a fleet": Sign(program, folder, web.url("gzip", polls.port),
                               f"mqtts://127.0.0.1:{line.port}", broker.certificate.chain)}
        self._before, self._bytes, self._begun = {}, [], 0

    def __enter__(self):
        for user in *self._relays, *self._signs.values():
            user.__enter__()
        return self

    def begin(self):
        self._before = {name: processes.Counters(sign.family) for name, sign in self._signs.items()}
        self._bytes = [relay.bytes for relay in self._relays]
        self._begun = time.monotonic()

    def end(self):
        minutes = (time.monotonic() - self._begun) / 60
        wakes = {name: processes.Counters(sign.family).since(self._before[name])[1] / minutes
                 for name, sign in self._signs.items()}
        line, polls = [(relay.bytes - before) / minutes
                       for relay, before in zip(self._relays, self._bytes)]
        for name, value in wakes.items():
            self._figures.add(f"an idle sign's wake-ups a minute, {name}", value, "")
        # Two looks whether the broker is to be asked, the asking, its answer, and chance.
        self._figures.add("... what the fleet and the page add", wakes["of a fleet"] - wakes["alone"],
                          "", most=8)
        self._figures.add("an idle real sign in this time, a minute, broker", line, "B")
        self._figures.add("an idle real sign in this time, a minute, polls", polls, "B")

    def status(self):
        return self._signs["of a fleet"].status()

    def __exit__(self, *_):
        for user in *self._signs.values(), *self._relays:
            user.__exit__()
