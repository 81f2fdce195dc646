"""Take statements of the bank in, and take them back while nothing rests on them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import RowMapping, delete, exists, func, select

from heyi.kit.bank_files import BankFile, BankLine, signature
from heyi.modules.banking.contracts import BankStart, StatementStatus, Upload
from heyi.modules.banking.errors import (
    LayoutUnknown,
    NothingNew,
    StatementGone,
    StatementHasBadRows,
    StatementMatched,
)
from heyi.modules.banking.models import (
    BANK_LAYOUT,
    BANK_LINE,
    BANK_MATCH_LINE,
    BANK_START,
    BANK_STATEMENT,
    COUNTED_LINE,
)
from heyi.modules.banking.queries.lines import start_of
from heyi.modules.banking.queries.statements import known_keys, read_upload, require_own
from heyi.modules.banking.rules import line_keys
from heyi.modules.payments import api as payments
from heyi.platform.errors import NotFound
from heyi.platform.unit_of_work import UnitOfWork

_S, _B, _C = BANK_STATEMENT.table, BANK_LINE.c, COUNTED_LINE.c
_ZERO = Decimal(0)


def lock_account(uow: UnitOfWork, money_account_id: UUID) -> payments.MoneyAccountFacts:
    """The money account, so that nobody else takes in or matches lines of it meanwhile.

    Raises:
        NotFound: the company has no such money account.
    """
    account = payments.require_money_account(uow, money_account_id)
    own = payments.MONEY_ACCOUNT.table.c
    place = (own.tenant_id == uow.tenant_id, own.id == money_account_id)
    uow.first(select(own.id).where(*place).with_for_update(key_share=True))
    return account


def take_in(uow: UnitOfWork, money_account_id: UUID, upload: Upload) -> StatementStatus:
    """Take the new lines of a file in; those that were taken in before are left out.

    What somebody said of its columns is remembered for the next file with the same headings.

    Raises:
        NotFound: there is no such money account.
        StatementUnreadable: it is no statement, or holds too much.
        StatementOfAnother, StatementCurrency: it says that it is of another account, or in another currency.
        LayoutUnknown: nobody said what its columns mean.
        StatementHasBadRows: rows cannot be read, and it was not asked to leave them out.
        NothingNew: every line was taken in before.
    """
    account = lock_account(uow, money_account_id)
    read = read_upload(uow, upload)
    require_own(read, account)
    if read.layout is None:
        raise LayoutUnknown
    if read.problems and not upload.skip_bad:
        raise StatementHasBadRows(count=len(read.problems), row=read.problems[0].row)
    keys = line_keys(read.lines)
    known = known_keys(uow, account.id, keys)
    new = [(line, key) for line, key in zip(read.lines, keys, strict=True) if key not in known]
    if not new:
        raise NothingNew(count=len(read.lines))
    if upload.mapping is not None:
        _remember(uow, read, upload.mapping)
    head = _head(uow, account.id, upload.filename, read, [line for line, _ in new])
    uow.insert(_S, head)
    for place, (line, key) in enumerate(new, start=1):
        _insert_line(uow, head, place, line, key)
    _begin(uow, account.id, read)
    uow.audit("imported", record="bank_statement", record_id=head["id"], title=upload.filename)
    return StatementStatus(head["id"], 1, "counted", len(new))


def take_back(uow: UnitOfWork, statement_id: UUID) -> StatementStatus:
    """Let a statement's lines count no more; the same file can be taken in again.

    Raises:
        NotFound: it does not exist in this company.
        StatementGone: it was taken back before.
        StatementMatched: one of its lines is matched.
    """
    head = _locked(uow, statement_id)
    if head["state"] != "counted":
        raise StatementGone(name=head["file_name"])
    lines = select(_B.id).where(_B.tenant_id == uow.tenant_id, _B.statement_id == statement_id)
    own = BANK_MATCH_LINE.c
    matched = select(func.count()).where(own.tenant_id == uow.tenant_id, own.line_id.in_(lines))
    if count := uow.scalar(matched):
        raise StatementMatched(name=head["file_name"], count=count)
    uow.execute(delete(COUNTED_LINE).where(_C.tenant_id == uow.tenant_id, _C.id.in_(lines)))
    place = (_C.tenant_id == uow.tenant_id, _C.money_account_id == head["money_account_id"])
    start = BANK_START.c
    uow.execute(
        delete(BANK_START).where(
            start.tenant_id == uow.tenant_id,
            start.money_account_id == head["money_account_id"],
            ~exists().where(*place),
        )
    )
    uow.change(_S, statement_id, {"state": "undone"})
    uow.audit("undone", record="bank_statement", record_id=statement_id, title=head["file_name"])
    return StatementStatus(statement_id, head["version"] + 1, "undone", head["line_count"])


def set_start(
    uow: UnitOfWork, money_account_id: UUID, *, begins_on: date, opening: Decimal | None
) -> BankStart:
    """Say from which day on the bank's lines are known, and what the bank said lay there before.

    Raises:
        NotFound: there is no such money account.
    """
    account = lock_account(uow, money_account_id)
    _write_start(uow, account.id, begins_on, opening)
    uow.audit("changed", record="money_account", record_id=account.id, title=account.name)
    return BankStart(account.id, begins_on, opening)


def _locked(uow: UnitOfWork, statement_id: UUID) -> RowMapping:
    place = (_S.c.tenant_id == uow.tenant_id, _S.c.company_id == uow.company_id, _S.c.id == statement_id)
    account_id = uow.scalar(select(_S.c.money_account_id).where(*place))
    if account_id is None:
        raise NotFound(what="record.bank_statement")
    lock_account(uow, account_id)
    head = uow.first(select(_S).where(*place).with_for_update())
    assert head is not None
    return head


def _head(
    uow: UnitOfWork, account_id: UUID, filename: str, read: BankFile, new: list[BankLine]
) -> dict[str, Any]:
    return {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "money_account_id": account_id,
        "file_name": filename[-200:] or "-",
        "layout": read.layout,
        "first_day": new[0].occurred_on,
        "last_day": new[-1].occurred_on,
        "line_count": len(new),
        "income": sum((line.amount for line in new if line.amount > 0), _ZERO),
        "expense": -sum((line.amount for line in new if line.amount < 0), _ZERO),
        "opening": read.opening,
        "closing": read.closing,
        "state": "counted",
    }


def _insert_line(uow: UnitOfWork, head: dict[str, Any], place: int, line: BankLine, key: str) -> None:
    line_id = uow.new_id()
    told = (
        "occurred_on",
        "amount",
        "balance",
        "counterparty",
        "counterparty_account",
        "reference",
        "summary",
    )
    uow.insert(
        BANK_LINE,
        {
            "id": line_id,
            "company_id": uow.company_id,
            "statement_id": head["id"],
            "money_account_id": head["money_account_id"],
            "place": place,
            **{name: getattr(line, name) for name in told},
        },
    )
    counted = {"id": line_id, "company_id": uow.company_id, "money_account_id": head["money_account_id"]}
    uow.insert(COUNTED_LINE, {**counted, "key": key})


def _begin(uow: UnitOfWork, account_id: UUID, read: BankFile) -> None:
    """The bank's lines are known from the first day of the earliest file on."""
    first_day = read.lines[0].occurred_on
    start = start_of(uow, account_id)
    if start is None or first_day < start["begins_on"]:
        _write_start(uow, account_id, first_day, read.opening)


def _write_start(uow: UnitOfWork, account_id: UUID, begins_on: date, opening: Decimal | None) -> None:
    own = BANK_START.c
    uow.execute(delete(BANK_START).where(own.tenant_id == uow.tenant_id, own.money_account_id == account_id))
    row = {"company_id": uow.company_id, "begins_on": begins_on, "opening": opening}
    uow.insert(BANK_START, {"money_account_id": account_id, **row})


def _remember(uow: UnitOfWork, read: BankFile, mapping: dict[str, str]) -> None:
    row = {
        "id": uow.new_id(),
        "signature": signature(read.headings),
        "mapping": orjson.dumps(mapping).decode(),
    }
    own = BANK_LAYOUT.c
    uow.execute(delete(BANK_LAYOUT).where(own.tenant_id == uow.tenant_id, own.signature == row["signature"]))
    uow.insert(BANK_LAYOUT, row)
