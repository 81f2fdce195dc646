"""Remember how a long statement is read.

psycopg turns `%s` into numbered places each time anew where a text is longer than 4 KB or has more than fifty of them:
such texts seldom come again. Ours do: the writes of a verb are one text for each shape (`statement.py`), and to read
that of a delivery took as long as to ask the database for a row. Texts beyond 16 KB are still read anew, for what is
remembered of them is many times as long.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from psycopg import _queries

_LONGEST = 16_384
_REMEMBERED = 128

Read = Callable[[bytes, str], Any]


def remember_long_texts() -> None:
    """Have psycopg read each long text once; asked for again, nothing changes."""
    # psycopg has no setting for it; a test holds that it works.
    inner = vars(_queries)
    read: Read = inner["_query2pg_nocache"]
    if not hasattr(read, "cache_info"):
        inner["_query2pg_nocache"] = remembering(read)


def remembering(read: Read) -> Read:
    """Read texts that are not too long only once."""
    known = lru_cache(maxsize=_REMEMBERED)(read)

    def once(query: bytes, encoding: str) -> Any:
        return known(query, encoding) if len(query) <= _LONGEST else read(query, encoding)

    once.cache_info = known.cache_info  # type: ignore[attr-defined]  # a function may carry what was counted
    return once
