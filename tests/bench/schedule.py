"""The schedule that all show: roomsign's native format, which a page's script reads as easily."""
import json
from datetime import datetime, timedelta, timezone

TITLES = [
    "Opening Remarks, and How to Find the Coffee",
    "A Tour of the Kernel's Display Pipeline",
    "Reproducible Builds, Twelve Years On",
    "Fuzzing File Formats That Nobody Reads",
    "What We Learned from Running 400 Small Computers",
    "Keeping Time without a Battery",
]
SPEAKERS = ["Ada Moreau", "Priya Raman", "Søren Ærø", "Ngozi Okafor", "Jiří Novák"]
ROOM = "Hall A"


def schedule(begin, step, count):
    """`count` talks of `step` seconds, one after the other. `begin`: seconds of unix time."""
    first = datetime.fromtimestamp(begin, timezone.utc)

    def instant(number):
        return (first + timedelta(seconds=step * number)).strftime("%Y-%m-%dT%H:%M:%SZ")

    sessions = [{"room": ROOM, "start": instant(i), "end": instant(i + 1), "kind": "talk",
                 "title": TITLES[i % len(TITLES)], "speakers": [{"name": SPEAKERS[i % len(SPEAKERS)]}]}
                for i in range(count)]
    return json.dumps({"format": "roomsign/1",
                       "event": {"name": "Days of Doors", "time_zone": "UTC"},
                       "sessions": sessions}, ensure_ascii=False).encode()


def around(now):
    """Two days of half hours."""
    day = 24 * 3600
    return schedule(now // day * day - day // 2, 1800, 96)


def long_talks(now):
    """A day of talks that last, of which none begins within hours."""
    return schedule(now // 3600 * 3600 - 3600, 6 * 3600, 4)
