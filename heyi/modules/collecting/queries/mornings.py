"""What sellers are told each morning of the money of their orders."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import and_, select

from heyi.modules.collecting.contracts import COLLECT_OVERDUE, COLLECT_SOON
from heyi.modules.collecting.models import RECEIPT_PLAN
from heyi.modules.collecting.queries.money import may_be_open, planned
from heyi.modules.collecting.rules import DAYS_BEFORE, ZERO
from heyi.modules.sales import api as sales
from heyi.platform.notify.kinds import NoticeKind
from heyi.platform.notify.writing import Notice
from heyi.platform.unit_of_work import UnitOfWork

_O, _P = sales.SALES_ORDER.table.c, RECEIPT_PLAN.c
_OPENS = {"to": "/collection"}


def to_collect(uow: UnitOfWork) -> Iterator[Notice]:
    """Whose orders have instalments that fall due within three days, and whose have overdue ones."""
    owners = {
        row["id"]: row["owner_id"]
        for row in uow.rows(
            select(_O.id, _O.owner_id)
            .join(RECEIPT_PLAN, and_(_P.tenant_id == _O.tenant_id, _P.order_id == _O.id))
            .where(_O.tenant_id == uow.tenant_id, _O.owner_id.is_not(None), may_be_open())
        )
    }
    soon: Counter[UUID] = Counter()
    late: Counter[UUID] = Counter()
    first, last = uow.today, uow.today + timedelta(days=DAYS_BEFORE)
    for order_id, lines in planned(uow, owners).items():
        days: list[date] = [line.due_on for line in lines if line.filled.open > ZERO]
        soon[owners[order_id]] += sum(first <= day <= last for day in days)
        late[owners[order_id]] += sum(day < first for day in days)
    yield from _told(uow, COLLECT_SOON, soon)
    yield from _told(uow, COLLECT_OVERDUE, late)


def _told(uow: UnitOfWork, kind: NoticeKind, counted: Counter[UUID]) -> Iterator[Notice]:
    for person, count in counted.items():
        if count:
            params = {"opens": _OPENS}
            yield Notice(user_id=person, kind=kind, count=count, params=params, once=uow.today.isoformat())
