"""What of a money account is not matched, what is probably the same, and what was matched."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select

from heyi.kit.dates import Period
from heyi.modules.banking.contracts import (
    BankLineView,
    BookLine,
    Making,
    MatchPage,
    MatchView,
    Unmatched,
)
from heyi.modules.banking.models import (
    BANK_LINE,
    BANK_MATCH,
    BANK_MATCH_ENTRY,
    BANK_MATCH_LINE,
    BANK_RULE,
)
from heyi.modules.banking.queries.lines import (
    among,
    at_bank,
    bank_lines,
    book_lines,
    book_views,
    line_view,
    of_account,
    start_of,
)
from heyi.modules.banking.rules import (
    INTEREST_ACCOUNTS,
    NAMED_DAYS,
    KnownParty,
    OwnRule,
    bare,
    propose,
)
from heyi.modules.ledger import api as ledger
from heyi.modules.parties import api as parties
from heyi.modules.payments import api as payments
from heyi.platform.messages import LANGUAGES, translate
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

MOST_LINES = 500
MATCHES_A_PAGE = 50
_B, _ML, _ME, _M = BANK_LINE.c, BANK_MATCH_LINE.c, BANK_MATCH_ENTRY.c, BANK_MATCH.c
_E, _L = ledger.JOURNAL_ENTRY.table.c, ledger.JOURNAL_LINE.c


def unmatched(
    uow: UnitOfWork, money_account_id: UUID, *, until: date | None = None, since: date | None = None
) -> Unmatched:
    """What is not matched until a day, the earliest first, 500 of each side, with what is proposed.

    Of the books what lies before the first statement is held to be settled, unless `since` asks for it; and where no
    day is named, what lies too far behind the bank's last line cannot be known to the bank yet.

    Raises:
        NotFound: there is no such money account.
    """
    account = payments.require_money_account(uow, money_account_id)
    # Receipts and payments are in the books' own currency: of foreign money vouchers are made.
    is_own = account.currency == uow.facts.currency
    makings = list(Making) if is_own else [Making.VOUCHER]
    start = start_of(uow, money_account_id)
    if start is None:
        return Unmatched(
            account.name, account.currency, None, [], [], [], cut=False, makings=makings, open_from=None
        )
    last_day = until or date.max
    if until is None:
        known = uow.scalar(select(func.max(_B.occurred_on)).where(*at_bank(uow, account.id)))
        last_day = known + NAMED_DAYS if known is not None else last_day
    lines = uow.rows(
        bank_lines()
        .where(*at_bank(uow, account.id), _ML.match_id.is_(None), _B.occurred_on <= last_day)
        .order_by(_B.occurred_on, _B.statement_id, _B.place)
        .limit(MOST_LINES + 1)
    )
    entries = uow.rows(
        book_lines(account)
        .where(
            *of_account(uow, account),
            _ME.match_id.is_(None),
            _L.occurred_on.between(since or start["begins_on"], last_day),
        )
        .order_by(_L.occurred_on, _E.number_key, _L.line_no)
        .limit(MOST_LINES + 1)
    )
    bank = [line_view(row) for row in lines[:MOST_LINES]]
    books = book_views(uow, entries[:MOST_LINES])
    known = _known_parties(uow, bank) if is_own else {}
    rules = [one for one in (*_own_rules(uow), *_usual_rules(uow)) if is_own or one.account]
    proposals = propose(bank, books, rules=rules, known=known)
    cut = max(len(lines), len(entries)) > MOST_LINES
    head = (account.name, account.currency, start["begins_on"])
    closed = ledger.latest_closed(uow)
    open_from = Period.parse(closed).next().first_day if closed else None
    return Unmatched(*head, bank, books, proposals, cut, makings, open_from)


def matches(uow: UnitOfWork, money_account_id: UUID, *, before: UUID | None = None) -> MatchPage:
    """What was matched, the latest first, 50 at a time.

    Raises:
        NotFound: there is no such money account.
    """
    account = payments.require_money_account(uow, money_account_id)
    query = select(BANK_MATCH).where(
        _M.tenant_id == uow.tenant_id,
        _M.company_id == uow.company_id,
        _M.money_account_id == money_account_id,
    )
    if before is not None:
        query = query.where(_M.id < before)
    heads = uow.rows(query.order_by(_M.id.desc()).limit(MATCHES_A_PAGE + 1))
    shown = heads[:MATCHES_A_PAGE]
    lines, entries = _parts(uow, account, [head["id"] for head in shown])
    items = [
        MatchView(
            head["id"],
            head["reason"],
            head["amount"],
            head["created_at"],
            lines[head["id"]],
            entries[head["id"]],
        )
        for head in shown
    ]
    return MatchPage(items, shown[-1]["id"] if len(heads) > MATCHES_A_PAGE else None)


def _parts(
    uow: UnitOfWork, account: payments.MoneyAccountFacts, match_ids: Collection[UUID]
) -> tuple[dict[UUID, list[BankLineView]], dict[UUID, list[BookLine]]]:
    lines: dict[UUID, list[BankLineView]] = defaultdict(list)
    entries: dict[UUID, list[BookLine]] = defaultdict(list)
    if not match_ids:
        return lines, entries
    found = uow.rows(
        bank_lines()
        .where(_B.tenant_id == uow.tenant_id, among(_ML.match_id, match_ids))
        .order_by(_B.occurred_on, _B.statement_id, _B.place)
    )
    for row in found:
        lines[row["match_id"]].append(line_view(row))
    booked = uow.rows(
        book_lines(account)
        .where(_L.tenant_id == uow.tenant_id, among(_ME.match_id, match_ids))
        .order_by(_L.occurred_on, _E.number_key)
    )
    for row, view in zip(booked, book_views(uow, booked), strict=True):
        entries[row["match_id"]].append(view)
    return lines, entries


def _usual_rules(uow: UnitOfWork) -> Sequence[OwnRule]:
    """What holds where no rule of the company says otherwise: the bank's interest (结息) is income of finance."""
    details = ledger.detail_accounts(uow)
    code = next((code for code in INTEREST_ACCOUNTS if code in details), None)
    if code is None:
        return ()
    account = ledger.ACCOUNT.table.c
    name = uow.scalar(
        select(account.name).where(account.tenant_id == uow.tenant_id, account.id == details[code])
    )
    said = translate("banking.usual_interest", uow.actor.language)
    words = tuple(
        word for language in LANGUAGES for word in translate("banking.interest_words", language).split("|")
    )
    return [OwnRule(None, said, words, "income", code, name, None, None, said)]


def _own_rules(uow: UnitOfWork) -> Sequence[OwnRule]:
    own, party = BANK_RULE.table.c, parties.PARTY.table.c
    account = ledger.ACCOUNT.table.c
    query = (
        select(
            BANK_RULE.table,
            party.name.label("party"),
            account.code.label("account"),
            account.name.label("account_name"),
        )
        .outerjoin(
            ledger.ACCOUNT.table,
            and_(account.tenant_id == own.tenant_id, account.id == own.account_id),
        )
        .outerjoin(parties.PARTY.table, and_(party.tenant_id == own.tenant_id, party.id == own.party_id))
        .where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.active)
        .order_by(own.position, own.id)
    )
    return [
        OwnRule(
            row["id"],
            row["name"],
            tuple(row["words"].split()),
            row["direction"],
            row["account"],
            row["account_name"],
            row["party_id"],
            row["party"],
            row["summary"],
        )
        for row in uow.rows(query)
    ]


def _known_parties(uow: UnitOfWork, lines: Sequence[BankLineView]) -> dict[str, KnownParty]:
    """The customers and suppliers whose names the bank gives, of those the reader reaches."""
    names = {line.counterparty for line in lines if line.counterparty}
    if not names:
        return {}
    own = parties.PARTY.table.c
    columns = (own.id, own.name, own.is_customer, own.is_supplier)
    rows = uow.rows(select(*columns).where(*access.rows(uow, parties.PARTY), own.name.in_(names)))
    return {bare(row["name"]): KnownParty(**row) for row in rows}
