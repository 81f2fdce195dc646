"""Codes of bins in a series: A-01-01 to B-04-05 is every aisle, bay and level between them."""

import re
from collections.abc import Iterator
from itertools import product

# More shelves than a company of fifty has; a longer series is made in parts.
MOST = 2000
_PART = re.compile(r"\d+|[A-Z]+|[^A-Z\d]+")


class SeriesWrong(ValueError):
    """The two codes are not the ends of one series."""


class SeriesTooLong(ValueError):
    """The series has more codes than are made at once."""


def codes_between(first: str, last: str) -> list[str]:
    """Every code from the first to the last, each number and each single letter running by itself, in their order.

    Raises:
        SeriesWrong: they are not made alike, or run backwards.
        SeriesTooLong: there are too many of them.
    """
    begin, end = _PART.findall(first.upper()), _PART.findall(last.upper())
    if len(begin) != len(end):
        raise SeriesWrong
    runs = [_run(one, other) for one, other in zip(begin, end, strict=True)]
    count = 1
    for run in runs:
        count *= len(run)
        if count > MOST:
            raise SeriesTooLong
    return list(_joined(runs))


def _joined(runs: list[list[str]]) -> Iterator[str]:
    for parts in product(*runs):
        yield "".join(parts)


def _run(first: str, last: str) -> list[str]:
    if first == last:
        return [first]
    if first.isdigit() and last.isdigit() and len(first) == len(last) <= 6 and first < last:
        if int(last) - int(first) >= MOST:
            raise SeriesTooLong
        return [str(number).zfill(len(first)) for number in range(int(first), int(last) + 1)]
    if len(first) == len(last) == 1 and "A" <= first < last <= "Z":
        return [chr(letter) for letter in range(ord(first), ord(last) + 1)]
    raise SeriesWrong
