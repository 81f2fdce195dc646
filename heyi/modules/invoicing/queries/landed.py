"""Reads of what goods cost on their way."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, select

from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.contracts import LandedCost, LandedLine, LandedShare, Named
from heyi.modules.invoicing.models import (
    LANDED_COST,
    LANDED_COST_LINE,
    SUPPLIER_INVOICE,
    SUPPLIER_INVOICE_LINE,
)
from heyi.modules.invoicing.permissions import REVERSE_LANDED_COST
from heyi.modules.invoicing.states import InvoiceState, LandedState
from heyi.modules.parties import api as parties
from heyi.modules.purchasing import api as purchasing
from heyi.platform.errors import NotFound
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_C, _L = LANDED_COST.table, LANDED_COST_LINE
_MOST = 100


def invoiced_beside(
    uow: UnitOfWork, order_lines: Collection[UUID], taxpayer: str
) -> Mapping[UUID, tuple[Decimal, Decimal]]:
    """Of lines of purchase orders, what was estimated of what is invoiced, and what it cost beside that."""
    own, head = SUPPLIER_INVOICE_LINE.c, SUPPLIER_INVOICE.table.c
    cost = own.net + own.tax if taxpayer == "small" else own.net
    rows = uow.rows(
        select(
            own.order_line_id,
            func.sum(own.estimate).label("estimate"),
            func.sum(cost - own.estimate).label("beside"),
        )
        .join(SUPPLIER_INVOICE.table, and_(head.tenant_id == own.tenant_id, head.id == own.invoice_id))
        .where(
            own.tenant_id == uow.tenant_id,
            own.order_line_id.in_(order_lines),
            head.state == InvoiceState.POSTED,
            head.kind == "invoice",
        )
        .group_by(own.order_line_id)
    )
    return {row["order_line_id"]: (row["estimate"], row["beside"]) for row in rows}


def lock_landed_cost(uow: UnitOfWork, landed_cost_id: UUID) -> tuple[RowMapping, Sequence[RowMapping]]:
    """The document, locked, and its lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = uow.first(select(_C).where(*_place(uow, landed_cost_id)).with_for_update())
    if head is None:
        raise NotFound(what="record.landed_cost")
    lines = uow.rows(
        select(_L)
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.landed_cost_id == landed_cost_id)
        .order_by(_L.c.line_no)
    )
    return head, lines


def lock_owed(uow: UnitOfWork, landed_cost_id: UUID) -> None:
    """Hold the supplier's invoice of the document, where there is one, until the transaction ends."""
    own = SUPPLIER_INVOICE.table.c
    wanted = (own.tenant_id == uow.tenant_id, own.landed_cost_id == landed_cost_id)
    uow.rows(select(own.id).where(*wanted).with_for_update())


def get_landed_cost(uow: UnitOfWork, landed_cost_id: UUID) -> LandedCost:
    """What goods cost on their way: how it was spread, who is owed it, and what may be done next.

    Raises:
        NotFound: it does not exist in this company.
    """
    party, invoice = parties.PARTY.table.c, SUPPLIER_INVOICE.table.c
    before, after = _C.alias("before"), _C.alias("after")
    head = uow.first(
        select(
            _C,
            party.name.label("party"),
            invoice.id.label("invoice_id"),
            invoice.number.label("invoice"),
            before.c.number.label("reverses"),
            after.c.id.label("reversed_by_id"),
            after.c.number.label("reversed_by"),
        )
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == _C.c.tenant_id, party.id == _C.c.party_id))
        .outerjoin(
            SUPPLIER_INVOICE.table,
            and_(invoice.tenant_id == _C.c.tenant_id, invoice.landed_cost_id == _C.c.id),
        )
        .outerjoin(before, and_(before.c.tenant_id == _C.c.tenant_id, before.c.id == _C.c.reverses_id))
        .outerjoin(after, and_(after.c.tenant_id == _C.c.tenant_id, after.c.reverses_id == _C.c.id))
        .where(*_place(uow, landed_cost_id))
    )
    if head is None:
        raise NotFound(what="record.landed_cost")
    reversible = head["state"] == LandedState.POSTED and access.within_reach(
        uow, LANDED_COST, landed_cost_id, [REVERSE_LANDED_COST]
    )
    told = {"party", "supplier_invoice", "reverses", "reversed_by", "allowed_actions", "lines"}
    names = LandedCost.__dataclass_fields__.keys() - told
    return LandedCost(
        **{name: head[name] for name in names},
        party=named(head["party_id"], head["party"]),
        supplier_invoice=named(head["invoice_id"], head["invoice"]),
        reverses=named(head["reverses_id"], head["reverses"]),
        reversed_by=named(head["reversed_by_id"], head["reversed_by"]),
        allowed_actions=["reverse"] if reversible else [],
        lines=_lines(uow, landed_cost_id),
    )


def shares_of_receipt(uow: UnitOfWork, receipt_id: UUID) -> list[LandedShare]:
    """What documents put on the goods of a receipt, the newest first."""
    receipt = purchasing.PURCHASE_RECEIPT_LINE.c
    lines = select(receipt.id).where(receipt.tenant_id == uow.tenant_id, receipt.receipt_id == receipt_id)
    return _shares(uow, _L.c.receipt_line_id.in_(lines))


def shares_of_product(uow: UnitOfWork, product_id: UUID) -> list[LandedShare]:
    """What documents put on a product's goods, the newest first."""
    return _shares(uow, _L.c.product_id == product_id)


def _shares(uow: UnitOfWork, of: ColumnElement[bool]) -> list[LandedShare]:
    party = parties.PARTY.table.c
    amount, lying = func.sum(_L.c.amount), func.sum(_L.c.on_hand)
    rows = uow.rows(
        select(
            _C.c.id,
            _C.c.number,
            _C.c.occurred_on,
            _C.c.state,
            party.name.label("party"),
            amount.label("amount"),
            lying.label("on_hand"),
            (amount - lying).label("gone"),
        )
        .join(_L, and_(_L.c.tenant_id == _C.c.tenant_id, _L.c.landed_cost_id == _C.c.id))
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == _C.c.tenant_id, party.id == _C.c.party_id))
        .where(_C.c.tenant_id == uow.tenant_id, _C.c.company_id == uow.company_id, of)
        .group_by(_C.c.id, _C.c.number, _C.c.occurred_on, _C.c.state, _C.c.created_at, party.name)
        .order_by(_C.c.created_at.desc(), _C.c.id.desc())
        .limit(_MOST)
    )
    return [LandedShare(**row) for row in rows]


def _lines(uow: UnitOfWork, landed_cost_id: UUID) -> list[LandedLine]:
    product, unit = catalog.PRODUCT.table.c, catalog.UNIT.table.c
    line, receipt = purchasing.PURCHASE_RECEIPT_LINE.c, purchasing.PURCHASE_RECEIPT.table.c
    own = [_L.c[name] for name in LandedLine.__dataclass_fields__ if name in _L.c]
    rows = uow.rows(
        select(
            *own,
            receipt.id.label("receipt_id"),
            receipt.number.label("receipt"),
            product.name.label("product"),
            product.code.label("product_code"),
            unit.name.label("unit"),
        )
        .join(
            purchasing.PURCHASE_RECEIPT_LINE,
            and_(line.tenant_id == _L.c.tenant_id, line.id == _L.c.receipt_line_id),
        )
        .join(
            purchasing.PURCHASE_RECEIPT.table,
            and_(receipt.tenant_id == line.tenant_id, receipt.id == line.receipt_id),
        )
        .join(catalog.PRODUCT.table, and_(product.tenant_id == _L.c.tenant_id, product.id == _L.c.product_id))
        .join(catalog.UNIT.table, and_(unit.tenant_id == product.tenant_id, unit.id == product.unit_id))
        .where(_L.c.tenant_id == uow.tenant_id, _L.c.landed_cost_id == landed_cost_id)
        .order_by(_L.c.line_no)
    )
    return [
        LandedLine(
            **{name: row[name] for name in row if name not in ("receipt_id", "receipt")},
            receipt=Named(row["receipt_id"], row["receipt"]),
            gone=Decimal(row["amount"]) - row["on_hand"],
        )
        for row in rows
    ]


def named(record_id: UUID | None, title: str | None) -> Named | None:
    """Another record with its title, where there is one."""
    return None if record_id is None else Named(record_id, title or "")


def _place(uow: UnitOfWork, landed_cost_id: UUID) -> list[Any]:
    return [_C.c.tenant_id == uow.tenant_id, _C.c.company_id == uow.company_id, _C.c.id == landed_cost_id]
