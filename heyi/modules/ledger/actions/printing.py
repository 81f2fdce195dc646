"""Print vouchers: one, or those of a month as one file."""

from collections.abc import Sequence
from importlib import resources

from heyi.kit.dates import Period
from heyi.modules.ledger.contracts import ROWS, PaperLayout, PaperVoucher
from heyi.modules.ledger.errors import NothingToPrint, TooManyOnPaper
from heyi.modules.ledger.queries.paper import count_of_month, vouchers_of_month
from heyi.modules.ledger.rules.paper import sheets_of
from heyi.platform import printing
from heyi.platform.messages import translate
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

# More of them are printed by a job.
AT_ONCE = 50
# More in one month are printed in several files, for one is laid out in memory.
MOST = 5_000


def print_vouchers(uow: UnitOfWork, vouchers: Sequence[PaperVoucher], layout: PaperLayout) -> bytes:
    """The vouchers' papers as one PDF, in the order given."""
    template = resources.files("heyi.modules.ledger").joinpath("paper", "voucher.typ")
    data = {
        "title": translate("record.journal_entry", "zh-CN", {}),
        "company": company_name(uow),
        "layout": layout,
        "rows": ROWS,
        "sheets": sheets_of(vouchers),
    }
    return printing.pdf(template, data)


def month_at_once(uow: UnitOfWork, period: Period) -> list[PaperVoucher]:
    """A month's vouchers, few enough to be printed while one waits.

    Raises:
        NothingToPrint: the month has none.
        TooManyOnPaper: there are more than fifty; a job prints them.
    """
    count = count_to_print(uow, period, most=AT_ONCE + 1)
    if count > AT_ONCE:
        raise TooManyOnPaper(most=AT_ONCE)
    return vouchers_of_month(uow, period)


def count_to_print(uow: UnitOfWork, period: Period, *, most: int = MOST + 1) -> int:
    """How many vouchers of the month there are to print.

    Raises:
        NothingToPrint: none.
        TooManyOnPaper: more than one file takes.
    """
    count = count_of_month(uow, period, most=most)
    if count == 0:
        raise NothingToPrint(period=str(period))
    if count > MOST:
        raise TooManyOnPaper(most=MOST)
    return count
