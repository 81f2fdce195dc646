"""Keys by which rows are found, ordered and told apart without reading them, kept beside the rows as text.

An own field lies inside a jsonb value, where neither an index nor a unique rule of its own can be had without changing
the table while others use it. So its value is written a second time, as text that sorts as the value does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Context, Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, select

from heyi.kit.conditions import Comparison, Op
from heyi.kit.duplicates import duplicate_key
from heyi.kit.sort_keys import sort_key
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.kinds import NUMBERS, REFERENCES, SETS, Kind
from heyi.platform.records.search import ids_if_few
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.unit_of_work import UnitOfWork

# Behind every value: what is empty comes last.
EMPTY = "\U0010ffff"
_EVERY_DIGIT = Context(prec=64)


def typed(item: Field, kept: Any) -> Any:
    """A value of an own field as Python compares it, from the JSON it is kept as."""
    if kept is None:
        return None
    kind = item.value_kind
    if kind in NUMBERS:
        return Decimal(str(kept))
    if kind is Kind.DATE:
        return date.fromisoformat(kept)
    if kind is Kind.DATETIME:
        return datetime.fromisoformat(kept)
    if kind in REFERENCES:
        return UUID(kept)
    return kept


def key_of(item: Field, kept: Any) -> str:
    """The key of one value."""
    if kept in (None, "", []):
        return EMPTY
    value = typed(item, kept)
    if item.value_kind is Kind.TIME:
        value = time.fromisoformat(value)
    return sort_key(value)


def exact_key(item: Field, kept: Any) -> str:
    """What only equal values have alike, whatever their length: a sort key leaves out case, signs and what is long."""
    value = typed(item, kept)
    if isinstance(value, Decimal):
        value = value.normalize(_EVERY_DIGIT)
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return sha256(str(value).encode()).hexdigest()


def exact_field(name: str) -> str:
    """Under which name the exact keys of a unique field are kept."""
    return f"={name}"


def names_of(fields: Iterable[str]) -> list[str]:
    """Every name under which the keys of these fields are kept."""
    return [name for field in fields for name in (field, exact_field(field))]


def keys_of(item: Field, kept: Any) -> Sequence[str]:
    """The keys of a field: one, or one for each member of a set."""
    if item.kind in SETS:
        return [str(member) for member in dict.fromkeys(kept or ())]
    return [key_of(item, kept)]


def key_rows(record: Record, record_id: UUID, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows that keep the keys of one record."""
    for item in record.own_fields:
        if not item.keyed:
            continue
        for key in keys_of(item, values.get(item.name)):
            yield {
                "record": record.name,
                "field": item.name,
                "key": key,
                "record_id": record_id,
                "is_unique": False,
            }
        if item.unique and (value := values.get(item.name)) not in (None, "", []):
            yield {
                "record": record.name,
                "field": exact_field(item.name),
                "key": exact_key(item, value),
                "record_id": record_id,
                "is_unique": True,
            }
    for rule in record.duplicates:
        same = duplicate_key(str(values.get(rule.field) or ""), rule.method)
        if same is not None:
            yield {
                "record": record.name,
                "field": rule.key_field,
                "key": same,
                "record_id": record_id,
                "is_unique": False,
            }


def meeting(item: Field, leaf: Comparison) -> ColumnElement[bool] | None:
    """Which keys meet a comparison, and perhaps few others; None where keys cannot tell."""
    key = RECORD_KEY.c.key
    value: Any = leaf.value
    match leaf.op:
        case Op.EQ if item.kind not in SETS:
            return key == _compared(item, value)
        case Op.IN if item.kind not in SETS:
            return key.in_([_compared(item, one) for one in value])
        case Op.HAS:
            return key == str(value)
        case Op.HAS_ANY:
            return key.in_([str(one) for one in value])
        case Op.GT | Op.GTE:
            return and_(key >= _compared(item, value), key < EMPTY)
        case Op.LT | Op.LTE:
            return key <= _compared(item, value)
        case _:
            return None


def named_by(uow: UnitOfWork, record: Record, item: Field, met: ColumnElement[bool]) -> list[UUID] | None:
    """The rows with such a key, or None where they are too many."""
    query = select(RECORD_KEY.c.record_id).where(*of_field(uow, record, item.name), met)
    return ids_if_few(uow, query.order_by(RECORD_KEY.c.key))


def rows(uow: UnitOfWork, record: Record, item: Field, met: ColumnElement[bool]) -> Select[Any]:
    """The ids of all rows with such a key."""
    return select(RECORD_KEY.c.record_id).where(*of_field(uow, record, item.name), met)


def count(uow: UnitOfWork, record: Record, item: Field, met: ColumnElement[bool], most: int) -> int:
    """How many keys are such; beyond `most` only that."""
    some = select(RECORD_KEY.c.record_id).where(*of_field(uow, record, item.name), met).limit(most).subquery()
    return int(uow.scalar(select(func.count()).select_from(some)))


def _compared(item: Field, value: Any) -> str:
    return sort_key(time.fromisoformat(value) if item.value_kind is Kind.TIME else value)


def of_field(uow: UnitOfWork, record: Record, field: str) -> list[ColumnElement[bool]]:
    """The keys of one field."""
    keys = RECORD_KEY.c
    return [keys.tenant_id == uow.tenant_id, keys.record == record.name, keys.field == field]


def remove_keys(
    uow: UnitOfWork, record: Record, record_ids: Sequence[UUID], fields: Sequence[str] | None = None
) -> None:
    """Forget the keys of these records; of all fields, or of some."""
    keys = RECORD_KEY.c
    place = [keys.tenant_id == uow.tenant_id, keys.record == record.name, keys.record_id.in_(record_ids)]
    if fields is not None:
        place.append(keys.field.in_(fields))
    uow.execute(delete(RECORD_KEY).where(*place))
