"""Many simulated signs: the program `signs`, in as many processes as it takes."""
import subprocess
from dataclasses import dataclass


@dataclass
class Count:
    signs: int
    first: int  # nanoseconds of the steady clock
    last: int


def room(program):
    """How many signs of a fleet fit into a process, and how many that poll."""
    return tuple(map(int, subprocess.run([program, "room"], stdout=subprocess.PIPE, check=True,
                                         text=True).stdout.split()))


class Crowd:
    """Use it in a `with`."""

    def __init__(self, program, kind, address, count, log, *options):
        fit = min(room(program)[kind == "poll"], max(-(-count // 2), 1))  # two at least, for two cores
        self.count = count
        self._parts = [(first, min(fit, count - first)) for first in range(0, max(count, 1), fit)]
        self._commands = [[program, kind, address, "--count", str(signs), *options,
                           *(["--first", str(first)] if kind == "fleet" else [])]
                          for first, signs in self._parts]
        self._log = log
        self._processes = []

    def __enter__(self):
        self._processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=self._log, text=True)
                           for command in self._commands]
        return self

    def __exit__(self, *_):
        for process in self._processes:
            process.stdin.close()
        for process in self._processes:
            process.wait(60)

    def ask(self, words):
        """The sums of what all answer. `words`: a line, or what makes one of a part's first sign and
        its number of signs."""
        return [sum(numbers) for numbers in zip(*self._ask_each(words))]

    def count_of(self, words):
        """Likewise, of answers that are counts with the first and the last instant."""
        counts = [Count(*map(int, answer)) for answer in self._ask_each(words)]
        some = [count for count in counts if count.signs] or counts
        return Count(sum(count.signs for count in counts), min(count.first for count in some),
                     max(count.last for count in some))

    def publish(self, topic, file):
        """By the first process. When: of the steady clock in nanoseconds, of the world's in seconds."""
        return self._ask(self._processes[:1], [f"publish {topic} {file}"])[0]

    def call(self, topic):
        self._ask(self._processes[:1], [f"call {topic}"])

    def _ask_each(self, words):
        line = words if callable(words) else lambda first, signs: words
        return self._ask(self._processes, [line(*part) for part in self._parts])

    def _ask(self, processes, lines):
        for process, line in zip(processes, lines):
            process.stdin.write(line + "\n")
            process.stdin.flush()
        answers = [process.stdout.readline().split() for process in processes]
        if not all(answers):
            raise RuntimeError(f"signs ended by itself; its last words are in {self._log.name}")
        return [list(map(float, answer)) if "." in "".join(answer) else list(map(int, answer))
                for answer in answers]
