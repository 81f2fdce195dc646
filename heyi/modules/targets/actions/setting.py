"""Enter the targets of a year."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.targets.contracts import Achieved, Level
from heyi.modules.targets.models import TARGET
from heyi.platform.records import access
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

_RECORDS = {Level.DEPARTMENT: "department", Level.PERSON: "app_user"}
_KEYS = ("company_id", "kind", "level", "subject_id", "month")


def set_targets(
    uow: UnitOfWork,
    kind: Achieved,
    level: Level,
    subject_id: UUID | None,
    *,
    year: int,
    months: Sequence[Decimal],
) -> None:
    """Enter the twelve months of a year for the company, a department or a person; what stood there is replaced.

    Raises:
        NotFound: there is no such department or person.
    """
    subject = uow.company_id
    if subject_id is not None:
        subject = subject_id
        access.require_row(uow, shape_of(uow, _RECORDS[level]), subject)
    rows = [
        {
            "company_id": uow.company_id,
            "kind": kind,
            "level": level,
            "subject_id": subject,
            "month": date(year, number, 1),
            "amount": amount,
        }
        for number, amount in enumerate(months, start=1)
    ]
    uow.insert_missing(TARGET, [{"id": uow.new_id(), **row} for row in rows], unique=_KEYS)
    uow.update_rows(TARGET, rows, keys=_KEYS, assignments=["amount = v.amount"])
    uow.audit(
        "targets_set",
        record=_RECORDS.get(level, "company"),
        record_id=subject,
        changes={f"{kind}.{year}": [None, [str(amount) for amount in months]]},
    )
