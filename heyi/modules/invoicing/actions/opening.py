"""Debts without lines: what was owed before Heyi kept the books (期初应收, 期初应付), and what is owed since a bill of
then was not paid: enter it beside its entry, or take it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from heyi.kit.money import ZERO
from heyi.modules.invoicing.actions.settle import CUSTOMERS, SUPPLIERS, Side
from heyi.modules.invoicing.contracts import InvoiceStatus, OldDebt, SupplierInvoiceStatus
from heyi.modules.invoicing.errors import OpeningSettled
from heyi.modules.invoicing.models import INVOICE_SERIES, SALES_INVOICE, SUPPLIER_INVOICE, SUPPLIER_SERIES
from heyi.modules.invoicing.queries.invoices import lock_invoice, status_of
from heyi.modules.invoicing.queries.supplier_invoices import lock_supplier_invoice, supplier_status_of
from heyi.modules.invoicing.rules import PAYABLE
from heyi.modules.invoicing.states import OF_BILL, OPENING, InvoiceState, take_back_opening
from heyi.modules.ledger import api as ledger
from heyi.modules.sales.contracts import RECEIVABLE
from heyi.platform import numbering
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.records.declaration import Record
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Way:
    """How what was owed of a side is written: its numbers, its account, and the side of the account it stands on."""

    record: Record
    series: str
    role: str
    paper: str
    sign: int
    also: Mapping[str, Any]


_WAYS: Final[Mapping[str, _Way]] = {
    CUSTOMERS.name: _Way(SALES_INVOICE, INVOICE_SERIES, RECEIVABLE, "paper_number", 1, {"return_id": None}),
    SUPPLIERS.name: _Way(
        SUPPLIER_INVOICE,
        SUPPLIER_SERIES,
        PAYABLE,
        "supplier_number",
        -1,
        {
            "landed_cost_id": None,
            "warehouse_id": None,
            "match_state": "matched",
            "override_reason": None,
        },
    ),
}


def enter_old_debts(
    uow: UnitOfWork, debts: Sequence[OldDebt], *, day: date, side: Side = CUSTOMERS
) -> list[ledger.EntryDraft]:
    """Write what parties of a side owed at the end of the `day` as posted invoices without lines.

    Gives back their entries, of that day against where opening balances stand that documents bring in; the caller
    posts them, together with what else stood open. Each keeps its own day, so that it is as old as it is.
    """
    if not debts:
        return []
    way, rules = _WAYS[side.name], ledger.accounts(uow)
    entries = []
    for debt, number in zip(debts, numbering.take(uow, way.series, day, count=len(debts)), strict=True):
        invoice_id = _write(uow, side, debt, number, OPENING)
        entries.append(
            ledger.EntryDraft(
                occurred_on=day,
                source_type=side.name,
                source_id=invoice_id,
                kind=OPENING,
                summary=translate(f"summary.{side.name}.opening", "zh-CN", {"number": debt.number}),
                lines=ledger.opening_lines(rules, way.role, way.sign * debt.amount, party_id=debt.party_id),
            )
        )
    return entries


def owe_for_bill(uow: UnitOfWork, debt: OldDebt, *, day: date, contra: str, side: Side = CUSTOMERS) -> UUID:
    """A bill that is not paid, and by which no receipt or payment of ours came, is owed as an invoice without lines.

    It stands on the `day` against the account `contra`, both in the name of the party; its own day tells how old it is.

    Raises:
        PeriodClosed: the day lies in a closed period.
    """
    way = _WAYS[side.name]
    number = numbering.take(uow, way.series, day)[0]
    invoice_id = _write(uow, side, debt, number, OF_BILL)
    owed, against = ledger.accounts(uow).of(way.role), contra
    debit, credit = (owed, against) if way.sign > 0 else (against, owed)
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=day,
            source_type=side.name,
            source_id=invoice_id,
            kind=OF_BILL,
            summary=translate(f"summary.{side.name}.of_bill", "zh-CN", {"number": debt.number}),
            lines=(
                ledger.LineDraft(account=debit, debit=debt.amount, party_id=debt.party_id),
                ledger.LineDraft(account=credit, credit=debt.amount, party_id=debt.party_id),
            ),
        ),
    )
    return invoice_id


def take_back_bill_debt(uow: UnitOfWork, invoice_id: UUID, *, day: date, side: Side = CUSTOMERS) -> None:
    """The bill is paid after all, so nothing is owed for it; a red-letter entry of the day undoes its entry.

    Raises:
        OpeningSettled: a part of it is settled.
        PeriodClosed: the day lies in a closed period.
    """
    lock = lock_invoice if side is CUSTOMERS else lock_supplier_invoice
    head = lock(uow, invoice_id).head
    if head["settled"]:
        raise OpeningSettled(number=head["number"], amount=number_text(head["settled"]))
    ledger.reverse(uow, source_type=side.name, source_id=invoice_id, kind=OF_BILL, occurred_on=day)
    _withdraw(uow, head, side, InvoiceState.CANCELLED)


def reverse_invoice(uow: UnitOfWork, invoice_id: UUID) -> InvoiceStatus:
    """Take back what a customer owed before: as if it had not been entered.

    Raises:
        NotFound: it does not exist in this company.
        OnlyOpening: it is another invoice.
        WrongState: it is taken back already.
        OpeningSettled: a part of it is settled.
        PeriodClosed: the month in which it stands is closed.
    """
    return status_of(uow, _take_back(uow, lock_invoice(uow, invoice_id).head, CUSTOMERS))


def reverse_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> SupplierInvoiceStatus:
    """Take back what was owed to a supplier before: as if it had not been entered.

    Raises:
        NotFound: it does not exist in this company.
        OnlyOpening: it is another invoice.
        WrongState: it is taken back already.
        OpeningSettled: a part of it is settled.
        PeriodClosed: the month in which it stands is closed.
    """
    return supplier_status_of(uow, _take_back(uow, lock_supplier_invoice(uow, invoice_id).head, SUPPLIERS))


def _take_back(uow: UnitOfWork, head: Mapping[Any, Any], side: Side) -> Mapping[Any, Any]:
    state = take_back_opening(head["kind"], InvoiceState(head["state"]))
    if head["settled"]:
        raise OpeningSettled(number=head["number"], amount=number_text(head["settled"]))
    ledger.reverse(uow, source_type=side.name, source_id=head["id"], kind=OPENING, occurred_on=None)
    return _withdraw(uow, head, side, state)


def _withdraw(uow: UnitOfWork, head: Mapping[Any, Any], side: Side, state: InvoiceState) -> Mapping[Any, Any]:
    changed = {"state": state, "open": ZERO}
    uow.change(side.head, head["id"], changed)
    uow.audit(
        "reversed", record=side.name, record_id=head["id"], party_id=head["party_id"], title=head["number"]
    )
    return {**head, **changed, "version": head["version"] + 1}


def _write(uow: UnitOfWork, side: Side, debt: OldDebt, number: str, kind: str) -> UUID:
    way, invoice_id = _WAYS[side.name], uow.new_id()
    due = {"due_on": debt.due_on or debt.invoiced_on} if side is CUSTOMERS else {}
    head = {
        "id": invoice_id,
        "company_id": uow.company_id,
        "number": number,
        way.paper: debt.number,
        "kind": kind,
        "party_id": debt.party_id,
        "order_id": None,
        "invoiced_on": debt.invoiced_on,
        "state": InvoiceState.POSTED,
        "net": debt.amount,
        "tax": ZERO,
        "gross": debt.amount,
        "settled": ZERO,
        "open": debt.amount,
        "note": debt.note,
        **way.also,
        **due,
    }
    uow.insert(side.head, head)
    search.add_words(uow, way.record, invoice_id, head)
    uow.audit("posted", record=side.name, record_id=invoice_id, party_id=debt.party_id, title=number)
    return invoice_id
