"""How a waybill moves: which verbs its state allows."""

from heyi.modules.shipping.contracts import OUTCOMES, WaybillState
from heyi.platform.errors import WrongState

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
