"""Enter a supplier's invoice or credit note, match it with order and receipt, post it, or withdraw a draft."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from heyi.kit.money import TaxedAmount, proportional_part, total_of
from heyi.kit.quantity import summed
from heyi.modules.catalog import api as catalog
from heyi.modules.invoicing.actions.settle import SUPPLIERS, offset_credit
from heyi.modules.invoicing.actions.supplier_lines import supplier_lines
from heyi.modules.invoicing.contracts import (
    Deviation,
    Estimates,
    SupplierInvoiceDraft,
    SupplierInvoiceStatus,
)
from heyi.modules.invoicing.errors import InvoiceNotPosted, MatchFails, OrderLineTwice
from heyi.modules.invoicing.models import SUPPLIER_INVOICE, SUPPLIER_INVOICE_LINE, SUPPLIER_SERIES
from heyi.modules.invoicing.permissions import OVERRIDE_MATCH
from heyi.modules.invoicing.queries.billing_rules import billing_rules
from heyi.modules.invoicing.queries.invoices import LockedInvoice
from heyi.modules.invoicing.queries.supplier_invoices import (
    deviations_of,
    kept_goods,
    lock_supplier_invoice,
    supplier_status_of,
)
from heyi.modules.invoicing.rules import (
    INPUT_VAT,
    INPUT_VAT_OUT,
    PAYABLE,
    ZERO,
    Side,
    SupplierAmounts,
    cost_of,
    estimate_back,
    supplier_sides,
)
from heyi.modules.invoicing.states import InvoiceState, step
from heyi.modules.ledger import api as ledger
from heyi.modules.purchasing import api as purchasing
from heyi.modules.stock import api as stock
from heyi.platform import numbering
from heyi.platform.errors import AlreadyExists, FieldProblem
from heyi.platform.http.answers import number_text
from heyi.platform.messages import translate
from heyi.platform.records import access, search
from heyi.platform.unit_of_work import UnitOfWork

_H = SUPPLIER_INVOICE.table


def enter_supplier_invoice(uow: UnitOfWork, draft: SupplierInvoiceDraft) -> SupplierInvoiceStatus:
    """Enter the supplier's invoice for what came in of an order, or his credit note for what went back, as a draft.

    Raises:
        NotFound: the order does not exist in this company.
        NothingToInvoice: nothing waits.
        LineUnknown, InvoicesTooMuch: a quantity is for no line of it, or more than waits.
        QuantityInexact: said in the unit that was ordered, a quantity does not come out exactly.
        OrderLineTwice: two lines are for one of the order's.
        TaxRateUnknown: a line names one that cannot be used.
        TaxBeyond, TaxBeyondTogether: the printed tax is further from what its rate makes than rounding explains.
        AlreadyExists: this number of the supplier is entered already.
    """
    credit = draft.kind == "credit_note"
    asked = None
    if draft.lines is not None:
        if len({line.order_line_id for line in draft.lines}) < len(draft.lines):
            raise OrderLineTwice
        asked = [
            purchasing.LineQuantity(
                line_id=line.order_line_id, quantity=line.quantity, as_ordered=line.as_ordered
            )
            for line in draft.lines
        ]
    claimed = purchasing.claim_received(uow, draft.order_id, quantities=asked, credit=credit)
    refuse_second(uow, claimed.party_id, draft.supplier_number)
    invoice_id = uow.new_id()
    lines = supplier_lines(uow, invoice_id, claimed, draft.lines or ())
    total = total_of(TaxedAmount(line["net"], line["tax"], line["gross"]) for line in lines)
    head = {
        "id": invoice_id,
        "company_id": uow.company_id,
        "number": None,
        "supplier_number": draft.supplier_number,
        "kind": draft.kind,
        "party_id": claimed.party_id,
        "order_id": claimed.order_id,
        "warehouse_id": claimed.warehouse_id,
        "invoiced_on": draft.invoiced_on or uow.today,
        "state": InvoiceState.DRAFT,
        "match_state": "deviates" if deviations_of(lines) else "matched",
        "net": total.net,
        "tax": total.tax,
        "gross": total.gross,
        "settled": ZERO,
        "open": ZERO,
        "override_reason": None,
        "note": None,
    }
    uow.insert(_H, head)
    search.add_words(uow, SUPPLIER_INVOICE, invoice_id, head)
    uow.insert(SUPPLIER_INVOICE_LINE, *lines)
    before = ("purchase_return", claimed.returns) if credit else ("purchase_receipt", claimed.receipts)
    for document_id in before[1]:
        uow.link(before[0], document_id, "supplier_invoice", invoice_id)
    if credit:
        for corrected_id in _invoices_of(uow, claimed.order_id):
            uow.link("supplier_invoice", corrected_id, "supplier_invoice", invoice_id)
    _audit(uow, "created", head, draft.supplier_number)
    return supplier_status_of(uow, head | {"version": 1})


def _invoices_of(uow: UnitOfWork, order_id: UUID) -> list[UUID]:
    """The invoices of an order: what goes back of it was on them."""
    query = select(_H.c.id).where(
        _H.c.tenant_id == uow.tenant_id,
        _H.c.order_id == order_id,
        _H.c.kind == "invoice",
        _H.c.state != InvoiceState.CANCELLED,
    )
    return [row["id"] for row in uow.rows(query.order_by(_H.c.id))]


def post_supplier_invoice(
    uow: UnitOfWork, invoice_id: UUID, *, reason: str | None = None, tried: bool = False
) -> SupplierInvoiceStatus:
    """Put the supplier's invoice into the books: he is owed its gross, the estimate is cleared by the difference.

    Where it is only `tried`, to show its entries, what is beyond the tolerances is shown too.

    A difference in price goes to the goods that still lie there and to the cost of those that left. A credit note
    settles what is open on invoices of the same order, as far as it reaches.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        MatchFails: lines ask for more than the tolerances allow, and the actor may not override or gives no reason.
        InvoiceNotPosted: it is a credit note, and an invoice of its order is still a draft.
        PeriodClosed: its day lies in a closed period.
    """
    invoice = lock_supplier_invoice(uow, invoice_id)
    head, credit = invoice.head, invoice.head["kind"] == "credit_note"
    state = step(InvoiceState(head["state"]), "post")
    found = deviations_of(invoice.lines)
    may = reason and access.within_reach(uow, SUPPLIER_INVOICE, invoice_id, [OVERRIDE_MATCH])
    if found and not (may or tried):
        raise _match_fails(found)
    offset = ZERO
    if credit:
        _refuse_unposted(uow, head["order_id"])
        offset = offset_credit(
            uow,
            order_id=head["order_id"],
            credit_note_id=invoice_id,
            amount=head["gross"],
            day=head["invoiced_on"],
            side=SUPPLIERS,
        )
    taxpayer = catalog.taxpayer_of(uow)
    differences = [] if credit else _differences(uow, invoice, taxpayer)
    revalued = stock.revalue(
        uow,
        differences,
        occurred_on=head["invoiced_on"],
        receipts=lambda line_ids: {
            line_id: goods.receipts for line_id, goods in kept_goods(uow, invoice, line_ids).items()
        },
    )
    number = numbering.take(uow, SUPPLIER_SERIES, head["invoiced_on"])[0]
    stock.note_adjustments(uow, revalued, ("supplier_invoice", invoice_id, number))
    _post_entry(uow, invoice, number, taxpayer=taxpayer, revalued=revalued)
    changed: dict[str, Any] = {
        "state": state,
        "number": number,
        "settled": offset,
        "open": head["gross"] - offset,
    }
    if found:
        changed |= {"match_state": "overridden", "override_reason": reason}
    uow.change(_H, invoice_id, changed)
    after = {**head, **changed, "version": head["version"] + 1}
    _audit(uow, "posted", after, number)
    return supplier_status_of(uow, after)


def cancel_supplier_invoice(uow: UnitOfWork, invoice_id: UUID) -> SupplierInvoiceStatus:
    """Withdraw a draft; what it was for waits for an invoice again.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft; a posted invoice is corrected by the supplier's credit note.
        CreditedAlready: what was sent back of it is on a credit note.
    """
    invoice = lock_supplier_invoice(uow, invoice_id)
    state = step(InvoiceState(invoice.head["state"]), "cancel")
    claimed = [
        purchasing.Unbilled(
            order_line_id=line["order_line_id"], quantity=line["quantity"], estimate=line["estimate"]
        )
        for line in invoice.lines
    ]
    credit = invoice.head["kind"] == "credit_note"
    purchasing.unclaim_received(uow, invoice.head["order_id"], claimed, credit=credit)
    uow.change(_H, invoice_id, {"state": state})
    head = {**invoice.head, "state": state, "version": invoice.head["version"] + 1}
    _audit(uow, "cancelled", head, head["supplier_number"])
    return supplier_status_of(uow, head)


def refuse_second(uow: UnitOfWork, party_id: UUID, supplier_number: str) -> None:
    """Refuse a number of the supplier that is entered already; one that two enter at once the database refuses.

    Raises:
        AlreadyExists: this number of the supplier is entered already.
    """
    own = _H.c
    query = select(own.id).where(
        own.tenant_id == uow.tenant_id,
        own.company_id == uow.company_id,
        own.party_id == party_id,
        own.supplier_number == supplier_number,
        own.state != InvoiceState.CANCELLED,
    )
    if uow.first(query) is not None:
        raise AlreadyExists(constraint=supplier_number, field="field.supplier_invoice.supplier_number")


def _refuse_unposted(uow: UnitOfWork, order_id: UUID) -> None:
    own = _H.c
    drafts = select(own.id).where(
        own.tenant_id == uow.tenant_id,
        own.order_id == order_id,
        own.state == InvoiceState.DRAFT,
        own.kind == "invoice",
    )
    if uow.first(drafts) is not None:
        raise InvoiceNotPosted


def _match_fails(found: Sequence[Deviation]) -> MatchFails:
    problems = [
        FieldProblem(
            f"lines.{one.line_no - 1}",
            f"match_{one.rule}",
            {
                "line": one.line_no,
                "product": one.product,
                "ordered": number_text(one.ordered),
                "asked": number_text(one.asked),
                "tolerance": number_text(one.tolerance),
            },
        )
        for one in found
    ]
    return MatchFails(
        problems=problems, lines=[{**problem.params, "rule": problem.code} for problem in problems]
    )


def _differences(uow: UnitOfWork, invoice: LockedInvoice, taxpayer: str) -> list[stock.Revaluation]:
    """What kept goods cost beside their estimate; what of them went back by then is the matter of its credit note."""
    costs = {
        line["id"]: cost_of(net=line["net"], tax=line["tax"], taxpayer=taxpayer) for line in invoice.lines
    }
    lines = [line for line in invoice.lines if costs[line["id"]] != line["estimate"]]
    goods = kept_goods(uow, invoice, {line["id"] for line in lines if line["not_kept"] > ZERO})
    found = []
    for line in lines:
        cost = costs[line["id"]]
        kept = goods[line["id"]].quantity if line["id"] in goods else line["quantity"]
        difference = proportional_part(cost - line["estimate"], kept, line["quantity"])
        if difference:
            of = {"product_id": line["product_id"], "warehouse_id": invoice.head["warehouse_id"]}
            found.append(stock.Revaluation(line_id=line["id"], quantity=kept, difference=difference, **of))
    return found


def _post_entry(
    uow: UnitOfWork, invoice: LockedInvoice, number: str, *, taxpayer: str, revalued: stock.Revalued
) -> None:
    head, is_credit = invoice.head, invoice.head["kind"] == "credit_note"
    rules = ledger.accounts(uow, {line["product_id"] for line in invoice.lines})
    place = {"warehouse_id": head["warehouse_id"]}
    gone: list[tuple[str, Decimal]] = []
    tax: list[tuple[str, Decimal]] = []
    for line in invoice.lines:
        cost = cost_of(net=line["net"], tax=line["tax"], taxpayer=taxpayer)
        where = rules.of(stock.DIFFERENCE, product_id=line["product_id"], **place)
        gone.append((where, cost - line["estimate"] - revalued.differences.get(line["id"], ZERO)))
        gone += [revalued.gone[line["id"]]] if line["id"] in revalued.gone else []
        vat = rules.of(INPUT_VAT_OUT if is_credit else INPUT_VAT, tax_code=line["tax_code"])
        tax.append((vat, line["gross"] - cost))
    estimated, on_hand = rules.of(purchasing.ESTIMATED), revalued.amounts
    estimate, back = sum((line["estimate"] for line in invoice.lines), ZERO), []
    if not is_credit and billing_rules(uow).estimates is Estimates.REVERSE:
        goods = summed(
            (rules.of(stock.INVENTORY, product_id=line["product_id"]), line["estimate"])
            for line in invoice.lines
        )
        estimate, back = ZERO, estimate_back(goods, estimated=estimated)
        on_hand = summed([*goods.items(), *on_hand.items()])
    sides = supplier_sides(
        SupplierAmounts(
            estimate=estimate,
            on_hand=on_hand,
            gone=summed(gone),
            tax=summed(tax),
            gross=head["gross"],
        ),
        estimated=estimated,
        payable=rules.of(PAYABLE),
        is_credit=is_credit,
    )
    if not sides:
        ledger.require_open(uow, head["invoiced_on"])
        return
    entries = [_entry(head, "purchase", f"summary.supplier_{head['kind']}", number, sides)]
    if back:
        entries.insert(
            0, _entry(head, "estimate_back", "summary.supplier_invoice.estimate_back", number, back)
        )
    ledger.post(uow, *entries)


def _entry(
    head: Mapping[Any, Any], kind: str, summary: str, number: str, sides: Sequence[Side]
) -> ledger.EntryDraft:
    lines = tuple(
        ledger.LineDraft(
            account=side.account, debit=side.debit, credit=side.credit, party_id=head["party_id"]
        )
        for side in sides
    )
    return ledger.EntryDraft(
        occurred_on=head["invoiced_on"],
        source_type="supplier_invoice",
        source_id=head["id"],
        kind=kind,
        summary=translate(summary, "zh-CN", {"number": number}),
        lines=lines,
    )


def _audit(uow: UnitOfWork, action: str, head: Mapping[Any, Any], title: str) -> None:
    uow.audit(action, record="supplier_invoice", record_id=head["id"], party_id=head["party_id"], title=title)
