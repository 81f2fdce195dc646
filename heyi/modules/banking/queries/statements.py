"""Reads of statements: what a file holds, and what was taken in."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ARRAY, Text, and_, any_, func, literal, select

from heyi.kit.bank_files import BankFile, BankLine, read_bank_file, same_account, signature
from heyi.kit.tabular import TableError
from heyi.modules.banking.contracts import (
    RowFault,
    SeenLine,
    StatementCheck,
    StatementGap,
    StatementView,
    Upload,
)
from heyi.modules.banking.errors import (
    StatementCurrency,
    StatementOfAnother,
    StatementOfKind,
    StatementUnreadable,
)
from heyi.modules.banking.models import BANK_LAYOUT, BANK_LINE, BANK_STATEMENT, COUNTED_LINE
from heyi.modules.banking.permissions import IMPORT_STATEMENT
from heyi.modules.banking.queries.lines import at_bank, bank_lines, line_view, start_of
from heyi.modules.banking.rules import line_keys
from heyi.modules.payments import api as payments
from heyi.platform.errors import FieldProblem, NotFound
from heyi.platform.unit_of_work import UnitOfWork

SHOWN_LINES = 300
MOST_LINES = 1_000
# Of a registered number no more is told than its end, for not everybody may know it.
END_SHOWN = 4
# A bill of a payment service lies in an account of that kind, or in one of no kind of ours.
_OF_SERVICES = ("alipay", "wechat")
_OF_BANKS = ("icbc", "ccb", "abc", "boc", "cmb", "mt940", "camt053")
_S, _C, _B = BANK_STATEMENT.table, COUNTED_LINE.c, BANK_LINE.c
_ZERO = Decimal(0)


def read_upload(uow: UnitOfWork, upload: Upload) -> BankFile:
    """The file with its columns read as somebody said, or said of such a file before.

    Raises:
        StatementUnreadable: it is no statement, or holds too much.
    """
    try:
        read = read_bank_file(upload.data, upload.filename, mapping=upload.mapping)
        if read.layout is None and upload.mapping is None:
            known = _mapping_of(uow, read.headings)
            if known is not None:
                read = read_bank_file(upload.data, upload.filename, mapping=known)
    except TableError as error:
        problem = FieldProblem("file", f"file_{error.code}", dict(error.params))
        raise StatementUnreadable(problems=[problem]) from error
    return read


def require_own(read: BankFile, account: payments.MoneyAccountFacts) -> None:
    """Refuse a file that says it is of another account, or in another currency.

    Raises:
        StatementOfKind: it is a bill of a payment service and the account lies elsewhere, or the other way round.
        StatementOfAnother: it names an account that is not the money account's registered one.
        StatementCurrency: it is in a currency that the money account does not keep.
    """
    if _of_another_kind(read.layout, account.kind):
        raise StatementOfKind(
            layout=f"choice.bank_statement.layout.{read.layout}",
            account=account.name,
            kind=f"choice.money_account.kind.{account.kind}",
        )
    for said in read.accounts:
        if account.number and not same_account(said, account.number):
            raise StatementOfAnother(said=said, account=account.name, number=account.number[-END_SHOWN:])
    for currency in read.currencies:
        if currency != account.currency:
            raise StatementCurrency(said=currency, account=account.name, currency=account.currency)


def _of_another_kind(layout: str | None, kind: str) -> bool:
    """Whether a file cannot be of such an account: a service's bill elsewhere, or a bank's own table at a service."""
    if layout in _OF_SERVICES:
        return kind not in (layout, payments.MoneyKind.OTHER)
    return layout in _OF_BANKS and kind in _OF_SERVICES


def known_keys(uow: UnitOfWork, money_account_id: UUID, keys: Collection[str]) -> set[str]:
    """Those of the keys whose lines count already."""
    query = select(_C.key).where(
        _C.tenant_id == uow.tenant_id,
        _C.money_account_id == money_account_id,
        _C.key == any_(literal(list(keys), ARRAY(Text))),
    )
    return {row["key"] for row in uow.rows(query)}


def check_statement(uow: UnitOfWork, money_account_id: UUID, upload: Upload) -> StatementCheck:
    """What the file holds and what of it is new; nothing is taken in.

    Raises:
        NotFound: there is no such money account.
        StatementUnreadable: it is no statement, or holds too much.
        StatementOfAnother, StatementCurrency: it says that it is of another account.
    """
    account = payments.require_money_account(uow, money_account_id)
    read = read_upload(uow, upload)
    require_own(read, account)
    keys = line_keys(read.lines)
    known = known_keys(uow, money_account_id, keys)
    seen = [
        SeenLine(
            row=line.row,
            occurred_on=line.occurred_on,
            amount=line.amount,
            balance=line.balance,
            counterparty=line.counterparty,
            counterparty_account=line.counterparty_account,
            reference=line.reference,
            summary=line.summary,
            new=key not in known,
        )
        for line, key in zip(read.lines, keys, strict=True)
    ]
    amounts = [line.amount for line in seen if line.new]
    return StatementCheck(
        layout=read.layout,
        first_day=read.lines[0].occurred_on if read.lines else None,
        last_day=read.lines[-1].occurred_on if read.lines else None,
        new=len(amounts),
        known=len(seen) - len(amounts),
        skipped=read.skipped,
        income=sum((amount for amount in amounts if amount > 0), _ZERO),
        expense=-sum((amount for amount in amounts if amount < 0), _ZERO),
        opening=read.opening,
        closing=read.closing,
        currency=account.currency,
        gaps=list(read.gaps),
        gap_before=_gap_before(uow, account.id, read.lines[0]) if seen and seen[0].new else None,
        faults=[RowFault(fault.row, fault.code, fault.value) for fault in read.problems],
        left_out=[RowFault(row.row, row.code, row.value) for row in read.left_out],
        headings=list(read.headings),
        sample=[list(row) for row in read.sample],
        lines=seen[:SHOWN_LINES],
        account=next(iter(read.accounts), None),
        registered=bool(account.number),
    )


def _gap_before(uow: UnitOfWork, money_account_id: UUID, first: BankLine) -> StatementGap | None:
    """What is missing before a file's first line, by the bank's balances; None where nothing is, or none is told."""
    if first.balance is None:
        return None
    begins_with = first.balance - first.amount
    last = uow.first(
        bank_lines()
        .where(*at_bank(uow, money_account_id), _B.balance.is_not(None), _B.occurred_on <= first.occurred_on)
        .order_by(_B.occurred_on.desc(), _B.statement_id.desc(), _B.place.desc())
        .limit(1)
    )
    if last is not None:
        day, held = last["occurred_on"], last["balance"]
    elif (start := start_of(uow, money_account_id)) is not None and start["opening"] is not None:
        day, held = start["begins_on"], start["opening"]
        if day > first.occurred_on:
            return None
    else:
        return None
    return None if held == begins_with else StatementGap(day, held, begins_with)


def get_statement(uow: UnitOfWork, statement_id: UUID) -> StatementView:
    """A statement with its lines.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = uow.first(
        select(_S).where(
            _S.c.tenant_id == uow.tenant_id,
            _S.c.company_id == uow.company_id,
            _S.c.id == statement_id,
        )
    )
    if head is None:
        raise NotFound(what="record.bank_statement")
    own = (_B.tenant_id == uow.tenant_id, _B.statement_id == statement_id)
    rows = uow.rows(bank_lines().where(*own).order_by(_B.place).limit(MOST_LINES + 1))
    account = payments.require_money_account(uow, head["money_account_id"])
    undoable = head["state"] == "counted" and uow.actor.may(IMPORT_STATEMENT)
    matched = bool(undoable and _count_matched(uow, statement_id))
    plain = set(StatementView.__dataclass_fields__) - {
        "money_account",
        "lines",
        "count",
        "cut",
        "allowed_actions",
    }
    return StatementView(
        **{name: head[name] for name in plain},
        money_account=account.name,
        lines=[line_view(row) for row in rows[:MOST_LINES]],
        count=head["line_count"],
        cut=len(rows) > MOST_LINES,
        allowed_actions=["undo"] if undoable and not matched else [],
    )


def _count_matched(uow: UnitOfWork, statement_id: UUID) -> int:
    lines = bank_lines().where(_B.tenant_id == uow.tenant_id, _B.statement_id == statement_id).subquery()
    return int(uow.scalar(select(func.count()).where(and_(lines.c.match_id.is_not(None)))))


def _mapping_of(uow: UnitOfWork, headings: Sequence[str]) -> Mapping[str, str] | None:
    own = BANK_LAYOUT.c
    found: Mapping[str, str] | None = uow.scalar(
        select(own.mapping).where(own.tenant_id == uow.tenant_id, own.signature == signature(headings))
    )
    return found
