"""A payment that is not there yet, as whoever approves it looks at it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from heyi.modules.parties import api as parties
from heyi.modules.payments.contracts import PaymentDraft
from heyi.modules.payments.permissions import POST_PAYMENT
from heyi.modules.payments.queries.money import usable_account
from heyi.modules.payments.rules import ZERO
from heyi.platform.approvals import api as approvals
from heyi.platform.documents.titles import document_titles
from heyi.platform.http.answers import number_text
from heyi.platform.records import access
from heyi.platform.unit_of_work import UnitOfWork

_BOOKED = "supplier_invoice"


def payment_matter(uow: UnitOfWork, draft: PaymentDraft) -> approvals.Matter:
    """Money that is to be paid: to whom, how much, from where, for which invoices.

    Raises:
        NotFound, NotAllowed: the supplier does not exist, or is not the actor's to pay.
        MoneyAccountOff: the money account is switched off.
    """
    access.require_row(uow, parties.PARTY, draft.party_id, POST_PAYMENT, known=True)
    party = parties.require_party(uow, draft.party_id)
    allocated = sum((part for _, part in draft.allocations), ZERO)
    titles = document_titles(uow, [(_BOOKED, invoice) for invoice, _ in draft.allocations])
    return approvals.Matter(
        record_id=None,
        title=party.name,
        values={
            "kind": draft.kind,
            "party_id": draft.party_id,
            "paid_on": draft.paid_on or uow.today,
            "account_code": _account(uow, draft),
            "amount": draft.amount,
            "allocated": allocated,
            "prepaid": draft.amount - allocated,
            "note": draft.note,
        },
        pinned=payload_of(draft),
        lines=[
            {"invoice": titles.get((_BOOKED, invoice), ""), "amount": part}
            for invoice, part in draft.allocations
        ],
    )


def payload_of(draft: PaymentDraft) -> dict[str, Any]:
    """A payment as its route takes it."""
    said: Mapping[str, Any] = {
        "kind": draft.kind,
        "party_id": draft.party_id,
        "amount": draft.amount,
        "account_code": draft.account_code,
        "money_account_id": draft.money_account_id,
        "paid_on": draft.paid_on,
        "note": draft.note,
    }
    parts = [{"invoice_id": str(invoice), "amount": number_text(part)} for invoice, part in draft.allocations]
    return {**{name: _plain(value) for name, value in said.items()}, "allocations": parts}


def _account(uow: UnitOfWork, draft: PaymentDraft) -> str:
    if draft.money_account_id is None and draft.account_code is not None:
        return draft.account_code
    return usable_account(uow, draft.money_account_id).account_code


def _plain(value: Any) -> Any:
    if value is None:
        return None
    return number_text(value) if isinstance(value, Decimal) else str(value)
