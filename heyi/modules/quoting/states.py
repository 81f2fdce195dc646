"""How a version of a quotation moves: (state, verb) -> state."""

from collections.abc import Sequence
from enum import StrEnum

from heyi.platform.errors import WrongState


class QuotationState(StrEnum):
    """Own states of one version: what was sent stays as it was sent, whatever becomes of it."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


TRANSITIONS: dict[tuple[QuotationState, str], QuotationState] = {
    (QuotationState.DRAFT, "update"): QuotationState.DRAFT,
    (QuotationState.DRAFT, "send"): QuotationState.SENT,
    (QuotationState.DRAFT, "withdraw"): QuotationState.WITHDRAWN,
    (QuotationState.SENT, "share"): QuotationState.SENT,
    (QuotationState.SENT, "accept"): QuotationState.ACCEPTED,
    (QuotationState.SENT, "decline"): QuotationState.DECLINED,
    (QuotationState.SENT, "expire"): QuotationState.EXPIRED,
    (QuotationState.SENT, "supersede"): QuotationState.SUPERSEDED,
    (QuotationState.SENT, "withdraw"): QuotationState.WITHDRAWN,
    (QuotationState.SENT, "order"): QuotationState.SENT,
    (QuotationState.ACCEPTED, "order"): QuotationState.ACCEPTED,
    (QuotationState.ACCEPTED, "supersede"): QuotationState.SUPERSEDED,
    (QuotationState.ACCEPTED, "share"): QuotationState.ACCEPTED,
    **{(state, "new_version"): state for state in QuotationState if state is not QuotationState.DRAFT},
}
# What a newer version takes the place of when it is sent; the others have come to their own end.
REPLACED = (QuotationState.SENT, QuotationState.ACCEPTED)
# What a person does, in the order in which he would want it; the rest happens by itself.
_OFFERED = ("send", "order", "share", "accept", "decline", "update", "new_version", "withdraw")


def step(state: QuotationState, verb: str) -> QuotationState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.quotation.state.{state}", verb=f"verb.{verb}")
    return following


def allowed_verbs(state: QuotationState, *, lapsed: bool, ordered: bool, drafted: bool) -> Sequence[str]:
    """What may be done next with a version, the main step first.

    `lapsed`: the last day on which it could be accepted is over. `ordered`: a version of the quotation became an order.
    `drafted`: another version is being written.
    """
    verbs = {verb for (from_state, verb) in TRANSITIONS if from_state is state}
    if lapsed:
        verbs -= {"accept"}
        if state is QuotationState.SENT:
            verbs -= {"order"}
    if ordered:
        verbs -= {"send", "order", "new_version", "decline", "withdraw"}
        if state is QuotationState.DRAFT:
            verbs |= {"withdraw"}
    if drafted:
        verbs -= {"new_version"}
    return [verb for verb in _OFFERED if verb in verbs]
