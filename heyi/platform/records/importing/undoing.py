"""Take back what an import wrote, where nobody has changed or used it since."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, delete, literal, select

from heyi.platform.db.schema import metadata
from heyi.platform.errors import InvalidInput
from heyi.platform.files.tables import FILE
from heyi.platform.records import access, keys, search
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.matching import taken
from heyi.platform.records.importing.tables import IMPORT_STEP
from heyi.platform.records.kinds import Kind
from heyi.platform.records.listeners import tell
from heyi.platform.records.recycling import throw_away_many
from heyi.platform.records.referred import referrers
from heyi.platform.records.referring import missing, named
from heyi.platform.records.saving import audit_deleted, plain, prepared, tell_gone, values_of, write_changes
from heyi.platform.unit_of_work import UnitOfWork

MOST_NAMED = 200
AT_ONCE = 500
_NEVER_CHANGED = 1
Report = dict[str, Any]
Row = Mapping[Any, Any]


def undo_step(uow: UnitOfWork, shape: Record, run_id: UUID, report: Report) -> tuple[Report, bool]:
    """Take back what the last step wrote that was not taken back yet; whether there are others."""
    step = IMPORT_STEP.c
    place = (step.tenant_id == uow.tenant_id, step.run_id == run_id)
    row = uow.first(select(IMPORT_STEP).where(*place).order_by(step.number.desc()).limit(1).with_for_update())
    if row is None:
        return report, False
    report = {**report, "named": list(report["named"])}
    _restore(uow, shape, row["changed"], report)
    created = [UUID(one) for one in row["created"]]
    for start in range(0, len(created), AT_ONCE):
        _remove(uow, shape, created[start : start + AT_ONCE], report)
    uow.execute(delete(IMPORT_STEP).where(*place, step.number == row["number"]))
    return report, True


def _remove(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], report: Report) -> None:
    held = _held(uow, shape, ids)
    used = used_by_others(uow, shape, [row["id"] for row in held])
    gone = []
    for row in held:
        if row["version"] != _NEVER_CHANGED:
            _keep(report, shape, row, None, "changed")
        elif row["id"] in used:
            _keep(report, shape, row, None, "used")
        else:
            gone.append(row)
    if not gone:
        return
    record_ids = [row["id"] for row in gone]
    if shape.custom:
        throw_away_many(uow, shape, gone)
        keys.remove_keys(uow, shape, record_ids)
    search.remove_words(uow, shape, record_ids)
    place = access.within(uow, shape, shape.table)
    uow.execute(delete(shape.table).where(*place, shape.table.c.id.in_(record_ids)))
    for row in gone:
        audit_deleted(uow, shape, row)
        tell(uow, shape, row["id"], row["version"] + 1, "deleted", ())
    tell_gone(uow, shape, gone)
    uow.flush()
    report["deleted"] += len(gone)


def _restore(uow: UnitOfWork, shape: Record, changed: Sequence[Any], report: Report) -> None:
    wanted = {UUID(record_id): fields for record_id, fields in changed}
    changes = []
    wishes: list[tuple[Row, dict[str, Any]]] = []
    for row in _held(uow, shape, list(wanted)):
        now = values_of(shape, row)
        told = plain(shape, now)
        back = {}
        for name, (old, new) in wanted[row["id"]].items():
            item = shape.by_name.get(name)
            if item is None or item.kind is Kind.FORMULA:
                continue
            if told.get(name) == new:
                back[name] = old if item.own else _typed(shape, name, old)
            else:
                _keep(report, shape, row, name, "changed")
        wishes.append((row, back))
    _leave_impossible(uow, shape, wishes, report)
    for row, back in wishes:
        try:
            change = prepared(uow, shape, row, back)
        except InvalidInput:
            _keep(report, shape, row, None, "refused")
            continue
        if change is not None:
            changes.append(change)
    for start in range(0, len(changes), AT_ONCE):
        write_changes(uow, shape, changes[start : start + AT_ONCE])
    report["restored"] += len(changes)


def _leave_impossible(
    uow: UnitOfWork, shape: Record, wishes: Sequence[tuple[Row, dict[str, Any]]], report: Report
) -> None:
    """Take out of what is to come back the values that another row has now, and references to what is gone."""
    for item in shape.fields:
        back = [(row, values) for row, values in wishes if values.get(item.name) not in (None, "", [])]
        if not back:
            continue
        if item.unique:
            holders = dict(taken(uow, shape, item, {values[item.name]: 0 for _, values in back}))
            for row, values in back:
                if holders.get(values[item.name], row["id"]) != row["id"]:
                    del values[item.name]
                    _keep(report, shape, row, item.name, "taken")
        elif item.is_reference or item.kind is Kind.MULTI_REFERENCE:
            gone = missing(uow, item, {one for _, values in back for one in named(item, values)})
            for row, values in back:
                if not gone.isdisjoint(named(item, values)):
                    del values[item.name]
                    _keep(report, shape, row, item.name, "gone")


def used_by_others(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> set[UUID]:
    """Which of these rows anything refers to: rows of other tables, fields of a tenant's own, files."""
    if not ids:
        return set()
    wanted = any_(literal(list(ids), ARRAY(Uuid())))
    used: set[UUID] = set()
    for table in metadata.tables.values():
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table is not shape.table or "tenant_id" not in table.columns:
                continue
            column = next(item for item in constraint.columns if item.name != "tenant_id")
            query = select(column.label("id")).where(table.c.tenant_id == uow.tenant_id, column == wanted)
            used |= {row["id"] for row in uow.rows(query.distinct())}
    used |= set(referrers(uow, shape, ids))
    files = select(FILE.c.record_id.label("id")).where(
        FILE.c.tenant_id == uow.tenant_id, FILE.c.record == shape.name, FILE.c.record_id == wanted
    )
    return used | {row["id"] for row in uow.rows(files)}


def _held(uow: UnitOfWork, shape: Record, ids: Collection[UUID]) -> Sequence[Mapping[Any, Any]]:
    if not ids:
        return []
    table = shape.table
    query = select(table).where(*access.within(uow, shape, table), table.c.id.in_(sorted(ids)))
    return uow.rows(query.order_by(table.c.id).with_for_update(of=table))


def _keep(report: Report, shape: Record, row: Mapping[Any, Any], name: str | None, reason: str) -> None:
    report["kept"] += 1
    if len(report["named"]) < MOST_NAMED:
        title = str(row[shape.title] or "")[:100]
        report["named"].append({"id": str(row["id"]), "title": title, "field": name, "reason": reason})


def _typed(shape: Record, name: str, value: Any) -> Any:
    """A value as its column holds it, from the JSON it was kept as."""
    kind = shape.table.columns[name].type.python_type
    if value is None or (isinstance(value, kind) and kind is not Decimal):
        return value
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)
