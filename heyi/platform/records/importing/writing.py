"""Write the good rows of a step: new ones as a set, changed ones as a set, and what it was for an undoing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from heyi.kit.validation import Problem
from heyi.platform.errors import AppError, InvalidInput
from heyi.platform.http.problems import problem_of
from heyi.platform.records import access
from heyi.platform.records.changes import Change, owner_changes
from heyi.platform.records.completing import owners_new
from heyi.platform.records.declaration import Record
from heyi.platform.records.importing.checking import Checked
from heyi.platform.records.importing.tables import IMPORT_STEP
from heyi.platform.records.owners import OwnerChange, beyond_transfer, following, refused_owners
from heyi.platform.records.saving import create_records, hold_many, plain, prepared, values_of, write_changes
from heyi.platform.records.search import write_words
from heyi.platform.unit_of_work import UnitOfWork

CHANGES_AT_ONCE = 500


@dataclass(frozen=True)
class Written:
    """How many rows were made and how many changed."""

    created: int
    changed: int


def write_rows(uow: UnitOfWork, shape: Record, checked: Checked, run_id: UUID, number: int) -> Written:
    """Write the good rows; a row that turns out bad joins the bad ones."""
    changes = _change(uow, shape, checked) if checked.existing else []
    _refuse_new(uow, shape, checked)
    new = [row for row in sorted(checked.good) if row not in checked.existing]
    ids: list[UUID] = []
    if new:
        many = [checked.good[row] for row in new]
        stamps = [checked.stamps.get(row, {}) for row in new] if checked.stamps else []
        ids = create_records(uow, shape, many, stamps=_full(uow, stamps), sure=True)
    if ids or changes:
        uow.insert(
            IMPORT_STEP,
            {
                "run_id": run_id,
                "number": number,
                "created": orjson.dumps(ids).decode(),
                "changed": orjson.dumps([_told(shape, one) for one in changes]).decode(),
            },
        )
    uow.flush()
    return Written(len(ids), len(changes))


def _change(uow: UnitOfWork, shape: Record, checked: Checked) -> list[Change]:
    wanted = {record_id: row for row, record_id in checked.existing.items()}
    rows = dict(wanted)
    changes: list[Change] = []
    held = hold_many(uow, shape, sorted(wanted), action="update")
    for found in held:
        row = wanted.pop(found["id"])
        try:
            change = prepared(uow, shape, found, checked.good[row])
        except InvalidInput as refused:
            for told in refused.problems:
                params = {name: str(value) for name, value in told.params.items()}
                column = checked.layout.column_of(told.field)
                checked.refuse(row, Problem(row, column, None, told.code, params))
            continue
        if change is not None:
            changes.append(change)
    owners = owner_changes(shape, changes)
    unwanted = refused_owners(uow, shape, owners) | beyond_transfer(uow, shape, owners)
    for record_id, error in unwanted.items():
        _refuse(uow, checked, shape, rows[record_id], error)
    changes = [change for change in changes if change.record_id not in unwanted]
    for row in wanted.values():
        # Between looking and holding it went out of reach.
        checked.refuse(row, Problem(row, "", None, "import_out_of_reach", {"value": ""}))
    for start in range(0, len(changes), CHANGES_AT_ONCE):
        write_changes(uow, shape, changes[start : start + CHANGES_AT_ONCE])
    return changes


def _refuse_new(uow: UnitOfWork, shape: Record, checked: Checked) -> None:
    """New rows whose owner may not have them join the bad ones; the row's number stands for its id."""
    name = shape.owner_field
    if not name:
        return
    new = [row for row in sorted(checked.good) if row not in checked.existing]
    many = [checked.good[row] for row in new]
    owners = [
        following(uow, shape, None, {name: owner}).get(name, owner) for owner in owners_new(uow, shape, many)
    ]
    wanted = [OwnerChange(UUID(int=row), None, owner) for row, owner in zip(new, owners, strict=True)]
    # Whom a rule gives them to is no handing over by whoever brings them in.
    named = [one for one in wanted if checked.good[one.record_id.int].get(name)]
    errors = refused_owners(uow, shape, wanted) | beyond_transfer(uow, shape, named, new=True)
    for placeholder, error in errors.items():
        _refuse(uow, checked, shape, placeholder.int, error)


def _refuse(uow: UnitOfWork, checked: Checked, shape: Record, row: int, error: AppError) -> None:
    told = problem_of(error, uow.actor.language)
    column = checked.layout.column_of(shape.owner_field)
    checked.refuse(row, Problem(row, column, None, "owner_refused", {"reason": told.detail}))


def _full(uow: UnitOfWork, stamps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Origins by the same columns for all, as one statement needs them."""
    return [{"created_at": uow.now, "created_by": uow.actor.user_id, **one} for one in stamps]


def _told(shape: Record, change: Change) -> list[Any]:
    before, after = plain(shape, change.old), plain(shape, change.values)
    return [change.record_id, {name: [before.get(name), after.get(name)] for name in change.names}]


def index_step(uow: UnitOfWork, shape: Record, run_id: UUID, after: int) -> int | None:
    """Write the words of what the step behind `after` made, as it is now; that step's number, or None behind the last.

    The rows are held: whoever changes one meanwhile writes its words after these, and takes these away.
    """
    step = IMPORT_STEP.c
    query = select(IMPORT_STEP).where(
        step.tenant_id == uow.tenant_id, step.run_id == run_id, step.number > after
    )
    row = uow.first(query.order_by(step.number).limit(1).with_for_update())
    if row is None:
        return None
    table = shape.table
    ids = [UUID(one) for one in row["created"]]
    found = uow.rows(
        select(table)
        .where(*access.within(uow, shape, table), table.c.id.in_(ids))
        .order_by(table.c.id)
        .with_for_update(of=table)
    )
    write_words(uow, shape, [(one["id"], values_of(shape, one)) for one in found])
    return int(row["number"])
