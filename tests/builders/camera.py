"""What stands before a camera: a barcode on a sheet of paper, as a film that a browser takes for its camera."""

from itertools import pairwise
from pathlib import Path

WIDTH, HEIGHT = 640, 480
_MODULE, _QUIET, _TOP, _BOTTOM = 4, 11, 120, 360
_PAPER, _INK = 235, 16
# The seven modules of each digit on the left half, odd parity; even parity and the right half follow from them.
_ODD = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
_FIRST = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")


def ean13_modules(code: str) -> str:
    """The bars of an EAN-13, one sign a module: 1 is ink."""
    first, *digits = (int(sign) for sign in code)
    left = ""
    for digit, parity in zip(digits[:6], _FIRST[first], strict=True):
        odd = _ODD[digit]
        left += odd if parity == "L" else _flipped(odd)[::-1]
    right = "".join(_flipped(_ODD[digit]) for digit in digits[6:])
    return f"101{left}01010{right}101"


def _flipped(modules: str) -> str:
    return modules.translate(str.maketrans("01", "10"))


def film_of(code: str, path: Path) -> Path:
    """A film of one still picture of the code (YUV4MPEG2); gives back its path."""
    modules = ean13_modules(code)
    begins = (WIDTH - len(modules) * _MODULE) // 2
    assert begins >= _QUIET * _MODULE
    bars = bytearray([_PAPER] * WIDTH)
    for at, sign in enumerate(modules):
        if sign == "1":
            bars[begins + at * _MODULE : begins + (at + 1) * _MODULE] = bytes([_INK] * _MODULE)
    paper = bytes([_PAPER] * WIDTH)
    heights = list(pairwise((0, _TOP, _BOTTOM, HEIGHT)))
    rows = [
        line * (end - begin) for line, (begin, end) in zip((paper, bytes(bars), paper), heights, strict=True)
    ]
    grey = bytes([128]) * (WIDTH // 2 * (HEIGHT // 2) * 2)
    frame = b"FRAME\n" + b"".join(rows) + grey
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 2)
    return path
