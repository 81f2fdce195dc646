"""Say which lines of the bank are which lines of the books, and take it back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select

from heyi.modules.banking.actions.statements import lock_account
from heyi.modules.banking.contracts import MatchDraft, Matched
from heyi.modules.banking.errors import AlreadyMatched, MatchUnequal
from heyi.modules.banking.models import (
    BANK_LINE,
    BANK_MATCH,
    BANK_MATCH_ENTRY,
    BANK_MATCH_LINE,
)
from heyi.modules.banking.queries.lines import among, at_bank, bank_lines, book_lines, of_account
from heyi.modules.ledger import api as ledger
from heyi.platform.errors import NotFound
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork

_ZERO = Decimal(0)
_M = BANK_MATCH.c
_Amounts = Mapping[UUID, Decimal]


def match(uow: UnitOfWork, money_account_id: UUID, drafts: Sequence[MatchDraft]) -> Matched:
    """Match lines of one money account, all of it or nothing: one with one, one with several, several with one.

    Lines of one side alone may be matched too, where they come to nothing: what was posted and taken back, what the
    bank sent back.

    Raises:
        NotFound: there is no such money account, or a line is none of its.
        AlreadyMatched: a line is in a match, or in two of these.
        MatchUnequal: both sides do not come to the same.
    """
    account = lock_account(uow, money_account_id)
    line_ids = [line_id for draft in drafts for line_id in draft.line_ids]
    entry_ids = [line_id for draft in drafts for line_id in draft.entry_line_ids]
    if any(count > 1 for count in (Counter(line_ids) + Counter(entry_ids)).values()):
        raise AlreadyMatched
    own = [*at_bank(uow, account.id), among(BANK_LINE.c.id, line_ids)]
    bank = _free(uow, bank_lines().where(*own), line_ids)
    booked = [*of_account(uow, account), among(ledger.JOURNAL_LINE.c.id, entry_ids)]
    books = _free(uow, book_lines(account).where(*booked), entry_ids)
    ids = [_insert(uow, account.id, draft, bank, books) for draft in drafts]
    uow.audit("matched", record="money_account", record_id=account.id, title=account.name)
    return Matched(ids)


def unmatch(uow: UnitOfWork, match_id: UUID) -> None:
    """Take a match back: its lines are open again; what was made of them stays.

    Raises:
        NotFound: it does not exist in this company.
    """
    place = (_M.tenant_id == uow.tenant_id, _M.company_id == uow.company_id, _M.id == match_id)
    account_id = uow.scalar(select(_M.money_account_id).where(*place))
    if account_id is None:
        raise NotFound(what="record.bank_match")
    account = lock_account(uow, account_id)
    if uow.execute(delete(BANK_MATCH).where(*place)).rowcount == 0:
        raise NotFound(what="record.bank_match")
    uow.audit("unmatched", record="money_account", record_id=account.id, title=account.name)


def _free(uow: UnitOfWork, query: Select[Any], ids: Sequence[UUID]) -> _Amounts:
    rows = uow.rows(query) if ids else []
    if len(rows) < len(ids):
        raise NotFound(what="word.bank_line")
    if any(row["match_id"] is not None for row in rows):
        raise AlreadyMatched
    return {row["id"]: row["amount"] for row in rows}


def _insert(uow: UnitOfWork, account_id: UUID, draft: MatchDraft, bank: _Amounts, books: _Amounts) -> UUID:
    of_bank = sum((bank[line_id] for line_id in draft.line_ids), _ZERO)
    of_books = sum((books[line_id] for line_id in draft.entry_line_ids), _ZERO)
    if of_bank != of_books:
        raise MatchUnequal(bank=number_text(of_bank), books=number_text(of_books))
    match_id = uow.new_id()
    uow.insert(
        BANK_MATCH,
        {
            "id": match_id,
            "company_id": uow.company_id,
            "money_account_id": account_id,
            "reason": draft.reason,
            "amount": of_bank,
        },
    )
    uow.insert(BANK_MATCH_LINE, *({"line_id": one, "match_id": match_id} for one in draft.line_ids))
    uow.insert(
        BANK_MATCH_ENTRY, *({"entry_line_id": one, "match_id": match_id} for one in draft.entry_line_ids)
    )
    return match_id
