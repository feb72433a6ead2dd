"""What a benchmark that takes its time says of how far it is."""
import sys
import time


class Progress:
    """One line on a terminal that says what is being done; a line each elsewhere."""

    def __init__(self):
        self._begin = time.monotonic()

    @property
    def seconds(self):
        """Since it began."""
        return time.monotonic() - self._begin

    def __call__(self, words):
        minutes, seconds = divmod(int(self.seconds), 60)
        line = f"{minutes:3}:{seconds:02}  {words}"
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self):
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
