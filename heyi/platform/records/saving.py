"""Create, change and remove any plain record, with its words for search and its audit of old and new."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, delete, select, update

from heyi.platform import numbering
from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.records import search
from heyi.platform.records.declaration import Field, Kind, Record, record_named
from heyi.platform.unit_of_work import UnitOfWork


def create_record(uow: UnitOfWork, record: Record, values: Mapping[str, Any]) -> UUID:
    """Add a record from checked values; empty number fields take the next number of their series. Gives back its id.

    Raises:
        InvalidInput: a reference names nothing.
    """
    (record_id,) = create_records(uow, record, [values])
    return record_id


def create_records(uow: UnitOfWork, record: Record, many: list[Mapping[str, Any]]) -> list[UUID]:
    """Add many records by a fixed number of statements.

    Raises:
        InvalidInput: a reference names nothing; the place is `<row>.<field>` when there are several.
    """
    check_references(uow, record, many)
    _announce(uow, record)
    filled = _numbered(uow, record, many)
    _belong_to_the_actor(uow, record, filled)
    ids: list[UUID] = []
    for values in filled:
        record_id = uow.new_id()
        ids.append(record_id)
        company = {"company_id": uow.company_id} if record.by_company else {}
        uow.insert(record.table, {"id": record_id, **company, **values, **record.derive(values)})
        search.add_words(uow, record, record_id, values)
        changes = {
            name: [None, value] for name, value in plain(record, values).items() if value not in (None, "")
        }
        _audit(uow, record, "created", record_id, values, changes)
    return ids


def update_record(
    uow: UnitOfWork, record: Record, record_id: UUID, version: int, changed: Mapping[str, Any]
) -> None:
    """Change the given fields of a record that is still at `version`.

    Raises:
        NotFound: it does not exist in this tenant.
        VersionChanged: somebody changed it meanwhile; the params hold the version now.
        InvalidInput: a reference names nothing.
    """
    check_references(uow, record, [changed])
    _announce(uow, record)
    old = _hold(uow, record, record_id, version)
    different = {name: value for name, value in changed.items() if old[name] != value}
    if not different:
        return
    for item in record.fields:
        if item.series:
            _pass_over(uow, item, [different])
    record.guard(uow, record, record_id, different)
    values = {item.name: old[item.name] for item in record.fields} | different
    stamped = {**different, **record.derive(values), "version": version + 1, "updated_at": uow.now}
    place = _place(uow, record, record_id)
    uow.execute(update(record.table).where(*place).values(**stamped, updated_by=uow.actor.user_id))
    if any(record.field(name).searchable for name in different):
        search.replace_words(uow, record, record_id, values)
    before, after = plain(record, old), plain(record, different)
    _audit(
        uow, record, "changed", record_id, values, {name: [before[name], after[name]] for name in different}
    )


def delete_record(uow: UnitOfWork, record: Record, record_id: UUID, version: int) -> None:
    """Remove a record that is still at `version` and that nothing refers to.

    Raises:
        NotFound: it does not exist in this tenant.
        VersionChanged: somebody changed it meanwhile.
    """
    _announce(uow, record)
    old = _hold(uow, record, record_id, version)
    search.remove_words(uow, record, record_id)
    uow.execute(delete(record.table).where(*_place(uow, record, record_id)))
    _audit(uow, record, "deleted", record_id, dict(old), {})


def check_references(uow: UnitOfWork, record: Record, many: list[Mapping[str, Any]]) -> None:
    """Make sure that every reference points to a record of this tenant, by one query a referenced record.

    Raises:
        InvalidInput: one does not.
    """
    problems: list[FieldProblem] = []
    for item in record.fields:
        if item.kind is not Kind.REFERENCE:
            continue
        wanted = {values[item.name] for values in many if values.get(item.name) is not None}
        if not wanted:
            continue
        other = record_named(item.references).table
        present = uow.rows(
            select(other.c.id).where(other.c.tenant_id == uow.tenant_id, other.c.id.in_(wanted))
        )
        missing = wanted - {row["id"] for row in present}
        problems += [
            FieldProblem(
                item.name if len(many) == 1 else f"{number}.{item.name}",
                "no_such_record",
                {"value": str(values[item.name])},
            )
            for number, values in enumerate(many)
            if values.get(item.name) in missing
        ]
    if problems:
        raise InvalidInput(problems=problems)


def plain(record: Record, values: Mapping[Any, Any]) -> dict[str, Any]:
    """The values of fields as the audit keeps them."""
    return {item.name: _plain_value(values[item.name]) for item in record.fields if item.name in values}


def _place(uow: UnitOfWork, record: Record, record_id: UUID) -> list[ColumnElement[bool]]:
    columns = record.table.c
    own = [columns.company_id == uow.company_id] if record.by_company else []
    return [columns.tenant_id == uow.tenant_id, columns.id == record_id, *own]


def _hold(uow: UnitOfWork, record: Record, record_id: UUID, version: int) -> RowMapping:
    """The row as it is now, held until the transaction ends, if it is still at the version that was read."""
    row = uow.first(select(record.table).where(*_place(uow, record, record_id)).with_for_update())
    if row is None:
        raise NotFound(what=f"record.{record.name}")
    if row["version"] != version:
        raise VersionChanged(what=f"record.{record.name}", yours=version, now=row["version"])
    return row


def _announce(uow: UnitOfWork, record: Record) -> None:
    """Raise the settings version before any row is held: all who change settings meet there first."""
    if record.is_setting:
        uow.change_settings()


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, UUID | date | datetime):
        return str(value)
    return value


def _belong_to_the_actor(uow: UnitOfWork, record: Record, many: list[dict[str, Any]]) -> None:
    for item in record.fields:
        if item.actor_by_default:
            for values in many:
                values[item.name] = values.get(item.name) or uow.actor.user_id


def _numbered(uow: UnitOfWork, record: Record, many: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    filled = [dict(values) for values in many]
    for item in record.fields:
        if not item.series:
            continue
        _pass_over(uow, item, filled)
        unnumbered = [values for values in filled if not values.get(item.name)]
        if unnumbered:
            numbers = numbering.take(uow, item.series, uow.today, count=len(unnumbered))
            for values, number in zip(unnumbered, numbers, strict=True):
                values[item.name] = number
    return filled


def _pass_over(uow: UnitOfWork, item: Field, many: Iterable[Mapping[str, Any]]) -> None:
    numbering.pass_over(
        uow, item.series, uow.today, (values[item.name] for values in many if values.get(item.name))
    )


def _audit(
    uow: UnitOfWork,
    record: Record,
    action: str,
    record_id: UUID,
    values: Mapping[Any, Any],
    changes: Mapping[str, Any],
) -> None:
    party_id = record_id if record.party_field == "id" else values.get(record.party_field)
    title = str(values.get(record.title) or "")
    uow.audit(
        action, record=record.name, record_id=record_id, changes=changes, party_id=party_id, title=title
    )
