"""Bring back what lies in the recycle bin: the same row under the same id, findable as before, one version on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Numeric, Uuid, insert, select
from sqlalchemy.schema import Column

from heyi.platform.errors import InvalidInput, NotFound
from heyi.platform.records import access, keys, search
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.duplicates.errors import MergedAway
from heyi.platform.records.listeners import tell
from heyi.platform.records.owners import OwnerChange, require_owners, tell_owners
from heyi.platform.records.parts import KEPT as PARTS
from heyi.platform.records.parts import bring_back_parts, lost_parts
from heyi.platform.records.recycling import CannotRestore, Restored, take_out_of_bin
from heyi.platform.records.referring import check_references
from heyi.platform.records.saving import values_of
from heyi.platform.records.tables import RECORD_KEY, RECORD_MERGE
from heyi.platform.records.titles import shown_title
from heyi.platform.records.watching import RowChange, tell_rows
from heyi.platform.unit_of_work import UnitOfWork


def restore(uow: UnitOfWork, record_id: UUID, *, of_merge: bool = False) -> Restored:
    """Bring a deleted record back.

    Raises:
        NotFound: there is none in the bin that the actor may bring back.
        CannotRestore: another record has a value now that may be there only once, or what it refers to is gone; the
            params name the fields.
        MergedAway: it became another record, and comes back when that is taken back, as `of_merge` says it is.
    """
    if not of_merge:
        _refuse_merged(uow, record_id)
    shape, kept = take_out_of_bin(uow, record_id)
    if shape.is_setting:
        uow.change_settings()
    row = {
        column.name: typed(column, kept[column.name]) for column in shape.table.columns if column.name in kept
    }
    if shape.by_company and row["company_id"] != uow.company_id:
        raise NotFound(what="record.recycled_record")
    values = values_of(shape, row)
    parts = kept.get(PARTS, {})
    _refuse_unfit(uow, shape, values, lost_parts(uow, shape, parts))
    back = [OwnerChange(record_id, None, row.get(shape.owner_field))] if shape.owner_field else []
    require_owners(uow, shape, back)
    version = row["version"] + 1
    row |= {"tenant_id": uow.tenant_id, "version": version}
    row |= {"updated_at": uow.now, "updated_by": uow.actor.user_id}
    uow.execute(insert(shape.table).values(row))
    bring_back_parts(uow, shape, parts, typed)
    search.add_words(uow, shape, record_id, values)
    uow.insert(RECORD_KEY, *keys.key_rows(shape, record_id, values))
    title = str(values.get(shape.title) or "")
    party_id = record_id if shape.party_field == "id" else values.get(shape.party_field)
    uow.audit("restored", record=shape.name, record_id=record_id, party_id=party_id, title=title)
    tell(uow, shape, record_id, version, "created", tuple(values))
    tell_owners(uow, shape, back)
    tell_rows(uow, shape, [RowChange(None, values)])
    return Restored(record_id, shape.name, shape.path, version)


def typed(column: Column[Any], kept: Any) -> Any:
    """A value as its column takes it, from the JSON it lay in."""
    if not isinstance(kept, str):
        return kept
    match column.type:
        case Uuid():
            return UUID(kept)
        case DateTime():
            return datetime.fromisoformat(kept)
        case Date():
            return date.fromisoformat(kept)
        case Numeric():
            return Decimal(kept)
        case _:
            return kept


def _refuse_merged(uow: UnitOfWork, record_id: UUID) -> None:
    merged = RECORD_MERGE.c
    here = (merged.tenant_id == uow.tenant_id, merged.loser_id == record_id, merged.undone_at.is_(None))
    if uow.scalar(select(merged.id).where(*here).limit(1)) is not None:
        raise MergedAway


def _refuse_unfit(uow: UnitOfWork, shape: Record, values: Mapping[str, Any], lost: Sequence[str]) -> None:
    title = shown_title(uow, shape, values.get(shape.title))
    taken = [f"field.{shape.name}.{item.name}" for item in _taken(uow, shape, values)]
    if taken:
        raise CannotRestore(title=title, fields=taken, reason="reason.restore.taken")
    try:
        check_references(uow, shape, [values])
    except InvalidInput as refusal:
        gone = dict.fromkeys(f"field.{shape.name}.{problem.field}" for problem in refusal.problems)
        raise CannotRestore(title=title, fields=[*gone, *lost], reason="reason.restore.gone") from None
    if lost:
        raise CannotRestore(title=title, fields=list(lost), reason="reason.restore.gone")


def _taken(uow: UnitOfWork, shape: Record, values: Mapping[str, Any]) -> Iterator[Field]:
    """The fields whose values may be there once only, and are there already."""
    table = shape.table
    for item in shape.fields:
        value = values.get(item.name)
        if not item.unique or value in (None, ""):
            continue
        if item.own:
            place = keys.of_field(uow, shape, keys.exact_field(item.name))
            query = select(RECORD_KEY.c.record_id).where(
                *place, RECORD_KEY.c.key == keys.exact_key(item, value)
            )
        else:
            place = access.within(uow, shape, table)
            query = select(table.c.id).where(*place, table.columns[item.name] == value)
        if uow.scalar(query.limit(1)) is not None:
            yield item
