"""Reads of bills: one with what became of it, what is held of each side, and the bill behind a receipt or payment."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, or_, select

from heyi.modules.bills.contracts import (
    Bill,
    BillNamed,
    BillOfPaper,
    BillSide,
    BillTotal,
    BillUsed,
    Paper,
    UseKind,
)
from heyi.modules.bills.models import BILL, BILL_USE
from heyi.modules.bills.permissions import TAKE_BILL, USE_BILL
from heyi.modules.bills.queries.uses import came_back, undone_uses
from heyi.modules.bills.rules import SENT_BACK_OF, SOON, USES_OF, VERBS, ZERO
from heyi.modules.bills.states import BillState
from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_B, _U = BILL.table, BILL_USE


def get_bill(uow: UnitOfWork, bill_id: UUID) -> Bill:
    """A bill with where it came from, what became of it, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, receipt, payment = (one.table.c for one in (parties.PARTY, payments.RECEIPT, payments.PAYMENT))
    head = uow.first(
        select(
            _B,
            party.name.label("party"),
            receipt.number.label("receipt"),
            payment.number.label("payment"),
        )
        .join(parties.PARTY.table, and_(party.tenant_id == _B.c.tenant_id, party.id == _B.c.party_id))
        .outerjoin(
            payments.RECEIPT.table,
            and_(receipt.tenant_id == _B.c.tenant_id, receipt.id == _B.c.receipt_id),
        )
        .outerjoin(
            payments.PAYMENT.table,
            and_(payment.tenant_id == _B.c.tenant_id, payment.id == _B.c.payment_id),
        )
        .where(_B.c.tenant_id == uow.tenant_id, _B.c.company_id == uow.company_id, _B.c.id == bill_id)
    )
    if head is None:
        raise NotFound(what="record.bill")
    may_use = bool(access.within_reach(uow, BILL, bill_id, [USE_BILL]))
    told = {"party", "receipt", "payment", "allowed_actions", "uses"}
    return Bill(
        **{name: head[name] for name in set(Bill.__dataclass_fields__) - told},
        party=BillNamed(head["party_id"], head["party"]),
        receipt=BillNamed(head["receipt_id"], head["receipt"]) if head["receipt_id"] else None,
        payment=BillNamed(head["payment_id"], head["payment"]) if head["payment_id"] else None,
        allowed_actions=_allowed(uow, head, may_use=may_use),
        uses=_uses(uow, bill_id, may_use=may_use),
    )


def bill_totals(uow: UnitOfWork) -> list[BillTotal]:
    """What is left of the bills that are held, and of those that we must pay, and how much falls due soon."""
    soon, left = uow.today + timedelta(days=SOON), _B.c.remaining

    def part(when: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.coalesce(func.sum(case((when, left), else_=0)), 0)

    query = (
        select(
            _B.c.side,
            func.count().label("count"),
            func.sum(left).label("remaining"),
            part(and_(_B.c.due_on >= uow.today, _B.c.due_on <= soon)).label("soon"),
            part(_B.c.due_on < uow.today).label("overdue"),
        )
        .where(*access.rows(uow, BILL), _B.c.state == BillState.HELD)
        .group_by(_B.c.side)
    )
    found = {row["side"]: row for row in uow.rows(query)}
    return [
        BillTotal(side, row["count"], row["remaining"], row["soon"], row["overdue"])
        if (row := found.get(side)) is not None
        else BillTotal(side, 0, ZERO, ZERO, ZERO)
        for side in BillSide
    ]


def bill_of_paper(uow: UnitOfWork, record: str, record_id: UUID) -> list[BillOfPaper]:
    """The bill by which a receipt or payment was made, if it was no money and the reader may see it."""
    column = _B.c.receipt_id if record == "receipt" else _B.c.payment_id
    passed_on = select(_U.c.bill_id).where(_U.c.tenant_id == uow.tenant_id, _U.c.payment_id == record_id)
    own = column == record_id
    query = select(_B.c.id, _B.c.number, _B.c.side, _B.c.due_on).where(
        *access.rows(uow, BILL), own if record == "receipt" else or_(own, _B.c.id.in_(passed_on))
    )
    return [BillOfPaper(**row) for row in uow.rows(query)]


def _uses(uow: UnitOfWork, bill_id: UUID, *, may_use: bool) -> list[BillUsed]:
    money, payment = payments.MONEY_ACCOUNT.table.c, payments.PAYMENT.table.c
    asked, owed = invoicing.SALES_INVOICE.table, invoicing.SUPPLIER_INVOICE.table
    query = (
        select(
            _U,
            money.name.label("money_account"),
            payment.number.label("payment"),
            asked.c.number.label("asked"),
            owed.c.number.label("owed"),
            undone_uses().label("undone"),
            came_back().label("came_back"),
        )
        .outerjoin(
            payments.MONEY_ACCOUNT.table,
            and_(money.tenant_id == _U.c.tenant_id, money.id == _U.c.money_account_id),
        )
        .outerjoin(
            payments.PAYMENT.table,
            and_(payment.tenant_id == _U.c.tenant_id, payment.id == _U.c.payment_id),
        )
        .outerjoin(asked, and_(asked.c.tenant_id == _U.c.tenant_id, asked.c.id == _U.c.invoice_id))
        .outerjoin(owed, and_(owed.c.tenant_id == _U.c.tenant_id, owed.c.id == _U.c.owed_id))
        .where(_U.c.tenant_id == uow.tenant_id, _U.c.bill_id == bill_id, _U.c.undoes_id.is_(None))
        .order_by(_U.c.line_no)
    )
    return [
        BillUsed(
            id=row["id"],
            kind=row["kind"],
            occurred_on=row["occurred_on"],
            amount=row["amount"],
            interest=row["interest"],
            money_account=row["money_account"],
            payment=BillNamed(row["payment_id"], row["payment"]) if row["payment_id"] else None,
            debt=_debt(row),
            undone=row["undone"],
            came_back=row["came_back"],
            may_undo=may_use and row["payment_id"] is None and not (row["undone"] or row["came_back"]),
            may_send_back=may_use and row["kind"] in SENT_BACK_OF and not (row["undone"] or row["came_back"]),
        )
        for row in uow.rows(query)
    ]


def _debt(row: RowMapping) -> Paper | None:
    if row["invoice_id"] is not None:
        return Paper("sales_invoice", row["invoice_id"], row["asked"])
    return Paper("supplier_invoice", row["owed_id"], row["owed"]) if row["owed_id"] is not None else None


def _allowed(uow: UnitOfWork, head: RowMapping, *, may_use: bool) -> list[str]:
    if head["state"] != BillState.HELD:
        return []
    from_before = head["receipt_id"] is None and head["payment_id"] is None
    over, due = head["due_on"] < uow.today, head["due_on"] <= uow.today
    unfit = {
        # Whom it is passed on to is asked when it is: that he pays at all is known before.
        UseKind.ENDORSED: over or not uow.actor.may(payments.POST_PAYMENT),
        UseKind.DISCOUNTED: over,
        UseKind.COLLECTED: not due,
        UseKind.HONOURED: not due,
        UseKind.DISHONOURED: head["side"] == BillSide.ISSUED and not due,
    }
    verbs = [VERBS[kind] for kind in USES_OF[BillSide(head["side"])] if may_use and not unfit[kind]]
    untouched = from_before and head["remaining"] == head["amount"]
    may_reverse = untouched and access.within_reach(uow, parties.PARTY, head["party_id"], [TAKE_BILL])
    return [*verbs, *(["reverse"] if may_reverse else [])]
