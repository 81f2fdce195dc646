"""Put statements of account on paper, and take them out as workbooks."""

from collections.abc import Iterator
from importlib import resources
from io import BytesIO

from heyi.kit.capitals import in_capitals
from heyi.kit.money import on_paper
from heyi.kit.sheets_out import SheetFormat, write_rows
from heyi.kit.tabular import Amount, Cell
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import AccountStatement, AccountStatementRow
from heyi.modules.payments.errors import StatementTooLong
from heyi.modules.payments.rules import ZERO
from heyi.platform.messages import Language, translate
from heyi.platform.records.shapes import shapes
from heyi.platform.tenancy.names import company_name
from heyi.platform.unit_of_work import UnitOfWork

_PAPER = resources.files("heyi.modules.payments").joinpath("paper")


def print_account_statement(uow: UnitOfWork, statement: AccountStatement) -> bytes:
    """A 对账单 as a PDF, with the words to be confirmed and room for both seals.

    Raises:
        StatementTooLong: not all of its documents are told.
    """
    if statement.cut:
        raise StatementTooLong(party=statement.party.title, count=len(statement.rows))
    owed = "below" if statement.closing < ZERO else "owed"
    told = {
        "party": statement.party.title,
        "day": statement.last_day.isoformat(),
        "amount": on_paper(abs(statement.closing), with_zero=True),
        "capitals": in_capitals(abs(statement.closing)),
    }
    made_of = {
        "invoices": on_paper(statement.invoices, with_zero=True),
        "ahead": on_paper(statement.ahead, with_zero=True),
    }
    said = {
        "party": statement.party.title,
        "span": ledger.span_of(statement.first_day, statement.last_day),
        "opening": on_paper(statement.opening, with_zero=True),
        "closing": on_paper(statement.closing, with_zero=True),
        "charged": on_paper(statement.charged, with_zero=True),
        "settled": on_paper(statement.settled, with_zero=True),
        # Who never had a debt given up, or a remainder let go, is not told of the column.
        "written_off": on_paper(statement.written_off, with_zero=True)
        if any(row.written_off for row in statement.rows)
        else None,
        "gives_up": translate("paper.account.written_off", "zh-CN", {}),
        "let_go": on_paper(statement.let_go, with_zero=True)
        if any(row.let_go for row in statement.rows)
        else None,
        "lets_go": translate("paper.account.let_go", "zh-CN", {}),
        "charges": translate(f"paper.account.{statement.side}.charged", "zh-CN", {}),
        "settles": translate(f"paper.account.{statement.side}.settled", "zh-CN", {}),
        "confirm": translate(f"paper.account.{statement.side}.{owed}", "zh-CN", told),
        # What was paid ahead stands apart: the customer sees what his open invoices come to.
        "made_of": translate(f"paper.account.{statement.side}.made_of", "zh-CN", made_of)
        if statement.ahead
        else None,
        "rows": [
            {
                "day": row.occurred_on.isoformat(),
                "kind": kind,
                "number": row.source_number or "",
                "summary": summary,
                "charged": on_paper(row.charged),
                "settled": on_paper(row.settled),
                "written_off": on_paper(row.written_off),
                "let_go": on_paper(row.let_go),
                "balance": on_paper(row.balance, with_zero=True),
            }
            for row, kind, summary in _told(uow, statement, "zh-CN")
        ],
    }
    return ledger.on_paper(uow, _PAPER.joinpath("statement.typ"), "paper.account_statement", said)


def account_statement_sheet(uow: UnitOfWork, statement: AccountStatement) -> bytes:
    """A 对账单 as a workbook, to be compared with the other side's own.

    Raises:
        StatementTooLong: not all of its documents are told.
    """
    if statement.cut:
        raise StatementTooLong(party=statement.party.title, count=len(statement.rows))
    language = uow.actor.language
    side = f"paper.account.{statement.side}"
    names = ("sheet.occurred_on", "sheet.document", "sheet.document_number", "sheet.summary")
    amounts = (
        f"{side}.charged",
        f"{side}.settled",
        "paper.account.written_off",
        "paper.account.let_go",
        "sheet.balance",
    )
    header = [translate(name, language) for name in (*names, *amounts)]
    rows: list[list[Cell]] = [[None, None, None, translate("sheet.opening", language), *[None] * 4]]
    rows[0].append(Amount(statement.opening))
    for row, kind, summary in _told(uow, statement, language):
        said: list[Cell] = [row.occurred_on, kind, row.source_number or "", summary]
        parts = (row.charged, row.settled, row.written_off, row.let_go, row.balance)
        rows.append([*said, *(Amount(part) for part in parts)])
    sums = (statement.charged, statement.settled, statement.written_off, statement.let_go, statement.closing)
    foot: list[Cell] = [None, None, None, translate("sheet.sum", language)]
    rows.append([*foot, *(Amount(amount) for amount in sums)])
    if statement.ahead:
        made_of = {
            "invoices": on_paper(statement.invoices, with_zero=True),
            "ahead": on_paper(statement.ahead, with_zero=True),
        }
        rows.append([translate(f"{side}.made_of", language, made_of)])
    head = translate("paper.account_statement", language)
    span = ledger.span_of(statement.first_day, statement.last_day)
    above = (head, company_name(uow), f"{statement.party.title} {span}")
    file = BytesIO()
    write_rows(file, SheetFormat.XLSX, header=header, rows=rows, title=head, above=above)
    return file.getvalue()


def _told(
    uow: UnitOfWork, statement: AccountStatement, language: Language
) -> Iterator[tuple[AccountStatementRow, str, str]]:
    """Each row with what its paper is called and its summary, which need not say the paper's number again."""
    kinds = {record.name: translate(f"record.{record.name}", language) for record in shapes(uow)}
    for row in statement.rows:
        summary = " ".join(row.summary.replace(row.source_number or "", " ").split())
        if row.credit_note:
            kind = translate("paper.account.credit_note", language)
            corrects = ", ".join(row.corrects)
            if corrects:
                summary = translate("paper.account.corrects", language, {"numbers": corrects})
        else:
            kind = translate("paper.account.let_go", language) if row.let_go else kinds[row.source_type]
        yield row, kind, summary
