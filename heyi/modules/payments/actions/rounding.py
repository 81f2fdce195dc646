"""Let small remainders go with the money that comes (抹零), take them back with it, and say up to how much."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from heyi.modules.ledger import api as ledger
from heyi.modules.payments.actions.write_offs import give_up, open_again, post_back
from heyi.modules.payments.contracts import LossReason, PaymentRules, WriteOffDraft
from heyi.modules.payments.errors import TailUnpaid
from heyi.modules.payments.models import PAYMENT_RULES, RECEIPT_TAIL
from heyi.modules.payments.queries.rounding import payment_rules, tails_of_order, tails_of_receipt
from heyi.modules.payments.rules import USUAL_ROUNDING_LIMIT
from heyi.platform.company_choice import choose
from heyi.platform.unit_of_work import UnitOfWork


def set_payment_rules(uow: UnitOfWork, *, rounding_limit: Decimal) -> PaymentRules:
    """Let remainders of up to so much be let go from now on; what was let go stays so."""
    uow.change_settings()
    choose(uow, PAYMENT_RULES, "rounding_limit", rounding_limit, until_now=USUAL_ROUNDING_LIMIT)
    return payment_rules(uow)


def let_go(
    uow: UnitOfWork,
    receipt_id: UUID,
    party_id: UUID,
    tails: Mapping[UUID, Decimal],
    *,
    paid: Mapping[UUID, Decimal],
    day: date,
) -> list[ledger.EntryDraft]:
    """Let the remainders of invoices go that a receipt pays, each by a paper of its own; the entries to be posted.

    Raises:
        TailUnpaid: the receipt does not pay one of them.
        SettlesTooMuch, WrittenOffTooEarly, RoundingTooMuch, RoundingLeavesRest: see `write_off`.
    """
    if not tails.keys() <= paid.keys():
        raise TailUnpaid
    if not tails:
        return []
    made = give_up(
        uow,
        *(
            WriteOffDraft(
                party_id=party_id, reason=LossReason.ROUNDING, parts=((invoice_id, amount),), occurred_on=day
            )
            for invoice_id, amount in tails.items()
        ),
    )
    for status, _ in made:
        uow.insert(RECEIPT_TAIL, {"write_off_id": status.id, "receipt_id": receipt_id})
        uow.link("receipt", receipt_id, "write_off", status.id)
    return [entry for _, entry in made]


def take_back_of_receipt(uow: UnitOfWork, receipt_id: UUID) -> list[UUID]:
    """Open again what was let go with a receipt that is taken back today; the entries are to be posted back."""
    tails = tails_of_receipt(uow, receipt_id)
    for write_off_id in tails:
        open_again(uow, write_off_id, uow.today)
    return tails


def take_back_of_order(uow: UnitOfWork, order_id: UUID, day: date) -> Callable[[], None]:
    """What was let go of an order's invoices is open again before a credit note settles them.

    Else it would stay let go though the goods it was asked for came back, and the customer be paid more than he paid.
    Calling what is given back posts the entries.
    """
    tails = [(write_off_id, max(day, own_day)) for write_off_id, own_day in tails_of_order(uow, order_id)]
    for write_off_id, then in tails:
        open_again(uow, write_off_id, then)

    def post_all_back() -> None:
        for write_off_id, then in tails:
            post_back(uow, write_off_id, then)

    return post_all_back
