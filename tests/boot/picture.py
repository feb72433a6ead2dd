"""Pictures as plain bytes, three a pixel: QEMU's screendumps and the sign's snapshots."""
import struct
import zlib
from dataclasses import dataclass


_DRIFT = 8


@dataclass
class Picture:
    width: int
    height: int
    pixels: bytes

    def shows(self, other):
        """Whether this is the other picture to the pixel, but for the drift against burn-in, which
        moves it by up to 8 pixels each way and leaves margins."""
        if (self.width, self.height) != (other.width, other.height):
            return False
        way = range(-_DRIFT, _DRIFT + 1)
        return any(self._is_moved(other, x, y) for y in way for x in way)

    def _is_moved(self, other, x, y):
        size = 3 * (self.width - abs(x))
        mine, theirs = 3 * max(x, 0), 3 * max(-x, 0)
        for row in range(max(-y, 0), other.height - max(y, 0)):
            at, there = 3 * self.width * (row + y) + mine, 3 * self.width * row + theirs
            if self.pixels[at : at + size] != other.pixels[there : there + size]:
                return False
        return True


def read_ppm(data):
    """What QEMU's screendump writes: "P6", width, height, 255, then the pixels."""
    magic, width, height, most = data[:64].split(maxsplit=4)[:4]
    if magic != b"P6" or most != b"255":
        raise ValueError("not a PPM picture of 8 bits a colour")
    size = 3 * int(width) * int(height)
    return Picture(int(width), int(height), data[len(data) - size :])


def read_png(data):
    """What `roomsign snapshot` writes: 8 bits a colour, with or without alpha, not interlaced."""
    width, height, depth, kind, interlaced = _header(data)
    if depth != 8 or kind not in (2, 6) or interlaced:
        raise ValueError(f"a PNG of another kind: depth {depth}, type {kind}")
    channels = 3 if kind == 2 else 4
    packed = b"".join(body for name, body in _chunks(data) if name == b"IDAT")
    pixels = _unfiltered(zlib.decompress(packed), width * channels, channels)
    if channels == 4:
        del pixels[3::4]
    return Picture(width, height, bytes(pixels))


def _header(data):
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    return width, height, depth, kind, interlaced


def _chunks(data):
    at = 8
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        yield name, data[at + 8 : at + 8 + size]
        at += size + 12


def _unfiltered(data, stride, step):
    """PNG's five filters, each line by what is to the left and above (RFC 2083, 6)."""
    above, pixels = bytearray(stride), bytearray()
    for start in range(0, len(data), stride + 1):
        line = bytearray(data[start + 1 : start + 1 + stride])
        _FILTERS[data[start]](line, above, step)
        pixels += line
        above = line
    return pixels


def _sub(line, above, step):
    for i in range(step, len(line)):
        line[i] = (line[i] + line[i - step]) & 255


def _up(line, above, step):
    for i, value in enumerate(above):
        line[i] = (line[i] + value) & 255


def _average(line, above, step):
    for i, value in enumerate(above):
        left = line[i - step] if i >= step else 0
        line[i] = (line[i] + (left + value) // 2) & 255


def _paeth(line, above, step):
    for i, up in enumerate(above):
        left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda value: abs(guess - value))
        line[i] = (line[i] + nearest) & 255


_FILTERS = (lambda line, above, step: None, _sub, _up, _average, _paeth)
