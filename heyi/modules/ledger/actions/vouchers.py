"""Write vouchers by hand, let a second pair of eyes review them, post them into the books, take them back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete

from heyi.kit.dates import Period
from heyi.kit.money import round_amount
from heyi.modules.ledger.actions.post import SAID, foreign_currencies, post, require_open
from heyi.modules.ledger.actions.reverse import reverse
from heyi.modules.ledger.contracts import (
    OPENING,
    OPENING_MOVED,
    OPENING_YEAR,
    OPENINGS,
    VARIANCES,
    ZERO,
    ChartAccount,
    EntryDraft,
    LineDraft,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import (
    AccountKept,
    BeforeBooks,
    DimensionMissing,
    MakerReviews,
    OpeningTogether,
    RateDiffers,
    ReversalUnreviewed,
    ReversesBefore,
    ReversesOnItsDay,
    ReversesTooEarly,
    ReviewMissing,
)
from heyi.modules.ledger.models import VOUCHER, VOUCHER_LINE
from heyi.modules.ledger.queries.chart import detail_accounts, require_detail, standard
from heyi.modules.ledger.queries.posting import accounts, kept_accounts
from heyi.modules.ledger.queries.vouchers import (
    book_rules,
    lock_voucher,
    may_reverse,
    status_of,
    voucher_lines,
)
from heyi.modules.ledger.rules.closing import without_kept
from heyi.modules.ledger.rules.currencies import is_worth, rate_of
from heyi.modules.ledger.rules.journal import check_balanced, missing_dimensions
from heyi.modules.ledger.rules.openings import PROFIT_LOSS
from heyi.modules.ledger.rules.roles import OPENING_GOODS
from heyi.modules.ledger.rules.statements import flow_rows
from heyi.modules.ledger.states import VoucherState, step_voucher
from heyi.platform.errors import FieldProblem, InvalidInput, VersionChanged
from heyi.platform.records import search
from heyi.platform.records.declaration import Field, Kind
from heyi.platform.records.referring import present
from heyi.platform.unit_of_work import UnitOfWork

# What tells a year so far stands on several vouchers, of which none is taken back alone.
TOGETHER = frozenset(OPENINGS) - {OPENING}

# Which record a line's dimension names.
NAMED = {
    "party_id": "party",
    "department_id": "department",
    "person_id": "app_user",
    "product_id": "product",
    "project_id": "project",
}


def write_voucher(uow: UnitOfWork, draft: VoucherDraft, *, kind: str = "manual") -> VoucherStatus:
    """Write a voucher as a draft; it is in the books only once it is posted.

    Raises:
        LineNotOneSided, EntryUnbalanced: its lines are no entry.
        AccountUnusable: a line names no detail account in use.
        AccountKept: a line goes to an account that documents keep, as stock or receivables.
        DimensionMissing: a line does not name what its account is kept apart by.
        ForeignAmountMissing, NoForeignAmount: a line says no amount in the currency its account keeps, or needs none.
        RateDiffers: an amount is not what the foreign one is worth by the rate.
        InvalidInput: a line names somebody or something that is not there.
        ReversesTooEarly: it would be taken back in its own month.
        BeforeBooks: it is written by hand, and its day lies before the books begin.
        PeriodClosed: its day lies in a closed period, which gains no drafts either.
    """
    head = {"id": uow.new_id(), "company_id": uow.company_id, "kind": kind, **_checked(uow, draft, kind)}
    uow.insert(VOUCHER.table, head)
    search.add_words(uow, VOUCHER, head["id"], head)
    _add_lines(uow, head["id"], draft.lines)
    uow.audit("created", record="voucher", record_id=head["id"], title=head["summary"])
    return status_of(uow, head | _NEW)


def update_voucher(uow: UnitOfWork, voucher_id: UUID, version: int, draft: VoucherDraft) -> VoucherStatus:
    """Replace what a draft says, lines and all.

    Raises:
        NotFound: it does not exist in this company.
        VersionChanged: somebody changed it meanwhile.
        WrongState: it is no draft any more.
        LineNotOneSided, EntryUnbalanced, AccountUnusable, AccountKept, DimensionMissing, InvalidInput,
        ReversesTooEarly, PeriodClosed: see writing.
    """
    head = lock_voucher(uow, voucher_id)
    step_voucher(VoucherState(head["state"]), "update")
    if head["version"] != version:
        raise VersionChanged(what="record.voucher", yours=version, now=head["version"])
    changed = _checked(uow, draft, head["kind"])
    line = VOUCHER_LINE.c
    uow.execute(delete(VOUCHER_LINE).where(line.tenant_id == uow.tenant_id, line.voucher_id == voucher_id))
    _add_lines(uow, voucher_id, draft.lines)
    return _change(uow, head, "changed", changed)


def review_voucher(uow: UnitOfWork, voucher_id: UUID, version: int | None = None) -> VoucherStatus:
    """Say that somebody looked at the voucher, at this version of it, and found it right.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        VersionChanged: somebody changed it since it was looked at.
        MakerReviews: the company wants another pair of eyes than those of who wrote what it says now.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "review")
    if version is not None and head["version"] != version:
        raise VersionChanged(what="record.voucher", yours=version, now=head["version"])
    if book_rules(uow).review_required and uow.actor.user_id == head["written_by"]:
        raise MakerReviews
    reviewed = {"reviewed_by": uow.actor.user_id, "reviewed_at": uow.now}
    return _change(uow, head, "reviewed", {"state": state, **reviewed})


def send_voucher_back(uow: UnitOfWork, voucher_id: UUID) -> VoucherStatus:
    """Take the review back, so that the voucher can be changed.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is not reviewed, or posted already.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "send_back")
    nobody = {"reviewed_by": None, "reviewed_at": None}
    return _change(uow, head, "sent_back", {"state": state, **nobody})


def cancel_voucher(uow: UnitOfWork, voucher_id: UUID) -> VoucherStatus:
    """Throw a draft away; it never was in the books and had no number.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "cancel")
    return _change(uow, head, "cancelled", {"state": state})


def post_voucher(
    uow: UnitOfWork, voucher_id: UUID, *, by_rule: bool = False, flows: Mapping[int, Decimal] | None = None
) -> VoucherStatus:
    """Put the voucher into the books: it gets its number, and from now on is only taken back by another.

    What was made `by_rule`, as the closing of profit and loss, needs no review. One that takes itself back leaves the
    red-letter voucher in the books too, on its day. How money flowed before the books began is said by `flows`.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is posted or thrown away already.
        ReviewMissing: the company wants it reviewed first.
        PeriodClosed: its day, or the day on which it takes itself back, lies in a closed period.
        AccountUnusable: one of its accounts was switched off or divided meanwhile.
        AccountKept: documents keep one of its accounts since.
        BeforeBooks: it is written by hand, and the books begin after its day since.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "post")
    _refuse_before_books(uow, head["kind"], head["occurred_on"])
    if not by_rule and book_rules(uow).review_required and head["state"] == VoucherState.DRAFT:
        raise ReviewMissing
    rows = voucher_lines(uow, voucher_id)
    kept = kept_accounts(uow)
    for row in rows:
        account = require_detail(uow, row["account_code"])
        if head["kind"] == "manual" and (record := kept.get(account.code)):
            raise AccountKept(account=f"{account.code} {account.name}", record=f"record.{record}")
    lines = tuple(_line_draft(row) for row in rows)
    (posted,) = post(
        uow,
        EntryDraft(
            occurred_on=head["occurred_on"],
            source_type="voucher",
            source_id=voucher_id,
            kind=head["kind"],
            summary=head["summary"],
            lines=_without_kept(uow, lines) if head["kind"] == OPENING else lines,
            flows=tuple(sorted((flows or {}).items())),
        ),
    )
    changed: dict[str, Any] = {"state": state, "number": posted.number, "entry_id": posted.id}
    if head["reverses_on"] is not None:
        changed["state"] = step_voucher(state, "reverse")
        _reverse(uow, head, head["reverses_on"])
    return _change(uow, head, "posted", changed)


def reverse_voucher(uow: UnitOfWork, voucher_id: UUID, *, occurred_on: date | None = None) -> VoucherStatus:
    """Take a posted voucher back by a red-letter one (红字冲销); both stay in the books.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is not posted, or taken back already.
        ReversesBefore: the day lies before the voucher's own.
        ReversesOnItsDay: it passes on variances, and the day is not its own.
        OpeningTogether: it is a part of an opening that tells a year so far.
        ReversalUnreviewed: the company wants another pair of eyes than those of who wrote it.
        PeriodClosed: the day lies in a closed period.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "reverse")
    if head["kind"] in TOGETHER:
        raise OpeningTogether
    if head["kind"] == "manual" and not may_reverse(uow, head):
        raise ReversalUnreviewed
    _reverse(uow, head, _day_back(uow, head, occurred_on))
    return _change(uow, head, "reversed", {"state": state})


def take_back_voucher(uow: UnitOfWork, voucher_id: UUID) -> VoucherStatus:
    """Take a posted voucher back on its own day, as if it had not been; for whoever makes vouchers by a rule.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is not posted, or taken back already.
        PeriodClosed: its day lies in a closed period.
    """
    head = lock_voucher(uow, voucher_id)
    state = step_voucher(VoucherState(head["state"]), "reverse")
    _reverse(uow, head, head["occurred_on"])
    return _change(uow, head, "reversed", {"state": state})


def _day_back(uow: UnitOfWork, head: RowMapping, wanted: date | None) -> date:
    own: date = head["occurred_on"]
    if head["kind"] == VARIANCES:
        # Taken back it is due again in its month: in red on a later day, that month would bear it twice.
        if wanted not in (None, own):
            raise ReversesOnItsDay(value=str(wanted), day=own.isoformat())
        return own
    if wanted is not None and wanted < own:
        raise ReversesBefore(value=wanted.isoformat(), earliest=own.isoformat())
    return wanted or max(own, uow.today)


_NEW = {
    "version": 1,
    "number": None,
    "entry_id": None,
}


def _refuse_before_books(uow: UnitOfWork, kind: str, day: date) -> None:
    """What a hand wrote there would change the opening that is told."""
    begins = book_rules(uow).started_on if kind == "manual" else None
    if begins is not None and day < begins:
        raise BeforeBooks(value=day.isoformat(), day=begins.isoformat())


def _checked(uow: UnitOfWork, draft: VoucherDraft, kind: str) -> dict[str, Any]:
    _refuse_before_books(uow, kind, draft.occurred_on)
    require_open(uow, draft.occurred_on)
    summary = next((line.summary for line in draft.lines if line.summary), "")
    total = check_balanced(draft.lines, summary=summary)
    check_flow_rows(uow, [line.cash_flow for line in draft.lines], place="lines.{}.cash_flow")
    problems: list[FieldProblem] = []
    kept = kept_accounts(uow)
    foreign_currencies(uow, [draft])
    _check_rates(draft)
    for number, line in enumerate(draft.lines):
        account = require_detail(uow, line.account)
        if kind == "manual" and (record := kept.get(account.code)):
            raise AccountKept(account=f"{account.code} {account.name}", record=f"record.{record}")
        problems += [
            FieldProblem(f"lines.{number}.{name}", "missing", {"account": f"{account.code} {account.name}"})
            for name in missing_dimensions(account, line)
            if _wants_all_named(kind, account) and account.code not in kept
        ]
    if problems:
        raise DimensionMissing(problems=problems)
    check_named(uow, draft.lines)
    if draft.reverses_on is not None and draft.reverses_on <= Period.from_date(draft.occurred_on).last_day:
        earliest = Period.from_date(draft.occurred_on).next().first_day
        raise ReversesTooEarly(value=draft.reverses_on.isoformat(), earliest=earliest.isoformat())
    return {
        "occurred_on": draft.occurred_on,
        "summary": summary,
        "state": VoucherState.DRAFT,
        "total": total,
        "attachments": draft.attachments,
        "reverses_on": draft.reverses_on,
        "written_by": uow.actor.user_id,
    }


def check_flow_rows(uow: UnitOfWork, said: Sequence[int | None], *, place: str) -> None:
    """Refuse rows of 现金流量表 on which no money stands; `place` says where they were written.

    Raises:
        InvalidInput: one is no such row.
    """
    rows = flow_rows(standard(uow))
    strange = [
        FieldProblem(place.format(number), "cash_flow_row", {"value": row})
        for number, row in enumerate(said)
        if row is not None and row not in rows
    ]
    if strange:
        raise InvalidInput(problems=strange)


def _wants_all_named(kind: str, account: ChartAccount) -> bool:
    """What a year's profit and loss was made of before is known by account only."""
    of_year = kind == OPENING_MOVED and account.account_class != PROFIT_LOSS
    return of_year or kind in ("manual", OPENING, OPENING_YEAR)


def _check_rates(draft: VoucherDraft) -> None:
    for number, line in enumerate(draft.lines, start=1):
        amount, foreign = line.debit or line.credit, line.foreign_amount
        rate = line.rate or abs(rate_of(line) or ZERO)
        if foreign and not is_worth(foreign, rate, amount):
            raise RateDiffers(line=number, amount=amount, worth=round_amount(foreign * rate))


def check_named(uow: UnitOfWork, lines: Sequence[LineDraft]) -> None:
    """Refuse lines that name what is not there, by one query a dimension.

    Raises:
        InvalidInput: one does; it says which line and which dimension.
    """
    problems: list[FieldProblem] = []
    for name, record in NAMED.items():
        wanted = {getattr(line, name) for line in lines} - {None}
        if not wanted:
            continue
        item = Field(name=name, kind=Kind.REFERENCE, references=record)
        absent = wanted - present(uow, item, wanted)
        problems += [
            FieldProblem(f"lines.{number}.{name}", "no_such_record", {"value": str(getattr(line, name))})
            for number, line in enumerate(lines)
            if getattr(line, name) in absent
        ]
    if problems:
        raise InvalidInput(problems=problems)


def _add_lines(uow: UnitOfWork, voucher_id: UUID, lines: Sequence[LineDraft]) -> None:
    accounts = detail_accounts(uow)
    for line_no, line in enumerate(lines, start=1):
        uow.insert(
            VOUCHER_LINE,
            {
                "id": uow.new_id(),
                "voucher_id": voucher_id,
                "line_no": line_no,
                "account_id": accounts[line.account],
                "summary": line.summary,
                "debit": line.debit,
                "credit": line.credit,
                **{name: getattr(line, name) for name in SAID},
            },
        )


def _without_kept(uow: UnitOfWork, lines: Sequence[LineDraft]) -> tuple[LineDraft, ...]:
    return without_kept(lines, kept_accounts(uow), contra=accounts(uow).of(OPENING_GOODS))


def _line_draft(row: RowMapping) -> LineDraft:
    plain = ("summary", "debit", "credit", *SAID)
    return LineDraft(account=row["account_code"], **{name: row[name] for name in plain})


def _reverse(uow: UnitOfWork, head: RowMapping, occurred_on: date) -> None:
    reverse(uow, source_type="voucher", source_id=head["id"], kind=head["kind"], occurred_on=occurred_on)


def _change(uow: UnitOfWork, head: RowMapping, action: str, changed: Mapping[str, Any]) -> VoucherStatus:
    uow.change(VOUCHER.table, head["id"], changed)
    if changed.keys() & {item.name for item in VOUCHER.searchable}:
        search.replace_words(uow, VOUCHER, head["id"], {**head, **changed})
    uow.audit(action, record="voucher", record_id=head["id"], title=changed.get("number") or head["summary"])
    return status_of(uow, {**head, **changed, "version": head["version"] + 1})
