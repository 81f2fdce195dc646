"""Routes of ledgers, the trial balance and statements on paper."""

from typing import Annotated

from fastapi import Query

from heyi.modules.ledger import api
from heyi.modules.ledger import permissions as may
from heyi.modules.ledger.jobs import print_book_later
from heyi.modules.ledger.schemas import BookBody, statement_name
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.http.spans import From, To, span
from heyi.platform.printing import paper, workbook
from heyi.platform.records.exporting.running import Asked
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import month

router = Router("ledgers on paper")
Level = Annotated[int, Query(ge=1, le=9)]


@router.get("/trial-balance/paper", permission=may.VIEW_ACCOUNT)
def get_trial_balance_paper(
    uow: UnitOfWork,
    from_: From = None,
    to: To = None,
    level: Level = 9,
) -> Answer:
    """科目余额表 as a PDF."""
    first_day, last_day = span(uow, from_, to)
    return paper(api.print_balance(uow, first_day, last_day, level), f"trial-balance-{last_day}.pdf")


@router.get("/trial-balance/sheet", permission=may.VIEW_ACCOUNT)
def get_trial_balance_sheet(uow: UnitOfWork, from_: From = None, to: To = None, level: Level = 9) -> Answer:
    """科目余额表 as a workbook."""
    first_day, last_day = span(uow, from_, to)
    content = api.balance_sheet_of_accounts(uow, first_day, last_day, level)
    return workbook(content, f"trial-balance-{last_day}.xlsx")


@router.get("/accounts/{code}/sheet", permission=may.EXPORT_ENTRY)
def get_account_sheet(uow: UnitOfWork, code: str, from_: From = None, to: To = None) -> Answer:
    """The lines of an account and all below it as a workbook."""
    first_day, last_day = span(uow, from_, to)
    content = api.account_sheet(uow, code, first_day, last_day)
    return workbook(content, f"ledger-{last_day}.xlsx")


@router.get("/statements/{name}/sheet", permission=may.VIEW_ACCOUNT, snapshot=True)
def get_statement_sheet(uow: UnitOfWork, name: str, period: str, span: api.Span = api.Span.MONTH) -> Answer:
    """资产负债表, 利润表 or 现金流量表 as a workbook."""
    found = api.statement(uow, statement_name(name), month(period), span)
    return workbook(api.statement_sheet(uow, found), f"{found.name}-{period}.xlsx")


@router.get("/statements/{name}/paper", permission=may.VIEW_ACCOUNT, snapshot=True)
def get_statement_paper(uow: UnitOfWork, name: str, period: str, span: api.Span = api.Span.MONTH) -> Answer:
    """资产负债表, 利润表 or 现金流量表 as a PDF."""
    found = api.statement(uow, statement_name(name), month(period), span)
    return paper(api.print_statement(uow, found), f"{found.name}-{period}.pdf")


@router.get("/accounts/{code}/paper", permission=may.EXPORT_ENTRY)
def get_account_paper(uow: UnitOfWork, code: str, from_: From = None, to: To = None) -> Answer:
    """明细账 of an account and all below it as a PDF, up to a thousand lines."""
    first_day, last_day = span(uow, from_, to)
    api.require_few(uow, code, first_day, last_day)
    content = api.print_book(uow, api.BookKind.DETAIL, first_day, last_day, account=code)
    return paper(content, f"ledger-{code}-{last_day}.pdf")


@router.get("/general-ledger/paper", permission=may.EXPORT_ENTRY)
def get_general_ledger_paper(uow: UnitOfWork, from_: From = None, to: To = None) -> Answer:
    """总账 of up to twelve months as a PDF."""
    first_day, last_day = span(uow, from_, to)
    content = api.print_book(uow, api.BookKind.GENERAL, first_day, last_day)
    return paper(content, f"general-ledger-{last_day}.pdf")


@router.post("/ledgers/print", permission=may.EXPORT_ENTRY, answer=Asked, status=202)
def print_ledger(uow: UnitOfWork, body: BookBody) -> Asked:
    """Have a job print the 明细账 of an account or of all; its file is found among the exports."""
    return print_book_later(uow, body.account, body.first_day, body.last_day)
