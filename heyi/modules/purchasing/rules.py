"""Amounts and progress of purchase documents: pure."""

from collections.abc import Iterable
from decimal import Decimal

from heyi.modules.purchasing.states import Progress

ZERO = Decimal(0)


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """How far (quantity, done) pairs are: none, part, or all of it."""
    listed = list(pairs)
    if all(done >= quantity for quantity, done in listed):
        return Progress.FULL
    return Progress.PARTIAL if any(done > 0 for _, done in listed) else Progress.NONE
