"""How a company keeps its books."""

from dataclasses import asdict

from heyi.modules.ledger.contracts import BookRules
from heyi.modules.ledger.models import BOOK_RULES
from heyi.modules.ledger.permissions import END_REVIEW
from heyi.modules.ledger.queries.vouchers import book_rules
from heyi.platform.errors import NotAllowed
from heyi.platform.unit_of_work import UnitOfWork


def set_book_rules(
    uow: UnitOfWork,
    *,
    review_required: bool | None = None,
    by_money: bool | None = None,
    daily_rates: bool | None = None,
) -> BookRules:
    """Say whether every voucher must be reviewed by somebody else than its maker before it is posted, whether
    vouchers are numbered apart by the way of their money (收付转) from the next one on, and whether they take the rate
    of their day or that of their month's first day. What is None stays.

    Raises:
        NotAllowed: reviewing is to end, which is not for whoever writes the vouchers to say.
    """
    before = book_rules(uow)
    if before.review_required and review_required is False and not uow.actor.may(END_REVIEW):
        raise NotAllowed(permission=f"permission.{END_REVIEW}")
    return keep_rules(
        uow,
        BookRules(
            before.review_required if review_required is None else review_required,
            before.started_on,
            before.by_money if by_money is None else by_money,
            before.daily_rates if daily_rates is None else daily_rates,
        ),
    )


def keep_rules(uow: UnitOfWork, rules: BookRules) -> BookRules:
    """Keep these rules of the books, and say so in the audit."""
    before, values = asdict(book_rules(uow)), asdict(rules)
    row = {"company_id": uow.company_id, **values}
    uow.insert_missing(BOOK_RULES, [{"id": uow.new_id(), **row}], unique=("company_id",))
    assignments = [f"{name} = v.{name}" for name in values]
    uow.update_rows(BOOK_RULES, [row], keys=("company_id",), assignments=assignments)
    uow.change_settings()
    changed = [name for name in values if values[name] != before[name]]
    told = {
        name: [None if value is None else str(value) for value in (before[name], values[name])]
        for name in changed
    }
    if told:
        uow.audit("changed", record="company", record_id=uow.company_id, changes=told)
    return rules
