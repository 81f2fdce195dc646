"""Settle invoices and take settlements back: by conditional updates, never beyond what is open."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import bindparam, select

from heyi.kit.quantity import summed
from heyi.modules.invoicing.contracts import Settling
from heyi.modules.invoicing.errors import SettlesTooMuch
from heyi.modules.invoicing.models import SALES_INVOICE, SETTLEMENT
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_H = SALES_INVOICE.table
_LOCK = (
    select(_H.c.id, _H.c.number, _H.c.party_id, _H.c.kind, _H.c.state, _H.c.open)
    .where(
        _H.c.tenant_id == bindparam("tenant"),
        _H.c.company_id == bindparam("company"),
        _H.c.id.in_(bindparam("invoices", expanding=True)),
    )
    .order_by(_H.c.id)
    .with_for_update()
)


def settle(
    uow: UnitOfWork,
    *,
    party_id: UUID,
    kind: str,
    source_type: str,
    source_id: UUID,
    settlings: Sequence[Settling],
) -> None:
    """Settle amounts of this customer's posted invoices (or, by `kind`, credit notes).

    Raises:
        SettlesTooMuch: one is not an open document of this kind and customer, or less is open on it.
    """
    if not settlings:
        return
    wanted = summed((settling.invoice_id, settling.amount) for settling in settlings)
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(wanted)}
    found = {row["id"]: row for row in uow.rows(_LOCK, place)}
    for invoice_id, amount in wanted.items():
        row = found.get(invoice_id)
        fits = row is not None and (row["party_id"], row["kind"], row["state"]) == (party_id, kind, "posted")
        available = row["open"] if row is not None and fits else Decimal(0)
        if amount > available:
            number = row["number"] if row is not None and fits else str(invoice_id)
            raise SettlesTooMuch(number=number, wanted=number_text(amount), available=number_text(available))
    _apply(uow, wanted, source_type, source_id)


def unsettle(uow: UnitOfWork, *, source_type: str, source_id: UUID) -> None:
    """Take back everything that this document settled, by further rows."""
    row = SETTLEMENT.c
    query = select(row.invoice_id, row.amount).where(
        row.tenant_id == uow.tenant_id, row.source_type == source_type, row.source_id == source_id
    )
    settled: dict[UUID, Decimal] = {}
    for found in uow.rows(query):
        settled[found["invoice_id"]] = settled.get(found["invoice_id"], Decimal(0)) - found["amount"]
    taken_back = {invoice_id: amount for invoice_id, amount in settled.items() if amount}
    if taken_back:
        uow.rows(_LOCK, {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(taken_back)})
        _apply(uow, taken_back, source_type, source_id)


def offset_credit(uow: UnitOfWork, *, order_id: UUID, credit_note_id: UUID, amount: Decimal) -> Decimal:
    """Let a credit note settle open invoices of its order, oldest first; gives back how much it settled."""
    query = (
        select(_H.c.id, _H.c.open)
        .where(
            _H.c.tenant_id == uow.tenant_id,
            _H.c.company_id == uow.company_id,
            _H.c.order_id == order_id,
            _H.c.kind == "invoice",
            _H.c.state == "posted",
            _H.c.open > 0,
        )
        .order_by(_H.c.id)
        .with_for_update()
    )
    left, settled = amount, {}
    for row in uow.rows(query):
        if left:
            settled[row["id"]] = min(left, row["open"])
            left -= settled[row["id"]]
    if settled:
        _apply(uow, settled, "sales_invoice", credit_note_id)
        uow.insert(SETTLEMENT, _row(uow, credit_note_id, amount - left, "sales_invoice", credit_note_id))
    return amount - left


def _apply(uow: UnitOfWork, amounts: dict[UUID, Decimal], source_type: str, source_id: UUID) -> None:
    changed = uow.update_rows(
        _H,
        [{"id": invoice_id, "settled": amounts[invoice_id]} for invoice_id in sorted(amounts)],
        assignments=("settled = t.settled + v.settled", "open = t.open - v.settled"),
        condition="t.open >= v.settled AND t.settled + v.settled >= 0",
        returning="t.id",
    )
    if len(changed) != len(amounts):
        raise SettlesTooMuch(number="", wanted=number_text(sum(amounts.values(), Decimal(0))), available="")
    uow.insert(
        SETTLEMENT,
        *(_row(uow, invoice_id, amount, source_type, source_id) for invoice_id, amount in amounts.items()),
    )


def _row(
    uow: UnitOfWork, invoice_id: UUID, amount: Decimal, source_type: str, source_id: UUID
) -> dict[str, object]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "invoice_id": invoice_id,
        "amount": amount,
        "source_type": source_type,
        "source_id": source_id,
        "settled_at": uow.now,
    }
