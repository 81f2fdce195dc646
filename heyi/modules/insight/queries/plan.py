"""The day of one person in the order of time: whom to contact and what to do."""

from collections.abc import Iterator
from typing import Any, Final

from heyi.modules.insight.contracts import PlanStep
from heyi.modules.insight.queries.asking import asking, day_of, narrowed
from heyi.modules.insight.rules import MINE, Tree, every, leaf
from heyi.platform.records.listing import ListQuery, order_of, selected_rows
from heyi.platform.records.selecting import Selecting
from heyi.platform.records.showing import shape_rows
from heyi.platform.unit_of_work import UnitOfWork

MOST_STEPS: Final = 50


def plan_of(uow: UnitOfWork) -> list[PlanStep]:
    """Contacts and open tasks of today and those that are late, the earliest first; at most fifty of each."""
    until = day_of(uow).instant(1)
    contacts = every(MINE, leaf("next_contact_at", "lt", until))
    tasks = every(MINE, leaf("state", "eq", "open"), leaf("due_at", "lt", until))
    steps = [
        *_steps(uow, "contact", "party", contacts, "next_contact_at", ("name", "phone")),
        *_steps(uow, "task", "task", tasks, "due_at", ("title", "party_id")),
    ]
    return sorted(steps, key=lambda step: (step.at, step.title, step.id))


def _steps(
    uow: UnitOfWork, kind: str, record: str, tree: Tree, when: str, fields: tuple[str, ...]
) -> Iterator[PlanStep]:
    selecting = asking(uow, record)
    rows = narrowed(selecting, tree) if selecting else None
    if selecting is None or rows is None:
        return
    title = fields[0]
    begins = day_of(uow).begins()
    for row in _found(selecting, rows, when, fields):
        party = row.get("party_id")
        at = row[when]
        yield PlanStep(
            kind=kind,
            path=selecting.record.path,
            id=row["id"],
            title=str(row.get(title) or ""),
            at=at,
            late=at < begins,
            phone=row.get("phone"),
            party=party["title"] if party else None,
        )


def _found(selecting: Selecting, rows: Any, when: str, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    wanted = tuple(item for item in selecting.visible() if item.name in (when, *fields))
    order = order_of(selecting, ListQuery(sort=when))
    query = selected_rows(selecting, wanted, order).where(*rows).order_by(*order.by).limit(MOST_STEPS)
    return shape_rows(selecting, wanted, selecting.uow.rows(query))
