"""Hold the books of a company: closing, opening again and what is posted once meet here, one after the other."""

from sqlalchemy import select

from heyi.modules.ledger.models import BOOK_RULES
from heyi.platform.unit_of_work import UnitOfWork


def hold_books(uow: UnitOfWork) -> None:
    """Hold the company's rules of the books until the transaction ends; posting of documents does not wait for it."""
    row = {
        "id": uow.new_id(),
        "company_id": uow.company_id,
        "review_required": False,
        "started_on": None,
        "by_money": False,
        "daily_rates": True,
    }
    uow.insert_missing(BOOK_RULES, [row], unique=("company_id",))
    mine = (BOOK_RULES.c.tenant_id == uow.tenant_id, BOOK_RULES.c.company_id == uow.company_id)
    uow.execute(select(BOOK_RULES.c.id).where(*mine).with_for_update())
