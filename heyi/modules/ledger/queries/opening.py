"""What stood in the books before: as entered, beside what documents brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, func, select

from heyi.kit.tabular import TableError, read_table
from heyi.modules.ledger.contracts import (
    KEPT_APART,
    OPENING,
    OPENING_HANDED,
    OPENING_MOVED,
    OPENING_YEAR,
    OPENINGS,
    BooksFrom,
    FlowSoFar,
    KeptOpening,
    Named,
    Opening,
    OpeningEntered,
    SheetRows,
)
from heyi.modules.ledger.models import ACCOUNT, BOOK_RULES, CASH_FLOW, VOUCHER, VOUCHER_LINE
from heyi.modules.ledger.queries.chart import account_codes
from heyi.modules.ledger.queries.posting import kept_accounts
from heyi.modules.ledger.queries.totals import account_sums
from heyi.modules.ledger.queries.vouchers import NAMED, book_rules
from heyi.modules.ledger.rules.openings import PROFIT_LOSS
from heyi.modules.ledger.states import VoucherState
from heyi.platform.records.importing.contracts import LIMITS
from heyi.platform.records.importing.errors import file_refused
from heyi.platform.unit_of_work import UnitOfWork

ZERO = Decimal(0)
_V = VOUCHER.table.c


def read_sheet(data: bytes, filename: str) -> SheetRows:
    """The cells of a table of balances, as another system gives it out, for the page to find the balances in.

    Raises:
        FileRefused: it is no workbook or CSV, or holds too much.
    """
    try:
        table = read_table(data, filename, limits=LIMITS)
    except TableError as error:
        raise file_refused(error) from error
    return SheetRows([table.header, *([cell or "" for cell in row] for row in table.rows)])


def day_before(uow: UnitOfWork) -> date | None:
    """The day on which opening balances stand, asked anew; None until they are entered."""
    own = BOOK_RULES.c
    query = select(own.started_on).where(own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    started_on: date | None = uow.scalar(query)
    return started_on and started_on - timedelta(days=1)


def books_from(uow: UnitOfWork) -> BooksFrom:
    """Until which day what stood in the books is opening, and whether the year until then was entered."""
    own = BOOK_RULES.c
    told = (
        select(_V.id)
        .where(
            _V.tenant_id == own.tenant_id,
            _V.company_id == own.company_id,
            _V.kind.in_((OPENING_YEAR, OPENING_MOVED)),
            _V.state == VoucherState.POSTED,
        )
        .exists()
    )
    row = uow.first(
        select(own.started_on, told.label("told")).where(
            own.tenant_id == uow.tenant_id, own.company_id == uow.company_id
        )
    )
    if row is None or row["started_on"] is None:
        return BooksFrom(None, None)
    before = row["started_on"] - timedelta(days=1)
    return BooksFrom(before, year_end_before(before) if row["told"] else None)


def year_end_before(day: date) -> date:
    """The last day of the year before the day's."""
    return date(day.year - 1, 12, 31)


def opening(uow: UnitOfWork) -> Opening:
    """The opening balances as entered; for each account that documents keep, what was entered and what they say."""
    started_on = book_rules(uow).started_on
    heads = uow.rows(
        select(_V.id, _V.kind, _V.entry_id)
        .where(
            _V.tenant_id == uow.tenant_id,
            _V.company_id == uow.company_id,
            _V.kind.in_(OPENINGS),
            _V.state == VoucherState.POSTED,
        )
        .order_by(_V.id)
    )
    if started_on is None or not heads:
        return Opening(
            started_on=started_on,
            voucher_id=None,
            year_so_far=False,
            lines=[],
            flows=[],
            kept=[],
            by_documents=sorted(kept_accounts(uow)),
        )
    kinds = {head["id"]: head["kind"] for head in heads}
    with_year = OPENING not in kinds.values()
    said = _lines(uow, kinds)
    flows = _flows(uow, [head["entry_id"] for head in heads]) if with_year else []
    entered: dict[str, Decimal] = {}
    kept_by = kept_accounts(uow)
    for line in said:
        if line.account_code in kept_by:
            before = entered.get(line.account_code, ZERO)
            entered[line.account_code] = before + line.debit - line.credit
    codes = account_codes(uow)
    held = {
        codes[row["account_id"]]: row["debit_0"] - row["credit_0"]
        for row in uow.rows(account_sums(uow, started_on - timedelta(days=1)))
    }
    kept = [
        KeptOpening(code, kept_by[code], entered.get(code, ZERO), held.get(code, ZERO))
        for code in sorted(kept_by)
        if entered.get(code) or held.get(code)
    ]
    return Opening(
        started_on=started_on,
        voucher_id=heads[-1]["id"],
        year_so_far=with_year,
        lines=said,
        flows=flows,
        kept=kept,
        by_documents=sorted(kept_by),
    )


def _lines(uow: UnitOfWork, kinds: Mapping[UUID, str]) -> list[OpeningEntered]:
    """The lines of the vouchers together: for each account and whom it is kept by one, where the year was said."""
    line, account = VOUCHER_LINE.c, ACCOUNT.table.c
    named = {name: table.alias(name) for name, table in NAMED.items()}
    query = select(
        line.voucher_id,
        line.debit,
        line.credit,
        line.foreign_amount,
        *(line[name] for name in KEPT_APART),
        *(table.c.name.label(name) for name, table in named.items()),
        account.code,
        account.name.label("account_name"),
        func.coalesce(account.name_en, account.name).label("name_en"),
        account.currency,
        account["class"].label("account_class"),
        account.normal_balance,
    ).join(ACCOUNT.table, and_(account.tenant_id == line.tenant_id, account.id == line.account_id))
    for name, table in named.items():
        of_line = and_(table.c.tenant_id == line.tenant_id, table.c.id == line[f"{name}_id"])
        query = query.outerjoin(table, of_line)
    mine = (line.tenant_id == uow.tenant_id, line.voucher_id.in_(kinds))
    rows = uow.rows(query.where(*mine).order_by(line.voucher_id, line.line_no))
    if OPENING in kinds.values():
        return [_told(row, _SaidLine().plus(row, OPENING), with_year=False) for row in rows]
    known: dict[tuple[str | UUID | None, ...], tuple[RowMapping, _SaidLine]] = {}
    for row in rows:
        kind = kinds[row["voucher_id"]]
        if kind == OPENING_HANDED:
            continue
        place = (row["code"], *(row[name] for name in KEPT_APART))
        first, sums = known.get(place, (row, _SaidLine()))
        known[place] = (first, sums.plus(row, kind))
    return [
        _told(row, sums, with_year=True)
        for row, sums in sorted(known.values(), key=lambda item: str(item[0]["code"]))
    ]


@dataclass(frozen=True)
class _SaidLine:
    """What the vouchers of an opening say of an account: what it holds, moved on both sides, and really moved."""

    held: Decimal = ZERO
    foreign: Decimal = ZERO
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    foreign_debit: Decimal = ZERO
    foreign_credit: Decimal = ZERO
    really: Decimal = ZERO

    def plus(self, row: RowMapping, kind: str) -> "_SaidLine":
        debit, credit, foreign = row["debit"], row["credit"], row["foreign_amount"] or ZERO
        net = debit - credit
        if kind in (OPENING, OPENING_YEAR):
            return replace(
                self, held=self.held + net, foreign=self.foreign + (foreign if debit else -foreign)
            )
        return replace(
            self,
            held=self.held + net,
            foreign=self.foreign + (foreign if debit else -foreign),
            debit=self.debit + debit,
            credit=self.credit + credit,
            foreign_debit=self.foreign_debit + (foreign if debit else ZERO),
            foreign_credit=self.foreign_credit + (foreign if credit else ZERO),
            really=self.really + (net if kind == OPENING_MOVED else ZERO),
        )


def _told(row: RowMapping, sums: _SaidLine, *, with_year: bool) -> OpeningEntered:
    in_foreign = row["currency"] is not None
    is_profit = row["account_class"] == PROFIT_LOSS
    side = 1 if row["normal_balance"] == "debit" else -1
    named: dict[str, Any] = {
        name: Named(row[f"{name}_id"], row[name]) if row[f"{name}_id"] else None for name in NAMED
    }
    plain = OpeningEntered(
        **named,
        account_code=row["code"],
        account_name=row["account_name"],
        account_name_en=row["name_en"],
        currency=row["currency"],
        # On the side on which it was written: a red-letter line stays one.
        debit=max(sums.held, ZERO) if with_year else row["debit"],
        credit=max(-sums.held, ZERO) if with_year else row["credit"],
        foreign_amount=(abs(sums.foreign) if with_year else row["foreign_amount"]) if in_foreign else None,
        year_debit=None,
        year_credit=None,
        year_actual=None,
        year_foreign_debit=None,
        year_foreign_credit=None,
    )
    if not with_year:
        return plain
    return replace(
        plain,
        year_debit=sums.debit,
        year_credit=sums.credit,
        year_actual=side * sums.really if is_profit else None,
        year_foreign_debit=sums.foreign_debit if in_foreign else None,
        year_foreign_credit=sums.foreign_credit if in_foreign else None,
    )


def _flows(uow: UnitOfWork, entries: Sequence[UUID]) -> list[FlowSoFar]:
    own = CASH_FLOW.c
    query = select(own.row, own.amount).where(
        own.tenant_id == uow.tenant_id, own.company_id == uow.company_id, own.entry_id.in_(entries)
    )
    return [FlowSoFar(row["row"], row["amount"]) for row in uow.rows(query.order_by(own.row))]
