"""What nobody accepted by its last day is marked as expired, and its owner told."""

from sqlalchemy import select

from heyi.modules.quoting.actions.drafts import audit
from heyi.modules.quoting.contracts import QUOTATION_EXPIRED
from heyi.modules.quoting.models import QUOTATION
from heyi.modules.quoting.states import QuotationState, step
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.unit_of_work import UnitOfWork

_Q = QUOTATION.table
AT_ONCE = 500


def expire_quotations(uow: UnitOfWork) -> int:
    """Mark up to 500 quotations of this company whose last day is over; gives back how many there were.

    Nobody depends on it: what has lapsed is refused wherever it matters, marked or not.
    """
    query = (
        select(_Q.c.id, _Q.c.number, _Q.c.party_id, _Q.c.owner_id)
        .where(
            _Q.c.tenant_id == uow.tenant_id,
            _Q.c.company_id == uow.company_id,
            _Q.c.state == QuotationState.SENT,
            _Q.c.valid_until < uow.today,
            _Q.c.order_id.is_(None),
        )
        .order_by(_Q.c.id)
        .limit(AT_ONCE)
        .with_for_update()
    )
    rows = uow.rows(query)
    if not rows:
        return 0
    expired = step(QuotationState.SENT, "expire")
    uow.update_rows(
        _Q, [{"id": row["id"], "state": expired} for row in rows], assignments=["state = v.state"]
    )
    for row in rows:
        audit(uow, "expired", row)
    tell(
        uow,
        [
            Notice(
                user_id=row["owner_id"], kind=QUOTATION_EXPIRED, record=QUOTATION.name, record_id=row["id"]
            )
            for row in rows
            if row["owner_id"] is not None
        ],
    )
    return len(rows)
