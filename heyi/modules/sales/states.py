"""How a sales order moves: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class OrderState(StrEnum):
    """Own states of an order; how far it is delivered and invoiced is computed beside them."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Progress(StrEnum):
    """How much of an order is delivered or invoiced."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class PickState(StrEnum):
    """A pick list is worked on until what was found is delivered, or nobody needs it any more."""

    OPEN = "open"
    DONE = "done"
    GIVEN_UP = "given_up"


PICK_TRANSITIONS = {
    (PickState.OPEN, "finish"): PickState.DONE,
    (PickState.OPEN, "give_up"): PickState.GIVEN_UP,
    (PickState.OPEN, "tick"): PickState.OPEN,
}


def step_pick(state: PickState, verb: str) -> PickState:
    """The state of a pick list after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = PICK_TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.pick_list.state.{state}", verb=f"verb.{verb}")
    return following


TRANSITIONS: dict[tuple[OrderState, str], OrderState] = {
    (OrderState.DRAFT, "update"): OrderState.DRAFT,
    (OrderState.DRAFT, "confirm"): OrderState.CONFIRMED,
    (OrderState.DRAFT, "cancel"): OrderState.CANCELLED,
    (OrderState.CONFIRMED, "cancel"): OrderState.CANCELLED,
    (OrderState.CONFIRMED, "deliver"): OrderState.CONFIRMED,
    (OrderState.CONFIRMED, "change"): OrderState.CONFIRMED,
    (OrderState.CONFIRMED, "reschedule"): OrderState.CONFIRMED,
    (OrderState.CONFIRMED, "close"): OrderState.CLOSED,
}


def step(state: OrderState, verb: str) -> OrderState:
    """The state after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.sales_order.state.{state}", verb=f"verb.{verb}")
    return following


def allowed_verbs(state: OrderState, delivery: Progress, *, billable: bool) -> list[str]:
    """What may be done next, in the order a person would want it: the main step first."""
    verbs = [verb for (from_state, verb) in TRANSITIONS if from_state is state]
    if delivery is not Progress.NONE:
        verbs = [verb for verb in verbs if verb != "cancel"]
    else:
        verbs = [verb for verb in verbs if verb != "close"]
    if delivery is Progress.FULL:
        verbs = [verb for verb in verbs if verb not in ("deliver", "change", "reschedule", "close")]
    order = ["confirm", "deliver", "invoice", "update", "change", "reschedule", "close", "cancel"]
    return sorted([*verbs, *(["invoice"] if billable else [])], key=order.index)


class HoldState(StrEnum):
    """Goods are kept until all of them went over to orders, somebody let them go, or their last day passed."""

    HELD = "held"
    USED = "used"
    RELEASED = "released"
    EXPIRED = "expired"


HOLD_TRANSITIONS = {
    (HoldState.HELD, "extend"): HoldState.HELD,
    (HoldState.HELD, "release"): HoldState.RELEASED,
    (HoldState.HELD, "use"): HoldState.USED,
    (HoldState.HELD, "expire"): HoldState.EXPIRED,
}


def step_hold(state: HoldState, verb: str) -> HoldState:
    """The state of a hold after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = HOLD_TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.goods_hold.state.{state}", verb=f"verb.{verb}")
    return following


class ChangeState(StrEnum):
    """A change of an order is written until it is applied to the order, or called off."""

    DRAFT = "draft"
    APPLIED = "applied"
    CANCELLED = "cancelled"


CHANGE_TRANSITIONS = {
    (ChangeState.DRAFT, "take_effect"): ChangeState.APPLIED,
    (ChangeState.DRAFT, "update"): ChangeState.DRAFT,
    (ChangeState.DRAFT, "compare"): ChangeState.DRAFT,
    (ChangeState.DRAFT, "cancel"): ChangeState.CANCELLED,
}


def step_change(state: ChangeState, verb: str) -> ChangeState:
    """The state of a change after the verb.

    Raises:
        WrongState: the state does not allow the verb.
    """
    following = CHANGE_TRANSITIONS.get((state, verb))
    if following is None:
        raise WrongState(state=f"choice.sales_order_change.state.{state}", verb=f"verb.{verb}")
    return following
