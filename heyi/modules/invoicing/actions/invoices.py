"""Invoice what was delivered, credit what came back, post it into the books, or withdraw a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.kit.money import TaxedAmount, total_of
from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.actions.settle import offset_credit
from heyi.modules.invoicing.actions.watching import ask_watchers
from heyi.modules.invoicing.contracts import InvoiceStatus
from heyi.modules.invoicing.errors import InvoicedTooEarly, InvoiceNotPosted, WrittenOff
from heyi.modules.invoicing.events import InvoicePosted
from heyi.modules.invoicing.models import INVOICE_SERIES, SALES_INVOICE, SALES_INVOICE_LINE, SETTLEMENT
from heyi.modules.invoicing.queries.invoices import LockedInvoice, invoices_of_return, lock_invoice, status_of
from heyi.modules.invoicing.queries.under_way import SHIPPED_GOODS, changes_of
from heyi.modules.invoicing.rules import (
    REVENUE_SERVICES,
    ZERO,
    InvoicedAmount,
    Side,
    cost_sides,
    revenue_sides,
    vat_role,
)
from heyi.modules.invoicing.rules.waited import became_cost
from heyi.modules.invoicing.states import InvoiceState, step
from heyi.modules.ledger import api as ledger
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform import numbering
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_H = SALES_INVOICE.table


def invoice_order(uow: UnitOfWork, order_id: UUID, *, invoiced_on: date | None = None) -> InvoiceStatus:
    """Draft an invoice for everything delivered of the order that is on no invoice yet.

    Raises:
        NotFound: the order does not exist in this company.
        NothingToInvoice: nothing waits.
        InvoicedTooEarly: goods of it were revenue as they left, and some left after that day.
    """
    return _draft(
        uow, sales.claim_delivered(uow, order_id), kind="invoice", return_id=None, invoiced_on=invoiced_on
    )


def credit_return(uow: UnitOfWork, return_id: UUID, *, invoiced_on: date | None = None) -> InvoiceStatus:
    """Draft a credit note for what came back after it was invoiced.

    Raises:
        NotFound: the return does not exist in this company.
        NothingToInvoice: nothing of it was invoiced, or it is credited already.
        InvoicedTooEarly: it took revenue back as it came, and came after that day.
    """
    claimed = sales.claim_returned(uow, return_id)
    drafted = _draft(uow, claimed, kind="credit_note", return_id=return_id, invoiced_on=invoiced_on)
    for corrected in invoices_of_return(uow, return_id):
        uow.link("sales_invoice", corrected, "sales_invoice", drafted.id)
    return drafted


def post_invoice(uow: UnitOfWork, invoice_id: UUID) -> InvoiceStatus:
    """Put the invoice into the books: it gets its number, the customer owes it, shipped goods become cost.

    What was revenue as it left is owed already: now by this invoice, and its VAT is due.

    A credit note settles what is open on invoices of the same order, as far as it reaches; what small remainder of them
    was let go is open again first.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        InvoiceNotPosted: it is a credit note, and what it takes back is on an invoice that is still a draft.
        WrittenOff: it is a credit note, and an invoice of its order is written off as a bad debt.
        PeriodClosed: its day lies in a closed period.
    """
    invoice = lock_invoice(uow, invoice_id)
    state = step(InvoiceState(invoice.head["state"]), "post")
    gross = invoice.head["gross"]
    # Invoices before counters, as a receipt takes them: the other way round the two would wait for each other.
    offset, still_to_post = ZERO, []
    if invoice.head["kind"] == "credit_note":
        _refuse_unposted(uow, invoice.head)
        still_to_post = ask_watchers(uow, invoice.head["order_id"], invoice.head["invoiced_on"])
        _refuse_written_off(uow, invoice.head)
        offset = offset_credit(
            uow,
            order_id=invoice.head["order_id"],
            credit_note_id=invoice_id,
            amount=gross,
            day=invoice.head["invoiced_on"],
        )
    sales.bill(
        uow,
        "delivery" if invoice.head["kind"] == "invoice" else "sales_return",
        {
            line["source_line_id"]: (line["gross"], line["tax"])
            for line in invoice.lines
            if line["recognised"]
        },
    )
    waited = _costs_that_waited(uow, invoice)
    number = numbering.take(uow, INVOICE_SERIES, invoice.head["invoiced_on"])[0]
    _note_as_cost(uow, invoice, number, waited)
    _post_entries(uow, invoice, number, waited)
    for post in still_to_post:
        post()
    changed = {"state": state, "number": number, "settled": offset, "open": gross - offset}
    uow.change(_H, invoice_id, changed)
    head = {**invoice.head, **changed, "version": invoice.head["version"] + 1}
    party_id = head["party_id"]
    uow.audit("posted", record="sales_invoice", record_id=invoice_id, party_id=party_id, title=number)
    signed = -gross if head["kind"] == "credit_note" else gross
    uow.emit(
        InvoicePosted(aggregate_id=invoice_id, aggregate_seq=head["version"], party_id=party_id, gross=signed)
    )
    return status_of(uow, head)


def cancel_invoice(uow: UnitOfWork, invoice_id: UUID) -> InvoiceStatus:
    """Withdraw a draft; what it was for waits for an invoice again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft; post a credit note instead.
        CreditedAlready: what came back of it is on a credit note.
    """
    invoice = lock_invoice(uow, invoice_id)
    state = step(InvoiceState(invoice.head["state"]), "cancel")
    if invoice.head["return_id"] is not None:
        sales.unclaim_returned(uow, invoice.head["return_id"])
    else:
        quantities = [
            (line["source_line_id"], line["order_line_id"], line["quantity"]) for line in invoice.lines
        ]
        sales.unclaim_delivered(uow, invoice.head["order_id"], quantities)
    uow.change(_H, invoice_id, {"state": state})
    head = {**invoice.head, "state": state, "version": invoice.head["version"] + 1}
    uow.audit("cancelled", record="sales_invoice", record_id=invoice_id, party_id=head["party_id"])
    return status_of(uow, head)


def _draft(
    uow: UnitOfWork,
    claimed: sales.BillableOrder,
    *,
    kind: str,
    return_id: UUID | None,
    invoiced_on: date | None,
) -> InvoiceStatus:
    day = _day_of(uow, claimed, invoiced_on)
    total = total_of(TaxedAmount(line.net, line.tax, line.gross) for line in claimed.lines)
    invoice_id = uow.new_id()
    head = {
        "id": invoice_id,
        "company_id": uow.company_id,
        "number": None,
        "paper_number": None,
        "kind": kind,
        "party_id": claimed.party_id,
        "order_id": claimed.order_id,
        "return_id": return_id,
        "invoiced_on": day,
        "due_on": day + timedelta(days=claimed.payment_days),
        "state": InvoiceState.DRAFT,
        "net": total.net,
        "tax": total.tax,
        "gross": total.gross,
        "settled": ZERO,
        "open": ZERO,
        "note": None,
    }
    uow.insert(_H, head)
    uow.insert(SALES_INVOICE_LINE, *_line_rows(uow, invoice_id, claimed.lines))
    for document_type, document_id in dict.fromkeys(
        (line.document_type, line.document_id) for line in claimed.lines
    ):
        uow.link(document_type, document_id, "sales_invoice", invoice_id)
    uow.audit(
        "created",
        record="sales_invoice",
        record_id=invoice_id,
        party_id=claimed.party_id,
    )
    return status_of(uow, head | {"version": 1})


def _day_of(uow: UnitOfWork, claimed: sales.BillableOrder, wanted: date | None) -> date:
    """The day of an invoice: VAT falls due, or is taken back, when it waits or later."""
    earliest = claimed.recognised_on
    if earliest is None:
        return wanted or uow.today
    if wanted is not None and wanted < earliest:
        raise InvoicedTooEarly(number=claimed.number, day=earliest.isoformat())
    return wanted or max(earliest, uow.today)


def _line_rows(uow: UnitOfWork, invoice_id: UUID, lines: Sequence[sales.Billable]) -> list[dict[str, Any]]:
    return [
        {
            "id": uow.new_id(),
            "invoice_id": invoice_id,
            "line_no": line_no,
            "source_line_id": line.line_id,
            "order_line_id": line.order_line_id,
            "product_id": line.product_id,
            "product_name": line.product,
            "is_goods": line.is_goods,
            "recognised": line.recognised,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "tax_code": line.tax_code,
            "tax_rate": line.tax_rate,
            "net": line.net,
            "tax": line.tax,
            "gross": line.gross,
            "cost": line.cost,
        }
        for line_no, line in enumerate(lines, start=1)
    ]


def _refuse_unposted(uow: UnitOfWork, head: Mapping[Any, Any]) -> None:
    """An invoice that came after its credit note would stay open beside it, and nothing would settle the two."""
    drafts = select(_H.c.id).join(
        SALES_INVOICE_LINE,
        and_(SALES_INVOICE_LINE.c.tenant_id == _H.c.tenant_id, SALES_INVOICE_LINE.c.invoice_id == _H.c.id),
    )
    waiting = drafts.where(
        _H.c.tenant_id == uow.tenant_id,
        _H.c.order_id == head["order_id"],
        _H.c.state == InvoiceState.DRAFT,
        SALES_INVOICE_LINE.c.source_line_id.in_(sales.delivery_lines_of(uow, head["return_id"])),
    )
    if uow.first(waiting) is not None:
        raise InvoiceNotPosted


def _refuse_written_off(uow: UnitOfWork, head: Mapping[Any, Any]) -> None:
    """Beside an invoice that was given up, the credit note would stay open, and money that never came be paid out."""
    siblings = (_H.c.tenant_id == uow.tenant_id, _H.c.order_id == head["order_id"], _H.c.kind == "invoice")
    # All of them, settled or not: whoever writes one off at this moment is waited for.
    held = uow.rows(select(_H.c.id, _H.c.number).where(*siblings).order_by(_H.c.id).with_for_update())
    own, numbers = SETTLEMENT.c, {row["id"]: row["number"] for row in held}
    given_up = (
        select(own.invoice_id, func.sum(own.amount).label("amount"))
        .where(
            own.tenant_id == uow.tenant_id,
            own.invoice_id.in_(numbers),
            own.source_type == "write_off",
        )
        .group_by(own.invoice_id)
        .having(func.sum(own.amount) != 0)
        .order_by(own.invoice_id)
        .limit(1)
    )
    found = uow.first(given_up)
    if found is not None:
        raise WrittenOff(number=numbers[found["invoice_id"]], amount=number_text(found["amount"]))


def _costs_that_waited(uow: UnitOfWork, invoice: LockedInvoice) -> Mapping[date, Mapping[UUID, Decimal]]:
    """By day and line of the deliveries, what goods turned out to cost since they left: it is cost with them.

    What was found after the invoice's day is cost on its own: until then it did not stand on 1406.
    """
    lines = {
        line["source_line_id"]: line["product_id"]
        for line in invoice.lines
        if line["is_goods"] and not line["recognised"]
    }
    if invoice.head["kind"] != "invoice" or not lines:
        return {}
    stock.keep_costs(uow, set(lines.values()))
    found: dict[date, dict[UUID, Decimal]] = {}
    for line_id, changes in changes_of(uow, lines).items():
        for day, amount in became_cost(changes, invoice.head["invoiced_on"]).items():
            found.setdefault(day, {})[line_id] = amount
    return found


def _note_as_cost(
    uow: UnitOfWork, invoice: LockedInvoice, number: str, waited: Mapping[date, Mapping[UUID, Decimal]]
) -> None:
    products = {line["source_line_id"]: line["product_id"] for line in invoice.lines}
    changes = [
        stock.CostChange(
            line_id=line_id,
            product_id=products[line_id],
            occurred_on=day,
            amount=-amount,
            of_move=True,
        )
        for day, amounts in waited.items()
        for line_id, amount in amounts.items()
    ]
    SHIPPED_GOODS.note_changes(uow, ("sales_invoice", invoice.head["id"], number), changes)


def _post_entries(
    uow: UnitOfWork, invoice: LockedInvoice, number: str, waited: Mapping[date, Mapping[UUID, Decimal]]
) -> None:
    now = waited.get(invoice.head["invoiced_on"], {})
    sign = -1 if invoice.head["kind"] == "credit_note" else 1
    rules = ledger.accounts(uow, {line["product_id"] for line in invoice.lines})
    amounts = []
    for line in invoice.lines:
        scope = catalog.tax_rate(uow, line["tax_code"]).scope
        vat = vat_role(taxpayer=catalog.taxpayer_of(uow), is_levy=scope == "levy")
        of = {"product_id": line["product_id"], "tax_code": line["tax_code"]}
        amounts.append(
            InvoicedAmount(
                net=line["net"],
                tax=line["tax"],
                cost=line["cost"] + now.get(line["source_line_id"], ZERO),
                revenue=rules.of(sales.REVENUE_GOODS if line["is_goods"] else REVENUE_SERVICES, **of),
                vat=rules.of(vat, **of),
                cost_of=rules.of(sales.COST_OF_GOODS, **of),
                recognised=line["recognised"],
            )
        )
    revenue = revenue_sides(
        amounts,
        receivable=rules.of(sales.RECEIVABLE),
        deferred=rules.of(sales.DEFERRED_VAT),
        sign=sign,
    )
    cost = cost_sides(amounts, shipped=rules.of(sales.SHIPPED), sign=sign)
    told = "vat" if all(amount.recognised for amount in amounts) else "revenue"
    entries = [
        _entry(invoice.head, kind, sides, number)
        for kind, sides in ((told, revenue), ("cost", cost))
        if sides
    ]
    entries += _costs_found_later(invoice, rules, number, waited)
    if entries:
        ledger.post(uow, *entries)
    else:
        ledger.require_open(uow, invoice.head["invoiced_on"])


def _costs_found_later(
    invoice: LockedInvoice,
    rules: ledger.Accounts,
    number: str,
    waited: Mapping[date, Mapping[UUID, Decimal]],
) -> list[ledger.EntryDraft]:
    """What goods turned out to cost after the invoice's day, an entry for each day."""
    lines = {line["source_line_id"]: line for line in invoice.lines}
    shipped, entries = rules.of(sales.SHIPPED), []
    for day, amounts in sorted(waited.items()):
        if day == invoice.head["invoiced_on"]:
            continue
        costs = summed(
            (
                rules.of(
                    sales.COST_OF_GOODS,
                    product_id=lines[line_id]["product_id"],
                    tax_code=lines[line_id]["tax_code"],
                ),
                amount,
            )
            for line_id, amount in amounts.items()
        )
        sides = [*(Side(account, debit=amount) for account, amount in costs.items())]
        sides.append(Side(shipped, credit=sum(costs.values(), ZERO)))
        entry = _entry(invoice.head, "cost", [side for side in sides if side.debit or side.credit], number)
        if entry.lines:
            entries.append(replace(entry, occurred_on=day, kind=f"cost {day}"))
    return entries


def _entry(head: Mapping[Any, Any], kind: str, sides: Sequence[Side], number: str) -> ledger.EntryDraft:
    lines = tuple(
        ledger.LineDraft(
            account=side.account, debit=side.debit, credit=side.credit, party_id=head["party_id"]
        )
        for side in sides
    )
    summary = translate(f"summary.{head['kind']}.{kind}", "zh-CN", {"number": number})
    return ledger.EntryDraft(
        occurred_on=head["invoiced_on"],
        source_type="sales_invoice",
        source_id=head["id"],
        kind=kind,
        summary=summary,
        lines=lines,
    )
