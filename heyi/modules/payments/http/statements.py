"""Routes of statements of account."""

from datetime import date
from uuid import UUID

from heyi.modules.parties import api as parties
from heyi.modules.payments import api
from heyi.modules.payments import permissions as may
from heyi.platform.http.answers import Answer
from heyi.platform.http.router import Router
from heyi.platform.http.spans import From, To, span
from heyi.platform.printing import paper, workbook
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

router = Router("statements of account")
CUSTOMER, SUPPLIER = api.AccountSide.CUSTOMER, api.AccountSide.SUPPLIER


def _of(
    uow: UnitOfWork, side: api.AccountSide, party_id: UUID, days: tuple[date, date], right: str
) -> api.AccountStatement:
    access.require_row(uow, parties.PARTY, party_id, right, known=True)
    return api.account_statement(uow, side, party_id, *days)


def _printed(uow: UnitOfWork, found: api.AccountStatement) -> Answer:
    return paper(api.print_account_statement(uow, found), f"{_name(found)}.pdf")


def _sheet(uow: UnitOfWork, found: api.AccountStatement) -> Answer:
    return workbook(api.account_statement_sheet(uow, found), f"{_name(found)}.xlsx")


def _name(found: api.AccountStatement) -> str:
    return f"{found.party.title}-{found.first_day}-{found.last_day}"


@router.get(
    "/parties/{party_id}/statement", permission=may.VIEW_RECEIPT, answer=api.AccountStatement, snapshot=True
)
def get_account_statement(
    uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None
) -> api.AccountStatement:
    """对账单 of a customer: what he owed, every document that changed it, what he owes."""
    return _of(uow, CUSTOMER, party_id, span(uow, from_, to), may.VIEW_RECEIPT)


@router.get("/parties/{party_id}/statement/paper", permission=may.EXPORT_RECEIPT, snapshot=True)
def get_account_statement_paper(uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None) -> Answer:
    """对账单 of a customer as a PDF, to be confirmed and sent back."""
    return _printed(uow, _of(uow, CUSTOMER, party_id, span(uow, from_, to), may.EXPORT_RECEIPT))


@router.get("/parties/{party_id}/statement/sheet", permission=may.EXPORT_RECEIPT, snapshot=True)
def get_account_statement_sheet(uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None) -> Answer:
    """对账单 of a customer as a workbook."""
    return _sheet(uow, _of(uow, CUSTOMER, party_id, span(uow, from_, to), may.EXPORT_RECEIPT))


@router.get(
    "/parties/{party_id}/supplier-statement",
    permission=may.VIEW_PAYMENT,
    answer=api.AccountStatement,
    snapshot=True,
)
def get_supplier_statement(
    uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None
) -> api.AccountStatement:
    """对账单 of a supplier: what we owed him, every document that changed it, what we owe."""
    return _of(uow, SUPPLIER, party_id, span(uow, from_, to), may.VIEW_PAYMENT)


@router.get("/parties/{party_id}/supplier-statement/paper", permission=may.EXPORT_PAYMENT, snapshot=True)
def get_supplier_statement_paper(
    uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None
) -> Answer:
    """对账单 of a supplier as a PDF, to be compared with his own."""
    return _printed(uow, _of(uow, SUPPLIER, party_id, span(uow, from_, to), may.EXPORT_PAYMENT))


@router.get("/parties/{party_id}/supplier-statement/sheet", permission=may.EXPORT_PAYMENT, snapshot=True)
def get_supplier_statement_sheet(
    uow: UnitOfWork, party_id: UUID, from_: From = None, to: To = None
) -> Answer:
    """对账单 of a supplier as a workbook."""
    return _sheet(uow, _of(uow, SUPPLIER, party_id, span(uow, from_, to), may.EXPORT_PAYMENT))


@router.get("/receivables/ageing", permission=may.VIEW_RECEIPT, answer=api.Ageing, snapshot=True)
def get_receivables_ageing(uow: UnitOfWork, on: BusinessDay | None = None) -> api.Ageing:
    """应收账龄: what customers owed on a day, by how long it was overdue then."""
    return api.ageing(uow, CUSTOMER, on or uow.today)


@router.get("/payables/ageing", permission=may.VIEW_PAYMENT, answer=api.Ageing, snapshot=True)
def get_payables_ageing(uow: UnitOfWork, on: BusinessDay | None = None) -> api.Ageing:
    """应付账龄: what suppliers were owed on a day, by the age of their invoices."""
    return api.ageing(uow, SUPPLIER, on or uow.today)
