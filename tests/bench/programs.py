"""What the benchmarks in C++ print: a line for each figure (support/figure.hpp)."""
import re
import subprocess

_LINE = re.compile(r"^(?P<name>\S.*?)(?:, (?P<sessions>\d+) sessions)? {2,}(?P<value>-?[\d.]+) "
                   r"(?P<unit>\S+)$")


def figures_of(program, tests, folder):
    """(name, sessions or None, value, unit) of each."""
    ran = subprocess.run([program, tests], cwd=folder, stdout=subprocess.PIPE, text=True,
                         stderr=subprocess.STDOUT, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"{program} \"{tests}\" failed:\n{ran.stdout}")
    found = []
    for line in ran.stdout.splitlines():
        if match := _LINE.match(line):
            sessions = match["sessions"] and int(match["sessions"])
            found.append((match["name"], sessions, float(match["value"]), match["unit"]))
    if not found:
        raise RuntimeError(f"{program} \"{tests}\" printed no figure:\n{ran.stdout}")
    return found
