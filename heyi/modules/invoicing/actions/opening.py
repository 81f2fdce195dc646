"""What was owed before Heyi kept the books (期初应收, 期初应付): enter it beside its entry, or take it back."""

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
from heyi.modules.invoicing.states import OPENING, InvoiceState, take_back_opening
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
        head = {
            "id": uow.new_id(),
            "company_id": uow.company_id,
            "number": number,
            way.paper: debt.number,
            "kind": OPENING,
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
        }
        uow.insert(side.head, head)
        search.add_words(uow, way.record, head["id"], head)
        uow.audit("posted", record=side.name, record_id=head["id"], party_id=debt.party_id, title=number)
        entries.append(
            ledger.EntryDraft(
                occurred_on=day,
                source_type=side.name,
                source_id=head["id"],
                kind=OPENING,
                summary=translate(f"summary.{side.name}.opening", "zh-CN", {"number": debt.number}),
                lines=ledger.opening_lines(rules, way.role, way.sign * debt.amount, party_id=debt.party_id),
            )
        )
    return entries


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
    changed = {"state": state, "open": ZERO}
    uow.change(side.head, head["id"], changed)
    uow.audit(
        "reversed", record=side.name, record_id=head["id"], party_id=head["party_id"], title=head["number"]
    )
    return {**head, **changed, "version": head["version"] + 1}
