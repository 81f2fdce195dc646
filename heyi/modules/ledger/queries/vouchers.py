"""Reads of vouchers."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Table, and_, func, select

from heyi.kit.dates import Period
from heyi.modules.catalog import api as catalog
from heyi.modules.ledger.contracts import (
    OPENING,
    OPENINGS,
    BookRules,
    Named,
    Reviewers,
    Voucher,
    VoucherLine,
    VoucherStatus,
)
from heyi.modules.ledger.models import ACCOUNT, BOOK_RULES, JOURNAL_ENTRY, PROJECT, VOUCHER, VOUCHER_LINE
from heyi.modules.ledger.permissions import POST_VOUCHER, REVIEW_VOUCHER, WRITE_VOUCHER
from heyi.modules.ledger.states import VoucherState, verbs_of_voucher
from heyi.modules.parties import api as parties
from heyi.platform.errors import NotFound
from heyi.platform.identity.rights import people_who_may
from heyi.platform.identity.tables import APP_USER, DEPARTMENT
from heyi.platform.unit_of_work import UnitOfWork

_V, _L, _A, _E = VOUCHER.table, VOUCHER_LINE, ACCOUNT.table, JOURNAL_ENTRY.table
_NEEDS = {
    "update": WRITE_VOUCHER,
    "cancel": WRITE_VOUCHER,
    "review": REVIEW_VOUCHER,
    "send_back": REVIEW_VOUCHER,
    "post": POST_VOUCHER,
    "reverse": POST_VOUCHER,
}
# Which of a line's dimensions is named by which table.
NAMED: Mapping[str, Table] = {
    "party": parties.PARTY.table,
    "department": DEPARTMENT,
    "person": APP_USER,
    "product": catalog.PRODUCT.table,
    "project": PROJECT.table,
}


def lock_voucher(uow: UnitOfWork, voucher_id: UUID) -> RowMapping:
    """The head of a voucher, held until the transaction ends.

    Raises:
        NotFound: it does not exist in this company.
    """
    found = uow.first(select(_V).where(*_place(uow), _V.c.id == voucher_id).with_for_update())
    if found is None:
        raise NotFound(what="record.voucher")
    return found


def voucher_lines(uow: UnitOfWork, voucher_id: UUID) -> Sequence[RowMapping]:
    """The lines of a voucher with their accounts and the names of what they are kept apart by."""
    named = {name: table.alias(name) for name, table in NAMED.items()}
    query = select(
        _L,
        _A.c.code.label("account_code"),
        _A.c.name.label("account_name"),
        func.coalesce(_A.c.name_en, _A.c.name).label("account_name_en"),
        _A.c.currency,
        *(table.c.name.label(f"{name}_title") for name, table in named.items()),
    ).join(_A, and_(_A.c.tenant_id == _L.c.tenant_id, _A.c.id == _L.c.account_id))
    for name, table in named.items():
        query = query.outerjoin(
            table, and_(table.c.tenant_id == _L.c.tenant_id, table.c.id == _L.columns[f"{name}_id"])
        )
    mine = (_L.c.tenant_id == uow.tenant_id, _L.c.voucher_id == voucher_id)
    return uow.rows(query.where(*mine).order_by(_L.c.line_no))


def get_voucher(uow: UnitOfWork, voucher_id: UUID) -> Voucher:
    """A voucher with its lines and who made, reviewed and posted it.

    Raises:
        NotFound: it does not exist in this company.
    """
    maker, reviewer, poster = (APP_USER.alias(name) for name in ("maker", "reviewer", "poster"))
    red = _E.alias("red")
    query = (
        select(
            _V,
            red.c.id.label("red_entry_id"),
            red.c.number.label("red_number"),
            maker.c.name.label("made_by_name"),
            reviewer.c.name.label("reviewed_by_name"),
            poster.c.name.label("posted_by_name"),
        )
        .outerjoin(_E, and_(_E.c.tenant_id == _V.c.tenant_id, _E.c.id == _V.c.entry_id))
        .outerjoin(red, and_(red.c.tenant_id == _E.c.tenant_id, red.c.reverses_id == _E.c.id))
        .outerjoin(maker, and_(maker.c.tenant_id == _V.c.tenant_id, maker.c.id == _V.c.written_by))
        .outerjoin(reviewer, and_(reviewer.c.tenant_id == _V.c.tenant_id, reviewer.c.id == _V.c.reviewed_by))
        .outerjoin(poster, and_(poster.c.tenant_id == _E.c.tenant_id, poster.c.id == _E.c.posted_by))
        .where(*_place(uow), _V.c.id == voucher_id)
    )
    head = uow.first(query)
    if head is None:
        raise NotFound(what="record.voucher")
    plain = ("id", "version", "kind", "state", "number", "occurred_on", "total", "attachments")
    return Voucher(
        **{name: head[name] for name in (*plain, "reverses_on", "entry_id", "red_entry_id", "red_number")},
        summary=head["summary"] or "",
        period=str(Period.from_date(head["occurred_on"])),
        made_by=head["made_by_name"],
        reviewed_by=head["reviewed_by_name"],
        posted_by=head["posted_by_name"],
        waits_for=_waits_for(uow, head),
        allowed_actions=allowed(uow, head),
        lines=[_line(row) for row in voucher_lines(uow, voucher_id)],
    )


def _waits_for(uow: UnitOfWork, head: Mapping[Any, Any]) -> list[str] | None:
    """Who may do what needs another pair of eyes, it may be nobody; None: nothing does."""
    if not book_rules(uow).review_required:
        return None
    reverses = head["state"] == VoucherState.POSTED and head["kind"] == "manual"
    held_back = reverses and uow.actor.may(_NEEDS["reverse"]) and not may_reverse(uow, head)
    if head["state"] != VoucherState.DRAFT and not held_back:
        return None
    return [name for person, name in _reviewing(uow).items() if person != head["written_by"]]


def reviewers(uow: UnitOfWork) -> Reviewers:
    """Who may review vouchers."""
    return Reviewers(list(_reviewing(uow).values()))


def _reviewing(uow: UnitOfWork) -> dict[UUID, str]:
    return people_who_may(uow, REVIEW_VOUCHER)


def status_of(uow: UnitOfWork, head: Mapping[Any, Any]) -> VoucherStatus:
    """Where a voucher stands, with what this actor may do next."""
    return VoucherStatus(
        **{name: head[name] for name in ("id", "version", "state", "number", "total", "entry_id")},
        period=str(Period.from_date(head["occurred_on"])),
        allowed_actions=allowed(uow, head),
    )


def allowed(uow: UnitOfWork, head: Mapping[Any, Any]) -> list[str]:
    """What this actor may do with a voucher: what its state, its kind, his roles and the company's rules let him."""
    rules = book_rules(uow)
    verbs = [verb for verb in verbs_of_voucher(VoucherState(head["state"])) if uow.actor.may(_NEEDS[verb])]
    is_draft = head["state"] == VoucherState.DRAFT
    refused = set()
    if not rules.review_required:
        refused.add("review")
    if rules.review_required and is_draft:
        refused.add("post")
        if uow.actor.user_id == head["written_by"]:
            refused.add("review")
    if head["kind"] != "manual":
        refused.add("update")
    elif not may_reverse(uow, head):
        refused.add("reverse")
    if head["kind"] in OPENINGS and head["kind"] != OPENING:
        refused.add("reverse")
    return [verb for verb in verbs if verb not in refused]


def may_reverse(uow: UnitOfWork, head: Mapping[Any, Any]) -> bool:
    """Whether this actor may take a voucher by hand back: a red-letter one is no less looked at than a black one."""
    another = uow.actor.user_id != head["written_by"] and uow.actor.may(_NEEDS["review"])
    return another or not book_rules(uow).review_required


def book_rules(uow: UnitOfWork) -> BookRules:
    """How the company keeps its books."""

    def load() -> BookRules:
        columns = BOOK_RULES.c
        row = uow.first(
            select(columns.review_required, columns.started_on, columns.by_money, columns.daily_rates).where(
                columns.tenant_id == uow.tenant_id, columns.company_id == uow.company_id
            )
        )
        return BookRules(**row) if row else BookRules(review_required=False, started_on=None)

    return uow.settled("ledger.book_rules", load)


def _place(uow: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    return _V.c.tenant_id == uow.tenant_id, _V.c.company_id == uow.company_id


def _line(row: RowMapping) -> VoucherLine:
    plain = ("line_no", "account_code", "account_name", "account_name_en", "summary", "debit", "credit")
    named: dict[str, Any] = {
        name: Named(row[f"{name}_id"], row[f"{name}_title"]) if row[f"{name}_id"] else None for name in NAMED
    }
    return VoucherLine(
        **{name: row[name] for name in (*plain, "cash_flow", "currency", "foreign_amount", "rate")}, **named
    )
