"""Which new rows look like rows that are there: by the keys under which names, phones and numbers are the same."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.duplicates import KeyMethod, duplicate_key
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, PersonalData, Record
from heyi.platform.records.kinds import Kind
from heyi.platform.unit_of_work import UnitOfWork

# Of a kind with more rows, only those of the same file are compared: the keys of all would fill the memory.
MOST_KNOWN = 300_000
_MOST_INDEXES = 4


@dataclass(frozen=True)
class Likeness:
    """What a new row is like: the field, the title of the other, and its row in the file where it is a new one."""

    field: str
    title: str
    row: int | None


@dataclass
class LikeIndex:
    """The keys of all rows the actor sees, and of the rows of the file so far."""

    methods: tuple[tuple[str, KeyMethod], ...]
    known: dict[int, tuple[str, int | None]] = field(default_factory=dict)

    def like(self, values: Mapping[str, Any], number: int, title: str) -> Likeness | None:
        """The first row that these values are like; they are known from now on."""
        found: Likeness | None = None
        for place, key in self._keys(values):
            other = self.known.setdefault(key, (title[:60], number))
            if found is None and other[1] != number:
                found = Likeness(place, other[0], other[1])
        return found

    def remember(self, values: Mapping[str, Any], title: str) -> None:
        """A row that is there."""
        for _, key in self._keys(values):
            self.known.setdefault(key, (title[:60], None))

    def _keys(self, values: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        for name, method in self.methods:
            value = values.get(name)
            if value and (key := duplicate_key(str(value), method)) is not None:
                yield name, hash((method, key))


def methods_of(record: Record, seen: Collection[str]) -> tuple[tuple[str, KeyMethod], ...]:
    """By which of the fields that the actor sees rows of a record are told to be alike."""
    return tuple(
        (item.name, method)
        for item in record.fields
        if item.name in seen and (method := _method(record, item)) is not None
    )


def _method(record: Record, item: Field) -> KeyMethod | None:
    if item.own:
        return KeyMethod.PHONE if item.kind is Kind.PHONE else None
    if item.name == "uscc":
        return KeyMethod.USCC
    if item.kind is Kind.PHONE:
        return KeyMethod.PHONE
    if item.name == record.title and record.custom:
        person = item.personal is PersonalData.NAME and "kind" not in record.by_name
        # Two people of one name are two people; two companies of one name are mostly one.
        return None if person else KeyMethod.COMPANY_NAME
    if item.kind in (Kind.EMAIL, Kind.URL):
        return KeyMethod.EXACT if item.kind is Kind.EMAIL else KeyMethod.DOMAIN
    return None


_indexes: OrderedDict[UUID, tuple[int, LikeIndex]] = OrderedDict()
_lock = Lock()


def index_for(
    uow: UnitOfWork, shape: Record, run_id: UUID, position: int, seen: Collection[str]
) -> LikeIndex | None:
    """The keys as they were when the step before ended, kept by this process or read anew; None where none are told."""
    methods = methods_of(shape, seen)
    if not methods:
        return None
    with _lock:
        kept = _indexes.pop(run_id, None)
    if kept is not None and kept[0] == position:
        return kept[1]
    index = LikeIndex(methods)
    columns = [shape.table.columns[name].label(name) for name, _ in methods if not shape.by_name[name].own]
    title = shape.table.columns[shape.title].label("its_title")
    query = select(*columns, title).where(*access.rows(uow, shape)).limit(MOST_KNOWN)
    for row in uow.connection.execute(query.execution_options(yield_per=2_000)).mappings():
        index.remember({str(name): value for name, value in row.items()}, str(row["its_title"]))
    uow.statements += 1
    return index


def keep_index(run_id: UUID, position: int, index: LikeIndex | None) -> None:
    """Keep the keys for the step that begins there."""
    if index is None:
        return
    with _lock:
        _indexes[run_id] = (position, index)
        while len(_indexes) > _MOST_INDEXES:
            _indexes.popitem(last=False)


def drop_index(run_id: UUID) -> None:
    """Forget the keys of a run that has ended."""
    with _lock:
        _indexes.pop(run_id, None)
