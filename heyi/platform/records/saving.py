"""Create, change and remove any plain record, with its words for search, its keys, and its audit of old and new."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, delete, select

from heyi.platform.errors import FieldProblem, InvalidInput, NotFound, VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.records import access, keys, search
from heyi.platform.records.attaching import attach
from heyi.platform.records.changes import Change, owner_changes
from heyi.platform.records.completing import complete
from heyi.platform.records.declaration import Kind, Record
from heyi.platform.records.filling import belong_to_the_actor, numbered, pass_over, with_defaults
from heyi.platform.records.gates import ask_gates
from heyi.platform.records.listeners import tell
from heyi.platform.records.owners import OwnerChange, beyond_transfer, following, require_owners, tell_owners
from heyi.platform.records.recycling import throw_away
from heyi.platform.records.referred import refuse_referred
from heyi.platform.records.referring import check_references
from heyi.platform.records.row_rules import check_row, computed
from heyi.platform.records.shapes import shape_of
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.records.watching import RowChange, tell_rows
from heyi.platform.unit_of_work import UnitOfWork

# Looks at rows that are about to be saved, and refuses those that must not be.
Look = Callable[[UnitOfWork, Record, Sequence[Mapping[str, Any]]], None]


def create_record(
    uow: UnitOfWork, record: Record, values: Mapping[str, Any], *, columns: Mapping[str, Any] | None = None
) -> UUID:
    """Add a record from checked values; empty number fields take the next number of their series. Gives back its id.

    `columns` are values of columns that are no fields.

    Raises:
        InvalidInput: a reference names nothing, or a rule of the whole row is broken.
    """
    (record_id,) = create_records(uow, record, [values], stamps=[columns] if columns else ())
    return record_id


def create_records(
    uow: UnitOfWork,
    record: Record,
    many: Sequence[Mapping[str, Any]],
    *,
    stamps: Sequence[Mapping[str, Any]] = (),
    sure: bool = False,
) -> list[UUID]:
    """Add many records by a fixed number of statements.

    `stamps` say for each what stands in columns that are no fields, as who made it when, if not the actor now.

    `sure`: their references and the rules of whole rows were looked at already, and their words are written by the
    caller (`search.write_words`).

    Raises:
        InvalidInput: a reference names nothing, or a rule of a whole row is broken; the place is `<row>.<field>` when
            there are several.
    """
    shape = shape_of(uow, record.name)
    if not sure:
        check_references(uow, shape, many)
    _announce(uow, shape)
    filled = numbered(uow, shape, [with_defaults(shape, values) for values in many])
    belong_to_the_actor(uow, shape, filled)
    if any(item.kind is Kind.FORMULA for item in shape.fields):
        for values in filled:
            values.update(computed(shape, values))
    if not sure:
        _check_rows(shape, filled)
    ids = [uow.new_id() for _ in filled]
    complete(uow, shape, ids, filled)
    said = [frozenset(values) for values in filled]
    owners = _new_owners(uow, shape, ids, filled)
    for number, (record_id, values) in enumerate(zip(ids, filled, strict=True)):
        uow.insert(shape.table, {"id": record_id, **row_of(uow, shape, values), **_stamp(stamps, number)})
        if not sure:
            search.add_words(uow, shape, record_id, values)
        uow.insert(RECORD_KEY, *keys.key_rows(shape, record_id, values))
        # What only follows from whose it is, is not told: it was not said.
        told = ((name, value) for name, value in plain(shape, values).items() if name in said[number])
        changes = {name: [None, value] for name, value in told if value not in (None, "", [])}
        _audit(uow, shape, "created", record_id, values, changes)
        tell(uow, shape, record_id, 1, "created", tuple(changes))
    attach(uow, shape, list(zip(ids, filled, strict=True)))
    tell_owners(uow, shape, owners)
    tell_rows(uow, shape, [RowChange(None, values) for values in filled])
    return ids


def _new_owners(
    uow: UnitOfWork, shape: Record, ids: Sequence[UUID], filled: Sequence[dict[str, Any]]
) -> list[OwnerChange]:
    """Whose the new rows will be, if nobody refuses it, with what follows from that in their values."""
    if not shape.owner_field:
        return []
    for values in filled:
        values.update(following(uow, shape, None, values))
    pairs = zip(ids, filled, strict=True)
    owners = [OwnerChange(record_id, None, values.get(shape.owner_field)) for record_id, values in pairs]
    require_owners(uow, shape, owners)
    return owners


def update_record(
    uow: UnitOfWork,
    record: Record,
    record_id: UUID,
    version: int,
    changed: Mapping[str, Any],
    *,
    as_actor: bool = False,
) -> None:
    """Change the given fields of a record that is still at `version`.

    `as_actor`: only if the actor reaches the row, as at every door; a verb that has looked already says nothing.

    Raises:
        NotFound: it does not exist in this tenant, or not for the actor.
        NotAllowed: the actor sees it, but may not change it.
        VersionChanged: somebody changed it meanwhile; the params hold the version now.
        InvalidInput: a reference names nothing, or a rule of the whole row is broken.
    """
    shape = shape_of(uow, record.name)
    check_references(uow, shape, [changed])
    _announce(uow, shape)
    row = _hold(uow, shape, record_id, action="update" if as_actor else None)
    if row["version"] != version:
        raise VersionChanged(what=f"record.{shape.name}", yours=version, now=row["version"])
    if as_actor:
        ask_gates(uow, shape, "update", row, changed)
    owner = shape.owner_field
    if as_actor and owner in changed:
        for error in beyond_transfer(
            uow, shape, [OwnerChange(record_id, row[owner], changed[owner])]
        ).values():
            raise error
    change_held(uow, shape, row, changed)


def change_held(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any], changed: Mapping[str, Any]) -> bool:
    """Change fields of a row that this transaction holds; whether that changed anything.

    Raises:
        InvalidInput: a rule of the whole row is broken.
    """
    change = prepared(uow, shape, row, changed)
    if change is None:
        return False
    require_owners(uow, shape, owner_changes(shape, [change]))
    write_changes(uow, shape, [change])
    return True


def prepared(
    uow: UnitOfWork,
    shape: Record,
    row: Mapping[Any, Any],
    changed: Mapping[str, Any],
    *,
    handing: bool = False,
) -> Change | None:
    """What a change makes of a row that this transaction holds; None where it changes nothing.

    `handing`: what was wrong with the row before is no reason to keep it from a new owner.

    Raises:
        InvalidInput: a rule of the whole row is broken.
    """
    old = values_of(shape, row)
    different = {name: value for name, value in changed.items() if old.get(name) != value}
    if not different:
        return None
    for item in shape.fields:
        if item.series and not item.own:
            pass_over(uow, item, [different])
    shape.guard(uow, shape, row["id"], different)
    followed = shape.follow(uow, old, different)
    different |= {name: value for name, value in followed.items() if old.get(name) != value}
    values = old | different
    results = {name: value for name, value in computed(shape, values).items() if old.get(name) != value}
    values |= results
    results |= following(uow, shape, old.get(shape.owner_field), values)
    values |= results
    problems = check_row(shape, values, different, old)
    if handing:
        problems = [problem for problem in problems if problem.field in different]
    if problems:
        raise InvalidInput(problems=problems)
    return Change(row["id"], row["version"], old, values, tuple(different | results))


def write_changes(uow: UnitOfWork, shape: Record, changes: Sequence[Change]) -> None:
    """Write changes of rows that this transaction holds, all by the same few statements."""
    names = {name for change in changes for name in change.names}
    columns = sorted(name for name in names if not shape.by_name[name].own)
    rows = []
    for change in changes:
        written = row_of(uow, shape, change.values)
        own = {"custom": written["custom"]} if len(columns) < len(names) else {}
        derived = shape.derive(change.values)
        rows.append({"id": change.record_id, **{name: written[name] for name in columns}, **own, **derived})
    uow.update_rows(shape.table, rows, assignments=[f"{name} = v.{name}" for name in rows[0] if name != "id"])
    _index_anew(uow, shape, changes)
    attach(uow, shape, [(one.record_id, {name: one.values[name] for name in one.names}) for one in changes])
    for change in changes:
        before, after = plain(shape, change.old), plain(shape, change.values)
        told = {name: [before.get(name), after.get(name)] for name in change.names}
        _audit(uow, shape, "changed", change.record_id, change.values, told)
        tell(uow, shape, change.record_id, change.version + 1, "changed", change.names)
    tell_owners(uow, shape, owner_changes(shape, changes))
    tell_rows(uow, shape, [RowChange(change.old, change.values) for change in changes])


def _index_anew(uow: UnitOfWork, shape: Record, changes: Sequence[Change]) -> None:
    """Make changed rows findable under their new words and keys only."""
    worded = [one for one in changes if any(shape.by_name[name].searchable for name in one.names)]
    if worded:
        search.remove_words(uow, shape, [one.record_id for one in worded])
        for one in worded:
            search.add_words(uow, shape, one.record_id, one.values)
    names = {name for one in changes for name in one.names}
    keyed = sorted(
        {*keys.names_of(name for name in names if shape.by_name[name].keyed)}
        | {rule.key_field for rule in shape.duplicates if rule.field in names}
    )
    if keyed:
        keys.remove_keys(uow, shape, [one.record_id for one in changes], keyed)
        for one in changes:
            rows = keys.key_rows(shape, one.record_id, one.values)
            uow.insert(RECORD_KEY, *(row for row in rows if row["field"] in keyed))


def delete_record(
    uow: UnitOfWork, record: Record, record_id: UUID, version: int, *, as_actor: bool = False
) -> None:
    """Remove a record that is still at `version` and that nothing refers to; what takes own fields can be brought back.

    Raises:
        NotFound: it does not exist in this tenant, or not for the actor.
        NotAllowed: the actor sees it, but may not remove it.
        VersionChanged: somebody changed it meanwhile.
        StillReferredTo, StillUsed: an own field of another row names it.
    """
    shape = shape_of(uow, record.name)
    _announce(uow, shape)
    row = _hold(uow, shape, record_id, action="delete" if as_actor else None)
    if row["version"] != version:
        raise VersionChanged(what=f"record.{shape.name}", yours=version, now=row["version"])
    if as_actor:
        ask_gates(uow, shape, "delete", row, {})
    refuse_referred(uow, shape, record_id)
    delete_held(uow, shape, row)
    tell_gone(uow, shape, [row])


def delete_held(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any]) -> None:
    """Remove a row that this transaction holds and no own field names (`referred`), with its words and keys.

    Whoever removes rows says so at the end, by `tell_gone`.
    """
    record_id = row["id"]
    if shape.custom:
        throw_away(uow, shape, row)
        keys.remove_keys(uow, shape, [record_id])
    search.remove_words(uow, shape, [record_id])
    place = access.within(uow, shape, shape.table)
    uow.execute(delete(shape.table).where(*place, shape.table.c.id == record_id))
    audit_deleted(uow, shape, row)
    tell(uow, shape, record_id, row["version"] + 1, "deleted", ())


def tell_gone(uow: UnitOfWork, shape: Record, rows: Sequence[Mapping[Any, Any]]) -> None:
    """Tell all who watch that these rows are no more."""
    tell_rows(uow, shape, [RowChange(values_of(shape, row), None) for row in rows])


def audit_deleted(uow: UnitOfWork, shape: Record, row: Mapping[Any, Any]) -> None:
    """Write down who removed a row."""
    _audit(uow, shape, "deleted", row["id"], values_of(shape, row), {})


def values_of(shape: Record, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a stored row by name, own ones as they are kept."""
    own = row["custom"] if shape.custom else {}
    return {item.name: own.get(item.name) if item.own else row[item.name] for item in shape.fields}


def row_of(uow: UnitOfWork, shape: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that hold these values."""
    own = {
        item.name: values[item.name]
        for item in shape.own_fields
        if values.get(item.name) not in (None, "", [])
    }
    return {
        **({"company_id": uow.company_id} if shape.by_company else {}),
        **({"record": shape.row_type} if shape.own else {}),
        **{item.name: values[item.name] for item in shape.fields if not item.own and item.name in values},
        **({"custom": orjson.dumps(own).decode()} if shape.custom else {}),
        **shape.derive(values),
    }


def plain(record: Record, values: Mapping[Any, Any]) -> dict[str, Any]:
    """The values of fields as the audit keeps them."""
    return {item.name: _plain_value(values[item.name]) for item in record.fields if item.name in values}


def hold_many(uow: UnitOfWork, shape: Record, ids: Sequence[UUID], *, action: str) -> list[RowMapping]:
    """Those of the rows that the actor reaches with `action`, as they are now, held in the order of their ids."""
    table = shape.table
    query = select(table).where(*access.rows(uow, shape, action), table.c.id.in_(ids)).order_by(table.c.id)
    return list(uow.rows(query.with_for_update(of=table)))


def _hold(uow: UnitOfWork, shape: Record, record_id: UUID, *, action: str | None) -> RowMapping:
    """The row as it is now, held until the transaction ends."""
    table = shape.table
    place = access.within(uow, shape, table) if action is None else access.rows(uow, shape, action)
    row = uow.first(select(table).where(*place, table.c.id == record_id).with_for_update(of=table))
    if row is None:
        if action is not None:
            access.require_row(uow, shape, record_id, action)
        raise NotFound(what=f"record.{shape.name}")
    return row


def _check_rows(shape: Record, many: Sequence[Mapping[str, Any]]) -> None:
    problems = [
        problem if len(many) == 1 else FieldProblem(f"{number}.{problem.field}", problem.code, problem.params)
        for number, values in enumerate(many)
        for problem in check_row(shape, values, values, {})
    ]
    if problems:
        raise InvalidInput(problems=problems)


def _stamp(stamps: Sequence[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    return stamps[number] if stamps else {}


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
