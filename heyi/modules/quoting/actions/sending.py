"""Send a version of a quotation: from then on it is what it says, to the byte."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from heyi.modules.quoting.actions.drafts import audit, change, refuse_ahead, refuse_ordered
from heyi.modules.quoting.contracts import QuotationStatus
from heyi.modules.quoting.errors import SentTooLate
from heyi.modules.quoting.events import QuotationSent
from heyi.modules.quoting.models import QUOTATION, QUOTATION_LINE, QUOTATION_SENDING
from heyi.modules.quoting.queries.content import content_of
from heyi.modules.quoting.queries.quotations import Versions, lines_of, status_of, versions_of
from heyi.modules.quoting.rules import sealed
from heyi.modules.quoting.states import QuotationState, step
from heyi.modules.sales import api as sales
from heyi.platform.approvals import api as approvals
from heyi.platform.unit_of_work import UnitOfWork

# What an approval may lift.
FLOORS, DISCOUNT = "below_floor", "over_discount"


def send_quotation(uow: UnitOfWork, quotation_id: UUID) -> QuotationStatus:
    """Make this version what the customer may accept; an earlier one that he could accept is superseded.

    It is measured by the price lists of today; what it says is kept as it is now, with its SHA-256, and never changed.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: it is no draft.
        NeedsApproval, UnderApproval: a flow of the company asks for an approval first.
        SentTooLate: its last day is over.
        InvalidInput: its date lies ahead of today.
        QuotationOrdered: a version became an order meanwhile.
        BelowFloor: lines are priced below the floor of their product, and the actor may not sell below it, nor was it
            approved.
        DiscountTooDeep: lines lie further below the lists than the actor may go, nor was it approved.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    state = step(QuotationState(head["state"]), "send")
    refuse_ordered(uow, versions)
    if head["valid_until"] < uow.today:
        raise SentTooLate(number=head["number"], day=head["valid_until"].isoformat())
    refuse_ahead(uow, head["quoted_on"])
    lines = lines_of(uow, quotation_id)[quotation_id]
    lifted = approvals.ask(uow, "quotation", "send", quotation_id).lifts
    if FLOORS not in lifted:
        sales.keep_to_floors(uow, head, lines)
    if DISCOUNT not in lifted:
        sales.keep_within_limit(uow, head, lines)
    _list_anew(uow, head["party_id"], lines)
    for one in versions.standing:
        superseded = step(QuotationState(one["state"]), "supersede")
        uow.change(QUOTATION.table, one["id"], {"state": superseded})
        audit(uow, "superseded", one, {"by": [None, head["number"]]})
    after = change(uow, versions, {"state": state, "sent_at": uow.now})
    _seal(uow, after)
    audit(uow, "offered", after.head)
    uow.emit(
        QuotationSent(
            aggregate_id=quotation_id,
            aggregate_seq=after.head["version"],
            party_id=head["party_id"],
            gross=head["gross"],
        )
    )
    return status_of(uow, versions_of(uow, quotation_id))


def _list_anew(uow: UnitOfWork, party_id: UUID, lines: Sequence[Mapping[Any, Any]]) -> None:
    """Keep what the lists say on the day of sending, not on that of writing."""
    listed = [
        {"id": one["id"], "list_price": one["list_price"]} for one in sales.beside_lists(uow, party_id, lines)
    ]
    uow.update_rows(QUOTATION_LINE, listed, assignments=["list_price = v.list_price"])


def _seal(uow: UnitOfWork, versions: Versions) -> None:
    content, sha256 = sealed(content_of(uow, versions.head))
    uow.insert(
        QUOTATION_SENDING,
        {
            "id": uow.new_id(),
            "quotation_id": versions.head["id"],
            "content": content,
            "sha256": sha256,
            "sent_at": uow.now,
            "sent_by": uow.actor.user_id,
        },
    )
