"""Search by a side table of words: a prefix search stays on its B-tree under row-level security, LIKE does not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Uuid,
    and_,
    case,
    delete,
    false,
    func,
    literal,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.sql import FromClause

from heyi.kit.text import MAX_CJK_STARTS, name_tokens, search_tokens
from heyi.kit.typos import typo_terms, typo_tokens
from heyi.platform.db.schema import tenant_table, text_column, uuid_column
from heyi.platform.records.declaration import Field, PersonalData, Record
from heyi.platform.records.kinds import SETS, Kind
from heyi.platform.unit_of_work import UnitOfWork

SEARCH_WORD = tenant_table(
    "search_word",
    text_column("record"),
    text_column("word"),
    uuid_column("record_id"),
    text_column("field"),
    versioned=False,
    keyed_by=("record", "word", "record_id", "field"),
)
# The words of one field together, each behind a line end: for words that very many records have, and to remove them.
SEARCH_TEXT = tenant_table(
    "search_text",
    text_column("record"),
    uuid_column("record_id"),
    text_column("field"),
    text_column("words"),
    versioned=False,
    keyed_by=("record", "record_id", "field"),
)
# Up to so many rows a word names them; a word of more is looked for in each row instead.
MOST_NAMED = 1_000
# Up to so many, they are read from the index of words and then looked up; of more, the list itself is read.
MOST_LISTED = 10_000
# Marks what is too long for every stretch of it to have a word: it is looked through itself.
LONG = "*"
# Between the words of a value, and between values: no word holds either.
_UNIT, _LINE = "\x1f", "\x1e"
_WRITE = (
    "WITH one AS MATERIALIZED (SELECT %s::uuid AS tenant_id, %s AS record, given.record_id::uuid, field, words "
    "FROM unnest("
    "string_to_array(%s, E'\\x1e'), string_to_array(%s, E'\\x1e'), string_to_array(%s, E'\\x1e')) "
    "AS given(record_id, field, words)), "
    "kept AS (INSERT INTO search_text (tenant_id, record, record_id, field, words) "
    "SELECT tenant_id, record, record_id, field, E'\\n' || replace(words, E'\\x1f', E'\\n') FROM one "
    "ON CONFLICT DO NOTHING) "
    "INSERT INTO search_word (tenant_id, record, word, record_id, field) "
    "SELECT tenant_id, record, word, record_id, field "
    "FROM one, unnest(string_to_array(one.words, E'\\x1f')) AS word "
    "ON CONFLICT DO NOTHING"
)
LAST = "\U0010ffff"


class Words:
    """The words of one record kind that an actor may find by: not those of fields he does not see."""

    def __init__(self, uow: UnitOfWork, record: Record, hidden: Collection[str]) -> None:
        self._uow = uow
        self._record = record
        self._hidden = sorted({item.name for item in record.searchable} & set(hidden))

    def named_by(self, term: str) -> list[UUID] | None:
        """The rows with a word that begins with `term`, or None where they are too many."""
        return self._ids(select(SEARCH_WORD.c.record_id).where(*self._begins(term)))

    def perhaps_in(self, field: str, text: str) -> list[UUID] | None:
        """All rows that may hold a stretch of Chinese in a field, and few others, or None where they are too many."""
        words = SEARCH_WORD.c
        found: list[UUID] = []
        for condition in (begins_with(text), words.word == LONG):
            held = self._within_record(condition)
            some = self._ids(select(words.record_id).where(*held, words.field == field))
            if some is None or len(found) + len(some) > MOST_NAMED:
                return None
            found += some
        return found

    def has_long(self, field: str) -> bool:
        """Whether any value of the field is too long for every stretch of it to have a word."""
        words = SEARCH_WORD.c
        long = self._within_record(words.word == LONG)
        return (
            self._uow.scalar(select(words.record_id).where(*long, words.field == field).limit(1)) is not None
        )

    def listed(self, term: str, *, field: str | None = None) -> Select[Any] | None:
        """The same rows as a query that reads no more of the index than they take; None where they are over 10,000."""
        number = self.count(term, MOST_LISTED, field=field)
        if number > MOST_LISTED:
            return None
        words = SEARCH_WORD.c
        query = select(words.record_id).where(*self._begins(term))
        if field is not None:
            query = query.where(words.field == field)
        # Written out, for the planner sees no number behind a placeholder and would read the whole table instead.
        enough: ColumnElement[int] = literal_column(str(number + number // 4 + 1))
        return select(query.order_by(words.word).limit(enough).subquery().c.record_id)

    def slips(self, term: str) -> list[UUID]:
        """The rows with a Latin word that is one slip of the finger away from `term`."""
        terms = typo_terms(term)
        if not terms:
            return []
        words = SEARCH_WORD.c
        query = select(words.record_id).distinct().where(*self._within_record(words.word.in_(terms)))
        return [row["record_id"] for row in self._uow.rows(query.limit(MOST_NAMED))]

    def rows(self, term: str, *, field: str | None = None) -> Select[Any]:
        """The ids of all rows with such a word, some perhaps twice."""
        query = select(SEARCH_WORD.c.record_id).where(*self._begins(term))
        return query if field is None else query.where(SEARCH_WORD.c.field == field)

    def count(self, term: str, most: int, *, field: str | None = None) -> int:
        """How many rows have such a word; beyond `most` only that."""
        words = SEARCH_WORD.c
        query = select(words.record_id).where(*self._begins(term))
        if field is not None:
            query = query.where(words.field == field)
        # A name may hold the same characters twice; so many more that `most` different ones are among them.
        some = query.order_by(words.word).limit(most + most // 4).subquery()
        return int(self._uow.scalar(select(func.count(some.c.record_id.distinct()))))

    def in_row(self, term: str, table: FromClause) -> ColumnElement[bool]:
        """Whether a row of `table` has such a word."""
        kept = SEARCH_TEXT.c
        place = [
            kept.tenant_id == self._uow.tenant_id,
            kept.record == self._record.name,
            kept.record_id == table.columns["id"],
        ]
        if self._hidden:
            place.append(kept.field.not_in(self._hidden))
        # Asked of one row after the other: as a join, it would read the words of all before the first is shown.
        holds = func.bool_or(func.strpos(kept.words, f"\n{term}") > 0)
        return func.coalesce(select(holds).where(*place).scalar_subquery(), false())

    def _begins(self, term: str) -> Iterator[ColumnElement[bool]]:
        return self._within_record(begins_with(term))

    def _within_record(self, condition: ColumnElement[bool]) -> Iterator[ColumnElement[bool]]:
        words = SEARCH_WORD.c
        yield words.tenant_id == self._uow.tenant_id
        yield words.record == self._record.name
        yield condition
        if self._hidden:
            yield words.field.not_in(self._hidden)

    def _ids(self, query: Select[Any]) -> list[UUID] | None:
        # The order is that of the index, so that it is read, however many the planner takes the words to be.
        return ids_if_few(self._uow, query.order_by(SEARCH_WORD.c.word))


def ids_if_few(uow: UnitOfWork, query: Select[Any]) -> list[UUID] | None:
    """The ids that a query of `record_id` finds, or None, and nothing read, where they are over 1,000."""
    some = query.limit(MOST_NAMED + 1).subquery()
    ids = func.coalesce(func.array_agg(some.c.record_id), literal([], ARRAY(Uuid)))
    few = case((func.count() <= MOST_NAMED, ids))
    found: list[UUID] | None = uow.scalar(select(type_coerce(few, ARRAY(Uuid))).select_from(some))
    return found


def begins_with(term: str) -> ColumnElement[bool]:
    """Words that begin with `term`."""
    return and_(SEARCH_WORD.c.word >= term, SEARCH_WORD.c.word < term + LAST)


def words_of(item: Field, value: Any) -> frozenset[str]:
    """All words under which a value of this field is found."""
    if value in (None, "", []):
        return frozenset()
    text = " ".join(map(str, value)) if item.kind in SETS else str(value)
    if item.kind is Kind.ADDRESS:
        text = " ".join(str(part) for part in value.values() if part)
    # 单 is dan in 单一 and shan as a surname: whether it is one, only the reader knows.
    words = name_tokens(text) if item.personal is PersonalData.NAME else search_tokens(text)
    long = {LONG} if len(text) > MAX_CJK_STARTS else set()
    return words | typo_tokens(text) | long


def add_words(uow: UnitOfWork, record: Record, record_id: UUID, values: Mapping[str, Any]) -> None:
    """Make a new record findable."""
    for item in record.searchable:
        words = sorted(words_of(item, values.get(item.name)))
        if words:
            place = {"record": record.name, "record_id": record_id, "field": item.name}
            uow.insert(SEARCH_TEXT, {**place, "words": "".join(f"\n{word}" for word in words)})
            uow.insert(SEARCH_WORD, *({**place, "word": word} for word in words))


def write_words(uow: UnitOfWork, record: Record, rows: Sequence[tuple[UUID, Mapping[str, Any]]]) -> None:
    """Make many records findable that may be found by some of these words already, by one statement."""
    ids, fields, words = [], [], []
    for record_id, values in rows:
        for item in record.searchable:
            found = words_of(item, values.get(item.name))
            if found:
                ids.append(record_id.hex)
                fields.append(item.name)
                words.append(_UNIT.join(sorted(found)))
    if ids:
        given = (uow.tenant_id, record.name, _LINE.join(ids), _LINE.join(fields), _LINE.join(words))
        uow.flush()
        uow.driver_rows(_WRITE, given)


def replace_words(uow: UnitOfWork, record: Record, record_id: UUID, values: Mapping[str, Any]) -> None:
    """Make a changed record findable under its new words only."""
    remove_words(uow, record, [record_id])
    add_words(uow, record, record_id, values)


def remove_words(uow: UnitOfWork, record: Record, record_ids: Sequence[UUID]) -> None:
    """Make removed records no longer findable."""
    words, kept = SEARCH_WORD.c, SEARCH_TEXT.c
    place = (kept.tenant_id == uow.tenant_id, kept.record == record.name, kept.record_id.in_(record_ids))
    each = func.unnest(func.string_to_array(kept.words, "\n")).table_valued("word").render_derived()
    uow.execute(
        delete(SEARCH_WORD).where(
            *place,
            words.tenant_id == kept.tenant_id,
            words.record == kept.record,
            words.record_id == kept.record_id,
            words.field == kept.field,
            words.word == each.c.word,
        )
    )
    uow.execute(delete(SEARCH_TEXT).where(*place))
