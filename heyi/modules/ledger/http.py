"""Routes of the books."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from heyi.kit.dates import Period
from heyi.modules.ledger import api
from heyi.modules.ledger.permissions import VIEW_ACCOUNT, VIEW_ENTRY
from heyi.platform.http.router import Router
from heyi.platform.records import access
from heyi.platform.records.http import add_get_route, add_list_route
from heyi.platform.records.shapes import shapes
from heyi.platform.unit_of_work import UnitOfWork

router = Router("ledger")
From = Annotated[date | None, Query(alias="from", description="first day; the month of `to` when left out")]
To = Annotated[date | None, Query(description="last day; today when left out")]


def _span(uow: UnitOfWork, first: date | None, last: date | None) -> tuple[date, date]:
    last_day = last or uow.today
    return first or Period.from_date(last_day).first_day, last_day


@router.get("/trial-balance", permission=VIEW_ACCOUNT, answer=api.TrialBalance)
def get_trial_balance(uow: UnitOfWork, from_: From = None, to: To = None) -> api.TrialBalance:
    """Opening, movement and closing of every account that has any."""
    first_day, last_day = _span(uow, from_, to)
    return api.trial_balance(uow, first_day=first_day, last_day=last_day)


@router.get("/accounts/{code}/lines", permission=VIEW_ENTRY, answer=api.AccountLines)
def get_account_lines(uow: UnitOfWork, code: str, from_: From = None, to: To = None) -> api.AccountLines:
    """The movements of an account and all below it, with the balance after each."""
    first_day, last_day = _span(uow, from_, to)
    return api.account_lines(uow, code, first_day=first_day, last_day=last_day)


@router.get("/journal-entries/{entry_id}", permission=VIEW_ENTRY, answer=api.Entry)
def get_journal_entry(uow: UnitOfWork, entry_id: UUID) -> api.Entry:
    """An entry with its lines and the document that caused it."""
    return api.get_entry(uow, entry_id)


@router.get("/documents/{document_type}/{document_id}/entries", permission=VIEW_ENTRY, answer=list[api.Entry])
def get_document_entries(uow: UnitOfWork, document_type: str, document_id: UUID) -> list[api.Entry]:
    """The entries that a document caused."""
    shape = next((item for item in shapes(uow) if item.name == document_type), None)
    if shape is not None and uow.actor.may(shape.permissions.view):
        access.require_row(uow, shape, document_id, known=True)
    return api.entries_of(uow, document_type, document_id)


add_list_route(router, api.ACCOUNT)
add_get_route(router, api.ACCOUNT)
add_list_route(router, api.JOURNAL_ENTRY)
