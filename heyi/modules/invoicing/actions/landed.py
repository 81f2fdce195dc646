"""Spread what goods cost on their way over what came in (采购费用分摊), and take it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.actions.settle import SUPPLIERS, offset_credit
from heyi.modules.invoicing.actions.supplier_invoices import refuse_second
from heyi.modules.invoicing.contracts import LandedDraft, LandedPosted
from heyi.modules.invoicing.errors import LandedNeedsNumber, LandedNothingKept, LandedTooEarly
from heyi.modules.invoicing.models import (
    LANDED_COST,
    LANDED_COST_LINE,
    LANDED_SERIES,
    SUPPLIER_INVOICE,
    SUPPLIER_SERIES,
)
from heyi.modules.invoicing.queries.landed import invoiced_beside, lock_landed_cost, lock_owed
from heyi.modules.invoicing.rules import FREIGHT_BEFORE, INPUT_VAT, PAYABLE, ZERO, cost_of
from heyi.modules.invoicing.rules.landed import Bearer, shares, worth_by_invoice
from heyi.modules.invoicing.states import InvoiceState, LandedState, take_back
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.purchasing import api as purchasing
from heyi.modules.purchasing.errors import NotSupplier
from heyi.modules.stock import api as stock
from heyi.platform import numbering
from heyi.platform.messages import translate
from heyi.platform.records import search
from heyi.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _Line:
    """A line with its part; `origin` is the line of the receipt whose goods bear it."""

    id: UUID
    origin: UUID
    product_id: UUID
    warehouse_id: UUID
    quantity: Decimal
    base: Decimal
    amount: Decimal


def post_landed_cost(uow: UnitOfWork, draft: LandedDraft) -> LandedPosted:
    """Put a cost on the goods of receipts: what still lies there becomes worth more, the rest goes to what had left.

    It is owed to the supplier who is named, as an invoice of his; without one it is taken from where it was booked
    before. The parts add up to the cost to the cent.

    Raises:
        NotFound: the supplier does not exist.
        NotSupplier: the party is not marked as a supplier.
        LandedNeedsNumber: he is owed it, and the number of his invoice is missing.
        AlreadyExists: this number of the supplier is entered already.
        LineUnknown: a line is of no receipt that the actor sees.
        LandedTooEarly, LandedNothingKept: goods of a line had not come in on that day, or all of them went back.
        LandedUnweighed, LandedWithoutBase, LandedNotShared: the cost cannot be spread so.
        TaxRateUnknown: the tax code names none.
        MethodChangedSince: a product was valued otherwise on that day.
        PeriodClosed: the day lies in a closed period.
    """
    day = draft.occurred_on or uow.today
    party = parties.require_party(uow, draft.party_id) if draft.party_id else None
    received = purchasing.lock_received(uow, [line.receipt_line_id for line in draft.lines])
    _refuse_supplier(uow, party, draft.supplier_number)
    _refuse_lines(received.values(), day)
    cost = cost_of(net=draft.net, tax=draft.tax, taxpayer=catalog.taxpayer_of(uow))
    lines = _shared(uow, draft, received, cost)
    rules = ledger.accounts(uow)
    tax_account = rules.of(INPUT_VAT, tax_code=draft.tax_code) if draft.net + draft.tax != cost else None
    head: dict[str, Any] = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "party_id": draft.party_id,
        "supplier_number": draft.supplier_number,
        "occurred_on": day,
        "basis": draft.basis,
        "receipts": _named([received[line.origin].receipt for line in lines]),
        "tax_code": draft.tax_code,
        "net": draft.net,
        "tax": draft.tax,
        "gross": draft.net + draft.tax,
        "cost": cost,
        "state": LandedState.POSTED,
        "account": rules.of(PAYABLE if draft.party_id else FREIGHT_BEFORE),
        "tax_account": tax_account,
        "reverses_id": None,
        "note": draft.note,
    }
    number = _carry(uow, head, lines)
    for receipt_id in sorted({received[line.origin].receipt_id for line in lines}):
        uow.link("purchase_receipt", receipt_id, "landed_cost", head["id"])
    _audit(uow, "posted", head, number)
    return LandedPosted(id=head["id"], number=number)


def reverse_landed_cost(
    uow: UnitOfWork, landed_cost_id: UUID, *, reversed_on: date | None = None
) -> LandedPosted:
    """Take a spread cost back, wholly and once, by a document in red; gives back that one.

    What of the goods lies there now is worth less by its part, and the rest goes to what had left. The supplier is
    owed it no longer: a credit note settles what is open on his invoice, and is open itself for what was paid.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is taken back already, or takes back another.
        PeriodClosed: the day lies in a closed period.
    """
    before, borne = lock_landed_cost(uow, landed_cost_id)
    state = take_back(LandedState(before["state"]))
    lines = [
        _Line(
            uow.new_id(),
            line["receipt_line_id"],
            line["product_id"],
            line["warehouse_id"],
            line["quantity"],
            line["base"],
            -line["amount"],
        )
        for line in borne
    ]
    kept = (
        "company_id",
        "party_id",
        "supplier_number",
        "basis",
        "receipts",
        "tax_code",
        "account",
        "tax_account",
        "note",
    )
    head = {
        **{name: before[name] for name in kept},
        **{name: -before[name] for name in ("net", "tax", "gross", "cost")},
        "id": uow.new_id(),
        "occurred_on": max(reversed_on or uow.today, before["occurred_on"]),
        "state": LandedState.REVERSAL,
        "reverses_id": landed_cost_id,
    }
    number = _carry(uow, head, lines)
    uow.change(LANDED_COST.table, landed_cost_id, {"state": state})
    uow.link("landed_cost", landed_cost_id, "landed_cost", head["id"])
    _audit(uow, "reversed", before, before["number"])
    _audit(uow, "posted", head, number)
    return LandedPosted(id=head["id"], number=number)


def _refuse_supplier(uow: UnitOfWork, party: parties.PartyFacts | None, number: str | None) -> None:
    if party is None:
        return
    if not party.is_supplier:
        raise NotSupplier(party=party.name)
    if number is None:
        raise LandedNeedsNumber(party=party.name)
    refuse_second(uow, party.id, number)


def _refuse_lines(received: Iterable[purchasing.ReceivedLine], day: date) -> None:
    for line in received:
        if line.received_on > day:
            raise LandedTooEarly(receipt=line.receipt, day=line.received_on.isoformat())
        if not line.quantity:
            raise LandedNothingKept(receipt=line.receipt, product=line.product)


def _shared(
    uow: UnitOfWork, draft: LandedDraft, received: Mapping[UUID, purchasing.ReceivedLine], cost: Decimal
) -> list[_Line]:
    """The lines with their parts; where two name the same line of a receipt, both bear one."""
    invoiced: Mapping[UUID, tuple[Decimal, Decimal]] = {}
    if draft.basis == "amount":
        order_lines = {line.order_line_id for line in received.values()}
        invoiced = invoiced_beside(uow, order_lines, catalog.taxpayer_of(uow))
    bearers = [
        Bearer(
            product=line.product,
            net=_worth(line, invoiced.get(line.order_line_id)),
            quantity=line.quantity,
            weight=asked.weight if asked.weight is not None else _weight(line),
            amount=asked.amount,
        )
        for asked in draft.lines
        for line in [received[asked.receipt_line_id]]
    ]
    parts = shares(cost, draft.basis, bearers)
    return [
        _Line(uow.new_id(), line.line_id, line.product_id, line.warehouse_id, line.quantity, base, amount)
        for asked, (base, amount) in zip(draft.lines, parts, strict=True)
        for line in [received[asked.receipt_line_id]]
    ]


def _worth(line: purchasing.ReceivedLine, invoiced: tuple[Decimal, Decimal] | None) -> Decimal:
    """What the goods cost by the order or, once they are invoiced, by the invoice."""
    if invoiced is None:
        return line.net
    estimate, beside = invoiced
    return worth_by_invoice(line.net, kept=line.kept, estimate=estimate, beside=beside)


def _weight(line: purchasing.ReceivedLine) -> Decimal | None:
    return None if line.weight is None else line.weight * line.quantity


def _carry(uow: UnitOfWork, head: Mapping[str, Any], lines: Sequence[_Line]) -> str:
    """Change what the goods are worth, say who is owed it, write the document and its entry; gives back its number."""
    day, document_id = head["occurred_on"], head["id"]
    if head["reverses_id"] is not None:
        # Invoices before goods and counters, as whoever pays takes them.
        lock_owed(uow, head["reverses_id"])
    revalued = stock.revalue(
        uow,
        [
            stock.Revaluation(
                line_id=line.id,
                product_id=line.product_id,
                warehouse_id=line.warehouse_id,
                quantity=line.quantity,
                difference=line.amount,
                origin_line_id=line.origin,
            )
            for line in lines
        ],
        occurred_on=day,
    )
    invoice_number = numbering.take(uow, SUPPLIER_SERIES, day)[0] if head["party_id"] else None
    number = numbering.take(uow, LANDED_SERIES, day)[0]
    _write(uow, head, number, lines, revalued)
    if invoice_number is not None:
        _owe(uow, head, number, invoice_number)
    stock.note_adjustments(uow, revalued, ("landed_cost", document_id, number))
    _post_entry(uow, head, number, revalued)
    return number


def _write(
    uow: UnitOfWork,
    head: Mapping[str, Any],
    number: str,
    lines: Sequence[_Line],
    revalued: stock.Revalued,
) -> None:
    uow.insert(LANDED_COST.table, {**head, "number": number})
    uow.insert(
        LANDED_COST_LINE,
        *(
            {
                "id": line.id,
                "landed_cost_id": head["id"],
                "line_no": line_no,
                "receipt_line_id": line.origin,
                "product_id": line.product_id,
                "warehouse_id": line.warehouse_id,
                "quantity": line.quantity,
                "base": line.base,
                "amount": line.amount,
                "on_hand": revalued.values[line.id],
                "gone_account": revalued.gone[line.id][0],
            }
            for line_no, line in enumerate(lines, start=1)
        ),
    )


def _owe(uow: UnitOfWork, head: Mapping[str, Any], number: str, invoice_number: str) -> None:
    """The supplier's invoice for it, in the books at once; or, in red, his credit note under the document's number."""
    red = head["reverses_id"] is not None
    amounts = {name: abs(head[name]) for name in ("net", "tax", "gross")}
    invoice_id = uow.new_id()
    invoice = {
        "id": invoice_id,
        "company_id": uow.company_id,
        "number": invoice_number,
        "supplier_number": number if red else head["supplier_number"],
        "kind": "credit_note" if red else "invoice",
        "party_id": head["party_id"],
        "order_id": None,
        "landed_cost_id": head["id"],
        "warehouse_id": None,
        "invoiced_on": head["occurred_on"],
        "state": InvoiceState.POSTED,
        "match_state": "matched",
        **amounts,
        "settled": ZERO,
        "open": amounts["gross"],
        "override_reason": None,
        "note": None,
    }
    uow.insert(SUPPLIER_INVOICE.table, invoice)
    search.add_words(uow, SUPPLIER_INVOICE, invoice_id, invoice)
    if red:
        offset = offset_credit(
            uow,
            landed_cost_id=head["reverses_id"],
            credit_note_id=invoice_id,
            amount=amounts["gross"],
            day=head["occurred_on"],
            side=SUPPLIERS,
        )
        uow.change(SUPPLIER_INVOICE.table, invoice_id, {"settled": offset, "open": amounts["gross"] - offset})
    uow.audit(
        "posted",
        record="supplier_invoice",
        record_id=invoice_id,
        party_id=head["party_id"],
        title=invoice_number,
    )


def _post_entry(uow: UnitOfWork, head: Mapping[str, Any], number: str, revalued: stock.Revalued) -> None:
    """Goods, what had left, and VAT against who is owed it; the same sides in red take it back."""
    vat = [(head["tax_account"], head["gross"] - head["cost"])] if head["tax_account"] else []
    debits = summed([*revalued.amounts.items(), *revalued.gone.values(), *vat])
    lines = [
        ledger.LineDraft(account=account, debit=amount, party_id=head["party_id"])
        for account, amount in debits.items()
        if amount
    ]
    lines.append(ledger.LineDraft(account=head["account"], credit=head["gross"], party_id=head["party_id"]))
    red = head["reverses_id"] is not None
    ledger.post(
        uow,
        ledger.EntryDraft(
            occurred_on=head["occurred_on"],
            source_type="landed_cost",
            source_id=head["id"],
            kind="purchase",
            summary=translate(
                "summary.landed_cost.reversal" if red else "summary.landed_cost", "zh-CN", {"number": number}
            ),
            lines=tuple(lines),
        ),
    )


def _named(numbers: Iterable[str]) -> str:
    """The numbers of the receipts, each once, as many as fit into a field."""
    named = list(dict.fromkeys(numbers))
    text = ", ".join(named)
    return text if len(text) <= 200 else ", ".join(named[:8]) + " …"


def _audit(uow: UnitOfWork, action: str, head: Mapping[str, Any] | RowMapping, number: str) -> None:
    uow.audit(action, record="landed_cost", record_id=head["id"], party_id=head["party_id"], title=number)
