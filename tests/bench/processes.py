"""What a program and its children take of the machine, as the kernel counts it."""
import ctypes
import os
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """From now on whoever loses its parent becomes this process's child, and is not lost sight of."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def machine():
    """Such as "2 x Intel Xeon, 24 GB"."""
    model = next((line.partition(":")[2].strip() for line in
                  Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith(("model name", "Model"))), os.uname().machine)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = Path("/etc/debian_version").read_text().strip()
    return f"{os.cpu_count()} x {model}, {memory:.0f} GB, Debian {system}"


def family(without):
    """All processes that descend from this one, but for those of the list `without`."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it ended
            continue
        children.setdefault(parent, []).append(int(folder.name))
    found, queue = [], [os.getpid()]
    while queue:
        for child in children.get(queue.pop(), []):
            if child not in without:
                found.append(child)
                queue.append(child)
    return found


def _fields(path):
    """The lines "name: number" of a file of the kernel."""
    found = {}
    for line in path.read_text().splitlines():
        name, _, value = line.partition(":")
        if value.split() and value.split()[0].isdigit():
            found[name] = int(value.split()[0])
    return found


@dataclass
class Memory:
    pss_mb: float = 0  # what is shared counts for each by its part
    uss_mb: float = 0  # what nobody else has


def memory(processes):
    total = Memory()
    for pid in processes:
        try:
            held = _fields(Path(f"/proc/{pid}/smaps_rollup"))
        except OSError:
            continue
        total.pss_mb += held["Pss"] / 1024
        total.uss_mb += (held["Private_Clean"] + held["Private_Dirty"]) / 1024
    return total


class Counters:
    """Processor time, sleeps and writes so far. Each thread is counted by itself: what one did that
    ended in between is lost, but for children that were waited for."""

    def __init__(self, processes):
        self._threads = {}  # (process, thread): nanoseconds on a processor, voluntary switches
        self._processes = {}  # process: seconds of children that ended, bytes written
        tick = os.sysconf("SC_CLK_TCK")
        for pid in processes:
            try:
                for thread in Path(f"/proc/{pid}/task").iterdir():
                    busy = int((thread / "schedstat").read_text().split()[0])
                    switches = _fields(thread / "status")["voluntary_ctxt_switches"]
                    self._threads[pid, thread.name] = (busy, switches)
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ended = (int(stat[13]) + int(stat[14])) / tick
                self._processes[pid] = (ended, _fields(Path(f"/proc/{pid}/io"))["write_bytes"])
            except OSError:  # it ended meanwhile
                continue

    def since(self, before):
        """Processor seconds, voluntary switches and bytes written since `before`."""
        def grown(now, then, index):
            return sum(value[index] - then.get(key, (0, 0))[index] for key, value in now.items())

        seconds = (grown(self._threads, before._threads, 0) / 1e9
                   + grown(self._processes, before._processes, 0))
        return (seconds, grown(self._threads, before._threads, 1),
                grown(self._processes, before._processes, 1))
