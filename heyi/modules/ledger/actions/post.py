"""Post entries into the books: balanced, numbered without gaps in their period, never changed after."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import OPENING, EntryDraft, PostedEntry, VoucherDraft
from heyi.modules.ledger.errors import (
    AccountUnusable,
    ForeignAmountMissing,
    NoForeignAmount,
    PeriodClosed,
)
from heyi.modules.ledger.models import CASH_FLOW, JOURNAL_ENTRY, JOURNAL_LINE, PERIOD, UNFOLDED
from heyi.modules.ledger.period_errors import PeriodLocked
from heyi.modules.ledger.queries.chart import detail_accounts, foreign_accounts, standard
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.modules.ledger.rules.currencies import rate_of
from heyi.modules.ledger.rules.journal import (
    VoucherWord,
    check_balanced,
    reversal_lines,
    voucher_number,
    voucher_word,
)
from heyi.modules.ledger.rules.statements import cash_flows, cash_rules
from heyi.modules.ledger.states import PeriodState
from heyi.platform.unit_of_work import UnitOfWork

# What a line may be kept apart by, beside its account.
DIMENSIONS = ("party_id", "department_id", "person_id", "product_id", "project_id", "cash_flow")
# What a line says beside account, sides and words.
SAID = (*DIMENSIONS, "foreign_amount", "rate")

# Where the last number of each word stands in the period's row.
COUNTERS = {
    VoucherWord.GENERAL: "last_general",
    VoucherWord.RECEIPT: "last_receipt",
    VoucherWord.PAYMENT: "last_payment",
    VoucherWord.TRANSFER: "last_transfer",
}

# Opens the period on its first entry, and takes numbers only while it is open: closing and posting meet in
# this one row. A month without a row lies before the books began; none begins there once a later one is closed.
_TAKE_NUMBERS = (
    "INSERT INTO ledger_period AS p (tenant_id, id, company_id, code, state, total, last_number, "
    "last_general, last_receipt, last_payment, last_transfer) "
    "SELECT n.* FROM (VALUES (%s::uuid, %s::uuid, %s::uuid, %s, 'open', %s::numeric, %s::int, "
    "%s::int, %s::int, %s::int, %s::int)) AS n(tenant_id, id, company_id, code, state, total, last_number, "
    "last_general, last_receipt, last_payment, last_transfer) WHERE NOT EXISTS ("
    "SELECT FROM ledger_period q WHERE q.tenant_id = n.tenant_id AND q.company_id = n.company_id "
    "AND q.code > n.code AND q.state <> 'open') "
    "ON CONFLICT (tenant_id, company_id, code) DO UPDATE SET total = p.total + excluded.total, "
    "last_number = p.last_number + excluded.last_number, last_general = p.last_general + excluded.last_general, "
    "last_receipt = p.last_receipt + excluded.last_receipt, last_payment = p.last_payment + excluded.last_payment, "
    "last_transfer = p.last_transfer + excluded.last_transfer "
    "WHERE p.state = 'open' RETURNING last_number, last_general, last_receipt, last_payment, last_transfer"
)


@dataclass(frozen=True)
class _Number:
    """An entry's place in its month, and how it is called there."""

    place: int
    text: str


def post(uow: UnitOfWork, *entries: EntryDraft) -> list[PostedEntry]:
    """Write the entries into the books, numbered in their periods in the order given.

    Raises:
        EntryUnbalanced, LineNotOneSided: debits and credits of one differ, or a line has not exactly one side.
        AccountUnusable: a line names no detail account of this company.
        ForeignAmountMissing, NoForeignAmount: a line says no amount in the currency that its account keeps, or one
            where it keeps none.
        PeriodClosed: the day of one lies in a closed period.
    """
    posted_here(uow).extend(entries)
    totals = [check_balanced(entry.lines, summary=entry.summary) for entry in entries]
    accounts, currencies = detail_accounts(uow), foreign_currencies(uow, entries)
    numbers = _take_numbers(uow, entries, totals)
    return [
        _write(uow, entry, total, accounts, currencies, numbers[_period(entry)].pop(0))
        for entry, total in zip(entries, totals, strict=True)
    ]


def posted_here(uow: UnitOfWork) -> list[EntryDraft]:
    """The entries that this transaction posted so far."""
    found: list[EntryDraft] = uow.once("ledger.posted", list)
    return found


def foreign_currencies(uow: UnitOfWork, entries: Sequence[EntryDraft | VoucherDraft]) -> Mapping[str, str]:
    """The currency of each account that keeps a foreign one; lines there say an amount in it, others do not.

    Raises:
        ForeignAmountMissing, NoForeignAmount: one does otherwise.
    """
    kept = foreign_accounts(uow)
    for line in (line for entry in entries for line in entry.lines):
        account = kept.get(line.account)
        if account is None and line.foreign_amount is not None:
            raise NoForeignAmount(account=line.account)
        if account is not None and line.foreign_amount is None:
            raise ForeignAmountMissing(account=f"{account.code} {account.name}", currency=account.currency)
    return {code: account.currency or "" for code, account in kept.items()}


def require_open(uow: UnitOfWork, day: date) -> None:
    """Refuse a day in a closed period, for a document that is dated but has nothing to post.

    Raises:
        PeriodClosed: the day lies in a closed period.
    """
    code = str(Period.from_date(day))
    here = (PERIOD.c.tenant_id == uow.tenant_id, PERIOD.c.company_id == uow.company_id)
    state = uow.scalar(select(PERIOD.c.state).where(*here, PERIOD.c.code == code).with_for_update(read=True))
    if state == PeriodState.OPEN:
        return
    later = select(PERIOD.c.id).where(*here, PERIOD.c.code > code, PERIOD.c.state != PeriodState.OPEN)
    if state is not None or uow.scalar(later.limit(1)) is not None:
        raise (PeriodLocked if state == PeriodState.LOCKED else PeriodClosed)(period=code)


def _closed(uow: UnitOfWork, code: str) -> PeriodClosed:
    """Why a period takes no entry: who may open it again depends on whether it is locked."""
    here = (PERIOD.c.tenant_id == uow.tenant_id, PERIOD.c.company_id == uow.company_id)
    state = uow.scalar(select(PERIOD.c.state).where(*here, PERIOD.c.code == code))
    return (PeriodLocked if state == PeriodState.LOCKED else PeriodClosed)(period=code)


def _take_numbers(
    uow: UnitOfWork, entries: tuple[EntryDraft, ...], totals: Sequence[Decimal]
) -> dict[str, list[_Number]]:
    """The entries' numbers by period, in the order in which they come: of all, and of each word."""
    by_money = book_rules(uow).by_money
    words: dict[str, list[VoucherWord]] = defaultdict(list)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry, total in zip(entries, totals, strict=True):
        words[_period(entry)].append(voucher_word(entry.lines) if by_money else VoucherWord.GENERAL)
        sums[_period(entry)] += total
    numbers: dict[str, list[_Number]] = {}
    for period, wanted in sorted(words.items()):
        counts = Counter(wanted)
        place = (uow.tenant_id, uow.new_id(), uow.company_id, period)
        added = (sums[period], len(wanted), *(counts[word] for word in COUNTERS))
        taken = uow.driver_rows(_TAKE_NUMBERS, (*place, *added))
        if not taken:
            raise _closed(uow, period)
        last, *last_of = taken[0]
        given = {word: last - counts[word] for word, last in zip(COUNTERS, last_of, strict=True)}
        numbers[period] = []
        for number, word in enumerate(wanted, start=last - len(wanted) + 1):
            given[word] += 1
            numbers[period].append(_Number(number, voucher_number(given[word], word)))
    return numbers


def _write(
    uow: UnitOfWork,
    entry: EntryDraft,
    total: Decimal,
    accounts: Mapping[str, UUID],
    currencies: Mapping[str, str],
    number: _Number,
) -> PostedEntry:
    entry_id, period = uow.new_id(), _period(entry)
    posted = PostedEntry(entry_id, period, number.text)
    uow.insert(
        JOURNAL_ENTRY.table,
        {
            "id": entry_id,
            "company_id": uow.company_id,
            "period": period,
            "number": posted.number,
            "number_key": f"{period}-{number.place:06d}",
            "occurred_on": entry.occurred_on,
            "summary": entry.summary,
            "total": total,
            "source_type": entry.source_type,
            "source_id": entry.source_id,
            "kind": entry.kind,
            "posted_at": uow.now,
            "posted_by": uow.actor.user_id,
            "reverses_id": entry.reverses_id,
        },
    )
    for line_no, line in enumerate(entry.lines, start=1):
        if line.account not in accounts:
            raise AccountUnusable(account=line.account)
        uow.insert(
            JOURNAL_LINE,
            {
                "id": uow.new_id(),
                "company_id": uow.company_id,
                "entry_id": entry_id,
                "line_no": line_no,
                "account_id": accounts[line.account],
                "summary": line.summary or entry.summary,
                "debit": line.debit,
                "credit": line.credit,
                "currency": uow.facts.currency,
                "occurred_on": entry.occurred_on,
                "foreign_currency": currencies.get(line.account),
                **{name: getattr(line, name) for name in SAID},
                "rate": (line.rate or rate_of(line)) if line.foreign_amount else None,
            },
        )
    uow.insert(UNFOLDED, {"id": uow.new_id(), "company_id": uow.company_id, "entry_id": entry_id})
    for row, amount in _flows(uow, entry).items():
        uow.insert(
            CASH_FLOW,
            {
                "id": uow.new_id(),
                "company_id": uow.company_id,
                "entry_id": entry_id,
                "occurred_on": entry.occurred_on,
                "row": row,
                "amount": amount,
            },
        )
    return posted


def _flows(uow: UnitOfWork, entry: EntryDraft) -> dict[int, Decimal]:
    """Where the entry's money stands in 现金流量表; one that takes another back stands where that one stood.

    What stood before the books flowed as was said of it, or not at all.
    """
    if entry.kind.startswith(OPENING):
        return dict(entry.flows)
    rules = cash_rules(standard(uow))
    if entry.reverses_id is None:
        return cash_flows(entry.lines, rules)
    taken_back = cash_flows(reversal_lines(entry.lines), rules)
    return {row: -amount for row, amount in taken_back.items()}


def _period(entry: EntryDraft) -> str:
    return str(Period.from_date(entry.occurred_on))
