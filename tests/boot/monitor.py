"""The monitor at the machine's virtual graphics card: plugged in and out, and changed for another.

QEMU's card learns of its monitor from whoever looks at it. So the test looks, as a VNC client that
asks for no pictures (RFC 6143), and says how large its window is; one of no size is no monitor. The
kernel in the machine is told by the card's own interrupt, as with a real plug.
"""
import socket
import struct

_EXTENDED_DESKTOP_SIZE = -308


class Monitor:
    """At QEMU's VNC socket `path`, which must be there. `size`: of the monitor that QEMU was
    started with, which stays."""

    def __init__(self, path, size):
        self._vnc = socket.socket(socket.AF_UNIX)
        self._vnc.settimeout(20)
        self._vnc.connect(str(path))
        self._read(12)  # "RFB 003.008\n"
        self._vnc.sendall(b"RFB 003.008\n")
        kinds = self._read(self._read(1)[0])
        if 1 not in kinds:
            raise OSError("QEMU's VNC asks for a password")
        self._vnc.sendall(b"\x01")  # none
        self._read(4)
        self._vnc.sendall(b"\x01")  # beside others
        header = self._read(24)
        self._read(struct.unpack(">I", header[20:])[0])
        self._vnc.sendall(struct.pack(">BxHi", 2, 1, _EXTENDED_DESKTOP_SIZE))
        # QEMU passes over what is nothing new to it, and takes a window that it was told nothing of
        # for one of no size.
        self.plug(*size)

    def plug(self, width, height):
        self._vnc.sendall(struct.pack(">BxHHBx", 251, width, height, 1) +
                          struct.pack(">IHHHHI", 0, 0, 0, width, height, 0))

    def unplug(self):
        self.plug(0, 0)

    def close(self):
        self._vnc.close()

    def _read(self, size):
        data = b""
        while len(data) < size:
            got = self._vnc.recv(size - len(data))
            if not got:
                raise OSError("QEMU's VNC hung up")
            data += got
        return data
