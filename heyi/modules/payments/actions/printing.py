"""Put statements of account on paper."""

from importlib import resources

from heyi.kit.capitals import in_capitals
from heyi.kit.money import on_paper
from heyi.modules.ledger import api as ledger
from heyi.modules.payments.contracts import AccountStatement
from heyi.modules.payments.errors import StatementTooLong
from heyi.modules.payments.rules import ZERO
from heyi.platform.messages import translate
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

_PAPER = resources.files("heyi.modules.payments").joinpath("paper")


def print_account_statement(uow: UnitOfWork, statement: AccountStatement) -> bytes:
    """A 对账单 as a PDF, with the words to be confirmed and room for both seals.

    Raises:
        StatementTooLong: not all of its documents are told.
    """
    if statement.cut:
        raise StatementTooLong(party=statement.party.title, count=len(statement.rows))
    kinds = {record.name: translate(f"record.{record.name}", "zh-CN", {}) for record in shapes(uow)}
    owed = "below" if statement.closing < ZERO else "owed"
    told = {
        "party": statement.party.title,
        "day": statement.last_day.isoformat(),
        "amount": on_paper(abs(statement.closing), with_zero=True),
        "capitals": in_capitals(abs(statement.closing)),
    }
    said = {
        "party": statement.party.title,
        "span": ledger.span_of(statement.first_day, statement.last_day),
        "opening": on_paper(statement.opening, with_zero=True),
        "closing": on_paper(statement.closing, with_zero=True),
        "charged": on_paper(statement.charged, with_zero=True),
        "settled": on_paper(statement.settled, with_zero=True),
        # Who never had a debt given up is not told of the column.
        "written_off": on_paper(statement.written_off, with_zero=True)
        if any(row.written_off for row in statement.rows)
        else None,
        "gives_up": translate("paper.account.written_off", "zh-CN", {}),
        "charges": translate(f"paper.account.{statement.side}.charged", "zh-CN", {}),
        "settles": translate(f"paper.account.{statement.side}.settled", "zh-CN", {}),
        "confirm": translate(f"paper.account.{statement.side}.{owed}", "zh-CN", told),
        "rows": [
            {
                "day": row.occurred_on.isoformat(),
                "kind": kinds[row.source_type],
                "number": row.source_number or "",
                "summary": row.summary,
                "charged": on_paper(row.charged),
                "settled": on_paper(row.settled),
                "written_off": on_paper(row.written_off),
                "balance": on_paper(row.balance, with_zero=True),
            }
            for row in statement.rows
        ],
    }
    return ledger.on_paper(uow, _PAPER.joinpath("statement.typ"), "paper.account_statement", said)
