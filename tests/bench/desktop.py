"""A desktop in memory, whose frame buffer is a file that can be watched."""
import os
import subprocess
from pathlib import Path


class Desktop:
    """An Xvfb without a window manager. Use it in a `with`."""

    def __init__(self, size, folder):
        self._size = size
        self._folder = Path(folder) / "screen"
        self._server = None
        self.display = ""

    @property
    def frame_buffer(self):
        return self._folder / "Xvfb_screen0"

    def __enter__(self):
        self._folder.mkdir(exist_ok=True)
        reader, writer = os.pipe()
        width, height = self._size
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", self._folder, "-noreset", "-nocursor", "-nolisten", "tcp"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        self.display = ":" + number
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()

    @property
    def pid(self):
        return self._server.pid
