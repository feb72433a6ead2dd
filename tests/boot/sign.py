"""The sign in the machine, what it is told, and what it should show for that."""
import json
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from machine import Machine, wait_for
from picture import read_png

TOP = Path(__file__).resolve().parents[2]


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
    """What the sign should show, drawn by the installed program in the machine's own root, for
    panels of `size`."""

    def __init__(self, root):
        self.size = Machine.SIZE
        self._root = root
        self._known = {}
        (root / "root/expected.toml").write_text(configuration("/root/expected.json"))

    def at(self, document, instant):
        minute = int(instant) // 60 * 60
        if (document, minute, self.size) not in self._known:
            (self._root / "root/expected.json").write_bytes(document)
            at = datetime.fromtimestamp(minute, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._known[document, minute, self.size] = self._draw("snapshot", "--at", at)
        return self._known[document, minute, self.size]

    def waiting(self):
        """Of a sign that was installed and not configured."""
        return self._draw("run", "--display", "offscreen", config="/etc/roomsign/roomsign.toml")

    def _draw(self, command, *options, config="/root/expected.toml"):
        width, height = self.size
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
        self.drawn = drawn
        self.clock = self.machine_clock  # what it should go by

    def machine_clock(self):
        return int(self.machine.run("date +%s"))

    def shows(self, *documents):
        before = self.clock()
        panel = self.machine.screen()
        if self.clock() // 60 != before // 60:
            return False
        return any(panel.shows(self.drawn.at(document, before))
                   for document in documents or [self.document])

    def is_up(self):
        return self.machine.property("ActiveState") == "active"

    def awaits(self, reason):
        """Whether it is well, and says that it has no display for this reason."""
        return self.is_up() and reason in self.machine.property("StatusText")

    def comes_up(self, seconds):
        self.machine.wait_for("the sign's service to be active", self.is_up, seconds)

    def must_show(self, what, seconds, *documents):
        self.machine.wait_for(f"the panel to show {what}", lambda: self.shows(*documents), seconds)

    def first_picture(self):
        """Seconds from the kernel's start; the service is active when a picture is on the panel,
        if it had a monitor."""
        return self.seconds("ActiveEnterTimestampMonotonic")

    def display_opened(self):
        """When it last was, in seconds from the kernel's start; its picture is there at once."""
        entry = self.machine.run("journalctl -b -u roomsign -g '^display: kmsdrm' -n 1 -o json")
        return int(json.loads(entry)["__MONOTONIC_TIMESTAMP"]) / 1e6

    def seconds(self, stamp):
        """A time stamp of systemd's, from the kernel's start."""
        return int(self.machine.property(stamp)) / 1e6

    def configure(self, url, more=""):
        self.machine.run(f"cat >/etc/roomsign/roomsign.toml <<'END'\n{configuration(url, more)}END")
        self.machine.run("systemctl reload roomsign", 30)

    def uptime(self):
        return float(self.machine.run("cut -d' ' -f1 /proc/uptime"))
