"""How a purchase order moves: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class OrderState(StrEnum):
    """Own states of an order; how far it is received and invoiced is computed beside them."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Progress(StrEnum):
    """How much of an order is received or invoiced."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


TRANSITIONS: dict[tuple[OrderState, str], OrderState] = {
    (OrderState.DRAFT, "update"): OrderState.DRAFT,
    (OrderState.DRAFT, "confirm"): OrderState.CONFIRMED,
    (OrderState.DRAFT, "cancel"): OrderState.CANCELLED,
    (OrderState.CONFIRMED, "cancel"): OrderState.CANCELLED,
    (OrderState.CONFIRMED, "take_in"): OrderState.CONFIRMED,
    (OrderState.CONFIRMED, "close"): OrderState.CLOSED,
}


def step(state: OrderState, verb: str) -> OrderState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.purchase_order.state.{state}", verb=f"verb.{verb}")
    return following


def allowed_verbs(state: OrderState, receipt: Progress, *, billable: bool, creditable: bool) -> list[str]:
    """What may be done next, in the order a person would want it: the main step first."""
    verbs = [verb for (from_state, verb) in TRANSITIONS if from_state is state]
    left_out = {"close"} if receipt is Progress.NONE else {"cancel"}
    if receipt is Progress.FULL:
        left_out |= {"take_in", "close"}
    verbs = [verb for verb in verbs if verb not in left_out]
    verbs += ["enter_invoice"] if billable else []
    verbs += ["enter_credit"] if creditable else []
    order = ["confirm", "take_in", "enter_invoice", "enter_credit", "update", "close", "cancel"]
    return sorted(verbs, key=order.index)
