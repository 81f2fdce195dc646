"""The customer looks at a quotation, accepts it or declines it: under its link, or told to us by another way."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, update

from heyi.modules.quoting.actions.drafts import audit, change, refuse_ordered
from heyi.modules.quoting.contracts import (
    QUOTATION_ACCEPTED,
    QUOTATION_DECLINED,
    QUOTATION_SEEN,
    Answering,
    QuotationStatus,
    Verdict,
)
from heyi.modules.quoting.errors import QuotationExpired, ShownOtherwise
from heyi.modules.quoting.events import QuotationAccepted, QuotationDeclined
from heyi.modules.quoting.models import QUOTATION, QUOTATION_ANSWER
from heyi.modules.quoting.queries.content import sent_content
from heyi.modules.quoting.queries.quotations import Versions, status_of, versions_of
from heyi.modules.quoting.rules import lapsed
from heyi.modules.quoting.states import QuotationState, step
from heyi.platform.errors import FieldProblem, InvalidInput
from heyi.platform.notify.kinds import NoticeKind
from heyi.platform.notify.writing import Notice, tell
from heyi.platform.unit_of_work import UnitOfWork

_Q = QUOTATION.table


def accept_quotation(
    uow: UnitOfWork, quotation_id: UUID, said: Answering, *, shown: str | None = None
) -> QuotationStatus:
    """The customer accepts this version, once; who, how, when and what he was shown is kept for good.

    `shown` is the SHA-256 of what stood on his page.

    Raises:
        NotFound: it does not exist in this company.
        WrongState: he cannot accept it any more, or not yet.
        QuotationExpired: its last day is over.
        ShownOtherwise: his page showed something else than what was sent.
        InvalidInput: he would have accepted it before it was sent, or after today.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    head = versions.head
    if lapsed(head["state"], head["valid_until"], uow.today):
        raise QuotationExpired(number=head["number"], day=head["valid_until"].isoformat())
    after = _answered(uow, versions, "accept", Verdict.ACCEPTED, said, shown)
    uow.emit(
        QuotationAccepted(
            aggregate_id=quotation_id,
            aggregate_seq=after.head["version"],
            party_id=head["party_id"],
            gross=head["gross"],
        )
    )
    return status_of(uow, after)


def decline_quotation(
    uow: UnitOfWork, quotation_id: UUID, said: Answering, *, shown: str | None = None
) -> QuotationStatus:
    """The customer does not accept this version, once, and says why; a new version may follow.

    Raises:
        NotFound, WrongState, ShownOtherwise, InvalidInput: as for accepting.
        QuotationOrdered: it became an order already.
    """
    versions = versions_of(uow, quotation_id, lock=True)
    after = _answered(uow, versions, "decline", Verdict.DECLINED, said, shown)
    uow.emit(
        QuotationDeclined(
            aggregate_id=quotation_id,
            aggregate_seq=after.head["version"],
            party_id=after.head["party_id"],
        )
    )
    return status_of(uow, after)


def note_seen(uow: UnitOfWork, quotation_id: UUID) -> None:
    """The customer looked at what was sent; its owner is told of the first time.

    No change of what the version says: who reads or answers it meanwhile is not disturbed.
    """
    place = (
        _Q.c.tenant_id == uow.tenant_id,
        _Q.c.id == quotation_id,
        _Q.c.state.in_((QuotationState.SENT, QuotationState.ACCEPTED, QuotationState.DECLINED)),
    )
    looked = {"first_seen_at": func.coalesce(_Q.c.first_seen_at, uow.now), "last_seen_at": uow.now}
    returned = (_Q.c.id, _Q.c.number, _Q.c.owner_id, _Q.c.party_id, _Q.c.first_seen_at)
    row = uow.first(update(_Q).where(*place).values(looked).returning(*returned))
    if row is not None and row["first_seen_at"] == uow.now:
        audit(uow, "seen", row)
        _tell_owner(uow, QUOTATION_SEEN, row)


def _answered(
    uow: UnitOfWork, versions: Versions, verb: str, verdict: Verdict, said: Answering, shown: str | None
) -> Versions:
    head = versions.head
    state = step(QuotationState(head["state"]), verb)
    if verdict is Verdict.DECLINED:
        refuse_ordered(uow, versions)
    sent = sent_content(uow, head["id"])
    assert sent is not None, "what waits for an answer was sent"
    if shown is not None and shown != sent[1]:
        raise ShownOtherwise(number=head["number"])
    answered_on = said.answered_on or uow.today
    if not head["quoted_on"] <= answered_on <= uow.today:
        told: dict[str, object] = {"first": str(head["quoted_on"]), "last": str(uow.today)}
        raise InvalidInput(problems=[FieldProblem("answered_on", "answered_between", told)])
    after = change(uow, versions, {"state": state})
    uow.insert(
        QUOTATION_ANSWER,
        {
            "id": uow.new_id(),
            "quotation_id": head["id"],
            "verdict": verdict,
            "how": said.how,
            "name": said.name,
            "answered_on": answered_on,
            "answered_at": uow.now,
            "address": said.address[:64],
            "user_agent": said.user_agent[:300],
            "sha256": sent[1],
            "note": said.note or None,
            "recorded_by": uow.actor.user_id,
        },
    )
    audit(uow, verdict, after.head, {"by": [None, said.name], "how": [None, said.how]})
    told_of = QUOTATION_ACCEPTED if verdict is Verdict.ACCEPTED else QUOTATION_DECLINED
    _tell_owner(uow, told_of, after.head)
    return after


def _tell_owner(uow: UnitOfWork, kind: NoticeKind, head: Mapping[Any, Any]) -> None:
    if head["owner_id"] is not None:
        tell(uow, [Notice(user_id=head["owner_id"], kind=kind, record=QUOTATION.name, record_id=head["id"])])
