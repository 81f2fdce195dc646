"""Everything the home page shows of one person, in few statements."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from heyi.modules.insight.contracts import Counter, Home, Whose
from heyi.modules.insight.queries.asking import asking, day_of, narrowed
from heyi.modules.insight.queries.figures import Asked, figure_of, figures_asked
from heyi.modules.insight.queries.plan import plan_of
from heyi.modules.insight.rules import COUNTERS, FORGOTTEN, Waiting
from heyi.platform.records.reaching import people_reached
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

# Beyond so many nobody counts any more: he opens the list, which does.
COUNTED = 1_000


def home(uow: UnitOfWork, whose: Whose) -> Home:
    """What needs the reader today, his figures of the month, whom he forgets, and his plan of the day."""
    counted = _counted(uow, (*COUNTERS, *FORGOTTEN))
    asked = figures_asked(uow, whose)
    columns = [*(column.label(waiting.name) for waiting, column in counted), *_columns(asked)]
    row: Mapping[Any, Any] = (uow.first(select(*columns)) if columns else None) or {}
    counters = [_counter(uow, waiting, row[waiting.name]) for waiting, _ in counted]
    people = people_reached(uow, shape_of(uow, "party"))
    return Home(
        today=uow.today,
        whose=whose,
        reaches_others=people is None or len(people) > 1,
        counters=[item for item in counters if item.group != "forgotten"],
        figures=[figure_of(one, row) for one in asked],
        forgotten=[item for item in counters if item.group == "forgotten"],
        plan=plan_of(uow),
    )


def _counted(uow: UnitOfWork, waits: Iterable[Waiting]) -> list[tuple[Waiting, ColumnElement[int]]]:
    found: list[tuple[Waiting, ColumnElement[int]]] = []
    for waiting in waits:
        selecting = asking(uow, waiting.record)
        rows = narrowed(selecting, waiting.condition(day_of(uow))) if selecting else None
        if selecting is not None and rows is not None:
            some = select(selecting.table.columns["id"]).where(*rows).limit(COUNTED + 1).subquery()
            found.append((waiting, select(func.count()).select_from(some).scalar_subquery()))
    return found


def _columns(asked: Sequence[Asked]) -> Iterable[ColumnElement[Any]]:
    return (column.label(f"{one.name}_{part}") for one in asked for part, column in one.columns.items())


def _counter(uow: UnitOfWork, waiting: Waiting, count: int) -> Counter:
    return Counter(
        name=waiting.name,
        group=waiting.group,
        path=shape_of(uow, waiting.record).path,
        filter=waiting.condition(day_of(uow)),
        sort=waiting.sort,
        count=min(count, COUNTED),
        exact=count <= COUNTED,
    )
