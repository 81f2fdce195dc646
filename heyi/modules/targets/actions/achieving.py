"""Write down what was achieved, and take it off again."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from heyi.modules.targets.contracts import Achievement
from heyi.modules.targets.models import ACHIEVEMENT
from heyi.platform.unit_of_work import UnitOfWork

_A = ACHIEVEMENT.table


def achieve(uow: UnitOfWork, achieved: Achievement) -> None:
    """Write down that somebody achieved an amount; negative takes it off. Adds no statement; nothing is no row."""
    if achieved.amount:
        _write(
            uow,
            kind=achieved.kind,
            source_type=achieved.source_type,
            source_id=achieved.source_id,
            number=achieved.number,
            person_id=achieved.person_id,
            department_id=achieved.department_id,
            amount=achieved.amount,
            occurred_on=achieved.occurred_on,
        )


def take_back(
    uow: UnitOfWork,
    source_type: str,
    source_id: UUID,
    *,
    occurred_on: date,
    amount: Decimal | None = None,
) -> None:
    """Take an amount of what a document achieved off whom it was given to; all of it if no amount is said."""
    names = ("kind", "number", "person_id", "department_id")
    place = (
        _A.c.tenant_id == uow.tenant_id,
        _A.c.source_type == source_type,
        _A.c.source_id == source_id,
    )
    columns = [_A.columns[name] for name in names]
    query = select(*columns, func.sum(_A.c.amount).label("amount")).where(*place).group_by(*columns)
    for row in uow.rows(query):
        taken = row["amount"] if amount is None else amount
        if taken:
            given = {name: row[name] for name in names}
            _write(
                uow,
                **given,
                source_type=source_type,
                source_id=source_id,
                amount=-taken,
                occurred_on=occurred_on,
            )


def _write(uow: UnitOfWork, **values: Any) -> None:
    row = {"id": uow.new_id(), "company_id": uow.company_id, "booked_at": uow.now, **values}
    uow.insert(_A, row)
