"""Reads of receipts and payments, of what customers owe and what is owed to suppliers."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import RowMapping, Text, and_, cast, func, select

from heyi.modules.invoicing import api as invoicing
from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import (
    Allocation,
    Named,
    PartyBalance,
    Payment,
    Receipt,
    SupplierBalance,
)
from heyi.modules.payments.models import ALLOCATION, PAYMENT, PAYMENT_ALLOCATION, RECEIPT, WRITE_OFF
from heyi.modules.payments.permissions import POST_PAYMENT, POST_RECEIPT, REVERSE_PAYMENT, REVERSE_RECEIPT
from heyi.modules.payments.queries.rounding import tails_with
from heyi.modules.sales import api as sales
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_R, _P = RECEIPT.table, PAYMENT.table


def get_receipt(uow: UnitOfWork, receipt_id: UUID) -> Receipt:
    """A receipt with its allocations and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, invoice = parties.PARTY.table.c, invoicing.SALES_INVOICE.table.c
    given_up = WRITE_OFF.table.c
    head = uow.first(
        select(_R, party.name.label("party"), given_up.number.label("write_off"))
        .join(parties.PARTY.table, and_(party.tenant_id == _R.c.tenant_id, party.id == _R.c.party_id))
        .outerjoin(
            WRITE_OFF.table, and_(given_up.tenant_id == _R.c.tenant_id, given_up.id == _R.c.write_off_id)
        )
        .where(_R.c.tenant_id == uow.tenant_id, _R.c.company_id == uow.company_id, _R.c.id == receipt_id)
    )
    if head is None:
        raise NotFound(what="record.receipt")
    own = ALLOCATION.c
    rows = uow.rows(
        select(own.invoice_id, invoice.number.label("invoice"), func.sum(own.amount).label("amount"))
        .join(
            invoicing.SALES_INVOICE.table,
            and_(invoice.tenant_id == own.tenant_id, invoice.id == own.invoice_id),
        )
        .where(own.tenant_id == uow.tenant_id, own.receipt_id == receipt_id)
        .group_by(own.invoice_id, invoice.number)
        .having(func.sum(own.amount) != 0)
        .order_by(func.min(cast(own.id, Text)))
    )
    told = {"party", "write_off", "allowed_actions", "allocations", "tails"}
    plain = set(Receipt.__dataclass_fields__) - told
    return Receipt(
        **{name: head[name] for name in plain},
        party=Named(head["party_id"], head["party"]),
        write_off=Named(head["write_off_id"], head["write_off"]) if head["write_off_id"] else None,
        allowed_actions=_receipt_actions(uow, head),
        allocations=[Allocation(**row) for row in rows],
        tails=tails_with(uow, receipt_id),
    )


def party_balance(uow: UnitOfWork, party_id: UUID) -> PartyBalance:
    """What the customer owes and paid ahead, with the open documents behind it.

    Raises:
        NotFound: the party does not exist.
    """
    parties.require_party(uow, party_id)
    open_documents = invoicing.list_open(uow, party_id)
    owed, refundable = _sides(open_documents)
    advance = uow.scalar(
        select(func.coalesce(func.sum(_R.c.advance), 0)).where(
            _R.c.tenant_id == uow.tenant_id,
            _R.c.company_id == uow.company_id,
            _R.c.party_id == party_id,
            _R.c.state == "posted",
        )
    )
    return PartyBalance(
        receivable=owed - refundable,
        refundable=refundable,
        unbilled=sales.unbilled(uow, party_id),
        advance=Decimal(advance),
        open_invoices=open_documents,
        credit=sales.visible_credit(uow, party_id),
    )


def get_payment(uow: UnitOfWork, payment_id: UUID) -> Payment:
    """A payment to a supplier, or a refund of his, with its allocations and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, invoice = parties.PARTY.table.c, invoicing.SUPPLIER_INVOICE.table.c
    head = uow.first(
        select(_P, party.name.label("party"))
        .join(parties.PARTY.table, and_(party.tenant_id == _P.c.tenant_id, party.id == _P.c.party_id))
        .where(_P.c.tenant_id == uow.tenant_id, _P.c.company_id == uow.company_id, _P.c.id == payment_id)
    )
    if head is None:
        raise NotFound(what="record.payment")
    own = PAYMENT_ALLOCATION.c
    rows = uow.rows(
        select(own.invoice_id, invoice.number.label("invoice"), func.sum(own.amount).label("amount"))
        .join(
            invoicing.SUPPLIER_INVOICE.table,
            and_(invoice.tenant_id == own.tenant_id, invoice.id == own.invoice_id),
        )
        .where(own.tenant_id == uow.tenant_id, own.payment_id == payment_id)
        .group_by(own.invoice_id, invoice.number)
        .having(func.sum(own.amount) != 0)
        .order_by(func.min(cast(own.id, Text)))
    )
    plain = set(Payment.__dataclass_fields__) - {"party", "allowed_actions", "allocations"}
    return Payment(
        **{name: head[name] for name in plain},
        party=Named(head["party_id"], head["party"]),
        allowed_actions=_payment_actions(uow, head),
        allocations=[Allocation(**row) for row in rows],
    )


def supplier_balance(uow: UnitOfWork, party_id: UUID) -> SupplierBalance:
    """What is owed to a supplier and paid ahead, with the open documents behind it.

    Raises:
        NotFound: the party does not exist.
    """
    parties.require_party(uow, party_id)
    open_documents = invoicing.list_open(uow, party_id, invoicing.SUPPLIER_INVOICE)
    owed, refundable = _sides(open_documents)
    prepaid = uow.scalar(
        select(func.coalesce(func.sum(_P.c.prepaid), 0)).where(
            _P.c.tenant_id == uow.tenant_id,
            _P.c.company_id == uow.company_id,
            _P.c.party_id == party_id,
            _P.c.state == "posted",
        )
    )
    return SupplierBalance(
        payable=owed - refundable,
        refundable=refundable,
        prepaid=Decimal(prepaid),
        open_invoices=open_documents,
    )


def _sides(open_documents: Sequence[invoicing.OpenInvoice]) -> tuple[Decimal, Decimal]:
    """What is still to be paid of invoices, and what is still to be paid back of credit notes."""
    credit = sum((item.open for item in open_documents if item.kind == "credit_note"), Decimal(0))
    return sum((item.open for item in open_documents), Decimal(0)) - credit, credit


def _receipt_actions(uow: UnitOfWork, head: RowMapping) -> list[str]:
    if head["state"] != "posted":
        return []
    applicable = head["advance"] and access.within_reach(uow, parties.PARTY, head["party_id"], [POST_RECEIPT])
    reversible = access.within_reach(uow, RECEIPT, head["id"], [REVERSE_RECEIPT])
    return [*(["apply"] if applicable else []), *(["reverse"] if reversible else [])]


def _payment_actions(uow: UnitOfWork, head: RowMapping) -> list[str]:
    if head["state"] != "posted":
        return []
    applicable = head["prepaid"] and access.within_reach(uow, parties.PARTY, head["party_id"], [POST_PAYMENT])
    reversible = access.within_reach(uow, PAYMENT, head["id"], [REVERSE_PAYMENT])
    return [*(["apply"] if applicable else []), *(["reverse"] if reversible else [])]
