"""psycopg reads a long text once: that it asks the function which remembers is no promise of its, so it is held."""

import psycopg
from psycopg import _queries
from psycopg.adapt import Transformer

from heyi.platform.db.long_texts import remember_long_texts


def read(text: str, count: int) -> bytes:
    """What psycopg makes of a text with so many values."""
    query = _queries.PostgresQuery(Transformer())
    query.convert(text.encode(), list(range(count)))
    return query.query


def times() -> tuple[int, int]:
    """How often a long text was found, and how often it had to be read."""
    told = _queries._query2pg_nocache.cache_info()  # type: ignore[attr-defined]  # the function that remembers carries it
    return told.hits, told.misses


def test_a_long_text_is_read_once_and_rightly() -> None:
    remember_long_texts()
    remember_long_texts()
    text = "INSERT INTO t VALUES " + ", ".join(["(%s, '100%%', %s)"] * 60)
    wanted = "INSERT INTO t VALUES " + ", ".join(f"(${n}, '100%', ${n + 1})" for n in range(1, 121, 2))
    hits, misses = times()
    assert [read(text, 120), read(text, 120)] == [wanted.encode()] * 2
    assert times() == (hits + 1, misses + 1)


def test_a_text_that_is_too_long_is_not_remembered() -> None:
    remember_long_texts()
    before = times()
    text = "SELECT " + ", ".join(["%s"] * 5_000)
    assert read(text, 5_000).endswith(b"$5000")
    assert times() == before
    assert psycopg.__version__.startswith("3.")
