"""The bank of the demo company: what the owners paid in, and last month's statement, partly matched."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from heyi.app.demo.diary import Diary
from heyi.app.demo.people import acting, at_work
from heyi.kit.dates import Period
from heyi.modules.banking import api as banking
from heyi.modules.ledger import api as ledger
from heyi.modules.payments import api as payments
from heyi.platform.records.saving import create_record
from heyi.platform.unit_of_work import UnitOfWork

_CAPITAL: Final = Decimal(1_000_000)
_FEES: Final = "560304"
_HEADINGS: Final = (
    "凭证号",
    "交易时间",
    "借/贷",
    "借方发生额",
    "贷方发生额",
    "摘要",
    "用途",
    "对方单位名称",
    "余额",
)
# The last so many movements of the month are on their way: the books know them, the bank does not.
_ON_THE_WAY: Final = 2
# Each so manieth proposal waits for whoever looks in.
_LEFT_OPEN: Final = 4


@dataclass(frozen=True)
class _Line:
    """A movement as the bank will tell it."""

    day: date
    amount: Decimal
    summary: str
    purpose: str
    counterparty: str


def pay_in(diary: Diary) -> None:
    """The owners pay their capital in before anything is bought."""
    amount, summary = _CAPITAL, "收到投资款"
    lines = (
        ledger.LineDraft(account="1002", debit=amount, summary=summary),
        ledger.LineDraft(account="3001", credit=amount, summary=summary),
    )
    draft = ledger.VoucherDraft(occurred_on=diary.first_day, lines=lines)
    with acting(diary.uow, diary.team.accountant, at_work(diary.first_day, 0)):
        written = ledger.write_voucher(diary.uow, draft)
        # Also where the company wants every voucher reviewed: nobody is there yet who could.
        ledger.post_voucher(diary.uow, written.id, by_rule=True)


def keep_the_bank(diary: Diary) -> None:
    """Take last month's statement in, match most of it, and leave what an accountant still has to look at."""
    uow, month = diary.uow, Period.from_date(diary.today).previous()
    with acting(uow, diary.team.accountant, min(diary.now, at_work(diary.today, 0))):
        account = payments.default_account(uow)
        book = payments.money_journal(uow, account.id, first_day=month.first_day, last_day=month.last_day)
        upload = banking.Upload(
            data=_file(book.opening, _told(book, month)), filename=f"工商银行对账单-{month}.csv"
        )
        banking.take_in(uow, account.id, upload)
        _name_fees(uow)
        found = banking.unmatched(uow, account.id, until=month.last_day)
        sure = [one for one in found.proposals if one.making is None]
        accepted = [one for place, one in enumerate(sure, start=1) if place % _LEFT_OPEN]
        drafts = [banking.MatchDraft(one.line_ids, one.entry_line_ids, one.reason) for one in accepted]
        if drafts:
            banking.match(uow, account.id, drafts)
        fee = next(one for one in found.proposals if one.account == _FEES)
        posting = banking.LinePosting(
            making=banking.Making.VOUCHER, account=_FEES, summary=fee.summary, rule_id=fee.rule_id
        )
        banking.post_line(uow, fee.line_ids[0], posting)


def _told(book: ledger.AccountLines, month: Period) -> list[_Line]:
    """What the bank knows of the month: most of what the books know, and its own fees and interest."""
    known = book.lines[: max(0, len(book.lines) - _ON_THE_WAY)]
    lines = [
        _Line(
            line.occurred_on,
            line.debit - line.credit,
            "货款" if line.debit else "付款",
            (line.source_number or "") if place % 2 else "",
            line.party or "",
        )
        for place, line in enumerate(known)
    ]
    middle, last = month.first_day.replace(day=15), month.last_day
    lines.append(_Line(middle, Decimal("-35.00"), "对公账户手续费", "", ""))
    lines.append(_Line(last, Decimal("-20.00"), "电子回单手续费", "", ""))
    lines.append(_Line(last, Decimal("186.42"), "存款利息", "", ""))
    return sorted(lines, key=lambda line: line.day)


def _file(opening: Decimal, lines: list[_Line]) -> bytes:
    """The statement as the bank gives it out."""
    text, balance = io.StringIO(newline=""), opening
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    for line in lines:
        balance += line.amount
        way = ("贷", "", f"{line.amount:.2f}") if line.amount > 0 else ("借", f"{-line.amount:.2f}", "")
        facts = (line.summary, line.purpose, line.counterparty, f"{balance:.2f}")
        writer.writerow(("0", f"{line.day.isoformat()} 10:00:00", *way, *facts))
    return text.getvalue().encode("gb18030")


def _name_fees(uow: UnitOfWork) -> None:
    own = ledger.ACCOUNT.table.c
    here = (own.tenant_id == uow.tenant_id, own.company_id == uow.company_id)
    account_id = uow.scalar(select(own.id).where(*here, own.code == _FEES))
    rule = {
        "name": "银行手续费",
        "words": "手续费 工本费 账户管理费",
        "direction": "expense",
        "account_id": account_id,
        "party_id": None,
        "summary": "银行手续费",
        "position": 1,
        "active": True,
    }
    create_record(uow, banking.BANK_RULE, rule)
