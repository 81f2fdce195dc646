"""A file to start from: the columns of a record in the reader's language, and one row as an example."""

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal

from sqlalchemy import select

from heyi.kit.tabular import Cell, write_csv
from heyi.platform.messages import translate
from heyi.platform.records import access
from heyi.platform.records.declaration import Field, Kind, Record
from heyi.platform.records.importing.cells import choice_labels
from heyi.platform.records.importing.columns import fillable, label_of
from heyi.platform.records.importing.words import words_of
from heyi.platform.records.kinds import CHOICES, SETS
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_WITHOUT_EXAMPLE = (Kind.URL, Kind.ADDRESS, Kind.TIME, Kind.RICH_TEXT)


def template_csv(uow: UnitOfWork, record: Record) -> bytes:
    """The template; brought in as it is, it makes one record."""
    shape, words = shape_of(uow, record.name), words_of(uow)
    fields = [item for item in fillable(uow, shape, words).fields if item.kind is not Kind.TAGS]
    header = [words.text(label_of(shape, item), uow.actor.language) for item in fields]
    return b"".join(write_csv(header, [[_example(uow, shape, item) for item in fields]]))


def _example(uow: UnitOfWork, record: Record, item: Field) -> Cell:
    """A value that the field takes; none where it numbers itself, or where only the user can know one."""
    language, words = uow.actor.language, words_of(uow)
    label = words.text(label_of(record, item), language)
    is_known_to_the_user_only = bool(item.check or item.references) and not item.must_be_given
    if item.series or item.kind is Kind.LONG_TEXT or is_known_to_the_user_only:
        return None
    if item.is_reference or item.kind is Kind.MULTI_REFERENCE:
        return _some_title(uow, item)
    if item.kind in CHOICES:
        labels = choice_labels(record, item, language, words)
        chosen = item.choices.index(item.default) if item.kind is Kind.CHOICE and item.default else 0
        return labels[chosen] if labels else None
    if item.kind in SETS or item.kind in _WITHOUT_EXAMPLE:
        return None
    examples: Mapping[Kind, Cell] = {
        Kind.BOOLEAN: translate("import.yes" if item.default else "import.no", language),
        Kind.PERCENT: "13%",
        Kind.DATE: uow.today,
        Kind.DATETIME: datetime.combine(uow.today, time(9)),
        Kind.PHONE: "13800138000",
        Kind.EMAIL: "name@example.com",
        Kind.TEXT: translate("import.example", language, {"field": label})[: item.max_length],
    }
    return examples.get(item.kind, Decimal(max(item.minimum or 1, 1)))


def _some_title(uow: UnitOfWork, item: Field) -> str | None:
    other = shape_of(uow, item.references)
    title = other.table.columns[other.title]
    query = select(title).where(*access.rows(uow, other)).order_by(other.table.c.id).limit(1)
    found: str | None = uow.scalar(query)
    return found
