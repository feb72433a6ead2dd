"""A machine in QEMU: its power, its panel, its network cable, and a shell inside it."""
import json
import os
import socket
import subprocess
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from monitor import Monitor
from picture import read_ppm


class Failure(Exception):
    """Something did not hold, or did not come in time; the text says what."""


def wait_for(what, condition, seconds, pause=0.1):
    """Asks again and again, after each `pause`, until `condition()` is true; what it said."""
    until = time.monotonic() + seconds
    while True:
        said = condition()
        if said:
            return said
        if time.monotonic() > until:
            raise Failure(f"waited {seconds:.0f} s for {what}")
        time.sleep(pause)


def has_kvm():
    """A KVM inside a virtual machine may be there and run nothing: the processor's word counts."""
    flags = Path("/proc/cpuinfo").read_text().split()
    return os.access("/dev/kvm", os.R_OK | os.W_OK) and ("vmx" in flags or "svm" in flags)


@dataclass
class Parts:
    """What a machine is made of."""

    kernel: Path
    initrd: Path
    disk: Path
    kvm: bool


def fresh_parts(folder, kvm):
    """Of what scripts/boot made in the folder. The disk is a copy, so that a run may be repeated."""
    disk = folder / "disk.used"
    subprocess.run(["cp", "--sparse=always", folder / "disk", disk], check=True)
    return Parts(folder / "vmlinux", folder / "initrd.gz", disk, kvm)


def clock_at(instant):
    """A battery clock's time, of seconds of unix time."""
    return datetime.fromtimestamp(instant, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


class Machine:
    """Runs from the start to `cut()`. `clock`: what its battery clock shows, "2030-12-06T16:52:00"
    (UTC). The cable is out until `plug(True)`; a monitor of SIZE is there, if `monitor`; `memory` is
    in MiB."""

    SIZE = (1280, 720)

    def __init__(self, parts, folder, clock, monitor=True, memory=768):
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for old in ("qmp", "shell", "vnc"):
            (folder / old).unlink(missing_ok=True)
        # An emulated processor is that much slower, by the machine's clock ...
        self.slowness = 1 if parts.kvm else 2
        # ... and by ours, on a busy host.
        self.patience = 1 if parts.kvm else 40
        # It is asked seldom: an emulated one that idles keeps up with our clock, and takes seconds
        # of it for every tenth of a second that a question costs.
        self._pause = 0.1 if parts.kvm else 1
        self._qemu = subprocess.Popen(self._command(parts, clock, memory), stdin=subprocess.DEVNULL,
                                      stderr=open(folder / "qemu.log", "w"))
        try:
            self._switch_on(monitor)
        except BaseException:
            self._qemu.kill()
            raise

    def _switch_on(self, monitor):
        self._qmp = self._connect("qmp")
        self._read_qmp()  # its greeting
        self.tell("qmp_capabilities")
        self.plug(False)
        self.monitor = Monitor(self._folder / "vnc", self.SIZE)
        if not monitor:
            self.monitor.unplug()
        self._shell = self._connect("shell")
        self._said = b""
        self.tell("cont")

    def _command(self, parts, clock, memory):
        width, height = self.SIZE
        # An emulated processor's clock counts its instructions, 1 ns each as on a small computer's
        # one core: so the machine sees itself as fast as ever, however little of a busy host it
        # gets.
        processor = ["-accel", "kvm", "-cpu", "host", "-smp", "2"] if parts.kvm else [
            "-accel", "tcg,thread=single", "-icount", "shift=0", "-cpu", "qemu64", "-smp", "1"]
        return ["qemu-system-x86_64", "-machine", "q35", *processor, "-m", str(memory),
                "-nodefaults", "-no-user-config", "-S", "-no-reboot",
                "-display", "none", "-vnc", f"unix:{self._folder}/vnc",
                "-device", f"virtio-gpu-pci,xres={width},yres={height}",
                "-drive", f"file={parts.disk},if=none,id=disk,format=raw",
                "-device", "virtio-blk-pci,drive=disk",
                "-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,id=cable",
                "-device", "virtio-serial-pci",
                "-chardev", f"socket,id=shell,path={self._folder}/shell,server=on,wait=off",
                "-device", "virtserialport,chardev=shell,name=shell",
                "-serial", f"file:{self._folder}/console.log",
                "-qmp", f"unix:{self._folder}/qmp,server=on,wait=off",
                "-rtc", f"base={clock},clock=vm",
                "-kernel", str(parts.kernel), "-initrd", str(parts.initrd),
                # The kernel writes on the panel too, as a Raspberry Pi's does. It must not measure
                # an emulated timer: where the machine is busy it would find none, and panic.
                "-append", "root=/dev/vda console=ttyS0 console=tty1 panic=-1 no_timer_check"
                " mitigations=off"]

    def _connect(self, name):
        client = socket.socket(socket.AF_UNIX)

        def connected():
            if self._qemu.poll() is not None:
                raise self._ended()
            try:
                client.connect(str(self._folder / name))
                return True
            except OSError:
                return False

        wait_for(f"QEMU's socket \"{name}\"", connected, 20)
        client.settimeout(20)
        return client.makefile("rwb", buffering=0) if name == "qmp" else client

    def _read_qmp(self):
        try:
            line = self._qmp.readline()
        except OSError:
            line = b""
        if not line:
            raise self._ended()
        return json.loads(line)

    def _ended(self):
        return Failure(f"QEMU ended; see {self._folder}/console.log. "
                       + (self._folder / "qemu.log").read_text())

    def tell(self, command, **arguments):
        """A command of QEMU's own (QMP)."""
        request = {"execute": command, "arguments": arguments}
        self._qmp.write(json.dumps(request).encode() + b"\n")
        while True:  # events come in between
            answer = self._read_qmp()
            if "error" in answer:
                raise Failure(f"QEMU refused {command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def wait_for(self, what, condition, seconds):
        """Asks about the machine until `condition()` is true. `seconds`: by its clock."""
        wait_for(what, condition, seconds * self.patience, self._pause)

    def plug(self, connected):
        self.tell("set_link", name="cable", up=connected)

    def screen(self):
        """What the panel shows."""
        file = self._folder / "screen.ppm"
        self.tell("screendump", filename=str(file))
        return read_ppm(file.read_bytes())

    def run(self, command, seconds=10, status=0):
        """Runs a line of shell as root in the machine; what it printed. `status`: what it must end
        with, None: whatever."""
        mark = uuid.uuid4().hex
        line = f"{{ {command}\n}} 2>&1 </dev/null; echo {mark} $?\n"
        self._shell.sendall(line.encode())
        until = time.monotonic() + seconds * self.patience
        while True:
            at = self._said.find(mark.encode())
            end = self._said.find(b"\n", at)
            if at >= 0 and end >= 0:
                break
            self._hear(until, command)
        said, code = self._said[:at].decode(errors="replace"), int(self._said[at + 32 : end])
        self._said = self._said[end + 1 :]
        if status is not None and code != status:
            raise Failure(f"in the machine, `{command}` ended with {code}: {said.strip()}")
        return said.strip()

    def _hear(self, until, command):
        left = until - time.monotonic()
        if left <= 0:
            raise Failure(f"in the machine, `{command}` had no answer in time")
        self._shell.settimeout(left)
        try:
            said = self._shell.recv(65536)
        except TimeoutError:
            return
        except OSError:
            said = b""
        if not said:
            raise self._ended()
        self._said += said

    def await_shell(self, seconds):
        self.run("true", seconds)

    def property(self, name, service="roomsign"):
        return self.run(f"systemctl show {service} --value -p {name}")

    def cut(self):
        """The plug is pulled: what the machine had not written is lost."""
        self._qemu.kill()
        self._qemu.wait()
        self.monitor.close()

    def keep(self, name):
        """For whoever looks for a fault: the picture and the journal, in this machine's folder."""
        try:
            self.tell("screendump", filename=str(self._folder / f"{name}.ppm"))
            journal = self.run("journalctl -b --no-pager -o short-monotonic", 20, status=None)
            (self._folder / f"{name}.journal").write_text(journal)
        except (Failure, OSError) as trouble:
            (self._folder / f"{name}.journal").write_text(f"no journal: {trouble}\n")
