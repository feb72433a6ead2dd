"""The sign and what people use instead: how each is started, and what it needs of Debian."""
from dataclasses import dataclass
from pathlib import Path

from certificate import Certificate
from schedule import ROOM

SECOND, MINUTE = "second", "minute"


@dataclass
class Scene:
    """What a peer is to show, and where."""
    address: str  # of the server, without a path
    size: tuple
    folder: Path  # each peer keeps its files in one of its own
    tick: str = MINUTE
    poll: int = 60  # seconds
    picture: Path = None  # for peers that show a finished one
    fade: bool = True
    certificate: Certificate = None  # whom to trust, where the address is https


class Peer:
    """What can be measured of it."""
    name = ""
    packages = None  # of Debian; None: those of the libraries of `program`
    lives = True  # follows the schedule
    asks = True  # again and again, also by https with a certificate of our own
    only_starts = False  # after its start it is as another one


class Roomsign(Peer):
    name = "roomsign"

    def __init__(self, program):
        self.program = program

    def command(self, scene):
        return [self.program, "run", "--config", self._configure(scene, keeps=True)]

    def _configure(self, scene, keeps):
        home = scene.folder / self.name
        state = home / "state"
        state.mkdir(parents=True, exist_ok=True)
        # The clock has no seconds: a minute each second is as much to draw, but for the drift of the
        # whole picture, which would come sixty times too often.
        fast = scene.tick == SECOND
        state_dir = f'state_dir = "{state}"' if keeps else ""
        file = home / "roomsign.toml"
        file.write_text(f"""room = "{ROOM}"
trust_clock = true
{state_dir}
[source]
url = "{scene.address}/schedule.json"
[poll]
interval = "{scene.poll} s"
[http]
ca_file = "{scene.certificate.chain if scene.certificate else ""}"
[display]
driver = "x11"
fade = {"true" if scene.fade and not fast else "false"}
drift = {"false" if fast else "true"}
[demo]
{"speed = 60.0" if fast else ""}
""")
        return file


class RoomsignAtFirst(Roomsign):
    """Without a kept schedule: it shows that it waits, then fades to what it fetched."""
    name = "roomsign, first start"
    only_starts = True

    def command(self, scene):
        return [self.program, "run", "--config", self._configure(scene, keeps=False)]


class Chromium(Peer):
    name = "Chromium"
    packages = ["chromium", "cage"]  # the smallest way to a panel without a desktop

    def command(self, scene):
        width, height = scene.size
        trusted = scene.certificate.fingerprint if scene.certificate else ""
        return ["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--password-store=basic",
                f"--ignore-certificate-errors-spki-list={trusted}",
                f"--user-data-dir={scene.folder / 'chromium'}",
                f"--window-size={width},{height}", "--window-position=0,0", kiosk(scene)]


class Firefox(Peer):
    name = "Firefox"
    packages = ["firefox-esr", "cage"]
    asks = False  # no option tells it whom to trust

    def command(self, scene):
        width, height = scene.size
        profile = scene.folder / "firefox"
        profile.mkdir(exist_ok=True)
        quiet = {"browser.shell.checkDefaultBrowser": "false", "app.update.enabled": "false",
                 "datareporting.policy.dataSubmissionEnabled": "false",
                 "toolkit.telemetry.enabled": "false", "browser.aboutwelcome.enabled": "false",
                 "network.captive-portal-service.enabled": "false",
                 "network.connectivity-service.enabled": "false", "extensions.update.enabled": "false",
                 "services.settings.server": '""', "browser.safebrowsing.update.enabled": "false"}
        (profile / "user.js").write_text("".join(f'user_pref("{name}", {value});\n'
                                                 for name, value in quiet.items()))
        return ["firefox-esr", "--no-remote", "--profile", profile, "--width", str(width),
                "--height", str(height), "--kiosk", kiosk(scene)]


class Feh(Peer):
    name = "feh, a picture"
    packages = ["feh", "xserver-xorg-core"]
    lives = asks = False

    def command(self, scene):
        return ["feh", "--fullscreen", "--hide-pointer", scene.picture]


class Reference(Peer):
    name = "SDL reference"
    asks = False

    def __init__(self, program):
        self.program = program

    def command(self, scene):
        width, height = scene.size
        return [self.program, f"{scene.address}/schedule.json", str(width), str(height), scene.tick]


def kiosk(scene):
    return f"{scene.address}/kiosk.html?tick={scene.tick}&poll={scene.poll}"
