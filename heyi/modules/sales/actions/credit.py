"""Keep an order within what its customer may owe."""

from collections.abc import Mapping
from typing import Any

from heyi.modules.parties import api as parties
from heyi.modules.sales.errors import CreditExceeded, CreditRefused, CustomerOverdue, TermsOfBoth
from heyi.modules.sales.permissions import OVER_CREDIT
from heyi.modules.sales.queries.credit import (
    beyond_credit,
    have_terms_in_one_company,
    lock_terms,
    sees_credit,
    standing,
)
from heyi.platform.http.answers import number_text
from heyi.platform.unit_of_work import UnitOfWork


def keep_within_credit(uow: UnitOfWork, head: Mapping[Any, Any]) -> bool:
    """Refuse an order that takes its customer beyond his limit, or one of somebody who is overdue for too long.

    Customers without terms are trusted without end; whoever may sell over credit is not held back: then it is told
    whether the limit was passed over.

    Raises:
        CustomerOverdue: what fell due is not paid for longer than he was given.
        CreditExceeded: with it he would owe, and have ordered, more than his limit.
        CreditRefused: one of the two, for whom the credit of customers is hidden.
    """
    if head["payment_days"] is None or uow.actor.is_system:
        return False
    terms = lock_terms(uow, head["party_id"])
    if terms is None or (terms["credit_limit"] is None and terms["grace_days"] is None):
        return False
    credit = standing(uow, terms)
    beyond = beyond_credit(credit, head["gross"])
    if beyond is None:
        return False
    if uow.actor.may(OVER_CREDIT):
        return True
    if not sees_credit(uow):
        raise CreditRefused(customer=_name(uow, head))
    if beyond.overdue is not None:
        raise CustomerOverdue(
            customer=_name(uow, head), amount=number_text(beyond.overdue), day=str(credit.oldest_due)
        )
    assert credit.limit is not None
    assert beyond.over is not None
    raise CreditExceeded(
        customer=_name(uow, head),
        limit=number_text(credit.limit),
        owed=number_text(credit.owed),
        ordered=number_text(credit.ordered),
        order=number_text(head["gross"]),
        over=number_text(beyond.over),
    )


def _name(uow: UnitOfWork, head: Mapping[Any, Any]) -> str:
    return parties.require_party(uow, head["party_id"]).name


def judge_merge(uow: UnitOfWork, winner: Mapping[Any, Any], loser: Mapping[Any, Any]) -> None:
    """Let two customers become one only if at most one of them has terms in each company.

    Raises:
        TermsOfBoth: both have some, and nobody said which stay.
    """
    if have_terms_in_one_company(uow, winner["id"], loser["id"]):
        raise TermsOfBoth(stays=winner["name"], goes=loser["name"])
