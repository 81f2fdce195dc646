"""Search by a side table of words: a prefix search stays on its B-tree under row-level security, LIKE does not."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select

from heyi.kit.text import search_tokens
from heyi.platform.db.schema import index, tenant_table, text_column, uuid_column
from heyi.platform.records.declaration import PersonalData, Record
from heyi.platform.unit_of_work import UnitOfWork

SEARCH_WORD = tenant_table(
    "search_word",
    text_column("record"),
    text_column("word"),
    uuid_column("record_id"),
    index("search_word", "record", "record_id"),
    versioned=False,
    keyed_by=("record", "word", "record_id"),
)
_LAST = "\U0010ffff"


def matching_ids(tenant_id: UUID, record: str, term: str) -> Select[Any]:
    """The ids of records with a word that begins with `term`."""
    words = SEARCH_WORD.c
    return select(words.record_id).where(
        words.tenant_id == tenant_id, words.record == record, words.word >= term, words.word < term + _LAST
    )


def words_of(record: Record, values: Mapping[str, Any]) -> frozenset[str]:
    """All words under which a record with these values is found."""
    words: set[str] = set()
    for item in record.searchable:
        if text := values.get(item.name):
            words |= search_tokens(str(text))
            # 单 is dan in 单一 and shan as a surname: whether it is one, only the reader knows.
            if item.personal is PersonalData.NAME:
                words |= search_tokens(str(text), as_name=True)
    return frozenset(words)


def add_words(uow: UnitOfWork, record: Record, record_id: UUID, values: Mapping[str, Any]) -> None:
    """Make a new record findable."""
    rows = (
        {"record": record.name, "word": word, "record_id": record_id}
        for word in sorted(words_of(record, values))
    )
    uow.insert(SEARCH_WORD, *rows)


def replace_words(uow: UnitOfWork, record: Record, record_id: UUID, values: Mapping[str, Any]) -> None:
    """Make a changed record findable under its new words only."""
    remove_words(uow, record, record_id)
    add_words(uow, record, record_id, values)


def remove_words(uow: UnitOfWork, record: Record, record_id: UUID) -> None:
    """Make a removed record no longer findable."""
    words = SEARCH_WORD.c
    uow.execute(
        delete(SEARCH_WORD).where(
            words.tenant_id == uow.tenant_id, words.record == record.name, words.record_id == record_id
        )
    )
