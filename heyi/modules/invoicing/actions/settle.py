"""Settle invoices and take settlements back: by conditional updates, never beyond what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, func, select

from heyi.kit.money import ZERO
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
    source_id: UUID | Mapping[UUID, UUID],
    settlings: Sequence[Settling],
    day: date,
    side: Side = CUSTOMERS,
    applied: bool = False,
) -> None:
    """Settle amounts of this party's posted invoices, those from before among them (or, by `kind`, credit notes).

    One paper settles them all, or each invoice has one of its own (`source_id` by invoice). What was paid ahead is
    `applied` to no invoice before its day.

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
        if applied and row["kind"] != OPENING and row["invoiced_on"] > day:
            raise SettledTooEarly(
                number=row["number"], day=row["invoiced_on"].isoformat(), value=day.isoformat()
            )
    _apply(uow, side, wanted, source_type, source_id, day)


def unsettle(
    uow: UnitOfWork, *, source_type: str, source_id: UUID, day: date, side: Side = CUSTOMERS
) -> None:
    """Take back on a day everything that this document settled, by further rows."""
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
        _apply(uow, side, taken_back, source_type, source_id, day)


def reopen(
    uow: UnitOfWork,
    *,
    source_type: str,
    source_id: UUID,
    parts: Mapping[UUID, Decimal],
    day: date,
    side: Side = CUSTOMERS,
) -> None:
    """Take back on a day a part of what this document settled of each invoice, by further rows.

    What open credit notes of the same orders give back is set off against what is open again.
    """
    if parts:
        place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(parts)}
        uow.rows(side.lock(), place)
        taken_back = {invoice_id: -amount for invoice_id, amount in parts.items()}
        _apply(uow, side, taken_back, source_type, source_id, day)
        _set_off(uow, side, parts, day)


def settle_again(
    uow: UnitOfWork,
    *,
    party_id: UUID,
    source_type: str,
    source_id: UUID,
    parts: Mapping[UUID, Decimal],
    day: date,
    side: Side = CUSTOMERS,
) -> None:
    """Settle what was opened again after all. Credit notes that had been set off make room, and are open themselves.

    Raises:
        SettlesTooMuch: something else settled one of those invoices meanwhile.
    """
    if parts:
        _make_room(uow, side, parts, day)
    settlings = [Settling(invoice_id=invoice, amount=part) for invoice, part in parts.items()]
    settle(
        uow,
        party_id=party_id,
        kind="invoice",
        source_type=source_type,
        source_id=source_id,
        settlings=settlings,
        day=day,
        side=side,
    )


def offset_credit(
    uow: UnitOfWork,
    *,
    credit_note_id: UUID,
    amount: Decimal,
    day: date,
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
        _apply(uow, side, settled, side.name, credit_note_id, day)
        own_row = _row(uow, credit_note_id, amount - left, side.name, credit_note_id, day)
        uow.insert(side.settlements, own_row)
    return amount - left


def _set_off(uow: UnitOfWork, side: Side, parts: Mapping[UUID, Decimal], day: date) -> None:
    """Open credit notes of the orders of these invoices, which are locked, settle them, the oldest first."""
    own, note = side.head.c, side.head.alias("note")
    invoices = select(own.id, own.order_id).where(
        own.tenant_id == uow.tenant_id, own.id.in_(parts), own.order_id.is_not(None)
    )
    of_order = {row["id"]: row["order_id"] for row in uow.rows(invoices)}
    notes = (
        select(note.c.id, note.c.order_id, note.c.open, note.c.invoiced_on)
        .where(
            note.c.tenant_id == uow.tenant_id,
            note.c.company_id == uow.company_id,
            note.c.order_id.in_(set(of_order.values())),
            note.c.kind == "credit_note",
            note.c.state == "posted",
            note.c.open > 0,
        )
        .order_by(note.c.id)
        .with_for_update()
    )
    left = dict(parts)
    for row in uow.rows(notes):
        gives, settled = row["open"], {}
        for invoice_id in sorted(left):
            amount = min(left[invoice_id], gives) if of_order.get(invoice_id) == row["order_id"] else ZERO
            if amount:
                settled[invoice_id] = amount
                left[invoice_id] -= amount
                gives -= amount
        if settled:
            # A credit note gives nothing before there is one.
            then = max(day, row["invoiced_on"])
            _apply(uow, side, {**settled, row["id"]: row["open"] - gives}, side.name, row["id"], then)


def _make_room(uow: UnitOfWork, side: Side, wanted: Mapping[UUID, Decimal], day: date) -> None:
    """Where less than that is open on an invoice, what credit notes had settled of it is open on them again."""
    place = {"tenant": uow.tenant_id, "company": uow.company_id, "invoices": sorted(wanted)}
    missing = {
        row["id"]: wanted[row["id"]] - row["open"]
        for row in uow.rows(side.lock(), place)
        if wanted[row["id"]] > row["open"]
    }
    if not missing:
        return
    row_of = side.settlements.c
    given = (
        select(row_of.invoice_id, row_of.source_id, func.sum(row_of.amount).label("amount"))
        .where(
            row_of.tenant_id == uow.tenant_id,
            row_of.invoice_id.in_(missing),
            row_of.source_type == side.name,
            row_of.source_id != row_of.invoice_id,
        )
        .group_by(row_of.invoice_id, row_of.source_id)
        .having(func.sum(row_of.amount) > 0)
        .order_by(row_of.source_id, row_of.invoice_id)
    )
    found = uow.rows(given)
    notes = sorted({row["source_id"] for row in found})
    uow.rows(side.lock(), {**place, "invoices": notes})
    for note_id in notes:
        freed: dict[UUID, Decimal] = {}
        for row in found:
            amount = min(missing[row["invoice_id"]], row["amount"]) if row["source_id"] == note_id else ZERO
            if amount:
                freed[row["invoice_id"]] = -amount
                missing[row["invoice_id"]] -= amount
        if freed:
            _apply(uow, side, {**freed, note_id: sum(freed.values(), ZERO)}, side.name, note_id, day)


def _apply(
    uow: UnitOfWork,
    side: Side,
    amounts: dict[UUID, Decimal],
    source_type: str,
    source_id: UUID | Mapping[UUID, UUID],
    day: date,
) -> None:
    source_of = dict.fromkeys(amounts, source_id) if isinstance(source_id, UUID) else source_id
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
        *(
            _row(uow, invoice_id, amount, source_type, source_of[invoice_id], day)
            for invoice_id, amount in amounts.items()
        ),
    )


def _row(
    uow: UnitOfWork, invoice_id: UUID, amount: Decimal, source_type: str, source_id: UUID, day: date
) -> dict[str, object]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "invoice_id": invoice_id,
        "amount": amount,
        "source_type": source_type,
        "source_id": source_id,
        "occurred_on": day,
        "settled_at": uow.now,
    }
