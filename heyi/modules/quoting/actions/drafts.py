"""Enter, change and take back a quotation, and begin its next version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from heyi.kit.text import is_chinese
from heyi.modules.crm import api as crm
from heyi.modules.parties import api as parties
from heyi.modules.quoting.contracts import QuotationDraft, QuotationStatus
from heyi.modules.quoting.errors import QuotationOrdered, VersionDrafted
from heyi.modules.quoting.models import QUOTATION, QUOTATION_LINE, QUOTATION_SERIES
from heyi.modules.quoting.queries.quotations import Versions, status_of, versions_of
from heyi.modules.quoting.rules import version_number
from heyi.modules.quoting.states import QuotationState, step
from heyi.modules.sales import api as sales
from heyi.modules.stock import api as stock
from heyi.platform import numbering
from heyi.platform.approvals import api as approvals
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.http.answers import number_text
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_Q, _L = QUOTATION.table, QUOTATION_LINE
# What the next version takes over as it stands.
_KEPT = (
    "company_id",
    "party_id",
    "contact_id",
    "opportunity_id",
    "owner_id",
    "warehouse_id",
    "language",
    "prices_include_tax",
    "shows_discount",
    "payment_terms",
    "delivery_terms",
    "note",
    "whole_discount_share",
    "whole_discount",
    "net",
    "tax",
    "gross",
    "first_id",
)


def create_quotation(uow: UnitOfWork, draft: QuotationDraft) -> QuotationStatus:
    """Enter a quotation as the draft of its first version; the customer sees nothing yet.

    Raises:
        NotFound: the customer, the contact or the opportunity does not exist, or not for the actor.
        NotCustomer: the party is not marked as a customer.
        ProductUnusable, UnitUnknown, TaxRateUnknown, WarehouseUnusable: a line or the head names one that cannot be
            used.
        InvalidInput: it ends before it begins or begins after today, or contact or opportunity are another customer's,
            or more is taken off the whole than it comes to.
    """
    facts = _facts(uow, draft)
    priced = _priced(uow, draft)
    quotation_id = uow.new_id()
    head: dict[str, Any] = {
        "id": quotation_id,
        "company_id": uow.company_id,
        "number": numbering.take(uow, QUOTATION_SERIES, facts["quoted_on"])[0],
        "first_id": quotation_id,
        "version_no": 1,
        "state": QuotationState.DRAFT,
        "owner_id": draft.owner_id or uow.actor.user_id,
        **facts,
        **priced.head(),
    }
    uow.insert(_Q, head)
    _add_lines(uow, quotation_id, priced.rows)
    audit(uow, "created", head, {"gross": [None, number_text(priced.total.gross)]})
    return status_of(uow, versions_of(uow, quotation_id))


def update_quotation(
    uow: UnitOfWork, quotation_id: UUID, version: int, draft: QuotationDraft
) -> QuotationStatus:
    """Replace what a draft says, lines and all.

    Raises:
        NotFound, NotCustomer, ProductUnusable, UnitUnknown, TaxRateUnknown, WarehouseUnusable, InvalidInput: as for a
            new one.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it is no draft any more.
        UnderApproval: somebody decides whether it may be sent.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    step(QuotationState(head["state"]), "update")
    approvals.refuse_pinned(uow, "quotation", quotation_id, "update")
    if head["version"] != version:
        raise VersionChanged(what="record.quotation", yours=version, now=head["version"])
    facts = _facts(uow, draft)
    priced = _priced(uow, draft)
    changed = {**facts, **priced.head()}
    if draft.owner_id is not None:
        changed["owner_id"] = draft.owner_id
    uow.execute(delete(_L).where(_L.c.tenant_id == uow.tenant_id, _L.c.quotation_id == quotation_id))
    _add_lines(uow, quotation_id, priced.rows)
    after = change(uow, versions, changed)
    gross = [number_text(head["gross"]), number_text(priced.total.gross)]
    audit(uow, "changed", after.head, {"gross": gross})
    return status_of(uow, after)


def begin_version(uow: UnitOfWork, quotation_id: UUID) -> QuotationStatus:
    """Begin the next version as a copy of this one, valid for as long and beside the lists of today; what was sent
    stays as it was sent.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is a draft, which can be changed itself.
        VersionDrafted: another version is being written.
        QuotationOrdered: a version became an order.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    step(QuotationState(head["state"]), "new_version")
    refuse_ordered(uow, versions)
    drafted = next((one for one in versions.all if one["state"] == QuotationState.DRAFT), None)
    if drafted is not None:
        raise VersionDrafted(number=drafted["number"])
    version_no = versions.all[-1]["version_no"] + 1
    new: dict[str, Any] = {
        **{name: head[name] for name in _KEPT},
        "id": uow.new_id(),
        "number": version_number(versions.all[0]["number"], version_no),
        "version_no": version_no,
        "state": QuotationState.DRAFT,
        "quoted_on": uow.today,
        "valid_until": uow.today + max(head["valid_until"] - head["quoted_on"], timedelta(0)),
    }
    columns = [item.name for item in _L.columns if item.name not in ("tenant_id", "id", "quotation_id")]
    query = select(*(_L.columns[name] for name in columns)).where(
        _L.c.tenant_id == uow.tenant_id, _L.c.quotation_id == quotation_id
    )
    lines = sales.beside_lists(uow, head["party_id"], uow.rows(query.order_by(_L.c.line_no)))
    uow.insert(_Q, new)
    _add_lines(uow, new["id"], lines)
    uow.link("quotation", quotation_id, "quotation", new["id"])
    audit(uow, "created", new, {"gross": [None, number_text(new["gross"])]})
    return status_of(uow, versions_of(uow, new["id"]))


def withdraw_quotation(uow: UnitOfWork, quotation_id: UUID) -> QuotationStatus:
    """Take a version back: a draft is not sent, and what was sent cannot be accepted any more.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it has come to an end already.
        UnderApproval: somebody decides whether it may be sent.
        QuotationOrdered: a version became an order.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    state = step(QuotationState(versions.head["state"]), "withdraw")
    approvals.refuse_pinned(uow, "quotation", quotation_id, "withdraw")
    if versions.head["state"] != QuotationState.DRAFT:
        refuse_ordered(uow, versions)
    after = change(uow, versions, {"state": state})
    audit(uow, "withdrawn", after.head, {})
    return status_of(uow, after)


def refuse_ordered(uow: UnitOfWork, versions: Versions) -> None:
    """Go on only where no version became an order.

    Raises:
        QuotationOrdered: one did; the order is named.
    """
    if versions.ordered is None:
        return
    order = sales.SALES_ORDER.table.c
    named = uow.scalar(
        select(order.number).where(order.tenant_id == uow.tenant_id, order.id == versions.ordered)
    )
    raise QuotationOrdered(number=versions.head["number"], order=named)


def refuse_ahead(uow: UnitOfWork, quoted_on: date) -> None:
    """Go on only with a date that has come: before it the customer could not accept.

    Raises:
        InvalidInput: it lies ahead of today.
    """
    if quoted_on > uow.today:
        said: dict[str, object] = {"day": str(quoted_on), "today": str(uow.today)}
        raise InvalidInput(problems=[FieldProblem("quoted_on", "quoted_ahead", said)])


def change(uow: UnitOfWork, versions: Versions, changed: Mapping[str, Any]) -> Versions:
    """Write what a verb changes of a version that is held."""
    head = versions.head
    uow.change(_Q, head["id"], changed)
    after = {**head, **changed, "version": head["version"] + 1}
    return Versions(after, [after if one["id"] == head["id"] else one for one in versions.all])


def audit(
    uow: UnitOfWork, action: str, head: Mapping[Any, Any], changes: Mapping[str, Any] | None = None
) -> None:
    """Write down who did what to a version."""
    uow.audit(
        action,
        record="quotation",
        record_id=head["id"],
        party_id=head["party_id"],
        title=head["number"],
        changes=changes or {},
    )


def _facts(uow: UnitOfWork, draft: QuotationDraft) -> dict[str, Any]:
    quoted_on = draft.quoted_on or uow.today
    refuse_ahead(uow, quoted_on)
    if draft.valid_until < quoted_on:
        said: dict[str, object] = {"day": str(draft.valid_until), "quoted_on": str(quoted_on)}
        raise InvalidInput(problems=[FieldProblem("valid_until", "before_quoted", said)])
    customer = sales.require_customer(uow, draft.party_id)
    _require_his(uow, draft)
    return {
        "party_id": customer.id,
        "contact_id": draft.contact_id,
        "opportunity_id": draft.opportunity_id,
        "quoted_on": quoted_on,
        "valid_until": draft.valid_until,
        "prices_include_tax": draft.prices_include_tax,
        "warehouse_id": stock.require_warehouse(uow, draft.warehouse_id),
        "language": draft.language or _spoken_with(uow, customer),
        "payment_terms": draft.payment_terms or None,
        "delivery_terms": draft.delivery_terms or None,
        "note": draft.note or None,
        "shows_discount": draft.shows_discount,
    }


def _spoken_with(uow: UnitOfWork, customer: parties.PartyFacts) -> str:
    """The language of the customer's last quotation, or else that of his name."""
    query = select(_Q.c.language).where(_Q.c.tenant_id == uow.tenant_id, _Q.c.party_id == customer.id)
    found: str | None = uow.scalar(query.order_by(_Q.c.id.desc()).limit(1))
    return found or ("zh-CN" if is_chinese(customer.name) else "en")


def _require_his(uow: UnitOfWork, draft: QuotationDraft) -> None:
    """Contact and opportunity must be the customer's, and within the actor's reach."""
    problems = []
    for field, record, problem in (
        ("contact_id", parties.CONTACT, "contact_of_other"),
        ("opportunity_id", crm.OPPORTUNITY, "opportunity_of_other"),
    ):
        named = getattr(draft, field)
        if named is None:
            continue
        access.require_row(uow, record, named)
        table = record.table.c
        owner = uow.scalar(select(table.party_id).where(table.tenant_id == uow.tenant_id, table.id == named))
        if owner != draft.party_id:
            problems.append(FieldProblem(field, problem))
    if problems:
        raise InvalidInput(problems=problems)


def _priced(uow: UnitOfWork, draft: QuotationDraft) -> sales.PricedLines:
    """The lines with what they come to, each beside the price of the customer's lists."""
    return sales.price_lines(
        uow,
        [replace(line, deliver_on=None) for line in draft.lines],
        party_id=draft.party_id,
        prices_include_tax=draft.prices_include_tax,
        discount=draft.discount,
    )


def _add_lines(uow: UnitOfWork, quotation_id: UUID, rows: Sequence[Mapping[Any, Any]]) -> None:
    uow.insert(_L, *({"id": uow.new_id(), "quotation_id": quotation_id, **row} for row in rows))
