"""How a waybill moves: (state, verb) -> state."""

from enum import StrEnum

from heyi.platform.errors import WrongState


class WaybillState(StrEnum):
    """Goods are under way until their customer took all of them, some of them, or none."""

    UNDER_WAY = "under_way"
    RECEIVED = "received"
    PARTLY = "partly"
    REFUSED = "refused"


# What a customer may have made of it.
OUTCOMES = (WaybillState.RECEIVED, WaybillState.PARTLY, WaybillState.REFUSED)
_VERBS = {
    "update": (WaybillState.UNDER_WAY,),
    "sign_for": (WaybillState.UNDER_WAY,),
    "reopen": OUTCOMES,
}


def require_state(state: WaybillState, verb: str) -> None:
    """Refuse a verb for which the waybill is too far on, or not far enough.

    Raises:
        WrongState: the state does not allow the verb.
    """
    if state not in _VERBS[verb]:
        raise WrongState(state=f"choice.waybill.state.{state}", verb=f"verb.{verb}")
