"""All money that is to come: instalments of orders, and invoices of what was sold without any."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Numeric, and_, cast, func, select

from heyi.modules.collecting.contracts import Collection as Board
from heyi.modules.collecting.contracts import Due, Named, Payer, Urgency
from heyi.modules.collecting.models import ORDER_ADVANCE, RECEIPT_PLAN
from heyi.modules.collecting.queries.money import may_be_open, planned
from heyi.modules.collecting.queries.plans import refuse_hidden
from heyi.modules.collecting.rules import ZERO, urgency_of
from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.modules.sales import api as sales
from heyi.platform.errors import NotAllowed
from heyi.platform.identity.tables import APP_USER
from heyi.platform.records import access
from heyi.platform.records.selecting import UNSEEN
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork

MOST_ROWS = 500
_YEAR = timedelta(days=365)
_O, _I, _S = sales.SALES_ORDER.table.c, invoicing.SALES_INVOICE.table.c, invoicing.SETTLEMENT.c
_A, _P, _PARTY, _R, _U = (
    ORDER_ADVANCE.c,
    RECEIPT_PLAN.c,
    parties.PARTY.table.c,
    payments.RECEIPT.table.c,
    APP_USER.c,
)


def collection(uow: UnitOfWork, *, mine: bool = False, party_id: UUID | None = None) -> Board:
    """What is to come of the documents that the reader sees, the most overdue first; each debt is told once.

    An order with instalments is told by them, whether it is invoiced or not; all else by its invoices. `mine` are those
    of orders, or without an order of customers, whose owner he is.

    Raises:
        NotAllowed: what orders come to, or what is open on invoices, is hidden from the reader.
    """
    refuse_hidden(uow)
    shape = shape_of(uow, invoicing.SALES_INVOICE.name)
    if any(access.levels(uow, shape).get(name) in UNSEEN for name in ("gross", "open")):
        raise NotAllowed(permission=f"field.{invoicing.SALES_INVOICE.name}.open")
    found = [*_instalments(uow, mine, party_id), *_invoices(uow, mine, party_id)]
    found.sort(key=lambda due: (due.due_on, due.number, due.position or 0))
    totals = dict.fromkeys(map(str, Urgency), ZERO)
    for due in found:
        totals[due.urgency.value] += due.open
    told = found if party_id is not None else found[:MOST_ROWS]
    customers = _payers(uow, {due.party.id for due in told})
    return Board(uow.today, told, totals, customers, len(found) - len(told))


def _instalments(uow: UnitOfWork, mine: bool, party_id: UUID | None) -> list[Due]:  # noqa: FBT001 - of one caller
    query = (
        _with_names(select(_O.id, _O.number, _O.party_id, _O.owner_id), _O.party_id, _O.owner_id)
        .join(RECEIPT_PLAN, and_(_P.tenant_id == _O.tenant_id, _P.order_id == _O.id))
        .where(
            *access.rows(uow, shape_of(uow, sales.SALES_ORDER.name)),
            _O.tenant_id == uow.tenant_id,
            _O.company_id == uow.company_id,
            may_be_open(),
            *_asked(uow, mine, party_id, _O.owner_id, _O.party_id),
        )
    )
    orders = {row["id"]: row for row in uow.rows(query)}
    found = []
    for order_id, lines in planned(uow, orders).items():
        for line in lines:
            if line.filled.open > ZERO:
                amounts = {"amount": line.filled.asked, "open": line.filled.open}
                place = {"position": line.position, "of": len(lines)}
                found.append(_due(uow, "sales_order", orders[order_id], line.due_on, amounts, place))
    return found


def _invoices(uow: UnitOfWork, mine: bool, party_id: UUID | None) -> list[Due]:  # noqa: FBT001 - of one caller
    planned_too = select(_P.id).where(_P.tenant_id == _I.tenant_id, _P.order_id == _I.order_id)
    owner = func.coalesce(_O.owner_id, _PARTY.owner_id)
    # What was owed before is known to the customer by the number on his own paper.
    number = func.coalesce(_I.paper_number, _I.number).label("number")
    query = _with_names(
        select(_I.id, number, _I.party_id, owner.label("owner_id"), _I.due_on, _I.gross, _I.open)
        .select_from(invoicing.SALES_INVOICE.table)
        .outerjoin(sales.SALES_ORDER.table, and_(_O.tenant_id == _I.tenant_id, _O.id == _I.order_id)),
        _I.party_id,
        owner,
    ).where(
        *access.rows(uow, shape_of(uow, invoicing.SALES_INVOICE.name)),
        _I.tenant_id == uow.tenant_id,
        _I.company_id == uow.company_id,
        _I.state == "posted",
        _I.kind != "credit_note",
        _I.open > 0,
        ~planned_too.exists(),
        *_asked(uow, mine, party_id, owner, _I.party_id),
    )
    return [
        _due(uow, "sales_invoice", row, row["due_on"], {"amount": row["gross"], "open": row["open"]}, {})
        for row in uow.rows(query)
    ]


def _with_names(query: Any, party_id: ColumnElement[Any], owner_id: ColumnElement[Any]) -> Any:
    party, person = parties.PARTY.table, APP_USER
    return (
        query.join(party, and_(_PARTY.tenant_id == party_id.table.c.tenant_id, _PARTY.id == party_id))
        .outerjoin(person, and_(_U.tenant_id == _PARTY.tenant_id, _U.id == owner_id))
        .add_columns(_PARTY.name.label("party"), _U.name.label("owner"))
    )


def _asked(
    uow: UnitOfWork,
    mine: bool,  # noqa: FBT001 - of two callers here
    party_id: UUID | None,
    owner: ColumnElement[Any],
    party: ColumnElement[Any],
) -> list[ColumnElement[bool]]:
    return [
        *([owner == uow.actor.user_id] if mine else []),
        *([party == party_id] if party_id is not None else []),
    ]


def _due(uow: UnitOfWork, record: str, row: Any, due_on: Any, amounts: Any, place: Any) -> Due:
    return Due(
        record=record,
        id=row["id"],
        number=row["number"],
        position=place.get("position"),
        of=place.get("of"),
        party=Named(row["party_id"], row["party"]),
        owner=Named(row["owner_id"], row["owner"]) if row["owner"] else None,
        due_on=due_on,
        days_late=max((uow.today - due_on).days, 0),
        urgency=urgency_of(due_on, uow.today),
        **amounts,
    )


def _payers(uow: UnitOfWork, party_ids: Collection[UUID]) -> list[Payer]:
    """What each of the customers paid ahead, and how late he pays."""
    if not party_ids:
        return []
    ids: Sequence[UUID] = sorted(party_ids)
    receipt = (_R.tenant_id == uow.tenant_id, _R.company_id == uow.company_id, _R.state == "posted")
    # What was paid ahead for an order with a plan has filled its instalments.
    counted = (
        select(_A.id)
        .join(RECEIPT_PLAN, and_(_P.tenant_id == _A.tenant_id, _P.order_id == _A.order_id))
        .where(_A.tenant_id == _R.tenant_id, _A.receipt_id == _R.id)
    )
    ahead = (
        select(_R.party_id, func.sum(_R.advance).label("ahead"))
        .where(*receipt, _R.party_id.in_(ids), _R.advance > 0, ~counted.exists())
        .group_by(_R.party_id)
    )
    days = cast(_R.received_on - _I.due_on, Numeric)
    late = (
        select(_I.party_id, (func.sum(_S.amount * days) / func.sum(_S.amount)).label("days"))
        .join(invoicing.SETTLEMENT, and_(_S.tenant_id == _I.tenant_id, _S.invoice_id == _I.id))
        .join(payments.RECEIPT.table, and_(_R.tenant_id == _S.tenant_id, _R.id == _S.source_id))
        .where(
            *receipt,
            _I.party_id.in_(ids),
            _I.kind != "credit_note",
            _S.source_type == "receipt",
            _S.amount > 0,
            _S.occurred_on > uow.today - _YEAR,
        )
        .group_by(_I.party_id)
    )
    paid_ahead: dict[UUID, Decimal] = {row["party_id"]: row["ahead"] for row in uow.rows(ahead)}
    mean: dict[UUID, Decimal] = {row["party_id"]: round(row["days"], 1) for row in uow.rows(late)}
    return [Payer(one, paid_ahead.get(one, ZERO), mean.get(one)) for one in ids]
