"""What stood in the books of a company before Heyi kept them: entered, entered again, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from heyi.kit.quantity import summed
from heyi.modules.ledger.actions.books import keep_rules
from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.vouchers import (
    cancel_voucher,
    check_flow_rows,
    check_named,
    post_voucher,
    take_back_voucher,
    write_voucher,
)
from heyi.modules.ledger.contracts import (
    OPENING,
    OPENING_HANDED,
    OPENING_MOVED,
    OPENING_YEAR,
    OPENINGS,
    PROFIT_BEFORE,
    ZERO,
    FlowSoFar,
    LineDraft,
    Opening,
    OpeningLine,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import (
    BooksBegun,
    DimensionMissing,
    EntryUnbalanced,
    FlowsAreNotCash,
    NoOpening,
    OpeningDebtsStand,
    OpeningOnlyKept,
    YearBeginsThen,
)
from heyi.modules.ledger.models import JOURNAL_ENTRY, VOUCHER
from heyi.modules.ledger.queries.chart import chart, standard
from heyi.modules.ledger.queries.opening import opening, year_end_before
from heyi.modules.ledger.queries.posting import accounts, kept_accounts
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.closing import without_kept
from heyi.modules.ledger.rules.journal import missing_dimensions
from heyi.modules.ledger.rules.openings import PROFIT_LOSS, CarriedTo, handed_over, kept_apart, year_so_far
from heyi.modules.ledger.rules.roles import DEBTS, OPENING_GOODS, UNDISTRIBUTED_PROFIT, YEAR_PROFIT
from heyi.modules.ledger.rules.statements import cash_rules, prior_years
from heyi.modules.ledger.states import VoucherState
from heyi.platform.errors import FieldProblem
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_E, _V = JOURNAL_ENTRY.table.c, VOUCHER.table.c


def enter_opening(
    uow: UnitOfWork, started_on: date, lines: tuple[OpeningLine, ...], flows: Sequence[FlowSoFar] = ()
) -> VoucherStatus:
    """Enter what the accounts held when Heyi began to keep the books (期初余额); dated the day before, and posted.

    What documents keep (stock, receivables, advances) is entered here as well, so that debits equal credits, and
    stands on undistributed profit until the documents that make it up are entered. Entered again, the earlier opening
    is taken back by a red-letter entry of the same day.

    Where lines say what moved in the year until then, what stood when it began is posted on its day, and what moved on
    the day before the books begin, so that statements tell the whole year. `flows` say how its money flowed.

    Raises:
        EntryUnbalanced, LineNotOneSided, AccountUnusable, DimensionMissing, InvalidInput: see writing a voucher.
        OpeningOnlyKept: nothing remains beside what documents bring in.
        OpeningDebtsStand: debts or advances from before are entered on another day.
        BooksBegun: something else than such documents was posted on the day before or earlier.
        PeriodClosed: the month of that day is closed, or of the day on which the year began.
        YearBeginsThen: the books begin with a year, so nothing moved in it before.
        YearMovedUneven, YearOpeningOfProfit, YearForeignDiffers: what is said of the year is not possible.
        FlowsAreNotCash: the flows are not what the money changed by.
    """
    hold_books(uow)
    day = started_on - timedelta(days=1)
    with_year = any(line.says_year for line in lines)
    if with_year and day == year_end_before(started_on):
        raise YearBeginsThen(day=started_on.isoformat())
    _check_flows(uow, lines, flows)
    _check_kept_apart(uow, lines, with_year=with_year)
    others = select(func.count()).where(
        _E.tenant_id == uow.tenant_id,
        _E.company_id == uow.company_id,
        _E.occurred_on <= day,
        ~_E.kind.startswith(OPENING),
        ~_E.kind.startswith(PROFIT_BEFORE),
        _E.source_type.not_in(set(kept_accounts(uow).values())),
    )
    if uow.scalar(others):
        raise BooksBegun(day=day.isoformat())
    _refuse_debts_elsewhere(uow, day)
    _take_back(uow)
    keep_rules(uow, replace(book_rules(uow), started_on=started_on))
    if with_year:
        return _enter_year(uow, day, lines, flows)
    drafts = _balances(lines)
    if not without_kept(drafts, kept_accounts(uow), contra=accounts(uow).of(OPENING_GOODS)):
        raise OpeningOnlyKept
    return _posted(uow, day, drafts, OPENING)


def take_back_opening(uow: UnitOfWork) -> Opening:
    """Take back what was entered as opening balances, by red-letter entries of its own days, as if it had not been.

    Raises:
        NoOpening: nothing is entered.
        PeriodClosed: the month of one of those days is closed.
    """
    hold_books(uow)
    if not _take_back(uow):
        raise NoOpening
    return opening(uow)


def _enter_year(
    uow: UnitOfWork, day: date, lines: tuple[OpeningLine, ...], flows: Sequence[FlowSoFar]
) -> VoucherStatus:
    rules, balances = accounts(uow), _balances(lines)
    debit, credit = (sum((getattr(one, side) for one in balances), ZERO) for side in ("debit", "credit"))
    if debit != credit:
        raise EntryUnbalanced(summary=translate("summary.opening", "zh-CN", {}), debit=debit, credit=credit)
    year = year_so_far(
        lines,
        {account.code: account for account in chart(uow)},
        CarriedTo(
            year_profit=rules.of(YEAR_PROFIT),
            undistributed=rules.of(UNDISTRIBUTED_PROFIT),
            prior_years=prior_years(standard(uow)),
        ),
    )
    handed = handed_over(balances, kept_accounts(uow), contra=rules.of(OPENING_GOODS))
    said = {row: amount for row, amount in summed((one.row, one.amount) for one in flows).items() if amount}
    none: Mapping[int, Decimal] = {}
    parts = (
        (OPENING_YEAR, year_end_before(day), year.opening, none),
        (OPENING_MOVED, day, year.moved, said),
        (PROFIT_BEFORE, day, year.carried, none),
        (OPENING_HANDED, day, handed, none),
    )
    entered = [_posted(uow, on, drafts, kind, flowed) for kind, on, drafts, flowed in parts if drafts]
    if not entered:
        raise OpeningOnlyKept
    return entered[-1]


def _posted(
    uow: UnitOfWork,
    day: date,
    drafts: Sequence[LineDraft],
    kind: str,
    flows: Mapping[int, Decimal] | None = None,
) -> VoucherStatus:
    summary = translate(f"summary.{kind}", "zh-CN", {"year": day.year})
    lines = tuple(replace(line, summary=summary) for line in drafts)
    written = write_voucher(uow, VoucherDraft(occurred_on=day, lines=lines), kind=kind)
    return post_voucher(uow, written.id, by_rule=True, flows=flows)


def _balances(lines: Sequence[OpeningLine]) -> tuple[LineDraft, ...]:
    return tuple(
        LineDraft(
            account=line.account,
            debit=line.debit,
            credit=line.credit,
            foreign_amount=line.foreign_amount,
            **kept_apart(line),
        )
        for line in lines
        if line.debit or line.credit
    )


def _check_kept_apart(uow: UnitOfWork, lines: Sequence[OpeningLine], *, with_year: bool) -> None:
    """Refuse lines without what their account wants, by their place among those that were sent.

    What documents keep they tell themselves, and what a year's profit and loss was made of is known by account only.
    """
    drafts = [LineDraft(account=line.account, **kept_apart(line)) for line in lines]
    known, kept = {account.code: account for account in chart(uow)}, kept_accounts(uow)
    problems = [
        FieldProblem(f"lines.{number}.{name}", "missing", {"account": f"{account.code} {account.name}"})
        for number, (line, draft) in enumerate(zip(lines, drafts, strict=True))
        if any((line.debit, line.credit, line.year_debit, line.year_credit))
        and (account := known.get(draft.account)) is not None
        and account.code not in kept
        and not (with_year and account.account_class == PROFIT_LOSS)
        for name in missing_dimensions(account, draft)
    ]
    if problems:
        raise DimensionMissing(problems=problems)
    check_named(uow, drafts)


def _check_flows(uow: UnitOfWork, lines: Sequence[OpeningLine], flows: Sequence[FlowSoFar]) -> None:
    """Refuse flows that are not what cash and bank changed by in the year so far; none are none that are known."""
    check_flow_rows(uow, [one.row for one in flows], place="flows.{}.row")
    if not flows:
        return
    rules = cash_rules(standard(uow))
    changed = sum(
        (
            (line.year_debit or ZERO) - (line.year_credit or ZERO)
            for line in lines
            if line.account.startswith(rules.cash)
        ),
        ZERO,
    )
    flowed = sum((-one.amount if one.row in rules.outgoing else one.amount for one in flows), ZERO)
    if flowed != changed:
        raise FlowsAreNotCash(flowed=flowed, changed=changed, difference=flowed - changed)


def _refuse_debts_elsewhere(uow: UnitOfWork, day: date) -> None:
    """What was owed before stands on the day on which the balances do, so that both together are what was entered."""
    back = JOURNAL_ENTRY.table.alias("back")
    taken_back = select(back.c.id).where(back.c.tenant_id == _E.tenant_id, back.c.reverses_id == _E.id)
    query = select(_E.occurred_on).where(
        _E.tenant_id == uow.tenant_id,
        _E.company_id == uow.company_id,
        _E.kind == OPENING,
        _E.source_type.in_(DEBTS),
        _E.occurred_on != day,
        ~taken_back.exists(),
    )
    elsewhere = uow.scalar(query.limit(1))
    if elsewhere is not None:
        raise OpeningDebtsStand(day=(elsewhere + timedelta(days=1)).isoformat())


def _take_back(uow: UnitOfWork) -> int:
    """Take the opening back that stands, in the order of its vouchers; answers how many they were."""
    query = select(_V.id, _V.state).where(
        _V.tenant_id == uow.tenant_id,
        _V.company_id == uow.company_id,
        _V.kind.in_(OPENINGS),
        _V.state.in_((VoucherState.DRAFT, VoucherState.POSTED)),
    )
    rows = uow.rows(query.order_by(_V.id))
    for row in rows:
        if row["state"] == VoucherState.POSTED:
            take_back_voucher(uow, row["id"])
        else:
            cancel_voucher(uow, row["id"])
    return len(rows)
