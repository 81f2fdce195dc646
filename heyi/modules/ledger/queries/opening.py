"""What stood in the books before: as entered, beside what documents brought in."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from heyi.kit.tabular import TableError, read_table
from heyi.modules.ledger.contracts import KeptOpening, Opening, SheetRows
from heyi.modules.ledger.models import BOOK_RULES, VOUCHER
from heyi.modules.ledger.queries.chart import account_codes
from heyi.modules.ledger.queries.posting import kept_accounts
from heyi.modules.ledger.queries.totals import account_sums
from heyi.modules.ledger.queries.vouchers import book_rules, get_voucher
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


def opening(uow: UnitOfWork) -> Opening:
    """The opening balances as entered; for each account that documents keep, what was entered and what they say."""
    started_on = book_rules(uow).started_on
    voucher_id = uow.scalar(
        select(_V.id).where(
            _V.tenant_id == uow.tenant_id,
            _V.company_id == uow.company_id,
            _V.kind == "opening",
            _V.state == VoucherState.POSTED,
        )
    )
    if started_on is None or voucher_id is None:
        return Opening(started_on, None, [], [])
    voucher = get_voucher(uow, voucher_id)
    entered: dict[str, Decimal] = {}
    kept_by = kept_accounts(uow)
    for line in voucher.lines:
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
    return Opening(started_on, voucher_id, voucher.lines, kept)
