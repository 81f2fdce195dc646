"""Orders that wait for their supplier's invoice, or for his credit note."""

from uuid import UUID

from sqlalchemy import and_, func, or_, select

from heyi.modules.parties import api as parties
from heyi.modules.purchasing.contracts import AwaitingInvoice, AwaitingInvoicePage
from heyi.modules.purchasing.models import PURCHASE_ORDER, PURCHASE_ORDER_LINE
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_O, _L, _P = PURCHASE_ORDER.table.c, PURCHASE_ORDER_LINE.c, parties.PARTY.table.c


def awaiting_invoice(uow: UnitOfWork, *, search: str, after: UUID | None, limit: int) -> AwaitingInvoicePage:
    """The orders of which more came in than was invoiced, or more was invoiced than was kept, the newest first.

    `search` looks for the order's number or the supplier's name.
    """
    waits = _L.received - _L.returned - _L.invoiced
    worth = _L.received_net - _L.returned_net - _L.invoiced_net
    query = (
        select(
            _O.id,
            _O.number,
            _O.ordered_on,
            _O.party_id,
            _P.name.label("party"),
            func.bool_or(waits > 0).label("wants_invoice"),
            func.bool_or(waits < 0).label("wants_credit"),
            func.coalesce(func.sum(worth).filter(waits > 0), 0).label("to_invoice"),
            func.coalesce(-func.sum(worth).filter(waits < 0), 0).label("to_credit"),
        )
        .select_from(PURCHASE_ORDER_LINE)
        .join(PURCHASE_ORDER.table, and_(_O.tenant_id == _L.tenant_id, _O.id == _L.order_id))
        .join(parties.PARTY.table, and_(_P.tenant_id == _O.tenant_id, _P.id == _O.party_id))
        .where(
            _L.tenant_id == uow.tenant_id,
            _L.received - _L.returned != _L.invoiced,
            *access.rows(uow, PURCHASE_ORDER),
        )
        .group_by(_O.id, _O.number, _O.ordered_on, _O.party_id, _P.name)
        .order_by(_O.id.desc())
        .limit(limit + 1)
    )
    if search:
        query = query.where(
            or_(
                _O.number.icontains(search, autoescape=True),
                _P.name.icontains(search, autoescape=True),
            )
        )
    if after:
        query = query.where(_O.id < after)
    rows = uow.rows(query)
    items = [AwaitingInvoice(**row) for row in rows[:limit]]
    return AwaitingInvoicePage(items, str(items[-1].id) if len(rows) > limit else None)
