"""What is told of holds each morning."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from heyi.modules.sales.contracts import HOLD_ENDS
from heyi.modules.sales.models import GOODS_HOLD
from heyi.modules.sales.states import HoldState
from heyi.platform.notify.writing import Notice
from heyi.platform.unit_of_work import UnitOfWork

_H = GOODS_HOLD.table.c


def holds_that_end(uow: UnitOfWork) -> Iterator[Notice]:
    """Whose holds end today or tomorrow: each is told on both mornings, of the day as it stands then."""
    query = select(_H.id, _H.owner_id, _H.expires_on).where(
        _H.tenant_id == uow.tenant_id,
        _H.state == HoldState.HELD,
        _H.expires_on.between(uow.today, uow.today + timedelta(days=1)),
        _H.owner_id.is_not(None),
    )
    for row in uow.rows(query.order_by(_H.id)):
        yield Notice(
            user_id=row["owner_id"],
            kind=HOLD_ENDS,
            record=GOODS_HOLD.name,
            record_id=row["id"],
            params={"day": str(row["expires_on"])},
            once=f"{row['id']} {row['expires_on']} {uow.today}",
        )
