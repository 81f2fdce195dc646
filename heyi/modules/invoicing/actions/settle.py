"""Settle invoices and take settlements back: by conditional updates, never beyond what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select

from heyi.kit.quantity import summed
from heyi.modules.invoicing.contracts import Settling
from heyi.modules.invoicing.errors import SettledTooEarly, SettlesTooMuch
from heyi.modules.invoicing.models import SALES_INVOICE, SETTLEMENT, SUPPLIER_INVOICE, SUPPLIER_SETTLEMENT
from heyi.modules.invoicing.rules import asks
from heyi.modules.invoicing.states import OPENING
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Side:
    """Invoices of one side of the house with what settles them."""

    name: str
    head: Table
    settlements: Table

    def lock(self) -> Select[Any]:
        """Some of the invoices, locked in the order of their ids."""
        own = self.head.c
        return (
            select(own.id, own.number, own.party_id, own.kind, own.state, own.open, own.invoiced_on)
            .where(
                own.tenant_id == bindparam("tenant"),
                own.company_id == bindparam("company"),
                own.id.in_(bindparam("invoices", expanding=True)),
            )
            .order_by(own.id)
            .with_for_update()
        )


CUSTOMERS = Side("sales_invoice", SALES_INVOICE.table, SETTLEMENT)
SUPPLIERS = Side("supplier_invoice", SUPPLIER_INVOICE.table, SUPPLIER_SETTLEMENT)


def settle(
    uow: UnitOfWork,
    *,
    party_id: UUID,
    kind: str,
    source_type: str,
    source_id: UUID,
    settlings: Sequence[Settling],
    side: Side = CUSTOMERS,
    settled_on: date | None = None,
) -> None:
    """Settle amounts of this party's posted invoices, those from before among them (or, by `kind`, credit notes).

    Where the day of the settling is given, none is settled before its own.

    Raises:
        SettlesTooMuch: one is not an open document of this kind and party, or less is open on it.
        SettledTooEarly: one asks for its money only after that day.
    """
    if not settlings:
        return
    wanted = summed((settling.invoice_id, settling.amount) for settling in settlings)
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(wanted)}
    found = {row["id"]: row for row in uow.rows(side.lock(), place)}
    for invoice_id, amount in wanted.items():
        row = found.get(invoice_id)
        fits = row is not None and (row["party_id"], asks(row["kind"]), row["state"]) == (
            party_id,
            kind,
            "posted",
        )
        available = row["open"] if row is not None and fits else Decimal(0)
        if amount > available:
            number = row["number"] if row is not None and fits else str(invoice_id)
            raise SettlesTooMuch(number=number, wanted=number_text(amount), available=number_text(available))
    for row in found.values():
        # What is from before stands on the day before the books begin, whatever its paper says.
        if settled_on is not None and row["kind"] != OPENING and row["invoiced_on"] > settled_on:
            raise SettledTooEarly(
                number=row["number"], day=row["invoiced_on"].isoformat(), value=settled_on.isoformat()
            )
    _apply(uow, side, wanted, source_type, source_id)


def unsettle(uow: UnitOfWork, *, source_type: str, source_id: UUID, side: Side = CUSTOMERS) -> None:
    """Take back everything that this document settled, by further rows."""
    row = side.settlements.c
    query = select(row.invoice_id, row.amount).where(
        row.tenant_id == uow.tenant_id, row.source_type == source_type, row.source_id == source_id
    )
    settled: dict[UUID, Decimal] = {}
    for found in uow.rows(query):
        settled[found["invoice_id"]] = settled.get(found["invoice_id"], Decimal(0)) - found["amount"]
    taken_back = {invoice_id: amount for invoice_id, amount in settled.items() if amount}
    if taken_back:
        place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(taken_back)}
        uow.rows(side.lock(), place)
        _apply(uow, side, taken_back, source_type, source_id)


def reopen(
    uow: UnitOfWork,
    *,
    source_type: str,
    source_id: UUID,
    parts: Mapping[UUID, Decimal],
    side: Side = CUSTOMERS,
) -> None:
    """Take back a part of what this document settled of each invoice, by further rows."""
    if parts:
        place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(parts)}
        uow.rows(side.lock(), place)
        taken_back = {invoice_id: -amount for invoice_id, amount in parts.items()}
        _apply(uow, side, taken_back, source_type, source_id)


def offset_credit(
    uow: UnitOfWork,
    *,
    credit_note_id: UUID,
    amount: Decimal,
    order_id: UUID | None = None,
    landed_cost_id: UUID | None = None,
    side: Side = CUSTOMERS,
) -> Decimal:
    """Let a credit note settle open invoices of its order, or of what goods cost on their way, oldest first.

    Gives back how much it settled.
    """
    own = side.head.c
    same = own.order_id == order_id if landed_cost_id is None else own.landed_cost_id == landed_cost_id
    query = (
        select(own.id, own.open)
        .where(
            own.tenant_id == uow.tenant_id,
            own.company_id == uow.company_id,
            same,
            own.kind == "invoice",
            own.state == "posted",
            own.open > 0,
        )
        .order_by(own.id)
        .with_for_update()
    )
    left, settled = amount, {}
    for row in uow.rows(query):
        if left:
            settled[row["id"]] = min(left, row["open"])
            left -= settled[row["id"]]
    if settled:
        _apply(uow, side, settled, side.name, credit_note_id)
        uow.insert(side.settlements, _row(uow, credit_note_id, amount - left, side.name, credit_note_id))
    return amount - left


def _apply(
    uow: UnitOfWork, side: Side, amounts: dict[UUID, Decimal], source_type: str, source_id: UUID
) -> None:
    changed = uow.update_rows(
        side.head,
        [{"id": invoice_id, "settled": amounts[invoice_id]} for invoice_id in sorted(amounts)],
        assignments=("settled = t.settled + v.settled", "open = t.open - v.settled"),
        condition="t.open >= v.settled AND t.settled + v.settled >= 0",
        returning="t.id",
    )
    if len(changed) != len(amounts):
        raise SettlesTooMuch(number="", wanted=number_text(sum(amounts.values(), Decimal(0))), available="")
    uow.insert(
        side.settlements,
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
