"""How a company keeps its books, and what stood in them before."""

from dataclasses import asdict, replace
from datetime import date, timedelta

from sqlalchemy import func, select

from heyi.modules.ledger.actions.hold import hold_books
from heyi.modules.ledger.actions.vouchers import cancel_voucher, post_voucher, reverse_voucher, write_voucher
from heyi.modules.ledger.contracts import (
    OPENING,
    BookRules,
    LineDraft,
    OpeningLine,
    VoucherDraft,
    VoucherStatus,
)
from heyi.modules.ledger.errors import BooksBegun, OpeningDebtsStand, OpeningOnlyKept
from heyi.modules.ledger.models import BOOK_RULES, JOURNAL_ENTRY, VOUCHER
from heyi.modules.ledger.queries.posting import accounts, kept_accounts
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.closing import without_kept
from heyi.modules.ledger.rules.roles import DEBTS, OPENING_GOODS
from heyi.modules.ledger.states import VoucherState
from heyi.platform.messages import translate
from heyi.platform.unit_of_work import UnitOfWork

_E, _V = JOURNAL_ENTRY.table.c, VOUCHER.table.c


def set_book_rules(
    uow: UnitOfWork,
    *,
    review_required: bool | None = None,
    by_money: bool | None = None,
    daily_rates: bool | None = None,
) -> BookRules:
    """Say whether every voucher must be reviewed by somebody else than its maker before it is posted, whether
    vouchers are numbered apart by the way of their money (收付转) from the next one on, and whether they take the rate
    of their day or that of their month's first day. What is None stays.
    """
    before = book_rules(uow)
    return _keep(
        uow,
        BookRules(
            before.review_required if review_required is None else review_required,
            before.started_on,
            before.by_money if by_money is None else by_money,
            before.daily_rates if daily_rates is None else daily_rates,
        ),
    )


def enter_opening(uow: UnitOfWork, started_on: date, lines: tuple[OpeningLine, ...]) -> VoucherStatus:
    """Enter what the accounts held when Heyi began to keep the books (期初余额); dated the day before, and posted.

    What documents keep (stock, receivables, advances) is entered here as well, so that debits equal credits, and
    stands on undistributed profit until the documents that make it up are entered. Entered again, the earlier opening
    is taken back by a red-letter entry of the same day.

    Raises:
        EntryUnbalanced, LineNotOneSided, AccountUnusable, InvalidInput: see writing a voucher.
        OpeningOnlyKept: nothing remains beside what documents bring in.
        OpeningDebtsStand: debts or advances from before are entered on another day.
        BooksBegun: something else than such documents was posted on the day before or earlier.
        PeriodClosed: the month of that day is closed.
    """
    hold_books(uow)
    day = started_on - timedelta(days=1)
    others = select(func.count()).where(
        _E.tenant_id == uow.tenant_id,
        _E.company_id == uow.company_id,
        _E.occurred_on <= day,
        ~_E.kind.startswith("opening"),
        _E.source_type.not_in(set(kept_accounts(uow).values())),
    )
    if uow.scalar(others):
        raise BooksBegun(day=day.isoformat())
    _refuse_debts_elsewhere(uow, day)
    _take_back(uow)
    _keep(uow, replace(book_rules(uow), started_on=started_on))
    summary = translate("summary.opening", "zh-CN", {})
    drafts = tuple(
        LineDraft(
            account=line.account,
            debit=line.debit,
            credit=line.credit,
            party_id=line.party_id,
            summary=summary,
            foreign_amount=line.foreign_amount,
        )
        for line in lines
        if line.debit or line.credit
    )
    if not without_kept(drafts, kept_accounts(uow), contra=accounts(uow).of(OPENING_GOODS)):
        raise OpeningOnlyKept
    written = write_voucher(uow, VoucherDraft(occurred_on=day, lines=drafts), kind="opening")
    return post_voucher(uow, written.id, by_rule=True)


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


def _take_back(uow: UnitOfWork) -> None:
    query = select(_V.id, _V.state, _V.occurred_on).where(
        _V.tenant_id == uow.tenant_id,
        _V.company_id == uow.company_id,
        _V.kind == "opening",
        _V.state.in_((VoucherState.DRAFT, VoucherState.POSTED)),
    )
    for row in uow.rows(query):
        if row["state"] == VoucherState.POSTED:
            reverse_voucher(uow, row["id"], occurred_on=row["occurred_on"])
        else:
            cancel_voucher(uow, row["id"])


def _keep(uow: UnitOfWork, rules: BookRules) -> BookRules:
    values = asdict(rules)
    row = {"company_id": uow.company_id, **values}
    uow.insert_missing(BOOK_RULES, [{"id": uow.new_id(), **row}], unique=("company_id",))
    assignments = [f"{name} = v.{name}" for name in values]
    uow.update_rows(BOOK_RULES, [row], keys=("company_id",), assignments=assignments)
    uow.change_settings()
    changes = {name: [None, str(value)] for name, value in values.items()}
    uow.audit("changed", record="company", record_id=uow.company_id, changes=changes)
    return rules
