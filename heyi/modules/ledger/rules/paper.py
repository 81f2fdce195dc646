"""How vouchers are laid out on sheets: pure."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from heyi.kit.capitals import in_capitals
from heyi.kit.money import on_paper
from heyi.modules.ledger.contracts import ROWS, ZERO, PaperLine, PaperVoucher


def sheets_of(vouchers: Iterable[PaperVoucher]) -> list[dict[str, Any]]:
    """The sheets in order: eight lines on each, the totals on a voucher's last, its place among them on each."""
    return [sheet for voucher in vouchers for sheet in _sheets(voucher)]


def in_foreign(currency: str, amount: Decimal, rate: Decimal) -> str:
    """What a line is in a foreign currency, and the rate that brought it into the books: USD 100.00×7.1."""
    return f"{currency} {amount:,.2f}×{rate.normalize():f}"


def _sheets(voucher: PaperVoucher) -> Iterator[dict[str, Any]]:
    parts = [voucher.lines[at : at + ROWS] for at in range(0, len(voucher.lines), ROWS)]
    debit = sum((line.debit for line in voucher.lines), ZERO)
    credit = sum((line.credit for line in voucher.lines), ZERO)
    word, _, number = voucher.number.partition("-")
    for place, part in enumerate(parts, start=1):
        is_last = place == len(parts)
        yield {
            "word": word,
            "number": number,
            "year": str(voucher.occurred_on.year),
            "month": f"{voucher.occurred_on:%m}",
            "day": f"{voucher.occurred_on:%d}",
            "page": str(place),
            "pages": str(len(parts)),
            "lines": [_line(line) for line in part],
            "is_last": is_last,
            "capitals": in_capitals(debit) if is_last else "",
            "debit": on_paper(debit, with_zero=True) if is_last else "",
            "credit": on_paper(credit, with_zero=True) if is_last else "",
            "attachments": "" if voucher.attachments is None else str(voucher.attachments),
            "made_by": voucher.made_by,
            "reviewed_by": voucher.reviewed_by,
            "posted_by": voucher.posted_by,
        }


def _line(line: PaperLine) -> dict[str, str]:
    return {
        "summary": line.summary,
        "account": line.account,
        "detail": line.detail,
        "debit": on_paper(line.debit),
        "credit": on_paper(line.credit),
    }
