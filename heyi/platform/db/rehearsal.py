"""Work that is tried and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection


class _Enough(Exception):
    """The work is done and seen; nothing of it stays."""


@contextmanager
def rehearsal(connection: Connection) -> Iterator[None]:
    """Whatever is written within is taken back at the end, in a transaction that goes on."""
    with suppress(_Enough), connection.begin_nested():
        yield
        raise _Enough
