"""余额调节表 on paper and as a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from io import BytesIO

from heyi.kit.money import on_paper
from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Amount, Cell
from heyi.modules.banking.contracts import BankLineView, BookLine, Reconciliation
from heyi.modules.banking.errors import TableTooLong
from heyi.modules.ledger import api as ledger
from heyi.platform.http.answers import number_text
from heyi.platform.messages import Language, translate
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

_PAPER = resources.files("heyi.modules.banking").joinpath("paper", "reconciliation.typ")
_TITLE = "paper.reconciliation"


@dataclass(frozen=True)
class _Row:
    """A row of one side: a balance or a sum, or an item of it with its day. What is taken off stands without a sign."""

    words: str
    amount: Decimal
    day: date | None = None


def print_reconciliation(uow: UnitOfWork, found: Reconciliation) -> bytes:
    """The table as a PDF, both sides beside each other, with room for the names of those who answer for it.

    Raises:
        TableTooLong: not all of its items are told.
    """
    _require_whole(found)
    books, bank = _sides(found, "zh-CN")
    summary = found.summary
    result = "agrees" if summary.agrees else "differs"
    said = {
        "day": found.last_day.isoformat(),
        "unit": translate("paper.reconciliation.unit", "zh-CN", {"currency": summary.currency}),
        "account": translate(
            "paper.reconciliation.account",
            "zh-CN",
            {"name": summary.money_account, "code": summary.account_code},
        ),
        "item": translate("paper.item", "zh-CN", {}),
        "books": [_shown(row) for row in books],
        "bank": [_shown(row) for row in bank],
        "result": translate(
            f"paper.reconciliation.{result}", "zh-CN", {"difference": number_text(summary.difference)}
        ),
    }
    return ledger.on_paper(uow, _PAPER, _TITLE, said)


def reconciliation_sheet(uow: UnitOfWork, found: Reconciliation) -> bytes:
    """The table as a workbook, the books above the bank.

    Raises:
        TableTooLong: not all of its items are told.
    """
    _require_whole(found)
    language = uow.actor.language
    rows: list[Sequence[Cell]] = [
        [row.day, row.words, Amount(row.amount)] for side in _sides(found, language) for row in side
    ]
    header = [translate(f"paper.reconciliation.{name}", language, {}) for name in ("day", "item", "amount")]
    title = translate(_TITLE, language, {})
    summary = found.summary
    above = (
        title,
        company_name(uow),
        f"{summary.account_code} {summary.money_account} {summary.currency} {found.last_day}",
    )
    file = BytesIO()
    write_rows(file, SheetFormat.XLSX, header=header, rows=rows, title=title, above=above)
    return file.getvalue()


def _require_whole(found: Reconciliation) -> None:
    if found.cut:
        raise TableTooLong(account=found.summary.money_account, period=found.period)


def _sides(found: Reconciliation, language: Language) -> tuple[list[_Row], list[_Row]]:
    """The side of the books and that of the bank, from their balances to what both come to."""

    def side(name: str, balance: Decimal, adjusted: Decimal, parts: Sequence[str]) -> Iterator[_Row]:
        yield _Row(word(name), balance)
        for part in parts:
            items: Sequence[BankLineView | BookLine] = getattr(found, part)
            sign = -1 if part.endswith("_out") else 1
            yield _Row(word(part), sum((sign * item.amount for item in items), Decimal(0)))
            for item in items:
                yield _Row(_words(item), sign * item.amount, item.occurred_on)
        yield _Row(word("adjusted"), adjusted)

    def word(name: str) -> str:
        return translate(f"paper.reconciliation.{name}", language, {})

    own = found.summary
    return (
        list(side("book", own.book_balance, own.adjusted_book, ("bank_in", "bank_out"))),
        list(side("bank", own.bank_balance, own.adjusted_bank, ("book_in", "book_out"))),
    )


def _words(item: BankLineView | BookLine) -> str:
    if isinstance(item, BookLine):
        told = (item.source_number or item.number, item.party, item.summary)
    else:
        told = (item.counterparty, item.summary, item.reference)
    return " · ".join(part for part in told if part)


def _shown(row: _Row) -> dict[str, str | bool]:
    return {
        "day": row.day.isoformat() if row.day else "",
        "words": row.words,
        "amount": on_paper(row.amount, with_zero=True),
        "strong": row.day is None,
    }
